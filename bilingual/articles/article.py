"""The record of one article."""

import hashlib
from dataclasses import dataclass, field

# An article's file, line of JSON or Parquet value. A build holds about 50 times as much for the article at work.
ARTICLE_BYTES = 256 << 20
FIELD_CHARACTERS = 10_000
PIECE_CHARACTERS = 1 << 16  # hashed at a time, so that no second copy of a text is held


@dataclass(frozen=True, slots=True, kw_only=True)
class Cue:
    """A stretch of a text, `start` to `end` in characters, that subtitles show at once.

    `number` is that of the cue in its file, from 1; `start_ms` and `end_ms` are when it comes and goes, in
    milliseconds.
    """

    start: int
    end: int
    number: int
    start_ms: int
    end_ms: int


Mark = tuple[int, str | None, str | None]
"""The offset of a line, and what the file says of it: its kind, its language."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One input document.

    `text` is exactly what was read (line ends too; only a byte-order mark is dropped), so a segment's
    offsets are Python character offsets into it. `path` is relative to the source it was found under.
    `notes` say what a reader should know: an encoding that was not UTF-8, characters that were replaced.
    `extracted` is true where the text was taken out of a page or of Markdown, so that its lines are paragraphs;
    `marked` holds the lines whose kind the file itself tells, as (offset, kind): a heading, a caption. `language` is
    what the file declares for all of it, `languages` the lines declared to be in another, as (offset, language),
    each an ISO 639-1 code. `pages` are the offsets at which its pages begin, `cues` what subtitles show at once.
    """

    id: str
    text: str
    title: str | None = None
    date: str | None = None
    publisher: str | None = None
    url: str | None = None
    author: str | None = None
    language: str | None = None
    path: str = ""
    encoding: str = "utf-8"
    notes: tuple[str, ...] = ()
    extracted: bool = False
    marked: tuple[tuple[int, str], ...] = ()
    languages: tuple[tuple[int, str], ...] = ()
    pages: tuple[int, ...] = ()
    cues: tuple[Cue, ...] = ()
    sha256: str = field(init=False, default="")

    def __post_init__(self) -> None:
        """Hash the text as UTF-8: the hash of the file itself where that is UTF-8 without a mark."""
        digest = hashlib.sha256()
        for at in range(0, len(self.text), PIECE_CHARACTERS):
            digest.update(self.text[at : at + PIECE_CHARACTERS].encode("utf-8", "surrogatepass"))
        object.__setattr__(self, "sha256", digest.hexdigest())

    @property
    def marks(self) -> tuple[Mark, ...]:
        """What the file says of lines, in their order: `marked` and `languages` together."""
        kinds, languages = dict(self.marked), dict(self.languages)
        return tuple((start, kinds.get(start), languages.get(start)) for start in sorted(kinds | languages))
