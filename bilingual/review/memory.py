"""A translation memory: the English that people approved in other datasets, by its French."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from bilingual.dataset import read_manifest
from bilingual.dataset.folder import MANIFEST
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.reading import one_version, read_rows
from bilingual.files.scratch import Scratch
from bilingual.pairs import Pair
from bilingual.review.verdicts import Verdict, settle
from bilingual.text.digests import text_digest

TAKEN = ("accepted", "edited")


class Memory:
    """Reviewed pairs of datasets, in a temporary table. `contradictions` counts the French with more than one English.

    Of several, that which most pairs have is taken, then that of the dataset named last, then the first by its letters.
    `record` is what a manifest keeps: the name of each dataset and the SHA-256 of its manifest. Raises UsageError for
    what is no dataset, DatasetError for one that is damaged or replaced meanwhile.
    """

    def __init__(self, datasets: Sequence[Path]) -> None:
        self._table = Scratch(
            "CREATE TABLE known (fr BLOB, en TEXT, uses INTEGER NOT NULL, dataset INTEGER NOT NULL, "
            "PRIMARY KEY (fr, en)) WITHOUT ROWID"
        )
        self.record: list[dict[str, str]] = []
        for number, dataset in enumerate(datasets):
            with one_version(dataset):
                name = read_manifest(dataset).name
                self.record.append({"name": name, "sha256": sha256_of(dataset / MANIFEST)})
                self._add(dataset, number)
        several = "SELECT count(*) FROM (SELECT fr FROM known GROUP BY fr HAVING count(*) > 1)"
        self.contradictions: int = next(self._table.read(several))[0]

    def _add(self, dataset: Path, number: int) -> None:
        rows = read_rows(dataset, "default", columns=("translation", "status"))
        pairs = (row["translation"] for row in rows if row["status"] in TAKEN)
        self._table.fill(
            "INSERT INTO known VALUES (?, ?, 1, ?) "
            "ON CONFLICT DO UPDATE SET uses = uses + 1, dataset = excluded.dataset",
            ((text_digest(pair["fr"]), pair["en"], number) for pair in pairs),
        )

    def english_of(self, french: str) -> str | None:
        """Return the English of a French text on one line, None for one that is not known."""
        query = "SELECT en FROM known WHERE fr = ? ORDER BY uses DESC, dataset DESC, en LIMIT 1"
        row = self._table.first(query, (text_digest(french),))
        return row[0] if row else None


def remember(pair: Pair, english: str) -> Pair:
    """Return a pair of the model with the English that a memory has for its French; its flags are those of that."""
    status = "accepted" if english == pair.machine_en else "edited"
    return replace(settle(pair, Verdict(pair.id, status, english, "")), origin="memory")
