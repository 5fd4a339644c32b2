"""A dataset and its verdict log → every change that the log makes of it; nothing is written yet."""

from collections.abc import Iterator
from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.errors import UsageError
from bilingual.files.scratch import Scratch
from bilingual.review.changes import Change, Changes
from bilingual.review.figures import Tally
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log, log_path
from bilingual.review.matching import Matching, match_verdicts
from bilingual.review.outcomes import Outcomes, Said, read_outcomes
from bilingual.review.planning import Plan, refuse_changed
from bilingual.text.counting import plural


def plan_log(dataset: Path, latest: bool = False) -> Plan:
    """Return what the verdict log of a dataset makes of it.

    A verdict on a pair that the dataset does not have, for it was built anew, is that on the pair with its article and
    French. Raises UsageError where there is no log, ReviewError while reviewers disagree about a pair, unless the
    `latest` verdict on it is to count; DatasetError for a log or dataset that is damaged, or a dataset that changes
    meanwhile.
    """
    if not has_log(dataset):
        raise UsageError(
            f"{dataset}: no verdicts to apply: there is no log of them ({log_path(dataset)}); name a review table, or "
            f"run `bilingual review serve {dataset}`"
        )
    parent = sha256_of(dataset / MANIFEST)
    with VerdictLog.beside(dataset) as log:
        digest = log.digest()
    found = _Found(dataset, read_outcomes(dataset, latest))
    changes, tally = Changes(), Tally()
    for pair in read_pairs(dataset):
        said = found.on(pair.id)
        new = said.settle(pair) if said else pair
        if new != pair:
            changes.add(Change(pair, new))
        tally.add(new)
    refuse_changed(dataset, parent)
    return Plan(
        dataset=dataset,
        parent=parent,
        reviews=(digest,),
        changes=changes,
        problems=(),
        problem_count=0,
        notices=tuple(found.notices()),
        progress=tally.progress(),
        left_out=found.left_out,
    )


class _Found:
    """What a log says of the pairs of a dataset, by their ids there; `left_out` counts what it says of others."""

    def __init__(self, dataset: Path, outcomes: Outcomes) -> None:
        self._outcomes = outcomes
        self._ids = Scratch("CREATE TABLE ids (pair TEXT PRIMARY KEY, logged TEXT NOT NULL) WITHOUT ROWID")
        for pair in read_pairs(dataset):
            outcomes.see(pair.id)
        self._matching: Matching | None = None
        self.left_out = 0
        if next(outcomes.unseen(), None):
            self._match(dataset)

    def _match(self, dataset: Path) -> None:
        self._matching = matching = match_verdicts(self._outcomes.judged(), dataset)
        self.left_out = sum(matching.lost.values())
        pairs = ((matching.pair_of(name), name) for name in self._outcomes.unseen())
        self._ids.fill("INSERT OR IGNORE INTO ids VALUES (?, ?)", (row for row in pairs if row[0] is not None))

    def on(self, pair: str) -> Said | None:
        """Return what the log says of a pair: under its id, else under the one that it had."""
        said = self._outcomes.of(pair)
        row = None if said else self._ids.first("SELECT logged FROM ids WHERE pair = ?", (pair,))
        return self._outcomes.of(row[0]) if row else said

    def notices(self) -> Iterator[str]:
        """Say what was matched, what was not and why, and how many disagreements the latest verdict has ended."""
        if self._matching and (count := self._count()):
            yield f"{plural(count, 'pair')} in the log under another id: found by article and French"
        for reason, count in self._matching.lost.items() if self._matching else ():
            yield f"{plural(count, 'pair')} in the log not in this dataset: {reason}"
        if self._outcomes.disputed:
            yield f"{plural(self._outcomes.disputed, 'disagreement')} between reviewers: the latest verdict counts"

    def _count(self) -> int:
        row = self._ids.first("SELECT count(*) FROM ids")
        return int(row[0]) if row else 0
