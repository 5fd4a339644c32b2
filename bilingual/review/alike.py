"""Reviewed pairs whose French is like another's: what a reviewer may take over, and a build never does."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from bilingual.duplicates.finding import exact_key, similarity
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair
from bilingual.review.memory import TAKEN

LEAST = 0.4  # likeness under which two sentences have little in common but words that all have
MOST_WORDS = 60  # distinct words of a sentence that are looked up
RAREST = 8  # of these, the words by which pairs are found
CROWD = 200  # pairs with a word, above which it finds none
COMPARED = 30  # pairs that are compared in full, those with most of these words


@dataclass(frozen=True, slots=True)
class Alike:
    """A reviewed pair and how like its French is: 0 to 1, for texts with the same letters and figures."""

    id: str
    fr: str
    en: str
    likeness: float


class ReviewedIndex:
    """The accepted and edited pairs of a dataset by the words of their French, in a temporary table.

    One thread at a time may use it. Likeness is the Jaccard similarity of the runs of five bytes that two texts have. A
    look-up takes no longer the more pairs there are: common words find nothing.
    """

    def __init__(self, pairs: Iterable[Pair] = ()) -> None:
        self._table = Scratch(
            "CREATE TABLE known (number INTEGER PRIMARY KEY, id TEXT UNIQUE, fr TEXT NOT NULL, en TEXT NOT NULL)",
            "CREATE TABLE words (word TEXT, number INTEGER, PRIMARY KEY (word, number)) WITHOUT ROWID",
        )
        for pair in pairs:
            if pair.status in TAKEN:
                self.add(pair)

    def add(self, pair: Pair) -> None:
        """Take a pair in as it stands, in place of what it was; one that is neither accepted nor edited leaves."""
        row = self._table.first("SELECT number, fr FROM known WHERE id = ?", (pair.id,))
        if row is not None:
            for word in _words(row[1]):
                self._table.write("DELETE FROM words WHERE word = ? AND number = ?", (word, row[0]))
            self._table.write("DELETE FROM known WHERE number = ?", (row[0],))
        if pair.status in TAKEN:
            self._table.write("INSERT INTO known (id, fr, en) VALUES (?, ?, ?)", (pair.id, pair.fr, pair.en))
            added = self._table.first("SELECT number FROM known WHERE id = ?", (pair.id,)) or (0,)
            self._table.fill("INSERT INTO words VALUES (?, ?)", ((word, added[0]) for word in _words(pair.fr)))

    def near(self, french: str, limit: int = 3, but: str | None = None) -> list[Alike]:
        """Return at most `limit` pairs whose French is like a text, the likest first, without the pair `but`."""
        found = (Alike(*row, similarity(french, row[1])) for row in self._candidates(french) if row[0] != but)
        likely = sorted((each for each in found if each.likeness >= LEAST), key=lambda each: (-each.likeness, each.id))
        return likely[:limit]

    def _candidates(self, french: str) -> Iterator[tuple[str, str, str]]:
        rare = sorted((count, word) for word in _words(french) if 0 < (count := self._count(word)) <= CROWD)[:RAREST]
        marks = ", ".join("?" * len(rare))
        query = (
            f"SELECT number FROM words WHERE word IN ({marks}) "  # noqa: S608 - marks only
            "GROUP BY number ORDER BY count(*) DESC, number LIMIT ?"
        )
        for (number,) in self._table.read(query, (*(word for _, word in rare), COMPARED)):
            yield from self._table.read("SELECT id, fr, en FROM known WHERE number = ?", (number,))

    def _count(self, word: str) -> int:
        query = "SELECT count(*) FROM (SELECT 1 FROM words WHERE word = ? LIMIT ?)"
        row = self._table.first(query, (word, CROWD + 1))
        return int(row[0]) if row else 0


def _words(text: str) -> list[str]:
    """Return the first words of a text, each once, as texts that are alike share them."""
    words = (word.encode("utf-8", "replace").decode() for word in exact_key(text).split())
    return list(islice(dict.fromkeys(words), MOST_WORDS))
