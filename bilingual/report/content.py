"""What the report shows of a dataset, whatever its size: figures over all of it, and a few records of each sort."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path

from bilingual.dataset.figures import Bar
from bilingual.dataset.manifest import Manifest, read_manifest
from bilingual.dataset.reading import one_version, read_pairs, read_skipped
from bilingual.dataset.stats import LENGTH_BIN, LONGEST_BIN, LOWEST_SCORE_BIN, SCORE_BIN, Stats, measure_dataset
from bilingual.pairs import REASONS, Pair, Skipped
from bilingual.quality import FLAGS, measure_pair
from bilingual.report.picking import Histogram, Smallest, Tally

EXAMPLES = 3
WORST = 12
SAMPLE = 12
ARTICLES = 40
SKIPPED = 8
WIDEST_RATIO = 200  # English words per 100 French words


@dataclass(frozen=True, slots=True)
class Example:
    """A flagged pair and what each failed check saw in it, by the check's name."""

    pair: Pair
    found: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Flagged:
    """A flag: how many pairs carry it, and a sample of them."""

    name: str
    meaning: str
    count: int
    examples: tuple[Example, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The pairs of one kind or of one article (`first` is one of them): how many, flagged, and their mean score."""

    name: str
    pairs: int
    flagged: int
    score: float
    first: Pair


@dataclass(frozen=True, slots=True)
class Unpublished:
    """A reason for which segments were skipped: how many, and a sample of them."""

    reason: str
    meaning: str
    count: int
    examples: tuple[Skipped, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Content:
    """Everything on the page. `ratios` counts English words per 100 French words; worst pairs and articles lead."""

    manifest: Manifest
    stats: Stats
    scores: tuple[Bar, ...]
    lengths: tuple[Bar, ...]
    ratios: tuple[Bar, ...]
    flags: tuple[Flagged, ...]
    kinds: tuple[Group, ...]
    articles: tuple[Group, ...]
    worst: tuple[Pair, ...]
    sample: tuple[Pair, ...]
    skipped: tuple[Unpublished, ...]


class _Gathering:
    """One pass over the pairs, article by article; what it holds does not grow with them."""

    def __init__(self) -> None:
        self.scores = Histogram(step=SCORE_BIN, lowest=LOWEST_SCORE_BIN, highest=-1e-9, digits=1)
        self.lengths = Histogram(step=LENGTH_BIN, lowest=0, highest=LONGEST_BIN, digits=0)
        self.ratios = Histogram(step=10, lowest=0, highest=WIDEST_RATIO, digits=0)
        self.kinds: dict[str, tuple[Tally, Pair]] = {}
        self.flags: dict[str, Smallest[Pair]] = {}
        self.articles = Smallest[Group](ARTICLES)
        self.worst = Smallest[Pair](WORST)
        self.sample = Smallest[Pair](SAMPLE)

    def add_article(self, name: str, pairs: Iterable[Pair]) -> None:
        tally = Tally()
        for pair in pairs:
            if not tally.pairs:
                first = pair
            tally.add(pair.score, bool(pair.flags))
            self.kinds.setdefault(pair.kind, (Tally(), pair))[0].add(pair.score, bool(pair.flags))
            self._add(pair)
        self.articles.offer((tally.mean, name), name, _group(name, tally, first))

    def _add(self, pair: Pair) -> None:
        flagged, words = bool(pair.flags), len(pair.fr.split())
        self.scores.add(pair.score, flagged)
        self.lengths.add(words, flagged)
        self.ratios.add(100 * len(pair.en.split()) / max(1, words), flagged)
        for flag in pair.flags:
            self.flags.setdefault(flag, Smallest(EXAMPLES)).offer(pair.id, pair.fr, pair)
        if pair.status == "machine":
            self.worst.offer((pair.score, pair.id), pair.fr, pair)
        self.sample.offer(pair.id, pair.id, pair)


def gather_content(dataset: Path) -> Content:
    """Read a dataset twice from end to end and choose what to show; the same dataset always gives the same.

    Raises UsageError when the folder is not a dataset, DatasetError when it is damaged.
    """
    with one_version(dataset):
        return _gather(dataset)


def _gather(dataset: Path) -> Content:
    manifest, stats = read_manifest(dataset), measure_dataset(dataset)
    seen = _Gathering()
    for name, pairs in groupby(read_pairs(dataset), key=lambda pair: pair.article_id):
        seen.add_article(name, pairs)
    return Content(
        manifest=manifest,
        stats=stats,
        scores=seen.scores.bars(),
        lengths=seen.lengths.bars(),
        ratios=seen.ratios.bars(),
        flags=tuple(_flagged(stats, seen.flags)),
        kinds=tuple(_group(kind, *seen.kinds[kind]) for kind in stats.kinds),
        articles=seen.articles.records(),
        worst=seen.worst.records(),
        sample=seen.sample.records(),
        skipped=tuple(_unpublished(dataset, stats)),
    )


def _group(name: str, tally: Tally, first: Pair) -> Group:
    return Group(name=name, pairs=tally.pairs, flagged=tally.flagged, score=tally.mean, first=first)


def _flagged(stats: Stats, kept: dict[str, Smallest[Pair]]) -> Iterator[Flagged]:
    for name, count in stats.flags.items():
        examples = tuple(explain_pair(pair) for pair in kept[name].records())
        yield Flagged(name, FLAGS.get(name, ""), count, examples)


def explain_pair(pair: Pair) -> Example:
    """Measure a pair again: what did the checks that it fails see?"""
    measures = measure_pair(pair.fr, pair.en, pair.score) if pair.flags else []
    return Example(pair, tuple((measure.check, measure.detail) for measure in measures if measure.check in pair.flags))


def _unpublished(dataset: Path, stats: Stats) -> Iterator[Unpublished]:
    kept = {reason: Smallest[Skipped](SKIPPED) for reason in stats.reasons}
    for segment in read_skipped(dataset):
        kept[segment.reason].offer(segment.id, segment.text, segment)
    for reason, count in stats.reasons.items():
        yield Unpublished(reason, REASONS.get(reason, ""), count, kept[reason].records())
