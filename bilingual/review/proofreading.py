"""Edits that look like slips: the model of the dataset reads English that a person wrote, and stumbles."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from bilingual.models import Model
from bilingual.pairs import Pair
from bilingual.quality.fidelity import stumbles
from bilingual.quality.sides import read_sides
from bilingual.readings import ReadWord
from bilingual.review.changes import Change
from bilingual.translator import Translator

MOST_SLIPS = 100
BLOCK = 256


@dataclass(frozen=True, slots=True)
class Slip:
    """An edited pair, and the words of its English that the model finds very unlikely, in the order of the text."""

    id: str
    words: tuple[ReadWord, ...]


@dataclass(frozen=True, slots=True)
class Proofread:
    """How many edits the model read, how many of them look like slips, and the first `MOST_SLIPS` of these."""

    read: int
    count: int
    slips: tuple[Slip, ...]


def proofread(changes: Iterable[Change], model: Model, workers: int = 1) -> Proofread:
    """Read the edits among the changes of a review with the dataset's model; nothing is changed or refused.

    Raises ModelError when the model fails.
    """
    edits = (change.new for change in changes if _is_new_edit(change))
    read = count = 0
    slips: list[Slip] = []
    translator = Translator(model, workers=workers)
    while block := list(islice(edits, BLOCK)):
        read += len(block)
        for slip in _slips(block, translator):
            count += 1
            if len(slips) < MOST_SLIPS:
                slips.append(slip)
    return Proofread(read, count, tuple(slips))


def count_edits(changes: Iterable[Change]) -> int:
    """Return how many changes bring English that the model did not write."""
    return sum(map(_is_new_edit, changes))


def _is_new_edit(change: Change) -> bool:
    """Return whether a change brings English that the model did not write."""
    return change.new.en not in (change.old.en, change.new.machine_en)


def _slips(pairs: Sequence[Pair], translator: Translator) -> Iterator[Slip]:
    readings = translator.read([(pair.fr, pair.en) for pair in pairs])
    for pair, reading in zip(pairs, readings, strict=True):
        words = tuple(stumbles(read_sides(pair.fr, pair.en, reading=reading)))
        if words:
            yield Slip(pair.id, words)
