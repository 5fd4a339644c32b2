"""Cues → what somebody says in each, its lines joined: no line twice, no sounds, a new piece where another speaks."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bilingual.articles.subtitles.cue_marks import readable_lines, voice_of
from bilingual.articles.subtitles.timed_cues import TimedCue
from bilingual.segmenter.layout import SPEAKER

SPOKEN, CREDITS = "sentence", "boilerplate"
SOUNDS, DOUBLED, WORDLESS = "descriptions of sounds left out", "doubled cues left out", "cues without words left out"
MOST_ROLLED, LEAST_ROLLED = 8, 3  # lines that stay while new ones come; cues in which some do, at least

Line = tuple[str, str | None]
"""A line, and whose voice it is."""

_DASH = re.compile(r"[-–—‐]{1,2} ?(?=[^\W_]|[«\"“…¿¡(\[♪.])")
_CHEVRONS = re.compile(r">{2,3} ?")  # another speaker, in captions as North America has them
_SONG = re.compile(r"[♪♫]|#(?= )")
_NOTES = ("♪", "♫", "#")
_SHARED = re.compile(r"(?<=[^\W\d_]-) (?=[a-zà-ÿœ])")
_BRACKETED = re.compile(r" ?\[(?=[^\[\]]*[^\W\d_])[^\[\]]{1,80}\]")
_SOUND = re.compile(r"\((?=[^()]*[^\W\d_])[^()]{0,79}[^().!?…]\)|\*[^*]{1,80}\*")
MOST_WORDS = 6  # of a sound; more between brackets are words that somebody says aside
_WORDS = re.compile(r"[^\W_]")
_CREDIT = re.compile(
    r"(?:sous[- ]?titr(?:age|es?)(?: \w+){0,2} ?(?::|par\b|(?-i:[A-ZÀ-Þ]))"
    r"|(?:traduction|adaptation|synchro\w*) ?(?::|par\b)"
    r"|(?:subtitles?|captions?|translated|synced|ripped) (?:by|:)|.{0,60}(?:amara|opensubtitles|addic7ed)\.\w{2,3}\b"
    r"|(?:https?://|www\.)\S+\Z).{0,120}",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """What one person says in one cue, or sings, or a line of credits.

    `opens` says that another speaks than before, `by_dash` that only a dash shows it; `after_sound` that a sound was
    described before.
    """

    cue: TimedCue
    text: str
    kind: str = SPOKEN
    opens: bool = False
    by_dash: bool = False
    after_sound: bool = False


def read_pieces(cues: Sequence[TimedCue], counts: Counter[str]) -> Iterator[Piece]:
    """Yield what is said, in the order in which it is shown; what is left out is added to `counts`."""
    turns, after_sound = _Turns(), False
    ordered = sorted(cues, key=lambda cue: cue.start_ms)
    shown = [[line for raw in cue.lines for line in _voiced(raw)] for cue in ordered]
    for cue, lines in zip(ordered, _each_once(ordered, shown, counts), strict=True):
        for turn in turns.of(lines):
            begins, ends = _is_sound(turn.lines[0]), _is_sound(turn.lines[-1])
            text = _without_sounds(_without_sound_lines(turn, counts).text, counts)
            after_sound = after_sound or begins
            if text:
                kind = CREDITS if _CREDIT.fullmatch(text) else SPOKEN
                yield Piece(
                    cue=cue, text=text, kind=kind, opens=turn.opens, by_dash=turn.by_dash, after_sound=after_sound
                )
            after_sound = ends or not text


def _voiced(raw: str) -> Iterator[Line]:
    """Yield the lines that a line of a file shows, each with whose voice it is, where the file says so."""
    for part in re.split("(?=<v[. \t])", raw) if "<v" in raw else (raw,):
        voice = voice_of(part)
        for text in readable_lines(part):
            yield text, voice


def _each_once(cues: Sequence[TimedCue], shown: list[list[Line]], counts: Counter[str]) -> Iterator[list[Line]]:
    """Yield the lines of each cue that are new in it.

    Captions that roll up show a line again while the next one comes; there it is read once. Elsewhere a repeated line
    is said again, unless two cues show the same at the same time.
    """
    rolled = [_rolled(before, here) for before, here in zip(_last_shown(shown), shown, strict=True)]
    rolls_up = sum(map(bool, rolled)) >= max(LEAST_ROLLED, sum(map(bool, shown)) // 3)
    before: TimedCue | None = None
    last: list[Line] = []
    for cue, lines, again in zip(cues, shown, rolled, strict=True):
        doubled = bool(lines) and lines == last and before is not None and cue.start_ms < before.end_ms
        if rolls_up:
            yield lines[again:]
        elif doubled:
            counts[DOUBLED] += 1
            yield []
        else:
            yield lines
        before, last = (cue, lines) if lines else (before, last)


def _last_shown(shown: list[list[Line]]) -> Iterator[list[Line]]:
    """Yield for each cue the lines of the one before that had any."""
    last: list[Line] = []
    for lines in shown:
        yield last
        last = lines or last


def _rolled(before: list[Line], here: list[Line]) -> int:
    """Return how many lines at the end of one cue stand at the beginning of the next."""
    if here == before:
        return len(here)
    most = min(len(before), len(here), MOST_ROLLED)
    return next((count for count in range(most, 0, -1) if before[-count:] == here[:count]), 0)


@dataclass(slots=True)
class _Turn:
    """The lines that one person says in one cue."""

    lines: list[str]
    opens: bool
    by_dash: bool

    @property
    def text(self) -> str:
        """The lines as one; a word that two of them share keeps its hyphen, for subtitles divide none."""
        return _SHARED.sub("", " ".join(self.lines)) if len(self.lines) > 1 else self.lines[0]


class _Turns:
    """Knows who spoke last, and whether somebody sang."""

    def __init__(self) -> None:
        self._voice: str | None = None
        self._sang, self._last = False, ""

    def of(self, lines: Sequence[Line]) -> list[_Turn]:
        """Return who says what of the lines of a cue."""
        found: list[_Turn] = []
        ends_song = any(text.endswith(_NOTES) for text, _ in lines)
        for text, voice in lines:
            other = bool(_CHEVRONS.match(text)) or (voice is not None and self._voice not in (None, voice))
            dash = _DASH.match(text) is not None
            sings = _SONG.match(text) is not None
            goes_on = self._sang and not self._last.endswith(_NOTES) and (bool(found) or ends_song)
            opens = other or dash or sings or self._sang != goes_on or SPEAKER.match(text) is not None
            line = _CHEVRONS.sub("", text, count=1)
            if found and not opens:
                found[-1].lines.append(line)
            else:
                # Of two lines with a dash in one cue each is another's, whatever the second begins with.
                is_answer = bool(found) and _DASH.match(found[0].lines[0]) is not None
                found.append(_Turn([line], opens, by_dash=dash and not other and not is_answer))
            self._sang, self._last, self._voice = sings or goes_on, text, voice or self._voice
        return found


def _without_sound_lines(turn: _Turn, counts: Counter[str]) -> _Turn:
    """Return what one person says without the lines beside it that describe a sound."""
    kept = [line for line in turn.lines if not _is_sound(line)]
    if not kept or len(kept) == len(turn.lines):
        return turn
    counts[SOUNDS] += len(turn.lines) - len(kept)
    return replace(turn, lines=kept)


def _is_sound(text: str) -> bool:
    return _SOUND.fullmatch(text) is not None and len(text.split()) <= MOST_WORDS


def _without_sounds(text: str, counts: Counter[str]) -> str:
    """Return a text without the descriptions of what is heard, "" where it is one itself or has no word."""
    kept, count = _BRACKETED.subn("", text) if "[" in text else (text, 0)
    kept = kept.strip()
    if _is_sound(kept):
        kept, count = "", count + 1
    if count:
        counts[SOUNDS] += count
    elif not _WORDS.search(kept):
        counts[WORDLESS] += 1
    return kept if _WORDS.search(kept) else ""
