"""How many damaged pairs do the quality checks catch, how many good ones do they flag, and what do they cost?

    python scripts/benchmark_quality.py [../shared/training/test] [--translate 300] [--articles seeds] [--only own]

Parts, all unless one is asked for with --only (which may be repeated): `mechanical`, `demetr`, `labelled`, `seeds`,
`human`, `speed`, `own`, `fidelity`.

Damages the odd rows of newstest2014 (thresholds were fitted on the even ones) and all of FLORES dev in the ways of
damages/mechanical.py. Beside our checks stand plain ones of the kind that corpus cleaners use: the ratio of words
(0.6 to 1/0.6), the same set of figures as they are written, sides that are equal, the share of letters (half).
`demetr` damages the same rows in the 35 kinds of DEMETR; `labelled` reads model output that a reader labelled, `seeds`
the embedded model's of the articles in seeds/; `human` adds a sample of the training text of the press, where its shard
is at hand; `fidelity` lets the embedded model read.
"""

import argparse
import csv
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.quality import check_pair
from scripts.damages.demetr_figures import print_demetr
from scripts.damages.fidelity_figures import print_fidelity
from scripts.damages.labelled_figures import print_labelled, print_seeds
from scripts.damages.mechanical import FOR_INFORMATION, MECHANICAL, Pair, damage, make_corpus, read_pairs

ROOT = Path(__file__).parent.parent
WRONG_LANGUAGE = ROOT / "tests" / "quality_cases" / "wrong_language.tsv"
NUMBERS = WRONG_LANGUAGE.with_name("numbers.tsv")
LABELLED = WRONG_LANGUAGE.with_name("model_output.tsv")
SEED_OUTPUT = WRONG_LANGUAGE.with_name("seed_output.tsv")
READ = ("labelled", "seeds")  # parts that need no test set
PARTS = ("mechanical", "demetr", *READ, "human", "speed", "own", "fidelity")
NEWS_SAMPLE, NEWS_STEP = 30_000, 6
SIGNS = re.compile(r"\d+(?:[.,]\d+)*")

Checks = Callable[[str, str], Sequence[str]]


def plain_checks(french: str, english: str) -> list[str]:
    """Name the plain checks that a pair fails."""
    words_fr, words_en = len(french.split()), len(english.split())
    failed = []
    if french.strip() == english.strip():
        failed.append("equal")
    if min(words_fr, words_en) < 0.6 * max(words_fr, words_en):
        failed.append("ratio")
    if set(SIGNS.findall(french)) != set(SIGNS.findall(english)):
        failed.append("figures")
    if sum(letter.isalpha() for letter in english) < 0.5 * len(english):
        failed.append("letters")
    return failed


def flagged(pairs: Iterable[Pair], checks: Checks) -> tuple[float, str]:
    """Return the share of pairs that fail a check, and the checks that did most of it."""
    results = [checks(*pair) for pair in pairs]
    counts = Counter(name for names in results for name in names)
    leading = ", ".join(f"{name} {count / len(results):.1%}" for name, count in counts.most_common(5))
    return sum(map(bool, results)) / max(1, len(results)), leading


def print_row(label: str, pairs: Sequence[Pair]) -> None:
    if pairs:
        ours, why = flagged(pairs, check_pair)
        print(f"{label:30} {len(pairs):6,} {ours:7.1%} {flagged(pairs, plain_checks)[0]:7.1%}   {why}")


def print_set(title: str, pairs: Sequence[Pair], rows: range) -> None:
    corpus = make_corpus(pairs)
    print(f"\n{title:30} {'pairs':>6} {'ours':>7} {'plain':>7}   of ours")
    print_row("untouched human pairs", [pairs[row] for row in rows])
    print("damaged")
    for name, how in MECHANICAL.items():
        print_row(f"  {name}", damage(corpus, rows, how))
    print("for information")
    for name, how in FOR_INFORMATION.items():
        print_row(f"  {name}", damage(corpus, rows, how))


def print_cases() -> None:
    with WRONG_LANGUAGE.open(encoding="utf-8") as lines:
        wrong = [(row["fr"], row["text"]) for row in csv.DictReader(lines, delimiter="\t")]
    with NUMBERS.open(encoding="utf-8") as lines:
        numbers = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    print(f"\n{'cases of our own making':30} {'pairs':>6} {'ours':>7} {'plain':>7}   of ours")
    print_row("  wrong language", wrong)
    for label, column in (("  right numbers", "en"), ("  wrong numbers", "wrong_en")):
        pairs = [(row["fr"], row[column]) for row in numbers]
        ours = sum("numbers" in check_pair(*pair) for pair in pairs)
        plain = sum("figures" in plain_checks(*pair) for pair in pairs)
        print(f"{label:30} {len(pairs):6,} {ours / len(pairs):7.1%} {plain / len(pairs):7.1%}   `numbers`, `figures`")


def print_human(sets: dict[str, Sequence[Pair]], training: Path) -> None:
    """Print the false alarms on human translations: every flag here is one."""
    if (training / "news.npz.xz").exists():
        from make_lexicon import read_shard

        sets = {**sets, "news shard, a sample": read_shard(training, "news", NEWS_SAMPLE)[::NEWS_STEP]}
    else:
        print("\nthe news shard is not there: false alarms on the test sets only")
    print(f"\n{'false alarms on human pairs':30} {'pairs':>6} {'ours':>7} {'plain':>7}   of ours")
    for label, pairs in sets.items():
        print_row(f"  {label}", pairs)


def print_speed(pairs: Sequence[Pair]) -> None:
    check_pair("un", "one")  # reads the lexicon
    best = min(_seconds(lambda: [check_pair(*pair) for pair in pairs]) for _ in range(5))
    print(f"\nspeed: {len(pairs) / best:,.0f} pairs a second on one core (best of 5, {len(pairs):,} human pairs)")


def print_own(french: Sequence[str], label: str) -> None:
    """Translate with the embedded model, then give the flags and both costs."""
    from bilingual.models import find_model
    from bilingual.translator import Translator

    translator = Translator(find_model(None), beam=4)
    start = time.perf_counter()
    made = translator.translate(list(french))
    translating = time.perf_counter() - start
    triples = [(source, found.text, found.score) for source, found in zip(french, made, strict=True)]
    results: list[list[str]] = []
    checking = _seconds(lambda: results.extend(check_pair(*triple) for triple in triples))
    counts = Counter(name for names in results for name in names)
    print(f"\n{label}: {len(triples):,} segments, {sum(map(bool, results)) / len(results):.1%} flagged")
    print("  " + ", ".join(f"{name} {count / len(results):.1%}" for name, count in counts.most_common()))
    print(f"  translating {translating:.2f} s, checking {checking:.3f} s: {checking / translating:.2%} of it")


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def print_translated(news: Sequence[Pair], count: int, folder: Path) -> None:
    """Give the flags of our own translations, of news and of the articles in a folder."""
    from bilingual.articles import read_articles
    from bilingual.segmenter import segment

    print_own([french for french, _ in news[1::2][:count]], "our model on newstest2014")
    articles = [
        found.text for article in read_articles([folder]) for found in segment(article.text) if found.lang == "fr"
    ]
    print_own(articles, "our model on the articles")


def read_arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("tests", type=Path, nargs="?", default=ROOT.parent / "shared" / "training" / "test")
    parser.add_argument("--translate", type=int, default=300, help="odd rows to translate with the embedded model")
    parser.add_argument("--articles", type=Path, default=ROOT / "seeds")
    parser.add_argument("--only", choices=PARTS, action="append", help="run this part alone; may be repeated")
    return parser.parse_args()


def main() -> None:
    arguments = read_arguments()
    parts = arguments.only or PARTS
    if "labelled" in parts:
        print_labelled(LABELLED)
    if "seeds" in parts:
        print_seeds(SEED_OUTPUT)
    if set(parts) <= set(READ):
        return
    news = read_pairs(arguments.tests / "newstest2014.tsv.gz")
    flores = read_pairs(arguments.tests / "flores-dev.tsv.gz")
    odd = range(1, len(news), 2)
    if "mechanical" in parts:
        print_set("newstest2014, odd rows", news, odd)
        print_set("FLORES dev", flores, range(len(flores)))
        print_cases()
    if "demetr" in parts:
        print_demetr("newstest2014, odd rows", news, odd)
        print_demetr("FLORES dev", flores, range(len(flores)))
    if "human" in parts:
        print_human({"newstest2014, odd rows": news[1::2], "FLORES dev": flores}, arguments.tests.parent)
    if "speed" in parts:
        print_speed(news)
    if "fidelity" in parts:
        print_fidelity({"newstest2014, odd rows": news[1::2], "FLORES dev": flores}, arguments.translate)
    if "own" in parts and arguments.translate:
        print_translated(news, arguments.translate, arguments.articles)


if __name__ == "__main__":
    main()
