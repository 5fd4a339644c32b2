r"""Text → what a person can safely look at: no character of it acts on a terminal or a page, and none hides.

One form throughout: `\n`, `\t`, `\r`; `\x1b` for the other ASCII controls; `\u202e` and `\U000e0041` for the rest; and
`\xe9` for a byte of a file name that is no UTF-8, which Python carries as U+DCE9.
"""

import re

_NAMED = {"\n": "\\n", "\t": "\\t", "\r": "\\r"}
# Controls, surrogates and line separators, then Default_Ignorable_Code_Point (Unicode 16, DerivedCoreProperties.txt),
# which holds every control of direction, and the interlinear marks. The two joiners and the variation selectors are
# left where words and emoji need them, one after a character; a second in a row could only carry something hidden.
_CONTROLS = "\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff"
_IGNORED = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"
)
_JOINERS = "\u200c\u200d"
_SELECTORS = "\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef"
HIDDEN = re.compile(
    f"[{_CONTROLS}{_IGNORED}]|(?<=[{_JOINERS}])[{_JOINERS}]|(?<=[{_SELECTORS}])[{_SELECTORS}]|\\A[{_JOINERS}{_SELECTORS}]"
)
# One class, which `re` searches ten times as fast: most texts have none of these.
_SUSPECT = re.compile(f"[{_CONTROLS}{_IGNORED}{_JOINERS}{_SELECTORS}]")


def visible(text: str, kept: str = "") -> str:
    """Return a text with an escape for every character that acts or cannot be seen, but those in `kept`.

    It is for people: a backslash of the text stays as it is, so the text cannot be read back from the result.
    """
    if not _SUSPECT.search(text):
        return text
    return HIDDEN.sub(lambda found: found[0] if found[0] in kept else _escape(found[0]), text)


def _escape(character: str) -> str:
    code = ord(character)
    if 0xDC80 <= code <= 0xDCFF:
        return f"\\x{code - 0xDC00:02x}"
    if code < 0x80:
        return _NAMED.get(character, f"\\x{code:02x}")
    return f"\\u{code:04x}" if code <= 0xFFFF else f"\\U{code:08x}"
