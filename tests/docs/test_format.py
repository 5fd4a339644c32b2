"""docs/format.md: every file, column, key and value that a written dataset has, and none that it has not."""

import json
import re
import shutil
from dataclasses import fields
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from bilingual.dataset import read_manifest, read_pairs
from bilingual.dataset.documents import Document
from bilingual.dataset.schema import COLUMNS, FOLDERS, FORMAT, ROW_GROUPS, SHARD_ROWS, features
from bilingual.pairs import REASONS, STATUSES, Pair, Skipped
from tests.conftest import ROOT, Run

PAGE = (ROOT / "docs" / "format.md").read_text("utf-8")
RECORDS = {"default": Pair, "flat": Pair, "documents": Document, "skipped": Skipped, "articles": Document}
HEADINGS = {name: f"### {name.title()}" for name in COLUMNS} | {"default": "### Pairs"}
FIRST = re.compile(r"`([^`]+)`")


def tables(heading: str) -> list[list[list[str]]]:
    """The tables below a heading: their rows as cells, without their heads."""
    section = re.split(r"\n#{2,3} ", PAGE.partition(f"\n{heading}\n")[2])[0]
    found = re.findall(r"(?:^\|.*\n)+", section, re.MULTILINE)
    assert found, heading
    return [[[cell.strip() for cell in row.strip("|").split("|")] for row in table.splitlines()[2:]] for table in found]


def names(heading: str, table: int = 0) -> list[str]:
    """The names in the first column of a table."""
    return [name for row in tables(heading)[table] for name in FIRST.findall(row[0])]


@pytest.fixture(scope="module")
def reviewed(dataset: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The next version of a dataset, so that what only a review writes is there."""
    folder = tmp_path_factory.mktemp("reviewed")
    copy = Path(shutil.copytree(dataset, folder / "fr-en"))
    table = (copy / "pairs.tsv").read_text("utf-8-sig").splitlines()
    table[1] = table[1].replace("\tmachine\t", "\taccepted\t")
    (folder / "review.tsv").write_text("\n".join([*table, ""]), encoding="utf-8")
    applied = run("review", "apply", folder / "review.tsv", copy, "--no-proofread")
    assert applied.returncode == 0, applied.stderr
    return copy


@pytest.mark.parametrize("config", COLUMNS)
class TestColumns:
    @pytest.mark.slow
    def test_every_column_is_named_in_order_with_its_type(self, config: str):
        rows = tables(HEADINGS[config])[0]
        assert [FIRST.findall(row[0])[0] for row in rows] == list(COLUMNS[config])
        assert [row[1] for row in rows] == [type_of(feature) for feature in features(config).values()]

    def test_a_column_may_be_null_where_its_record_says_so(self, config: str):
        optional = {field.name for field in fields(RECORDS[config]) if str(field.type).endswith("| None")}
        rows = tables(HEADINGS[config])[0]
        assert {FIRST.findall(row[0])[0] for row in rows if row[2] == "yes"} == optional & set(COLUMNS[config])
        assert {row[2] for row in rows} <= {"yes", "no"}

    def test_folders_and_sizes_are_those_of_the_writer(self, config: str):
        rows = {row[0]: row[1:] for row in tables("## Files")[1]}
        sizes = [f"{size[config]:,}" for size in (SHARD_ROWS, ROW_GROUPS)]
        assert rows[f"`{config}`"] == [f"`{FOLDERS[config]}`", *sizes]


def type_of(feature: Any) -> str:
    """The type of a column as the page says it."""
    if hasattr(feature, "languages"):
        return f"struct of {', '.join(feature.languages)}"
    if not hasattr(feature, "feature"):
        return feature.dtype
    of = feature.feature
    return f"list of {', '.join(of) if isinstance(of, dict) else of.dtype}"


@pytest.mark.slow
class TestFiles:
    def test_every_file_of_a_dataset_is_listed_and_every_listed_file_is_there(self, reviewed: Path):
        present = {path.relative_to(reviewed).as_posix() for path in reviewed.rglob("*") if path.is_file()}
        patterns = [
            re.sub("SPLIT", "train", name).replace("NNNNN", "?????").replace("…", "*") for name in names("## Files")
        ]
        assert [name for name in present if not any(fnmatch(name, pattern) for pattern in patterns)] == []
        known = [pattern for pattern in patterns if "/" in pattern or "." in pattern]
        assert [pattern for pattern in known if not any(fnmatch(name, pattern) for name in present)] == []

    def test_the_cards_header_has_these_keys(self, reviewed: Path):
        header = yaml.safe_load((reviewed / "README.md").read_text("utf-8").split("---\n")[1])
        assert names("## The card's header") == list(header)


@pytest.mark.slow
class TestManifest:
    def test_every_key_is_explained_and_every_explained_key_is_written(self, reviewed: Path):
        manifest = json.loads((reviewed / "manifest.json").read_text("utf-8"))
        written = set(keys_of(manifest))
        listed = names("## The manifest")
        sometimes = {
            name for name, row in zip(listed, tables("## The manifest")[0], strict=True) if "(with `" in row[1]
        }
        assert written <= set(listed)
        assert set(listed) - sometimes <= written
        assert list(dict.fromkeys(name.partition(".")[0] for name in listed)) == list(manifest)

    def test_the_format_is_the_one_that_is_read_and_written(self, reviewed: Path):
        assert f"format `{FORMAT}`" in PAGE
        assert read_manifest(reviewed).format == FORMAT

    def test_a_review_adds_one_to_the_version_and_names_its_parent(self, dataset: Path, reviewed: Path):
        before, after = read_manifest(dataset), read_manifest(reviewed)
        assert (before.version, before.parent) == (1, None)
        assert after.version == 2 and after.parent is not None
        assert json.loads((reviewed / "croissant.json").read_text("utf-8"))["version"] == "2.0.0"

    def test_the_signature_has_these_parts(self, reviewed: Path):
        parts = [part.partition(":")[0] for part in read_manifest(reviewed).signature.split("|")]
        section = PAGE.partition("\n## The signature\n")[2]
        shown = [part.partition(":")[0] for part in section.partition("```\n")[2].partition("\n")[0].split("|")]
        assert [part for part in shown if part != "…"] == [part for part in parts if part in shown]
        assert {part for part in parts if part not in shown} == {"sentencepiece", "articles", "pairs", "skipped"}


def keys_of(manifest: dict[str, Any]) -> list[str]:
    """The keys of a manifest as the page writes them."""
    found = [key for key, value in manifest.items() if not isinstance(value, dict)]
    found += [f"{key}.{name}" for key in ("inputs", "model", "options", "counts") for name in manifest[key]]
    return found + ["versions.*"] + [f"files.*.{name}" for record in manifest["files"].values() for name in record]


def test_statuses_and_reasons_are_all_explained():
    assert names("### Statuses and reasons", 0) == list(STATUSES)
    assert names("### Statuses and reasons", 1) == list(REASONS)


@pytest.mark.slow
def test_an_id_does_not_depend_on_the_split_or_what_else_is_published(dataset: Path, run: Run, tmp_path: Path):
    other = run(
        "build", ROOT / "seeds" / "003_a73ef0beed580e00.txt", "--out", tmp_path / "other", "--beam", 1, "--kinds", "all"
    )
    assert other.returncode == 0, other.stderr
    known = {pair.id: pair.fr for pair in read_pairs(dataset) if pair.article_id.startswith("003")}
    found = {pair.id: pair.fr for pair in read_pairs(tmp_path / "other")}
    assert known.items() <= found.items() and len(found) > len(known)
