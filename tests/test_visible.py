"""What is printed for people: no character of a text acts on a terminal or hides, and JSON loses nothing."""

import io
import json
import re
import sys
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.cli.console import put, put_data, put_json, say
from bilingual.cli.layout import labelled, listed
from bilingual.text.visible import visible

CONTROLS = [
    "\x1b]0;title\x07", "\x1b[31m", "\x08", "\r", "\n", "\t", "\x00", "\x7f", "\x85", "\x9b31m", "\u2028", "\u2029", "\u202e",
    "\u2066", "\u200f", "\u061c", "\ufeff", "\u200b", "\u00ad", "\U000e0041", "\ud800", "\udce9", "[/b]", "[red]", ":smile:",
]  # fmt: skip
TEXTS = st.lists(st.one_of(st.sampled_from(CONTROLS), st.text(st.characters(), max_size=5)), max_size=8).map("".join)
BIDI = {*"\u061c\u200e\u200f", *map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A))}
FAMILY = "👩\u200d👩\u200d👧 ❤\ufe0f\u200d🔥 می\u200cخواهم"


def acting(text: str) -> set[str]:
    """The characters of a text that act on a terminal."""
    return {each for each in text if unicodedata.category(each) in ("Cc", "Cs", "Zl", "Zp") or each in BIDI}


class Printed:
    """What is printed while it is entered, on a terminal or in a pipe."""

    def __init__(self, stream: str, terminal: bool = False) -> None:
        self._name, self._terminal = stream, terminal

    def __enter__(self) -> io.StringIO:
        self._patch, stream = pytest.MonkeyPatch(), io.StringIO()
        self._patch.setattr(stream, "isatty", lambda: self._terminal, raising=False)
        self._patch.setattr(sys, self._name, stream)
        return stream

    def __exit__(self, *_: object) -> None:
        self._patch.undo()


@given(TEXTS)
@example("".join(CONTROLS))
def test_a_message_is_one_line_without_a_character_that_acts(text: str):
    with Printed("stderr") as printed:
        say(text)
    line = printed.getvalue()
    assert line.endswith("\n") and acting(line[:-1]) == set()


@given(TEXTS)
@example("".join(CONTROLS))
def test_a_line_of_result_is_one_line_whose_tabs_part_columns(text: str):
    with Printed("stdout") as printed:
        put(text)
    line = printed.getvalue()
    assert line.endswith("\n") and acting(line[:-1]) <= {"\t"} and line.count("\t") == text.count("\t")


@given(TEXTS)
@example("".join(CONTROLS))
def test_json_is_one_line_without_a_character_that_acts_and_loses_nothing(text: str):
    with Printed("stdout") as printed:
        put_json({text: [text]})
    line = printed.getvalue()
    # Two surrogates that make a pair are one character in JSON, whoever writes it.
    whole = text.encode("utf-16", "surrogatepass").decode("utf-16", "surrogatepass")
    assert acting(line[:-1]) == set() and json.loads(line) == {whole: [whole]}


@given(TEXTS)
def test_data_are_exact_in_a_pipe_and_cannot_act_on_a_terminal(text: str):
    with Printed("stdout") as piped:
        put_data(text)
    with Printed("stdout", terminal=True) as shown:
        put_data(text)
    assert piped.getvalue() == f"{text}\n" and acting(shown.getvalue()[:-1]) <= {"\t"}


@given(st.dictionaries(TEXTS, st.integers(0, 10**9), max_size=3))
@example({"[/b] Journal": 1, "[red]Le Monde[/red] [1]": 2, "[link=https://a.example]x[/link]": 3, ":smile:": 4})
def test_counts_show_names_as_they_are(counts: dict[str, int]):
    lines = list(labelled("[b]publisher\x1b[0m", listed(counts)))
    assert acting("".join(lines)) == set() and lines[0].startswith("[b]publisher\\x1b[0m")
    folded = "".join("".join(lines).split())
    assert all("".join(visible(name).split()) in folded for name in counts)


@pytest.mark.parametrize("columns", range(60, 121))
def test_counts_stay_with_their_names_where_a_line_is_broken(columns: int, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("COLUMNS", str(columns))
    counts = listed({"numbers": 1_205, "untranslated": 10, "fidelity": 7, "nearly word for word": 3, "of a kind": 2})
    lines = list(labelled("flagged", f"12 of 1,204 pairs: {counts}"))
    assert (
        max(map(len, lines)) <= columns and " ".join(" ".join(lines).split()) == f"flagged 12 of 1,204 pairs: {counts}"
    )
    assert not any(re.search(r"\d$|^ *·", line) for line in lines)


def test_many_counts_say_how_many_more_there_are():
    assert listed({f"paper {number}": 1 for number in range(20_000)}).endswith(" · 1 paper 11 · … 19,988 more")


@pytest.mark.parametrize(
    ("text", "shown"),
    [("a\x1bb", "a\\x1bb"), ("a\nb", "a\\nb"), ("a\x9bb", "a\\u009bb"), ("\u202e", "\\u202e"), ("\U000e0041", "\\U000e0041"),
     ("\udce9t\udce9", "\\xe9t\\xe9"), ("\ud800", "\\ud800"), ("a\u200bb", "a\\u200bb"), ("❤\ufe0f\ufe0f", "❤\ufe0f\\ufe0f"),
     ("a\u200d\u200d", "a\u200d\\u200d"), (FAMILY, FAMILY), ("« L’été\u202f! »\u00a0: Œuvre", "« L’été\u202f! »\u00a0: Œuvre")],
)  # fmt: skip
def test_there_is_one_form_of_escape_and_words_and_emoji_stay(text: str, shown: str):
    assert visible(text) == shown
