"""Numbers with what they count."""

import pytest

from bilingual.text.counting import plural


@pytest.mark.parametrize(
    ("number", "words", "said"),
    [(1, ("pair",), "1 pair"), (0, ("pair",), "0 pairs"), (2, ("pair",), "2 pairs"), (41_105, ("character",), "41,105 characters"),
     (1, ("pair has", "pairs have"), "1 pair has"), (3, ("pair has", "pairs have"), "3 pairs have")],
)  # fmt: skip
def test_one_is_singular_all_else_is_plural(number: int, words: tuple[str, ...], said: str):
    assert plural(number, *words) == said
