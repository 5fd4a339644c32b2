"""The work store: what was finished survives; what is damaged is noticed, said and made again."""

import os
import random
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import DatasetError
from bilingual.pipeline.store import WorkStore
from bilingual.translator import Translation
from tests.conftest import ROOT

SIGNATURE = {"model": "abc", "beam": 4}
WORK = [Translation("Yes.", -0.25), Translation("Né \u202f«»", -1.5, 2, True)]


@pytest.fixture
def notes() -> list[str]:
    return []


def open_store(path: Path, notes: list[str], **changed: object) -> WorkStore:
    return WorkStore(path, {**SIGNATURE, **changed}, notes.append)


def test_a_finished_block_comes_back_exactly(tmp_path: Path, notes: list[str]):
    with open_store(tmp_path / "s", notes) as store:
        store.put(store.key(["Oui.", "Né."]), WORK)
    with open_store(tmp_path / "s", notes) as store:
        assert store.get(store.key(["Oui.", "Né."])) == WORK
        assert (store.reused, store.translated) == (1, 0)
        assert store.get(store.key(["Oui."])) is None
    assert not notes


def test_the_key_follows_texts_model_and_options(tmp_path: Path, notes: list[str]):
    def key(texts: list[str], **changed: object) -> str:
        with open_store(tmp_path / "s", notes, **changed) as store:
            return store.key(texts)

    keys = [key(["a", "b"]), key(["b", "a"]), key(["ab"]), key(["a", "b"], beam=1), key(["a", "b"], model="x"), key([])]
    assert len(set(keys)) == len(keys)
    assert key(["a", "b"]) == keys[0]


@pytest.mark.parametrize("damage", [b"not a database at all, but long enough to be read as one" * 40, b""])
def test_a_damaged_file_is_built_anew_and_said(tmp_path: Path, notes: list[str], damage: bytes):
    path = tmp_path / "s"
    path.write_bytes(damage)
    with open_store(path, notes) as store:
        store.put("k", WORK)
        assert store.get("k") == WORK
    assert bool(notes) == bool(damage)


def test_a_half_written_file_is_built_anew(tmp_path: Path, notes: list[str]):
    path = tmp_path / "s"
    with open_store(path, notes) as store:
        for number in range(200):
            store.put(str(number), WORK * 10)
    content = path.read_bytes()
    path.write_bytes(content[: len(content) // 2])
    with open_store(path, notes) as store:
        store.put("k", WORK)
        assert store.get("k") == WORK
    assert "built anew" in notes[0]


def test_a_block_whose_bytes_changed_is_not_trusted(tmp_path: Path, notes: list[str]):
    with open_store(tmp_path / "s", notes) as store:
        store.put("k", WORK)
    connection = sqlite3.connect(tmp_path / "s")
    with connection:
        connection.execute("UPDATE blocks SET body = CAST(replace(body, 'Yes', 'No!') AS BLOB)")
    connection.close()
    with open_store(tmp_path / "s", notes) as store:
        assert store.get("k") is None
    assert "translated again" in notes[0]


def test_a_block_never_gets_the_translations_of_another(tmp_path: Path, notes: list[str]):
    """As after a flipped bit in the part of the file by which rows are found."""
    with open_store(tmp_path / "s", notes) as store:
        store.put("one", WORK)
        store.put("two", [Translation("No.", -0.5)])
    connection = sqlite3.connect(tmp_path / "s")
    with connection:
        for old, new in ((b"one", b"new"), (b"two", b"one"), (b"new", b"two")):
            connection.execute("UPDATE blocks SET key = ? WHERE key = ?", (new, old))
    connection.close()
    with open_store(tmp_path / "s", notes) as store:
        assert store.get("one") is None and store.get("two") is None
        store.put("one", WORK)
        assert store.get("one") == WORK
    assert ["translated again" in note for note in notes] == [True, True]


@pytest.mark.slow
def test_a_file_in_which_any_byte_changed_gives_the_truth_or_nothing(tmp_path: Path, notes: list[str]):
    truth = {str(number): [Translation(f"Sentence {number}.", -0.25)] * 9 for number in range(60)}
    with open_store(tmp_path / "whole", notes) as store:
        for key, work in truth.items():
            store.put(key, work)
    content, rng, lost = (tmp_path / "whole").read_bytes(), random.Random(1), 0
    for number in range(150):
        damaged = bytearray(content)
        damaged[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        path = tmp_path / str(number)
        path.write_bytes(damaged)
        with open_store(path, notes) as store:
            found = {key: store.get(key) for key in truth}
            assert all(found[key] in (None, truth[key]) for key in truth)
            lost += None in found.values()
            for key, work in truth.items():
                if found[key] is None:
                    store.put(key, work)
            store.prune(store.used)
            assert all(store.get(key) == truth[key] for key in truth)
        WorkStore.forget(path)
    assert lost > 20 and len(notes) >= lost


def test_a_store_of_another_version_is_built_anew(tmp_path: Path, notes: list[str]):
    connection = sqlite3.connect(tmp_path / "s")
    connection.execute("CREATE TABLE blocks (key TEXT PRIMARY KEY, sha256 TEXT NOT NULL, body TEXT NOT NULL) STRICT")
    connection.close()
    with open_store(tmp_path / "s", notes) as store:
        store.put("k", WORK)
        assert store.get("k") == WORK
    assert "written by another version" in notes[0]


def test_pruning_forgets_what_this_build_did_not_ask_for(tmp_path: Path, notes: list[str]):
    with open_store(tmp_path / "s", notes) as store:
        store.put("old", WORK)
        store.put("new", WORK)
    with open_store(tmp_path / "s", notes) as store:
        assert store.get("new")
        store.prune(store.used)
        assert store.get("old") is None and store.get("new")


def test_a_store_that_cannot_be_opened_is_one_clear_error(tmp_path: Path, notes: list[str]):
    (tmp_path / "s").mkdir()
    with pytest.raises(DatasetError, match="cannot be written"):
        open_store(tmp_path / "s", notes)


def test_kill_9_in_the_middle_of_writing_loses_no_finished_block(tmp_path: Path, notes: list[str]):
    program = (
        "import sys\nfrom pathlib import Path\nfrom bilingual.pipeline.store import WorkStore\nfrom bilingual.translator import Translation\n"
        "store = WorkStore(Path(sys.argv[1]), {'model': 'abc', 'beam': 4}, print)\nnumber = 0\n"
        "while True:\n    store.put(str(number), [Translation('Yes.', -0.25)] * 50)\n    print(number, flush=True)\n    number += 1\n"
    )
    path = tmp_path / "s"
    child = subprocess.Popen([sys.executable, "-c", program, str(path)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    finished = [child.stdout.readline() for _ in range(30)]
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    with open_store(path, notes) as store:
        assert all(store.get(line.strip()) == [WORK[0]] * 50 for line in finished)
    assert not notes


class TestAdopting:
    """A build takes over the blocks of an interrupted one, from the store of each of its parts."""

    def test_takes_the_whole_blocks_of_another_store_and_leaves_its_own(self, tmp_path: Path, notes: list[str]):
        with open_store(tmp_path / "part", notes) as part:
            part.put("theirs", WORK)
        with open_store(tmp_path / "s", notes) as store:
            store.put("own", WORK)
            store.adopt(tmp_path / "part")
            store.adopt(tmp_path / "absent")
            assert store.get("own") == store.get("theirs") == WORK
        assert not notes

    def test_a_damaged_store_takes_nothing_away(self, tmp_path: Path, notes: list[str]):
        with open_store(tmp_path / "part", notes) as part:
            for number in range(40):
                part.put(str(number), WORK)
        content, rng = (tmp_path / "part").read_bytes(), random.Random(2)
        with open_store(tmp_path / "s", notes) as store:
            store.put("7", WORK)
            for _ in range(60):
                damaged = bytearray(content)
                damaged[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
                (tmp_path / "part").write_bytes(damaged)
                store.adopt(tmp_path / "part")
            assert all(store.get(str(number)) == WORK for number in range(40))
        assert not notes

    def test_values_of_another_type_are_not_taken(self, tmp_path: Path, notes: list[str]):
        other = sqlite3.connect(tmp_path / "part")
        other.execute("CREATE TABLE blocks (key, sha256, body)")
        other.execute("INSERT INTO blocks VALUES ('k', 'x', 'text'), (1, NULL, 2.5)")
        other.commit()
        other.close()
        with open_store(tmp_path / "s", notes) as store:
            store.put("own", WORK)
            store.adopt(tmp_path / "part")
            assert store.get("own") == WORK and store.get("k") is None
        assert not notes
