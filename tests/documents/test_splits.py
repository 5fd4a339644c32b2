"""Splits: shares that whole articles keep as nearly as they can, and no sentence of a test in what is trained with."""

import random
from pathlib import Path

import pytest
from datasets import load_dataset
from hypothesis import given
from hypothesis import strategies as st

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.dataset.documents import read_documents
from bilingual.duplicates import find_overlap
from bilingual.errors import UsageError
from bilingual.splits import NAMES, parse_splits
from tests.conftest import Run
from tests.documents.corpora import STOCK, briefs, document, write

THREE = parse_splits("train=0.8,validation=0.1,test=0.1")
SHARES = st.sampled_from([THREE, parse_splits("train=0.8,test=0.2"), parse_splits("train=0.5,test=0.5"), parse_splits("train=0.98,validation=0.01,test=0.01")])  # fmt: skip


def groups_of(sizes: list[int]) -> dict[tuple[str, ...], int]:
    return {(f"article-{number}",): size for number, size in enumerate(sizes)}


class TestQuotas:
    @given(st.lists(st.integers(1, 200), min_size=3, max_size=60), SHARES)
    def test_no_split_is_empty_and_no_article_is_lost(self, sizes, splits):
        divided = splits.divide(groups_of(sizes))
        assert set(divided) == set(groups_of(sizes)) and set(divided.values()) == set(splits.names)

    @given(st.lists(st.integers(1, 200), min_size=3, max_size=60), SHARES, st.randoms())
    def test_the_order_of_the_articles_does_not_matter(self, sizes, splits, chance):
        groups = list(groups_of(sizes).items())
        chance.shuffle(groups)
        assert splits.divide(dict(groups)) == splits.divide(groups_of(sizes))

    @given(st.lists(st.integers(5, 40), min_size=35, max_size=80))
    def test_shares_are_kept_to_half_an_article(self, sizes):
        groups = groups_of(sizes)
        divided = THREE.divide(groups)
        for name, share in THREE.shares[1:]:
            got = sum(size for group, size in groups.items() if divided[group] == name)
            assert abs(got - share * sum(sizes)) <= max(sizes) / 2

    def test_five_articles_of_unlike_length_give_a_test_of_about_its_share(self):
        divided = parse_splits("train=0.8,test=0.2").divide(groups_of([32, 49, 31, 37, 55]))
        test = sum(size for group, size in groups_of([32, 49, 31, 37, 55]).items() if divided[group] == "test")
        assert 31 <= test <= 41

    def test_an_article_more_moves_few(self):
        sizes = [random.Random(7).randrange(5, 40) for _ in range(400)]
        before, after = THREE.divide(groups_of(sizes)), THREE.divide(groups_of([*sizes, 20]))
        assert sum(before[group] != after[group] for group in before) <= 8

    def test_fewer_articles_than_splits_are_refused(self):
        with pytest.raises(UsageError, match="3 splits for 2 articles"):
            THREE.divide(groups_of([10, 10]))


@pytest.fixture(scope="module")
def divided(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(dataset, tmp_path_factory.mktemp("divided") / "briefs", briefs(35), THREE)


def test_names_may_be_in_capitals():
    assert parse_splits("Train=0.8, TEST=0.2") == parse_splits("train=0.8,test=0.2")


class TestWhatIsDivided:
    def test_no_sentence_of_a_test_stands_in_train_exactly_or_nearly(self, divided: Path):
        test, validation, train = (list(read_pairs(divided, name)) for name in reversed(NAMES))
        assert test and validation and train
        for earlier, later in ((test, validation), (test, train), (validation, train)):
            for side in ("fr", "machine_en"):
                texts = [[getattr(pair, side) for pair in pairs] for pairs in (later, earlier)]
                assert find_overlap(*texts) == []

    def test_what_is_left_out_is_listed_with_its_reason_and_counted(self, divided: Path):
        leaks = [item for item in read_skipped(divided) if item.reason == "leak"]
        assert {item.text for item in leaks} == set(STOCK)
        card = (divided / "README.md").read_text("utf-8")
        assert f"in train: {len(leaks)} pairs were left out for that" in card
        assert "`documents` they stay in their articles, as French. The shares are of all pairs, these too." in card

    def test_documents_of_a_test_are_whole(self, divided: Path):
        for each in read_documents(divided):
            assert each.split != "test" or not each.skipped

    def test_every_configuration_has_the_splits(self, divided: Path, tmp_path: Path):
        for config in ("default", "flat", "documents"):
            loaded = load_dataset(str(divided), config, cache_dir=str(tmp_path))
            assert list(loaded) == list(NAMES) and all(len(rows) for rows in loaded.values())
        assert load_dataset(str(divided), "articles", split="train", cache_dir=str(tmp_path))["split"] == [
            each.split for each in read_documents(divided)
        ]

    def test_check_proves_it(self, divided: Path):
        assert check_dataset(divided) == []

    def test_the_same_documents_give_the_same_splits(self, divided: Path, dataset: Path, tmp_path: Path):
        again = write(dataset, tmp_path / "again", briefs(35), THREE)
        assert [p.id for p in read_pairs(again, "test")] == [p.id for p in read_pairs(divided, "test")]

    def test_a_dataset_may_do_without_train(self, dataset: Path, tmp_path: Path):
        held_out = write(dataset, tmp_path / "held-out", briefs(35), parse_splits("validation=0.5,test=0.5"))
        assert {each.split for each in read_documents(held_out)} == {"validation", "test"}
        assert check_dataset(held_out) == []

    def test_leaks_stay_where_they_are_allowed(self, dataset: Path, tmp_path: Path):
        loose = write(dataset, tmp_path / "loose", briefs(35), THREE, allow_leaks=True)
        assert not [item for item in read_skipped(loose) if item.reason == "leak"]
        assert part(loose, "options") != part(write(dataset, tmp_path / "strict", briefs(35), THREE), "options")
        assert check_dataset(loose) == [] and "may stand in another, too" in (loose / "README.md").read_text("utf-8")


@pytest.mark.slow
class TestCheck:
    def test_finds_a_leak_that_is_said_to_be_left_out(self, dataset: Path, tmp_path: Path):
        loose = write(dataset, tmp_path / "loose", briefs(35), THREE, allow_leaks=True)
        manifest = loose / "manifest.json"
        manifest.write_text(manifest.read_text("utf-8").replace('"leaks": "allowed"', '"leaks": "left out"'), "utf-8")
        assert any(
            "in train, but it is, or nearly is, a sentence of test" in problem for problem in check_dataset(loose)
        )

    def test_finds_articles_that_are_nearly_the_same_in_two_splits(self, dataset: Path, tmp_path: Path):
        whole = write(dataset, tmp_path / "whole", twins(), THREE, allow_leaks=True)
        assert check_dataset(whole) == []
        parted = write(dataset, tmp_path / "parted", twins(), THREE, allow_leaks=True)
        assert split_of(parted, "twin-1") == split_of(parted, "twin-2")


def part(dataset: Path, name: str) -> str:
    """A part of a dataset's signature."""
    return dict(each.split(":", 1) for each in read_manifest(dataset).signature.split("|"))[name]


def twins():
    """Briefs, and one that was published twice with one word changed."""
    yield from briefs(12)
    text = " ".join(f"Le {n}e navire de la flotte quitte le port de Brest à {n} heures du matin." for n in range(9))
    yield document("twin-1", text)
    yield document("twin-2", text.replace("Brest", "Lorient", 1))


def split_of(dataset: Path, name: str) -> str:
    return next(each.split for each in read_documents(dataset) if each.id == name)


@pytest.mark.slow
class TestTheBuild:
    def test_refuses_more_splits_than_articles_before_it_translates(self, run: Run, tiny_package, tmp_path: Path):
        (tmp_path / "a.txt").write_text("Le chat dort.", "utf-8")
        done = run(
            "build",
            tmp_path / "a.txt",
            "--out",
            tmp_path / "out",
            "--model",
            tiny_package,
            "--split",
            "train=0.8,test=0.2",
        )
        assert done.returncode == 2 and "2 splits for 1 article; give more articles, or fewer splits" in done.stderr
        assert not (tmp_path / "out").exists()

    def test_refuses_a_split_that_has_nothing_of_its_own(self, run: Run, tiny_package, tmp_path: Path):
        for name in "abc":
            (tmp_path / f"{name}.txt").write_text(f"Le chat dort.\n\n{ord(name) ** 40}\n", "utf-8")
        command = (
            "build",
            *(tmp_path / f"{name}.txt" for name in "abc"),
            "--out",
            tmp_path / "out",
            "--model",
            tiny_package,
        )
        done = run(*command, "--kinds", "sentence", "--split", "train=0.5,test=0.5")
        assert done.returncode == 2 and "no pair is left for `train`" in done.stderr and "--allow-leaks" in done.stderr
        assert not (tmp_path / "out").exists() and not list(tmp_path.glob(".out.new"))
        assert run(*command, "--kinds", "sentence", "--split", "train=0.5,test=0.5", "--allow-leaks").returncode == 0
