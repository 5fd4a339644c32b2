"""Shares over all pairs of a test set: names kept, numbers right, symbols kept, words that are none, segments wrong."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from bilingual.quality import CHECKS
from bilingual.quality.sides import Sides, read_sides
from bilingual.quality.tallies import Tally, tally_names, tally_numbers, tally_symbols
from bilingual.quality.words import non_words

_CHECKS = {check.name: check for check in CHECKS}


@dataclass(frozen=True, slots=True)
class Share:
    """How many of how many."""

    count: int = 0
    of: int = 0

    def __add__(self, other: "Share") -> "Share":
        return Share(self.count + other.count, self.of + other.of)

    @property
    def ratio(self) -> float | None:
        """The share from 0 to 1; None of nothing."""
        return self.count / self.of if self.of else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A line of the sheet: its key in JSON, what it says, whether more is better, and what a pair adds to it."""

    key: str
    says: str
    more_is_better: bool
    measure: Callable[[Sides], Share]

    def shown(self, share: Share) -> str:
        """Return a share for people: `2,310 of 2,400 (96.2 %)`, two decimals where it should be near nothing."""
        part = "–" if share.ratio is None else f"{100 * share.ratio:.{1 if self.more_is_better else 2}f} %"
        return f"{share.count:,} of {share.of:,} ({part})"


Sheet = dict[str, Share]  # by the keys of FIGURES, in their order


def _kept(tally: Tally) -> Share:
    return Share(len(tally.found) - len(tally.lost), len(tally.found))


def _non_words(sides: Sides, french: bool) -> Share:
    """Return how many of the English words, each once, are none: `french` ones, or made up."""
    return Share(sum(is_french == french for is_french in non_words(sides).values()), len(sides.en_set))


def _failing(check: str, sides: Sides) -> Share:
    return Share(int(_CHECKS[check].fails(_CHECKS[check].measure(sides))), 1)


FIGURES = (
    Figure(key="names", says="names kept", more_is_better=True, measure=lambda sides: _kept(tally_names(sides))),
    Figure(key="numbers", says="numbers right", more_is_better=True, measure=lambda sides: _kept(tally_numbers(sides))),
    Figure(key="symbols", says="symbols kept", more_is_better=True, measure=lambda sides: _kept(tally_symbols(sides))),
    Figure(
        key="made_up",
        says="words made up",
        more_is_better=False,
        measure=lambda sides: _non_words(sides, french=False),
    ),
    Figure(
        key="french_words",
        says="words left in French",
        more_is_better=False,
        measure=lambda sides: _non_words(sides, french=True),
    ),
    Figure(
        key="untranslated",
        says="segments left in French",
        more_is_better=False,
        measure=lambda sides: _failing("untranslated", sides),
    ),
    Figure(
        key="garbled",
        says="segments garbled",
        more_is_better=False,
        measure=lambda sides: _failing("garbled", sides),
    ),
)


def make_sheet(pairs: Iterable[tuple[str, str]]) -> Sheet:
    """Return the shares over pairs of French and English; nothing but the two texts of each is looked at."""
    sheet = {figure.key: Share() for figure in FIGURES}
    for fr, en in pairs:
        sides = read_sides(fr, en)
        for figure in FIGURES:
            sheet[figure.key] += figure.measure(sides)
    return sheet
