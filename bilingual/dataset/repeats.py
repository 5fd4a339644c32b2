"""A dataset folder → how many of its pairs repeat an earlier one."""

from collections.abc import Iterator
from pathlib import Path

from bilingual.dataset.reading import one_version, read_rows
from bilingual.duplicates import count_duplicates


def measure_duplicates(dataset: Path) -> dict[str, int]:
    """Count the pairs that repeat an earlier one, by `Duplicate.kind`, the most frequent first.

    The texts are read twice; what is kept of a pair is said by `count_duplicates`. Raises DatasetError when a table
    cannot be read, another version has taken the dataset's place meanwhile, or the temporary folder has no room.
    """
    with one_version(dataset):
        counts = count_duplicates(lambda: _texts(dataset))
    return dict(sorted((+counts).items(), key=lambda item: (-item[1], item[0])))


def _texts(dataset: Path) -> Iterator[tuple[str, str]]:
    for row in read_rows(dataset, "default", columns=("translation",)):
        yield row["translation"]["fr"], row["translation"]["en"]
