"""Is a text the same as before, but for what programs do to it on the way?

Word processors and spreadsheets turn straight quotation marks into curly ones or guillemets, three dots into one
character, two hyphens into a dash, and blanks of one kind into another; some normalise Unicode. Words they leave alone.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from bilingual.text.normalising import compatible

_QUOTES = re.compile("[\"'`´‘’‚‛“”„‟‹›«»′″]+")
_DASHES = re.compile("[-‐‑‒–—―−]+")

WINDOWS = "cp1252"


@dataclass(frozen=True, slots=True)
class Wear:
    """What a program did to the texts of a file: `rewritten` its marks and blanks, written it in Windows-1252."""

    rewritten: bool = False
    windows: bool = False

    def explains(self, found: str, text: str) -> bool:
        """Return whether a text of the file differs from this one only by what the program did."""
        return (self.rewritten and same_words(found, text)) or (self.windows and same_in_windows_1252(found, text))


UNWORN = Wear()


def same_words(first: str, second: str) -> bool:
    """Return whether two texts differ in nothing but kinds of quotation marks, dashes, dots and blanks."""
    return first == second or _skeleton(first) == _skeleton(second)


def _skeleton(text: str) -> str:
    plain = compatible(_DASHES.sub("-", _QUOTES.sub('"', text)))
    return "".join(
        letter for letter in plain if not letter.isspace() and unicodedata.category(letter) not in ("Cc", "Cf")
    )


def same_in_windows_1252(found: str, text: str) -> bool:
    """Return whether a text is another as a program writes it in Windows-1252.

    A letter that the code page lacks is `?`, two for one beyond U+FFFF, or the letter without its mark.
    """
    return any(same_words(found, _written(text, stand_in)) for stand_in in (_one_mark, _a_mark_a_unit, _plain_letter))


def fits_windows_1252(text: str) -> bool:
    """Return whether Windows-1252 has all characters of a text."""
    return _written(text, _one_mark) == text


def _written(text: str, stand_in: Callable[[str], str]) -> str:
    return "".join(letter if letter < "\x80" or _is_in_windows_1252(letter) else stand_in(letter) for letter in text)


def _is_in_windows_1252(letter: str) -> bool:
    return bool(letter.encode(WINDOWS, "ignore"))


def _one_mark(letter: str) -> str:
    return "?"


def _a_mark_a_unit(letter: str) -> str:
    return "??" if ord(letter) > 0xFFFF else "?"


def _plain_letter(letter: str) -> str:
    plain = unicodedata.normalize("NFD", letter)[0]
    return plain if _is_in_windows_1252(plain) else "?"
