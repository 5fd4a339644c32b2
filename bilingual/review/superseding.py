"""Verdicts of another dataset that were brought over before, and have been replaced here since."""

from pathlib import Path

from bilingual.pairs import Pair
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log
from bilingual.review.records import RESET, Record
from bilingual.review.standing import MACHINE, Outcome, outcome


class Superseded:
    """Tells whether a dataset's people have gone on from what another dataset's people said of a pair."""

    def __init__(self, source: Path, dataset: Path) -> None:
        self._theirs = VerdictLog.beside(source) if has_log(source) else None
        self._ours = VerdictLog.beside(dataset) if has_log(dataset) else None

    def __call__(self, theirs: Pair, logged: str, here: str) -> bool:
        """Return whether all that was said of a pair there is in the log here, and the log says something else now.

        `logged` is the pair's id in the log there, `here` its id in the dataset.
        """
        ours = self._ours.of(here) if self._ours else []
        if not ours or _says(outcome(ours), theirs):
            return False
        said = self._theirs.of(logged) if self._theirs else []
        if said:
            return set(map(_key, said)) <= set(map(_key, ours))
        return any(_says(record, theirs) for record in ours if record.undoes is None)


def _key(record: Record) -> tuple[str, str, str, str, str]:
    return record.time, record.reviewer, record.status, record.en, record.comment


def _says(said: Record | Outcome, theirs: Pair) -> bool:
    """Return whether somebody says of a pair what its verdict and comment there are."""
    if said.comment != theirs.comment or theirs.status == MACHINE:
        return said.comment == theirs.comment
    if "rejected" in (said.status, theirs.status):
        return said.status == theirs.status
    return said.status not in (MACHINE, RESET) and said.en == theirs.en
