"""Tables of text (RFC 4180, and as Excel, LibreOffice and pandas write them) → articles, one a row.

The first row names the columns. What parts them is told from it: a tab, `;` as Excel writes in French, or `,`.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import chain

from bilingual.articles.article import Article
from bilingual.articles.columns import ADVICE, column_names
from bilingual.articles.input_file import EMPTY, InputFile
from bilingual.articles.stream_decoding import Charset, charset_of, read_lines
from bilingual.articles.tables.records import Record, read_records
from bilingual.articles.tables.rows import article_from_row, shown_names
from bilingual.errors import ArticleError
from bilingual.text.counting import plural

DELIMITERS = ("\t", ";", ",")
# What Excel reads as the delimiter where such a line is the first.
SAID = re.compile(r'"?sep=([\t;,])"?[\r\n]*', re.IGNORECASE)
QUOTED = re.compile(r'"[^"]*+"')


def read_delimited(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the articles of a table, and for a row that is at fault the error that names its line.

    Raises ArticleError when the table, or what is left of it from some line on, cannot be read, or has no rows.
    """
    try:
        charset = charset_of(file)
        yield from _articles(file, charset)
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error


def _articles(file: InputFile, charset: Charset) -> Iterator[Article | ArticleError]:
    records = _records(file, charset)
    header = next((record for record in records if isinstance(record, ArticleError) or not _is_blank(record)), None)
    if header is None:
        raise ArticleError(f"{file.shown}: {EMPTY}")
    if isinstance(header, ArticleError):
        raise header
    names = _names(header, file)
    number = 0
    for number, record in enumerate(records, 1):
        if isinstance(record, ArticleError):
            yield record
        elif not _is_blank(record):
            yield _article(record, names, file, number, charset)
    if not number:
        raise ArticleError(f"{file.shown}: the table has no rows")


def _records(file: InputFile, charset: Charset) -> Iterator[Record | ArticleError]:
    lines = read_lines(file, charset)
    first, line = next(lines, ""), 0
    said = SAID.fullmatch(first)
    if said:
        first, line = next(lines, ""), 1
    while first and not first.strip():
        first, line = next(lines, ""), line + 1
    delimiter = said[1] if said else _delimiter(first, file.ending)
    # Excel, which writes UTF-16, quotes cells with a comma in tables with tabs too.
    quotes = first.startswith('"') or charset.codec.startswith("utf-16")
    yield from read_records(
        chain([first] if first else [], lines), delimiter, quotes=quotes, line=line, shown=file.shown
    )


def _delimiter(header: str, ending: str) -> str:
    """Return what parts the names of the columns; what the ending says where there is one column."""
    counts = Counter(QUOTED.sub("", header))
    most = max(DELIMITERS, key=lambda delimiter: counts[delimiter])
    return most if counts[most] else "\t" if ending == ".tsv" else ","


def _is_blank(record: Record) -> bool:
    return not any(cell and not cell.isspace() for cell in record.cells)


def _names(header: Record, file: InputFile) -> list[str]:
    """Return the names of the columns. Raises ArticleError where one that is asked for is not there, or there twice."""
    names = [name.strip() for name in header.cells]
    where = f"{file.shown}:{header.line}"
    for field, name in column_names(file.columns).items():
        if name not in names and (field == "text" or field in file.columns):
            there = f"the first row has {shown_names(filter(None, names))}"
            raise ArticleError(
                f"{where}: no column `{name}`; {there}"
                + (f"; {ADVICE}, or put a row of names first" if field == "text" else "")
            )
        if names.count(name) > 1:
            raise ArticleError(f"{where}: {names.count(name)} columns have the name `{name}`; rename all but one")
    return names


def _article(
    record: Record, names: list[str], file: InputFile, number: int, charset: Charset
) -> Article | ArticleError:
    where = f"{file.shown}:{record.line}"
    try:
        if any(cell and not cell.isspace() for cell in record.cells[len(names) :]):
            raise ArticleError(
                f"{where}: {plural(len(record.cells), 'cell')} in a table of {plural(len(names), 'column')}; put "
                "a cell that holds what parts them between quotation marks"
            )
        return article_from_row(dict(zip(names, record.cells, strict=False)), file, where, number, charset)
    except ArticleError as error:
        return error
