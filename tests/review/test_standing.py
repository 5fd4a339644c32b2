"""What stands of the verdict log: undoing, settling, and each reviewer's last word."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.errors import UsageError
from bilingual.review import VerdictLog, log_path, outcome
from bilingual.review.records import LOGGED, check_reviewer
from bilingual.review.standing import standing
from tests.review.verdicts import LATER, NOON, says


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

    def test_goes_by_time_where_a_log_was_brought_along_later(self, tmp_path: Path):
        with VerdictLog(tmp_path / "old", lambda: NOON) as old, VerdictLog(tmp_path / "new", lambda: LATER) as new:
            old.append([says("rejected")], "Ana")
            new.append([says("accepted")], "Ana")
            new.adopt(old.records())
            assert outcome(new.of("a")).status == "accepted"
            assert [record.undoes for record in new.undo("Ana")] == [1]
            assert outcome(new.of("a")).status == "rejected"

    def test_goes_by_what_was_said_last_though_a_clock_was_put_back(self, tmp_path: Path):
        times = iter([LATER, NOON])
        with VerdictLog(tmp_path / "log", lambda: next(times)) as log:
            log.append([says("rejected")], "Ana")
            log.append([says("accepted")], "Ana")
            assert outcome(log.of("a")).status == "accepted"

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
