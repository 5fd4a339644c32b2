"""Are the placeholders, tags and pieces of code of the French in the English too, and no others?"""

import re
from collections import Counter
from collections.abc import Iterator

from bilingual.quality.sides import LONGEST_TEXT, Sides

_PLACEHOLDER = re.compile(
    r"(?P<braces>\{\{[^{}\n]{1,80}\}\}|\{%[^{}\n]{1,80}%\}|[$#%]?\{[\w.:!,#+-]{0,60}\})"
    # Figures before a per-cent sign make it one: `100 %des` holds no `%d`.
    r"|(?P<percent>(?<![\d%])(?<!\d[ \u00a0\u202f])%(?:\([\w.]{1,60}\)[a-zA-Z]"
    r"|(?:\d\$)?[+#-]?\d{0,3}(?:\.\d{1,3})?[sdifuxX@](?!\w)|[A-Za-z_]\w{1,40}%|\d(?![\w.,%])))"
    r"|(?P<variable>\$[A-Z][A-Z_]{3,60}(?![A-Za-z]))"
    r"|(?P<link>\[\[[^\[\]\n]{1,120}\]\])"
    r"|</?(?P<tag>[A-Za-z][\w-]{0,30}|\d{1,2})(?:\s[^<>]{0,300})?/?>"
    r"|&(?:(?P<entity>amp|lt|gt|copy|reg|trade|euro|pound|sect|deg|times|rarr|hearts|#x?[0-9A-Fa-f]{1,6})"
    r"|(?P<blank>(?<!«&)nbsp(?!;[\d?!:;%»€$)])));"
    r"|(?P<escape>\\(?:[nrt]|u[0-9A-Fa-f]{4}))"
    r"|(?<!`)`(?P<code>(?![ `])[^`\n]{1,120})(?<! )`(?!`)"
    r"|(?P<emoji>(?<![\w:]):[a-z][a-z0-9_+-]{1,30}:(?![\w:`]))"
)
_SIGNS = frozenset("{%<`&\\$")
_SIGN = re.compile(r"[{$#%<&\\`:\[]")  # what every placeholder begins with
_HTML_NAMES = """
a abbr b big blockquote body br button center code dd del div dl dt em font form g h1 h2 h3 h4 h5 h6 head hr html i
iframe img input ins kbd label li link mark meta ol option p ph pre q s samp script section select small span strike
strong style sub sup svg table tbody td textarea th thead title tr tt u ul var video x
"""
_HTML = frozenset(_HTML_NAMES.split())


def measure_placeholders(sides: Sides) -> float:
    """Return how many placeholders, tags and pieces of code stand on one side only, each as often as it does."""
    if not _has_any(sides.fr, sides.fr_signs) and not _has_any(sides.en, sides.en_signs):
        return 0.0
    return float(len(_differences(sides)))


def describe_placeholders(sides: Sides) -> str:
    """Name the placeholders that differ."""
    found = _differences(sides)
    return f"on one side only: {', '.join(found[:8])}" if found else "the same placeholders"


def find_placeholders(text: str) -> Iterator[str]:
    """Yield the placeholders in a text, each as it must stand on the other side.

    Of a tag that is its name, for the text in its attributes is translated; what stands between the angle brackets of
    `<your name>` is translated too.
    """
    for match in _matches(text):
        if tag := match["tag"]:
            known = tag.isdecimal() or tag.lower() in _HTML
            if known or tag != "unk":  # that one is garbled text
                yield f"<{'/' if match[0][1] == '/' else ''}{tag.lower() if known else '…'}>"
        elif match["braces"]:
            yield "".join(match[0].split())
        else:
            yield match[0]


def _matches(text: str) -> Iterator[re.Match[str]]:
    """Find the pattern, which is tried at the signs only."""
    place = 0
    while sign := _SIGN.search(text, place):
        match = _PLACEHOLDER.match(text, sign.start())
        place = match.end() if match else sign.end()
        if match:
            yield match


def _differences(sides: Sides) -> list[str]:
    ours, theirs = (list(find_placeholders(text[:LONGEST_TEXT])) for text in (sides.fr, sides.en))
    if ours == theirs:
        return []
    french, english = Counter(ours), Counter(theirs)
    return sorted((french - english).elements()) + sorted((english - french).elements())


def _has_any(text: str, signs: set[str]) -> bool:
    """Tell in a moment whether a text can hold a placeholder: most hold none of these signs."""
    return not _SIGNS.isdisjoint(signs) or "[[" in text or (":" in signs and text.count(":") > 1)
