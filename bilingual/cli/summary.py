"""What `bilingual stats` prints: a dataset on one screen."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from bilingual.cli.layout import bars, labelled, listed, screen_width, side_by_side
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.dataset.stats import Stats

REPEATED = {"copy": "word for word", "conflict": "with other English", "near": "nearly word for word"}
REASONS = {
    "kind": "of a kind that is not published",
    "language": "in another language",
    "wordless": "without a word",
    "held_out": "held out for a test set",
    "empty": "that the model left empty",
    "leak": "that would leak from a test or validation split",
}
LENGTHS = 10
LONGEST = 60
LOWEST, SCORES = -1.0, 0.2


def summarise(dataset: str, stats: "Stats", repeated: Mapping[str, int] | None) -> Iterator[str]:
    """Yield the lines of a dataset's figures; `repeated` counts pairs that repeat an earlier one, None: not sought."""
    yield from labelled("dataset", dataset)
    size = plural(stats.characters, "character") if stats.characters else "published without their texts"
    yield from labelled("articles", f"{stats.articles:,}, {size}")
    if len(stats.splits) > 1:
        yield from labelled("splits", listed(stats.splits))
    yield from labelled("pairs", f"{stats.pairs:,}: {listed(stats.kinds)}")
    yield from labelled("words", f"{stats.words_fr:,} French, {stats.words_en:,} English")
    taken = stats.origins.get("memory", 0)
    memory = f"; {taken:,} of them by a translation memory" if taken else ""
    yield from labelled("status", f"{listed(stats.statuses)}{memory}")
    share = f" of {plural(stats.pairs, 'pair')} ({stats.flagged / max(1, stats.pairs):.0%})"
    flags = f": {listed(stats.flags, 99)}" if stats.flags else ""
    yield from labelled("flagged", f"{stats.flagged:,}{share}{flags}")
    if repeated is not None:
        again = listed({REPEATED[kind]: number for kind, number in repeated.items()})
        yield from labelled("repeated", f"the French of an earlier pair: {again}" if again else "no pair")
    yield from labelled("skipped", _skipped(stats))
    yield from labelled("publisher", listed(stats.publishers))
    yield ""
    yield from side_by_side(bars("score", _scores(stats)), bars("French words", _lengths(stats)), screen_width() // 2)


def _skipped(stats: "Stats") -> str:
    if not stats.skipped:
        return "no segment"
    said = REASONS | {"language": f"{REASONS['language']} ({listed(stats.languages)})"}
    named = {said.get(reason, reason): number for reason, number in stats.reasons.items()}
    return f"{plural(stats.skipped, 'segment')}: {listed(named)}"


def _scores(stats: "Stats") -> dict[str, int]:
    """Return the pairs by score in steps of 0.2; all below -1 as one."""
    merged = Counter[str]()
    for edge, number in stats.scores.items():
        low = float(edge)
        merged[f"below {LOWEST}" if low < LOWEST else f"{low:.1f} to {round(low + SCORES, 1) + 0.0:.1f}"] += number
    return dict(merged)


def _lengths(stats: "Stats") -> dict[str, int]:
    """Return the pairs by words of French in steps of 10; 60 and more as one."""
    merged = Counter[int]()
    for edge, number in stats.lengths.items():
        merged[int(edge) // LENGTHS * LENGTHS] += number
    names = {low: f"{low} to {low + LENGTHS - 1}" if low < LONGEST else f"{LONGEST} or more" for low in sorted(merged)}
    return {name: merged[low] for low, name in names.items()}
