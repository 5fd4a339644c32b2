"""Does the English hold what stands for a character that was lost, or letters that are no language?"""

import re

from bilingual.quality.sides import Sides
from bilingual.text.garbled import GARBLED

# UTF-8 read as Latin-1 or Windows-1252 (`Ã©`, `â€™`), and the mark that SentencePiece puts before a word.
_MOJIBAKE = re.compile("Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹Œ‘’“”•–—˜™š›œžŸ]|â€[™œ\u009d“”¦˜¢]|Â[\u00a0«»°§©®]|\u2581")
_BYTE = re.compile(r"<0x[0-9A-Fa-f]{2}>")
_RUNS = ("aaaaa", "eeeee", "iiiii", "ooooo", "uuuuu", "hhhhh", "mmmmm", "rrrrr", "zzzzz")


def measure_garbled(sides: Sides) -> float:
    """Return how many such signs the English holds; a letter five times in a row only where the French has it not."""
    return float(len(_signs(sides)))


def describe_garbled(sides: Sides) -> str:
    """Name the signs."""
    found = sorted(set(_signs(sides)))
    return f"in the English: {', '.join(found)}" if found else "no broken character"


def _signs(sides: Sides) -> list[str]:
    english = sides.en
    found = [run for run in _RUNS if run in english and run not in sides.fr.lower()]
    if "<" in english:
        found += [*GARBLED.findall(english), *_BYTE.findall(english)]
    elif not english.isascii():
        found += GARBLED.findall(english)
    return found if english.isascii() else [*found, *_MOJIBAKE.findall(english)]
