"""Spreadsheets for reviewers, `.xlsx` and `.ods`: written in one pass, and read whichever program saved them last."""

from bilingual.review.spreadsheets.kinds import ENDINGS, INSTALL_REVIEW, kind_of_file, kind_of_name
from bilingual.review.spreadsheets.reading import read_sheet
from bilingual.review.spreadsheets.writing import write_sheet

__all__ = ["ENDINGS", "INSTALL_REVIEW", "kind_of_file", "kind_of_name", "read_sheet", "write_sheet"]
