"""Which 8-bit charset French text is in: what a page declares, or what the readings of its bytes look like.

Each charset makes other characters of the same bytes: `musée` in Mac Roman is `musŽe` in Windows-1252. The reading in
which they are letters and marks of French, in places where French has them, is taken.
"""

import codecs
import re

DECLARED = re.compile(
    rb"<meta\s[^<>]{0,400}?charset\s{0,9}=\s{0,9}[\"']?\s{0,9}([\w.:-]{1,40})"
    rb"|<\?xml\s[^<>]{0,200}?encoding\s{0,9}=\s{0,9}[\"']([\w.:-]{1,40})",
    re.IGNORECASE,
)
LONGEST_LABEL = 40
HEAD_BYTES = 4_096  # where a declaration is looked for; browsers look at 1,024
SAMPLE_BYTES = 1 << 16  # from the first byte that is not ASCII
# As browsers read the labels (WHATWG Encoding Standard): Latin 1 is Windows-1252.
BROWSERS = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "iso8859-11": "cp874", "gb2312": "gbk"}
TEXT_CODECS = re.compile(
    r"utf-8|cp125\d|cp874|cp866|iso8859-\d{1,2}|mac-roman|mac-cyrillic|koi8-[ru]|gbk|gb18030|big5|euc_jp|shift_jis|euc_kr"
    r"|cp850|cp437"
)
NAMES = {"cp1252": "Windows-1252", "iso8859-15": "ISO-8859-15", "mac-roman": "Mac Roman", "cp850": "CP850"}
STORED = {"cp1252": "windows-1252", "iso8859-15": "iso-8859-15", "mac-roman": "macintosh", "cp850": "ibm850"}
FAMILIES = ("cp1252", "iso8859-15", "mac-roman", "cp850")
LATIN = ("cp1252", "iso8859-15")
FRENCH_ENOUGH = 0.5
MARGIN = 0.12  # by which a reading must be better than one of a more common charset
HIGH_BYTE = re.compile(rb"[\x80-\xff]")
# UTF-8 for what French and its press write; in the other charsets hardly anything.
FRENCH_UTF8 = re.compile(rb"[\xc2\xc3][\x80-\xbf]|\xc5[\x92\x93\xb8]|\xe2[\x80\x82][\x80-\xbf]|\xf0\x9f[\x80-\xbf]{2}")

# What differs between Windows-1252 and ISO-8859-15, and is no control character there.
_IN_WORDS = rb"[A-Za-z\xc0-\xff]?"
LATIN_9 = re.compile(
    rb"(?P<before>%b)(?P<sign>[\xa4\xa6\xa8\xb4\xb8\xbc-\xbe])(?=(?P<after>%b))" % (_IN_WORDS, _IN_WORDS)
)
WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
EURO = b"\xa4"

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")
_LOW, _HIGH = "a-zéèêëàâçîïôöùûüÿœæ", "A-ZÉÈÊËÀÂÇÎÏÔÖÙÛÜŸŒÆ"
_LETTER = f"{_LOW}{_HIGH}"
# Characters beyond ASCII in the places where French has them, by how common they are there.
_PLACES = (
    (1.0, re.compile(rf"[éàêâçîôœæ](?=[{_LOW}’'])|(?<=[{_LETTER}])[éèêàâçîïôùûëüœæ]|(?<![^\s('’])à(?=\s)")),
    (1.0, re.compile(rf"(?<=[{_LETTER}])’(?=[{_LETTER}])|[«“](?=[\s\xa0]?[{_HIGH}{_LOW}\d])|[»”](?![{_LETTER}])")),
    (1.0, re.compile(rf"€(?![{_LETTER}])|(?<=[\s\d])\xa0|\xa0(?=[:;?!»%€\d])|(?<=«)\xa0|°(?=[\sC\d])")),
    (0.9, re.compile(rf"(?<![{_LETTER}])[ÉÀÊÇÔŒÎ](?=[{_LETTER}’'])|(?<=[{_HIGH}])[ÉÈÊÀÂÇÎÔŒ]|(?<![{_LETTER}])À(?=\s)")),
    (0.8, re.compile(rf"…(?![{_LETTER}.,])|(?<=[\s\d(])[–—](?=[\s\d])|[²³½¼¾·§©®™](?![{_LETTER}])|\xa0")),
    (0.6, re.compile(rf"(?<![{_LETTER}])[ÈÂÏÛÙÖÜÆ](?=[{_LOW}])|(?<=[{_HIGH}])[ËÏÙÛÖÜÆŸ]|(?<=[{_LOW}])ÿ")),
    (0.7, re.compile(rf"(?<=[{_LETTER}])[áíóúñãõäåøßìòýö]|(?<![{_LETTER}])[áíóúäåøöÁÍÓÚÄÅØÑ](?=[{_LOW}])")),
    (0.5, re.compile(rf"(?<![{_LETTER}])[‘„‹]|[›](?![{_LETTER}])|\xad(?=[{_LOW}])|’(?![{_LETTER}])|[–—‘•°]")),
)


def declared_charset(content: bytes) -> str | None:
    """Return Python's name of the charset that a page declares at its head; None when it declares none, or an unknown.

    A page that can declare UTF-16 in ASCII is in UTF-8.
    """
    found = DECLARED.search(content, 0, HEAD_BYTES)
    return charset_of_label((found[1] or found[2]).decode("ascii", "replace")) if found else None


def charset_of_label(label: str) -> str | None:
    """Return Python's name of a charset by the label that a page or a server gives it; None for one not read."""
    label = label.strip().strip("\"'").lower()
    if len(label) > LONGEST_LABEL:
        return None
    if label.startswith("utf-16"):
        return "utf-8"
    try:
        name = codecs.lookup({"x-mac-roman": "mac-roman", "x-sjis": "shift_jis"}.get(label, label)).name
    except (LookupError, ValueError):
        return None
    name = BROWSERS.get(name, name)
    return name if TEXT_CODECS.fullmatch(name) else None


def likely_charset(content: bytes) -> str | None:
    """Return Python's name of the charset in which bytes that are no UTF-8 are French; None where no reading is.

    Of readings that are about equally French that of the most common charset is taken: Windows-1252 first.
    """
    first = HIGH_BYTE.search(content)
    start = max(0, first.start() - 1) if first else 0
    sample = content[start : start + SAMPLE_BYTES]
    likeness = {codec: _likeness(sample.decode(codec, "replace")) for codec in FAMILIES}
    enough = max(FRENCH_ENOUGH, max(likeness.values()) - MARGIN)
    best = next((codec for codec in FAMILIES if likeness[codec] >= enough), None)
    if best in LATIN:
        return "iso8859-15" if is_latin_9(content) else "cp1252"
    return best


def _likeness(text: str) -> float:
    """Return the share of the characters beyond ASCII that stand where French has them, each by its best place."""
    worth: dict[int, float] = {}
    for weight, pattern in _PLACES:
        for found in pattern.finditer(text):
            worth.setdefault(found.start(), weight)
    every = len(_NOT_ASCII.findall(text))
    return sum(worth.values()) / every if every else 0.0


def is_latin_9(content: bytes) -> bool:
    """Return whether `œ` and `€` stand where ISO-8859-15 has them, rather than `½` and `¤`."""
    if WINDOWS_ONLY.search(content):
        return False
    votes = 0
    for found in LATIN_9.finditer(content):
        in_word = found["before"] or found["after"]
        votes += 1 if found["sign"] == EURO or in_word else -1
    return votes > 0
