"""The flags of a pair with any English, each with what it says and what its check saw."""

from typing import Any

from bilingual.pairs import Pair
from bilingual.quality import FLAGS, measure_pair
from bilingual.review.verdicts import flags_of

UNKNOWN = "a flag of another version"
UNSEEN = "flagged when the dataset was built"


def describe_flags(pair: Pair, en: str) -> list[dict[str, Any]]:
    """Return name, meaning and what was seen of each flag of a pair with this English."""
    flags = pair.flags if en == pair.en else flags_of(pair, en)
    if not flags:
        return []
    measures = measure_pair(pair.fr, en, pair.score if en == pair.machine_en else None)
    seen = {measure.check: measure.detail for measure in measures if measure.failed}
    return [{"name": flag, "says": FLAGS.get(flag, UNKNOWN), "saw": seen.get(flag, UNSEEN)} for flag in flags]
