"""A dataset folder → its figures: kinds, flags, lengths, scores, languages, reasons."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.dataset.reading import count_by_split, one_version, read_pairs, read_rows, read_skipped

SCORE_BIN = 0.2
LENGTH_BIN = 5
LONGEST_BIN = 60
LOWEST_SCORE_BIN = -3.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stats:
    """Counts over a dataset; words are blank-separated, `scores` and `lengths` are histograms by lower bin edge.

    `languages` counts the segments that were skipped because of their language; `characters` is 0 where the articles'
    texts are not published.
    """

    articles: int
    characters: int
    pairs: int
    skipped: int
    words_fr: int
    words_en: int
    mean_score: float
    flagged: int
    kinds: Mapping[str, int] = field(default_factory=dict)
    flags: Mapping[str, int] = field(default_factory=dict)
    statuses: Mapping[str, int] = field(default_factory=dict)
    origins: Mapping[str, int] = field(default_factory=dict)
    splits: Mapping[str, int] = field(default_factory=dict)
    reasons: Mapping[str, int] = field(default_factory=dict)
    languages: Mapping[str, int] = field(default_factory=dict)
    publishers: Mapping[str, int] = field(default_factory=dict)
    scores: Mapping[str, int] = field(default_factory=dict)
    lengths: Mapping[str, int] = field(default_factory=dict)

    def counts(self) -> dict[str, Any]:
        """Return the figures that the manifest keeps."""
        names = ("articles", "characters", "pairs", "skipped", "words_fr", "words_en", "flagged")
        tables = ("kinds", "flags", "statuses", "origins", "splits", "reasons", "languages")
        return {name: getattr(self, name) for name in names} | {name: dict(getattr(self, name)) for name in tables}


def measure_dataset(dataset: Path) -> Stats:
    """Read every table of a dataset once and count.

    Raises DatasetError when one cannot be read, or another version has taken the dataset's place meanwhile.
    """
    with one_version(dataset):
        return Stats(**_of_pairs(dataset), **_of_skipped(dataset), **_of_articles(dataset))


def _of_pairs(dataset: Path) -> dict[str, Any]:
    kinds, flags, statuses, origins, publishers = (Counter[str]() for _ in range(5))
    scores, lengths = Counter[float](), Counter[float]()
    pairs = words_fr = words_en = flagged = 0
    total = 0.0
    for pair in read_pairs(dataset):
        length = len(pair.fr.split())
        pairs, words_fr, words_en = pairs + 1, words_fr + length, words_en + len(pair.en.split())
        total, flagged = total + pair.score, flagged + bool(pair.flags)
        kinds[pair.kind] += 1
        statuses[pair.status] += 1
        origins[pair.origin] += 1
        publishers[pair.publisher or "unknown"] += 1
        flags.update(pair.flags)
        scores[max(LOWEST_SCORE_BIN, pair.score // SCORE_BIN * SCORE_BIN)] += 1
        lengths[min(LONGEST_BIN, length // LENGTH_BIN * LENGTH_BIN)] += 1
    counters = {"kinds": kinds, "flags": flags, "statuses": statuses, "origins": origins}
    counters["publishers"] = publishers
    return {
        "pairs": pairs,
        "splits": count_by_split(dataset),
        "words_fr": words_fr,
        "words_en": words_en,
        "mean_score": round(total / pairs, 4) if pairs else 0.0,
        "flagged": flagged,
        "scores": _by_edge(scores, ".1f"),
        "lengths": _by_edge(lengths, ".0f"),
    } | {name: _ranked(counter) for name, counter in counters.items()}


def _of_skipped(dataset: Path) -> dict[str, Any]:
    reasons, languages = Counter[str](), Counter[str]()
    for segment in read_skipped(dataset):
        reasons[segment.reason] += 1
        languages[segment.lang] += segment.reason == "language"
    return {"skipped": reasons.total(), "reasons": _ranked(reasons), "languages": _ranked(languages)}


def _of_articles(dataset: Path) -> dict[str, Any]:
    articles = characters = 0
    for row in read_rows(dataset, "articles"):
        articles, characters = articles + 1, characters + len(row["text"] or "")
    return {"articles": articles, "characters": characters}


def _ranked(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted((+counter).items(), key=lambda item: (-item[1], item[0])))


def _by_edge(histogram: Counter[float], digits: str) -> dict[str, int]:
    return {format(edge + 0.0, digits): count for edge, count in sorted(histogram.items())}
