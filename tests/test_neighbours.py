"""What stands before and after a pair in its article, as review tables show it."""

from collections import defaultdict
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.dataset.neighbours import read_in_context
from bilingual.dataset.reading import read_skipped
from bilingual.dataset.review_table import COLUMNS
from bilingual.dataset.shortening import MOST_CHARACTERS, shorten_left, shorten_right
from tests.written_datasets import many_pairs, write_dataset


def expected(dataset: Path) -> dict[str, tuple[str, str]]:
    """Each pair's neighbours, from all segments of an article in order."""
    articles = defaultdict(list)
    for item in read_pairs(dataset):
        articles[item.article_id].append((item.start, item.fr, item.id))
    for item in read_skipped(dataset):
        articles[item.article_id].append((item.start, item.text, None))
    found = {}
    for segments in articles.values():
        texts = [text for _, text, _ in sorted(segments, key=lambda segment: segment[0])]
        names = [name for *_, name in sorted(segments, key=lambda segment: segment[0])]
        for place, name in enumerate(names):
            before, after = texts[place - 1] if place else "", "".join(texts[place + 1 : place + 2])
            found[name] = (shorten_left(before), shorten_right(after))
    return found


def test_they_are_the_segments_beside_it_the_skipped_ones_too(dataset: Path):
    found = {pair.id: (around.before, around.after) for pair, around in read_in_context(dataset)}
    wanted = expected(dataset)
    assert found == {name: wanted[name] for name in found}
    skipped = {shorten_right(item.text) for item in read_skipped(dataset)}
    assert skipped & {after for _, after in found.values()}


def test_the_pairs_are_those_of_the_dataset_in_each_split(dataset: Path, tmp_path: Path):
    parts = write_dataset(dataset, tmp_path / "parts", many_pairs(200), ("train", "test"))
    for split in ("train", "test", "*"):
        assert [pair for pair, _ in read_in_context(parts, split)] == list(read_pairs(parts, split))


def test_the_table_has_them_beside_the_title(dataset: Path):
    header, first, *_ = (dataset / "pairs.tsv").read_text(encoding="utf-8-sig").splitlines()
    assert header.split("\t") == list(COLUMNS) and COLUMNS[-3:] == ("before", "after", "title")
    assert len(first.split("\t")) == len(COLUMNS)


@given(st.text())
def test_any_text_is_one_short_line_cut_between_words(text: str):
    right, left = shorten_right(text), shorten_left(text)
    assert len(right) <= MOST_CHARACTERS and len(left) <= MOST_CHARACTERS and len(right.splitlines()) <= 1
    line = " ".join(text.split())
    assert right == line or (right.endswith("…") and line.startswith(right[:-1]))
    assert left == line or (left.startswith("…") and line.endswith(left[1:]))


def test_a_long_text_keeps_what_is_next_to_the_pair():
    text = " ".join(f"mot{number}" for number in range(500))
    assert shorten_right(text).startswith("mot0 ") and shorten_right(text).endswith("…")
    assert shorten_left(text).endswith(" mot499") and shorten_left(text).startswith("…mot")
    assert 100 < len(shorten_right(text)) <= MOST_CHARACTERS
