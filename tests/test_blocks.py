"""Blocks: content-defined, so that a change in one article moves no distant boundary."""

import random

from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.pipeline.blocks import LIMIT_FACTOR, group_articles

SIZE = 1000


def articles(seed: int, count: int = 60) -> list[Article]:
    rng = random.Random(seed)
    return [Article(id=str(n), text="".join(rng.choices("abcdef \n", k=rng.randrange(1, 900)))) for n in range(count)]


@given(st.lists(st.text(max_size=50)), st.integers(1, 200))
def test_every_article_is_in_exactly_one_block_in_order(texts: list[str], size: int):
    given_articles = [Article(id=str(n), text=text) for n, text in enumerate(texts)]
    assert [item for block in group_articles(given_articles, size) for item in block] == given_articles


def test_a_block_is_closed_at_the_limit():
    for block in group_articles(articles(1, 300), SIZE):
        assert sum(len(item.text) for item in block[:-1]) < LIMIT_FACTOR * SIZE


def test_an_article_longer_than_the_block_size_ends_its_block():
    long = Article(id="long", text="x" * SIZE)
    assert [len(block) for block in group_articles([long, long, long], SIZE)] == [1, 1, 1]


def test_editing_adding_or_removing_one_article_changes_only_the_blocks_around_it():
    before = articles(2, 200)
    whole = set(group_articles(before, SIZE))
    changes = {
        "edited": [*before[:100], Article(id="100", text="tout autre chose"), *before[101:]],
        "added": [*before[:100], Article(id="new", text="tout autre chose"), *before[100:]],
        "removed": [*before[:100], *before[101:]],
    }
    for change, after in changes.items():
        lost = whole - set(group_articles(after, SIZE))
        assert len(lost) <= 3, change
