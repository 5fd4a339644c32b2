"""Shards or pairs → the same pairs as the press types them, and a shard that teaches what a newspaper holds besides.

Every kind of change is a function of a pair and of `Names`, which has the dice; it returns None where it does not fit.
"""

import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from bilingual.errors import UsageError
from scripts.training.augmentation.counts import exchange_numbers
from scripts.training.augmentation.frames import frame
from scripts.training.augmentation.names import Names, exchange_names, known_names
from scripts.training.augmentation.pair_figures import exchange_dates, exchange_shares, exchange_sums, exchange_times
from scripts.training.augmentation.recoding import Recoder, Source
from scripts.training.augmentation.retyping import SIGNED, finish_english, retype, sign_euros
from scripts.training.augmentation.signs import (
    capitals,
    exchange_stand_ins,
    headline,
    quote,
    splice_figure,
    splice_name,
    splice_sign,
    splice_stand_in,
    tag,
)
from scripts.training.corpus import Row, write_shard

Kind = Callable[[str, str, Names], Row | None]

SAMPLED = 400  # pairs in the sample to read
LOOKED_AT = 30_000  # pairs of a file whose names are learnt
LONGEST = 400  # characters of a French side that is changed
FRAMED = 0.03  # of the pairs that are tried become frames
ADDED = 0.06  # of them have something added; in the others something is exchanged, where there is something
_DIGIT = re.compile(r"\d")
TWICE = 0.15  # of the exchanges have something added besides


def _figures(exchange: Callable[[str, str, random.Random], Row | None]) -> Kind:
    return lambda french, english, names: exchange(french, english, names.rng) if _DIGIT.search(french) else None


# Kinds and their weights; those that seldom fit come first when they do.
EXCHANGES: dict[str, tuple[float, Kind]] = {
    "names": (26, exchange_names),
    "stand-ins": (12, exchange_stand_ins),
    "numbers": (30, _figures(exchange_numbers)),
    "shares": (30, _figures(exchange_shares)),
    "dates": (30, _figures(exchange_dates)),
    "times": (30, _figures(exchange_times)),
    "sums": (30, _figures(exchange_sums)),
}
ADDITIONS: dict[str, tuple[float, Kind]] = {
    "quotations": (5, quote),
    "added figures": (4, splice_figure),
    "added stand-ins": (4, splice_stand_in),
    "added names": (2, splice_name),
    "added signs": (2.5, splice_sign),
    "tags": (1.5, tag),
    "headlines": (2, headline),
    "capitals": (2, capitals),
}


@dataclass(slots=True, kw_only=True)
class Made:
    """What became of the pairs: the files, their numbers of pairs, and how many of each kind were added."""

    shards: dict[Path, int] = field(default_factory=dict)
    kinds: dict[str, int] = field(default_factory=dict)
    sample: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The tokenizers, the share of the pairs that are tried, the longest side in tokens, the seed of the dice."""

    old: Path
    new: Path
    share: float = 0.5
    longest: int = 160
    seed: int = 7


def augment(inputs: Sequence[tuple[Path, float]], out: Path, plan: Plan, report: Callable[[str], None]) -> Made:
    """Write `NAME.npz` for every input, `augmented.npz` and `sample.tsv`; the same seed gives the same bytes.

    Each input has a factor of the plan's share. Raises UsageError when one is no shard and no TSV file, when two have
    one name, when one would be overwritten, or when nothing could be augmented.
    """
    stems = [path.name.partition(".")[0] for path, _ in inputs]
    if twice := sorted({stem for stem in stems if stems.count(stem) > 1 or stem == "augmented"}):
        raise UsageError(f"{out / twice[0]}.npz would be written twice; rename one input")
    written = {(out / name).resolve() for name in ("augmented.npz", "sample.tsv", *(f"{stem}.npz" for stem in stems))}
    if lost := [path for path, _ in inputs if path.resolve() in written]:
        raise UsageError(f"{lost[0]}: --out would overwrite it; choose another folder")
    out.mkdir(parents=True, exist_ok=True)
    made, extra = Made(), []
    for (path, factor), stem in zip(inputs, stems, strict=True):
        target = out / f"{stem}.npz"
        extra += _one(path, target, factor, plan, made)
        report(f"{target}: {made.shards[target]} pairs, {len(extra)} augmented so far")
    if plan.share and not extra:
        raise UsageError("no pair was augmented: give more pairs, or a larger --share")
    random.Random(plan.seed).shuffle(extra)
    target = out / "augmented.npz"
    made.shards[target] = write_shard(extra, plan.new, target, plan.longest)
    made.sample = out / "sample.tsv"
    made.sample.write_text("".join(f"{fr}\t{en}\n" for fr, en in extra[:SAMPLED]), encoding="utf-8")
    return made


def _one(path: Path, target: Path, factor: float, plan: Plan, made: Made) -> list[Row]:
    """Write one input as the press types it; return its augmented pairs."""
    rng = random.Random(f"{plan.seed} {path.name}")
    source, recoder, extra = Source(path, plan.old), Recoder(plan.old, plan.new, plan.longest), []
    names = Names(rng, *known_names(source.sample(LOOKED_AT)))
    for block in source.blocks():
        recoder.add([as_press(french, english, rng) for french, english in block.rows], block)
        for french, english in block.rows:
            if rng.random() < plan.share * factor and (found := changed(french, english, names)):
                made.kinds[found[0]] = made.kinds.get(found[0], 0) + 1
                extra.append(found[1])
    made.shards[target] = recoder.write(target)
    return extra


def as_press(french: str, english: str, rng: random.Random) -> Row:
    """Return a pair as the press types it; half of the sums in euros get their sign."""
    if rng.random() < SIGNED:
        french, english = sign_euros(french, english, rng)
    return retype(french, rng), english


def changed(french: str, english: str, names: Names) -> tuple[str, Row] | None:
    """Return a kind and what it makes of a pair, or a frame in its stead; None where no kind fits."""
    draw = names.rng.random()
    if draw < FRAMED:
        return "frames", _finished(frame(names), names.rng)
    if len(french) > LONGEST:
        return None
    for name, kind in _in_order(ADDITIONS if draw < FRAMED + ADDED else EXCHANGES, names.rng):
        if row := kind(french, english, names):
            if name in EXCHANGES and names.rng.random() < TWICE:
                row = next(_in_order(ADDITIONS, names.rng))[1](*row, names) or row
            return name, _finished(row, names.rng)
    return None


def _in_order(kinds: Mapping[str, tuple[float, Kind]], rng: random.Random) -> Iterator[tuple[str, Kind]]:
    """Yield kinds in a random order in which heavier ones tend to come first."""
    order = sorted(kinds, key=lambda name: -(rng.random() ** (1 / kinds[name][0])))
    return ((name, kinds[name][1]) for name in order)


def _finished(row: Row, rng: random.Random) -> Row:
    return retype(row[0], rng), finish_english(row[1])
