"""Character classes of the segmenter, and the patterns built from them.

Every pattern is possessive or bounded, so that no input makes matching slower than linear.
"""

import re

# The mandatory breaks of Unicode's line breaking algorithm (UAX #14, classes BK, CR, LF, NL).
LINE = re.compile("[^\n\v\f\r\x85\u2028\u2029]+")

MARKS = ".!?…‽⁇⁈⁉‼。！？؟۔"
CLOSING = "»”›)\\]}」』〉》"
GLUED_CLOSING = CLOSING + "\"'’"
SUPERSCRIPTS = "¹²³⁰⁴-⁹ⁿªᵃ-ᵛ①-⑳"
EMOJI = "\U0001f000-\U0001faff☀-⛿❤✨️"
END_SIGNS = "■□▪◼◾◆◊●▲►→✓‖™©®"  # the end of an article, where no blank precedes them
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
OPENING = "«“„‟‚\"'‘’‹([{¿¡「『〈《<_`" + "\u200b\u2060\ufeff"
DASHES = "-–—―‒"
BULLETS = "•◦▪▫■□●○◆◇►▶➤➜→✓✔✅☑✦★*"
SIGNS = "$€£§+−±~≈^"

# A note's number or letter, markup that closes, and a link's address behind its words.
_NOTE_LABEL = r"\^?\w{1,3}(?:[,–-] ?\w{1,3}){0,3}|\^[\w-]{1,30}|/\w{1,12}|(?:[Nn]ote|[Rr][ée]f|[Nn]b?)\.? ?\w{0,12}"
_NOTE_LABEL += r"|[a-zà-ÿ][^\[\]]{0,30}(?=\](?!\())"  # `[citation nécessaire]`, no link
_NOTES = rf"\[(?:{_NOTE_LABEL})\](?:,(?=\[))?|\((?:\d{{1,3}}|[a-z*])\)|[†‡§°](?!\w)|\]\([^\s()]{{1,300}}\)"
_NOTES += r"|\^?\{\d{1,3}\}|\^\d{1,3}(?!\w)|\[\[\w{1,3}\]\]"
_SUPERIOR = r"<sup\b[^<>]{0,100}>(?:<a\b[^<>]{0,200}>)?[^<>]{0,12}(?:</a>)?</sup>"
_MARKUP = r"(?:\*{1,3}+|_{1,3}+|`{1,3}+|~{1,2}+|==|[|\\^#•])(?!\w)"
_TAG = r"<(?:/|!--|(?:br|hr|ref)\b)[^<>]{0,200}>"

# Sentence marks, what closes on them, and the blanks up to the next word. Marks after a blank join only when no
# word hangs on them (`Quoi ? !`, `. . .`, but not `fin. …Suite`). `note` is a figure that may be a note's number,
# `next` is empty where no sentence can start. The pattern never fails once it has begun, so that no character is
# looked at from two marks. No group captures within a possessive repeat: `re` loses track of it (seen in Python 3.11).
BOUNDARY = re.compile(
    rf"(?P<marks>[{MARKS}]++(?:\s{{0,2}}+[{MARKS}]++(?!\w))*+)"
    rf"(?P<closing>(?:(?=\S)(?:{_NOTES}|[{GLUED_CLOSING}{SUPERSCRIPTS}{INVISIBLE}{EMOJI}¶{END_SIGNS}]|{_SUPERIOR}|{_TAG}"
    rf"|>{{1,2}}+(?!\w)|{_MARKUP})|\s++(?:[{EMOJI}¶]|(?:[{CLOSING}]|>{{1,2}}+|'')(?![^\W\d])|{_TAG}))*+)"
    rf"(?P<note>\d{{1,3}}+(?:[,–-]\d{{1,3}}+){{0,3}}+(?=[\s<]|\Z))?(?:{_TAG})*+"
    r"(?P<gap>\s*+)"
    r"(?=(?P<next>,,|[^\sa-zß-öø-ÿœ,;:]?))"
)
# `(...)` or `[…]` for words left out.
ELISION = re.compile(r"[(\[] ?(?:\.{3}|…) ?[)\]] ?")
# A comma is what follows a quotation (`<Non>, dit-il`), not a tag.
OPENING_TAGS = re.compile(r"(?:<[a-zA-Z][^<>]{0,200}>\s*+){1,4}+(?!,)")
WORD = re.compile(r"[^\W\d_]+['’]?")
