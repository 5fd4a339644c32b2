"""Exports for TRL: preferences from edits, completions from what was reviewed."""

import json
from pathlib import Path

from datasets import load_dataset

from bilingual.dataset import read_manifest
from bilingual.exports.exporting import export_dataset
from bilingual.exports.trl import PROMPT
from bilingual.pairs import Pair
from tests.exports.pairs import write


def loaded(path: Path, tmp_path: Path) -> list[dict]:
    return list(load_dataset("json", data_files=str(path), cache_dir=str(tmp_path / "cache"), split="train"))


def test_the_edit_is_chosen_and_the_models_english_rejected(reviewed: Path, tmp_path: Path):
    export_dataset(reviewed, ["trl"], tmp_path)
    prompt = "Translate the following French text into English.\n\nBonjour.\n\nEnglish:\n"
    assert loaded(tmp_path / "pairs.trl-preference.jsonl", tmp_path) == [
        {"id": f"{0:016x}", "prompt": prompt, "chosen": "Good morning.", "rejected": "Hello."}
    ]


def test_what_was_reviewed_is_a_completion(reviewed: Path, tmp_path: Path):
    export_dataset(reviewed, ["trl-completion"], tmp_path)
    rows = loaded(tmp_path / "pairs.trl-completion.jsonl", tmp_path)
    assert [row["completion"] for row in rows] == ["Good morning.", "It rains."]
    assert all(set(row) == {"id", "prompt", "completion"} for row in rows)


def test_every_text_is_exact(hostile: tuple[list[Pair], Path], dataset: Path):
    pairs, folder = hostile
    before, after = PROMPT.split("{fr}")
    for name, answer in (("preference", "chosen"), ("completion", "completion")):
        write(f"trl-{name}", pairs, folder, read_manifest(dataset))
        lines = (folder / f"pairs.trl-{name}.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines]
        assert [(row["prompt"], row[answer]) for row in rows] == [
            (f"{before}{each.fr}{after}", each.en) for each in pairs
        ]
