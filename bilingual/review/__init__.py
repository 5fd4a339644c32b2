"""The fifth step: a table for reviewers out, their verdicts back into the dataset's next version."""

from bilingual.review.agreement import Agreement, Disagreements, Kappa, cohen_kappa, find_disagreements
from bilingual.review.applying import Applied, ApplyOptions, RefusedReview, apply_review
from bilingual.review.changes import Change, Changes
from bilingual.review.draws import FEWEST, RANDOM, Draw, Drawn, wilson
from bilingual.review.edits import Edits, edit_chrf
from bilingual.review.figures import Progress, Rest, Tally
from bilingual.review.log import VerdictLog
from bilingual.review.log_file import has_log, log_path
from bilingual.review.planning import Plan, plan_review
from bilingual.review.problems import Problem
from bilingual.review.proofreading import Proofread, Slip, count_edits, proofread
from bilingual.review.records import Entry, Judged, Record
from bilingual.review.replacing import Replaced, replaced
from bilingual.review.standing import Outcome, outcome
from bilingual.review.table import ORDERS, columns_of, review_rows, review_table
from bilingual.review.verdicts import Verdict, settle
from bilingual.review.versions import write_version

__all__ = [
    "FEWEST",
    "ORDERS",
    "RANDOM",
    "Agreement",
    "Applied",
    "ApplyOptions",
    "Change",
    "Changes",
    "Disagreements",
    "Draw",
    "Drawn",
    "Edits",
    "Entry",
    "Judged",
    "Kappa",
    "Outcome",
    "Plan",
    "Problem",
    "Progress",
    "Proofread",
    "Record",
    "RefusedReview",
    "Replaced",
    "Rest",
    "Slip",
    "Tally",
    "Verdict",
    "VerdictLog",
    "apply_review",
    "cohen_kappa",
    "columns_of",
    "count_edits",
    "edit_chrf",
    "find_disagreements",
    "has_log",
    "log_path",
    "outcome",
    "plan_review",
    "proofread",
    "replaced",
    "review_rows",
    "review_table",
    "settle",
    "wilson",
    "write_version",
]
