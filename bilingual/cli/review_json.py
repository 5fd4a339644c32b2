"""What `bilingual review apply --json` prints, in parts: it has an item for every change."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bilingual.review import Applied, Change, Drawn, Proofread, Rest


def review_json(applied: "Applied", found: "Proofread | None") -> Iterator[str]:
    """Yield the text of one JSON object in parts: it has an item for every change."""
    from bilingual.review import edit_chrf

    plan, progress = applied.plan, applied.plan.progress
    chrf = edit_chrf(progress.edits)
    before = {
        "out": str(applied.out),
        "written": applied.written,
        "version": applied.manifest.version,
        "parent": applied.manifest.parent,
    }
    after = {
        "pairs": progress.pairs,
        "statuses": progress.statuses,
        "acceptance": progress.acceptance,
        "edit_chrf": chrf and {"score": chrf[0], "signature": chrf[1]},
        "proofread": found and _proofread_json(found),
        "unreviewed": {"clean": _rest_json(progress.clean), "flagged": _rest_json(progress.flagged)},
        "samples": [_drawn_json(drawn) for drawn in progress.drawn],
    }
    yield f'{_json(before)[:-1]}, "changed": ['
    yield from _items(plan.changes.values())
    yield f"], {_json(after)[1:]}"


def _proofread_json(found: "Proofread") -> dict[str, Any]:
    slips = [{"id": slip.id, "words": {word.text: word.log_probability for word in slip.words}} for slip in found.slips]
    return {"edits": found.read, "slips": found.count, "first": slips}


def _items(changes: "Iterable[Change]") -> Iterator[str]:
    comma = ""
    for change in changes:
        yield comma + _json({"id": change.old.id, "from": change.old.status, "to": change.new.status})
        comma = ", "


def _json(value: dict[str, Any]) -> str:
    return json.dumps(value, ensure_ascii=False)


def _rest_json(rest: "Rest") -> dict[str, Any]:
    return {"pairs": rest.unreviewed, "errors": rest.errors, "of_reviewed": rest.reviewed}


def _drawn_json(drawn: "Drawn") -> dict[str, Any]:
    rate = drawn.error_rate
    return {
        "half": drawn.draw.half,
        "pairs": drawn.draw.size,
        "seed": drawn.draw.seed,
        "errors": drawn.errors,
        "of_reviewed": drawn.reviewed,
        "error_rate_95": rate and list(rate),
    }
