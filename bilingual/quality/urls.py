"""Are web addresses, e-mail addresses, @handles and #tags the same on both sides?"""

import re
from collections.abc import Iterator

from bilingual.quality.sides import LONGEST_TEXT, Sides

_MAIL = r"[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
# What may be an e-mail address is read from the beginning of its run only: no character is looked at from two places.
_ADDRESS = re.compile(
    rf"(?:https?://|www\.)[^\s<>«»\"“”]+|(?<![\w.+-]){_MAIL}|(?<!\w)[@#](?!\d+\b)\w+"
    r"|(?<![\w.@-])[\w-]+(?:\.[\w-]+)*\.(?-i:fr|com|org|net|eu|be|ch|ca|info|gouv|io|uk|de|tv)(?:/[^\s<>«»\"“”]*)?(?![\w-])",
    re.IGNORECASE,
)
# Also what is copied as it is, though it is no address: paths and code.
_COPIED = re.compile(
    rf"{_ADDRESS.pattern}|`[^`\n]{{1,200}}`|(?<![\w/\\])(?:[A-Za-z]:\\|~?/)[\w.\\/~-]{{1,200}}", re.IGNORECASE
)
_GLUED_MAIL = re.compile(_MAIL)
_DOT = re.compile(r"\.[A-Za-zİıſ\u212a]")  # as case is ignored there; a literal dot is found quickly
_GENITIVE = re.compile(r"['’]s$")
_TRAILING = ".,;:!?)]}'’*_"


def measure_urls(sides: Sides) -> float:
    """Return the number of addresses that stand on one side only."""
    return float(len(_differences(sides)))


def describe_urls(sides: Sides) -> str:
    """Name the addresses that differ."""
    return f"on one side only: {', '.join(_differences(sides))}" if _differences(sides) else "the same addresses"


def find_addresses(text: str) -> set[str]:
    """Return the addresses in a text, without the punctuation that follows them."""
    if not _may_hold_address(text):
        return set()
    return {_plain(match[0]) for match in _matches(text)}


def _plain(address: str) -> str:
    """Take off the punctuation, genitive and slash that end an address; its case counts within a path only."""
    plain = _GENITIVE.sub("", address.rstrip(_TRAILING))
    plain = plain.removesuffix("/")
    return plain if "/" in plain else plain.lower()


def without_addresses(text: str) -> str:
    """Return a text without its addresses, paths and code in backticks."""
    return _COPIED.sub(" ", text) if _may_hold_address(text) or "\\" in text or "`" in text else text


def _may_hold_address(text: str) -> bool:
    return "@" in text or "#" in text or "/" in text or bool(_DOT.search(text))


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Find the addresses; one that hangs on the address before it (`@jean.dupont@exemple.fr`) is found too."""
    match = _ADDRESS.search(text)
    while match:
        yield match
        match = _GLUED_MAIL.match(text, match.end()) or _ADDRESS.search(text, match.end())


def _differences(sides: Sides) -> list[str]:
    french, english = find_addresses(sides.fr[:LONGEST_TEXT]), find_addresses(sides.en[:LONGEST_TEXT])
    return sorted(french ^ english) if french or english else []
