"""What a flag and a missing flag mean, in figures that `scripts/benchmark_quality.py --only seeds` prints."""

# Of the odd rows of tests/quality_cases/seed_output.tsv: 102 translations of five articles by the embedded model. A
# threshold, that of `low_score`, was fitted on the even rows.
WRONG, FLAGGED_OF_WRONG, FLAGGED = 65, 34, 41


def meaning_of_flags() -> tuple[str, str]:
    """Return two sentences for readers of a dataset: what a flag says, and what no flag does not say."""
    return (
        f"A flag says that a check failed, not that the translation is wrong; of {FLAGGED} flagged translations in a "
        f"labelled test set {FLAGGED_OF_WRONG} held a major or critical error.",
        f"A pair without a flag is not a right pair: of {WRONG} translations with such an error in that set, five "
        f"articles as the embedded model translates them, {WRONG - FLAGGED_OF_WRONG} carry no flag.",
    )
