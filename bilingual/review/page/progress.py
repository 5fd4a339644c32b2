"""How far the review of a queue has come, how long the rest takes, and what a random sample says of all."""

from typing import Any

import numpy as np

from bilingual.pairs import STATUSES
from bilingual.review.draws import FEWEST, wilson
from bilingual.review.page.editions import Edition
from bilingual.review.page.index import Array
from bilingual.review.page.sampling import Sample


def measure(edition: Edition, scope: Array, sample: Sample | None, reviewer: str | None) -> dict[str, Any]:
    """Return the figures of a queue, whatever verdicts it is narrowed to, for a reviewer."""
    overlay = edition.overlay
    counts = np.bincount(edition.queues.status(reviewer)[scope], minlength=len(STATUSES)).tolist()
    reviewed = sum(counts[1:])
    left = int(np.count_nonzero(edition.queues.open_to(reviewer)[scope]))
    each = overlay.seconds_each(reviewer) if reviewer is not None else None
    return {
        "size": len(scope),
        "reviewed": reviewed,
        "mine": int(np.count_nonzero(overlay.mine(reviewer)[scope])),
        "unreviewed": left,
        "seconds_each": each,
        "seconds_left": None if each is None else each * left,
        "rates": {name: counts[code] / max(reviewed, 1) for code, name in enumerate(STATUSES) if code},
        "interval": _interval(overlay.status[sample.chance]) if sample else None,
    }


def _interval(statuses: Array) -> dict[str, Any] | None:
    """Return the errors among the judged of a random sample, and what share of all such pairs is wrong (95 %)."""
    judged = int(np.count_nonzero(statuses))
    if judged < FEWEST:
        return None
    errors = int(np.count_nonzero(statuses > 1))  # edited or rejected
    low, high = wilson(errors, judged)
    return {"errors": errors, "of": judged, "low": low, "high": high}
