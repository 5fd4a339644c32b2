"""Twice the text takes at most twice the time, or little more: whatever the text, for every function that takes one.

CPU time, in a process of its own clock. What looks too slow is looked at again, the least of several runs, and at greater
sizes, so that a busy machine is not taken for a slow function.
"""

import time
from collections.abc import Callable
from typing import Any

from bilingual.errors import BilingualError

SIZE = 8_000  # characters; then twice that, and more for what is slow
QUICK = 0.05  # seconds of CPU for twice `SIZE` that no growth can make matter
CERTAIN = 0.1  # seconds that a clock in ticks measures well
MOST = 2.5
DOUBTS = 2  # a busy machine may spoil a size or two; what is quadratic fails at every one


Call = Callable[[Any], object]
Prepare = Callable[[str], Any]


def cpu(call: Call, given: object) -> float:
    """The CPU time of a call, in seconds."""
    start = time.process_time()
    call(given)
    return time.process_time() - start


def least(call: Call, small: object, large: object, rounds: int) -> tuple[float, float]:
    """The least CPU times of two inputs, measured by turns."""
    times = [(cpu(call, small), cpu(call, large)) for _ in range(rounds)]
    return min(one for one, _ in times), min(other for _, other in times)


def growth(call: Call, made: Callable[[int], Any], size: int = SIZE) -> float:
    """How many times as long twice the input takes; 0 where it takes next to no time."""
    large = cpu(call, made(2 * size))
    if large < QUICK:
        return 0.0
    small = cpu(call, made(size))
    if large <= MOST * small:
        return large / small
    doubts = 0
    while True:
        small, large = least(call, made(size), made(2 * size), rounds=2)
        if small > CERTAIN and large > MOST * small:
            small, large = least(call, made(size), made(2 * size), rounds=5)
        if large <= MOST * small or (small > CERTAIN and doubts == DOUBTS):
            return large / max(small, 1e-9)
        doubts += small > CERTAIN
        size *= 2


def of_pair(function: Callable[[str, str], object]) -> Call:
    return lambda pair: function(*pair)


def refused(function: Call) -> Call:
    """The function, for which an error of our own is an answer."""

    def call(given: object) -> object:
        try:
            return function(given)
        except BilingualError as error:
            return error

    return call
