"""TSV files of pairs → a SentencePiece model and packed shards of token ids."""

import gzip
import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

PAD, UNK, BOS, EOS = range(4)
MOST_CHARACTERS = 900
TYPOGRAPHY = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Prepared:
    """What `prepare` wrote: the tokenizer, the shard, and how many pairs are in it."""

    tokenizer: Path
    shard: Path
    pairs: int


def read_pairs(path: Path) -> Iterator[tuple[str, str]]:
    """Yield (French, English) from the first two columns of a TSV file, gzipped or not; blank sides are passed over."""
    opener = gzip.open if path.suffix == ".gz" else open
    with opener(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            cells = line.rstrip("\n").split("\t")
            if len(cells) >= 2 and cells[0].strip() and cells[1].strip():
                yield cells[0].strip(), cells[1].strip()


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


def prepare(
    files: Iterable[Path], out: Path, held_out: Iterable[Path] = (), vocabulary: int = 16_000, longest: int = 160,
    tokenizer: Path | None = None, name: str = "train", seed: int = 1,
) -> Prepared:  # fmt: skip
    """Write `sentencepiece.model` (unless one is given) and `NAME.npz`; no sentence of `held_out` gets in.

    `longest` is in tokens; longer pairs, repeated ones and those over 900 characters are left out.
    """
    out.mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    hidden = {side for path in held_out for pair in read_pairs(path) for side in pair}
    rows = _distinct(files, hidden)
    rng.shuffle(rows)
    rows = [(vary_source(source, rng), target) for source, target in rows]
    model = tokenizer or train_tokenizer(rows, out / "sentencepiece.model", vocabulary)
    return Prepared(model, out / f"{name}.npz", write_shard(rows, model, out / f"{name}.npz", longest))


def _distinct(files: Iterable[Path], hidden: set[str]) -> list[tuple[str, str]]:
    found: dict[tuple[str, str], None] = {}
    for path in files:
        for source, target in read_pairs(path):
            if source not in hidden and target not in hidden and max(len(source), len(target)) <= MOST_CHARACTERS:
                found[source, plain_target(target)] = None
    return list(found)


def train_tokenizer(rows: list[tuple[str, str]], path: Path, vocabulary: int) -> Path:
    """Train one SentencePiece unigram model for both languages, with bytes for what it does not know."""
    import sentencepiece

    with path.with_suffix(".model.new").open("wb") as stream:
        sentencepiece.SentencePieceTrainer.train(
            sentence_iterator=(side for row in rows for side in row), model_writer=stream, vocab_size=vocabulary,
            model_type="unigram", character_coverage=0.9998, byte_fallback=True, pad_id=PAD, unk_id=UNK, bos_id=BOS,
            eos_id=EOS, pad_piece="<blank>", split_digits=True, num_threads=1, max_sentence_length=2000,
            hard_vocab_limit=False, minloglevel=2, normalization_rule_name="nmt_nfkc",
        )  # fmt: skip
    return path.with_suffix(".model.new").rename(path)


def write_shard(rows: list[tuple[str, str]], tokenizer: Path, path: Path, longest: int) -> int:
    """Write token ids as one flat array per side with the sentences' lengths; returns the number of pairs."""
    import sentencepiece

    pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
    sources, targets = (pieces.encode([row[side] for row in rows], out_type=int) for side in (0, 1))
    kept = [
        (source, target)
        for source, target in zip(sources, targets, strict=True)
        if 0 < len(source) <= longest and 0 < len(target) <= longest
    ]
    np.savez(
        path,
        ls=np.array([len(source) for source, _ in kept], np.uint8),
        lt=np.array([len(target) for _, target in kept], np.uint8),
        s=np.array([token for source, _ in kept for token in source], np.uint16),
        t=np.array([token for _, target in kept for token in target], np.uint16),
    )
    return len(kept)
