"""Input files → articles, one at a time, so that memory does not grow with the corpus."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.html import read_html
from bilingual.articles.jsonl import read_jsonl
from bilingual.articles.markdown import read_markdown
from bilingual.articles.metadata import read_metadata
from bilingual.articles.sources import HTML, MARKDOWN, InputFile, Inputs, find_inputs
from bilingual.articles.unread import unread_from
from bilingual.errors import ArticleError


def read_articles(sources: Sequence[str | Path], on_unread: Callable[[str], None] | None = None) -> Iterator[Article]:
    """Yield the articles of files, folders, globs or `-`, in a stable order.

    A `.txt`, `.md` or `.html` file is one article, named by its path without the ending; a line of `.jsonl` and
    a row of `.parquet` is one each, with a `text` and, if given, `id`, `title`, `date`, `publisher`, `url`.
    Raises UsageError for a source that is not there or is no regular file, ArticleError for content that cannot be
    read, or that passes the bounds of `ARTICLE_BYTES` and `FIELD_CHARACTERS`. Given `on_unread`, the
    rest is read, that hears at the end what could not be, in lines for a person, and the error is raised only when
    nothing can be read.
    """
    inputs = find_inputs(sources)
    if on_unread is None:
        yield from _read_all(inputs)
        return
    empty = True
    for file in inputs.files:
        for found in read_file(file):
            if isinstance(found, ArticleError):
                inputs.unread.add(unread_from(found, file.name, file.shown))
            else:
                empty = False
                yield found
    if empty:
        raise inputs.unread.refusal(f"none of the {inputs.unread.count:,} inputs can be read")
    for line in inputs.unread.lines():
        on_unread(line)


def _read_all(inputs: Inputs) -> Iterator[Article]:
    """Yield every article. Raises the first error."""
    for error in inputs.errors:
        raise error
    for file in inputs.files:
        for found in read_file(file):
            if isinstance(found, ArticleError):
                raise found
            yield found


def read_file(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the articles of one input file, and for each line, row or rest that cannot be read the error naming it."""
    try:
        yield from _read(file)
    except ArticleError as error:
        yield error
    except (MemoryError, OverflowError):
        yield ArticleError(f"{file.shown}: too large for the memory that is free")


def _read(file: InputFile) -> Iterator[Article | ArticleError]:
    if file.suffix == ".jsonl":
        yield from read_jsonl(file)
    elif file.suffix == ".parquet":
        from bilingual.articles.parquet import read_parquet

        yield from read_parquet(file)
    elif file.suffix in HTML:
        yield read_html(file)
    elif file.suffix in MARKDOWN:
        yield read_markdown(file)
    else:
        yield _read_text(file)


def _read_text(file: InputFile) -> Article:
    decoded = decode(file.read(), file.shown)
    found = read_metadata(decoded.text)
    return Article(
        id=file.stem, text=decoded.text, title=found.title, date=found.date, publisher=found.publisher, url=None,
        path=file.name, encoding=decoded.encoding, notes=(decoded.note,) if decoded.note else (),
    )  # fmt: skip
