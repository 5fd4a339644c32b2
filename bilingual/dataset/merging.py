"""The tables of all parts of a corpus → the tables of its dataset, a column at a time and in the order of the corpus.

What only the whole corpus tells is put in here: which pairs are in conflict, the split of each article, what leaks.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bilingual.dataset.columns import documents_table, skipped_table
from bilingual.dataset.conflicts import FLAG, find_conflicts
from bilingual.dataset.dividing import Division, divide
from bilingual.dataset.documents import Document, documents_of
from bilingual.dataset.leaks import Row, without_leaks
from bilingual.dataset.part_tables import CONFIGS, PartTables
from bilingual.dataset.schema import pair_from_row
from bilingual.dataset.two_sides import TwoSides
from bilingual.dataset.writing import DatasetWriter
from bilingual.errors import UsageError
from bilingual.pairs import Skipped
from bilingual.splits import NAMES, Splits

ARTICLE = {"default": "article_id", "skipped": "article_id", "articles": "id", "documents": "id"}
Tables = Iterator[Any]
"""Rows of a configuration as pyarrow.Table, a few thousand at a time, in order."""
Changed = Mapping[str, Document]
"""The articles in which pairs leak, as they are published, by their ids."""


def merge_parts(parts: Sequence[PartTables], writer: DatasetWriter, splits: Splits, *, allow_leaks: bool) -> None:
    """Write the rows of parts, in their order, into the tables of a dataset, each article in its split.

    In memory is what `find_conflicts` and `divide` keep, and a few thousand rows; of a part in which pairs leak, the
    articles concerned and all skipped segments. Raises UsageError where the articles
    are too few for the splits, or leaving out leaks leaves a split empty, and DatasetError where the tables of a part
    cannot be read, or the temporary folder has no room.
    """

    def rows(config: str, columns: Sequence[str]) -> Iterator[Row]:
        return (row for part in parts for row in part.rows(config, columns))

    division, counts = divide(rows, splits, allow_leaks=allow_leaks), Counter[str]()
    total = sum(part.pairs for part in parts)
    for part, conflicts in zip(parts, find_conflicts((part.digests for part in parts), total), strict=True):
        changed = _with_leaks(part, division.leaks)
        for config in CONFIGS:
            for table in _tables(part, config, conflicts, changed):
                for split, of_split in _by_split(table, config, division):
                    writer.add(config, split, of_split)
                    counts[split] += of_split.num_rows if config == "default" else 0
    if empty := [name for name in splits.names if not counts[name] and len(splits.names) > 1]:
        raise UsageError(
            f"--split: no pair is left for `{empty[0]}`: all of its sentences are in the other splits too; give more "
            "articles, or --allow-leaks"
        )


def _tables(part: PartTables, config: str, conflicts: Any, changed: Changed) -> Tables:  # noqa: ANN401 - numpy
    """Yield the rows of a part as the whole corpus has them."""
    if config == "default":
        return _published(changed, _flagged(part.tables(config), conflicts))
    if config == "skipped" and changed:
        return _with_those_of(changed, part.tables(config), [row["id"] for row in part.rows("articles", ["id"])])
    if config == "documents" and changed:
        return _exchanged(changed, part.tables(config))
    return part.tables(config)


def _flagged(tables: Tables, conflicts: Any) -> Tables:  # noqa: ANN401 - a numpy array of booleans, one a pair
    """Yield pairs of which those in conflict have that flag, after their others."""
    import pyarrow as pa

    start = 0
    for table in tables:
        marked = conflicts[start : start + table.num_rows]
        start += table.num_rows
        if marked.any():
            flags = zip(table["flags"].to_pylist(), marked.tolist(), strict=True)
            flagged = [[*own, FLAG] if conflict else own for own, conflict in flags]
            place, kind = table.column_names.index("flags"), table.schema.field("flags")
            table = table.set_column(place, kind, pa.array(flagged, kind.type))
        yield table


def _published(changed: Changed, tables: Tables) -> Tables:
    """Yield pairs without those that are skipped in changed articles."""
    import pyarrow as pa

    skipped = {each.id for document in changed.values() for each in document.skipped}
    for table in tables:
        kept = [name not in skipped for name in table["id"].to_pylist()] if skipped else [True]
        yield table if all(kept) else table.filter(pa.array(kept))


def _by_split(table: Any, config: str, division: Division) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - pyarrow.Table
    """Yield the rows of each split; the configurations that have no splits tell that of each article."""
    import pyarrow as pa

    splits = division.splits_of(table[ARTICLE[config]].to_pylist())
    if config == "articles":
        yield NAMES[0], table.set_column(table.column_names.index("split"), table.schema.field("split"), [splits])
    elif config == "skipped":
        yield NAMES[0], table
    else:
        for split in dict.fromkeys(splits):
            mask = [each == split for each in splits]
            yield split, table if all(mask) else table.filter(pa.array(mask))


def _with_leaks(part: PartTables, leaks: frozenset[str]) -> Changed:
    """Return the articles of a part in which pairs leak, these pairs among the skipped segments."""
    rows = part.rows("default", ["id", "article_id"]) if leaks else ()
    wanted = frozenset(row["article_id"] for row in rows if row["id"] in leaks)
    pairs = map(pair_from_row, _rows_of(wanted, part, "default"))
    skipped = (Skipped(**row) for row in _rows_of(wanted, part, "skipped"))
    documents = documents_of(_rows_of(wanted, part, "articles"), {NAMES[0]: pairs}, skipped)
    return {document.id: without_leaks(document, leaks) for document in documents}


def _rows_of(articles: frozenset[str], part: PartTables, config: str) -> Iterator[dict[str, Any]]:
    import pyarrow as pa

    for table in part.tables(config) if articles else ():
        chosen = [article in articles for article in table[ARTICLE[config]].to_pylist()]
        yield from table.filter(pa.array(chosen)).to_pylist()


def _with_those_of(changed: Changed, tables: Tables, order: Sequence[str]) -> Tables:
    """Yield skipped segments with those of changed articles in the place of the ones that they had."""
    import pyarrow as pa

    number = {article: index for index, article in enumerate(order)}
    together = pa.concat_tables(
        [
            *(
                table.filter(pa.array([name not in changed for name in table["article_id"].to_pylist()]))
                for table in tables
            ),
            skipped_table([each for document in changed.values() for each in document.skipped]),
        ]
    )
    articles, starts = together["article_id"].to_pylist(), together["start"].to_pylist()
    places = [(number[article], start) for article, start in zip(articles, starts, strict=True)]
    yield together.take(sorted(range(len(places)), key=places.__getitem__))


def _exchanged(changed: Changed, tables: Tables) -> Tables:
    """Yield rows of `documents` with those of changed articles made anew."""
    import pyarrow as pa

    for table in tables:
        pieces, start = list[Any](), 0
        for row, article in enumerate(table["id"].to_pylist()):
            if document := changed.get(article):
                made = documents_table([TwoSides.of(document, document.text or "")])
                pieces += (table.slice(start, row - start), made)
                start = row + 1
        yield pa.concat_tables([*pieces, table.slice(start)])
