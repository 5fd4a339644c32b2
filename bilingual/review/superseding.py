"""Verdicts of another dataset that were brought over before, and have been replaced here since."""

from collections.abc import Sequence
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

    def __call__(self, pairs: Sequence[tuple[Pair, str, str]]) -> list[bool]:
        """Return whether all that was said of a pair there is in the log here, and the log says something else now.

        Each pair, of some hundred, is given with its id in the log there and its id in the dataset.
        """
        ours = self._ours.of_each([here for _, _, here in pairs]) if self._ours else {}
        theirs = self._theirs.of_each([logged for _, logged, _ in pairs]) if self._theirs and ours else {}
        return [_is_superseded(pair, theirs.get(logged, []), ours.get(here, [])) for pair, logged, here in pairs]


def _is_superseded(pair: Pair, theirs: Sequence[Record], ours: Sequence[Record]) -> bool:
    if not ours or _says(outcome(ours), pair):
        return False
    if theirs:
        return set(map(_key, theirs)) <= set(map(_key, ours))
    return any(_says(record, pair) for record in ours if record.undoes is None)


def _key(record: Record) -> tuple[str, str, str, str, str]:
    return record.time, record.reviewer, record.status, record.en, record.comment


def _says(said: Record | Outcome, theirs: Pair) -> bool:
    """Return whether somebody says of a pair what its verdict and comment there are."""
    if said.comment != theirs.comment or theirs.status == MACHINE:
        return said.comment == theirs.comment
    if "rejected" in (said.status, theirs.status):
        return said.status == theirs.status
    return said.status not in (MACHINE, RESET) and said.en == theirs.en
