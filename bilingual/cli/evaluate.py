"""`bilingual evaluate`: BLEU, chrF2 and speed of a model on test sets."""

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import note, put, put_json
from bilingual.cli.decoding import Beam, Device, Model, Raw

if TYPE_CHECKING:
    from bilingual.evaluation import Score

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
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object a test set.")] = False,
) -> None:
    """Score a model on test sets, BLEU and chrF2, and time it."""
    from bilingual.evaluation import evaluate
    from bilingual.models import find_model
    from bilingual.translator import available_cores

    found = find_model(model, note)
    scores = evaluate(tests, found, beam=beam, device=device, workers=available_cores(), raw=raw)
    if as_json:
        for score in scores:
            put_json({"model": found.name, "sha256": found.sha256, "beam": beam, "raw": raw, **asdict(score)})
        return
    note(f"model {found.title} ({found.sha256[:12]}), beam {beam}")
    for line in table([HEADER, *map(_cells, scores)]):
        put(line)
    for name, signature in {"BLEU": scores[0].bleu_signature, "chrF2": scores[0].chrf_signature}.items():
        put(f"{name} {signature}")


def _cells(score: "Score") -> tuple[str, ...]:
    speed, seconds = f"{score.words_per_second:.0f}", f"{score.seconds:.1f}"
    return score.test, f"{score.sentences}", f"{score.bleu:.1f}", f"{score.chrf:.1f}", speed, seconds


def table(rows: Sequence[Sequence[str]]) -> list[str]:
    """Return the rows as lines with aligned columns, names to the left and numbers to the right."""
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return ["  ".join([row[0].ljust(widths[0]), *map(str.rjust, row[1:], widths[1:])]) for row in rows]
