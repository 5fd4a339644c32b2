"""The training text of the press in one piece: written sentences, filled frames, pairs with words exchanged."""

import random
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from itertools import zip_longest
from pathlib import Path

from sentencepiece import SentencePieceProcessor

from scripts.training.augmentation.recoding import decode
from scripts.training.batches import Shard
from scripts.training.corpus import Row, read_tokenizer
from scripts.training.press_words.exchange import exchange
from scripts.training.press_words.filling import finish, join
from scripts.training.press_words.lexicon import countries, described, nouns, rows, verbs
from scripts.training.press_words.sentences import described_pair, noun_pair, verb_pair
from scripts.training.press_words.world import compound_pair, country_pair

EACH = {"noun": 40, "vt": 50, "vi": 25, "vx": 20, "described": 16, "country": 60, "compound": 24}
Maker = Callable[[random.Random], Row]


def written() -> list[Row]:
    """Return the sentences of sentences.tsv, which were written one by one."""
    return [(source, target) for source, target in rows("sentences.tsv")]


def framed(rng: random.Random, share: float = 1) -> Iterator[Row]:
    """Yield sentences for every word of the lexicon, different ones for each word: `EACH` of them, or a share."""
    before: list[Row] = []
    for most, make in _makers():
        number = round(most * share)
        seen = set[Row]()
        for _ in range(2 * number):
            pair = make(rng)
            if pair not in seen and len(seen) < number:
                seen.add(pair)
                yield finish(join(pair, rng.choice(before) if before else pair, rng))
                before.append(pair)


def _makers() -> Iterator[tuple[int, Maker]]:
    for noun in nouns():
        yield EACH["noun"], partial(noun_pair, noun)
    for verb in verbs():
        yield EACH[verb.kind], partial(verb_pair, verb)
    for one in described():
        yield EACH["described"], partial(described_pair, one)
    for country in countries():
        yield EACH["country"], partial(country_pair, country)
        yield EACH["compound"], partial(compound_pair, country)


def press_pairs(around: Iterable[Row] = (), exchanged: int = 25_000, seed: int = 1) -> list[Row]:
    """Return the written sentences, then all other pairs in an order of their own; the same seed gives the same.

    `around` are real pairs in which up to `exchanged` nouns make room for nouns of the press.
    """
    rng = random.Random(seed)
    first = written()
    rest = [*dict.fromkeys([*framed(rng), *exchange(around, exchanged, rng)])]
    rng.shuffle(rest)
    return [*first, *rest]


def write_pairs(pairs: Iterable[Row], path: Path) -> int:
    """Write French, a tab, English on each line; return the number of lines."""
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{source}\t{target}\n" for source, target in pairs]
    path.write_text("".join(lines), encoding="utf-8")
    return len(lines)


def decoded(shards: Iterable[Path], tokenizer: Path, seed: int = 1) -> Iterator[Row]:
    """Return the pairs of shards as text, a pair of each shard in turn, in an order drawn by the seed.

    Raises UsageError when a shard or the tokenizer is none, and while reading when they do not belong together.
    """
    pieces = read_tokenizer(tokenizer)
    texts = [_texts(shard, Shard(shard), pieces, seed) for shard in shards]
    return (pair for turn in zip_longest(*texts) for pair in turn if pair)


def _texts(path: Path, shard: Shard, pieces: SentencePieceProcessor, seed: int) -> Iterator[Row]:
    for index in random.Random(seed).sample(range(len(shard)), len(shard)):
        source, target = decode(pieces, [side.tolist() for side in shard[index]], path)
        yield source, target
