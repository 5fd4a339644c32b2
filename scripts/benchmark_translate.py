"""Times Argos Translate, bare CTranslate2 and bilingual on the same sentences, model and beam, in one run.

    python scripts/benchmark_translate.py [SOURCE...] [--sentences 400] [--beam 4] [--model auto] [--json]

Every contestant runs in a process of its own and is given the same sentences after loading its model and translating
one of them; wall and CPU time cover the translation only, memory is the process's peak. `argos` is Argos Translate's
own `translate`, one call a sentence, with nothing but its sentence splitter taken out, which costs it time and could
cut our segments; it runs as it comes, which is CTranslate2's own choice of threads inside a sentence, and with one.
`bound` is CTranslate2 fed ready tokens, sorted by length over all sentences, in batches of about
1 024 tokens. So that translations can be compared, length penalty is 0.2 for all, as Argos Translate fixes it, and long
segments are translated whole, which a build would halve.
"""

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Annotated

import typer

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

ARGOS_PENALTY = 0.2
WHOLE = 1_000
Translate = Callable[[list[str]], list[str]]


def load_ours(model: str, beam: int, workers: int) -> Translate:
    """Our translator: blocks of whole articles, as `bilingual build` cuts them, several under way at once."""
    from bilingual.models import find_model
    from bilingual.translator import Options, Translator

    options = Options(beam=beam, length_penalty=ARGOS_PENALTY, source_limit=WHOLE, readable=0)
    translator = Translator(find_model(model), options=options, workers=workers)

    def translate(texts: list[str]) -> list[str]:
        pending = [translator.submit(block) for block in blocks_of(texts)]
        return [translation.text for block in pending for translation in block.result()]

    return translate


def blocks_of(texts: list[str], characters: int = 8_000) -> list[list[str]]:
    """Cut a list of sentences into runs of about the size of a block."""
    blocks: list[list[str]] = [[]]
    size = 0
    for text in texts:
        if size > characters:
            blocks.append([])
            size = 0
        blocks[-1].append(text)
        size += len(text)
    return blocks


def load_bound(model: str, beam: int, workers: int) -> Translate:
    """CTranslate2 alone: tokenising outside the clock is left out by doing it on the first call."""
    import ctranslate2

    from bilingual.models import find_model
    from bilingual.translator.devices import BUDGETS
    from bilingual.translator.tokens import load_tokenizer

    found = find_model(model)
    tokenizer = load_tokenizer(found)
    engine = ctranslate2.Translator(str(found.engine_folder), inter_threads=workers, intra_threads=1)
    ready: dict[int, list[list[str]]] = {}

    def translate(texts: list[str]) -> list[str]:
        tokens = ready.setdefault(len(texts), sorted(tokenizer.encode(texts), key=len, reverse=True))
        engine.translate_batch(
            tokens, max_batch_size=BUDGETS["cpu"].tokens, batch_type="tokens", beam_size=beam,
            length_penalty=ARGOS_PENALTY, replace_unknowns=True, return_scores=True,
        )  # fmt: skip
        return []

    return translate


def load_argos(model: str, beam: int, workers: int) -> Translate:
    """Argos Translate's own `translate`, with so many threads (0: as it comes)."""
    import argostranslate.package
    import argostranslate.settings
    import argostranslate.translate

    from bilingual.models import find_model

    argostranslate.settings.inter_threads = 1
    argostranslate.settings.intra_threads = workers
    argostranslate.settings.beam_size = beam
    package = argostranslate.package.Package(find_model(model).path)
    translation = argostranslate.translate.PackageTranslation(None, None, package)
    translation.sentencizer = WholeSentence()
    return lambda texts: [translation.translate(text) for text in texts]


class WholeSentence:
    """Stands in for Argos Translate's sentence splitter: what it is given is one sentence."""

    def split_sentences(self, text: str) -> list[str]:
        """Return the text as the only sentence."""
        return [text]


LOADERS = {"argos": load_argos, "bound": load_bound, "bilingual": load_ours}


def measure(contestant: str, model: str, beam: int, workers: int, texts: list[str]) -> dict[str, object]:
    """Load, warm up, translate once under the clock."""
    translate = LOADERS[contestant](model, beam, workers)
    if contestant == "bound":
        translate(texts)
    else:
        translate(texts[:1])
    wall, cpu = time.perf_counter(), time.process_time()
    outputs = translate(texts)
    return {
        "wall": time.perf_counter() - wall,
        "cpu": time.process_time() - cpu,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "outputs": outputs,
    }


def in_process(contestant: str, model: str, beam: int, workers: int, texts: list[str]) -> dict[str, object]:
    """Run one measurement in a fresh process."""
    task = json.dumps([contestant, model, beam, workers, texts])
    finished = subprocess.run([sys.executable, __file__, "--one"], input=task, capture_output=True, encoding="utf-8")
    if finished.returncode:
        raise SystemExit(f"{contestant}: {finished.stderr[-2000:]}")
    result: dict[str, object] = json.loads(finished.stdout.splitlines()[-1])
    return result


def read_sentences(sources: list[str], most: int) -> list[str]:
    """Distinct French segments of the sources, or the French column of a TSV of pairs."""
    from bilingual.articles import read_articles
    from bilingual.segmenter import segment

    found: dict[str, None] = {}
    for article in read_articles(sources):
        found |= dict.fromkeys(item.text for item in segment(article.text) if item.lang == "fr")
    return list(found)[:most]


def main(
    sources: Annotated[list[str] | None, typer.Argument(help="Articles; the five in seeds/ by default.")] = None,
    sentences: Annotated[int, typer.Option(help="At most this many sentences.")] = 400,
    beam: Annotated[list[int] | None, typer.Option(help="Beams to measure.")] = None,
    model: Annotated[str, typer.Option(help="The Argos package.")] = "auto",
    workers: Annotated[int, typer.Option(help="Cores for the bound and the faster of our two rows.")] = 2,
    repeat: Annotated[int, typer.Option(help="Measure this many times, in turn; the medians are printed.")] = 3,
    one: Annotated[bool, typer.Option("--one", hidden=True)] = False,
) -> None:
    """Print one row per contestant: seconds, words per second, ratios, memory, share of identical translations."""
    if one:
        print(json.dumps(measure(*json.load(sys.stdin))))
        return
    texts = read_sentences(sources or [str(ROOT / "seeds")], sentences)
    words = sum(len(text.split()) for text in texts)
    print(f"{len(texts)} sentences, {words} French words, model {model}, median of {repeat} runs")
    print("| beam | contestant | threads | wall s | CPU s | words/s | × argos | of bound | peak MB | identical |")
    print("|---|---|---|---|---|---|---|---|---|---|")
    for width in beam or [4]:
        rows = [("argos", 0), ("argos", 1), ("bound", workers), ("bilingual", workers), ("bilingual", 1)]
        runs = [[in_process(name, model, width, threads, texts) for name, threads in rows] for _ in range(repeat)]
        middle = [
            sorted((run[index] for run in runs), key=lambda r: r["wall"])[repeat // 2] for index in range(len(rows))
        ]
        argos, bound = middle[0], middle[2]
        for (name, threads), row in zip(rows, middle, strict=True):
            same = sum(map(str.__eq__, row["outputs"], argos["outputs"])) / len(texts) if row["outputs"] else None
            count = threads or "default"
            print(
                f"| {width} | {name} | {count} | {row['wall']:.2f} | {row['cpu']:.2f} | {words / row['wall']:.0f} "
                f"| {argos['wall'] / row['wall']:.2f} | {bound['wall'] / row['wall']:.2f} | {row['peak_mb']:.0f} "
                f"| {'' if same is None else f'{same:.1%}'} |",
                flush=True,
            )


if __name__ == "__main__":
    typer.run(main)
