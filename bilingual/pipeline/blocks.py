"""Articles → blocks: the fixed runs of segments that are batched, kept and retried together."""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

from bilingual.articles import Article

BLOCK_CHARACTERS = 8_000
LIMIT_FACTOR = 4


class HasText(Protocol):
    """What blocks are made of."""

    @property
    def text(self) -> str:
        """The text by which an article that is too long for one block is cut."""


Item = TypeVar("Item", bound=HasText)


@dataclass(frozen=True, slots=True)
class Run(Generic[Item]):
    """Consecutive segments of one article; with `ends` they are its last ones, and it may have none."""

    article: Article
    items: tuple[Item, ...]
    ends: bool


def group_segments(
    articles: Iterable[tuple[Article, Iterable[Item]]], size: int = BLOCK_CHARACTERS
) -> Iterator[tuple[Run[Item], ...]]:
    """Group consecutive articles, each with its segments, into blocks of about `size` characters.

    A block ends with an article as `ends_run` says; one that has reached four times `size` is closed all the same. An
    article that is longer than that is cut in the same way, by its segments.
    """
    block: list[Run[Item]] = []
    total = 0
    for article, items in articles:
        total += len(article.text)
        for piece, ends in _pieces(article, items, size):
            block.append(Run(article, piece, ends))
            if not ends or ends_run(article, size) or total >= LIMIT_FACTOR * size:
                yield tuple(block)
                block, total = [], 0
    if block:
        yield tuple(block)


def ends_run(article: Article, size: int, digits: slice = slice(8)) -> bool:
    """Return whether a run of about `size` characters ends with an article.

    It does with a probability that grows with the article's length and that its own hash decides, by eight `digits` of
    it, so that adding, removing or editing one article moves no distant boundary (content-defined chunking,
    Muthitacharoen, Chen and Mazières 2001).
    """
    return int(article.sha256[digits], 16) * size < len(article.text) << 32


def _pieces(article: Article, items: Iterable[Item], size: int) -> Iterator[tuple[tuple[Item, ...], bool]]:
    """Yield the segments of an article in pieces for a block each, the last of them with True."""
    if len(article.text) <= LIMIT_FACTOR * size:
        yield tuple(items), True
        return
    piece: list[Item] = []
    total = 0
    for item in items:
        piece.append(item)
        total += len(item.text)
        if _ends_piece(item.text, size) or total >= LIMIT_FACTOR * size:
            yield tuple(piece), False
            piece, total = [], 0
    yield tuple(piece), True


def _ends_piece(text: str, size: int) -> bool:
    return zlib.crc32(text.encode("utf-8", "surrogatepass")) * size < len(text) << 32
