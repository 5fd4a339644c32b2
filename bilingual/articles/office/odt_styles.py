"""The styles of an OpenDocument text → what a paragraph or a stretch in one is: ODF 1.3 part 3, 16."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.articles.office.xml_events import value_of
from bilingual.errors import ArticleError

STYLES = 100_000
DEEPEST = 50  # styles based on each other
# The names in the file are those of LibreOffice in English, whatever its language; pandoc has the same.
DOCUMENT_TITLE = "Title"
HEADING = re.compile(r"Title|Subtitle|Heading(?:_20_(?:10|[1-9]))?")
BYLINE = "Author"  # of pandoc
CAPTION = re.compile(r"Caption|(?:Table|Figure)Caption", re.IGNORECASE)
CONTENTS = re.compile(r"(?:Contents|Index|User_20_Index)_20_(?:\d{1,2}|Heading)")


@dataclass(frozen=True, slots=True, kw_only=True)
class OdtRole:
    """What a paragraph or stretch in a style is."""

    kind: str | None = None
    is_title: bool = False  # of the document
    hidden: bool = False
    in_contents: bool = False


@dataclass(slots=True)
class _Style:
    based_on: str = ""
    hidden: bool | None = None


class OdtStyles:
    """The styles by family and name: those of `styles.xml`, and those that programs make of hand-made settings."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.styles: dict[tuple[str, str], _Style] = {}
        self._style: _Style | None = None
        self._roles: dict[tuple[str, str], OdtRole] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear what a style says."""
        if name == "style:style":
            if len(self.styles) >= STYLES:
                raise ArticleError(f"{self.shown}: more than {STYLES:,} styles; save the document again")
            key = value_of(attributes, "family"), value_of(attributes, "name")
            self._style = self.styles[key] = _Style(value_of(attributes, "parent-style-name"))
        elif name == "style:text-properties" and self._style is not None:
            display = value_of(attributes, "display")
            if display:
                self._style.hidden = display == "none"

    def end(self, name: str) -> None:
        """Hear that a style ends."""
        if name == "style:style":
            self._style = None

    def data(self, text: str) -> None:
        """Hear nothing new: styles are attributes."""

    def role(self, family: str, name: str) -> OdtRole:
        """Return what a paragraph (`paragraph`) or stretch (`text`) is by its style."""
        key = family, name
        role = self._roles.get(key)
        if role is None:
            role = self._role(family, name)
            if key in self.styles:
                self._roles[key] = role
        return role

    def _role(self, family: str, name: str) -> OdtRole:
        names: list[str] = []
        hidden: bool | None = None
        while name and len(names) < DEEPEST:
            names.append(name)
            style = self.styles.get((family, name), _Style())
            hidden = style.hidden if hidden is None else hidden
            name = style.based_on
        if family == "paragraph":
            if any(CONTENTS.fullmatch(one) for one in names):
                return OdtRole(in_contents=True)
            if BYLINE in names:
                return OdtRole(kind="byline", hidden=bool(hidden))
            if any(CAPTION.fullmatch(one) for one in names):
                return OdtRole(kind="caption", hidden=bool(hidden))
            if any(HEADING.fullmatch(one) for one in names):
                return OdtRole(kind="title", is_title=DOCUMENT_TITLE in names, hidden=bool(hidden))
        return OdtRole(hidden=bool(hidden))
