"""Text as XML 1.0 holds it; written here, never read."""

import re
from collections.abc import Mapping
from xml.sax.saxutils import escape, quoteattr

# All that the production `Char` of XML 1.0 (fifth edition, 2.2) leaves out.
ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n'
# A parser turns a bare return into a line feed (XML 1.0, 2.11); this one stays.
_RETURN = {"\r": "&#13;"}


class XmlText:
    """Escapes texts; `replaced` counts the characters that XML does not have and that became U+FFFD."""

    def __init__(self) -> None:
        self.replaced = 0

    def content(self, text: str) -> str:
        """Return a text as the content of an element."""
        return escaped(self._legal(text))

    def attributes(self, values: Mapping[str, str | None]) -> str:
        """Return attributes, each behind a blank; those without a value are left out."""
        return "".join(f" {name}={quoteattr(self._legal(value))}" for name, value in values.items() if value)

    def _legal(self, text: str) -> str:
        legal, count = ILLEGAL.subn(REPLACEMENT, text)
        self.replaced += count
        return legal


def escaped(legal: str) -> str:
    """Return a text without illegal characters as the content of an element."""
    return escape(legal, _RETURN)
