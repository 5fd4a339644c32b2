"""JSON Lines → articles, one a line."""

import json
from collections.abc import Iterator
from typing import Any

from bilingual.articles.article import ARTICLE_BYTES, Article
from bilingual.articles.columns import value_at
from bilingual.articles.input_file import EMPTY, InputFile
from bilingual.articles.tables.rows import article_from_row, shown_names
from bilingual.errors import ArticleError

PIECE_BYTES = 1 << 20


def read_jsonl(file: InputFile) -> Iterator[Article | ArticleError]:
    """Yield the articles of a file, and for a line that is at fault the error that names it.

    A key that was asked for by name and that no line has is an error too. Raises ArticleError when the file cannot be
    read, or is empty.
    """
    empty, missing = True, {name for field, name in file.columns.items() if name and field != "text"}
    for number, line in enumerate(_lines(file), 1):
        if not line or line.isspace():
            continue
        empty = False
        yield _article(line, file, number, missing)
    if empty:
        raise ArticleError(f"{file.shown}: {EMPTY}")
    if missing:
        raise ArticleError(f"{file.shown}: no line has a key {shown_names(sorted(missing))}")


def _lines(file: InputFile) -> Iterator[bytearray]:
    """Yield the lines, the same buffer each time; of one that is too long, as much as makes that certain."""
    line = bytearray()
    try:
        with file.open() as stream:
            while piece := stream.readline(PIECE_BYTES):
                if len(line) <= ARTICLE_BYTES:
                    line += piece
                if piece.endswith(b"\n"):
                    yield line
                    line.clear()
            yield line
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error


def _article(line: bytearray, file: InputFile, number: int, missing: set[str]) -> Article | ArticleError:
    """Return the article of a line or what is wrong with it, and drop from `missing` the keys that it has."""
    where = f"{file.shown}:{number}"
    try:
        row = _parse(line, number, where)
        missing -= {name for name in missing if value_at(row, name) is not None}
        return article_from_row(row, file, where, number)
    except ArticleError as error:
        return error


def _parse(line: bytearray, number: int, where: str) -> dict[str, Any]:
    """Return the object of a line, which is emptied before: a long one is not held twice."""
    if len(line) > ARTICLE_BYTES:
        raise ArticleError(f"{where}: a line of more than {ARTICLE_BYTES >> 20} MiB; divide the article")
    try:
        written = line.decode("utf-8-sig" if number == 1 else "utf-8")
        line.clear()
        row = json.loads(written)
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where}: broken UTF-8 (byte {error.start} of the line)") from error
    except ValueError as error:
        raise ArticleError(f"{where}: not a line of JSON: {error}") from error
    except RecursionError as error:
        raise ArticleError(f"{where}: lists or objects nested too deep; an article is one flat object") from error
    if not isinstance(row, dict):
        raise ArticleError(f"{where}: expected a JSON object with a `text`, found {type(row).__name__}")
    return row
