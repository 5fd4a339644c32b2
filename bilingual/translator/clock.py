"""Times of the day, given to a model as `18:00`, which it copies, and told as English tells them: `6 p.m.`.

A small model guesses between a time and a duration, and between morning and evening: `18 heures` came out as *18 p.m.*.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

_BLANK = "[ \u00a0\u202f]?"


def _time(hour: str, minute: str) -> str:
    """Return the pattern of `20 h`, `20h30`, `8 heures` with these names for its groups."""
    return rf"(?P<{hour}>[01]?\d|2[0-3]){_BLANK}(?:h|heures?)(?:{_BLANK}(?P<{minute}>[0-5]\d))?"


# `à 8 heures de route` is a distance, `à 8 heures du matin` says itself which half of the day it is.
_ENDS = r"(?![\w’'])(?! d(?:[eu]\b|['’]))"
AT = re.compile(
    rf"(?<!\w)(?P<at>(?:à|vers|dès|jusqu['’]à|peu avant|peu après|il est|il était) ){_time('hour', 'minute')}{_ENDS}",
    re.IGNORECASE,
)
BETWEEN = re.compile(
    rf"(?<!\w)(?P<at>(?:de|entre) ){_time('hour', 'minute')}(?P<to> (?:à|et) ){_time('last', 'end')}{_ENDS}",
    re.IGNORECASE,
)
SPAN = re.compile(r"\b(?:to|in|of|at)(?= (\d\d?:\d\d) to (\d\d?:\d\d)\b)")
MOMENT = re.compile(r"\b(?:to|in)(?= (\d\d?:\d\d)(?![\d:]))")
WRITTEN = re.compile(
    r"(?<![\d:.,])(?P<time>\d\d?:\d\d)(?![\d:])(?: ?(?:[ap]\.?m\b\.?|o['’]clock|hours\b|hrs?\b|h\b))?\.?"
)
HOUR = re.compile(rf"\d{_BLANK}[hH]")  # what no time is without
NOON = 12


@dataclass(frozen=True, slots=True)
class Timed:
    """A text whose times are given as `18:00`, how English tells each, which of them `à` makes a moment, and spans."""

    text: str
    times: Mapping[str, str] = field(default_factory=dict)
    moments: frozenset[str] = frozenset()
    spans: frozenset[tuple[str, str]] = frozenset()

    def tell_again(self, english: str) -> str:
        """Return the English with these times as it tells them, at the end of a sentence with one full stop."""
        if self.spans:
            english = SPAN.sub(lambda span: "from" if (span[1], span[2]) in self.spans else span[0], english)
        if self.moments:
            english = MOMENT.sub(lambda at: "at" if at[1] in self.moments else at[0], english)
        return WRITTEN.sub(lambda time: self.times.get(time["time"], time[0]), english) if self.times else english


def say_times(text: str) -> Timed:
    """Write the times of the day that a preposition makes times as `18:00`; one that stands there already stays."""
    times: dict[str, str] = {}
    moments: set[str] = set()
    spans: set[tuple[str, str]] = set()

    def say(match: re.Match[str]) -> str:
        time = _given(text, times, match["hour"], match["minute"])
        if match["at"].casefold() == "à ":
            moments.add(time)
        return match["at"] + time

    def say_both(match: re.Match[str]) -> str:
        first = _given(text, times, match["hour"], match["minute"])
        last = _given(text, times, match["last"], match["end"])
        if match["at"].casefold() == "de ":
            spans.add((first, last))
        return match["at"] + first + match["to"] + last

    if not HOUR.search(text):
        return Timed(text)
    between = BETWEEN.sub(say_both, text)
    ends = frozenset(times)
    return Timed(AT.sub(say, between), times, frozenset(moments - ends), frozenset(spans))


def _given(text: str, times: dict[str, str], hour: str, minute: str | None) -> str:
    """Return a time as the model is given it, and remember how English tells it unless the text writes it so too."""
    time = f"{int(hour)}:{minute or '00'}"
    if time not in text:
        half = "a.m." if int(hour) < NOON else "p.m."
        times[time] = f"{(int(hour) - 1) % NOON + 1}{f':{minute}' if minute and minute != '00' else ''} {half}"
    return time
