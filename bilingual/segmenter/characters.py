"""Character classes of the segmenter, and the patterns built from them.

Every pattern is possessive or bounded, so that no input makes matching slower than linear.
"""

import re

# The mandatory breaks of Unicode's line breaking algorithm (UAX #14, classes BK, CR, LF, NL).
LINE = re.compile("[^\n\v\f\r\x85\u2028\u2029]+")

MARKS = ".!?…‽⁇⁈⁉‼。！？؟۔"
CLOSING = "»”›)\\]}」』"
GLUED_CLOSING = CLOSING + "\"'’"
SUPERSCRIPTS = "¹²³⁰⁴-⁹"
EMOJI = "\U0001f000-\U0001faff☀-⛿❤✨️"
INVISIBLE = "\u00ad\u200b-\u200f\u2060\ufeff"
OPENING = "«“„\"'‘’‹([{¿¡「『" + "\u200b\u2060\ufeff"
DASHES = "-–—―‒"
BULLETS = "•◦▪▫■□●○◆◇►▶➤➜→✓✔✅☑✦★*"
SIGNS = "$€£§+−±~≈^"

# Sentence marks, what closes on them, and the blanks up to the next word. Marks after a blank join only when no
# word hangs on them (`Quoi ? !`, `. . .`, but not `fin. …Suite`). `next` is empty where no sentence can start. The
# pattern never fails once it has begun, so that no character is looked at from two marks.
BOUNDARY = re.compile(
    rf"(?P<marks>[{MARKS}]++(?:\s{{0,2}}+[{MARKS}]++(?!\w))*+)"
    rf"(?P<closing>(?:[{GLUED_CLOSING}{SUPERSCRIPTS}{INVISIBLE}]|\[\d{{1,3}}\]|\s*+[{EMOJI}]|\s++[{CLOSING}](?!\w))*+)"
    r"(?P<gap>\s*+)"
    r"(?=(?P<next>[^\sa-zß-öø-ÿœ,;:]?))"
)
WORD = re.compile(r"[^\W\d_]+['’]?")
# `(...)` or `[…]` for words left out.
ELISION = re.compile(r"[(\[] ?(?:\.{3}|…) ?[)\]] ?")
