"""What programs did to the tables of a review: where no person writes, they changed marks, or split the cells."""

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from bilingual.dataset.cells import decode_cell
from bilingual.dataset.reading import read_rows
from bilingual.review.likeness import UNWORN, Wear, same_words
from bilingual.review.problems import Problem
from bilingual.review.rows import Row, Rows, Texts
from bilingual.review.splitting import split_row

COLUMNS = ("id", "translation", "machine_en")


def find_wear(
    rows: Rows, dataset: Path, carried: Collection[str], known: Mapping[str, Wear]
) -> tuple[list[str], list[Problem]]:
    """Return the files whose marks a program rewrote, and what is wrong with those whose cells one has split.

    Looked at are the French, and the English of pairs without a verdict. Files that are datasets are `carried`, no
    program wrote in them; `known` is the wear of others, as far as it is known.
    """
    rewritten, split = set[str](), dict[str, Problem]()
    for texts, row in rows.changed(_texts_of(dataset)):
        if row.file not in rewritten and _is_rewritten(texts, row):
            rewritten.add(row.file)
        if row.file not in carried and row.file not in split:
            found = split_row(texts.fr, row, known.get(row.file, UNWORN))
            split |= {row.file: found} if found else {}
    return sorted(rewritten), list(split.values())


def _texts_of(dataset: Path) -> Iterator[Texts]:
    for row in read_rows(dataset, "default", columns=COLUMNS):
        yield Texts(row["id"], row["translation"]["fr"], row["translation"]["en"], row["machine_en"])


def _is_rewritten(texts: Texts, row: Row) -> bool:
    return _only_marks_differ(row.fr, texts.fr) or (
        row.status == "machine" and _only_marks_differ(row.en, texts.en, texts.machine_en)
    )


def _only_marks_differ(cell: str, *texts: str) -> bool:
    found = decode_cell(cell)
    return found not in texts and any(same_words(found, text) for text in texts)
