"""TSV files of pairs → a SentencePiece model and packed shards of token ids."""

import gzip
import math
import random
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from bilingual.errors import UsageError

if TYPE_CHECKING:
    from sentencepiece import SentencePieceProcessor

PAD, UNK, BOS, EOS = range(4)
MOST_CHARACTERS = 900
MOST_TOKENS = 255  # a sentence's length is kept in one byte
TOKENIZER_PAIRS = 600_000
ENCODED_AT_ONCE = 50_000
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})

Row = tuple[str, str]
Flat = tuple[npt.NDArray[np.uint8], npt.NDArray[np.uint16]]


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` wrote: the tokenizer, the shard, and how many pairs are in it."""

    tokenizer: Path
    shard: Path
    pairs: int


def read_pairs(path: Path) -> Iterator[Row]:
    """Yield (French, English) from the first two columns of a TSV file, gzipped or not; blank sides are passed over.

    Raises UsageError when there is no such file or it is not UTF-8.
    """
    opener = gzip.open if path.suffix == ".gz" else open
    try:
        with opener(path, "rt", encoding="utf-8-sig") as lines:
            for line in lines:
                cells = line.rstrip("\n").split("\t")
                if len(cells) >= 2 and cells[0].strip() and cells[1].strip():
                    yield cells[0].strip(), cells[1].strip()
    except FileNotFoundError as error:
        raise UsageError(f"{path}: no such file") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8; save it as tab-separated UTF-8 text") from error


def read_tokenizer(path: Path) -> "SentencePieceProcessor":
    """Return a tokenizer. Raises UsageError when the file is none."""
    import sentencepiece

    if not path.is_file():
        raise UsageError(f"{path}: no such tokenizer; `prepare` makes one")
    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (RuntimeError, OSError) as error:
        raise UsageError(f"{path}: not a tokenizer; give a sentencepiece.model") from error


def parse_weighted(text: str) -> tuple[Path, float]:
    """Return the file and the number of `news.npz:3`; 1 where none follows the last colon.

    Raises UsageError unless the number is above 0 and finite.
    """
    path, colon, number = text.rpartition(":")
    if not colon or "/" in number:  # a colon in the name of a folder
        return Path(text), 1.0
    try:
        weight = float(number or 1)
    except ValueError as error:
        raise UsageError(f"{text}: what follows the last colon is a number, as in news.npz:3") from error
    if not 0 < weight < math.inf:
        raise UsageError(f"{text}: the number behind the colon must be above 0 and finite")
    return Path(path), weight


def plain_target(text: str) -> str:
    """English with one form of quotes, apostrophes and blanks, so that the model need not choose among them."""
    return " ".join(text.translate(TYPOGRAPHY).split())


def vary_source(text: str, rng: random.Random) -> str:
    """French with either apostrophe, as articles have it: two in five straight, two in five curved."""
    draw = rng.random()
    if draw < 0.4:
        text = text.replace("'", "’")
    elif draw < 0.8:
        text = text.replace("’", "'")
    return " ".join(text.split())


def letters(text: str) -> str:
    """Return what copies of a sentence share however they are typed: letters and digits without case (NFKC)."""
    return "".join(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def prepare(
    files: Iterable[Path], out: Path, held_out: Iterable[Path] = (), vocabulary: int = 16_000, longest: int = 160,
    tokenizer: Path | None = None, name: str = "train", seed: int = 1,
) -> Prepared:  # fmt: skip
    """Write `sentencepiece.model` (unless one is given) and `NAME.npz`; no sentence of `held_out` gets in.

    `longest` is in tokens (at most 255); longer pairs, repeated ones and those over 900 characters are left out.
    A sentence of `held_out` is known by its letters and digits, on either side. Raises UsageError without a pair.
    """
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    hidden = {letters(side) for path in held_out for pair in read_pairs(path) for side in pair}
    rows = _distinct(files, hidden)
    if not rows:
        raise UsageError(f"{', '.join(map(str, files))}: no pair: each line must hold French, a tab, and English")
    rng.shuffle(rows)
    rows = [(vary_source(source, rng), target) for source, target in rows]
    model = tokenizer or train_tokenizer(rows[:TOKENIZER_PAIRS], out / "sentencepiece.model", vocabulary)
    return Prepared(model, out / f"{name}.npz", write_shard(rows, model, out / f"{name}.npz", longest))


def _distinct(files: Iterable[Path], hidden: set[str]) -> list[Row]:
    found: dict[Row, None] = {}
    for source, target in chain.from_iterable(map(read_pairs, files)):
        if max(len(source), len(target)) > MOST_CHARACTERS:
            continue
        if hidden.isdisjoint((letters(source), letters(target)) if hidden else ()):
            found[source, plain_target(target)] = None
    return list(found)


def train_tokenizer(rows: Sequence[Row], path: Path, vocabulary: int) -> Path:
    """Train one SentencePiece unigram model for both languages, with bytes for what it does not know."""
    import sentencepiece

    new = path.with_suffix(".model.new")
    with new.open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=chain.from_iterable(rows), model_writer=stream, vocab_size=vocabulary,
            model_type="unigram", character_coverage=0.9998, byte_fallback=True, pad_id=PAD, unk_id=UNK, bos_id=BOS,
            eos_id=EOS, pad_piece="<blank>", split_digits=True, num_threads=1, max_sentence_length=2000,
            hard_vocab_limit=False, minloglevel=2, normalization_rule_name="nmt_nfkc",
        )  # fmt: skip
    return new.replace(path)


def write_shard(rows: Sequence[Row], tokenizer: Path, path: Path, longest: int = 160) -> int:
    """Write token ids as one flat array per side (`s`, `t`) with the sentences' lengths (`ls`, `lt`).

    Returns the number of pairs; those with an empty side or more than `longest` tokens on one are left out.
    """
    if not 0 < longest <= MOST_TOKENS:
        raise UsageError(f"a pair's longest side can be 1 to {MOST_TOKENS} tokens, not {longest}")
    pieces = read_tokenizer(tokenizer)
    blocks = [
        _encoded(rows[first : first + ENCODED_AT_ONCE], pieces, longest)
        for first in range(0, max(1, len(rows)), ENCODED_AT_ONCE)
    ]
    (ls, s), (lt, t) = (
        tuple(np.concatenate([block[side][part] for block in blocks]) for part in (0, 1)) for side in (0, 1)
    )
    np.savez(path, ls=ls, lt=lt, s=s, t=t)
    return len(ls)


def _encoded(rows: Sequence[Row], pieces: "SentencePieceProcessor", longest: int) -> tuple[Flat, Flat]:
    sources, targets = (pieces.encode([row[side] for row in rows], out_type=int) for side in (0, 1))
    kept = [
        pair for pair in zip(sources, targets, strict=True) if all(0 < len(side) <= longest for side in pair)
    ]  # fmt: skip
    return _flat([source for source, _ in kept]), _flat([target for _, target in kept])


def _flat(sentences: list[list[int]]) -> Flat:
    lengths = np.fromiter(map(len, sentences), np.uint8, len(sentences))
    return lengths, np.fromiter(chain.from_iterable(sentences), np.uint16, int(lengths.sum(dtype=np.int64)))
