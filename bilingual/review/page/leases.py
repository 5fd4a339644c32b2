"""Who has which pair before them, so that two reviewers do not work on one; kept in memory, and for minutes only."""

import time
from collections.abc import Callable
from dataclasses import dataclass

HELD = 300.0  # seconds from the last sign of a reviewer's page
IDLE = 1800.0  # seconds from the reviewer's own last act: a page left open holds nothing for ever


@dataclass(slots=True)
class _Lease:
    until: float
    acted: float


class Leases:
    """Leases by pair and reviewer. A pair that two are asked for may be held by two; a reviewer holds one."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._held: dict[str, dict[str, _Lease]] = {}

    def holders(self, pair: str, but: str | None = None) -> list[str]:
        """Return who holds a pair, but one."""
        now = self._now()
        held = self._held.get(pair, {})
        for name in [name for name, lease in held.items() if lease.until <= now]:
            del held[name]
        if not held:
            self._held.pop(pair, None)
        return [name for name in held if name != but]

    def take(self, pair: str, reviewer: str) -> None:
        """Give a pair to a reviewer, or again, and the one that the reviewer had back."""
        now = self._now()
        for other in [name for name, held in self._held.items() if name != pair and reviewer in held]:
            self.release(other, reviewer)
        self._held.setdefault(pair, {})[reviewer] = _Lease(now + HELD, now)

    def renew(self, pair: str, reviewer: str) -> None:
        """Keep a pair for a reviewer whose page shows it, if that is held, and not for ever."""
        now, lease = self._now(), self._held.get(pair, {}).get(reviewer)
        if lease and lease.until > now and now - lease.acted < IDLE:
            lease.until = now + HELD

    def release(self, pair: str, reviewer: str) -> None:
        """Give a pair back."""
        self._held.get(pair, {}).pop(reviewer, None)
        self.holders(pair)
