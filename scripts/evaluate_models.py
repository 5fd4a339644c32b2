"""Prints the figures of the model card, as Markdown.

    python scripts/evaluate_models.py scores [MODEL...] --test TEST.tsv.gz… [--beam 4 --beam 1]
    python scripts/evaluate_models.py sheet MODEL... --test TEST.tsv.gz… [--cases CASES.jsonl]
    python scripts/evaluate_models.py shapes [MODEL] --test TEST.tsv.gz

`scores` gives size, BLEU, chrF2 and speed of packages. `sheet` sets their press sheets side by side, a column a model;
of the press cases it also says how many are right when the models are given the French as it is. `shapes` sets the
speed of a package beside that of the full-size shape (6 + 6 layers, d 512) with random weights, both made to write as
many tokens as the package's own translations have.
"""

import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.cli.console import say
from bilingual.cli.process import main_with

if TYPE_CHECKING:
    from bilingual.evaluation import Score
    from bilingual.models import Model
    from bilingual.press_sheet import Verdict

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Tests = Annotated[list[Path], typer.Option("--test", help="A test set; may be given again.")]
ONE_MODEL = typer.Argument(help="A name, a path, or auto.")
SENTENCES_AT_ONCE = 32


@app.command("scores")
def scores_command(
    models: Annotated[list[str], typer.Argument(help="Names or paths of Argos packages.")],
    tests: Tests,
    beam: Annotated[list[int], typer.Option(help="May be given again.")] = [4, 1],  # noqa: B006 - Typer copies it
) -> None:
    """Score models on test sets."""
    from bilingual.evaluation import evaluate, translating_with
    from bilingual.models import find_model
    from bilingual.translator import available_cores

    header("model", "MB", "test set", "sentences", "beam", "BLEU", "chrF2", "words/s")
    signatures: dict[str, None] = {}
    for model in (find_model(name, say) for name in models):
        for size in beam:
            for score in evaluate(tests, translating_with(model, beam=size, workers=available_cores())):
                name, speed = f"{model.name} {model.version}", f"{score.words_per_second:.0f}"
                line(name, f"{megabytes(model):.1f}", stem(score.test), score.sentences, size, f"{score.bleu:.1f}",
                     f"{score.chrf:.1f}", speed)  # fmt: skip
                signatures |= {f"BLEU `{score.bleu_signature}`, chrF2 `{score.chrf_signature}`": None}
    print("\n" + "\n".join(signatures))


@app.command("sheet")
def sheet_command(
    models: Annotated[list[str], typer.Argument(help="Names or paths of Argos packages.")],
    tests: Tests,
    cases: Annotated[Path | None, typer.Option(help="Press cases in place of the package's own.")] = None,
) -> None:
    """Set the press sheets of models side by side, a table a test set and one of the press cases."""
    from bilingual.evaluation import evaluate, translating_with
    from bilingual.models import find_model
    from bilingual.press_sheet import judge_cases, read_cases
    from bilingual.translator import available_cores

    listed, workers = read_cases(cases), available_cores()
    found = [find_model(name, say) for name in models]
    names = [f"{model.name} {model.version}" for model in found]
    translate = [translating_with(model, workers=workers) for model in found]
    scores = [evaluate(tests, model) for model in translate]
    for column in zip(*scores, strict=True):
        print_sheets(names, column)
    header(f"press cases, of {len(listed)}", *names)
    verdicts = [judge_cases(listed, model) for model in translate]
    raw = [judge_cases(listed, translating_with(model, workers=workers, raw=True)) for model in found]
    print_cases(verdicts, raw)


def print_sheets(names: Sequence[str], scores: Sequence["Score"]) -> None:
    """Print the sheets of models on one test set, with the figures of its own English in the last column."""
    from bilingual.press_sheet import FIGURES

    header(f"{stem(scores[0].test)}, {scores[0].sentences:,} sentences", *names, "reference")
    line("BLEU", *(f"{score.bleu:.1f}" for score in scores), "")
    line("chrF2", *(f"{score.chrf:.1f}" for score in scores), "")
    for figure in FIGURES:
        shares = [*(score.sheet[figure.key] for score in scores), scores[0].reference_sheet[figure.key]]
        line(figure.says, *map(figure.shown, shares))
    print()


def print_cases(verdicts: Sequence[Sequence["Verdict"]], raw: Sequence[Sequence["Verdict"]]) -> None:
    """Print how many press cases of each kind each model has right, then all, then all with the French as it is."""
    from bilingual.press_sheet import by_kind, right_of

    kinds = [by_kind(of_model) for of_model in verdicts]
    for kind, share in kinds[0].items():
        line(f"{kind}, of {share.of}", *(of_model[kind].count for of_model in kinds))
    line("all", *(right_of(of_model).count for of_model in verdicts))
    line("all, `--raw`", *(right_of(of_model).count for of_model in raw))


@app.command("shapes")
def shapes_command(
    tests: Tests,
    model: Annotated[str, ONE_MODEL] = "embedded",
    beam: Annotated[list[int], typer.Option(help="May be given again.")] = [4, 1],  # noqa: B006 - Typer copies it
    sentences: Annotated[int, typer.Option(min=1, help="Sentences of the test set.")] = 400,
) -> None:
    """Set a package's speed beside the full-size shape's, on the same sentences and output lengths."""
    from bilingual.models import find_model
    from bilingual.pair_tables import read_test
    from bilingual.translator import Translator

    found = find_model(model, say)
    texts = [source for path in tests for source, _ in read_test(path)][:sentences]
    english = [translation.text for translation in Translator(found).translate(texts)]
    header("shape", "MB", "beam", "words/s", "seconds")
    with tempfile.TemporaryDirectory() as folder:
        full = full_size(found, Path(folder))
        for size in beam:
            for name, package in ((f"{found.name} {found.version}", found), ("d 512, ff 2048, 6 + 6, random", full)):
                seconds = paced(package, texts, english, size)
                words = sum(len(text.split()) for text in texts)
                line(name, f"{megabytes(package):.1f}", size, f"{words / seconds:.0f}", f"{seconds:.1f}")


def full_size(like: "Model", folder: Path) -> "Model":
    """Return a package of the full Argos package's size with the tokenizer of `like` and random weights."""
    import sentencepiece
    import torch

    from bilingual.models import inspect_package
    from scripts.training.network import Network, Shape
    from scripts.training.package import export_package

    torch.manual_seed(1)
    size = sentencepiece.SentencePieceProcessor(model_file=str(like.tokenizer)).get_piece_size()
    network = Network(Shape(vocabulary=size, width=512, feed_forward=2048, heads=8, encoder_layers=6, decoder_layers=6))
    export_package(network, like.tokenizer, folder, "full-size", "0")
    return inspect_package(folder / "full-size")


def paced(model: "Model", texts: Sequence[str], english: Sequence[str], beam: int) -> float:
    """Seconds to translate on two cores when every output is made as long, in tokens, as its text in `english`."""
    import ctranslate2
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(model.tokenizer))
    sources, lengths = (
        pieces.encode(list(texts), out_type=str),
        [max(1, len(ids)) for ids in pieces.encode(list(english))],
    )
    rows = sorted(zip(lengths, sources, strict=True), key=lambda row: (row[0], len(row[1])))
    engine = ctranslate2.Translator(str(model.engine_folder), inter_threads=2, intra_threads=1)
    began = time.perf_counter()
    running = []
    for length, group in groupby(rows, key=lambda row: row[0]):
        running += engine.translate_batch(
            [source for _, source in group], beam_size=beam, max_batch_size=SENTENCES_AT_ONCE, asynchronous=True,
            min_decoding_length=length, max_decoding_length=length,
        )  # fmt: skip
    for result in running:
        result.result()
    return time.perf_counter() - began


def megabytes(model: "Model") -> float:
    """Return the package's size on disk, unpacked, in units of a million bytes."""
    return sum(path.stat().st_size for path in model.path.rglob("*") if path.is_file() and path.suffix != ".md") / 1e6


def stem(test: str) -> str:
    """Return the test set's name without its endings."""
    return test.removesuffix(".gz").removesuffix(".tsv")


def header(*cells: str) -> None:
    """Print the first two lines of a Markdown table."""
    line(*cells)
    line(*["---"] * len(cells))


def line(*cells: object) -> None:
    """Print one line of a Markdown table."""
    print(f"| {' | '.join(map(str, cells))} |", flush=True)


if __name__ == "__main__":
    main_with(app)
