"""The styles of a Word document → what a paragraph or a stretch in one is: ECMA-376 part 1, 17.7."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from bilingual.articles.office.xml_events import value_of
from bilingual.errors import ArticleError

STYLES = 100_000
BODY_LEVEL = 9  # an outline level that says: no heading
OFF = ("0", "false", "off")
# Word keeps the English names of its own styles in every language; other programs translate them.
DOCUMENT_TITLE = re.compile(r"title|titre", re.IGNORECASE)
HEADING = re.compile(r"(?:heading|titre|title) ?[1-9]|sub-?title|sous-?titre|heading|titre principal", re.IGNORECASE)
BYLINE = re.compile(r"author|auteur", re.IGNORECASE)  # of pandoc and of many templates
CAPTION = re.compile(r"caption|légende|image caption|table caption", re.IGNORECASE)
CONTENTS = re.compile(
    r"(?:toc|tm|contents|index|user index|illustration index) ?(?:[1-9]|heading)|table of figures|toa heading",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """What a paragraph in a style is: `kind` is that of its lines, `level` is 0 for its title, 1 for chapters."""

    kind: str | None = None
    level: int = BODY_LEVEL
    in_list: bool = False
    hidden: bool = False
    in_contents: bool = False


@dataclass(slots=True, kw_only=True)
class Style:
    """A style: its own settings; None where it takes those of the style it is based on."""

    name: str = ""
    based_on: str = ""
    level: int | None = None
    in_list: bool | None = None
    hidden: bool | None = None


class Styles:
    """The styles by their ids; hears the events of the part that holds them."""

    def __init__(self, shown: str) -> None:
        self.shown = shown
        self.styles: dict[str, Style] = {}
        self._style: Style | None = None
        self._roles: dict[str, Role] = {}

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear what a style says."""
        if name == "w:style":
            if len(self.styles) >= STYLES:
                raise ArticleError(f"{self.shown}: more than {STYLES:,} styles; save the document again")
            self._style = self.styles.setdefault(value_of(attributes, "styleId"), Style())
        elif self._style is not None:
            self._set(self._style, name, value_of(attributes, "val"))

    def end(self, name: str) -> None:
        """Hear that a style ends."""
        if name == "w:style":
            self._style = None

    def data(self, text: str) -> None:
        """Hear nothing new: styles are attributes."""

    def _set(self, style: Style, name: str, value: str) -> None:
        if name == "w:name":
            style.name = value.strip()[:100]
        elif name == "w:basedOn":
            style.based_on = value
        elif name == "w:outlineLvl":
            style.level = outline_level(value)
        elif name == "w:numId":
            style.in_list = value != "0"
        elif name == "w:vanish":
            style.hidden = value not in OFF

    def role(self, style_id: str) -> Role:
        """Return what a paragraph or stretch is by its style."""
        role = self._roles.get(style_id)
        if role is None:
            role = _role_of(self._chain(style_id))
            if style_id in self.styles:
                self._roles[style_id] = role
        return role

    def _chain(self, style_id: str) -> list[Style]:
        """Return a style and those that it is based on, its own first."""
        found: dict[str, Style] = {}
        while style_id in self.styles and style_id not in found and len(found) < 50:
            found[style_id] = self.styles[style_id]
            style_id = found[style_id].based_on
        return list(found.values())


def outline_level(value: str) -> int:
    """Return an outline level, `BODY_LEVEL` for what is none."""
    return int(value) if value in "012345678" and value else BODY_LEVEL


def _role_of(chain: list[Style]) -> Role:
    """Return what a paragraph is by the chain of its style."""
    level = next((style.level for style in chain if style.level is not None), None)
    named = [style.name for style in chain]
    hidden = next((style.hidden for style in chain if style.hidden is not None), False)
    in_list = next((style.in_list for style in chain if style.in_list is not None), False)
    if any(CONTENTS.fullmatch(name) for name in named[:1]):
        return Role(in_contents=True)
    if any(DOCUMENT_TITLE.fullmatch(name) for name in named[:2]):
        return Role(kind="title", level=0, hidden=hidden)
    if any(BYLINE.fullmatch(name) for name in named):
        return Role(kind="byline", hidden=hidden)
    if any(CAPTION.fullmatch(name) for name in named):
        return Role(kind="caption", hidden=hidden)
    if level is None and any(HEADING.fullmatch(name) for name in named):
        return Role(kind="title", level=1 if named[0][-1:] in ("", "1") else 2, hidden=hidden)
    if level is not None and level < BODY_LEVEL:
        return Role(kind="title", level=level + 1, hidden=hidden)
    return Role(in_list=in_list, hidden=hidden)
