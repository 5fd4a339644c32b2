"""Files of a dataset that repeat what its tables hold, so that it may do without them."""

from pathlib import Path

from bilingual.dataset.manifest import Manifest
from bilingual.dataset.reviewed import REVIEW_TABLE
from bilingual.dataset.tables import ARROW_INDEX
from bilingual.splits import NAMES


def is_arrow(name: str) -> bool:
    """Return whether a file, by its path in the dataset, is of the Arrow copy of the pairs."""
    return name == ARROW_INDEX or name.partition("/")[0] in NAMES


def is_copy(name: str) -> bool:
    """Return whether a file, by its path in the dataset, repeats the tables: the Arrow copy and the review table."""
    return name == REVIEW_TABLE or is_arrow(name)


def absent_copies(dataset: Path, manifest: Manifest) -> frozenset[str]:
    """Return the copies that a dataset may do without and does: the review table, the Arrow copy if all of it is gone.

    That is what a dataset from the Hugging Face Hub lacks.
    """
    gone = {name for name in manifest.files if is_copy(name) and not (dataset / name).exists()}
    arrow = {name for name in manifest.files if is_arrow(name)}
    return frozenset(gone if arrow <= gone else gone - arrow)
