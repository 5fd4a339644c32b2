"""Takedown: the next version without some articles, what it keeps of them, and that all else still works."""

import json
import shutil
from contextlib import closing
from pathlib import Path

import pytest
from hypothesis import given

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.documents import read_documents
from bilingual.dataset.removed import describe_removed
from bilingual.dataset.removing import plan_removal, remove_articles
from bilingual.errors import DatasetError, UsageError
from bilingual.review.planning import plan_review
from tests.conftest import SEEDS, Run
from tests.page_server.browser import Browser, served
from tests.test_card import PARSER, TEXTS

GONE = "000_bd61c7d03565454d"


@pytest.fixture
def copy(dataset: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(dataset, tmp_path / "fr-en"))


@pytest.fixture(scope="module")
def split(run: Run, tmp_path_factory: pytest.TempPathFactory, tiny_package: Path) -> tuple[Path, Path]:
    """Articles of three publishers and their dataset, in three splits; the test split is one article."""
    folder = tmp_path_factory.mktemp("split")
    articles = folder / "articles.jsonl"
    texts = [f"Le chat numéro {number} dort. La ville {number} attend." for number in range(8)]
    rows = [
        {"id": f"a{number}", "text": text, "title": f"Titre {number}", "publisher": "Le Soir" if number < 4 else f"P{number}"}
        for number, text in enumerate(texts)
    ]  # fmt: skip
    articles.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    shares = "train=0.6,validation=0.2,test=0.2"
    options = ("--model", tiny_package, "--split", shares, "--allow-leaks")
    built = run("build", articles, "--out", folder / "fr-en", *options)
    assert built.returncode == 0, built.stderr
    return articles, folder / "fr-en"


@pytest.fixture
def divided(split: tuple[Path, Path], tmp_path: Path) -> Path:
    return Path(shutil.copytree(split[1], tmp_path / "divided"))


def everything(folder: Path) -> bytes:
    """What a search of all files would find, tables unpacked."""
    import pyarrow.parquet as pq

    tables = [repr(pq.read_table(path).to_pylist()).encode() for path in folder.rglob("*.parquet")]
    return b"".join([*tables, *(path.read_bytes() for path in folder.rglob("*") if path.is_file())])


class TestTheNextVersion:
    def test_is_sound_and_lacks_the_article_with_all_of_its_segments(self, copy: Path):
        parent = read_manifest(copy)
        before = [pair for pair in read_pairs(copy) if pair.article_id != GONE]
        skipped = [each for each in read_skipped(copy) if each.article_id != GONE]
        manifest = remove_articles(plan_removal(copy, [GONE], reason="the author asked"), copy)
        assert check_dataset(copy) == []
        assert (list(read_pairs(copy)), list(read_skipped(copy))) == (before, skipped)
        assert GONE not in [document.id for document in read_documents(copy)]
        assert (manifest.version, manifest.counts["articles"]) == (parent.version + 1, 4)
        assert manifest.inputs["removed"] == [{"id": GONE, "reason": "the author asked", "version": 2}]

    def test_holds_no_word_of_the_article_in_any_file(self, dataset: Path, copy: Path):
        gone = next(document for document in read_documents(dataset) if document.id == GONE)
        theirs = [pair.fr for pair in gone.pairs if len(pair.fr) > 60]
        found = everything(copy)
        assert theirs and gone.title and all(text.encode() in found for text in theirs)
        remove_articles(plan_removal(copy, [GONE]), copy)
        found = everything(copy)
        assert not [text for text in (*theirs, gone.title) if text.encode() in found]
        assert GONE.encode() in found, "the manifest has the id"

    def test_leaves_out_all_of_a_publisher_and_keeps_the_splits(self, divided: Path):
        places = {document.id: document.split for document in read_documents(divided)}
        removal = plan_removal(divided, ["a7"], ["P5"])
        assert removal.articles == ("a5", "a7")
        remove_articles(removal, divided)
        assert check_dataset(divided) == []
        left = {document.id: document.split for document in read_documents(divided)}
        assert left == {name: place for name, place in places.items() if name not in ("a5", "a7")}

    def test_loses_a_split_that_loses_its_last_pair_and_says_so(self, divided: Path, run: Run):
        tests = [document.id for document in read_documents(divided) if document.split == "test"]
        told = run("remove", divided, *(word for name in tests for word in ("--article", name)))
        assert told.returncode == 0, told.stderr
        assert "no pair is left in `test`, so the dataset has that split no more" in told.stderr
        assert list(read_manifest(divided).options["splits"]) == ["train", "validation"]
        assert check_dataset(divided) == [] and not list(divided.rglob("test*"))

    def test_elsewhere_leaves_the_old_one_as_it_is(self, copy: Path, tmp_path: Path):
        before = read_manifest(copy)
        remove_articles(plan_removal(copy, [GONE]), tmp_path / "new")
        assert read_manifest(copy) == before and check_dataset(tmp_path / "new") == []
        with pytest.raises(UsageError, match="a dataset is there; choose another"):
            remove_articles(plan_removal(copy, [GONE]), tmp_path / "new")

    def test_is_the_same_bytes_again(self, copy: Path, tmp_path: Path):
        for name in ("one", "two"):
            remove_articles(plan_removal(copy, [GONE]), tmp_path / name)
        assert everything(tmp_path / "one") == everything(tmp_path / "two")

    def test_never_replaces_a_table_that_somebody_has_written_in(self, copy: Path):
        table = copy / "pairs.tsv"
        table.write_text(table.read_text("utf-8").replace("\tmachine\t", "\taccepted\t", 1), "utf-8")
        with pytest.raises(DatasetError, match="somebody has written in it"):
            remove_articles(plan_removal(copy, [GONE]), copy)


class TestRefusals:
    @pytest.mark.parametrize(
        ("articles", "publishers", "told"),
        [
            ((), (), "nothing to remove: name --article ID or --publisher NAME"),
            (("000",), (), rf"--article 000: no article of .*; did you mean {GONE}\?"),
            (("000_bd61c7d03565454e",), (), rf"did you mean {GONE}\?"),
            ((f"{GONE},001_x",), (), rf"--article {GONE},001_x: no article of .*; give the option again for each name"),
            ((f" {GONE}",), (), rf"did you mean {GONE}\?"),
            (("€€€€",), (), r"they are in the column `id` of .*/articles"),
            ((GONE,), ("Pres TV",), r"--publisher Pres TV: none of .*; did you mean Press TV\?"),
        ],
    )
    def test_name_what_is_wrong_and_the_nearest(
        self, dataset: Path, articles: tuple[str, ...], publishers: tuple[str, ...], told: str
    ):
        with pytest.raises(UsageError, match=told):
            plan_removal(dataset, articles, publishers)

    def test_of_a_dataset_that_would_be_empty(self, dataset: Path):
        names = [document.id for document in read_documents(dataset)]
        with pytest.raises(UsageError, match="no pair would be left; remove the folder instead"):
            plan_removal(dataset, names)

    def test_of_a_reason_that_no_screen_can_show(self, dataset: Path):
        with pytest.raises(UsageError, match="--reason"):
            plan_removal(dataset, [GONE], reason="\x1b[31m")

    def test_of_an_article_that_is_gone_say_since_when(self, copy: Path):
        remove_articles(plan_removal(copy, [GONE]), copy)
        with pytest.raises(UsageError, match=rf"--article {GONE}: removed from .* already, in version 2"):
            plan_removal(copy, [GONE])


class TestTheCard:
    def test_says_how_many_and_why(self, copy: Path):
        names = [document.id for document in read_documents(copy)]
        remove_articles(plan_removal(copy, names[:2], reason="the author asked"), copy)
        remove_articles(plan_removal(copy, names[2:3]), copy)
        card = (copy / "README.md").read_text("utf-8")
        assert "3 articles were removed since the build" in card
        assert "the author asked (2), no reason stated (1). `manifest.json` lists the ids." in card
        assert [each["version"] for each in read_manifest(copy).inputs["removed"]] == [2, 2, 3]

    @given(TEXTS)
    def test_shows_any_reason_as_text(self, dataset: Path, reason: str):
        from dataclasses import replace

        manifest = read_manifest(dataset)
        removed = [{"id": "a", "reason": reason, "version": 2}]
        said = describe_removed(replace(manifest, inputs={**manifest.inputs, "removed": removed}))
        tokens = PARSER.parse(said)
        assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
        assert {child.type for child in tokens[1].children or []} <= {"text", "code_inline"}


class TestAfterwards:
    def test_a_dry_run_has_written_nothing(self, run: Run, copy: Path):
        before = everything(copy)
        told = run("remove", copy, "--article", GONE, "--dry-run")
        assert (told.returncode, told.stdout) == (0, f"{GONE}\n")
        assert "would remove 1 article with 32 pairs and 4 skipped segments; 172 pairs would be left" in told.stderr
        as_json = json.loads(run("remove", copy, "--article", GONE, "--dry-run", "--json").stdout)
        assert (as_json["articles"], as_json["pairs"], as_json["dry_run"]) == ([GONE], 32, True)
        assert everything(copy) == before

    @pytest.mark.slow
    def test_every_command_works_on_though_the_log_has_verdicts_on_pairs_that_are_gone(
        self, run: Run, copy: Path, tmp_path: Path
    ):
        table = (copy / "pairs.tsv").read_text("utf-8")
        mine = {pair.id for pair in read_pairs(copy) if pair.article_id == GONE}
        judged = [line.replace("\tmachine\t", "\taccepted\t", 1) for line in table.splitlines()]
        (tmp_path / "review.tsv").write_text("\n".join(judged[:60]) + "\n", "utf-8")
        logged = run("review", "apply", tmp_path / "review.tsv", copy, "--reviewer", "Ana")
        assert logged.returncode == 0, logged.stderr
        told = run("remove", copy, "--article", GONE)
        assert told.returncode == 0 and "the log forgets nothing" in told.stderr, told.stderr
        reviewed = read_manifest(copy).counts["statuses"]["accepted"]
        assert 0 < reviewed < 59 and not mine & {pair.id for pair in read_pairs(copy)}
        for command in (
            ("review", "apply", copy),
            ("review", "log", copy),
            ("review", "disagreements", copy),
            ("check", copy),
            ("stats", copy),
            ("report", copy, "--out", tmp_path / "report.html"),
            ("export", copy, "--to", "jsonl,moses", "--out", tmp_path / "export"),
            ("remove", copy, "--publisher", "Press TV", "--reason", "asked"),
            ("check", copy),
        ):
            done = run(*command)
            assert done.returncode == 0, (command, done.stderr)
        assert read_manifest(copy).counts["statuses"].get("accepted", 0) <= reviewed

    @pytest.mark.slow
    def test_the_review_page_goes_on_with_what_is_left(self, copy: Path):
        gone = next(pair for pair in read_pairs(copy) if pair.article_id == GONE)
        stays = next(pair for pair in read_pairs(copy) if pair.article_id != GONE)
        with served(copy) as server, closing(Browser(server)) as ana:
            for pair in (gone, stays):
                ana.judge(ana.pair(pair.id))
        remove_articles(plan_removal(copy, [GONE]), copy)
        with served(copy) as server, closing(Browser(server)) as ana:
            assert ana.pair(stays.id)["status"] == "accepted"
            left = {item["id"] for item in ana.walk()}
            assert left == {pair.id for pair in read_pairs(copy)}
            ana.judge(ana.next())

    def test_a_build_never_brings_back_what_was_removed(
        self, run: Run, split: tuple[Path, Path], divided: Path, tiny_package: Path, tmp_path: Path
    ):
        articles, _ = split
        remove_articles(plan_removal(divided, ["a1", "a2"]), divided)
        build = ("build", articles, "--model", tiny_package, "--out")
        told = run(*build, divided)
        assert told.returncode == 1
        assert told.stderr.splitlines()[-1] == (
            f"bilingual: {divided}: 2 articles were removed from it and would come back: a1, a2; take them out of the "
            "sources, or build with another --out"
        )
        assert "a1" not in {document.id for document in read_documents(divided)}
        kept = [line for line in articles.read_text("utf-8").splitlines() if json.loads(line)["id"] not in ("a1", "a2")]
        (tmp_path / "kept.jsonl").write_text("\n".join(kept), "utf-8")
        assert run("build", tmp_path / "kept.jsonl", "--model", tiny_package, "--out", divided).returncode == 0
        assert run(*build, tmp_path / "new").returncode == 0

    def test_bringing_verdicts_to_a_build_elsewhere_names_what_came_back(self, dataset: Path, copy: Path):
        remove_articles(plan_removal(copy, [GONE]), copy)
        said = plan_review([copy], dataset).notices
        assert f"{dataset} has 1 article that was removed from {copy}: {GONE}; `bilingual remove` takes it out" in said
        assert not any("was removed" in line for line in plan_review([copy], copy).notices)


def test_seeds_are_what_the_tests_take_them_for():
    assert (SEEDS / f"{GONE}.txt").is_file()
