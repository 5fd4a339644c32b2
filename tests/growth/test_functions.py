"""Twice the text takes at most twice the time, or little more: for every function that takes one."""

import pytest

from tests.growth.functions import FUNCTIONS
from tests.growth.measuring import MOST, growth
from tests.hostile_texts import MADE, RUNS, hostile_text

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("name", FUNCTIONS)
def test_twice_the_text_takes_at_most_little_more_than_twice_the_time(name: str):
    prepare, call = FUNCTIONS[name]
    call(prepare("Il pleut."))  # loads what is loaded once
    for run in (*RUNS, *MADE):
        assert growth(call, lambda size, run=run: prepare(hostile_text(run, size))) <= MOST, run
