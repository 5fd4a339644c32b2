"""JSON Lines → articles, one a line."""

import json
from collections.abc import Iterator
from functools import partial
from typing import Any

from bilingual.articles.article import ARTICLE_BYTES, Article
from bilingual.articles.rows import article_from_row
from bilingual.articles.sources import InputFile
from bilingual.errors import ArticleError


def read_jsonl(file: InputFile) -> Iterator[Article]:
    """Yield the articles of a file. Raises ArticleError naming the line that is at fault."""
    stem, empty = file.stem, True
    for number, line in enumerate(_lines(file), 1):
        where = f"{file.shown}:{number}"
        if len(line) > ARTICLE_BYTES:
            raise ArticleError(f"{where}: a line of more than {ARTICLE_BYTES >> 20} MiB; divide the article")
        if not line.strip():
            continue
        empty = False
        yield article_from_row(_parse(line, number, where), where, f"{stem}-{number}", file.name)
    if empty:
        raise ArticleError(f"{file.shown}: the file is empty; remove it or give its text")


def _lines(file: InputFile) -> Iterator[bytes]:
    """Yield the lines; one that is too long is cut where that is certain."""
    try:
        with file.open() as stream:
            yield from iter(partial(stream.readline, ARTICLE_BYTES + 1), b"")
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error


def _parse(line: bytes, number: int, where: str) -> dict[str, Any]:
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
