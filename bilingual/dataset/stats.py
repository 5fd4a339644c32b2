"""A dataset folder → its figures: kinds, flags, lengths, scores, languages, reasons."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bilingual.dataset.reading import count_by_split, one_version, read_batches, read_pairs
from bilingual.dataset.word_counts import count_words
from bilingual.duplicates.finding import find_duplicates

SCORE_BIN = 0.2
LENGTH_BIN = 5
LONGEST_BIN = 60
LOWEST_SCORE_BIN = -3.0
ARTICLE_ROWS = 100  # in memory at a time, with their texts
COUNTED = ("kinds", "flags", "statuses", "origins", "publishers")
READ = ("translation", "publisher", "kind", "score", "flags", "status", "origin")


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


class _PairCounts:
    """What is counted over the pairs, batch by batch."""

    def __init__(self) -> None:
        self.pairs = self.words_fr = self.words_en = self.flagged = 0
        self.score = 0.0
        self.counters = {name: Counter[str]() for name in COUNTED}
        self.scores, self.lengths = Counter[float](), Counter[float]()

    def add(self, batch: Any) -> None:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
        """Count a batch."""
        import numpy as np
        import pyarrow.compute as pc

        words = count_words(pc.struct_field(batch["translation"], "fr"))
        scores = batch["score"].to_numpy().astype(np.float64)
        self.pairs += batch.num_rows
        self.words_fr += int(words.sum())
        self.words_en += int(count_words(pc.struct_field(batch["translation"], "en")).sum())
        self.flagged += int(np.count_nonzero(pc.list_value_length(batch["flags"])))
        self.score = float(np.add.accumulate([self.score, *scores])[-1])  # one after the other: no other sum is equal
        edges = scores // SCORE_BIN * SCORE_BIN
        _count(self.scores, np.where(edges > LOWEST_SCORE_BIN, edges, LOWEST_SCORE_BIN))
        _count(self.lengths, np.minimum(LONGEST_BIN, words // LENGTH_BIN * LENGTH_BIN))
        for name, column in _counted(batch).items():
            _count(self.counters[name], column)


def _counted(batch: Any) -> dict[str, Any]:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    """Return the columns whose values are counted; in format 1 every verdict is a review of the pair itself."""
    import pyarrow.compute as pc

    publishers = pc.fill_null(batch["publisher"], "")
    found = {
        "kinds": batch["kind"],
        "flags": pc.list_flatten(batch["flags"]),
        "statuses": batch["status"],
        "publishers": pc.if_else(pc.equal(publishers, ""), "unknown", publishers),
    }
    if "origin" in batch.schema.names:
        return found | {"origins": batch["origin"]}
    return found | {"origins": pc.if_else(pc.equal(batch["status"], "machine"), "model", "review")}


def _count(counter: Counter[Any], values: Any) -> None:  # noqa: ANN401 - pyarrow.Array or numpy.ndarray
    import pyarrow as pa

    for each in pa.array(values).value_counts().to_pylist():
        counter[each["values"]] += each["counts"]


def _of_pairs(dataset: Path) -> dict[str, Any]:
    counts = _PairCounts()
    for batch in read_batches(dataset, "default", columns=READ):
        counts.add(batch)
    return {
        "pairs": counts.pairs,
        "splits": count_by_split(dataset),
        "words_fr": counts.words_fr,
        "words_en": counts.words_en,
        "mean_score": round(counts.score / counts.pairs, 4) if counts.pairs else 0.0,
        "flagged": counts.flagged,
        "scores": _by_edge(counts.scores, ".1f"),
        "lengths": _by_edge(counts.lengths, ".0f"),
    } | {name: _ranked(counter) for name, counter in counts.counters.items()}


def _of_skipped(dataset: Path) -> dict[str, Any]:
    import pyarrow.compute as pc

    reasons, languages = Counter[str](), Counter[str]()
    for batch in read_batches(dataset, "skipped", columns=("lang", "reason")):
        _count(reasons, batch["reason"])
        _count(languages, batch["lang"].filter(pc.equal(batch["reason"], "language")))
    return {"skipped": reasons.total(), "reasons": _ranked(reasons), "languages": _ranked(languages)}


def _of_articles(dataset: Path) -> dict[str, Any]:
    import pyarrow.compute as pc

    articles = characters = 0
    for batch in read_batches(dataset, "articles", columns=("text",), rows=ARTICLE_ROWS):
        articles, characters = (
            articles + batch.num_rows,
            characters + (pc.sum(pc.utf8_length(batch["text"])).as_py() or 0),
        )
    return {"articles": articles, "characters": characters}


def measure_duplicates(dataset: Path) -> dict[str, int]:
    """Count the pairs that repeat an earlier one, as `Duplicate.kind` names them; all pairs are kept in memory."""
    with one_version(dataset):
        pairs = [(pair.fr, pair.en) for pair in read_pairs(dataset)]
    found = find_duplicates(pairs)
    return _ranked(Counter(duplicate.kind for duplicate in found.values()))


def _ranked(counter: Counter[str]) -> dict[str, int]:
    return dict(sorted((+counter).items(), key=lambda item: (-item[1], item[0])))


def _by_edge(histogram: Counter[float], digits: str) -> dict[str, int]:
    return {format(edge + 0.0, digits): count for edge, count in sorted(histogram.items())}
