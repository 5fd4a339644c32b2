"""What a reader is given, and what it has to find; `scripts/consumers/material.py` makes both."""

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """A dataset, its exports, and what stands in both by the package's own account."""

    folder: Path
    splits: dict[str, list[dict[str, Any]]]
    configs: dict[str, dict[str, int]]
    articles: dict[str, str]
    without_skipped: dict[str, dict[str, int]]
    english: str

    @property
    def dataset(self) -> Path:
        return self.folder / "fr-en"

    @property
    def nothing_skipped(self) -> Path:
        """Return the place of a second dataset, of which no segment was skipped."""
        return self.folder / "nothing-skipped"

    @property
    def pairs(self) -> list[dict[str, Any]]:
        return [pair for pairs in self.splits.values() for pair in pairs]

    def reviewed(self, split: str, *statuses: str) -> list[dict[str, Any]]:
        return [pair for pair in self.splits[split] if pair["status"] in (statuses or ("accepted", "edited"))]

    def tables(self, config: str) -> str:
        """Return a pattern of the Parquet files of a configuration."""
        return str(self.dataset / {"default": "data"}.get(config, config) / "*.parquet")

    def export(self, split: str, ending: str, folder: str = "export") -> Path:
        return self.folder / folder / f"{split if len(self.splits) > 1 else 'pairs'}.{ending}"

    def check_pairs(self, found: dict[str, tuple[str, str]], split: str | None = None) -> None:
        """Hold French and English by id against those of the dataset, or of a split; none may lack."""
        wanted = self.pairs if split is None else self.splits[split]
        assert found == {pair["id"]: (pair["fr"], pair["en"]) for pair in wanted}, difference(found, wanted)

    def check_offsets(self, pairs: list[dict[str, Any]], texts: dict[str, str]) -> None:
        """Hold `text[start:end]`, its line breaks made blanks, against the French."""
        assert len(pairs) == len(self.pairs)
        french = {pair["id"]: pair["fr"] for pair in self.pairs}
        for pair in pairs:
            shown = texts[pair["article_id"]][pair["start"] : pair["end"]]
            assert shown.replace("\n", " ") == french[pair["id"]], pair

    def check_documents(self, documents: list[dict[str, Any]]) -> None:
        """Hold every sentence against its offsets on both sides; every pair is in one document."""
        texts = {pair["id"]: (pair["fr"], pair["en"]) for pair in self.pairs}
        seen = 0
        for document in documents:
            for sentence in document["sentences"]:
                french = document["fr"][sentence["start"] : sentence["end"]].replace("\n", " ")
                english = document["en"][sentence["en_start"] : sentence["en_end"]]
                assert (french, english) == texts[sentence["id"]], sentence
                seen += 1
        assert seen == len(texts)


def difference(found: dict[str, tuple[str, str]], wanted: list[dict[str, Any]]) -> str:
    wrong = [pair["id"] for pair in wanted if found.get(pair["id"]) != (pair["fr"], pair["en"])]
    return f"{len(found)} of {len(wanted)} found; not as they are: {wrong[:3]}"


def expected() -> Expected:
    """Return what stands in the folder that the command line names."""
    folder = Path(sys.argv[1]).resolve()
    return Expected(folder=folder, **json.loads((folder / "expected.json").read_text(encoding="utf-8")))


def jsonl(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]


def report(version: str, *read: str) -> None:
    """Print what was read, for the table."""
    print(json.dumps({"version": version, "read": [each for each in read if each]}))
