"""A dataset and its verdict log → every change that the log makes of it; nothing is written yet."""

from pathlib import Path

from bilingual.dataset import read_pairs
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.next_version import refuse_changed
from bilingual.errors import UsageError
from bilingual.review.changes import Change, Changes
from bilingual.review.figures import Tally
from bilingual.review.log import has_verdicts
from bilingual.review.log_file import log_path
from bilingual.review.outcomes import Located, read_outcomes
from bilingual.review.planning import Plan


def plan_log(dataset: Path, latest: bool = False) -> Plan:
    """Return what the verdict log of a dataset makes of it.

    A verdict on a pair that the dataset does not have, for it was built anew, is that on the pair with its article and
    French. Raises UsageError where nothing is in the log, ReviewError while reviewers disagree about a pair, unless the
    `latest` verdict on it is to count; DatasetError for a log or dataset that is damaged, or a dataset that changes
    meanwhile.
    """
    if not has_verdicts(dataset):
        raise UsageError(
            f"{dataset}: no verdicts to apply: its log has none ({log_path(dataset)}); name a review table, or "
            f"run `bilingual review serve {dataset}`"
        )
    parent = sha256_of(dataset / MANIFEST)
    outcomes = read_outcomes(dataset, latest)
    found = Located(dataset, outcomes)
    changes, tally = Changes(), Tally()
    for pair, said in found.on_all(read_pairs(dataset)):
        new = said.settle(pair) if said else pair
        if new is not pair and new != pair:
            changes.add(Change(pair, new))
        tally.add(new, before=pair)
    refuse_changed(dataset, parent)
    return Plan(
        dataset=dataset,
        parent=parent,
        reviews=(outcomes.digest,),
        changes=changes,
        problems=(),
        problem_count=0,
        notices=tuple(found.notices()),
        progress=tally.progress(),
        left_out=found.left_out,
    )
