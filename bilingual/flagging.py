"""Pairs that somebody else made → the flags of each: human translations, another tool's, a table from elsewhere."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bilingual.quality import Measure, measure_pair
from bilingual.readings import Reading
from bilingual.translator import Translator

BLOCK = 256


@dataclass(frozen=True, slots=True)
class Finding:
    """A pair, and what every check measured in it, in the order of `FLAGS`."""

    fr: str
    en: str
    measures: tuple[Measure, ...]

    @property
    def failed(self) -> tuple[Measure, ...]:
        """Return the measures of the checks that the pair fails."""
        return tuple(measure for measure in self.measures if measure.failed)

    @property
    def flags(self) -> tuple[str, ...]:
        """Return the names of the checks that the pair fails."""
        return tuple(measure.check for measure in self.failed)


def flag_pairs(pairs: Iterable[tuple[str, str]], translator: Translator | None = None) -> Iterator[Finding]:
    """Check pairs of French and English, one finding each in the same order; a translator reads the English too.

    Raises ModelError where the model fails.
    """
    waiting = iter(pairs)
    while block := list(islice(waiting, BLOCK)):
        readings: list[Reading] = translator.read(block) if translator else [()] * len(block)
        for (fr, en), reading in zip(block, readings, strict=True):
            yield Finding(fr=fr, en=en, measures=tuple(measure_pair(fr, en, None, reading)))
