"""The one table of input formats: which files are read, by what, and what an article is there."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec

from bilingual.articles.article import Article
from bilingual.articles.feeds.heads import is_feed
from bilingual.articles.input_file import InputFile
from bilingual.articles.markdown.markdown import read_markdown
from bilingual.articles.plain_text import read_text
from bilingual.articles.tables.jsonl import read_jsonl
from bilingual.errors import ArticleError

Found = Article | ArticleError
Read = Callable[[InputFile], Iterable[Found]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """How a file is read: its articles, and an error for each part at fault.

    `name` is what people call such files, `article` what an article is in one; with `rows` a file holds many, with
    `columns` they have the fields of an article under names that the user can give. `needs` are the packages that the
    reader imports beside the standard library and what a build needs anyway, as pip names them. Where `recognises` is
    given, a file in a folder is such a one only if that says so of its first `HEAD_BYTES`; others have the ending too.
    """

    name: str
    article: str
    read: Read
    rows: bool = False
    columns: bool = False
    needs: tuple[str, ...] = ()
    recognises: Callable[[bytes], bool] | None = None


HEAD_BYTES = 4_096
PACKAGES = ("lxml", "lxml_html_clean", "feedparser", "warcio", "pypdf", "trafilatura")  # named as what they bring is


def _each(read: Callable[[InputFile], Article]) -> Read:
    """Return the reader of files that hold one article each."""

    def read_one(file: InputFile) -> Iterator[Found]:
        yield read(file)

    return read_one


def _later(place: str) -> Callable[[InputFile], Iterable[Found]]:
    """Return the reader `read_NAME` of the module `PACKAGE.NAME`, imported when the first such file is read."""

    def read(file: InputFile) -> Iterator[Found]:
        try:
            reader = getattr(import_module(f"bilingual.articles.{place}"), f"read_{place.rpartition('.')[2]}")
        except ModuleNotFoundError as error:
            package = (error.name or "").partition(".")[0]
            if package not in PACKAGES:
                raise
            raise ArticleError(f"{file.shown}: reading it needs {package}; run: pip install {package}") from error
        found = reader(file)
        yield from (found,) if isinstance(found, Article) else found

    return read


TEXT = Format(name="plain text", article="the file, exactly as it stands", read=_each(read_text))
MARKDOWN = Format(name="Markdown", article="the file: what a reader of the page reads", read=_each(read_markdown))
HTML = Format(
    name="web page",
    article="the page, without menus and comments",
    read=_later("web.html"),
    needs=("trafilatura", "lxml"),
)  # fmt: skip
WORD = Format(name="Word document", article="the document", read=_later("office.docx"), needs=("lxml",))
ODT = Format(name="OpenDocument text", article="the document", read=_later("office.odt"), needs=("lxml",))
EPUB = Format(name="EPUB book", article="each chapter", read=_later("books.epub"), rows=True, needs=("lxml",))
SUBTITLES = Format(name="subtitles", article="the file, its cues joined", read=_later("subtitles.subtitles"))
FEED = Format(
    name="RSS, Atom or JSON feed", article="each entry", read=_later("feeds.feeds"), rows=True,
    needs=("feedparser", "lxml"), recognises=is_feed,
)  # fmt: skip
WARC = Format(
    name="web archive",
    article="each page of HTML",
    read=_later("web.warc"),
    rows=True,
    needs=("warcio", "trafilatura", "lxml"),
)  # fmt: skip
PDF = Format(name="PDF (experimental)", article="the document", read=_later("pdf.pdf"), needs=("pypdf",))
JSONL = Format(name="JSON Lines", article="each line", read=read_jsonl, rows=True, columns=True)
CSV = Format(name="CSV or TSV table", article="each row", read=_later("tables.delimited"), rows=True, columns=True)
PARQUET = Format(name="Parquet table", article="each row", read=_later("tables.parquet"), rows=True, columns=True)
ARROW = Format(name="Arrow table", article="each row", read=_later("tables.arrow"), rows=True, columns=True)
ZIP = Format(
    name="zip archive", article="each file in it, by its ending", read=_later("zipped"), rows=True, columns=True
)

FORMATS = {
    ".txt": TEXT,
    ".md": MARKDOWN,
    ".markdown": MARKDOWN,
    ".html": HTML,
    ".htm": HTML,
    ".xhtml": HTML,
    ".docx": WORD,
    ".odt": ODT,
    ".epub": EPUB,
    ".srt": SUBTITLES,
    ".vtt": SUBTITLES,
    ".rss": FEED,
    ".atom": FEED,
    ".xml": FEED,
    ".json": FEED,
    ".warc": WARC,
    ".pdf": PDF,
    ".jsonl": JSONL,
    ".csv": CSV,
    ".tsv": CSV,
    ".parquet": PARQUET,
    ".arrow": ARROW,
    ".zip": ZIP,
}


def is_of_its_format(file: InputFile) -> bool:
    """Return whether a file is what its ending says, as far as its beginning tells; reading it will tell the rest."""
    recognises = FORMATS[file.ending].recognises
    if recognises is None:
        return True
    try:
        with file.open() as stream:
            return recognises(stream.read(HEAD_BYTES))
    except (ArticleError, OSError, ValueError, EOFError):
        return True


def endings_by_format() -> dict[str, tuple[Format, list[str]]]:
    """Return the formats by their names, each with its endings, in the order of the table."""
    formats: dict[str, tuple[Format, list[str]]] = {}
    for ending, each in FORMATS.items():
        formats.setdefault(each.name, (each, []))[1].append(ending)
    return formats


def is_installed(package: str) -> bool:
    """Return whether a package that a reader needs, as pip names it, is installed here."""
    return find_spec(package) is not None
