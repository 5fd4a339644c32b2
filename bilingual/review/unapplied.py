"""Verdicts that only the log has: they are not in the dataset yet."""

from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.files.scratch import Scratch
from bilingual.review.log import VerdictLog, has_log
from bilingual.review.standing import outcome


def count_unapplied(dataset: Path) -> int:
    """Count the pairs of a dataset of which its log says something else than the dataset does.

    Raises DatasetError when the log or a table cannot be read, or the temporary folder has no room.
    """
    if not has_log(dataset):
        return 0
    said = Scratch("CREATE TABLE said (id TEXT PRIMARY KEY, status TEXT, en TEXT, comment TEXT) WITHOUT ROWID")
    with VerdictLog.beside(dataset) as log:
        for records in log.by_pair():
            made = outcome(records)
            said.write("INSERT INTO said VALUES (?, ?, ?, ?)", (made.first.id, made.status, made.en, made.comment))
    count = 0
    for pair in read_pairs(dataset):
        found = said.first("SELECT status, en, comment FROM said WHERE id = ?", (pair.id,))
        count += found is not None and found != (pair.status, pair.en, pair.comment)
    return count
