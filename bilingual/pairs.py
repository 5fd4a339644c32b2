"""The records of a dataset: published pairs, and the segments that were skipped with their reason."""

import hashlib
from dataclasses import dataclass

STATUSES = ("machine", "accepted", "edited", "rejected")
REASONS = {
    "language": "the segment is not written in French",
    "wordless": "the segment holds no word to translate: no letter, or only an address or a site's name",
    "kind": "segments of this kind are published only when --kinds asks for them",
    "held_out": "the segment or its translation is, or nearly is, a sentence of a test set that --exclude names",
    "empty": "the model gave an empty translation",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A French segment and its English translation: one row of the dataset, its fields in column order.

    `start` and `end` are character offsets into the article's text; `paragraph` counts the article's paragraphs and
    `sentence` the paragraph's segments, both from 0; `score` is the mean natural-log probability per target token.
    `en` is the text to use, `machine_en` the model's own, which differs once a reviewer has edited it.
    """

    id: str
    fr: str
    en: str
    article_id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    paragraph: int
    sentence: int
    start: int
    end: int
    kind: str
    score: float
    flags: tuple[str, ...]
    status: str
    machine_en: str
    comment: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Skipped:
    """A segment that is not published; `reason` is a key of `REASONS`, `lang` the language it is written in."""

    id: str
    article_id: str
    paragraph: int
    sentence: int
    start: int
    end: int
    text: str
    kind: str
    lang: str
    reason: str


def segment_id(article_id: str, start: int, end: int, text: str) -> str:
    """Return the stable name of a segment: 16 hexadecimal digits of SHA-256 over article id, offsets and text."""
    material = "\0".join((article_id, str(start), str(end), text))
    return hashlib.sha256(material.encode("utf-8", "surrogatepass")).hexdigest()[:16]
