"""The campaign's end: one table of what was tried and what held, then each failure with how to see it again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from scripts.faults.cases import Outcome

HEAD = ("class/kind", "tried", "held", "failed", "not tried")
COLUMN, MOST_SHOWN = 9, 20


def summarise(outcomes: Sequence[Outcome], command: str) -> list[str]:
    """Return the lines of the summary; `command` is the one that ran, without a choice of cases."""
    width = max((len(outcome.kind) for outcome in outcomes), default=8) + 2
    lines = [_row(HEAD, width), *(_row(row, width) for row in _rows(outcomes))]
    remarks = Counter(outcome.remark or outcome.skipped for outcome in outcomes if outcome.remark or outcome.skipped)
    lines += [f"note: {text}: {count} cases" for text, count in sorted(remarks.items(), key=str)]
    return lines + list(_failures(outcomes, command))


def _failures(outcomes: Iterable[Outcome], command: str) -> Iterator[str]:
    """Yield each failure and how to see it again; of many of one kind the first, and how many more there are."""
    shown, more = Counter[str](), Counter[str]()
    for outcome in outcomes:
        if outcome.problem and shown[outcome.kind] < MOST_SHOWN:
            shown[outcome.kind] += 1
            yield f"FAILED {outcome.name}: {outcome.problem}"
            yield f"       {command} --case '{outcome.name}'"
        elif outcome.problem:
            more[outcome.kind] += 1
    for kind, count in more.items():
        yield f"FAILED {count} more of {kind}: {command} --case '{kind}/*'"


def _rows(outcomes: Iterable[Outcome]) -> list[tuple[object, ...]]:
    """Return a row for each kind in the order of the cases, then their sum."""
    tried, held, skipped = Counter[str](), Counter[str](), Counter[str]()
    for outcome in outcomes:
        for kind in (outcome.kind, "all"):
            tried[kind] += not outcome.skipped
            held[kind] += not (outcome.problem or outcome.skipped)
            skipped[kind] += bool(outcome.skipped)
    kinds = [*(kind for kind in tried if kind != "all"), "all"]
    return [(kind, tried[kind], held[kind], tried[kind] - held[kind], skipped[kind]) for kind in kinds]


def _row(cells: Sequence[object], width: int) -> str:
    return str(cells[0]).ljust(width) + "".join(str(cell).rjust(COLUMN + 1) for cell in cells[1:])
