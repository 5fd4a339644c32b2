"""Damages of our own making: each kind damages some plain sentences, in one place, the same way each time."""

import random
from pathlib import Path

import pytest

from scripts.damages.demetr import KINDS, damage_rows
from scripts.damages.demetr_figures import newly_flagged
from scripts.damages.labelled_figures import print_labelled, read_labelled
from scripts.damages.mechanical import make_corpus

PAIRS = [
    (
        "Hier, Marie Dupont a dit que la police avait fermé cette usine.",
        "Yesterday, Marie Dupont said the police had closed this factory.",
    ),
    ("Il ne veut pas acheter trois grandes voitures à Paris.", "He does not want to buy three big cars in Paris."),
    ("Elle travaille rapidement dans le jardin avec son frère.", "She works quickly in the garden with her brother."),
    (
        "Le gouvernement est responsable du village et de la rivière.",
        "The government is responsible for the village and the river.",
    ),
    (
        "Le ministre avait annoncé une bonne nouvelle, selon Dupont.",
        "The minister had announced good news, according to Dupont.",
    ),
    (
        "Ils attendaient leurs amis lorsque Berlin a répondu.",
        "They were waiting for their friends when Berlin replied.",
    ),
]
CORPUS = make_corpus(PAIRS)
WHOLE = {"words shuffled", "in small letters", "tokenised", "empty", "unrelated", "statement made a question"}
REPLACED_RUN = 40  # characters: what one damage may put in the place of others


def made(kind: str, seed: int = 1) -> list[tuple[tuple[str, str], str]]:
    return damage_rows(CORPUS, range(len(PAIRS)), KINDS[kind], seed)


def only(kind: str, english: str) -> str | None:
    return KINDS[kind].damage(make_corpus([("", english)]), 0, random.Random(1))


def test_there_are_35_kinds_of_the_severities_of_the_paper():
    assert len(KINDS) == 35
    assert {kind.severity for kind in KINDS.values()} == {"minor", "major", "critical", "base", "right"}


@pytest.mark.slow
@pytest.mark.parametrize("kind", list(KINDS))
def test_every_kind_damages_some_sentence_and_says_the_same_for_the_same_seed(kind: str):
    damaged = made(kind)
    assert damaged
    assert damaged == made(kind)
    assert all(english != pair[1] for pair, english in damaged)
    assert all(pair in PAIRS for pair, _ in damaged)


@pytest.mark.parametrize("kind", sorted(KINDS.keys() - WHOLE))
def test_all_but_one_place_stays_as_it_was(kind: str):
    for (_, english), damaged in made(kind):
        head = next((n for n, (a, b) in enumerate(zip(english, damaged, strict=False)) if a != b), len(damaged))
        rest, left = english[head:][::-1], damaged[head:][::-1]
        tail = next((n for n, (a, b) in enumerate(zip(rest, left, strict=False)) if a != b), min(len(rest), len(left)))
        assert max(len(rest), len(left)) - tail <= REPLACED_RUN


@pytest.mark.parametrize(
    ("kind", "english", "damaged"),
    [
        ("last word said four times", "He did not want it.", "He did not want it it it it."),
        ("negation changed", "We didn't see it.", "We did see it."),
        ("negation changed", "He can't swim.", "He can swim."),
        ("negation changed", "He won't swim.", "He will swim."),
        ("negation changed", "It was sold.", "It was not sold."),
        ("antonym", "The largest town.", "The smallest town."),
        ("word too general", "He saw a dog.", "He saw an animal."),
        ("adjective or adverb removed", "It was an important step.", "It was a step."),
        ("prepositional phrase removed", "In the old town, he slept.", "He slept."),
        ("subject removed", "The old man was ill.", "Was ill."),
        ("verb removed", "It is easy to buy bread.", "It is easy to bread."),
        ("noun removed", "He saw the river.", "He saw the."),
        ("gender changed", "He saw her and her 5 sons.", "She saw him and his 5 sons."),
        ("statement made a question", "The river is deep.", "Is the river deep?"),
        ("tense changed", "But she said so.", "But she says so."),
        ("aspect changed", "He was working.", "He worked."),
        ("case of a pronoun", "Then he slept.", "Then him slept."),
        ("tokenised", "Well, it's him.", "Well , it 's him ."),
        ("number replaced", "He is ill.", None),
        ("antonym", "", None),
    ],
)
def test_a_damage_is_what_its_name_says(kind: str, english: str, damaged: str | None):
    assert only(kind, english) == damaged


def test_only_flags_that_the_damage_brought_count():
    def checks(_: str, english: str) -> list[str]:
        return ["old", "new"] if "damaged" in english else ["old"]

    assert newly_flagged([(("", "whole"), "damaged"), (("", "whole"), "still whole")], checks) == [["new"], []]


class TestLabelledOutput:
    COLUMNS = "id\tfr\ten\tscore\tseverity\tclass\tspan\tcomment\n"

    def write(self, folder: Path, *rows: str) -> Path:
        path = folder / "labelled.tsv"
        path.write_text(self.COLUMNS + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    def test_a_missing_file_is_said(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
        print_labelled(tmp_path / "labelled.tsv")
        assert "MISSING" in capsys.readouterr().out

    def test_a_flag_on_an_error_is_a_hit_and_one_on_a_right_pair_a_false_alarm(self, tmp_path: Path, capsys):
        path = self.write(
            tmp_path,
            "1\tIl a 3 fils.\tHe has 4 sons.\t-0.2\tcritical\tmistranslation | number\t4\t",
            "2\tIl a 3 fils.\tHe has 5 sons.\t-0.2\tright\t\t\t",
            "3\tIl dort bien.\tHe sleeps well.\t-0.2\tmajor\tomission\t\t",
        )
        print_labelled(path)
        out = capsys.readouterr().out
        assert [line.split() for line in out.splitlines() if "any flag" in line] == [
            ["any", "flag", "2", "50.0%", "50.0%"]
        ]
        first, anywhere = out.split("class of any error")
        assert (
            "mistranslation" in first
            and "omission" in first
            and "  number " not in first.split("class of the first")[1]
        )
        assert "  number " in anywhere

    def test_an_unknown_severity_is_refused(self, tmp_path: Path):
        path = self.write(tmp_path, "1\tOui.\tYes.\t-0.2\tbad\t\t\t")
        with pytest.raises(ValueError, match="bad"):
            read_labelled(path)
