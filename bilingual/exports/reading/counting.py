"""What a page says of its articles in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from bilingual.exports.reading.content import Story


@dataclass(slots=True)
class Counts:
    """Articles and segments, those with English among them, and these by the mark of who vouches for it."""

    articles: int = 0
    segments: int = 0
    translated: int = 0
    marks: Counter[str] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        """Count one article."""
        self.articles += 1
        for line in story.lines:
            self.segments += 1
            self.translated += line.en is not None
            self.marks[line.mark] += 1
