"""What an office document says of itself → the fields of an article."""

import re
from collections.abc import Mapping, Sequence

from bilingual.articles.article import FIELD_CHARACTERS
from bilingual.articles.languages import language_code
from bilingual.articles.metadata import read_metadata

DAY = re.compile(r"\s*((?:19[89]|2\d\d)\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01]))(?![\d])")
# Titles that programs make up.
NO_TITLE = re.compile(r"Microsoft Word - .*|Document ?\d*|Titre|Title|Sans titre ?\d*|Untitled ?\d*", re.IGNORECASE)


class Properties:
    """The properties of a document, of the names in `kept`; hears the events of the part that holds them."""

    def __init__(self, kept: Sequence[str]) -> None:
        self.kept = kept
        self.found: dict[str, str] = {}
        self._name = ""

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that a property begins."""
        self._name = name if name in self.kept else ""

    def end(self, name: str) -> None:
        """Hear that a property ends."""
        self._name = ""

    def data(self, text: str) -> None:
        """Hear characters."""
        if self._name and len(self.found.get(self._name, "")) <= FIELD_CHARACTERS:
            self.found[self._name] = self.found.get(self._name, "") + text


def article_fields(text: str, *, title: str, author: str, saved: str, language: str) -> dict[str, str | None]:
    """Return the fields of an article from the properties of its document, each "" where it has none.

    `saved` is when the document was saved last (ISO 8601). It is the article's date, as a day, only where the text
    itself names none.
    """
    day = DAY.match(saved)
    return {
        "title": None if NO_TITLE.fullmatch(title.strip()) else title,
        "author": author,
        "date": None if day is None or read_metadata(text).date else day[1],
        "language": language_code(language),
    }
