"""A column of texts → the number of words in each, as `len(text.split())` counts them."""

from functools import cache
from typing import Any

from bilingual.text.blanks import BLANKS

CHARACTERS = 0x110000  # of Unicode


def count_words(texts: Any) -> Any:  # noqa: ANN401 - pyarrow.StringArray → numpy.ndarray of int64
    """Return the number of words of every text, which blanks of any kind part; a null has none."""
    import numpy as np
    import pyarrow.compute as pc

    texts = pc.fill_null(texts, "")
    lengths = pc.utf8_length(texts).to_numpy()
    counts, filled = np.zeros(len(lengths), np.int64), lengths > 0
    if filled.any():
        starts = (np.cumsum(lengths, dtype=np.int64) - lengths)[filled]
        in_word = _no_blanks()[_characters(texts)]
        begins = in_word.copy()
        begins[1:] &= ~in_word[:-1]
        begins[starts] = in_word[starts]
        counts[filled] = np.add.reduceat(begins, starts, dtype=np.int64)
    return counts


def _characters(texts: Any) -> Any:  # noqa: ANN401 - pyarrow.StringArray → numpy.ndarray of uint32
    """Return the code points of all texts, one after the other."""
    import numpy as np

    _, offsets, data = texts.buffers()
    places = np.frombuffer(offsets, np.int32)[texts.offset : texts.offset + len(texts) + 1]
    whole = str(memoryview(data)[places[0] : places[-1]], "utf-8")
    return np.frombuffer(whole.encode("utf-32-le"), "<u4")


@cache
def _no_blanks() -> Any:  # noqa: ANN401 - numpy.ndarray of bool
    """Return for every code point whether it is no blank."""
    import numpy as np

    table = np.ones(CHARACTERS, bool)
    table[list(map(ord, BLANKS))] = False
    return table
