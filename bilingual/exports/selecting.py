"""Which pairs to export: by status, score, flags and kind."""

from dataclasses import dataclass

from bilingual.pairs import STATUSES, Pair

USABLE = frozenset(STATUSES) - {"rejected"}
REVIEWED = frozenset({"accepted", "edited"})


@dataclass(frozen=True, slots=True)
class Selection:
    """What a pair must be to be exported; the default is every pair that no reviewer has rejected.

    `statuses` None leaves them to each format: a translation memory takes only what was reviewed.
    `min_score` is a mean natural-log probability per target token (at most 0); it does not apply to English that a
    person wrote, which no model has scored. `without_flags` None refuses a pair with any flag; `kinds` None takes all.
    """

    statuses: frozenset[str] | None = None
    min_score: float | None = None
    without_flags: frozenset[str] | None = frozenset()
    kinds: frozenset[str] | None = None

    def takes(self, pair: Pair) -> bool:
        """Return whether a pair is exported."""
        return (
            pair.status in (USABLE if self.statuses is None else self.statuses)
            and (self.kinds is None or pair.kind in self.kinds)
            and self._scores_enough(pair)
            and not self._is_flagged(pair)
        )

    def _scores_enough(self, pair: Pair) -> bool:
        return self.min_score is None or pair.en != pair.machine_en or pair.score >= self.min_score

    def _is_flagged(self, pair: Pair) -> bool:
        return bool(pair.flags) if self.without_flags is None else not self.without_flags.isdisjoint(pair.flags)
