"""A document → its row of `documents`: the whole French, the whole English, and where each sentence lies on both sides.

The English has the paragraphs of the French: what stands between two paragraphs is the article's own, within one
there is a blank. What was not translated stands in it as the French that it is, and is listed in `gaps`.
"""

from array import array
from collections.abc import Iterable, MutableSequence
from typing import Any, Self

from bilingual.articles import Article
from bilingual.dataset.documents import Document, Segment
from bilingual.dataset.schema import GAP_FIELDS, NUMBERS, SENTENCE_FIELDS
from bilingual.pairs import Pair
from bilingual.text.lines import one_line

Column = MutableSequence[Any]


class TwoSides:
    """The row of one article, gathered segment by segment: what it keeps of each is its English and some 150 bytes.

    `sentences` and `gaps` are columns by name, of the pairs and of what was not translated: each segment's
    [start, end) in the French and [en_start, en_end) in the English, in characters.
    """

    def __init__(self, article: Article | Document, text: str) -> None:
        self._article, self._text = article, text
        self.sentences, self.gaps = _columns(SENTENCE_FIELDS), _columns(GAP_FIELDS)
        self._pieces: list[str] = []
        self._length = self._end = 0
        self._paragraph: int | None = None

    @classmethod
    def of(cls, document: Document, text: str) -> Self:
        """Return the row of a whole document."""
        sides = cls(document, text)
        sides.add(document.segments)
        return sides

    def add(self, segments: Iterable[Segment]) -> None:
        """Take the next segments, in the order of the text."""
        for segment in segments:
            between = self._text[self._end : segment.start]
            if self._paragraph is not None:
                between = " " if segment.paragraph == self._paragraph else between or "\n"
            french = self._text[segment.start : segment.end]
            content = segment.en if isinstance(segment, Pair) else one_line(french)
            start = self._length + len(between)
            self._length = start + len(content)
            self._pieces += (between, content)
            self._end, self._paragraph = segment.end, segment.paragraph
            self._place(segment, start)

    def _place(self, segment: Segment, start: int) -> None:
        english = {"en_start": start, "en_end": self._length}
        for name, column in (self.sentences if isinstance(segment, Pair) else self.gaps).items():
            column.append(english[name] if name in english else getattr(segment, name))

    @property
    def en(self) -> str:
        """The English of the whole document, as far as its segments have been added."""
        return "".join((*self._pieces, self._text[self._end :]))

    def value(self, name: str) -> Any:  # noqa: ANN401 - a column's value
        """Return what stands in a column of `documents`."""
        own = {"fr": "_text", "en": "en", "sentences": "sentences", "gaps": "gaps"}
        return getattr(self, own[name]) if name in own else getattr(self._article, name)


def _columns(names: Iterable[str]) -> dict[str, Column]:
    kinds = {"int64": "q", "int32": "i", "float32": "f"}
    return {name: array(kinds[NUMBERS[name]]) if name in NUMBERS else [] for name in names}
