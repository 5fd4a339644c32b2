"""Are web addresses, e-mail addresses, @handles and #tags the same on both sides?"""

import re

from bilingual.quality.sides import Sides

_ADDRESS = re.compile(
    r"(?:https?://|www\.)[^\s<>«»\"“”]+|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\w)[@#]\w+"
    r"|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?:fr|com|org|net|eu|be|ch|ca|info|gouv|io|uk|de|tv)(?:/[^\s<>«»\"“”]*)?(?![\w-])",
    re.IGNORECASE,
)
_DOT = re.compile(r"\.[a-z]", re.IGNORECASE)
_TRAILING = ".,;:!?)]}'’*_"


def measure_urls(sides: Sides) -> float:
    """Return the number of addresses that stand on one side only."""
    return float(len(_differences(sides)))


def describe_urls(sides: Sides) -> str:
    """Name the addresses that differ."""
    return f"on one side only: {', '.join(_differences(sides))}" if _differences(sides) else "the same addresses"


def find_addresses(text: str) -> set[str]:
    """Return the addresses in a text, without the punctuation that follows them."""
    if "@" not in text and "#" not in text and "/" not in text and not _DOT.search(text):
        return set()
    return {match.rstrip(_TRAILING) for match in _ADDRESS.findall(text)}


def _differences(sides: Sides) -> list[str]:
    return sorted(find_addresses(sides.fr) ^ find_addresses(sides.en))
