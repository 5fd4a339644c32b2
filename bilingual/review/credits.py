"""Who reviewed a pair and when, for a dataset that is to say so."""

from dataclasses import replace

from bilingual.dataset import read_manifest, read_pairs
from bilingual.dataset.schema import FORMAT_1
from bilingual.errors import UsageError
from bilingual.pairs import Pair
from bilingual.review.changes import Change
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log
from bilingual.review.outcomes import Outcomes
from bilingual.review.planning import Plan
from bilingual.review.records import UNNAMED, Credit
from bilingual.review.standing import MACHINE


def name_reviewers(plan: Plan, credit: Credit | None = None) -> None:
    """Let the changes of a plan name the reviewer and time of every pair with a verdict, as far as they are known.

    They are those of the log; of a verdict that the plan brings from another dataset, those known there, and of one
    from a table, the `credit` for it. Raises UsageError for a dataset of format 1, which has no columns for them.
    """
    if read_manifest(plan.dataset).format == FORMAT_1:
        raise UsageError(
            f"--with-reviewers: {plan.dataset} is of an older format without columns for it; build it again"
        )
    outcomes = _outcomes(plan)
    for pair, new in plan.changes.after_all(read_pairs(plan.dataset)):
        is_judged = (new.status, new.en) != (pair.status, pair.en)
        named = _named(new, outcomes, _credit_of(pair.id, plan, credit) if is_judged else None)
        if named != pair:
            plan.changes.add(Change(pair, named))


def _credit_of(pair: str, plan: Plan, credit: Credit | None) -> Credit | None:
    """Return whose a verdict that the plan brings is: of people of another dataset, or of who brings the tables."""
    return next(filter(None, (carried.credit(pair) for carried in plan.carried)), credit)


def _outcomes(plan: Plan) -> Outcomes:
    if not has_log(plan.dataset):
        return Outcomes()
    with VerdictLog.beside(plan.dataset) as log:
        return Outcomes(log.by_pair())


def _named(pair: Pair, outcomes: Outcomes, credit: Credit | None) -> Pair:
    if pair.status == MACHINE:
        return replace(pair, reviewer=None, reviewed=None)
    if credit is not None:
        name = None if credit.reviewer == UNNAMED else credit.reviewer
        return replace(pair, reviewer=name, reviewed=credit.time)
    said = outcomes.of(pair.id)
    return replace(pair, reviewer=said.reviewer, reviewed=said.reviewed) if said else pair
