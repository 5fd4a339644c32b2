"""`bilingual evaluate`: how good and how fast a model is on test sets."""

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from bilingual.cli.console import put, put_json, say


def evaluate_command(
    tests: Annotated[list[Path], typer.Argument(help="Test sets: TSV files of French, tab, English; gzipped or not.")],
    model: Annotated[str, typer.Option(help="auto, a model's name, or the path of an Argos package.")] = "auto",
    beam: Annotated[int, typer.Option(min=1, max=64, help="Hypotheses kept while decoding; 1 is greedy.")] = 4,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a test set.")] = False,
) -> None:
    """Score a model: BLEU, chrF and words per second."""
    from bilingual.builder import available_cores
    from bilingual.evaluation import evaluate
    from bilingual.models import find_model
    from bilingual.translator import Translator

    found = find_model(model, say)
    translator = Translator(found, beam=beam, device=device, workers=available_cores())
    for test_set in tests:
        score = evaluate(test_set, translator)
        if as_json:
            put_json({"model": found.name, "sha256": found.sha256, "beam": beam, **asdict(score)})
            continue
        put(f"{score.test_set}: {score.sentences} sentences, model {found.name} {found.version}, beam {beam}")
        put(f"  BLEU {score.bleu:.1f}  chrF2 {score.chrf:.1f}  as the references are")
        put(f"  BLEU {score.bleu_plain:.1f}  chrF2 {score.chrf_plain:.1f}  with plain quotes and apostrophes")
        put(f"  {score.words_per_second:.0f} French words a second")
        put(f"  {score.bleu_signature}\n  {score.chrf_signature}")
