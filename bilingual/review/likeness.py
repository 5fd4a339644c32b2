"""Is a text the same as before, but for what programs do to it on the way?

Word processors and spreadsheets turn straight quotation marks into curly ones or guillemets, three dots into one
character, two hyphens into a dash, and blanks of one kind into another; some normalise Unicode. Words they leave alone.
"""

import re
import unicodedata

from bilingual.text.normalising import compatible

_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟‹›«»′″]+")
_DASHES = re.compile("[-‐‑‒–—―−]+")


def same_words(first: str, second: str) -> bool:
    """Return whether two texts differ in nothing but kinds of quotation marks, dashes, dots and blanks."""
    return first == second or _skeleton(first) == _skeleton(second)


def _skeleton(text: str) -> str:
    plain = compatible(_DASHES.sub("-", _QUOTES.sub('"', text)))
    return "".join(
        letter for letter in plain if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf")
    )
