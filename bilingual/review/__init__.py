"""The fifth step: a table for reviewers out, their verdicts back into the dataset's next version."""

from bilingual.review.applying import Applied, RefusedReview, apply_review
from bilingual.review.changes import Change, Changes
from bilingual.review.draws import FEWEST, RANDOM, Draw, Drawn, wilson
from bilingual.review.edits import Edits, edit_chrf
from bilingual.review.figures import Progress, Rest, Tally
from bilingual.review.planning import Plan, plan_review
from bilingual.review.problems import Problem
from bilingual.review.proofreading import Proofread, Slip, count_edits, proofread
from bilingual.review.table import ORDERS, columns_of, review_rows, review_table
from bilingual.review.verdicts import Verdict, settle
from bilingual.review.versions import write_version

__all__ = [
    "FEWEST",
    "ORDERS",
    "RANDOM",
    "Applied",
    "Change",
    "Changes",
    "Draw",
    "Drawn",
    "Edits",
    "Plan",
    "Problem",
    "Progress",
    "Proofread",
    "RefusedReview",
    "Rest",
    "Slip",
    "Tally",
    "Verdict",
    "apply_review",
    "columns_of",
    "count_edits",
    "edit_chrf",
    "plan_review",
    "proofread",
    "review_rows",
    "review_table",
    "settle",
    "wilson",
    "write_version",
]
