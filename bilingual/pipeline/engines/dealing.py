"""Which part is done next, and by whom: each by one worker at a time, in order, again where a worker was lost."""

from collections import Counter
from collections.abc import Sequence
from threading import Condition

from bilingual.errors import ClusterError
from bilingual.pipeline.parts import Part

MOST_LOST = 3


class Dealing:
    """Parts that are dealt to workers, each of which asks from a thread of its own.

    An error of a part ends the dealing, once all the parts before it are done: so that it is the first in order which
    is raised, whoever was faster.
    """

    def __init__(self, parts: Sequence[Part]) -> None:
        self._changed = Condition()
        self._waiting = sorted(parts, key=lambda part: part.number, reverse=True)
        self._under_way: set[int] = set()
        self._lost: Counter[int] = Counter()
        self._errors: dict[int, BaseException] = {}
        self._ended = False

    def take(self) -> Part | None:
        """Wait for a part to do, the first in order; None when there is none left, nor may be again."""
        with self._changed:
            self._changed.wait_for(lambda: self._is_over() or self._next())
            if self._is_over():
                return None
            part = self._waiting.pop()
            self._under_way.add(part.number)
            return part

    def finish(self, part: Part) -> None:
        """Hear that a part is done."""
        with self._changed:
            self._under_way.discard(part.number)
            self._changed.notify_all()

    def fail(self, part: Part, error: BaseException) -> None:
        """Hear what is wrong with a part."""
        with self._changed:
            self._errors[part.number] = error
            self._under_way.discard(part.number)
            self._changed.notify_all()

    def lose(self, part: Part, counts: bool, last: str) -> None:
        """Hear that a worker was lost over a part; it counts against the part unless its whole node went.

        `last` says how the last worker ended.
        """
        self._lost[part.number] += counts
        if self._lost[part.number] >= MOST_LOST:
            self.fail(
                part,
                ClusterError(
                    f"part {part.name[:12]} (number {part.number}, {part.articles} articles): {MOST_LOST} workers "
                    f"ended over it, the last one: {last}; look at its articles, or give workers more memory"
                ),
            )
            return
        with self._changed:
            self._under_way.discard(part.number)
            self._waiting.append(part)
            self._waiting.sort(key=lambda one: one.number, reverse=True)
            self._changed.notify_all()

    def end(self, error: BaseException | None = None) -> None:
        """Deal nothing more: for what concerns no part, or because somebody interrupts."""
        with self._changed:
            if error is not None:
                self._errors.setdefault(-1, error)
            self._ended = True
            self._changed.notify_all()

    @property
    def is_over(self) -> bool:
        """Whether nothing is left to do."""
        with self._changed:
            return self._is_over()

    def refuse(self) -> None:
        """Raise the first error in the order of parts, if there is any."""
        if self._errors:
            raise self._errors[min(self._errors)]

    def _next(self) -> bool:
        """Return whether a part waits that is not behind one that failed."""
        return bool(self._waiting) and self._waiting[-1].number < min(
            self._errors, default=self._waiting[-1].number + 1
        )

    def _is_over(self) -> bool:
        if self._ended:
            return True
        first = min(self._errors, default=None)
        if first is None:
            return not self._waiting and not self._under_way
        return not self._next() and not any(number < first for number in self._under_way)
