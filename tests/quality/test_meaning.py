"""What the card and the report say of a flag, and of none, is what the labelled translations show."""

import csv
from pathlib import Path

from bilingual import check_pair
from bilingual.quality.meaning import FLAGGED, FLAGGED_OF_WRONG, WRONG, meaning_of_flags
from bilingual.report.content import gather_content
from bilingual.report.page import render_page

LABELLED = Path(__file__).parent.parent / "quality_cases" / "seed_output.tsv"


def test_the_figures_are_those_of_the_labelled_translations():
    with LABELLED.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))[1::2]
    flagged = [row for row in rows if check_pair(row["fr"], row["en"], float(row["score"]))]
    wrong = [row for row in rows if row["severity"] in ("major", "critical")]
    found = [row for row in flagged if row in wrong]
    assert (len(wrong), len(found), len(flagged)) == (WRONG, FLAGGED_OF_WRONG, FLAGGED)


def test_the_card_and_the_report_say_both_sentences(dataset: Path):
    card, page = (dataset / "README.md").read_text(encoding="utf-8"), render_page(gather_content(dataset))
    for sentence in meaning_of_flags():
        assert sentence in card and sentence in page
