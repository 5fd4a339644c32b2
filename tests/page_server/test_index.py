"""The page's index: what it answers is what the dataset holds, it is made once, and anew for another version."""

import os
import shutil
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs, read_skipped
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.errors import DatasetError
from bilingual.review import ApplyOptions, apply_review
from bilingual.review.log_file import log_path
from bilingual.review.page.editions import work_folder
from bilingual.review.page.index import Index
from bilingual.review.page.opening import open_index
from bilingual.review.page.serving import Server
from tests.format_1 import write_format_1
from tests.page_server.browser import Browser, served
from tests.written_datasets import changed, many_pairs, write_dataset


@pytest.fixture
def index(copy: Path) -> Iterator[Index]:
    with closing(open_index(copy, work_folder(copy), sha256_of(copy / MANIFEST))) as index:
        yield index


class TestTheIndex:
    def test_holds_the_pairs_as_the_dataset_does(self, copy: Path, index: Index):
        pairs = list(read_pairs(copy))
        assert list(index.pairs(range(index.size))) == pairs
        assert [index.place_of(pair.id) for pair in pairs] == list(range(len(pairs)))
        assert index.places_of([pair.id for pair in pairs] + ["x"]) == {pair.id: at for at, pair in enumerate(pairs)}

    def test_knows_every_segment_of_an_article(self, copy: Path, index: Index):
        for article in index.find_articles("", 10):
            beside = [each for each in (*read_pairs(copy), *read_skipped(copy)) if each.article_id == article.id]
            beside.sort(key=lambda each: each.start)
            found = index.segments(article.number, 0, 1000)
            assert [each.start for each in found] == [each.start for each in beside]
            assert [each.reason for each in found] == [getattr(each, "reason", None) for each in beside]

    @pytest.mark.slow
    def test_holds_splits_shards_and_pairs_that_were_reviewed(self, dataset: Path, tmp_path: Path):
        splits = ("train", "validation", "test")
        pairs = [
            replace(pair, status="edited", en="Edited.", comment="c") if n % 3 else pair
            for n, pair in enumerate(many_pairs(100))
        ]
        folder = write_dataset(dataset, tmp_path / "many", pairs, splits)
        with closing(open_index(folder, work_folder(folder), "x")) as index:
            assert list(index.pairs(range(index.size))) == list(read_pairs(folder))

    def test_holds_a_dataset_of_format_1(self, dataset: Path, tmp_path: Path):
        folder = write_format_1(dataset, tmp_path / "one")
        with closing(open_index(folder, work_folder(folder), "x")) as index:
            assert list(index.pairs(range(index.size))) == list(read_pairs(folder))

    def test_of_no_pairs_has_an_end(self, dataset: Path, tmp_path: Path):
        folder = write_dataset(dataset, tmp_path / "none", [])
        with served(folder) as server, closing(Browser(server)) as ana:
            assert ana.next() == {"end": True, "unreviewed": 0}
            assert ana.get("/api/overview", sample=5)["progress"]["size"] == 0

    def test_is_made_once_for_a_version(self, copy: Path, index: Index):
        place = work_folder(copy) / "page.sqlite"
        made = place.stat().st_mtime_ns
        open_index(copy, work_folder(copy), sha256_of(copy / MANIFEST)).close()
        assert place.stat().st_mtime_ns == made
        open_index(copy, work_folder(copy), "another").close()
        assert place.stat().st_mtime_ns != made and sorted(work_folder(copy).glob("page.sqlite*")) == [place]

    def test_of_a_damaged_table_names_the_file_and_leaves_nothing(self, copy: Path):
        table = next((copy / "data").glob("*.parquet"))
        data = bytearray(table.read_bytes())
        data[100:2000] = bytes(1900)
        table.write_bytes(data)
        with pytest.raises(DatasetError, match="cannot be read"):
            open_index(copy, work_folder(copy), "x")
        assert not list(work_folder(copy).glob("page.sqlite*"))

    @pytest.mark.skipif(os.geteuid() == 0, reason="root writes anywhere")
    def test_needs_a_folder_that_can_be_written(self, copy: Path):
        copy.parent.chmod(0o500)
        try:
            with pytest.raises(DatasetError, match="permission"):
                work_folder(copy)
        finally:
            copy.parent.chmod(0o700)

    def test_needs_a_folder_and_not_a_file(self, copy: Path):
        copy.with_name(".fr-en.work").write_text("")
        with pytest.raises(DatasetError, match="index cannot be written"):
            work_folder(copy)

    def test_that_another_version_of_the_program_made_is_made_anew(self, copy: Path, index: Index):
        place = work_folder(copy) / "page.sqlite"
        with closing(sqlite3.connect(place)) as database:
            database.execute("DROP TABLE arrays")
            database.commit()
        with closing(open_index(copy, work_folder(copy), sha256_of(copy / MANIFEST))) as again:
            assert again.size == index.size

    def test_that_was_not_finished_is_cleared(self, copy: Path):
        ended = subprocess.Popen(["true"])
        ended.wait()
        left = work_folder(copy) / f"page.sqlite.{ended.pid}"
        left.write_bytes(b"half")
        open_index(copy, work_folder(copy), "x").close()
        assert not left.exists()

    def test_that_is_damaged_while_it_is_open_is_named(self, copy: Path, server: Server, ana: Browser):
        place = work_folder(copy) / "page.sqlite"
        with closing(sqlite3.connect(place)) as database:
            database.execute("DROP TABLE skipped")
            database.commit()
        assert "remove this file" in ana.get("/api/next", 503)["error"]


class TestTheLog:
    def test_that_was_taken_away_takes_no_verdict_until_it_is_back(self, copy: Path, tmp_path: Path, ana: Browser):
        first, second = ana.walk(2)
        ana.judge(first)
        log_path(copy).rename(tmp_path / "aside")
        for said in (ana.judge(second, expect=503), ana.post("/api/undo", 503)):
            assert "moved or replaced" in said["error"] and str(log_path(copy)) in said["error"]
        (tmp_path / "aside").rename(log_path(copy))
        assert ana.judge(second)["records"] == [2]

    def test_that_cannot_be_written_is_named(self, copy: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr("bilingual.review.log_file.WAIT", 0.05)
        with served(copy) as server, closing(Browser(server)) as ana:
            card = ana.next()
            with closing(sqlite3.connect(log_path(copy), isolation_level=None)) as other:
                other.execute("BEGIN IMMEDIATE")
                said = ana.judge(card, expect=503)
                other.execute("ROLLBACK")
            assert "another process is writing verdicts" in said["error"]
            assert ana.judge(card)["records"] == [1]


class TestAnotherVersion:
    def test_that_takes_the_datasets_place_is_served_with_what_was_said(
        self, copy: Path, tmp_path: Path, server: Server, ana: Browser
    ):
        first, second = ana.walk(2)
        ana.judge(first, "edited", en="Mine.")
        table = tmp_path / "review.tsv"
        table.write_text(f"id\tstatus\tfr\ten\n{second['id']}\trejected\t{second['fr']}\t\n", encoding="utf-8")
        apply_review([table], copy, ApplyOptions(reviewer="ben"))
        said = ana.get("/api/overview")
        assert said["dataset"]["version"] == 2
        assert ana.pair(second["id"])["status"] == "rejected"
        assert (ana.pair(first["id"])["en"], ana.pair(first["id"])["mine"]["status"]) == ("Mine.", "edited")
        assert len(ana.post("/api/undo")["undone"]) == 1

    def test_without_a_pair_says_so(self, dataset: Path, copy: Path, tmp_path: Path, ana: Browser):
        first, second = ana.walk(2)
        other = write_dataset(dataset, tmp_path / "other", list(changed(copy))[1:])
        ana.judge(first)
        shutil.rmtree(copy)
        other.rename(copy)
        assert "load the page again" in ana.judge(first, expect=404)["error"]
        assert ana.get("/api/overview")["elsewhere"] == 1
        assert ana.post("/api/undo") == {"undone": [{"id": first["id"], "status": "machine"}], "card": None}
        assert ana.judge(second)["records"] == [3]

    @pytest.mark.slow
    def test_with_other_ids_has_its_verdicts_by_article_and_french(self, dataset: Path, copy: Path, tmp_path: Path):
        with served(copy) as server, closing(Browser(server)) as ana:
            card = ana.judge(ana.next(), "edited", en="Mine.")["card"]
        other = write_dataset(dataset, tmp_path / "other", changed(copy, {"id": "anew"}))
        shutil.rmtree(copy)
        other.rename(copy)
        with served(copy) as server, closing(Browser(server)) as ana:
            moved = ana.pair("anew")
            assert (moved["fr"], moved["en"], moved["mine"]["status"]) == (card["fr"], "Mine.", "edited")
            assert ana.get("/api/overview")["elsewhere"] == 0
            assert ana.post("/api/undo")["card"]["id"] == "anew"
            assert ana.pair("anew")["status"] == "machine"

    @pytest.mark.slow
    def test_of_another_model_keeps_what_reviewers_said(self, dataset: Path, copy: Path, tmp_path: Path):
        with served(copy) as server, closing(Browser(server)) as ana:
            first, second, third = ana.walk(3)
            ana.judge(first)
            ana.judge(second, "rejected")
            ana.judge(third, "machine", comment="why?")
        another = {"en": "Another.", "machine_en": "Another."}
        other = write_dataset(dataset, tmp_path / "other", changed(copy, another, another, another))
        shutil.rmtree(copy)
        other.rename(copy)
        with served(copy) as server, closing(Browser(server)) as ana:
            assert [(each["status"], each["en"]) for each in ana.walk(3)] == [
                ("edited", first["en"]), ("rejected", "Another."), ("machine", "Another."),
            ]  # fmt: skip

    def test_that_is_gone_leaves_what_is_open(self, copy: Path, ana: Browser):
        card = ana.next()
        shutil.rmtree(copy)
        assert ana.judge(card)["card"]["mine"]["status"] == "accepted"
