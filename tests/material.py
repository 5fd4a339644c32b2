"""Texts that tests read and that are not ours to publish: where they are looked for, and what is said without them."""

import json
import os
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BESIDE = ROOT.parent / "shared"
FOLDERS = (
    [Path(os.environ["BILINGUAL_TEST_DATA"])]
    if os.environ.get("BILINGUAL_TEST_DATA")
    else [
        ROOT / "test-data",
        BESIDE / "segmentation" / "dev",
        BESIDE / "training" / "test",
        BESIDE / "training" / "start",
    ]
)
TREEBANK_TEXT = re.compile(r"^# text = (.+)$", re.MULTILINE)


def find_material(*names: str) -> Path:
    """Return where a file of the table in `tests/README.md` lies, under any of its names, or skip the test."""
    for folder in FOLDERS:
        for name in names:
            if (folder / name).exists():
                return folder / name
    pytest.skip(f"needs {names[0]} in {FOLDERS[0]} (or BILINGUAL_TEST_DATA=its folder): see tests/README.md")


def treebank_sentences(name: str) -> list[str]:
    """Return the sentences of a development set of Universal Dependencies, in their order."""
    path = find_material(f"fr_{name}-ud-dev.conllu", f"{name}-dev.jsonl")
    content = path.read_text(encoding="utf-8")
    if path.suffix == ".conllu":
        return TREEBANK_TEXT.findall(content)
    rows = map(json.loads, content.splitlines())
    return [row["text"][start:end] for row in rows for start, end in row["spans"]]
