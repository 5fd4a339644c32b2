"""What the readers are given: the five articles in three splits, some pairs of each reviewed, and all exports."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bilingual.dataset import read_manifest, read_pairs
from bilingual.dataset.documents import read_documents

ROOT = Path(__file__).parent.parent.parent
ENGLISH = "en-GB"
REVIEWED = 12  # pairs of each split: half accepted, half edited
LABELS = ("--license", "cc-by-4.0", "--published", "2026-03-01")
SPLITS = ("--split", "train=0.6,validation=0.2,test=0.2")
FORMATS = "tsv,moses,jsonl,csv,wmt,trl,tmx,xliff"
PLAIN = "Le chat dort lundi. La ville attend sous le pont.\n\nUn train arrive depuis 2019.\n"


def make_material(folder: Path, dataset: Path | None = None, run: Callable[..., object] | None = None) -> None:
    """Write datasets, exports and `expected.json` into an empty folder: of a copy of `dataset`, or of our articles."""
    run = run or run_command
    target = folder / "fr-en"
    if dataset is None:
        run("build", ROOT / "seeds", f"--out={target}", *SPLITS, *LABELS)
    else:
        shutil.copytree(dataset, target)
    review(target, folder, run)
    (folder / "plain.txt").write_text(PLAIN, encoding="utf-8")
    run("build", folder / "plain.txt", "--out", folder / "nothing-skipped")
    export(target, folder, run)
    (folder / "expected.json").write_text(json.dumps(facts(target, folder)), encoding="utf-8")


def run_command(*arguments: object) -> None:
    """Run the command. Raises RuntimeError with what it printed."""
    env = {**os.environ, "PYTHONPATH": str(ROOT), "BILINGUAL_MODEL": "embedded"}
    command = [sys.executable, "-m", "bilingual", *map(str, arguments)]
    done = subprocess.run(command, env=env, capture_output=True, encoding="utf-8")
    if done.returncode:
        raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")


def review(dataset: Path, folder: Path, run: Callable[..., object]) -> None:
    """Accept six pairs of each split and edit six."""
    chosen = {split: [pair.id for pair in read_pairs(dataset, split)][:REVIEWED] for split in splits_of(dataset)}
    verdicts = {name: "edited" if n % 2 else "accepted" for ids in chosen.values() for n, name in enumerate(ids)}
    run("review", "export", dataset, "--out", folder / "review.tsv")
    rows = [line.split("\t") for line in (folder / "review.tsv").read_text(encoding="utf-8").split("\n")]
    for row in rows:
        verdict = verdicts.get(row[0].removeprefix("\\"))
        if verdict:
            row[1] = verdict
        if verdict == "edited":
            row[3] += " (as edited)"
    (folder / "reviewed.tsv").write_text("\n".join("\t".join(row) for row in rows), encoding="utf-8")
    run("review", "apply", folder / "reviewed.tsv", dataset)


def export(dataset: Path, folder: Path, run: Callable[..., object]) -> None:
    """Write every format; those for reading, and Moses files with blank lines, into folders of their own."""
    run("export", dataset, f"--to={FORMATS}", f"--english={ENGLISH}", f"--out={folder / 'export'}")
    run("export", dataset, "--to=moses", "--blank-lines", f"--out={folder / 'by-article'}")
    run("export", dataset, "--to=html,epub", f"--out={folder / 'copies'}")


def splits_of(dataset: Path) -> list[str]:
    return list(read_manifest(dataset).options["splits"])


def facts(dataset: Path, folder: Path) -> dict[str, Any]:
    """Return what the package itself reads of a dataset."""
    keys = ("id", "fr", "en", "machine_en", "article_id", "start", "end", "kind", "score", "status")
    return {
        "splits": {
            split: [{key: getattr(pair, key) for key in keys} for pair in read_pairs(dataset, split)]
            for split in splits_of(dataset)
        },
        "configs": rows_of(dataset),
        "articles": {each.id: each.text for each in read_documents(dataset)},
        "without_skipped": rows_of(folder / "nothing-skipped"),
        "english": ENGLISH,
    }


def rows_of(dataset: Path) -> dict[str, dict[str, int]]:
    """Return the rows of each split of each configuration, by the manifest."""
    found: dict[str, dict[str, int]] = {}
    for name, record in sorted(read_manifest(dataset).files.items()):
        if record.rows is not None:
            config, _, file = name.partition("/")
            rows = found.setdefault({"data": "default"}.get(config, config), {})
            split = file.partition("-")[0]
            rows[split] = rows.get(split, 0) + record.rows
    return found
