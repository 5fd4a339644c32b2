"""What do hostile texts and very many texts that resemble each other cost, and which near-duplicates are overlooked?

    python scripts/benchmark_growth.py [--characters 1000000] [--texts 12500 --texts 25000]

CPU seconds. Recall: sentences of invented words are changed at random until their similarity to the original lies in
the range; `alone` among sentences that share nothing with them, `crowded` among as many that all end with the same
twelve words, so that any two have a similarity of about 0.6.
"""

import argparse
import random
import time
from collections.abc import Callable

from bilingual.duplicates import SentenceIndex, find_duplicates
from bilingual.duplicates.finding import similarity
from bilingual.quality import check_pair

LETTERS = "abcdefghijklmnopqrstuvwxyz"
RUNS = {
    "one letter": "a",
    "Mot.AMot.A": "Mot.A",
    "9 h 30": "9 h 30 ",
    "1 000": "1 000 ",
    "number words": "vingt et un ",
}
RANGES = ((0.80, 0.85), (0.85, 0.90), (0.90, 0.99))
TRIED = 300


def cpu(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def invent(rng: random.Random, words: int) -> list[str]:
    return ["".join(rng.choices(LETTERS, k=rng.randrange(3, 10))) for _ in range(words)]


def hostile(characters: int) -> dict[str, str]:
    texts = {name: (run * characters)[:characters] for name, run in RUNS.items()}
    rng = random.Random(1)
    return texts | {"no blank": "".join(rng.choices(LETTERS + "éA019-_", k=characters))}


def templated(count: int) -> list[str]:
    rng = random.Random(1)
    who, what, where = (
        [" ".join(invent(rng, words)) for _ in range(kinds)] for kinds, words in ((10, 2), (8, 3), (8, 4))
    )
    return [
        f"{rng.choice(who)} {rng.choice(what)} {rng.choice(where)} {rng.choice(where)} numéro {rng.randrange(10**6)}."
        for _ in range(count)
    ]


def same_end(count: int) -> list[str]:
    rng = random.Random(2)
    end = " ".join(invent(rng, 12))
    return [f"{' '.join(invent(rng, 4))} {end}" for _ in range(count)]


def unlike(count: int) -> list[str]:
    rng = random.Random(3)
    return [" ".join(invent(rng, 14)) for _ in range(count)]


def altered(rng: random.Random, text: str, low: float, high: float) -> str:
    """Change single letters until the similarity lies in the range."""
    while True:
        letters = list(text)
        while (alike := similarity(text, "".join(letters))) >= high:
            letters[rng.randrange(len(letters))] = rng.choice(LETTERS)
        if alike >= low:
            return "".join(letters)


def recall(texts: list[str], low: float, high: float) -> float:
    rng, index = random.Random(4), SentenceIndex(texts)
    tried = [altered(rng, text, low, high) for text in rng.sample(texts, TRIED)]
    return sum(index.find(text) is not None for text in tried) / TRIED


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--characters", type=int, default=1_000_000)
    parser.add_argument("--texts", type=int, action="append")
    arguments = parser.parse_args()
    check_pair("un", "one")  # reads the lexicon
    print(f"a pair of {arguments.characters:,} characters each")
    for name, text in hostile(arguments.characters).items():
        print(f"  {name:14} {cpu(lambda text=text: check_pair(text, text)):6.2f} s")
    print("find_duplicates")
    for made in (templated, same_end, unlike):
        for count in arguments.texts or [12_500, 25_000, 50_000, 100_000]:
            pairs = [(text, "") for text in made(count)]
            print(f"  {made.__name__:10} {count:7,} {cpu(lambda pairs=pairs: find_duplicates(pairs)):7.2f} s")
    count = max(arguments.texts or [100_000])
    for name, texts in (("alone", unlike(count)), ("crowded", same_end(count))):
        shares = ", ".join(f"{low:.2f} to {high:.2f}: {recall(texts, low, high):.1%}" for low, high in RANGES)
        print(f"recall {name}, {count:,} texts: {shares}")


if __name__ == "__main__":
    main()
