"""`bilingual review log, undo, disagreements`: what the verdict log beside a dataset holds, and taking back."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.console import put, put_json, put_json_parts
from bilingual.cli.dataset import AsJson, Dataset
from bilingual.errors import UsageError
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.review import Agreement, Disagreements, Outcome, Record, VerdictLog

MOST_UNDONE_SHOWN = 200
FEW = 20  # pairs that two have judged; below, the large-sample interval is rough
OnlyPair = Annotated[
    str | None, typer.Option("--pair", metavar="ID", help="Only of the pair with this id.", show_default="all")
]


def log_command(
    dataset: Dataset,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Only of this reviewer.", show_default="all")
    ] = None,
    pair: OnlyPair = None,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a line.")] = False,
) -> None:
    """List every verdict in the log, the oldest first.

    Number, time, reviewer, pair, verdict; what was taken back is named by its number.
    """
    from bilingual.review.records import check_reviewer

    name = None if reviewer is None else check_reviewer(reviewer)
    with _open(dataset) as log:
        for record in log.records(reviewer=name, pair=pair):
            if as_json:
                put_json(asdict(record))
            else:
                put(_describe(record))


def undo_command(
    dataset: Dataset,
    reviewer: Annotated[
        str | None, typer.Option(metavar="NAME", help="Whose verdict; needed where several have given any.")
    ] = None,
    pair: OnlyPair = None,
    as_json: AsJson = False,
) -> None:
    """Take back a reviewer's last verdict.

    It is the last on one pair with --pair. What was given with it, as on identical sentences or by one table, is taken
    back too. The log keeps both; `bilingual review apply DATASET` writes the change into the dataset.
    """
    with _open(dataset) as log:
        numbers = log.take_back(_whose(log, reviewer, dataset), pair)
        if not numbers:
            raise UsageError(f"{dataset}: no verdict is left to undo; see `bilingual review log {dataset}`")
        undone = islice(log.records(after=numbers.start - 1), len(numbers))
        if as_json:
            put_json_parts(_json_list(asdict(record) for record in undone))
            return
        for record in islice(undone, MOST_UNDONE_SHOWN):
            put(_describe(record))
    if len(numbers) > MOST_UNDONE_SHOWN:
        put(f"… and {len(numbers) - MOST_UNDONE_SHOWN} more")
    count = plural(len(numbers), "verdict")
    put(f"took back {count}; `bilingual review apply {dataset}` writes that into the dataset")


def _json_list(values: Iterable[Any]) -> Iterator[str]:
    """Yield the text of a JSON list in parts."""
    for number, value in enumerate(values):
        yield f"{', ' if number else '['}{json.dumps(value, ensure_ascii=False)}"
    yield "]"


def disagreements_command(dataset: Dataset, as_json: AsJson = False) -> None:
    """List the pairs on which reviewers disagree.

    Then how often they agree beyond chance: Cohen's kappa of accepted, edited and rejected over the pairs that two
    have judged, with its 95 % interval; verdicts that settle a disagreement are left out of it.
    """
    from bilingual.review import find_disagreements

    with _open(dataset) as log:
        found = find_disagreements(log.by_pair())
    if as_json:
        put_json(_as_json(found))
        return
    for each in found.listed:
        put(f"{each.first.id}  {json.dumps(each.first.fr, ensure_ascii=False)}")
        for record in each.said:
            put(f"  {_said(record)}")
    if found.count > len(found.listed):
        put(f"… and {found.count - len(found.listed)} more")
    put(f"{plural(found.count, 'pair')} on which reviewers disagree")
    for agreement in found.agreements:
        put(_describe_agreement(agreement))


def _open(dataset: Path) -> "VerdictLog":
    from bilingual.dataset import read_manifest
    from bilingual.review.log import VerdictLog, has_verdicts

    read_manifest(dataset)
    if not has_verdicts(dataset):
        raise UsageError(f"{dataset}: no verdict has been logged; the ways to give one: `bilingual review --help`")
    return VerdictLog.beside(dataset)


def _whose(log: "VerdictLog", reviewer: str | None, dataset: Path) -> str:
    from bilingual.review.records import check_reviewer
    from bilingual.text.nearest import advise

    names, reviewer = log.reviewers(), None if reviewer is None else check_reviewer(reviewer)
    if not names:
        raise UsageError(f"{dataset}: no verdict has been logged; the ways to give one: `bilingual review --help`")
    if reviewer in names:
        return str(reviewer)
    if reviewer is not None:
        raise UsageError(f"--reviewer {reviewer}: no verdict of theirs is in the log; {advise(reviewer, names)}")
    if len(names) != 1:
        raise UsageError(f"{dataset}: several have given verdicts; name one with --reviewer: {', '.join(names)}")
    return names[0]


def _describe(record: "Record") -> str:
    what = f"undoes {record.undoes}, back to {record.status}" if record.undoes is not None else record.status
    return f"{record.number:>6}  {record.time}  {record.judged.id}  {_said(record, what)}"


def _said(record: "Record", what: str | None = None) -> str:
    """Return who said what: the English where it is an edit, the comment where there is one."""
    text = f"{record.reviewer}: {what or record.status}{', settles' if record.settles else ''}"
    if record.status == "edited":
        text += f": {json.dumps(record.en, ensure_ascii=False)}"
    return f"{text} ({record.comment})" if record.comment else text


def _describe_agreement(found: "Agreement") -> str:
    first, second = found.reviewers
    text = f"{first} and {second}: same verdict on {found.same} of {plural(found.pairs, 'pair')}"
    if found.kappa is None:
        return f"{text}; no kappa where a reviewer gave one verdict only"
    rough = ", rough: few pairs" if found.pairs < FEW else ""
    return f"{text}; kappa {found.kappa.value:.2f} ({found.kappa.low:.2f} to {found.kappa.high:.2f}, 95 %{rough})"


def _as_json(found: "Disagreements") -> dict[str, Any]:
    return {
        "count": found.count,
        "listed": list(map(_outcome_json, found.listed)),
        "agreements": [asdict(agreement) for agreement in found.agreements],
    }


def _outcome_json(found: "Outcome") -> dict[str, Any]:
    said = [{"reviewer": each.reviewer, "time": each.time, "status": each.status, "en": each.en} for each in found.said]
    return {"id": found.first.id, "fr": found.first.fr, "machine_en": found.first.machine_en, "said": said}
