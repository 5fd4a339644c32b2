"""The bytes of a feed → what it says of itself and its entries: RSS and Atom by feedparser, JSON Feed as it stands.

Sources: RSS 2.0 (RSS Advisory Board), Atom (RFC 4287), JSON Feed 1.1 (jsonfeed.org). Nothing is fetched: feedparser
gets a stream, never a string, which it would take for an address or a file's name.
"""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from email.utils import parsedate_to_datetime
from io import BytesIO
from typing import Any

import feedparser

from bilingual.articles.decoding import decode, decode_page
from bilingual.articles.feeds.heads import JSON_FEED
from bilingual.articles.fields import is_web, iso_day
from bilingual.articles.parser_errors import PARSER_ERRORS, told
from bilingual.articles.web.html_trees import FIRST_ELEMENT, with_numbers
from bilingual.errors import ArticleError

FEED_BYTES = 32 << 20  # feedparser holds ten times as much
HEAD_BYTES = 1 << 16  # before the first element
NO_FEED = "no RSS, Atom or JSON feed; other XML and JSON is not read: give its text as .txt or .jsonl"
DECLARATION = re.compile(r"\A\s{0,99}<\?xml[^<>]{0,300}\?>")
ENTITY = re.compile(rb"<!ENTITY")
PLAIN_ENTITY = re.compile(rb"<!ENTITY\s{1,9}[\w.-]{1,40}\s{1,9}(?:\"[^\"&%<]{0,400}\"|\"&#\w{1,9};\")\s{0,9}>")
ADDRESSED = re.compile(r"\s*[^\s@()]{1,100}@[^\s@()]{1,255}\s{1,9}\(([^()]{1,500})\)\s*")
HTML, PLAIN, LINES = "html", "plain", "lines"  # of what kind a text is


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry as the feed gives it; `form` says whether its text is HTML, plain, or plain with lines of its own."""

    key: str  # by which the feed tells it from others
    text: str
    form: str
    is_summary: bool
    title: str
    author: str | None
    date: str | None
    url: str | None
    language: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A feed; `notes` are on how it was read."""

    title: str
    entries: Iterator[Entry]
    encoding: str
    notes: tuple[str, ...]


def read_feed(content: bytes, shown: str) -> Feed:
    """Read a feed. Raises ArticleError for what is none, is too large or declares entities of entities."""
    if len(content) > FEED_BYTES:
        raise ArticleError(f"{shown}: a feed of more than {FEED_BYTES >> 20} MiB; divide it")
    if content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"{", b"[")):
        return _json_feed(content, shown)
    decoded = decode_page(content, shown)
    body = DECLARATION.sub("", decoded.text, count=1).lstrip().encode("utf-8", "replace")
    first = FIRST_ELEMENT.search(body, 0, HEAD_BYTES)
    if first is None:
        raise ArticleError(f"{shown}: {NO_FEED}")
    head = body[: first.start()]
    if len(ENTITY.findall(head)) != len(PLAIN_ENTITY.findall(head)):
        raise ArticleError(f"{shown}: its XML declares entities of entities, which no feed needs")
    found = _parse(with_numbers(body), shown)
    notes = filter(None, (decoded.note, "its XML is broken, read as far as it goes" if _is_broken(found) else None))
    return Feed(
        title=found.feed.get("title") or "",
        entries=(_entry(entry, found) for entry in found.entries),
        encoding=decoded.encoding,
        notes=tuple(notes),
    )


def _parse(content: bytes, shown: str) -> Any:  # noqa: ANN401 - feedparser has no types of its own
    stream = BytesIO(b'<?xml version="1.0" encoding="utf-8"?>\n' + content)
    said = {"content-type": "application/xml; charset=utf-8"}
    try:
        found = feedparser.parse(stream, response_headers=said, resolve_relative_uris=False, sanitize_html=False)
    except PARSER_ERRORS as error:
        raise ArticleError(f"{shown}: this feed cannot be read: {told(error)}") from error
    if not found.version and not found.entries:
        raise ArticleError(f"{shown}: {NO_FEED}")
    return found


def _is_broken(found: Any) -> bool:  # noqa: ANN401
    """Return whether the XML was not well-formed: what feedparser says of encodings is known better here."""
    return bool(found.bozo) and not isinstance(found.get("bozo_exception"), feedparser.CharacterEncodingOverride)


def _entry(entry: Any, found: Any) -> Entry:  # noqa: ANN401
    contents = [
        one for one in entry.get("content") or () if _form(one.get("type")) and (one.get("value") or "").strip()
    ]
    best = next(iter(contents), None) or entry.get("summary_detail") or {}
    names = [str(name) for one in entry.get("authors") or () if (name := one.get("name"))]
    inherited = found.feed.get("author") if found.version.startswith("atom") else None  # RFC 4287, 4.2.1
    url = _address(entry.get("feedburner_origlink")) or _address(entry.get("link"))
    return Entry(
        key=entry.get("id") or url or "",
        text=best.get("value") or "",
        form=_form(best.get("type")) or HTML,
        is_summary=not contents,
        title=entry.get("title") or "",
        author=_addressed(entry) or "; ".join(dict.fromkeys(names)) or entry.get("author") or inherited,
        date=_date(entry, "published") or _date(entry, "updated"),
        url=url,
        language=best.get("language") or found.feed.get("language"),
    )


def _addressed(entry: Any) -> str | None:  # noqa: ANN401
    """Return the name behind the address of RSS: feedparser cuts addresses in `.paris` and other long domains."""
    found = ADDRESSED.fullmatch(str(entry.get("author") or ""))
    return found[1].strip() if found else None


def _form(type: str | None) -> str | None:
    """Return of what kind a text of a media type is; None for a picture or data."""
    if type in (None, "", "text/html", "application/xhtml+xml"):
        return HTML
    return PLAIN if type == "text/plain" else None


def _date(entry: Any, name: str) -> str | None:  # noqa: ANN401
    """Return the day as the feed writes it, in the time zone of who wrote it; else the day in UTC."""
    written = dict.get(entry, name)  # feedparser's own way gives other dates for those that lack, and warns
    if isinstance(written, str):
        if day := iso_day(written):
            return day
        try:
            return parsedate_to_datetime(written).date().isoformat()
        except (ValueError, TypeError, IndexError, OverflowError):
            pass
    parsed = dict.get(entry, f"{name}_parsed")
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None


def _address(value: Any) -> str | None:  # noqa: ANN401
    return value.strip() if isinstance(value, str) and is_web(value.strip()) else None


def _json_feed(content: bytes, shown: str) -> Feed:
    decoded = decode(content, shown)
    try:
        feed = json.loads(decoded.text)
    except (ValueError, RecursionError) as error:
        why = "nested too deep" if isinstance(error, RecursionError) else str(error)
        raise ArticleError(f"{shown}: not a feed: broken JSON: {why}") from error
    if not isinstance(feed, dict) or not JSON_FEED.match(str(feed.get("version")).encode("utf-8", "replace")):
        raise ArticleError(f"{shown}: {NO_FEED}")
    items = feed.get("items")
    entries = (_item(item, feed) for item in items if isinstance(item, dict)) if isinstance(items, list) else iter(())
    notes = (decoded.note,) if decoded.note else ()
    return Feed(title=_string(feed, "title"), entries=entries, encoding=decoded.encoding, notes=notes)


def _item(item: Mapping[str, Any], feed: Mapping[str, Any]) -> Entry:
    html, text = _string(item, "content_html"), _string(item, "content_text")
    url = _address(item.get("url"))
    return Entry(
        key=_string(item, "id") or url or "",
        text=html or text or _string(item, "summary"),
        form=HTML if html.strip() else LINES,
        is_summary=not (html.strip() or text.strip()),
        title=_string(item, "title"),
        author=_names(item) or _names(feed),
        date=iso_day(_string(item, "date_published") or _string(item, "date_modified")),
        url=url,
        language=_string(item, "language") or _string(feed, "language"),
    )


def _names(item: Mapping[str, Any]) -> str | None:
    """Return the names of the authors: a list in JSON Feed 1.1, one in 1."""
    authors = item.get("authors")
    every = authors if isinstance(authors, list) else [item.get("author")]
    names = (_string(author, "name") for author in every if isinstance(author, dict))
    return "; ".join(dict.fromkeys(filter(None, names))) or None


def _string(item: Mapping[str, Any], key: str) -> str:
    value = item.get(key)
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""
