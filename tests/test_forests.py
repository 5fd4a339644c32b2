"""A frozen forest finds what the growing one finds, and repeats are the same whenever texts are frozen."""

import errno
import os
import random
from pathlib import Path

import numpy as np
import pytest

from bilingual.dataset import measure_duplicates, read_pairs
from bilingual.duplicates import count_duplicates, find_duplicates, nearness
from bilingual.duplicates.finding import exact_key, runs_of
from bilingual.duplicates.forest import CROWD, DEPTH, TREES, Forest, sign_all
from bilingual.duplicates.frozen import FrozenForest, agreeing
from bilingual.errors import DatasetError
from bilingual.files.spool import Spool
from tests.growth.test_many_texts import copies, same_end, templated


def rows_of(texts: list[str]) -> np.ndarray:
    return sign_all([runs_of(exact_key(text)) for text in texts]).reshape(-1, TREES, DEPTH)


@pytest.mark.slow
@pytest.mark.parametrize("made", [templated, same_end, copies])
def test_a_frozen_forest_gives_the_candidates_of_the_growing_one(made):
    rows = rows_of(made(600))
    filed, asked = rows[:500], rows[500:]
    forest = Forest()
    for row in filed:
        forest.add(row.tobytes())
    found = agreeing([FrozenForest(filed, 0, len(filed))], filed, asked)
    assert [sorted(each) for each in found] == [sorted(forest.agreeing(row.tobytes())) for row in asked]


def test_signatures_that_are_all_alike_are_met_as_many_as_a_bucket_holds():
    rows = np.repeat(rows_of(["Le chat dort sur le canapé."]), 5 * CROWD, axis=0)
    found = agreeing([FrozenForest(rows, 0, len(rows))], rows, rows[:1])
    assert found == [[(-TREES * DEPTH, number) for number in range(CROWD)]]


@pytest.mark.slow
@pytest.mark.parametrize("made", [templated, same_end, copies])
def test_freezing_early_and_often_changes_no_answer(made, monkeypatch: pytest.MonkeyPatch):
    texts = made(900)
    pairs = [(text, str(number % 7)) for number, text in enumerate(texts + random.Random(1).sample(texts, 100))]
    late = find_duplicates(pairs)
    monkeypatch.setattr(nearness, "FREEZE", 60)
    monkeypatch.setattr(nearness, "BATCH", 50)
    assert find_duplicates(pairs) == late
    kinds = [one.kind for one in late.values()]
    assert count_duplicates(lambda: pairs) == {kind: kinds.count(kind) for kind in ("copy", "conflict", "near")}


def test_the_repeats_of_a_dataset_are_those_of_its_pairs(dataset: Path):
    found = find_duplicates([(pair.fr, pair.en) for pair in read_pairs(dataset)])
    kinds = [one.kind for one in found.values()]
    assert measure_duplicates(dataset) == {kind: kinds.count(kind) for kind in set(kinds)}


def test_what_is_spooled_is_read_again_from_any_place():
    spool = Spool()
    spool.add([b"un ", b"deux "])
    spool.add([])
    spool.add([b"trois"])
    assert spool.read(3, 8) == b"deux " and bytes(spool.mapped()) == b"un deux trois" and spool.size == 13


def test_a_temporary_folder_that_is_not_there_is_named(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(
        DatasetError, match=f"{tmp_path}/gone: no room for a temporary file \\({os.strerror(errno.ENOENT)}"
    ):
        Spool()
