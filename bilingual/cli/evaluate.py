"""`bilingual evaluate`: BLEU, chrF2, press sheet and speed of a model on test sets and press cases."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from bilingual.cli.console import note, put, put_json
from bilingual.cli.decoding import Beam, Device, Model, Raw

if TYPE_CHECKING:
    from bilingual.evaluation import Score
    from bilingual.press_sheet import Share, Verdict

HEADER = ("test set", "sentences", "BLEU", "chrF2", "words/s", "seconds")


def evaluate_command(
    tests: Annotated[
        list[Path],
        typer.Argument(metavar="TSV", help="Test sets: French, a tab, English on each line; .gz or not."),
    ],
    model: Model = "auto",
    beam: Beam = 4,
    device: Device = "auto",
    raw: Raw = False,
    cases: Annotated[
        Path | None,
        typer.Option(metavar="JSONL", help="Press cases to judge, in place of the list that ships with the package."),
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a test set, then one of the cases.")] = False,
) -> None:
    """Score a model on test sets, BLEU and chrF2, time it, and print its press sheet.

    The sheet says what the English keeps of the French, beside the same of the test set's own English: names, numbers,
    symbols; words that are none; segments left in French; and how many press cases of each kind are right.
    """
    from bilingual.evaluation import evaluate, translating_with
    from bilingual.models import find_model
    from bilingual.press_sheet import judge_cases, read_cases
    from bilingual.translator import available_cores

    listed, found = read_cases(cases), find_model(model, note)
    translate = translating_with(found, beam=beam, device=device, workers=available_cores(), raw=raw)
    scores, verdicts = evaluate(tests, translate), judge_cases(listed, translate)
    if as_json:
        run = {"model": found.name, "sha256": found.sha256, "beam": beam, "raw": raw}
        for score in scores:
            put_json({**run, **asdict(score), **_sheets(score)})
        put_json({**run, **_judged(verdicts)})
        return
    note(f"model {found.title} ({found.sha256[:12]}), beam {beam}")
    for line in [*_scores(scores), *_sheet_lines(scores), "", *table(_kinds(verdicts))]:
        put(line)


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows as lines with aligned columns, names to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]


def _scores(scores: Sequence["Score"]) -> list[str]:
    signatures = {"BLEU": scores[0].bleu_signature, "chrF2": scores[0].chrf_signature}
    return [*table([HEADER, *map(_cells, scores)]), *(f"{name} {signature}" for name, signature in signatures.items())]


def _cells(score: "Score") -> tuple[str, ...]:
    speed, seconds = f"{score.words_per_second:.0f}", f"{score.seconds:.1f}"
    return score.test, f"{score.sentences}", f"{score.bleu:.1f}", f"{score.chrf:.1f}", speed, seconds


def _sheet_lines(scores: Sequence["Score"]) -> list[str]:
    """Return the press sheet of each test set, under its name: a blank line, then a line a figure."""
    from bilingual.press_sheet import FIGURES

    lines = []
    for score in scores:
        rows: list[tuple[str, ...]] = [(score.test, "model", "reference")]
        for figure in FIGURES:
            sheets = (score.sheet, score.reference_sheet)
            rows.append((figure.says, *(figure.shown(sheet[figure.key]) for sheet in sheets)))
        lines += ["", *table(rows)]
    return lines


def _kinds(verdicts: Sequence["Verdict"]) -> list[tuple[str, str]]:
    from bilingual.press_sheet import by_kind, right_of

    rows = [(kind, f"{share.count} of {share.of}") for kind, share in by_kind(verdicts).items()]
    whole = right_of(verdicts)
    return [("press cases", "right"), *rows, ("all", f"{whole.count} of {whole.of}")]


def _sheets(score: "Score") -> dict[str, Any]:
    sheets = {"sheet": score.sheet, "reference_sheet": score.reference_sheet}
    return {name: {key: _share(share) for key, share in sheet.items()} for name, sheet in sheets.items()}


def _judged(verdicts: Sequence["Verdict"]) -> dict[str, Any]:
    from bilingual.press_sheet import by_kind, right_of

    kinds = {kind: _share(share) for kind, share in by_kind(verdicts).items()}
    listed = [
        {**asdict(verdict.case), "en": verdict.en, "clean_en": verdict.clean_en, "right": verdict.right}
        for verdict in verdicts
    ]
    return {"press_cases": _share(right_of(verdicts)), "kinds": kinds, "cases": listed}


def _share(share: "Share") -> dict[str, float | None]:
    return {"count": share.count, "of": share.of, "share": share.ratio}
