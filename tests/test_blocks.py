"""Blocks: content-defined, so that a change in one article or sentence moves no distant boundary."""

import random
from dataclasses import dataclass
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.pipeline.blocks import LIMIT_FACTOR, Run, group_segments

SIZE = 1000


@dataclass(frozen=True)
class Piece:
    text: str


Given = tuple[Article, list[Piece]]


def articles(seed: int, count: int = 60, most: int = 900) -> list[Given]:
    rng = random.Random(seed)
    texts = ("".join(rng.choices("abcdef \n", k=rng.randrange(1, most))) for _ in range(count))
    return [article(str(number), text) for number, text in enumerate(texts)]


def article(name: str, text: str) -> Given:
    return Article(id=name, text=text), [Piece(line) for line in text.splitlines()]


def texts_of(block: tuple[Run[Piece], ...]) -> tuple[str, ...]:
    return tuple(item.text for run in block for item in run.items)


@given(st.lists(st.text(max_size=80)), st.integers(1, 60))
def test_every_segment_is_in_exactly_one_block_in_order(texts: list[str], size: int):
    made = [article(str(number), text) for number, text in enumerate(texts)]
    blocks = list(group_segments(made, size))
    runs = [run for block in blocks for run in block]
    assert [item for run in runs for item in run.items] == [item for _, items in made for item in items]
    assert [run.article for run in runs if run.ends] == [each for each, _ in made]
    assert all(one.ends or one.article == other.article for one, other in pairwise(runs))


def test_a_block_is_closed_at_the_limit():
    for block in group_segments(articles(1, 300), SIZE):
        assert sum(len(run.article.text) for run in block[:-1]) < LIMIT_FACTOR * SIZE


def test_an_article_longer_than_the_block_size_ends_its_block():
    long = article("long", "x" * SIZE)
    assert [len(block) for block in group_segments([long, long, long], SIZE)] == [1, 1, 1]


def test_an_article_of_any_length_is_cut_in_blocks_within_the_limit():
    rng = random.Random(3)
    long = article("long", "\n".join("".join(rng.choices("abcdef ", k=60)) for _ in range(2_000)))
    blocks = list(group_segments([long], SIZE))
    lengths = [sum(map(len, texts_of(block))) for block in blocks]
    assert max(lengths) < LIMIT_FACTOR * SIZE + 60
    assert 60 <= len(blocks) <= 240
    assert [block[-1].ends for block in blocks] == [False] * (len(blocks) - 1) + [True]


def test_editing_adding_or_removing_one_article_changes_only_the_blocks_around_it():
    before = articles(2, 200)
    whole = set(map(texts_of, group_segments(before, SIZE)))
    other = article("other", "tout autre chose")
    changes = {
        "edited": [*before[:100], other, *before[101:]],
        "added": [*before[:100], other, *before[100:]],
        "removed": [*before[:100], *before[101:]],
    }
    for change, after in changes.items():
        lost = whole - set(map(texts_of, group_segments(after, SIZE)))
        assert len(lost) <= 3, change


def test_editing_one_sentence_of_a_long_article_changes_only_the_blocks_around_it():
    rng = random.Random(4)
    lines = ["".join(rng.choices("abcdef ", k=60)) for _ in range(2_000)]
    whole = set(map(texts_of, group_segments([article("a", "\n".join(lines))], SIZE)))
    lines[1_000] = "tout autre chose"
    lost = whole - set(map(texts_of, group_segments([article("a", "\n".join(lines))], SIZE)))
    assert 1 <= len(lost) <= 2
