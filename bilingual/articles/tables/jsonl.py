"""JSON Lines → articles, one a line."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any, BinaryIO

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
        where = f"{file.shown}:{number}"
        if not line.strip():
            continue
        empty = False
        try:
            row = _parse(line, number, where)
            missing -= {name for name in missing if value_at(row, name) is not None}
            yield article_from_row(row, file, where, number)
        except ArticleError as error:
            yield error
    if empty:
        raise ArticleError(f"{file.shown}: {EMPTY}")
    if missing:
        raise ArticleError(f"{file.shown}: no line has a key {shown_names(sorted(missing))}")


def _lines(file: InputFile) -> Iterator[bytes]:
    """Yield the lines; of one that is too long, as much as makes that certain."""
    try:
        with file.open() as stream:
            for line in iter(partial(stream.readline, ARTICLE_BYTES + 1), b""):
                yield line
                if len(line) > ARTICLE_BYTES:
                    _skip_line(stream, line)
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error


def _skip_line(stream: BinaryIO, piece: bytes) -> None:
    """Read on to the end of a line, a piece at a time."""
    while piece and not piece.endswith(b"\n"):
        piece = stream.readline(PIECE_BYTES)


def _parse(line: bytes, number: int, where: str) -> dict[str, Any]:
    if len(line) > ARTICLE_BYTES:
        raise ArticleError(f"{where}: a line of more than {ARTICLE_BYTES >> 20} MiB; divide the article")
    try:
        row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise ArticleError(f"{where}: broken UTF-8 (byte {error.start} of the line)") from error
    except ValueError as error:
        raise ArticleError(f"{where}: not a line of JSON: {error}") from error
    except RecursionError as error:
        raise ArticleError(f"{where}: lists or objects nested too deep; an article is one flat object") from error
    if not isinstance(row, dict):
        raise ArticleError(f"{where}: expected a JSON object with a `text`, found {type(row).__name__}")
    return row
