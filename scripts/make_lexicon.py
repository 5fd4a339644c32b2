"""Makes bilingual/quality/lexicon.tsv.xz: which French and English stems translate each other, and how surely.

    python scripts/make_lexicon.py ../shared/training     # about 5 minutes, 5 GB

Reads the token shards that the embedded model was trained on (their sources and licences: SOURCES.md beside them),
learns both directions of IBM model 1 (Brown et al. 1993, "The Mathematics of Statistical Machine Translation"), keeps
the likely links, and then counts for each stem how often it finds a counterpart in its own translation and in that
of another sentence. The logarithms of those odds are the two weights in the file, one stem a line:

    side  stem  weight without a counterpart  weight with one  linked stems      (weights in tenths of a nat)
"""

import argparse
import io
import lzma
import math
from collections import Counter
from pathlib import Path

import numpy as np
import sentencepiece

from bilingual.quality.coverage import stems
from bilingual.quality.sides import split_words

SHARDS = {"news": 60_000, "general": 250_000, "docs": 100_000} | {f"europarl_{n}": 80_000 for n in range(1, 6)}
VOCABULARY, FEWEST, CHUNK, ROUNDS = 20_000, 4, 20_000, 4
MOST_LINKS, LEAST_LINK, LEAST_REVERSE = 8, 0.03, 0.15
EVERYWHERE, LEAST_EVERYWHERE, FEWEST_JOINT = 0.08, 0.3, 1.5
FREQUENT, COPIED = 500, 0.4
PRIOR_PAIRS, PRIOR_OWN, PRIOR_OTHER = 4, 0.65, 0.06
DULL, COMMON = 0.15, 1000
OTHERS_FOR_WEIGHTS = 30_000

Stems = list[list[str]]
Link = tuple[str, str, float]
Links = dict[str, dict[str, None]]  # in order of likelihood


def read_shard(folder: Path, name: str, limit: int) -> list[tuple[str, str]]:
    """Return the first pairs of a shard as text."""
    pieces = sentencepiece.SentencePieceProcessor(model_file=str(folder / "sentencepiece.model"))
    with lzma.open(folder / f"{name}.npz.xz") as packed, np.load(io.BytesIO(packed.read())) as shard:
        sides = []
        for tokens, lengths in ((shard["s"], shard["ls"]), (shard["t"], shard["lt"])):
            ends = np.cumsum(lengths[:limit], dtype=np.int64)
            starts = ends - lengths[:limit]
            sides.append(pieces.decode([tokens[a:b].tolist() for a, b in zip(starts, ends, strict=True)]))
    return list(zip(*sides, strict=True))


def pair_stems(pair: tuple[str, str]) -> tuple[list[str], list[str]]:
    return stems(split_words(pair[0])), stems(split_words(pair[1]))


class Side:
    """One side of the training text as numbers: the stems, and where each sentence begins."""

    def __init__(self, sentences: Stems) -> None:
        counts = Counter(stem for sentence in sentences for stem in sentence)
        ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:VOCABULARY]
        self.stems = [stem for stem, count in ranked if count >= FEWEST]
        number = {stem: index for index, stem in enumerate(self.stems)}
        rows = [[number[stem] for stem in dict.fromkeys(sentence) if stem in number] for sentence in sentences]
        self.lengths = np.array([len(row) for row in rows])
        self.starts = np.concatenate([[0], np.cumsum(self.lengths)])
        self.numbers = np.concatenate([np.array(row, np.int64) for row in rows])

    def between(self, first: int, last: int) -> np.ndarray:
        return self.numbers[self.starts[first] : self.starts[last]]


def cells(source: Side, target: Side, first: int, last: int) -> tuple[np.ndarray, np.ndarray]:
    """Return for each (source stem, target stem) of each pair: the source stem, and the target's place in the chunk."""
    wide = np.repeat(target.lengths[first:last], source.lengths[first:last])
    stem = np.repeat(source.between(first, last), wide)
    base = np.repeat(target.starts[first:last] - target.starts[first], source.lengths[first:last])
    within = np.arange(len(stem)) - np.repeat(np.cumsum(wide) - wide, wide)
    return stem, np.repeat(base, wide) + within


def learn(source: Side, target: Side) -> np.ndarray:
    """Return t(target | source) of IBM model 1, shape (source stems + 1 for the empty word, target stems)."""
    width = len(target.stems)
    table = np.ones((len(source.stems) + 1) * width, np.float32)
    for _ in range(ROUNDS):
        counts = np.zeros_like(table)
        for first in range(0, len(source.lengths), CHUNK):
            last = min(first + CHUNK, len(source.lengths))
            stem, place = cells(source, target, first, last)
            wanted = target.between(first, last)
            key, empty = stem * width + wanted[place], len(source.stems) * width + wanted
            total = np.bincount(place, table[key], minlength=len(wanted)) + table[empty]
            np.add.at(counts, key, (table[key] / total[place]).astype(np.float32))
            np.add.at(counts, empty, (table[empty] / total).astype(np.float32))
        rows = counts.reshape(-1, width)
        table = (rows / (rows.sum(axis=1, keepdims=True) + 1e-9)).reshape(-1)
    return table.reshape(-1, width)[:-1]


def likely(source: Side, target: Side, table: np.ndarray) -> list[Link]:
    """Return the best links of every source stem that were met more than by chance.

    Words that are everywhere (the, de) must be very likely translations.
    """
    counts = np.bincount(source.numbers)
    least = np.where(np.bincount(target.numbers) > EVERYWHERE * len(target.lengths), LEAST_EVERYWHERE, LEAST_LINK)
    found = []
    for row, stem in enumerate(source.stems):
        best = np.argsort(-table[row], kind="stable")[:MOST_LINKS]
        links = [
            (target.stems[column], float(table[row, column])) for column in best if table[row, column] >= least[column]
        ]
        if counts[row] < FREQUENT and dict(links).get(stem, 0) > COPIED:
            links = [(stem, dict(links)[stem])]  # a name: what else it seems to mean are the names beside it
        found += [(stem, other, chance) for other, chance in links if chance * counts[row] >= FEWEST_JOINT]
    return found


def join_links(forward: list[Link], backward: list[Link]) -> Links:
    """Join a direction's links, the likeliest first, with the surest of the other direction."""
    links: Links = {}
    for source, target, _ in forward:
        links.setdefault(source, {})[target] = None
    for target, source, probability in backward:
        if probability >= LEAST_REVERSE:
            links.setdefault(source, {})[target] = None
    return links


def weigh(links: Links, sources: Stems, targets: Stems) -> dict[str, tuple[int, int]]:
    """Return each stem's weights without and with a counterpart: log odds of a foreign pair, in tenths of a nat."""
    seen, own, other = Counter[str](), Counter[str](), Counter[str]()
    for source, target, foreign in zip(sources, targets, [*targets[1:], targets[0]], strict=True):
        there, elsewhere = set(target), set(foreign)
        for stem in source:
            if linked := links.get(stem):
                seen[stem] += 1
                own[stem] += not linked.keys().isdisjoint(there)
                other[stem] += not linked.keys().isdisjoint(elsewhere)
    weights = {}
    for stem in links:
        total = seen[stem] + PRIOR_PAIRS
        right = min((own[stem] + PRIOR_OWN * PRIOR_PAIRS) / total, 0.97)
        wrong = min(max((other[stem] + PRIOR_OTHER * PRIOR_PAIRS) / total, 0.01), right)
        weights[stem] = (round(10 * math.log((1 - wrong) / (1 - right))), -round(10 * math.log(right / wrong)))
    return weights


def lines(side: str, order: list[str], links: Links, weights: dict[str, tuple[int, int]]) -> list[str]:
    """Write a side's stems, frequent ones first: they then lie together in memory, which halves the time of a check."""
    found = []
    for rank, stem in enumerate(order):
        without, with_one = weights.get(stem, (0, 0))
        if max(without, -with_one) >= 10 * DULL:
            found.append("\t".join((side, stem, str(without), str(with_one), " ".join(links[stem]))))
        elif rank < COMMON:  # a rare stem that tells nothing is left out: it is then as good as a name
            found.append("\t".join((side, stem, "0", "0", "")))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path, help="the folder of token shards and sentencepiece.model")
    parser.add_argument("--out", type=Path, default=Path("bilingual/quality/lexicon.tsv.xz"))
    arguments = parser.parse_args()
    shards = {}
    for name, limit in SHARDS.items():
        shards[name] = [pair_stems(pair) for pair in read_shard(arguments.training, name, limit)]
    pairs = [pair for name in SHARDS for pair in shards[name]] + shards["news"]  # the press twice
    french, english = Side([fr for fr, _ in pairs]), Side([en for _, en in pairs])
    forward = likely(french, english, learn(french, english))
    backward = likely(english, french, learn(english, french))
    sample = shards["news"] + shards["general"][:OTHERS_FOR_WEIGHTS] + shards["europarl_1"][:OTHERS_FOR_WEIGHTS]
    fr, en = [pair[0] for pair in sample], [pair[1] for pair in sample]
    to_english, to_french = join_links(forward, backward), join_links(backward, forward)
    text = [
        *lines("fr", french.stems, to_english, weigh(to_english, fr, en)),
        *lines("en", english.stems, to_french, weigh(to_french, en, fr)),
    ]
    packed = lzma.compress("\n".join(text).encode(), preset=9 | lzma.PRESET_EXTREME)
    arguments.out.write_bytes(packed)
    print(f"{arguments.out}: {len(text):,} stems from {len(pairs):,} pairs, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
