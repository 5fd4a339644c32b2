"""The verdict log: appended, synced, never changed; what stands of it."""

import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import DatasetError, UsageError
from bilingual.review import Entry, Judged, Record, VerdictLog, has_log, log_path, outcome
from bilingual.review.records import LOGGED, check_reviewer
from bilingual.review.standing import standing

NOON = datetime(2026, 3, 1, 12, 0, 0, 250_000, tzinfo=UTC)


def judged(name: str = "a") -> Judged:
    return Judged(id=name, article_id="x", start=3, fr="Oui", machine_en="Yes", status="machine", en="Yes", comment="")


def says(status: str = "accepted", en: str = "Yes", pair: str = "a", comment: str = "", settles: bool = False) -> Entry:
    return Entry(judged=judged(pair), status=status, en=en, comment=comment, settles=settles)


@pytest.fixture
def log(tmp_path: Path) -> Iterator[VerdictLog]:
    with VerdictLog.beside(tmp_path / "fr-en", lambda: NOON) as log:
        yield log


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
        log._database.execute("PRAGMA busy_timeout = 50")
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
            "import sys; from pathlib import Path; from tests.review.test_log import says, VerdictLog\n"
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


class TestUndoing:
    def test_takes_back_the_last_act_of_that_reviewer_and_no_other(self, log: VerdictLog):
        log.append([says("rejected")], "Ana")
        log.append([says("edited", "Yeah"), says("edited", "Yeah", pair="b")], "Ana")
        log.append([says("accepted")], "Bo")
        assert [(each.undoes, each.status, each.en) for each in log.undo("Ana")] == [
            (2, "rejected", "Yes"),
            (3, "machine", "Yes"),
        ]
        assert [each.undoes for each in log.undo("Ana")] == [1]
        assert log.undo("Ana") == []
        assert [each.reviewer for each in standing(log.of("a"))] == ["Bo"]

    def test_takes_back_the_last_on_one_pair(self, log: VerdictLog):
        log.append([says(pair="a")], "Ana")
        log.append([says(pair="b")], "Ana")
        assert [each.undoes for each in log.undo("Ana", pair="a")] == [1]

    def test_gives_back_what_was_settled(self, log: VerdictLog):
        log.append([says("rejected")], "Ana")
        log.append([says("accepted", settles=True)], "Bo")
        assert outcome(log.of("a")).status == "accepted"
        log.undo("Bo")
        assert outcome(log.of("a")).status == "rejected"


class TestWhatStands:
    def test_is_the_last_word_of_each(self, log: VerdictLog):
        log.append([says("rejected")], "Ana")
        log.append([says("accepted", comment="fine")], "Ana")
        found = outcome(log.of("a"))
        assert (found.status, found.comment, found.disputed) == ("accepted", "fine", False)

    def test_is_disputed_where_two_say_otherwise(self, log: VerdictLog):
        log.append([says("edited", "Yeah", comment="one")], "Ana")
        log.append([says("edited", "Yep", comment="two")], "Bo")
        found = outcome(log.of("a"))
        assert found.disputed
        assert (found.en, found.comment) == ("Yep", "one; two")

    def test_is_settled_by_who_says_so(self, log: VerdictLog):
        log.append([says("edited", "Yeah")], "Ana")
        log.append([says("rejected")], "Bo")
        log.append([says("edited", "Yep", settles=True)], "Cy")
        found = outcome(log.of("a"))
        assert (found.status, found.en, found.disputed, len(found.said)) == ("edited", "Yep", False, 1)

    def test_is_not_disputed_by_a_comment(self, log: VerdictLog):
        log.append([says("accepted")], "Ana")
        log.append([says("machine", comment="who is this?")], "Bo")
        found = outcome(log.of("a"))
        assert (found.status, found.comment, found.disputed) == ("accepted", "who is this?", False)

    def test_is_the_model_after_a_reset(self, log: VerdictLog):
        log.append([says("edited", "Yeah")], "Ana")
        log.append([says("reset")], "Ana")
        found = outcome(log.of("a"))
        assert (found.status, found.en) == ("machine", "Yes")

    @given(
        st.lists(
            st.tuples(st.sampled_from(["Ana", "Bo"]), st.sampled_from(["a", "b", "undo"]), st.sampled_from(LOGGED)),
            max_size=12,
        )
    )
    @settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_is_what_a_stack_of_each_reviewer_holds(self, tmp_path: Path, acts: list[tuple[str, str, str]]):
        said: dict[str, list[tuple[str, str]]] = {"Ana": [], "Bo": []}
        path = log_path(tmp_path / "stack")
        path.unlink(missing_ok=True)
        with VerdictLog(path) as log:
            for reviewer, what, status in acts:
                if what == "undo":
                    log.undo(reviewer)
                    del said[reviewer][-1:]
                else:
                    log.append([says(status, pair=what)], reviewer)
                    said[reviewer].append((what, status))
            for pair in {what for _, what, _ in acts} - {"undo"}:
                expected = {who: [status for what, status in acts if what == pair][-1:] for who, acts in said.items()}
                found = {each.reviewer: [each.status] for each in standing(log.of(pair))}
                assert found == {who: last for who, last in expected.items() if last}
            while any(log.undo(reviewer) for reviewer in said):
                pass
            assert {outcome(records).status for records in log.by_pair()} <= {"machine"}


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "a\u2028b", "x" * 81])
def test_a_reviewer_is_named_in_one_short_line(name: str):
    with pytest.raises(UsageError, match="--reviewer"):
        check_reviewer(name)


def test_a_reviewer_may_have_any_letters():
    assert check_reviewer(" Zoé  Ångström ") == "Zoé  Ångström"


def test_a_name_is_the_same_however_its_accents_are_written():
    assert check_reviewer("Zoe\u0308") == check_reviewer("Zo\u00eb")


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u2069", "\u0308"])
def test_a_name_that_nobody_can_see_is_none(name: str):
    with pytest.raises(UsageError, match="the name is empty"):
        check_reviewer(name)
