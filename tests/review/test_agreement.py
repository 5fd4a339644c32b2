"""Agreement of two reviewers: Cohen's kappa and its interval."""

import math
import random
import statistics
from collections import Counter
from pathlib import Path

import pytest

from bilingual.review import VerdictLog, cohen_kappa, find_disagreements
from tests.review.verdicts import says

# Two raters on 200 cases in three categories, rows the first.
TABLE = {("a", "a"): 88, ("a", "b"): 10, ("a", "c"): 2, ("b", "a"): 14, ("b", "b"): 40, ("b", "c"): 6,
         ("c", "a"): 18, ("c", "b"): 10, ("c", "c"): 12}  # fmt: skip


class TestKappa:
    def test_is_agreement_beyond_chance(self):
        found = cohen_kappa(TABLE)
        assert found
        observed, chance = 140 / 200, (100 * 120 + 60 * 60 + 40 * 20) / 200**2
        assert found.value == pytest.approx((observed - chance) / (1 - chance))

    @pytest.mark.slow
    def test_has_the_interval_that_drawing_again_gives(self):
        found, draw = cohen_kappa(TABLE), random.Random(7)
        assert found
        again = [
            cohen_kappa(Counter(draw.choices(list(TABLE), weights=list(TABLE.values()), k=200))) for _ in range(1_000)
        ]
        spread = statistics.stdev(each.value for each in again if each)
        assert (found.high - found.low) / 2 == pytest.approx(1.96 * spread, rel=0.07)

    def test_is_one_where_all_agree_on_several_verdicts(self):
        found = cohen_kappa({("a", "a"): 3, ("b", "b"): 2})
        assert found
        assert math.isclose(found.value, 1.0)
        assert found.high == 1.0

    @pytest.mark.parametrize("table", [{}, {("a", "a"): 5}, {("a", "a"): 3, ("a", "b"): 4}])
    def test_is_none_where_a_reviewer_gave_one_verdict_only(self, table: dict[tuple[str, str], int]):
        assert cohen_kappa(table) is None


class TestDisagreements:
    def test_are_listed_with_the_agreement_of_each_two(self, tmp_path: Path):
        with VerdictLog(tmp_path / "log") as log:
            log.append([says("accepted", pair=name) for name in "abcd"], "Ana")
            log.append([says("rejected", pair="a"), says("accepted", pair="b"), says("edited", "Yep", pair="c")], "Bo")
            log.append([says("rejected", pair="d", settles=True)], "Cy")
            found = find_disagreements(log.by_pair())
        assert [each.first.id for each in found.listed] == ["a", "c"]
        assert found.count == 2
        assert [(each.reviewers, each.pairs, each.same) for each in found.agreements] == [(("Ana", "Bo"), 3, 1)]

    def test_are_of_verdicts_that_still_stand(self, tmp_path: Path):
        with VerdictLog(tmp_path / "log") as log:
            log.append([says("accepted")], "Ana")
            log.append([says("rejected")], "Bo")
            log.undo("Bo")
            found = find_disagreements(log.by_pair())
        assert (found.count, found.agreements) == (0, ())
