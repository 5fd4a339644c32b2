"""Records → Arrow tables, a column at a time: a tenth of the work that a dictionary a row is."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from bilingual.articles.article import Article, Cue
from bilingual.dataset.documents import Document
from bilingual.dataset.schema import (
    ARTICLE_COLUMNS,
    CUE_FIELDS,
    FORMAT,
    MARK_FIELDS,
    NOTHING_SKIPPED,
    arrow_schema,
    columns_of,
)
from bilingual.dataset.two_sides import TwoSides
from bilingual.pairs import Pair, Skipped

FLAT_FROM = {"document_id": "article_id", "segment_id": "id"}  # names that the `flat` config has for a pair's columns


def pairs_table(pairs: Sequence[Pair], form: str = FORMAT) -> Any:  # noqa: ANN401 - pyarrow.Table
    """Return pairs as rows of the `default` config."""
    import pyarrow as pa

    sides = [pa.array([getattr(pair, side) for pair in pairs], pa.string()) for side in ("en", "fr")]
    own = {"translation": pa.StructArray.from_arrays(sides, ["en", "fr"])}
    return _table("default", form, lambda name: own[name] if name in own else [getattr(pair, name) for pair in pairs])


def flat_table(pairs: Any, form: str = FORMAT) -> Any:  # noqa: ANN401 - pyarrow.Table both
    """Return the rows of the `flat` config for rows of the `default` one; no text is copied."""
    sides = dict(zip(("en", "fr"), pairs["translation"].combine_chunks().flatten(), strict=True))
    return _table("flat", form, lambda name: sides[name] if name in sides else pairs[FLAT_FROM.get(name, name)])


def skipped_table(skipped: Sequence[Skipped], form: str = FORMAT) -> Any:  # noqa: ANN401 - pyarrow.Table
    """Return skipped segments as rows of their config."""
    return _table("skipped", form, lambda name: [getattr(each, name) for each in skipped])


def nothing_skipped() -> Any:  # noqa: ANN401 - pyarrow.Table
    """Return the row that stands for no skipped segment."""
    return _table("skipped", FORMAT, lambda name: [NOTHING_SKIPPED[name]])


def articles_table(articles: Sequence[tuple[Article | Document, str]], form: str = FORMAT) -> Any:  # noqa: ANN401
    """Return articles, each with the split of its pairs, as rows of their config, a pyarrow.Table."""
    rows = [_article_row(article, split) for article, split in articles]
    return _table("articles", form, lambda name: [row[name] for row in rows])


def documents_table(sides: Sequence[TwoSides]) -> Any:  # noqa: ANN401 - pyarrow.Table
    """Return whole documents, French and English, as rows of the `documents` config."""
    import pyarrow as pa

    schema = arrow_schema("documents")

    def column(name: str) -> Any:  # noqa: ANN401 - what Arrow takes as a column
        if name in ("sentences", "gaps"):
            return _lists([each.value(name) for each in sides], schema.field(name).type)
        return [each.value(name) for each in sides]

    return pa.Table.from_arrays([_array(column(each.name), each.type) for each in schema], schema=schema)


def _lists(lists: Sequence[Mapping[str, Sequence[Any]]], kind: Any) -> Any:  # noqa: ANN401 - pyarrow's types
    """Return lists of structures, each list given as its columns, as one Arrow array."""
    import pyarrow as pa

    fields = list(kind.value_type)
    values = [pa.concat_arrays([pa.array(each[field.name], field.type) for each in lists]) for field in fields]
    ends = [0]
    for each in lists:
        ends.append(ends[-1] + len(each[fields[0].name]))
    structures = pa.StructArray.from_arrays(values, fields=fields)
    return pa.ListArray.from_arrays(pa.array(ends, pa.int32()), structures, type=kind)


def without_texts(articles: Any) -> Any:  # noqa: ANN401 - pyarrow.Table both
    """Return rows of the `articles` config with their metadata alone."""
    import pyarrow as pa

    place, field = articles.column_names.index("text"), articles.schema.field("text")
    return articles.set_column(place, field, pa.nulls(articles.num_rows, field.type))


def _table(config: str, form: str, column: Callable[[str], Any]) -> Any:  # noqa: ANN401 - pyarrow.Table
    import pyarrow as pa

    schema = arrow_schema(config, form)
    names = columns_of(config, form)
    return pa.Table.from_arrays([_array(column(name), schema.field(name).type) for name in names], schema=schema)


def _array(values: Any, kind: Any) -> Any:  # noqa: ANN401 - pyarrow.Array, or what it is made of
    import pyarrow as pa

    return values if isinstance(values, pa.Array | pa.ChunkedArray) else pa.array(values, kind)


def _article_row(article: Article | Document, split: str) -> dict[str, Any]:
    own = {
        "split": split,
        "marks": [dict(zip(MARK_FIELDS, mark, strict=True)) for mark in article.marks],
        "pages": list(article.pages),
        "cues": _cue_rows(article.cues),
    }
    return {name: own[name] if name in own else getattr(article, name) for name in ARTICLE_COLUMNS}


def _cue_rows(cues: Iterable[Cue]) -> list[dict[str, int]]:
    return [{name: getattr(cue, name) for name in CUE_FIELDS} for cue in cues]
