"""The fifth step: a table for reviewers out, their verdicts back into the dataset's next version."""

from bilingual.review.applying import Applied, RefusedReview, apply_review
from bilingual.review.figures import Progress, Rest, Tally, edit_chrf, wilson
from bilingual.review.planning import Change, Plan, plan_review
from bilingual.review.rows import Problem
from bilingual.review.table import ORDERS, review_table
from bilingual.review.verdicts import Verdict, settle
from bilingual.review.versions import write_version

__all__ = [
    "ORDERS",
    "Applied",
    "Change",
    "Plan",
    "Problem",
    "Progress",
    "RefusedReview",
    "Rest",
    "Tally",
    "Verdict",
    "apply_review",
    "edit_chrf",
    "plan_review",
    "review_table",
    "settle",
    "wilson",
    "write_version",
]
