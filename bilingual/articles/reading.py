"""Input files → articles, one at a time, so that memory does not grow with the corpus."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.metadata import read_metadata
from bilingual.articles.sources import HTML, InputFile, find_inputs
from bilingual.errors import ArticleError

FIELDS = ("title", "date", "publisher", "url")
SURROGATE = re.compile("[\ud800-\udfff]")
PARQUET_ROWS = 256


def read_articles(sources: Sequence[str | Path]) -> Iterator[Article]:
    """Yield the articles of files, folders, globs or `-`, in a stable order.

    A `.txt`, `.md` or `.html` file is one article, named by its path without the ending; a line of `.jsonl` and
    a row of `.parquet` is one each, with a `text` and, if given, `id`, `title`, `date`, `publisher`, `url`.
    Raises UsageError for a source that is not there, ArticleError for content that cannot be read.
    """
    files, _ = find_inputs(sources)
    for file in files:
        yield from read_file(file)


def read_file(file: InputFile) -> Iterator[Article]:
    """Yield the articles of one input file. Raises ArticleError naming the file and the line or row."""
    if file.suffix == ".jsonl":
        yield from _read_jsonl(file)
    elif file.suffix == ".parquet":
        yield from _read_parquet(file)
    elif file.suffix in HTML:
        yield _read_html(file)
    else:
        yield _read_text(file)


def _read_text(file: InputFile) -> Article:
    decoded = decode(file.read(), str(file.path))
    found = read_metadata(decoded.text)
    return Article(
        _stem(file.name), decoded.text, found.title, found.date, found.publisher, None,
        file.name, decoded.encoding, _notes(decoded.note),
    )  # fmt: skip


def _read_html(file: InputFile) -> Article:
    try:
        import trafilatura
    except ImportError as error:
        raise ArticleError(f"{file.path}: reading HTML needs an extra: pip install 'bilingual[html]'") from error
    decoded = decode(file.read(), str(file.path))
    page = trafilatura.bare_extraction(decoded.text, include_comments=False, with_metadata=True)
    if page is None or not (page.text or "").strip():
        raise ArticleError(f"{file.path}: no article text found in this page")
    return Article(
        _stem(file.name), page.text, page.title, page.date, page.sitename or page.hostname, page.url,
        file.name, decoded.encoding, (*_notes(decoded.note), "text extracted from HTML"),
    )  # fmt: skip


def _notes(note: str | None) -> tuple[str, ...]:
    return (note,) if note else ()


def _read_jsonl(file: InputFile) -> Iterator[Article]:
    empty = True
    for number, line in enumerate(_lines(file), 1):
        where = f"{file.path}:{number}"
        if not line.strip():
            continue
        try:
            row = json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
        except UnicodeDecodeError as error:
            raise ArticleError(f"{where}: broken UTF-8 (byte {error.start} of the line)") from error
        except ValueError as error:
            raise ArticleError(f"{where}: not a line of JSON: {error}") from error
        if not isinstance(row, dict):
            raise ArticleError(f"{where}: expected a JSON object with a `text`, found {type(row).__name__}")
        empty = False
        yield _from_row(row, where, f"{_stem(file.name)}-{number}", file.name)
    if empty:
        raise ArticleError(f"{file.path}: the file is empty; remove it or give its text")


def _lines(file: InputFile) -> Iterator[bytes]:
    try:
        with file.path.open("rb") as stream:
            yield from stream
    except OSError as error:
        raise ArticleError(f"{file.path}: cannot be read: {error.strerror}") from error


def _read_parquet(file: InputFile) -> Iterator[Article]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    number = 0
    try:
        with pq.ParquetFile(file.path) as table:
            if "text" not in table.schema_arrow.names:
                raise ArticleError(f"{file.path}: no column `text`; it has {', '.join(table.schema_arrow.names)}")
            wanted = [name for name in ("id", "text", *FIELDS) if name in table.schema_arrow.names]
            for batch in table.iter_batches(batch_size=PARQUET_ROWS, columns=wanted):
                for row in batch.to_pylist():
                    yield _from_row(row, f"{file.path}: row {number}", f"{_stem(file.name)}-{number}", file.name)
                    number += 1
    except OSError as error:
        raise ArticleError(f"{file.path}: cannot be read: {error.strerror or error}") from error
    except pa.ArrowException as error:
        raise ArticleError(f"{file.path}: not a readable Parquet file: {error}") from error
    if not number:
        raise ArticleError(f"{file.path}: the table has no rows")


def _from_row(row: Mapping[str, Any], where: str, fallback_id: str, name: str) -> Article:
    text = row.get("text")
    if not isinstance(text, str) or not text.strip():
        raise ArticleError(f"{where}: `text` is missing, empty or not a string")
    notes: tuple[str, ...] = ()
    if SURROGATE.search(text):
        # One replacement character for one surrogate, so that offsets stay what they were.
        text, notes = SURROGATE.sub("\ufffd", text), ("unpaired surrogates replaced by U+FFFD",)
    found = read_metadata(text)
    given = {key: _field(row, key, where) for key in ("id", *FIELDS)}
    return Article(
        given["id"] or fallback_id, text, given["title"] or found.title, given["date"] or found.date,
        given["publisher"] or found.publisher, given["url"], name, "utf-8", notes,
    )  # fmt: skip


def _field(row: Mapping[str, Any], key: str, where: str) -> str | None:
    value = row.get(key)
    if value is None:
        return None
    if isinstance(value, (dict, list)):
        raise ArticleError(f"{where}: `{key}` must be a single value, not a {type(value).__name__}")
    return SURROGATE.sub("\ufffd", str(value)).strip() or None


def _stem(name: str) -> str:
    path = PurePosixPath(name)
    return str(path.with_suffix(""))
