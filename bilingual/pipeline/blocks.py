"""Articles → blocks: the fixed runs of articles that are batched, kept and retried together."""

from collections.abc import Iterable, Iterator

from bilingual.articles import Article

BLOCK_CHARACTERS = 8_000
LIMIT_FACTOR = 4


def group_articles(articles: Iterable[Article], size: int = BLOCK_CHARACTERS) -> Iterator[tuple[Article, ...]]:
    """Group consecutive articles into blocks of about `size` characters.

    An article ends its block with a probability that grows with its length and that its own hash decides, so that
    adding, removing or editing one article moves no distant boundary (content-defined chunking, Muthitacharoen,
    Chen and Mazières 2001); a block that has reached four times `size` is closed all the same.
    """
    block: list[Article] = []
    total = 0
    for article in articles:
        block.append(article)
        total += len(article.text)
        if _ends_block(article, size) or total >= LIMIT_FACTOR * size:
            yield tuple(block)
            block, total = [], 0
    if block:
        yield tuple(block)


def _ends_block(article: Article, size: int) -> bool:
    return int(article.sha256[:8], 16) * size < len(article.text) << 32
