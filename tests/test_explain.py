"""explain: where a segment stands, what stands around it, what every check measured, and why it was flagged."""

import json
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs, read_skipped
from bilingual.dataset.reading import read_rows
from bilingual.errors import UsageError
from bilingual.explain import explain_pair
from bilingual.pairs import Pair
from bilingual.quality import CHECKS, FLAGS
from tests.conftest import Run


@pytest.fixture(scope="module")
def flagged(dataset: Path) -> Pair:
    return next(pair for pair in read_pairs(dataset) if pair.flags and pair.sentence > 0)


@pytest.mark.slow
def test_the_segment_stands_between_what_is_shown_before_and_after(dataset: Path, flagged: Pair):
    place = explain_pair(dataset, flagged.id).place
    text = next(row["text"] for row in read_rows(dataset, "articles") if row["id"] == flagged.article_id)
    assert place.before + flagged.fr + place.after in text
    assert text.splitlines()[place.line - 1].count(flagged.fr.splitlines()[0]) >= 1


def test_neighbours_are_the_two_segments_on_either_side_skipped_ones_too(dataset: Path):
    skipped = next(item for item in read_skipped(dataset) if item.paragraph > 1)
    found = explain_pair(dataset, skipped.id)
    every = [item for item in (*read_pairs(dataset), *read_skipped(dataset)) if item.article_id == skipped.article_id]
    every.sort(key=lambda item: item.start)
    place = every.index(skipped)
    assert found.segment == skipped
    assert list(found.neighbours) == every[max(0, place - 2) : place] + every[place + 1 : place + 3]
    assert (found.measures, found.reasons) == ((), ())


@pytest.mark.slow
def test_every_check_is_shown_and_every_flag_has_its_reason(dataset: Path, flagged: Pair):
    found = explain_pair(dataset, flagged.id)
    assert [measure.check for measure in found.measures] == [check.name for check in CHECKS]
    failed = {measure.check for measure in found.measures if measure.failed}
    assert failed == set(flagged.flags) & {check.name for check in CHECKS}
    assert [reason.split(":")[0] for reason in found.reasons] == list(flagged.flags)
    assert all(FLAGS[flag] in reason for flag, reason in zip(flagged.flags, found.reasons, strict=True))


@pytest.mark.slow
def test_what_the_model_was_given_is_shown_where_that_is_not_the_french(tmp_path: Path, run: Run):
    (tmp_path / "a.txt").write_text("Le prix est de 20 € à “Paris”.\nLe chat dort.\n", encoding="utf-8")
    assert run("build", tmp_path / "a.txt", "--out", tmp_path / "d", "--beam", 1, "--model", "embedded").returncode == 0
    first, second = read_pairs(tmp_path / "d")
    assert explain_pair(tmp_path / "d", first.id).given[0] == "Le prix est de 20 euros à « Paris »."
    assert "given      Le prix est de 20 euros" in run("explain", tmp_path / "d", first.id).stdout
    assert "given      the French as it stands" in run("explain", tmp_path / "d", second.id).stdout


@pytest.mark.slow
def test_a_model_that_is_not_at_hand_can_be_named(tmp_path: Path, run: Run, tiny_package: Path):
    (tmp_path / "a.txt").write_text("Le chat dort lundi.\n", encoding="utf-8")
    run("build", tmp_path / "a.txt", "--out", tmp_path / "d", "--model", tiny_package)
    pair = next(iter(read_pairs(tmp_path / "d")))
    assert explain_pair(tmp_path / "d", pair.id).given == ()
    assert "name it with --model" in run("explain", tmp_path / "d", pair.id).stdout
    assert explain_pair(tmp_path / "d", pair.id, str(tiny_package)).given == (pair.fr,)


def test_the_beginning_of_an_id_will_do_if_only_one_has_it(dataset: Path, flagged: Pair):
    assert explain_pair(dataset, flagged.id[:12].upper()).segment.id == flagged.id
    ids = [item.id for item in (*read_pairs(dataset), *read_skipped(dataset))]
    shared = next(name[0] for name in ids if sum(other[0] == name[0] for other in ids) > 1)
    with pytest.raises(UsageError, match=f"ids begin with `{shared}`"):
        explain_pair(dataset, shared)


def test_an_unknown_id_is_one_line_and_exit_2(dataset: Path, run: Run):
    for name in ("0123456789abcdefff", "", "é"):
        with pytest.raises(UsageError, match=r"no pair and no skipped segment .*; those of pairs are in pairs.tsv"):
            explain_pair(dataset, name)
    done = run("explain", dataset, "zz")
    assert done.returncode == 2 and len(done.stderr.splitlines()) == 1


@pytest.mark.slow
def test_the_command_prints_text_or_one_json_object(dataset: Path, flagged: Pair, run: Run):
    text = run("explain", dataset, flagged.id)
    assert text.returncode == 0, text.stderr
    for shown in (flagged.id, flagged.article_id, *flagged.flags, *(check.name for check in CHECKS)):
        assert shown in text.stdout
    found = json.loads(run("explain", dataset, flagged.id, "--json").stdout)
    assert found["segment"]["fr"] == flagged.fr and len(found["measures"]) == len(CHECKS)
