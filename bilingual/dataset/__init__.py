"""The fourth step: pairs → a Hugging Face dataset on disk, and back."""

from bilingual.dataset.checking import check_dataset
from bilingual.dataset.folder import Staging, stage
from bilingual.dataset.manifest import Manifest, read_manifest
from bilingual.dataset.reading import one_version, read_pairs, read_skipped
from bilingual.dataset.repeats import measure_duplicates
from bilingual.dataset.stats import Stats, measure_dataset
from bilingual.dataset.writing import DatasetWriter

__all__ = [
    "DatasetWriter",
    "Manifest",
    "Staging",
    "Stats",
    "check_dataset",
    "measure_dataset",
    "measure_duplicates",
    "one_version",
    "read_manifest",
    "read_pairs",
    "read_skipped",
    "stage",
]
