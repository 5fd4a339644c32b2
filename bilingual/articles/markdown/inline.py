"""The marks within a paragraph of Markdown → its words."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from bilingual.articles.left_out import COMMENTS
from bilingual.text.lines import one_line

if TYPE_CHECKING:
    from markdown_it.token import Token

WIDEST = 130  # a longer line was not wrapped: it is a paragraph, and the next one another
_BLOCKS_WORDS = """
address article aside blockquote br center dd details div dl dt figcaption figure footer form h1 h2 h3 h4 h5 h6
header hr li main nav ol p section summary table tbody td th thead tr ul
"""
BLOCKS = frozenset(_BLOCKS_WORDS.split())
TAG = re.compile(r"</?([a-zA-Z][\w-]*)")
ITEM = re.compile(r"[•▪■◦►●○→✓✔✅☑]\s|[a-h][.)]\s|\(@\w{0,20}\)\s")  # a list that Markdown does not know
STRONG = re.compile(r"(?<![*\d])\*\*(?![*\d])")
BLANKS = re.compile(r"[ \t]{2,}")
ALT = re.compile(r"\b(?:alt|title)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph: its lines, which only hard breaks part, and the captions of the pictures in it."""

    lines: list[str]
    captions: list[str]


@dataclass(slots=True)
class _Growing:
    """The lines while they are read: a list of soft lines for each hard one."""

    lines: list[list[str]] = field(default_factory=lambda: [[""]])
    captions: list[str] = field(default_factory=list)

    def add(self, text: str) -> None:
        self.lines[-1][-1] += text


def read_words(tokens: Iterable["Token"], counts: Counter[str]) -> Words:
    """Read the tokens of a paragraph; `counts` learns of the comments that are left out."""
    growing = _Growing()
    for token in tokens:
        if token.type == "softbreak":
            growing.lines[-1].append("")
        elif token.type == "hardbreak":
            growing.lines.append([""])
        elif token.type == "image":
            _add_captions(growing, [_plain(token), str(token.attrs.get("title") or "")])
        elif token.type == "html_inline":
            _read_tag(growing, token.content, counts)
        else:
            growing.add(_without_strays(token.content) if token.type == "text" else token.content)
    lines = [line for soft in growing.lines for line in _joined(soft)]
    return Words(lines, growing.captions)


def _without_strays(text: str) -> str:
    """Text without pairs of `**` that the parser could not match, for a blank (`**très **important`) or a quote."""
    number = len(STRONG.findall(text)) if "**" in text else 0
    return text if not number or number % 2 else STRONG.sub("", text)


def _plain(image: "Token") -> str:
    """Return the text that stands for a picture."""
    return "".join(child.content if child.type != "image" else _plain(child) for child in image.children or ())


def _add_captions(growing: _Growing, captions: Iterable[str]) -> None:
    for caption in dict.fromkeys(one_line(caption).strip() for caption in captions):
        if caption:
            growing.captions.append(caption)


def _read_tag(growing: _Growing, content: str, counts: Counter[str]) -> None:
    if content.startswith("<!--"):
        counts[COMMENTS] += 1
        return
    found = TAG.match(content)
    name = found[1].lower() if found else ""
    if name in BLOCKS:
        growing.lines.append([""])
    elif name == "img":
        _add_captions(growing, (one or other for one, other in ALT.findall(content)))


def _joined(soft: list[str]) -> Iterable[str]:
    """One line of the lines that were wrapped; a line too long to be wrapped, or an item, is one of its own."""
    group: list[str] = []
    for line in soft:
        if group and (max(len(group[-1]), len(line)) > WIDEST or ITEM.match(line)):
            yield _as_line(group)
            group = []
        group.append(line)
    yield _as_line(group)


def _as_line(group: Iterable[str]) -> str:
    """Return wrapped lines as one, with single blanks, as a page shows them."""
    return BLANKS.sub(" ", one_line("\n".join(group)))
