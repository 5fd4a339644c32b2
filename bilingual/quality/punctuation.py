"""Do both sides end alike, and is every quotation mark and bracket of the English paired?"""

from bilingual.quality.sides import Sides

_CLOSING = " \u00a0\u202f\t\r\n\"'»«”’“‘)]}*_›"
_CLASSES = dict.fromkeys(".…!。．", "statement") | dict.fromkeys("?？", "question") | dict.fromkeys(":;,—–-", "open")


def measure_punctuation(sides: Sides) -> float:
    """Return the number of faults: an end mark of another class, and pairs of marks that only the English lacks."""
    return float(len(_faults(sides)))


def describe_punctuation(sides: Sides) -> str:
    """Name the faults."""
    return ", ".join(_faults(sides)) or "ends alike, marks paired"


def _faults(sides: Sides) -> list[str]:
    faults = []
    french, english = end_class(sides.fr), end_class(sides.en)
    if french != english:
        faults.append(f"French ends as {french}, English as {english}")
    faults += [f"unpaired {mark}" for mark in _unpaired(sides.en) if mark not in _unpaired(sides.fr)]
    return faults


def end_class(text: str) -> str:
    """Return the class of a text's end mark: statement, question, open or none; closing quotation marks are passed."""
    last = text.rstrip(_CLOSING)[-1:]
    return _CLASSES.get(last, "none")


def _unpaired(text: str) -> list[str]:
    found = [left for left, right in ("()", "[]", "“”", "«»") if text.count(left) != text.count(right)]
    return [*found, '"'] if text.count('"') % 2 else found
