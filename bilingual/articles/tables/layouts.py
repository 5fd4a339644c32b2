"""What a dataset of ours keeps of a document beside its text: marks of lines, pages, cues → the article as it was read.

Rows of `articles` have it (docs/format.md); a table of others may have columns of these names, but not of these types.
"""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pyarrow as pa

from bilingual.articles.article import Article, Cue
from bilingual.articles.languages import language_code
from bilingual.errors import ArticleError
from bilingual.segmenter.kinds import KINDS

_MARK = {"start": pa.int64(), "kind": pa.string(), "language": pa.string()}
_CUE = dict.fromkeys(("start", "end", "number", "start_ms", "end_ms"), pa.int64()) | {"number": pa.int32()}
LAYOUT = {
    "extracted": pa.bool_(),
    "marks": pa.list_(pa.struct(_MARK)),
    "pages": pa.list_(pa.int64()),
    "cues": pa.list_(pa.struct(_CUE)),
}


def has_layout(schema: Any) -> bool:  # noqa: ANN401 - a pyarrow.Schema
    """Return whether a table has all of the columns, each of its type."""
    return all(name in schema.names and schema.field(name).type.equals(kind) for name, kind in LAYOUT.items())


def with_layout(article: Article, scalars: Mapping[str, Any], where: str) -> Article:
    """Return an article with what its row has of `LAYOUT`. Raises ArticleError where that does not fit its text."""
    length = len(article.text)
    # A list that is longer than the text, which no document has, is not even looked at.
    long = [name for name in ("marks", "pages", "cues") if scalars[name].is_valid and len(scalars[name]) > length + 1]
    marks, pages, cues = ([] if long else scalars[name].as_py() or [] for name in ("marks", "pages", "cues"))
    offsets = {
        "marks": [mark["start"] if mark["kind"] in (None, *KINDS) else None for mark in marks],
        "pages": pages,
        "cues": [None if None in cue.values() else cue[end] for cue in cues for end in ("start", "end")],
    }
    wrong = long or [name for name, found in offsets.items() if not _in_order([0, *found, length])]
    if wrong:
        raise ArticleError(f"{where}: its {wrong[0]} do not stand in its text in their order; make the dataset again")
    return replace(
        article,
        extracted=bool(scalars["extracted"].as_py()),
        marked=tuple((mark["start"], mark["kind"]) for mark in marks if mark["kind"]),
        languages=tuple((mark["start"], code) for mark in marks if (code := language_code(mark["language"]))),
        pages=tuple(pages),
        cues=tuple(Cue(**cue) for cue in cues),
    )


def _in_order(offsets: list[int | None]) -> bool:
    return None not in offsets and all(before <= after for before, after in pairwise(offsets))  # type: ignore[operator]
