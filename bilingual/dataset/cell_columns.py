"""A column of texts → the column of their cells: most need no change, which a whole column is asked at once."""

from collections.abc import Callable
from typing import Any

from bilingual.dataset.cells import encode_cell

# Texts that `encode_cell` leaves as they are, not all of them but most of the press: Latin letters, figures and marks
# but `\` and `_`; begun by no mark that a program would act on, not ended by a blank, and of three words or more, so
# that they are no date and none of the words that programs convert.
_LETTERS = "A-Za-zÀ-ÖØ-öø-ſ"
_OPENING = "«“‘(…–—©"
_MARKS = rf"{_OPENING}»”’!\"#$%&')*+,\-./:;<=>?@\[\]^`{{|}}~0-9°·€®™§"
_BETWEEN = f"{_MARKS} \u00a0\u202f"
_UNCHANGED = (
    rf"\A(?:[{_OPENING}][{_BETWEEN}]*)?[{_LETTERS}]+[{_BETWEEN}]+[{_LETTERS}]+[{_BETWEEN}]+[{_LETTERS}]"
    rf"(?:[{_LETTERS}{_BETWEEN}]*[{_LETTERS}{_MARKS}])?\z"
)


def encode_cells(texts: Any) -> Any:  # noqa: ANN401 - pyarrow.StringArray, without nulls
    """Return what `encode_cell` makes of every text."""
    return except_for(texts, _UNCHANGED, encode_cell)


def except_for(texts: Any, unchanged: str, function: Callable[[str], str]) -> Any:  # noqa: ANN401 - pyarrow.StringArray
    """Return what a function makes of every text, given a pattern of texts that it leaves as they are."""
    import pyarrow as pa
    import pyarrow.compute as pc

    others = pc.invert(pc.match_substring_regex(texts, unchanged))
    changed = [function(text) for text in texts.filter(others).to_pylist()]
    return pc.replace_with_mask(texts, others, pa.array(changed, pa.string())) if changed else texts


def each_distinct(texts: Any, function: Callable[[Any], str]) -> Any:  # noqa: ANN401 - pyarrow.StringArray
    """Return what a function makes of every text, calling it once for those that are equal."""
    import pyarrow as pa

    coded = texts.dictionary_encode("encode")
    return pa.array([function(text) for text in coded.dictionary.to_pylist()], pa.string()).take(coded.indices)
