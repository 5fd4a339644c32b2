"""`bilingual inputs`: the table of formats, as the registry has it."""

import json
import time

import pytest

from bilingual.articles.formats import FORMATS, is_installed
from bilingual.files.compression import COMPRESSED
from tests.conftest import Run


def test_every_format_is_a_line_with_its_endings_and_what_an_article_is(run: Run):
    done = run("inputs")
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    for ending, each in FORMATS.items():
        (line,) = [line for line in lines if line.startswith(each.name + "  ")]
        assert f" {ending} " in line and f"  {each.article}" in line
        assert all(package in line for package in each.needs)
    assert all(any(ending in line for line in lines) for ending in COMPRESSED)
    assert max(map(len, lines)) <= 120


def test_json_has_all_of_it_and_says_what_is_installed(run: Run):
    given = json.loads(run("inputs", "--json").stdout)
    assert {ending for each in given["formats"] for ending in each["endings"]} == set(FORMATS)
    assert given["compressed"] == list(COMPRESSED)
    needs = {package: here for each in given["formats"] for package, here in each["needs"].items()}
    assert needs and needs == {package: is_installed(package) for package in needs}
    assert all(needs.values()), "the plain install brings what every reader needs"
    (csv,) = [each for each in given["formats"] if ".csv" in each["endings"]]
    assert csv["columns"] and csv["many"]


@pytest.mark.slow
def test_help_waits_for_no_reader(run_new: Run):
    def seconds() -> float:
        began = time.perf_counter()
        assert run_new("--help").returncode == 0
        return time.perf_counter() - began

    assert min(seconds() for _ in range(3)) < 1
