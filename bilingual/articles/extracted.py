"""The text that is taken out of a document, paragraph by paragraph, with what the document says of its lines."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bilingual.articles.article import Article
from bilingual.articles.columns import FIELDS
from bilingual.articles.fields import short_field, without_surrogates
from bilingual.articles.input_file import InputFile
from bilingual.articles.languages import language_code
from bilingual.articles.metadata import read_metadata
from bilingual.errors import ArticleError

# What Calibre, Word and python-docx write where nobody has said who the author is.
NO_AUTHOR = re.compile(
    r"unknown(?: author)?|inconnue?|inconnu\(e\)|auteur inconnu|python-docx|(?:windows|microsoft office) user"
    r"|utilisateur (?:windows|(?:de )?microsoft office)",
    re.IGNORECASE,
)


class ExtractedText:
    """A text as it grows; `counts` says what was left out of it, or read otherwise, and how often.

    `pages` are the offsets at which its pages begin, where it has any.
    """

    def __init__(self) -> None:
        self.counts: Counter[str] = Counter()
        self.marked: list[tuple[int, str]] = []
        self.languages: list[tuple[int, str]] = []
        self.pages: list[int] = []
        self.title: str | None = None
        self._pieces: list[str] = []
        self._length = 0

    def __len__(self) -> int:
        """Return the number of characters so far."""
        return self._length

    @property
    def text(self) -> str:
        """What a reader reads; each surrogate is one replacement character, so that offsets stay what they were."""
        return without_surrogates("".join(self._pieces))

    @property
    def left_out(self) -> str:
        """What was left out, for a message."""
        return ", ".join(what.removesuffix(" left out") for what in self.counts)

    def add(self, lines: Sequence[str], kind: str | None = None, language: str | None = None) -> None:
        """Add a paragraph, its lines as they are to stand; `language` is what is declared where it is another."""
        kept = [line for line in (line.strip() for line in lines) if line]
        for number, line in enumerate(kept):
            if self._pieces:
                self._push("\n" if number else "\n\n")
            if kind:
                self.marked.append((self._length, kind))
            if language:
                self.languages.append((self._length, language))
            self._push(line)

    def _push(self, text: str) -> None:
        self._pieces.append(text)
        self._length += len(text)


def extracted_article(
    file: InputFile,
    page: ExtractedText,
    fields: Mapping[str, str | None],
    *,
    id: str = "",
    path: str = "",
    encoding: str = "utf-8",
    notes: Iterable[str] = (),
) -> Article:
    """Return the article of a text; `fields` are those of `FIELDS` that the file gives, which win over the text.

    `id` and `path` are the file's where none are given. What was counted in the text follows `notes`. Raises
    ArticleError when there is no text, or a field is too long.
    """
    shown = file.shown
    text = page.text
    if not text:
        raise ArticleError(f"{shown}: no text in this file{f', only {page.left_out}' if page.left_out else ''}")
    found = read_metadata(text)
    given = {key: short_field(fields.get(key), key, shown) for key in FIELDS}
    return Article(
        id=id or file.stem,
        text=text,
        title=given["title"] or page.title or found.title,
        date=given["date"] or found.date,
        publisher=given["publisher"] or found.publisher,
        url=given["url"],
        author=None if NO_AUTHOR.fullmatch(given["author"] or "") else given["author"],
        language=language_code(given["language"]),
        path=path or file.name,
        encoding=encoding,
        notes=(*notes, *(f"{what}: {number:,}" for what, number in page.counts.items())),
        extracted=True,
        marked=tuple(page.marked),
        languages=tuple(page.languages),
        pages=tuple(page.pages),
    )
