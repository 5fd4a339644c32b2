"""The rules of segmentation, case by case: `segmenter_cases/*.txt` hold a rule a heading and a case a line.

In a case `¦` stands where a segment starts; the text without it is what the segmenter gets.
"""

import doctest
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from bilingual.segmenter import split_spans

CASES = Path(__file__).parent / "segmenter_cases"
SIGN = "¦"


def cases() -> Iterator[tuple[str, str]]:
    for path in sorted(CASES.glob("*.txt")):
        rule = ""
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("# "):
                rule = line[2:]
            elif line:
                yield rule, line


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_rule(rule: str, case: str) -> None:
    pieces = case.split(SIGN)
    text = "".join(pieces)
    assert [text[start:end] for start, end in split_spans(text)] == [piece.strip() for piece in pieces], rule


def test_there_are_at_least_150_cases() -> None:
    assert len(list(cases())) >= 150


def documented() -> Iterator[str]:
    """The examples in the second column of the table of rules in docs/segmentation.md."""
    page = (Path(__file__).parent.parent / "docs" / "segmentation.md").read_text(encoding="utf-8")
    rules = page.split("## Rules")[1].split("## Kinds")[0]
    for row in re.findall(r"^\| .+? \| (.+) \|$", rules, re.MULTILINE):
        yield from re.findall(r"`([^`]+)`", row)


@pytest.mark.parametrize("example", list(documented()))
def test_the_documented_examples_hold(example: str) -> None:
    pieces = example.split(SIGN)
    text = "".join(pieces)
    assert [text[start:end] for start, end in split_spans(text)] == [piece.strip() for piece in pieces]


def test_the_documented_python_session_holds() -> None:
    page = Path(__file__).parent.parent / "docs" / "segmentation.md"
    assert doctest.testfile(str(page), module_relative=False, encoding="utf-8").failed == 0
