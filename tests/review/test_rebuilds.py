"""After a new build the verdicts of the last one are brought over: whatever changed but their article and their French."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs
from bilingual.dataset.review_table import write_review_tsv
from bilingual.pairs import Pair
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from bilingual.review import apply_review, plan_review
from tests.conftest import Run
from tests.format_1 import write_format_1

pytestmark = pytest.mark.slow

TITLE = "La ville attend la pluie"
PARAGRAPHS = ("Le chat dort lundi. Le ministre arrive lundi.", "Un train attend près de la gare. La pluie tombe depuis 2019.",
              "Le parlement rêve. Bonjour.")  # fmt: skip
SAID = ("accepted", "edited", "rejected", "accepted", "edited", "edited")

Build = Callable[..., Path]
"""Build the articles of a folder, given by their names, into a dataset of a name."""


def article(title: str = TITLE, paragraphs: tuple[str, ...] = PARAGRAPHS) -> str:
    return "\n\n".join((title, *paragraphs)) + "\n"


@pytest.fixture
def make(tmp_path: Path, tiny_package: Path) -> Build:
    def build_from(name: str, articles: dict[str, str], model: str = str(tiny_package), **options: object) -> Path:
        folder = tmp_path / f"articles of {name}"
        folder.mkdir()
        for file, text in articles.items():
            (folder / file).write_bytes(text.encode())
        build([folder], tmp_path / name, BuildOptions(model=model, arrow=False, **options))
        return tmp_path / name

    return build_from


@pytest.fixture
def old(make: Build, tmp_path: Path) -> Path:
    """Two articles; the six sentences of the first have a verdict each, and one of them a comment."""
    dataset = make("old", {"a.txt": article(), "b.txt": "Le chat attend dans le jardin.\n"})
    judge(dataset, [pair for pair in read_pairs(dataset) if pair.article_id == "a" and pair.kind == "sentence"])
    return dataset


def judge(dataset: Path, pairs: list[Pair]) -> None:
    """Give pairs the verdicts of `SAID`, in order."""
    said = [replace(pair, status=status, comment="why?") for pair, status in zip(pairs, SAID, strict=False)]
    rows = [replace(pair, en=f"{pair.en} Indeed.") if pair.status == "edited" else pair for pair in said]
    table = dataset.with_suffix(".tsv")
    write_review_tsv(rows, table)
    apply_review([table], dataset)


def verdicts(dataset: Path) -> list[tuple[str, str, str, str]]:
    return [(pair.fr, pair.status, pair.en, pair.origin) for pair in read_pairs(dataset) if pair.status != "machine"]


def carry(old: Path, new: Path) -> str:
    """Bring the verdicts of one dataset into another and return what is said of it; a second time nothing changes."""
    applied = apply_review([old], new)
    assert check_dataset(new) == [] and not plan_review([old], new).changes
    return applied.plan.notices[0].partition(f"{old}: ")[2]


class TestSixVerdicts:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            (article(TITLE + "s"), "6 of 6 verdicts carried over (6 same)"),
            (article().replace("\n", "\r\n"), "6 of 6 verdicts carried over (6 same)"),
            (article(paragraphs=("La ville rêve.", *PARAGRAPHS)), "6 of 6 verdicts carried over (6 same)"),
            (article(paragraphs=PARAGRAPHS[::-1]), "6 of 6 verdicts carried over (6 same)"),
        ],
        ids=["a letter more in the title", "CRLF", "a paragraph more", "paragraphs in another order"],
    )
    def test_stay_whatever_is_changed_around_them(self, text: str, said: str, old: Path, make: Build):
        new = make("new", {"a.txt": text})
        assert carry(old, new) == said
        assert sorted(verdicts(new)) == sorted(verdicts(old))

    @pytest.mark.parametrize(
        ("name", "text"), [("z.txt", article()), ("z.txt", article(paragraphs=PARAGRAPHS[:2] * 2))]
    )
    def test_go_with_a_renamed_file_edited_or_not(self, name: str, text: str, old: Path, make: Build):
        new = make("new", {name: text, "b.txt": "Le chat attend dans le jardin.\n", "c.txt": "La ville dort.\n"})
        found = sum(one[0] in text for one in verdicts(old))
        said = f"{found} of 6 verdicts carried over ({found} in a renamed article: a → z)"
        assert carry(old, new).startswith(said)
        assert len(verdicts(new)) == found and {pair.article_id for pair in read_pairs(new) if pair.comment} == {"z"}

    def test_stay_with_another_model_as_its_edits_where_it_says_something_else(self, old: Path, make: Build):
        new = make("new", {"a.txt": article()}, model="embedded")
        assert carry(old, new) == "6 of 6 verdicts carried over (6 same)"
        before, after = ({fr: (status, en) for fr, status, en, _ in verdicts(each)} for each in (old, new))
        machine = {pair.fr: pair.machine_en for pair in read_pairs(new)}
        for fr, (status, en) in before.items():
            if status == "rejected":
                assert after[fr][0] == "rejected"
            else:
                assert after[fr] == ("accepted" if machine[fr] == en else "edited", en)

    def test_come_out_of_format_1_where_ids_hold_the_offsets(self, old: Path, make: Build, tmp_path: Path):
        before = write_format_1(old, tmp_path / "before")
        new = make("new", {"a.txt": article(TITLE + "s")})
        assert carry(before, new) == "6 of 6 verdicts carried over (6 moved)"
        assert verdicts(new) == verdicts(old)

    def test_go_into_a_dataset_of_format_1_too(self, old: Path, make: Build, tmp_path: Path):
        new = write_format_1(make("new", {"a.txt": article(TITLE + "s")}), tmp_path / "first")
        assert carry(old, new) == "6 of 6 verdicts carried over (6 moved)"
        assert read_manifest(new).format == "bilingual-dataset/1" and verdicts(new) == verdicts(old)


class TestWhatIsNotCarriedOver:
    def test_is_counted_with_the_reason(self, old: Path, make: Build, run: Run):
        text = article(paragraphs=("Le chat dort lundi. Le ministre arrive jeudi.", *PARAGRAPHS[1:]))
        gone = next(pair.id for pair in read_pairs(old) if pair.fr == "Le ministre arrive lundi.")
        new = make("new", {"a.txt": text})
        said = (
            f"{old}: 5 of 6 verdicts carried over (5 same); 1 not: their French is not in the article any more ({gone})"
        )
        first, again = (run("review", "apply", old, new) for _ in range(2))
        assert (first.returncode, again.returncode) == (0, 0), first.stderr
        assert said in first.stderr and said in again.stderr
        assert "holds the verdicts that could be carried over already" in again.stdout
        assert "holds all" not in again.stdout

    def test_is_told_when_the_article_is_gone(self, old: Path, make: Build):
        new = make("new", {"b.txt": "Le chat attend dans le jardin.\n"})
        plan = plan_review([old], new)
        assert plan.left_out == 6 and not plan.changes
        assert "0 of 6 verdicts carried over; 6 not: their article is not in this dataset (" in plan.notices[0]
        assert plan.notices[0].endswith(", …)")

    def test_is_told_when_the_segment_is_not_published(self, old: Path, make: Build):
        new = make("new", {"a.txt": article()}, kinds=frozenset(["title"]))
        (notice,) = plan_review([old], new).notices
        assert "6 not: not published in this dataset: segments of this kind are published only when" in notice

    def test_of_two_copies_of_a_renamed_article_neither_is_taken(self, old: Path, make: Build):
        new = make("new", {"y.txt": article(), "z.txt": article()})
        (notice,) = plan_review([old], new).notices
        assert "6 not: their article is not in this dataset, and several others have as many of its sentences" in notice

    def test_edits_that_are_carried_are_not_called_accepted(self, old: Path, make: Build):
        """Nobody accepted them with other English: they were edits."""
        notices = plan_review([old], make("new", {"a.txt": article()})).notices
        assert len(notices) == 1 and "recorded as edited" not in notices[0]

    def test_is_named_without_anything_that_acts_on_a_terminal(self, make: Build, run: Run):
        old = make("old", {"a.jsonl": json.dumps({"id": "\u202eevil", "text": article()})})
        new = make("new", {"z.txt": article()})
        judge(old, list(read_pairs(old)))
        told = run("review", "apply", old, new, "--dry-run")
        assert "in a renamed article" in told.stderr and "\u202e" not in told.stderr


class TestTheSameSentenceThrice:
    TEXT = ("Le chat dort. La pluie tombe.", "Le chat dort. Un train arrive.", "Le chat dort. La ville attend.")

    @pytest.fixture
    def thrice(self, make: Build) -> Path:
        dataset = make("thrice", {"a.txt": article(paragraphs=self.TEXT)})
        judge(dataset, [pair for pair in read_pairs(dataset) if pair.fr == "Le chat dort."])
        return dataset

    @pytest.mark.parametrize(
        ("removed", "statuses", "said"),
        [
            (0, ["edited", "rejected"], "2 of 3 verdicts carried over (2 moved)"),
            (1, ["accepted", "rejected"], "2 of 3 verdicts carried over (1 same, 1 moved)"),
            (2, ["accepted", "edited"], "2 of 3 verdicts carried over (2 same)"),
        ],
    )
    def test_keeps_the_verdicts_of_those_that_stay_when_one_is_removed(
        self, removed: int, statuses: list[str], said: str, thrice: Path, make: Build
    ):
        rest = tuple(text.partition(". ")[2] if place == removed else text for place, text in enumerate(self.TEXT))
        new = make("new", {"a.txt": article(paragraphs=rest)})
        assert carry(thrice, new).startswith(f"{said}; 1 not: their French stands in the article fewer times (")
        assert [status for _, status, _, _ in verdicts(new)] == statuses

    def test_keeps_all_of_them_when_a_fourth_comes_before_them(self, thrice: Path, make: Build):
        new = make("new", {"a.txt": article(paragraphs=("Le chat dort. Le ministre rêve.", *self.TEXT))})
        assert carry(thrice, new) == "3 of 3 verdicts carried over (3 moved)"
        assert [pair.status for pair in read_pairs(new) if pair.fr == "Le chat dort."] == [
            "machine", "accepted", "edited", "rejected",
        ]  # fmt: skip


def test_what_a_memory_said_of_the_old_pair_is_no_review_of_the_new_one(old: Path, make: Build, tmp_path: Path):
    taught = make("taught", {"c.txt": article()}, memory=(old,))
    assert {origin for *_, origin in verdicts(taught)} == {"memory"}
    new = make("new", {"c.txt": article(TITLE + "s")})
    carry(taught, new)
    assert {origin for *_, origin in verdicts(new)} == {"memory"}
    again = Path(shutil.copytree(taught, tmp_path / "again"))
    carry(old, make("third", {"a.txt": article()}, memory=(old,)))
    assert {origin for *_, origin in verdicts(tmp_path / "third")} == {"review"} and verdicts(again) == verdicts(taught)
