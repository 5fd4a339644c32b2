"""What a campaign consists of: named cases, each of which holds or says what failed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from fnmatch import fnmatch

LONGEST = 400  # characters of a problem

Problem = str | None
"""What failed; None, or a Remark, when nothing did."""


class Remark(str):
    """What a case that held says all the same: the summary counts it, it is no failure."""

    __slots__ = ()


class Skip(Exception):
    """A case cannot be tried here; the text says why."""


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that is tried. `name` is `class/kind/detail`; `run` returns what failed, or that nothing did."""

    name: str
    run: Callable[[], Problem]

    @property
    def kind(self) -> str:
        """The class and the kind: a row of the summary."""
        return "/".join(self.name.split("/")[:2])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """A case that was tried: `problem` is None when it held, `skipped` says why it could not be tried."""

    name: str
    kind: str
    problem: Problem = None
    skipped: Problem = None
    remark: str = ""


def try_cases(cases: Iterable[Case], pattern: str) -> Iterator[Outcome]:
    """Run the cases whose name fits the pattern."""
    for case in cases:
        if fnmatch(case.name, pattern):
            yield try_case(case)


def try_case(case: Case) -> Outcome:
    """Run one case; an error of the campaign itself is a failure too."""
    try:
        told = case.run()
        if isinstance(told, Remark):
            return Outcome(name=case.name, kind=case.kind, remark=told)
        return Outcome(name=case.name, kind=case.kind, problem=told and " ".join(told.split())[:LONGEST])
    except Skip as reason:
        return Outcome(name=case.name, kind=case.kind, skipped=str(reason))
    except Exception as error:  # noqa: BLE001 - whatever a damaged state makes of this program is a finding
        return Outcome(name=case.name, kind=case.kind, problem=f"{type(error).__name__}: {error}"[:LONGEST])


def joined(problems: Iterable[Problem]) -> Problem:
    """Return all problems of a case as one, None without any; remarks count only where there is none."""
    told = [each for each in problems if each]
    failed = [each for each in told if not isinstance(each, Remark)]
    return "; ".join(failed) or next(iter(told), None)


def spread(count: int, most: int) -> list[int]:
    """Return up to `most` numbers from 1 to `count`, evenly apart, the first and the last among them."""
    if count <= most or most < 2:
        return list(range(1, min(count, most if most > 0 else 0) + 1)) if count > most else list(range(1, count + 1))
    return sorted({1 + round(step * (count - 1) / (most - 1)) for step in range(most)})
