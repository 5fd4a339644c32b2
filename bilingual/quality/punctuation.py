"""Do both sides end alike, and is every quotation mark and bracket of the English paired?"""

from bilingual.quality.sides import Sides

_CLOSING = " \u00a0\u202f\t\r\n\"'»«”’“‘)]}*_›"
_CLASSES = dict.fromkeys(".…!。．", "statement") | dict.fromkeys("?？", "question") | dict.fromkeys(":;,—–-", "open")

_QUOTES = (('"', '"'), ("“", "”"), ("«", "»"))
_QUOTES_OPEN = '"“«'
_PAIRS = (*_QUOTES, ("(", ")"), ("[", "]"))


def measure_punctuation(sides: Sides) -> float:
    """Return the number of faults: an end mark of another class, and pairs of marks that only the English lacks.

    A French text without an end mark (a heading) asks for nothing.
    """
    return float(len(_faults(sides)))


def describe_punctuation(sides: Sides) -> str:
    """Name the faults."""
    return ", ".join(_faults(sides)) or "ends alike, marks paired"


def _faults(sides: Sides) -> list[str]:
    faults = []
    french, english = end_class(sides.fr), end_class(sides.en)
    if french not in ("none", english):
        faults.append(f"French ends as {french}, English as {english}")
    faults += [f"unpaired {left}" for left, right in _PAIRS if _loses_pairing(sides, left, right)]
    return faults


def end_class(text: str) -> str:
    """Return the class of a text's end mark: statement, question, open or none; closing quotation marks are passed."""
    last = text.rstrip(_CLOSING)[-1:]
    return _CLASSES.get(last, "none")


def _loses_pairing(sides: Sides, left: str, right: str) -> bool:
    """Is a mark unpaired in the English though the French pairs its own? A quotation may span several segments."""
    english = sides.en
    if left not in english and right not in english:
        return False
    unpaired = english.count(left) % 2 if left == right else english.count(left) != english.count(right)
    return bool(unpaired) and (
        _pairs(sides.fr, _QUOTES) if left in _QUOTES_OPEN else _pairs(sides.fr, ((left, right),))
    )


def _pairs(text: str, marks: tuple[tuple[str, str], ...]) -> bool:
    counts = [(text.count(left), text.count(right), left == right) for left, right in marks]
    paired = all(opened % 2 == 0 if same else opened == closed for opened, closed, same in counts)
    return paired and any(opened for opened, _, _ in counts)
