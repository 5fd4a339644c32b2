"""Rows found by an id: what a whole reading of the dataset finds, whichever shards and row groups hold it."""

from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs, read_skipped, schema
from bilingual.dataset.locating import Segment, find_article, find_beside, find_segment
from bilingual.dataset.reading import read_rows, shards
from bilingual.errors import DatasetError, UsageError
from tests.format_1 import write_in_format
from tests.written_datasets import many_pairs, write_dataset

COLUMNS = ("id", "text", "title")


@pytest.fixture(params=schema.FORMATS)
def scattered(request: pytest.FixtureRequest, dataset: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The dataset in each format, its articles spread over row groups of a few rows and small shards."""
    for config, rows in {"default": 3, "skipped": 2, "articles": 1}.items():
        monkeypatch.setitem(schema.ROW_GROUPS, config, rows)
        monkeypatch.setitem(schema.SHARD_ROWS, config, 5 * rows)
    return write_in_format(request.param, dataset, tmp_path / "scattered")


def every(dataset: Path) -> list[Segment]:
    return [*read_pairs(dataset), *read_skipped(dataset)]


def in_order(segments: list[Segment], article: str) -> list[Segment]:
    return sorted((each for each in segments if each.article_id == article), key=lambda each: (each.start, each.end))


@pytest.mark.slow
def test_every_segment_is_found_with_its_neighbours_and_its_article(scattered: Path):
    assert len(shards(scattered, "default")) > 1
    segments = every(scattered)
    texts = {row["id"]: {name: row[name] for name in COLUMNS} for row in read_rows(scattered, "articles")}
    for segment in segments[:: len(segments) // 12]:
        assert find_segment(scattered, segment.id) == segment
        assert find_article(scattered, segment.article_id, COLUMNS) == texts[segment.article_id]
        beside = in_order(segments, segment.article_id)
        place = beside.index(segment)
        assert find_beside(scattered, segment, 2) == (
            *beside[max(0, place - 2) : place],
            *beside[place + 1 : place + 3],
        )


@pytest.mark.slow
def test_ids_that_begin_alike_are_counted_over_all_row_groups(scattered: Path):
    ids = [segment.id for segment in every(scattered)]
    for start in {name[0] for name in ids}:
        alike = [name for name in ids if name.startswith(start)]
        if len(alike) > 1:
            with pytest.raises(UsageError, match=f"{len(alike)} ids begin with `{start}`; .*: {alike[0]}"):
                find_segment(scattered, start)


def test_an_id_that_others_begin_with_is_found_all_the_same(dataset: Path, tmp_path: Path):
    names = ("abc", "abcd", "b")
    pairs = [replace(pair, id=name) for pair, name in zip(many_pairs(3), names, strict=True)]
    out = write_dataset(dataset, tmp_path / "d", pairs)
    assert [find_segment(out, name) for name in ("abc", " ABCD\n", "\\b")] == pairs
    with pytest.raises(UsageError, match="2 ids begin with `ab`"):
        find_segment(out, "ab")


@pytest.mark.parametrize("name", ["", " ", "zz", "é", "\udcff", "\0"])
def test_what_is_no_id_is_not_found(dataset: Path, name: str):
    with pytest.raises(UsageError, match="no pair and no skipped segment has the id"):
        find_segment(dataset, name)
    assert find_article(dataset, "no such article", COLUMNS) is None


@pytest.mark.parametrize("config", ["default", "skipped", "articles"])
def test_a_damaged_shard_is_named(dataset: Path, tmp_path: Path, config: str):
    segment = next(iter(read_pairs(dataset)))
    copy = write_in_format(schema.FORMAT, dataset, tmp_path / "copy")
    (shard,) = shards(copy, config)
    shard.write_bytes(shard.read_bytes()[:-20])
    with pytest.raises(DatasetError, match=f"{shard.name}: cannot be read: .*; build the dataset again"):
        find_article(copy, segment.article_id, COLUMNS) if config == "articles" else find_segment(copy, segment.id)
    if config != "articles":
        with pytest.raises(DatasetError, match=f"{shard.name}: cannot be read"):
            find_beside(copy, segment, 2)
