"""The records of a dataset: published pairs, and the segments that were skipped with their reason.

A segment's id stays while the id of its article and its own text stay, whatever changes elsewhere in the article, in
other articles, the model or the options. Sentences of one article with the same text are told apart by their number
alone: one that is added or removed before them moves the ids of those behind it.
"""

import hashlib
from dataclasses import dataclass

STATUSES = ("machine", "accepted", "edited", "rejected")
ORIGINS = ("model", "review", "memory")
REASONS = {
    "language": "the segment is not written in French",
    "wordless": "the segment holds no word to translate: no letter, or only an address or a site's name",
    "kind": "segments of this kind are published only when --kinds asks for them",
    "held_out": "the segment or its translation is, or nearly is, a sentence of a test set that --exclude names",
    "empty": "the model gave an empty translation",
    "leak": "the segment or its translation is, or nearly is, a sentence of the test or validation split",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """A French segment and its English translation: one row of the dataset, its fields in column order.

    `start` and `end` are character offsets into the article's text; `paragraph` counts the article's paragraphs and
    `sentence` the paragraph's segments, both from 0; `score` is the mean natural-log probability per target token.
    `section` is the heading that it stands below, `page` counts from 1; `first_cue` and `last_cue` are the numbers of
    the subtitles that show it, `start_ms` and `end_ms` when they do; each is null where the article does not know it.
    `en` is the text to use, `machine_en` the model's own, which differs once a reviewer has edited it. `origin` is one
    of `ORIGINS`: the `model`, a `review` of this very pair, or a `memory`, which is a review of the same French
    elsewhere. `reviewer` and `reviewed`, UTC as RFC 3339, are null unless the review was to name them.
    """

    id: str
    fr: str
    en: str
    article_id: str
    title: str | None
    date: str | None
    publisher: str | None
    url: str | None
    author: str | None = None
    section: str | None = None
    paragraph: int
    sentence: int
    start: int
    end: int
    page: int | None = None
    first_cue: int | None = None
    last_cue: int | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    kind: str
    score: float
    flags: tuple[str, ...]
    status: str
    machine_en: str
    comment: str
    origin: str = ORIGINS[0]
    reviewer: str | None = None
    reviewed: str | None = None


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


def segment_id(article_id: str, text: str, number: int) -> str:
    """Return the stable name of a segment: 16 hexadecimal digits of SHA-256 over article id, number and text.

    `text` is that of the segment as it is published, on one line; `number` counts from 0 the segments with the same
    text before it in its article, published or skipped.
    """
    return _digest(article_id, str(number), text)


def segment_id_by_place(article_id: str, start: int, end: int, text: str) -> str:
    """Return the name of a segment as datasets of format 1 have it: over its offsets too."""
    return _digest(article_id, str(start), str(end), text)


def _digest(*parts: str) -> str:
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]
