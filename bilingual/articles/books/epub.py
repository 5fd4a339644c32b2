"""An EPUB book → its chapters, an article each, in the order of the book's spine."""

import posixpath
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from zipfile import ZipFile

from lxml import etree

from bilingual.articles.article import Article
from bilingual.articles.books.epub_package import Book, Part, read_book
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import InputFile
from bilingual.articles.notes import with_counts
from bilingual.articles.packages import open_package, read_part
from bilingual.articles.web.html_marks import tag_of, types_of
from bilingual.articles.web.html_trees import parse_xhtml
from bilingual.articles.web.xhtml import read_tree
from bilingual.errors import ArticleError

CHAPTER_BYTES = 32 << 20  # readers of books have trouble from 300 kB on
COVER_NAME = re.compile(r"(?i)(?:cover|couverture)[\W_]*(?:page)?[\W_]*\d*")
LONGEST_COVER = 200
LEAST_LINKS = 5  # a part of at least so many links that are nearly all of its text is the contents
LINKED = 0.8
COVER, CONTENTS, PICTURES = "cover left out", "contents left out", "parts without text left out"
ID_CHARACTERS = re.compile(r"[^\w.-]+")
LONGEST_ID = 60
LETTER = re.compile(r"[^\W\d_]")


def read_epub(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the chapters of a book that have text, and for each that cannot be read the error that names it.

    A chapter is a part of the spine, also one that is not in the linear order, such as notes; what was left out of the
    book as a whole is noted at its last chapter. Raises ArticleError for what is no EPUB book, is protected, or has no
    chapter with text.
    """
    with open_package(file, "an EPUB book") as archive:
        book = read_book(archive, file.shown)
        reader = _BookReader(file, archive, book)
        empty = True
        for found in with_counts(reader.read_all(), reader.counts):
            empty = False
            yield found
        if empty:
            raise ArticleError(f"{file.shown}: no chapter with text in this book{_only(reader.counts)}")


def _only(counts: Counter[str]) -> str:
    return f", only {', '.join(what.removesuffix(' left out') for what in counts)}" if counts else ""


class _BookReader:
    """Reads parts of one book; `counts` says what was left out of it as a whole."""

    def __init__(self, file: InputFile, archive: ZipFile, book: Book) -> None:
        self.file, self.archive, self.book = file, archive, book
        self.counts: Counter[str] = Counter()

    def read_all(self) -> Iterator[Article | ArticleError]:
        """Yield the chapters, and for each that cannot be read the error that names it."""
        for number, part in enumerate(self.book.parts, 1):
            try:
                article = self._read(part, number)
            except ArticleError as error:
                yield error
            else:
                if article:
                    yield article

    def _read(self, part: Part, number: int) -> Article | None:
        """Return the article of a part, None where there is no text in it that is the book's own."""
        what = self._beside_the_text(part)
        if what is None:
            where = f"{self.file.shown}: chapter {number}"
            content = self._content(part, where)
            root, note = parse_xhtml(content, where)
            page = ExtractedText()
            language = read_tree(root, page, self.book.fields["language"])
            what = _what_it_is(root, part, page)
            if what is None:
                return self._article(part, number, page, (language, note))
            self.counts.update(page.counts)
        self.counts[what] += 1
        return None

    def _beside_the_text(self, part: Part) -> str | None:
        if not part.is_text:
            return PICTURES
        if part.name in self.book.covers:
            return COVER
        return CONTENTS if part.name in self.book.contents else None

    def _content(self, part: Part, where: str) -> bytes:
        if not part.href:
            raise ArticleError(f"{where}: {part.id!a} is in the book's order but not in its list of parts")
        if part.name is None:
            raise ArticleError(f"{where}: {part.href!a} lies outside of the book; nothing is fetched")
        try:
            size = self.archive.getinfo(part.name).file_size
        except KeyError as error:
            raise ArticleError(f"{where}: {part.name!a} is missing; save the book again") from error
        if size > CHAPTER_BYTES:
            raise ArticleError(f"{where}: {part.name!a} has more than {CHAPTER_BYTES >> 20} MiB; divide it")
        return read_part(self.archive, part.name, where)

    def _article(self, part: Part, number: int, page: ExtractedText, said: tuple[str | None, str | None]) -> Article:
        language, note = said
        name = part.name or ""
        fields = {**self.book.fields, "title": self._title(name, page), "language": language}
        article = extracted_article(
            self.file,
            page,
            fields,
            id=f"{self.file.stem}/{self._id(name, number)}",
            path=f"{self.file.name}/{name}",
            notes=filter(None, ("text extracted from EPUB", note)),
        )
        # A date or a publisher in the text of a novel is not the book's.
        return replace(article, date=fields["date"], publisher=fields["publisher"])

    def _title(self, name: str, page: ExtractedText) -> str | None:
        """Return the book's title with what the navigation calls the chapter, else with its first heading."""
        label = self.book.labels.get(name) or ""
        heading = label if LETTER.search(label) else page.title or label  # Calibre lists links too: `[1]`
        both = [heading for heading in (self.book.title, heading) if heading]
        return " – ".join(dict.fromkeys(both)) or None

    def _id(self, name: str, number: int) -> str:
        width = max(2, len(str(len(self.book.parts))))
        stem = ID_CHARACTERS.sub("-", posixpath.splitext(posixpath.basename(name))[0])[:LONGEST_ID].strip("-")
        return f"{number:0{width}}-{stem}" if stem else f"{number:0{width}}"


def _what_it_is(root: Any, part: Part, page: ExtractedText) -> str | None:  # noqa: ANN401 - lxml has no types
    """Return as what a part is left out that turns out to be no chapter; None for a chapter."""
    if not page:
        return PICTURES
    body = next((element for element in root.iter("{*}body") if tag_of(element) == "body"), root)
    types = types_of(body)
    if not types.isdisjoint(("toc", "landmarks", "page-list")):
        return CONTENTS
    if _linked_characters(root) >= LINKED * len(page):
        return CONTENTS
    stem = posixpath.splitext(posixpath.basename(part.name or ""))[0]
    is_cover = "cover" in types or COVER_NAME.fullmatch(stem) or COVER_NAME.fullmatch(part.id)
    return COVER if is_cover and len(page) <= LONGEST_COVER else None


def _linked_characters(root: Any) -> int:  # noqa: ANN401
    """Return how many characters lead to other parts of the book; 0 where few links do."""
    links = inside = characters = 0
    for event, element in etree.iterwalk(root, events=("start", "end")):
        is_link = tag_of(element) == "a" and element.get("href") and "://" not in element.get("href")
        if is_link:
            links, inside = links + (event == "start"), inside + (1 if event == "start" else -1)
        if inside:
            characters += len(((element.text if event == "start" else element.tail) or "").strip())
    return characters if links >= LEAST_LINKS else 0
