"""Twice the text takes at most twice the time, or little more: for every function that takes one."""

from functools import cache

import pytest

from bilingual.quality import CHECKS
from tests.growth.functions import FUNCTIONS, of_check, prepare_sides
from tests.growth.measuring import MOST, SIZE, growth
from tests.hostile_texts import MADE, RUNS, hostile_text

pytestmark = pytest.mark.slow
# Where a line is a block of its own, a quarter of the size takes as long as the whole size elsewhere.
SMALLER = {"read_page, of lines": SIZE // 4}


@pytest.mark.parametrize("name", FUNCTIONS)
def test_twice_the_text_takes_at_most_little_more_than_twice_the_time(name: str):
    prepare, call = FUNCTIONS[name]
    call(prepare("Il pleut."))  # loads what is loaded once
    for run in (*RUNS, *MADE):
        made = lambda size, run=run: prepare(hostile_text(run, size))  # noqa: E731
        assert growth(call, made, SMALLER.get(name, SIZE)) <= MOST, run


@pytest.fixture(scope="module", autouse=True)
def loaded() -> None:
    """What checks load once is loaded."""
    for check in CHECKS:
        of_check(check)(prepare_sides("Il pleut."))


@pytest.mark.parametrize("run", [*RUNS, *MADE], ids=ascii)
def test_checks_of_twice_the_text_take_at_most_little_more_than_twice_the_time(run: str):
    made = cache(lambda size: prepare_sides(hostile_text(run, size)))
    for check in CHECKS:
        assert growth(of_check(check), made) <= MOST, check.name
