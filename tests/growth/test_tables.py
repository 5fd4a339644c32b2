"""Tables, counts and pairs of a million characters: the time grows with them."""

from pathlib import Path

import pytest

from bilingual import check_pair
from bilingual.quality.french_numbers import FRENCH
from bilingual.quality.number_words import evaluate, read_phrases
from bilingual.report.picking import Histogram, Smallest
from bilingual.review.delimited import read_records
from bilingual.review.sampling import share_out
from bilingual.translator.batches import plan_batches
from tests.growth.measuring import MOST, Call, cpu, growth, of_pair, refused
from tests.hostile_texts import MADE, RUNS, hostile_text

pytestmark = pytest.mark.slow


TABLES = {"quoted": 'id\ten\n"', "tabs": "id\ten\n", "commas": "id,en\n", "quoted, commas": 'id,en\n"'}


@pytest.mark.parametrize("header", TABLES)
def test_a_table_is_read_in_time_that_grows_with_it(header: str, tmp_path: Path):
    def written(run: str, size: int) -> Path:
        path = tmp_path / f"{size}.tsv"
        path.write_text(TABLES[header] + hostile_text(run, size), encoding="utf-8", errors="replace", newline="")
        return path

    read = refused(lambda path: sum(1 for _ in read_records(path)))
    for run in (*RUNS, *MADE):
        assert growth(read, lambda size, run=run: written(run, size), size=64_000) <= MOST, run


def kept(size: int) -> None:
    smallest = Smallest[int](40)
    for number in range(size):
        smallest.offer(-number, number, number)


def binned(size: int) -> None:
    histogram = Histogram(step=1, lowest=0, highest=60, digits=0)
    for number in range(size):
        histogram.add(number, marked=False)
    histogram.bars()


@pytest.mark.parametrize(
    "call",
    [
        lambda size: plan_batches(range(size), 1024),
        lambda size: share_out({"names": size, "urls": 2 * size}, size),
        kept,
        binned,
    ],
    ids=["plan_batches", "share_out", "Smallest", "Histogram"],
)
def test_what_counts_takes_time_that_grows_with_the_count(call: Call):
    assert growth(call, lambda size: size, size=20_000) <= MOST


@pytest.mark.parametrize("run", ["a", "Mot.A", "9 h 30 ", "letters"])
def test_a_pair_of_a_million_characters_is_checked_in_seconds(run: str):
    text = hostile_text(run, 1_000_000)
    check_pair("Oui.", "Yes.")
    # Two seconds on a quiet machine (docs/performance.md); what was quadratic took hours.
    assert min(cpu(of_pair(check_pair), (text, text)) for _ in range(2)) < 6


def test_a_run_of_number_words_is_no_number_without_end():
    assert all(number.values[0] < 10**100 for number in read_phrases("cent " * 1_000, FRENCH))
    assert evaluate("deux cent mille", FRENCH) == (200_000, False)
    assert isinstance(check_pair("cent " * 1_000 + "et demi 0,5", "3 and a half"), list)
