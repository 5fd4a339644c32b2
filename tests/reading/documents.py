"""Documents as tests make them, and copies of them as other programs read them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from bilingual.articles import Article
from bilingual.dataset.documents import Document, Segment
from bilingual.dataset.manifest import Manifest
from bilingual.exports.formats import FORMATS
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair, Skipped
from tests.exports.pairs import pair

VOID = {"meta", "input", "wbr", "br", "link"}


def skipped(number: int, text: str, reason: str = "language", **fields: Any) -> Skipped:
    plain = Skipped(id=f"{number:016x}", article_id="article", paragraph=0, sentence=number, start=0, end=1, text=text,
                    kind="sentence", lang="fr", reason=reason)  # fmt: skip
    return replace(plain, **fields)


def document(segments: Iterable[Segment], **fields: Any) -> Document:
    plain = Document.of(Article(id="article", text=""), (), ())
    return replace(plain, text=None, segments=tuple(segments), **fields)


def many(articles: int, sentences: int) -> list[Document]:
    """Articles of short pairs, no two with one id."""
    return [
        document(
            [pair(n * sentences + each, "Un.", "One.") for each in range(sentences)], id=f"a{n}", title=f"Titre {n}"
        )
        for n in range(articles)
    ]


def write(
    name: str, documents: Iterable[Document], folder: Path, manifest: Manifest, selection: Selection | None = None
):
    """Write documents in a format; return how many characters it replaced."""
    folder.mkdir(parents=True, exist_ok=True)
    files = FORMATS[name].make(folder, "pairs", manifest, ExportOptions())
    for each in documents:
        files.add_document(each, selection or Selection())
    files.close()
    return files.replaced


@dataclass
class Element:
    tag: str
    attributes: dict[str, str | None]
    text: str = ""
    own: str = ""
    children: list["Element"] = field(default_factory=list)

    def all(self, tag: str = "", kind: str = "") -> list["Element"]:
        """The elements in this one, in order, of a tag or a class."""
        found = [
            each
            for each in self.children
            if (not tag or each.tag == tag) and (not kind or kind in (each.attributes.get("class") or "").split())
        ]
        return [*found, *(deep for each in self.children for deep in each.all(tag, kind))]


class Page(HTMLParser):
    """A page as its elements; fails where a tag is not closed by its own."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.root = Element("", {})
        self._open = [self.root]
        self.feed(content)
        self.close()
        assert self._open == [self.root]
        self.by_id = {each.attributes["id"]: each for each in self.root.all() if "id" in each.attributes}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, dict(attrs))
        self._open[-1].children.append(element)
        if tag not in VOID:
            self._open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self._open.pop().tag == tag

    def handle_data(self, data: str) -> None:
        self._open[-1].own += data
        for each in self._open:
            each.text += data


def read(path: Path) -> Page:
    return Page(path.read_text(encoding="utf-8"))


def shown(segments: Sequence[Segment]) -> list[str]:
    """The French of segments, as it was read."""
    return [each.fr if isinstance(each, Pair) else each.text for each in segments]
