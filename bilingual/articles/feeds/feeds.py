"""A feed (RSS, Atom, JSON Feed) that was saved as a file → its entries, an article each."""

import hashlib
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, urlsplit

from bilingual.articles.article import Article
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.feeds.entries import HTML, LINES, Entry, Feed, read_feed
from bilingual.articles.input_file import InputFile
from bilingual.articles.languages import language_code
from bilingual.articles.notes import with_counts
from bilingual.articles.web.html_trees import parse_html
from bilingual.articles.web.xhtml import browser_line, read_tree
from bilingual.errors import ArticleError

ONLY_SUMMARY, ESCAPED = "only a summary in the feed", "HTML that was escaped twice"
REPEATED, EMPTY = "repeated entries left out", "entries without text left out"
TAG = re.compile(r"<[A-Za-z/!]")
ESCAPED_TAG = re.compile(
    r"&lt;/?(?:p|div|br|a|img|span|[uo]l|li|h[1-6]|em|strong|b|i|blockquote|figure)\b[^<>]{0,400}?&gt;", re.IGNORECASE
)
MARKUP = re.compile(r"[<&]")
BLANK_LINE = re.compile(r"\n[ \t\r]*\n")
FILE_ENDING = re.compile(r"\.(?:html?|php\d?|aspx?)\Z", re.IGNORECASE)
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
LETTERS = re.compile(r"[a-z]{3}")
# The line that WordPress sets below each entry, in English and in French.
FOOTER = re.compile(
    r"The post .{1,500} (?:appeared first|first appeared) on .{1,200}\."
    r"|(?:L[’']|Cet )article .{1,500} est apparu en premier sur .{1,200}\."
)
LONGEST_SLUG = 40
DIGEST_BYTES = 5


def read_feeds(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the entries of a feed that have text, and for each that cannot be read the error that names it.

    An entry that stands twice in a feed is one article; what was left out of the feed as a whole is noted at its last.
    Raises ArticleError for what is no feed, or holds no text.
    """
    feed = read_feed(file.read(), file.shown)
    reader = _FeedReader(file, feed)
    empty = True
    for found in with_counts(reader.read_all(), reader.counts):
        empty = False
        yield found
    if empty:
        raise ArticleError(f"{file.shown}: no entry with text in this feed")


class _FeedReader:
    """Reads the entries of one feed; `counts` says what was left out of it as a whole."""

    def __init__(self, file: InputFile, feed: Feed) -> None:
        self.file, self.feed = file, feed
        self.counts: Counter[str] = Counter()
        self.texts: dict[bytes, set[bytes]] = {}  # digests of the texts by those of the keys
        self.publisher = _plain(feed.title, file.shown) or None

    def read_all(self) -> Iterator[Article | ArticleError]:
        """Yield the entries that have text, and for each that cannot be read the error that names it."""
        for number, entry in enumerate(self.feed.entries, 1):
            try:
                article = self._read(entry, number)
            except ArticleError as error:
                yield error
            else:
                if article:
                    yield article

    def _read(self, entry: Entry, number: int) -> Article | None:
        """Return the article of an entry, None where it has no text or was there before."""
        where = f"{self.file.shown}: entry {number}"
        page = ExtractedText()
        language = _read_text(entry, page, where)
        if not page:
            self.counts[EMPTY] += 1
            return None
        name = self._name(entry, page.text, _plain(entry.title, where))
        if name is None:
            self.counts[REPEATED] += 1
            return None
        if entry.is_summary:
            page.counts[ONLY_SUMMARY] += 1
        fields = {
            "title": _plain(entry.title, where),
            "author": _plain(entry.author or "", where),
            "date": entry.date,
            "url": entry.url,
            "publisher": self.publisher,
            "language": language,
        }
        notes = ("text extracted from a feed", *self.feed.notes)
        id, encoding = f"{self.file.stem}/{name}", self.feed.encoding
        return extracted_article(self.file, page, fields, id=id, encoding=encoding, notes=notes)

    def _name(self, entry: Entry, text: str, title: str) -> str | None:
        """Return a name that the entry keeps in later copies of the feed: words of its address, a digest of its key.

        None for an entry that was there. Where several that are not the same have one key, the text tells them apart.
        """
        key = (entry.key or f"{entry.url}\n{title}\n{entry.date}\n{text}").encode("utf-8", "replace")
        digest, of_text = _digest(key), _digest(text.encode("utf-8", "replace"))
        before = self.texts.setdefault(digest, set())
        if of_text in before:
            return None
        if before:
            digest = _digest(digest + of_text)
        before.add(of_text)
        return "-".join(filter(None, (_slug(entry.url, title), digest.hex())))


def _read_text(entry: Entry, page: ExtractedText, where: str) -> str | None:
    """Add the text of an entry; return its language."""
    language, text = language_code(entry.language), entry.text.replace("\r\n", "\n").replace("\r", "\n")
    if entry.form == HTML and not TAG.search(text) and ESCAPED_TAG.search(text):
        text = unescape(text)
        page.counts[ESCAPED] += 1
    if entry.form == HTML and TAG.search(text):
        language = read_tree(parse_html(text, where), page, language)
        _mark_footer(page)
        return language
    for paragraph in BLANK_LINE.split(unescape(text) if entry.form == HTML else text):
        page.add(paragraph.split("\n") if entry.form == LINES else [browser_line(paragraph)])
    return language


def _mark_footer(page: ExtractedText) -> None:
    text = page.text
    start = text.rfind("\n\n") + 2
    if start > 1 and FOOTER.fullmatch(text, start):
        page.marked.append((start, "boilerplate"))


def _plain(value: str, where: str) -> str:
    """Return the words of a title or a name, in which feeds write HTML too."""
    if not MARKUP.search(value):
        return browser_line(value).strip()
    page = ExtractedText()
    try:
        read_tree(parse_html(f"<div>{value}</div>", where), page)
    except ArticleError:
        return ""
    return browser_line(page.text)


def _slug(url: str | None, title: str) -> str:
    """Return the last words of an address, else those of the title, in ASCII."""
    try:
        address = urlsplit(url or "")
        last = "" if address.query else unquote(address.path.rstrip("/").rpartition("/")[2])
    except ValueError:
        last = ""
    for words in (FILE_ENDING.sub("", last), title):
        plain = unicodedata.normalize("NFKD", words[: 4 * LONGEST_SLUG]).encode("ascii", "ignore").decode().lower()
        slug = NOT_IN_SLUG.sub("-", plain).strip("-")
        if LETTERS.search(slug):
            return (
                slug
                if len(slug) <= LONGEST_SLUG
                else slug[: LONGEST_SLUG + 1].rpartition("-")[0] or slug[:LONGEST_SLUG]
            )
    return ""


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()
