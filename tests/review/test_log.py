"""The verdict log: appended, synced, never changed."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import DatasetError
from bilingual.review import Entry, Record, VerdictLog, has_log, log_path
from tests.review.verdicts import judged, says


class TestPlace:
    def test_is_beside_the_dataset_under_its_name(self, tmp_path: Path):
        assert log_path(tmp_path / "fr-en") == tmp_path / ".fr-en.review.sqlite"

    def test_is_that_of_the_folder_a_link_leads_to(self, tmp_path: Path):
        (tmp_path / "real").mkdir()
        (tmp_path / "link").symlink_to("real")
        assert log_path(tmp_path / "link") == tmp_path / ".real.review.sqlite"

    def test_has_no_file_until_something_is_logged(self, tmp_path: Path):
        assert not has_log(tmp_path / "fr-en")
        VerdictLog.beside(tmp_path / "fr-en").close()
        assert has_log(tmp_path / "fr-en")

    @pytest.mark.parametrize("anew", [False, True])
    def test_that_is_gone_takes_no_verdict_into_the_void(self, log: VerdictLog, anew: bool):
        log.append([says()], "Ana")
        log.path.unlink()
        if anew:
            VerdictLog(log.path).close()
        with pytest.raises(DatasetError, match="moved or deleted while it was open; put it back"):
            log.append([says()], "Ana")


class TestRecords:
    def test_hold_who_said_what_of_which_text_and_when(self, log: VerdictLog):
        [record] = log.append([says("edited", "Yeah", comment="coll.")], "Ana")
        assert record == Record(
            number=1,
            act=1,
            time="2026-03-01T12:00:00.250Z",
            reviewer="Ana",
            judged=judged(),
            status="edited",
            en="Yeah",
            comment="coll.",
            settles=False,
            undoes=None,
        )
        assert log.of("a") == [record]

    def test_of_one_act_are_all_there_or_none(self, log: VerdictLog):
        bad = Entry(judged=judged("c"), status="accepted", en="\ud800", comment="")
        with pytest.raises(UnicodeEncodeError):
            log.append([says(pair="b"), bad], "Ana")
        assert log.last() == 0

    def test_are_numbered_from_one_without_gaps(self, log: VerdictLog):
        log.append([says(pair="a"), says(pair="b")], "Ana")
        log.append([says(pair="c")], "Bo")
        assert [(each.number, each.act) for each in log.records()] == [(1, 1), (2, 1), (3, 3)]

    def test_are_not_added_by_one_who_has_not_seen_the_newest(self, log: VerdictLog):
        log.append([says()], "Ana")
        assert log.append([says("rejected")], "Ana", expected=0) == []
        assert len(log.append([says("rejected")], "Ana", expected=1)) == 1

    def test_are_listed_of_one_reviewer_or_pair_or_from_a_number_on(self, log: VerdictLog):
        log.append([says(pair="a"), says(pair="b")], "Ana")
        log.append([says(pair="a")], "Bo")
        assert [each.number for each in log.records(reviewer="Ana")] == [1, 2]
        assert [each.number for each in log.records(pair="a")] == [1, 3]
        assert [each.number for each in log.records(after=2)] == [3]
        assert [[each.number for each in group] for group in log.by_pair()] == [[1, 3], [2]]
        assert log.reviewers() == ["Ana", "Bo"]

    def test_are_many_without_being_in_memory_at_once(self, log: VerdictLog):
        log.extend((says(pair=f"{number:05}") for number in range(2_500)), "Ana")
        assert sum(1 for _ in log.records()) == sum(map(len, log.by_pair())) == 2_500

    def test_of_another_log_keep_their_reviewers_and_times(self, log: VerdictLog, tmp_path: Path):
        log.append([says()], "Ana")
        log.undo("Ana")
        with VerdictLog.beside(tmp_path / "other") as other:
            other.append([says(pair="z")], "Bo")
            other.adopt(log.records())
            assert [(each.number, each.act, each.undoes, each.reviewer) for each in other.records()] == [
                (1, 1, None, "Bo"),
                (2, 2, None, "Ana"),
                (3, 3, 2, "Ana"),
            ]
            assert [each.time for each in other.of("a")] == [each.time for each in log.of("a")]


class TestFile:
    @pytest.mark.parametrize("statement", ["DELETE FROM verdicts", "UPDATE verdicts SET status = 'rejected'"])
    def test_refuses_to_change_or_delete_a_verdict(self, log: VerdictLog, statement: str):
        log.append([says()], "Ana")
        with sqlite3.connect(log.path) as database, pytest.raises(sqlite3.IntegrityError, match="a verdict is never"):
            database.execute(statement)
        database.close()
        assert log.of("a")[0].status == "accepted"

    def test_that_is_something_else_is_named_and_left_alone(self, tmp_path: Path):
        path = log_path(tmp_path / "fr-en")
        path.write_bytes(b"no database" * 1000)
        with pytest.raises(
            DatasetError, match=r"\.fr-en\.review\.sqlite: cannot be used as the verdict log: .*put back"
        ):
            VerdictLog(path)
        assert path.read_bytes() == b"no database" * 1000

    def test_of_another_program_is_refused(self, tmp_path: Path):
        path = log_path(tmp_path / "fr-en")
        with sqlite3.connect(path) as database:
            database.execute("CREATE TABLE other (x)")
        database.close()
        with pytest.raises(DatasetError, match="no verdict log, or one of a newer version"):
            VerdictLog(path)

    def test_that_cannot_be_made_is_named(self, tmp_path: Path):
        with pytest.raises(DatasetError, match="cannot be opened or written"):
            VerdictLog(tmp_path / "no" / "folder.sqlite")

    def test_held_by_another_process_is_said(self, log: VerdictLog, monkeypatch: pytest.MonkeyPatch):
        log.append([says()], "Ana")
        log.database.execute("PRAGMA busy_timeout = 50")
        other = sqlite3.connect(log.path, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(DatasetError, match="another process is writing verdicts; try again"):
            log.append([says()], "Ana")
        other.execute("ROLLBACK")
        other.close()
        assert len(log.append([says()], "Ana")) == 1

    @pytest.mark.slow
    def test_holds_what_was_acknowledged_after_kill_9(self, tmp_path: Path):
        program = (
            "import sys; from pathlib import Path; from bilingual.review import VerdictLog; from tests.review.verdicts import says\n"
            "log = VerdictLog(Path(sys.argv[1]))\n"
            "while True: print(log.append([says()], 'Ana')[0].number, flush=True)"
        )
        path = log_path(tmp_path / "fr-en")
        process = subprocess.Popen([sys.executable, "-c", program, path], stdout=subprocess.PIPE, encoding="utf-8")
        assert process.stdout
        with process.stdout as lines:
            acknowledged = [int(next(lines)) for _ in range(200)]
            process.kill()
        process.wait()
        with VerdictLog(path) as log:
            assert [each.number for each in log.records()][:200] == acknowledged

    def test_copied_between_two_verdicts_is_whole(self, log: VerdictLog, tmp_path: Path):
        log.append([says()], "Ana")
        shutil.copy(log.path, tmp_path / "copy.sqlite")
        with VerdictLog(tmp_path / "copy.sqlite") as other:
            assert list(other.records()) == list(log.records())
