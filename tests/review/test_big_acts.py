"""Acts of very many verdicts: their log is read, taken along and taken back in time and memory that they do not square.

Measured before: 50,000 verdicts took 350 s to take along to another place, and each that was taken back 1.7 kB.
"""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from time import process_time

import pytest

from bilingual.dataset import read_pairs
from bilingual.dataset.review_table import write_review_tsv
from bilingual.review import Entry, Judged, VerdictLog, edit_chrf, plan_review
from tests.conftest import ROOT
from tests.inputs.peaks import PEAK
from tests.written_datasets import many_pairs, write_dataset

pytestmark = pytest.mark.slow

SIZE = 2_000
LARGE = 16_000
UNDO = f"""{PEAK}
from contextlib import suppress
from bilingual.cli import main
sys.argv = ["bilingual", "review", "undo", *sys.argv[1:]]
with suppress(SystemExit):
    main()
print(peak(), file=sys.stderr)
"""


def give(place: Path, size: int) -> None:
    """Log one act of so many verdicts."""
    said = (Entry(judged=Judged.of(pair), status="accepted", en=pair.en, comment="") for pair in many_pairs(size))
    with VerdictLog.beside(place) as log:
        log.extend(said, "Ana")


def seconds(work: Callable[[], object]) -> float:
    begun = process_time()
    work()
    return process_time() - begun


def test_four_times_the_verdicts_of_one_act_take_some_four_times_as_long_to_adopt(tmp_path: Path):
    def adopt(size: int, name: str) -> int:
        with VerdictLog.beside(tmp_path / f"{size}") as log, VerdictLog.beside(tmp_path / f"{size}-{name}") as other:
            return other.adopt(log.records())

    for size in (SIZE, 4 * SIZE):
        give(tmp_path / f"{size}", size)
    once, four_times = (
        min(seconds(lambda size=size, name=name: adopt(size, name)) for name in "abc") for size in (SIZE, 4 * SIZE)
    )
    assert four_times < 8 * once, f"{once:.2f} and {four_times:.2f} s"


@pytest.mark.parametrize("options", [[], ["--json"]])
def test_taking_back_a_big_act_takes_no_memory_for_each_verdict(dataset: Path, tmp_path: Path, options: list[str]):
    peaks = []
    for size in (SIZE, LARGE):
        place = write_dataset(dataset, tmp_path / f"{size}", read_pairs(dataset))
        give(place, size)
        told = subprocess.run(
            [sys.executable, "-c", UNDO, place, *options], cwd=ROOT, capture_output=True, text=True, check=True
        )
        assert told.stdout.endswith("]\n") if options else f"took back {size:,} verdicts" in told.stdout
        peaks.append(int(told.stderr))
    assert peaks[1] < peaks[0] + 10, peaks


@pytest.fixture(scope="module")
def written(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("beside")
    long = (replace(pair, fr=pair.fr * 4, en=pair.en * 4, machine_en=pair.en * 4) for pair in many_pairs(SIZE))
    return write_dataset(dataset, folder / "dataset", long)


class TestTimeBesideThatOfReading:
    """What reading the pairs of a dataset takes is the measure: a machine that is busy takes longer for both."""

    def least(self, work: Callable[[], object]) -> float:
        return min(seconds(work) for _ in range(4))

    def test_a_verdict_that_changes_no_text_takes_some_seven_times_as_long_as_its_pair(self, written: Path):
        table = written.with_name("review.tsv")
        write_review_tsv((replace(pair, status="accepted") for pair in read_pairs(written)), table)
        reading = self.least(lambda: list(read_pairs(written)))
        assert self.least(lambda: plan_review([table], written)) < 7.5 * reading

    def test_chrf_takes_some_three_times_as_long_as_an_edited_pair_whose_end_was_changed(self, written: Path):
        edits = [(pair.en, f"{pair.en[:-1]} indeed.") for pair in read_pairs(written)]
        reading = self.least(lambda: list(read_pairs(written)))
        assert self.least(lambda: edit_chrf(edits)) < 7 * reading
