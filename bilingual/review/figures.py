"""How far a review has come, and what it says of the pairs that nobody has looked at."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from bilingual.pairs import Pair
from bilingual.review.draws import Drawn, DrawTally
from bilingual.review.edits import Edits
from bilingual.review.verdicts import OF_THE_MODEL, flags_of


@dataclass(frozen=True, slots=True)
class Rest:
    """The unreviewed pairs of one group, and the errors (edited or rejected) among the reviewed of the same group."""

    unreviewed: int
    reviewed: int
    errors: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Counts over a dataset; `edits` are (model's English, edited English), in the dataset's order.

    `clean` and `flagged` part the pairs by whether a check had flagged the model's English; `drawn` are the halves of
    the samples that the review files hold.
    """

    pairs: int
    statuses: Mapping[str, int]
    clean: Rest
    flagged: Rest
    edits: Edits
    drawn: tuple[Drawn, ...] = ()

    @property
    def reviewed(self) -> int:
        """Pairs with a verdict."""
        return self.pairs - self.statuses.get("machine", 0)

    @property
    def acceptance(self) -> float | None:
        """The share of accepted pairs among those with a verdict; None without any."""
        return self.statuses.get("accepted", 0) / self.reviewed if self.reviewed else None


@dataclass(slots=True)
class Tally:
    """Counts pairs as they pass."""

    _statuses: Counter[str] = field(default_factory=Counter)
    _groups: Counter[tuple[bool, str]] = field(default_factory=Counter)
    _edits: Edits = field(default_factory=Edits)
    _draws: DrawTally = field(default_factory=DrawTally)

    def add(self, pair: Pair, samples: Iterable[str | None] = (), before: Pair | None = None) -> None:
        """Count one pair as it is after the review, with what its rows say under `sample`, and as it was `before`."""
        self._statuses[pair.status] += 1
        self._groups[was_flagged(pair, before), pair.status] += 1
        if pair.status == "edited":
            self._edits.add(pair.machine_en, pair.en)
        self._draws.add(samples, pair.status)

    def progress(self) -> Progress:
        """Return the figures of the pairs so far."""
        statuses = dict(sorted(self._statuses.items()))
        return Progress(
            pairs=self._statuses.total(),
            statuses=statuses,
            clean=self._rest(False),
            flagged=self._rest(True),
            edits=self._edits,
            drawn=self._draws.drawn(),
        )

    def _rest(self, flagged: bool) -> Rest:
        errors = self._groups[flagged, "edited"] + self._groups[flagged, "rejected"]
        return Rest(self._groups[flagged, "machine"], errors + self._groups[flagged, "accepted"], errors)


def was_flagged(pair: Pair, before: Pair | None = None) -> bool:
    """Return whether the model's own English was flagged: the flags of an edited pair are those of the edit.

    They need not be found again where the pair had that English `before`.
    """
    if pair.en == pair.machine_en:
        return bool(pair.flags)
    if before is not None and before.en == before.machine_en:
        return any(flag != OF_THE_MODEL for flag in before.flags)
    return bool(flags_of(pair, pair.machine_en))
