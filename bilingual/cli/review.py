"""`bilingual review`: a table for reviewers out, their verdicts back in."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import note, put, put_data, put_json_parts, say
from bilingual.cli.dataset import Dataset, refuse_swapped
from bilingual.cli.review_json import review_json
from bilingual.cli.usage import Command, Group
from bilingual.errors import ModelError, ReviewError, UsageError
from bilingual.text.counting import plural
from bilingual.text.nearest import advise

if TYPE_CHECKING:
    from bilingual.models import Model
    from bilingual.review import Applied, Changes, Plan, Progress, Proofread, Rest

MOST_CHANGES_SHOWN = 200
MANY_EDITS = 2_000
FEWEST = 20  # of the reviewed, to say anything of the rest

review_app = typer.Typer(help="Write a table for reviewers; bring their verdicts back in.", cls=Group)


@review_app.command("export", cls=Command)
def export_command(
    dataset: Dataset,
    out: Annotated[str, typer.Option(metavar="FILE", help="The table to write; - is stdout.")] = "review.tsv",
    sample: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=1,
            help="Only so many pairs without a verdict: half flagged, half not.",
            show_default="all",
        ),
    ] = None,
    order: Annotated[
        str, typer.Option(metavar="ORDER", help="document, score (lowest first) or flags (most first).")
    ] = "document",
    seed: Annotated[int, typer.Option(metavar="N", help="Another seed draws another sample.")] = 0,
) -> None:
    """Write the table that people review.

    They set `status`, correct `en` and may leave a `comment`.
    """
    from bilingual.dataset import read_manifest
    from bilingual.exports.files import write_new
    from bilingual.review import ORDERS, review_table

    if order not in ORDERS:
        raise UsageError(f"--order {order}: {advise(order, ORDERS)}")
    read_manifest(dataset)
    lines = review_table(dataset, sample, order, seed)
    if out == "-":
        for line in lines:
            put_data(line)
        return
    with write_new(Path(out)) as stream:
        count = sum(stream.write(f"{line}\n") > 0 for line in lines) - 1
    then = "set their status to accepted, edited or rejected, then run `bilingual review apply`"
    note(f"{out}: {plural(count, 'pair')}; {then}")


@review_app.command("apply", cls=Command)
def apply_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="FILE", help="Review files, or a dataset whose verdicts to bring over."),
    ],
    dataset: Dataset,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the next version here.", show_default="in place")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show the changes; write nothing.")] = False,
    replace: Annotated[
        bool, typer.Option("--replace", help="Replace the version at --out even if verdicts in it are lost.")
    ] = False,
    model: Annotated[
        str | None,
        typer.Option(metavar="MODEL", help="The model that the dataset was made with, if it is not installed."),
    ] = None,
    proofread: Annotated[
        bool, typer.Option(help="Let the model read the edits, and name those that look like slips.")
    ] = True,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object.")] = False,
) -> None:
    """Write the reviewers' verdicts into the dataset.

    They make its next version: all of them or, if any line is wrong, none.
    """
    from bilingual.models import find_model
    from bilingual.review import RefusedReview, apply_review

    if dataset.is_file():
        rest = " ".join(map(str, files[1:]))
        refuse_swapped(dataset, files[0], f"review apply {rest} {dataset} {files[0]}".replace("  ", " "))
    reader = find_model(model) if model and proofread else None
    try:
        applied = apply_review(files, dataset, out, dry_run, replace)
    except RefusedReview as error:
        _say_problems(error.plan)
        count = plural(error.plan.problem_count, "problem")
        raise ReviewError(f"{count} in the review; {dataset} was not changed") from error
    for notice in applied.plan.notices:
        note(notice)
    found = _proofread(applied, reader) if proofread else None
    if as_json:
        put_json_parts(review_json(applied, found))
        return
    if dry_run:
        _show_changes(applied.plan.changes)
    _show(applied, dry_run)
    for line in _describe_slips(found) if found else ():
        put(line)


def _say_problems(plan: "Plan") -> None:
    for problem in plan.problems:
        say(str(problem))
    if plan.problem_count > len(plan.problems):
        say(f"… and {plan.problem_count - len(plan.problems)} more")


def _proofread(applied: "Applied", named: "Model | None") -> "Proofread | None":
    """Let the model of the dataset read the edits; None where there are none, or it cannot."""
    from bilingual.models import find_by_hash
    from bilingual.review import count_edits, proofread
    from bilingual.translator import available_cores

    edits, wanted = count_edits(applied.plan.changes.values()), applied.manifest.model["sha256"]
    if not edits:
        return None
    if named and named.sha256 != wanted:
        note(f"the edits were not proofread: {named.path} is not the model of this dataset ({wanted[:12]})")
        return None
    model = named or find_by_hash(wanted)
    if model is None:
        note("the edits were not proofread: the model of this dataset is not at hand; name it with --model")
        return None
    if edits > MANY_EDITS:
        note(f"the model reads {plural(edits, 'edit')}, some 100 a second; --no-proofread leaves that out")
    try:
        return proofread(applied.plan.changes.values(), model, available_cores())
    except ModelError as error:  # the review is written: what is only a hint must not look like its failure
        note(f"the edits were not proofread: {error}")
        return None


def _describe_slips(found: "Proofread") -> Iterator[str]:
    from bilingual.quality.fidelity import describe_word

    look = "1 looks like a slip" if found.count == 1 else f"{found.count} look like slips"
    yield f"proofread  {plural(found.read, 'edit')} by the model: {look if found.count else 'none looks like a slip'}"
    for slip in found.slips:
        yield f"           {slip.id}  {', '.join(map(describe_word, slip.words))}"
    if found.count > len(found.slips):
        yield f"           … and {found.count - len(found.slips)} more"


def _show_changes(changes: "Changes") -> None:
    from bilingual.dataset.cells import encode_cell

    for change in islice(changes.values(), MOST_CHANGES_SHOWN):
        put(f"{change.old.id}  {change.old.status} → {change.new.status}")
        for name in ("en", "comment"):
            before, after = getattr(change.old, name), getattr(change.new, name)
            if before != after:
                put(f"  - {name}: {encode_cell(before)}")
                put(f"  + {name}: {encode_cell(after)}")
        if change.old.flags != change.new.flags:
            put(f"    flags: {' '.join(change.old.flags) or 'none'} → {' '.join(change.new.flags) or 'none'}")
    if len(changes) > MOST_CHANGES_SHOWN:
        put(f"… and {len(changes) - MOST_CHANGES_SHOWN} more")


def _show(applied: "Applied", dry_run: bool) -> None:
    changes = applied.plan.changes
    if not changes:
        which = "the verdicts that could be carried over" if applied.plan.left_out else "all these verdicts"
        put(f"unchanged  {applied.out}: version {applied.manifest.version} holds {which} already")
    elif dry_run:
        put(f"would change {plural(len(changes), 'pair')} of {applied.out}; nothing was written")
    else:
        version = f"version {applied.manifest.version}, parent {applied.plan.parent[:12]}"
        put(f"applied    {applied.out}: {plural(len(changes), 'pair')} changed; {version}")
    for line in _describe(applied.plan.progress):
        put(line)


def _describe(progress: "Progress") -> list[str]:
    from bilingual.evaluation import INSTALL_SCORES
    from bilingual.review import edit_chrf

    statuses = ", ".join(f"{count} {name}" for name, count in progress.statuses.items() if name != "machine")
    share = progress.reviewed / progress.pairs if progress.pairs else 0.0
    lines = [
        f"reviewed   {progress.reviewed} of {plural(progress.pairs, 'pair')} ({share:.1%})"
        + (f": {statuses}" if statuses else "")
    ]
    if progress.acceptance is not None:
        lines.append(f"accepted   {progress.acceptance:.1%} of the reviewed as the model wrote them")
    if progress.edits:
        measured = edit_chrf(progress.edits)
        chrf = f"chrF {measured[0]:.1f} ({measured[1]})" if measured else f"chrF needs sacrebleu; run: {INSTALL_SCORES}"
        lines.append(f"edits      model's English against the edited: {chrf}")
    lines.append(f"errors     {_describe_rest('without a flag', progress.clean)}")
    lines.append(f"           {_describe_rest('with a flag', progress.flagged)}")
    return lines


def _describe_rest(group: str, rest: "Rest") -> str:
    low, high = rest.error_rate
    seen = f"{rest.errors} of {rest.reviewed} reviewed were wrong"
    if rest.reviewed < FEWEST:
        return f"{rest.unreviewed} unreviewed {group}; {seen}, too few to say more"
    return f"{rest.unreviewed} unreviewed {group}: {low:.1%} to {high:.1%} wrong (95 % Wilson; {seen})"
