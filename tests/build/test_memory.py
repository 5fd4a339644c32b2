"""`build --memory`: English that people approved in other datasets, for the same French."""

import unicodedata
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs
from bilingual.errors import DatasetError, UsageError
from bilingual.pairs import Pair
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.watching import Watcher
from bilingual.quality import check_pair
from bilingual.review import Verdict, settle
from bilingual.review.log import VerdictLog
from bilingual.review.memory import Memory
from bilingual.review.records import Entry, Judged
from tests.build.folders import contents, judge
from tests.conftest import Run
from tests.written_datasets import many_pairs, write_dataset

FR, EN = "Le chat rêve lundi.", "On Monday the cat dreams."
TEXT = f"{FR} La ville dort.\n\nLe ministre attend depuis 2019.\n"

Write = Callable[..., Path]


def said(fr: str, en: str, status: str = "edited", number: int = 0) -> Pair:
    (made,) = many_pairs(1)
    return replace(made, id=f"{number:016x}", fr=fr, en=en, status=status, machine_en="?")


@pytest.fixture
def write(dataset: Path, tmp_path: Path) -> Write:
    """A dataset of a name with these verdicts."""

    def written(name: str, *pairs: Pair) -> Path:
        numbered = [replace(pair, id=f"{number:016x}") for number, pair in enumerate(pairs)]
        return write_dataset(dataset, tmp_path / name, numbered)

    return written


class TestMemory:
    def test_knows_what_was_accepted_or_edited_and_nothing_else(self, write: Write):
        memory = Memory([write("one", said("Un.", "One."), said("Deux.", "Two.", "accepted"),
                               said("Trois.", "Tree.", "rejected"), said("Quatre.", "Four.", "machine"))])  # fmt: skip
        found = [memory.english_of(text) for text in ("Un.", "Deux.", "Trois.", "Quatre.", "un.", "Un. ")]
        assert found == ["One.", "Two.", None, None, None, None]
        assert memory.contradictions == 0

    def test_accents_may_be_composed_or_not(self, write: Write):
        memory = Memory([write("one", said("L’été.", "Summer."))])
        assert memory.english_of(unicodedata.normalize("NFD", "L’été.")) == "Summer."

    def test_of_several_the_most_used_is_taken_then_the_last_dataset_s_then_the_first_by_its_letters(
        self, write: Write
    ):
        one = write("one", said("Un.", "One."), said("Un.", "One."), said("Deux.", "Two."), said("Trois.", "b"))
        two = write("two", said("Un.", "Un!"), said("Deux.", "Both."), said("Trois.", "b"), said("Trois.", "a"),
                    said("Trois.", "a"), said("Trois.", "c"))  # fmt: skip
        for order, deux in (([one, two], "Both."), ([two, one], "Two.")):
            memory = Memory(order)
            assert [memory.english_of(text) for text in ("Un.", "Deux.")] == ["One.", deux]
            assert memory.contradictions == 3
        assert Memory([one, two]).english_of("Trois.") == "a"

    def test_what_is_no_dataset_is_refused(self, tmp_path: Path):
        with pytest.raises(UsageError, match="not a dataset of bilingual"):
            Memory([tmp_path])


@pytest.mark.slow
class TestBuild:
    @pytest.fixture
    def articles(self, tmp_path: Path) -> Path:
        folder = tmp_path / "articles"
        folder.mkdir()
        (folder / "a.txt").write_text(TEXT, encoding="utf-8")
        return folder

    @pytest.fixture
    def taught(self, articles: Path, write: Write, tiny_package: Path, tmp_path: Path) -> Path:
        """A dataset built with a memory of two of its three sentences, one of them as the model says it."""
        build([articles], tmp_path / "plain", BuildOptions(model=str(tiny_package), arrow=False))
        model = next(pair.en for pair in read_pairs(tmp_path / "plain") if pair.fr == "La ville dort.")
        memory = write("memory", said(FR, EN), said("La ville dort.", model))
        out = tmp_path / "out"
        build([articles], out, BuildOptions(model=str(tiny_package), arrow=False, memory=(memory,)))
        return out

    def test_the_reviewed_english_is_taken_and_the_model_s_is_kept(self, taught: Path, tmp_path: Path):
        plain = list(read_pairs(tmp_path / "plain"))
        first, second, third = read_pairs(taught)
        assert (first.en, first.status, first.origin, first.comment) == (EN, "edited", "memory", "")
        assert first.flags == tuple(check_pair(FR, EN))
        assert second == replace(plain[1], status="accepted", origin="memory")
        assert third == plain[2] and third.origin == "model"
        assert [pair.machine_en for pair in (first, second, third)] == [pair.en for pair in plain]
        assert check_dataset(taught) == []

    def test_manifest_and_card_name_the_memory_and_count_its_pairs(self, taught: Path):
        manifest = read_manifest(taught)
        ((name, sha256),) = [memory.values() for memory in manifest.inputs["memories"]]
        assert name == read_manifest(taught.parent / "memory").name and len(sha256) == 64
        assert manifest.counts["origins"] == {"memory": 2, "model": 1}
        card = (taught / "README.md").read_text("utf-8")
        assert "2 pairs have the English that a person approved for the same French in another dataset" in card
        assert f"| reviewed English from | `{name}`, its manifest's SHA-256 `{sha256}` |" in card

    def test_the_same_memory_gives_the_same_bytes_and_replaces_what_it_gave(
        self, taught: Path, run: Run, articles: Path, tiny_package: Path
    ):
        before = contents(taught)
        again = run("build", articles, "--out", taught, "--model", tiny_package, "--no-arrow", "--memory",
                    taught.parent / "memory")  # fmt: skip
        assert again.returncode == 0, again.stderr
        assert "memory     2 pairs with English that people approved in 1 other dataset\n" in again.stdout
        assert contents(taught) == before
        assert "; 2 of them by a translation memory" in " ".join(run("stats", taught).stdout.split())

    def test_a_verdict_on_one_of_its_pairs_is_not_replaced(self, taught: Path, run: Run, articles, tiny_package):
        judge(run, taught, "rejected", "")
        assert next(read_pairs(taught)).origin == "review"
        with pytest.raises(DatasetError, match="1 of its pairs have been reviewed"):
            build([articles], taught, BuildOptions(model=str(tiny_package)))

    def test_a_verdict_that_is_taken_back_leaves_it_a_memory_once_more(self, taught: Path, run: Run):
        before = list(read_pairs(taught))
        judge(run, taught, "rejected", "")
        for command in ("undo", "apply"):
            assert run("review", command, taught).returncode == 0
        assert list(read_pairs(taught)) == before

    def test_a_verdict_in_the_log_that_is_not_applied_is_not_left_behind(
        self, taught: Path, articles, tiny_package, run
    ):
        pair = next(read_pairs(taught))
        with VerdictLog.beside(taught) as log:
            log.append([Entry(judged=Judged.of(pair), status="rejected", en=pair.en, comment="")], "ana")
        refused = run("build", articles, "--out", taught, "--model", tiny_package)
        assert refused.returncode == 1
        assert refused.stderr.splitlines()[-1] == (
            f"bilingual: {taught}: 1 pair has a verdict in its log that it lacks; bring them in with `bilingual review "
            f"apply {taught}`, or build with another --out"
        )
        with VerdictLog.beside(taught) as log:
            log.undo("ana")
        assert run("build", articles, "--out", taught, "--model", tiny_package).returncode == 0

    def test_contradictions_are_said_and_the_place_itself_is_no_memory(
        self, taught: Path, write: Write, articles: Path, tiny_package: Path
    ):
        heard: list[str] = []

        class Listening(Watcher):
            def notice(self, line: str) -> None:
                heard.append(line)

        other = write("other", said(FR, "Monday, the cat dreams."))
        memories = (taught.parent / "memory", other)
        build([articles], taught, BuildOptions(model=str(tiny_package), memory=memories), Listening())
        assert next(read_pairs(taught)).en == "Monday, the cat dreams."
        assert "--memory: 1 French sentence has more than one English; that which most pairs have is taken" in heard
        with pytest.raises(UsageError, match="the dataset that is to be replaced"):
            build([articles], taught, BuildOptions(model=str(tiny_package), memory=(taught,)))

    def test_english_of_a_memory_that_is_held_out_is_not_published(
        self, articles: Path, write: Write, tiny_package: Path, tmp_path: Path
    ):
        (tmp_path / "test.tsv").write_text(f"Autre chose.\t{EN}\n", encoding="utf-8")
        options = BuildOptions(
            model=str(tiny_package), exclude=(tmp_path / "test.tsv",), memory=(write("memory", said(FR, EN)),)
        )
        assert build([articles], tmp_path / "out", options).manifest.counts["reasons"] == {"held_out": 1}


class TestOrigin:
    PAIR = said("Un.", "One.", "accepted")

    @pytest.mark.parametrize(
        ("status", "en", "origin"),
        [
            ("accepted", "One.", "memory"),
            ("edited", "One!", "review"),
            ("rejected", "One.", "review"),
            ("machine", "?", "model"),
        ],
    )
    def test_is_the_review_once_it_says_something_else(self, status: str, en: str, origin: str):
        pair = replace(self.PAIR, origin="memory", reviewer="ana", reviewed="2026-01-01T00:00:00.000Z")
        settled = settle(pair, Verdict(pair.id, status, en, "why"))
        assert (settled.origin, settled.comment) == (origin, "why")
        assert (settled.reviewer is None) == (settled.reviewed is None) == (origin != "memory")
