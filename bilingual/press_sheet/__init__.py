"""The press sheet of a model: what its English keeps of the French, and how it does on press cases."""

from bilingual.press_sheet.cases import Case, Verdict, by_kind, judge_cases, right_of
from bilingual.press_sheet.reading import read_cases
from bilingual.press_sheet.shares import FIGURES, Figure, Share, Sheet, make_sheet

__all__ = [
    "FIGURES",
    "Case",
    "Figure",
    "Share",
    "Sheet",
    "Verdict",
    "by_kind",
    "judge_cases",
    "make_sheet",
    "read_cases",
    "right_of",
]
