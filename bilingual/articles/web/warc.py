"""A web archive → its articles: each page of HTML once, whatever else was fetched with it."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import unquote, urlsplit

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.fields import is_web, short_field
from bilingual.articles.input_file import InputFile
from bilingual.articles.notes import with_counts
from bilingual.articles.web.html import article_of_page
from bilingual.articles.web.http_bodies import (
    PAGE_BYTES,
    UnreadableBody,
    charset_of,
    is_html,
    looks_like_html,
    unpack_body,
)
from bilingual.articles.web.warc_records import BrokenRecord, CutShort, Record, read_records
from bilingual.errors import ArticleError
from bilingual.files.scratch import Scratch

ID_CHARACTERS = 100
NOT_IN_IDS = re.compile(r"[^\w./-]+")
PAGE_ENDING = re.compile(r"\.x?html?\Z", re.IGNORECASE)
NO_ARTICLE = "no article"  # how the reader of pages says that it found none
# What every crawl has, and what is left out of it.
ABOUT_RECORDS = ("warcinfo", "request", "metadata")
REVISITS, OTHER_STATUS, NO_PAGES = "revisits of pages", "answers other than 200", "files that are no web pages"
LARGE, EMPTY = f"pages of more than {PAGE_BYTES >> 20} MiB", "pages in which no article is found"
REPEATED, OTHER_RECORDS = "pages that repeat another to the byte", "records of other kinds"


class LeftOut(Exception):
    """Why a record is none of the articles, though nothing is wrong with it."""


def read_warc(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield an article for each page in an archive, and an error for each record that is broken.

    The last article's notes count what was left out. Raises ArticleError where there is no article in it.
    """
    crawl = _Crawl(file)
    empty = True
    for found in with_counts(crawl.read(), crawl.counts):
        empty = False
        yield found
    if empty:
        only = ", ".join(f"{what}: {number:,}" for what, number in crawl.counts.items())
        raise ArticleError(f"{file.shown}: no article in this web archive{f', {only}' if only else ''}")


class _Crawl:
    """What is kept while the records of an archive come by; what was seen lies in a scratch table."""

    def __init__(self, file: InputFile) -> None:
        self.file, self.number = file, 0
        self.counts: Counter[str] = Counter()
        self._seen = Scratch(
            "CREATE TABLE pages (digest BLOB PRIMARY KEY) WITHOUT ROWID",
            "CREATE TABLE ids (id TEXT PRIMARY KEY) WITHOUT ROWID",
        )

    def read(self) -> Iterator[Article | ArticleError]:
        shown = self.file.shown
        try:
            with self.file.open() as stream:
                for record in read_records(stream, shown):
                    if isinstance(record, ArticleError):
                        yield record
                        continue
                    yield from self._found(record)
                    self.number = record.number
        except ArticleError as error:
            yield error
        except OSError as error:
            where = f"{shown}: record {self.number + 1} and all after it" if self.number else shown
            yield ArticleError(f"{where}: cannot be read: {error.strerror}")

    def _found(self, record: Record) -> Iterator[Article | ArticleError]:
        try:
            yield self._article(record)
        except LeftOut as reason:
            if str(reason):
                self.counts[f"{reason} left out"] += 1
        except CutShort:
            pass  # which is said when the next record is looked for
        except (BrokenRecord, UnreadableBody) as error:
            yield ArticleError(f"{self._where(record)}: {error}")
        except ArticleError as error:
            if NO_ARTICLE not in str(error):
                yield error
            else:
                self.counts[f"{EMPTY} left out"] += 1

    def _where(self, record: Record) -> str:
        return f"{self.file.shown}: record {record.number}"

    def _article(self, record: Record) -> Article:
        """Return the article of a record. Raises LeftOut, and ArticleError as the readers of pages and text do."""
        content, type = _page(record)
        if not content.strip():
            raise LeftOut(EMPTY)
        digest = hashlib.blake2b(content, digest_size=16).digest()
        if not self._seen.write("INSERT OR IGNORE INTO pages VALUES (?)", (digest,)):
            raise LeftOut(REPEATED)
        found = self._text(record, content) if _is_text(record) else self._read_page(record, content, type)
        article = replace(found, id=self._new_id(record))
        note = "cut off where the crawler stopped reading it"
        return replace(article, notes=(*article.notes, note)) if record.truncated else article

    def _read_page(self, record: Record, content: bytes, type: str) -> Article:
        return article_of_page(
            content,
            shown=self._where(record),
            id=self.file.stem,
            path=self.file.name,
            url=record.url or None,
            charset=charset_of(type),
        )

    def _text(self, record: Record, content: bytes) -> Article:
        """Return the article of a text that a program has taken out of a page: Common Crawl's WET files hold these."""
        decoded, where = decode(content, self._where(record)), self._where(record)
        notes = (decoded.note,) if decoded.note else ()
        return Article(
            id=self.file.stem,
            text=decoded.text,
            url=short_field(record.url, "url", where),
            path=self.file.name,
            encoding=decoded.encoding,
            notes=notes,
            extracted=True,
        )

    def _new_id(self, record: Record) -> str:
        """Return an id of the page's address, with the record's number where another page has it."""
        plain = f"{self.file.stem}/{readable_address(record.url)}"
        ids = (plain, f"{plain}-{record.number}", f"{self.file.stem}-{record.number}")  # a number comes once
        return next(id for id in ids if self._seen.write("INSERT OR IGNORE INTO ids VALUES (?)", (id,)))


def readable_address(url: str) -> str:
    """Return a short form of an address for an id: `example.org/politique/le-pont` of `https://example.org/…?page=2`."""
    try:
        parts = urlsplit(url)
        path = PAGE_ENDING.sub("", unquote(parts.path))
        words = f"{parts.hostname or parts.scheme}{path}{f'-{parts.query}' if parts.query else ''}"
    except ValueError:
        words = url.replace("://", "/")
    return NOT_IN_IDS.sub("-", words)[:ID_CHARACTERS].strip("-/.") or "page"


def _is_text(record: Record) -> bool:
    """Return whether a record is text that was taken out of a page; a plain-text `resource` is a crawler's log."""
    return record.kind == "conversion" and record.type.lower().startswith("text/plain")


def _page(record: Record) -> tuple[bytes, str]:
    """Return a page, or the text of one, and its Content-Type. Raises LeftOut for any other record."""
    if record.kind in ABOUT_RECORDS:
        raise LeftOut
    if record.kind == "response":
        return _response(record)
    if record.kind not in ("resource", "conversion"):
        raise LeftOut(REVISITS if record.kind == "revisit" else OTHER_RECORDS)
    if not (is_html(record.type) or _is_text(record)):
        raise _no_page(record)
    if record.left > PAGE_BYTES:
        raise LeftOut(LARGE)
    return record.read(), record.type


def _no_page(record: Record) -> LeftOut:
    """Return that a record is no page; of a crawler's own log and its look-ups of names nothing is said."""
    return LeftOut(NO_PAGES if is_web(record.url) else "")


def _response(record: Record) -> tuple[bytes, str]:
    if not is_web(record.url):
        raise _no_page(record)
    status, headers, start = record.read_head()
    type = headers.get("content-type", "")
    if status != 200:
        raise LeftOut(OTHER_STATUS)
    if is_html(type) is False:
        raise LeftOut(NO_PAGES)
    if record.left > PAGE_BYTES:
        raise LeftOut(LARGE)
    content = unpack_body(start + record.read(), headers)
    if len(content) > PAGE_BYTES:
        raise LeftOut(LARGE)
    if not (is_html(type) or looks_like_html(content)):
        raise LeftOut(NO_PAGES)
    return content, type
