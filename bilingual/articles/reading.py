"""Input files → articles, one at a time, so that memory does not grow with the corpus."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from bilingual.articles.article import Article
from bilingual.articles.formats import FORMATS
from bilingual.articles.input_file import InputFile
from bilingual.articles.sources import Inputs, find_inputs
from bilingual.articles.unread import unread_from
from bilingual.errors import ArticleError


def read_articles(
    sources: str | Path | Sequence[str | Path],
    on_unread: Callable[[str], None] | None = None,
    *,
    columns: Mapping[str, str] | None = None,
) -> Iterator[Article]:
    """Yield the articles of one source or several, files, folders, globs or `-`, in a stable order.

    `bilingual.articles.formats.FORMATS` has the endings, with what an article is there. A row of a table has a `text`
    and, if given, `id`, `title`, `date`, `publisher`, `url`, `author`, `language`, under other names where `columns`
    gives them: `{"text": "contenu"}`. Raises UsageError for a source that is not there or is no regular file and for
    columns that cannot be, ArticleError for content that cannot be read, or that passes the bounds of `ARTICLE_BYTES`
    and `FIELD_CHARACTERS`. Given `on_unread`, the rest is read, that hears at the end what could not be, in lines for a
    person, and the error is raised only when nothing can be read.
    """
    inputs = find_inputs(sources, columns)
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
        yield from FORMATS[file.ending].read(file)
    except ArticleError as error:
        yield error
    except (MemoryError, OverflowError):
        yield ArticleError(f"{file.shown}: too large for the memory that is free")
