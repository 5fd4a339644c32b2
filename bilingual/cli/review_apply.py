"""`bilingual review apply`: verdicts from tables, another dataset or the log into the dataset's next version."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import note, put, put_json_parts, say
from bilingual.cli.dataset import Dataset, refuse_swapped
from bilingual.cli.review_json import review_json
from bilingual.errors import ModelError, ReviewError, UsageError
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.models import Model
    from bilingual.review import Applied, Changes, Drawn, Plan, Progress, Proofread, Rest

MOST_CHANGES_SHOWN = 200
MOST_REPLACED_SHOWN = 20
MANY_EDITS = 2_000
Reviewer = Annotated[
    str | None, typer.Option(metavar="NAME", help="Whose verdicts these are, for the log.", show_default="unnamed")
]


def apply_command(
    files: Annotated[
        list[Path] | None,
        typer.Argument(
            metavar="FILE",
            help="Review tables, or a dataset whose verdicts to bring over; none: what the log of DATASET holds.",
        ),
    ] = None,
    *,
    dataset: Dataset,
    out: Annotated[
        Path | None, typer.Option(metavar="FOLDER", help="Write the next version here.", show_default="in place")
    ] = None,
    reviewer: Reviewer = None,
    log_only: Annotated[
        bool, typer.Option("--log-only", help="Only put the verdicts of the files into the log; write no version.")
    ] = False,
    latest: Annotated[
        bool, typer.Option("--latest", help="Where reviewers in the log disagree, take the latest verdict.")
    ] = False,
    with_reviewers: Annotated[
        bool, typer.Option("--with-reviewers", help="Publish who reviewed each pair, and when.")
    ] = False,
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
    from bilingual.review import ApplyOptions, RefusedReview, apply_review
    from bilingual.review.records import UNNAMED

    files = files or []
    _refuse_misplaced(files, dataset, log_only, reviewer)
    for option in ("--out" if out else None, "--with-reviewers" if with_reviewers else None):
        if log_only and option:
            raise UsageError(f"--log-only writes no version, so {option} says nothing; leave one of them out")
    options = ApplyOptions(
        out=out,
        dry_run=dry_run,
        replace=replace,
        reviewer=UNNAMED if reviewer is None else reviewer,
        log_only=log_only,
        latest=latest,
        with_reviewers=with_reviewers,
    )
    reader = find_model(model) if model and proofread else None
    try:
        applied = apply_review(files, dataset, options)
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
    _show(applied, dry_run, log_only)
    for line in _describe_slips(found) if found else ():
        put(line)


def _refuse_misplaced(files: list[Path], dataset: Path, log_only: bool, reviewer: str | None) -> None:
    """Refuse a dataset in a file's place, a table without a dataset, and options that need files."""
    if dataset.is_file() and files:
        rest = " ".join(map(str, files[1:]))
        refuse_swapped(dataset, files[0], f"review apply {rest} {dataset} {files[0]}".replace("  ", " "))
    if dataset.is_file() and not files:
        raise UsageError(f"{dataset}: name the dataset too: `bilingual review apply {dataset} DATASET`")
    for option in ("--log-only" if log_only else None, "--reviewer" if reviewer is not None else None):
        if option and not files:
            raise UsageError(f"{option} is for review tables, and none is named; the log knows its reviewers")


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

    edits, wanted = count_edits(applied.plan.changes.edits()), applied.manifest.model["sha256"]
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
        return proofread(applied.plan.changes.edits(), model, available_cores())
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


def _show(applied: "Applied", dry_run: bool, log_only: bool) -> None:
    changes = applied.plan.changes
    if not changes:
        which = "the verdicts that could be carried over" if applied.plan.left_out else "all these verdicts"
        put(f"unchanged  {applied.out}: version {applied.manifest.version} holds {which} already")
        if applied.logged:
            put(f"logged     {plural(applied.logged, 'verdict')} for which its log had another")
    elif dry_run:
        put(f"would change {plural(len(changes), 'pair')} of {applied.out}; nothing was written")
    elif log_only:
        logged = plural(applied.logged, "verdict") if applied.logged else "nothing new"
        put(f"logged     {logged} on {applied.out}; nothing was written into it")
        return
    else:
        version = f"version {applied.manifest.version}, parent {applied.plan.parent[:12]}"
        put(f"applied    {applied.out}: {plural(len(changes), 'pair')} changed; {version}")
    for line in (*_describe_replaced(applied.plan), *_describe(applied.plan.progress)):
        put(line)


def _describe_replaced(plan: "Plan") -> Iterator[str]:
    from bilingual.review import replaced

    count = 0
    for count, each in enumerate(replaced(plan), 1):
        if count <= MOST_REPLACED_SHOWN:
            old, new = each.change.old, each.change.new
            who = f" ({each.reviewer}, {each.time})" if each.reviewer else ""
            yield f"{'replaces' if count == 1 else '':<11}{old.id}  {old.status}{who} → {new.status}"
    if count > MOST_REPLACED_SHOWN:
        yield f"{'':<11}… and {count - MOST_REPLACED_SHOWN} more"


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
    return [*lines, *map(_describe_drawn, progress.drawn)]


def _describe_rest(group: str, rest: "Rest") -> str:
    seen = f"{rest.errors} of {rest.reviewed} reviewed were wrong" if rest.reviewed else "none reviewed"
    return f"{rest.unreviewed} unreviewed {group}; {seen}"


def _describe_drawn(drawn: "Drawn") -> str:
    from bilingual.review import FEWEST, RANDOM

    is_random = drawn.draw.half == RANDOM
    told = f"sample     {drawn.draw.size} drawn {'at random without a flag' if is_random else 'with a flag'}: "
    told += f"{drawn.errors} of {drawn.reviewed} reviewed were wrong" if drawn.reviewed else "none reviewed"
    if drawn.error_rate:
        low, high = drawn.error_rate
        told += f"; of all without a flag {low:.1%} to {high:.1%} (95 % Wilson)"
        if drawn.open:
            told += f", if the {drawn.open} still open were not put off for what they say"
    elif is_random and drawn.reviewed:
        told += f", too few to say more (from {FEWEST} on)"
    return told
