"""What could not be read: each input and row by name while there are few, counted by reason however many there are."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from bilingual.errors import ArticleError
from bilingual.text.counting import plural
from bilingual.text.visible import visible

LISTED = 1_000  # named in the manifest
SPOKEN = 20  # named one by one to the person at the terminal; beyond, by reason with the first places
PLACES = 5
KINDS = 50  # reasons told apart
# A file in an archive is told from the reason by its ending; `Le pont : une affaire.html` is a name too.
MEMBER = r"(?:/(?P<member>.*?\.\w{1,9}(?:\.gz|\.zst)?)(?=:\d+: |: ))?"
PLACE = re.compile(
    MEMBER + r"(?::(?P<line>\d+): |: (?P<row>(?:row|record|entry|chapter) \d+(?: and all after it)?): |: )",
    re.IGNORECASE,
)
ROW = re.compile(r"(?:line|row) \d")
VARIABLE = re.compile(r"(?<![\w-])\d[\d,.]*")  # no part of a name such as UTF-8
DETAIL = re.compile(r"(?<!cannot be read)[:;(]")  # what the system says of a file is the reason itself


@dataclass(frozen=True, slots=True)
class Unread:
    """An input, or a row of one, that could not be read.

    `path` is the file's portable name, `place` the file, line or row in it (empty for the file as a whole), `reason`
    what is wrong and what to do, `message` all of it with the path as the user gave it.
    """

    path: str
    place: str
    reason: str
    message: str

    @property
    def kind(self) -> str:
        """The reason without what differs from place to place: by it they are plural."""
        return VARIABLE.sub("…", DETAIL.split(self.reason, maxsplit=1)[0]).strip()

    @property
    def where(self) -> str:
        """The file with the line or row."""
        return f"{self.path}, {self.place}" if self.place else self.path


def unread_from(error: ArticleError, path: str, shown: str) -> Unread:
    """Return what an error says of the input `path`, whose messages begin with `shown`."""
    message = str(error)
    rest = message.removeprefix(shown) if message.startswith(shown) else f": {message}"
    found = PLACE.match(rest)
    if found is None:
        return Unread(path, "", rest.strip(), message)
    row = f"line {found['line']}" if found["line"] else found["row"]
    place = ", ".join(filter(None, (found["member"], row)))
    return Unread(path, place, rest[found.end() :], message)


class UnreadInputs:
    """What could not be read, in order: the first `LISTED` by name, all of it counted by reason."""

    def __init__(self) -> None:
        self.count = 0
        self.listed: list[Unread] = []
        self.reasons: Counter[str] = Counter()

    def add(self, unread: Unread) -> None:
        """Count one."""
        self.count += 1
        kind = unread.kind
        self.reasons[kind if kind in self.reasons or len(self.reasons) < KINDS else "other reasons"] += 1
        if len(self.listed) < LISTED:
            self.listed.append(unread)

    def add_all(self, others: "UnreadInputs") -> None:
        """Count what was collected elsewhere."""
        self.count += others.count
        self.reasons.update(others.reasons)
        self.listed += others.listed[: LISTED - len(self.listed)]

    def as_one(self, shown: str) -> Unread:
        """Return the failure of a whole file: its one error, or that none of its rows can be read."""
        first = self.listed[0]
        what = "rows" if ROW.match(first.place) else "parts"
        reason = f"none of its {self.count:,} {what} can be read; {first.place}: {first.reason}"
        return first if self.count == 1 else Unread(first.path, "", reason, f"{shown}: {reason}")

    def refusal(self, why: str) -> ArticleError:
        """Return the error of a build that stops because of them; with one, what that one says."""
        return ArticleError(self.listed[0].message if self.count == 1 else f"{why}: {' | '.join(self.lines())}")

    def lines(self) -> Iterator[str]:
        """Yield lines for a person: each by name while they are few, else by reason with the first places."""
        if self.count <= SPOKEN:
            yield from (unread.message for unread in self.listed)
            return
        for kind, count in self.reasons.items():
            places = [visible(unread.where) for unread in self.listed if unread.kind == kind][:PLACES]
            rest = ", …" if count > len(places) else ""
            yield f"{plural(count, 'input')}: {visible(kind)}: {', '.join(places)}{rest}"

    def as_record(self) -> dict[str, Any]:
        """Return what the manifest says: the number, the reasons with theirs, and the first by name."""
        listed = [{"path": one.path, "place": one.place, "reason": one.reason} for one in self.listed]
        return {"count": self.count, "reasons": dict(self.reasons), "listed": listed}
