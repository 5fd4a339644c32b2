"""How good a model is: BLEU and chrF2 of its translations of test sets, by sacrebleu, its press sheet, its speed."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bilingual.errors import UsageError
from bilingual.files.opening import portable_name
from bilingual.pair_tables import Row, read_test
from bilingual.press_sheet import Sheet, make_sheet

if TYPE_CHECKING:
    from bilingual.models import Model
    from bilingual.translator import Translator

Translate = Callable[[list[str]], list[str]]
INSTALL_SCORES = "pip install sacrebleu"  # not the extra: pip would add what Argos Translate asks for


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """The scores of one test set.

    `bleu` and `chrf` run from 0 to 100, as sacrebleu gives them with the signatures; `words_per_second` counts the
    French words (runs without a blank) of the test over the `seconds` that translating it took, loading left out.
    `sheet` has the shares of the press sheet for the model's English, `reference_sheet` those for the test set's own.
    """

    test: str
    sentences: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    words_per_second: float
    seconds: float
    sheet: Sheet
    reference_sheet: Sheet


def translating_with(
    model: "Model", beam: int = 4, device: str = "auto", workers: int = 1, *, raw: bool = False
) -> Translate:
    """Return a function from French texts to English ones, which loads the model once, at the first texts.

    `raw` gives the model the French as it is. The function raises what `Translator` raises.
    """

    @cache
    def loaded() -> "Translator":
        from bilingual.translator import Options, Translator

        return Translator(model, device=device, workers=workers, options=Options.chosen(beam, raw))

    return lambda texts: [translation.text for translation in loaded().translate(texts)]


def evaluate(tests: Sequence[Path], translate: Translate) -> list[Score]:
    """Translate test sets and score the result against their English, one score each, in the order given.

    References are taken as they stand. The test sets are read before anything is translated. Raises UsageError when
    sacrebleu is not installed, and what `read_test` and `translate` raise.
    """
    metrics = load_metrics()
    sets = [read_test(path) for path in tests]
    translate([source for source, _ in sets[0][:1]] if sets else [])
    scores = []
    for path, rows in zip(tests, sets, strict=True):
        began = time.perf_counter()
        english = translate([source for source, _ in rows])
        scores.append(score(portable_name(path.name), rows, english, time.perf_counter() - began, metrics))
    return scores


def load_metrics() -> tuple[Any, Any]:
    """Return sacrebleu's BLEU and chrF2 with their default options; UsageError when it is not installed."""
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sacrebleu":
            raise
        raise UsageError(f"scores need sacrebleu; run: {INSTALL_SCORES}") from error
    return BLEU(), CHRF()


def score(name: str, rows: Sequence[Row], english: Sequence[str], seconds: float, metrics: tuple[Any, Any]) -> Score:
    """Score the translations of a test set that took so many seconds."""
    bleu, chrf = metrics
    references = [[target for _, target in rows]]
    words = sum(len(source.split()) for source, _ in rows)
    return Score(
        test=name,
        sentences=len(rows),
        bleu=bleu.corpus_score(english, references).score,
        chrf=chrf.corpus_score(english, references).score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        words_per_second=words / max(seconds, 1e-9),
        seconds=seconds,
        sheet=make_sheet((source, text) for (source, _), text in zip(rows, english, strict=True)),
        reference_sheet=make_sheet(rows),
    )
