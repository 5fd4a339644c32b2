"""Articles as lines of JSON: how one process hands them to another, whatever they hold."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from typing import Any

from bilingual.articles.article import Article, Cue

FIELDS = tuple(each.name for each in fields(Article) if each.init and each.name != "notes")


def to_line(article: Article) -> bytes:
    """Return all that is published of an article as one line; lone surrogates are kept."""
    record = {name: getattr(article, name) for name in FIELDS} | {"cues": [asdict(cue) for cue in article.cues]}
    return json.dumps(record, ensure_ascii=False).encode("utf-8", "surrogatepass") + b"\n"


def from_lines(lines: Iterable[bytes]) -> Iterator[Article]:
    """Yield the articles of lines that `to_line` made. Raises ValueError, TypeError or KeyError for another line."""
    return (Article(**_fields(json.loads(line.decode("utf-8", "surrogatepass")))) for line in lines)


def _fields(record: dict[str, Any]) -> dict[str, Any]:
    pairs = {name: tuple(map(tuple, record[name])) for name in ("marked", "languages")}
    return record | pairs | {"pages": tuple(record["pages"]), "cues": tuple(Cue(**cue) for cue in record["cues"])}
