"""`croissant.json`: every table with its hash, every column with its type, how the dataset is cited and licensed."""

import hashlib
import json
import re
from dataclasses import replace
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st
from packaging.licenses._spdx import LICENSES

from bilingual.dataset import Manifest, read_manifest
from bilingual.dataset.citing import cite_as, escaped
from bilingual.dataset.croissant import _field, write_croissant
from bilingual.dataset.licences import LICENCES
from bilingual.dataset.spdx import licence_url


@pytest.fixture
def manifest(dataset: Path) -> Manifest:
    return read_manifest(dataset)


def described(folder: Path, manifest: Manifest) -> dict[str, object]:
    write_croissant(folder, manifest)
    return json.loads((folder / "croissant.json").read_text(encoding="utf-8"))


@pytest.mark.slow
class TestADatasetsTables:
    def test_every_table_is_there_with_its_hash(self, dataset: Path):
        entries = json.loads((dataset / "croissant.json").read_text("utf-8"))["distribution"]
        files = {entry["contentUrl"]: entry["sha256"] for entry in entries if entry["@type"] == "cr:FileObject"}
        tables = list(dataset.rglob("*.parquet"))
        assert files == {
            path.relative_to(dataset).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in tables
        }

    def test_every_column_of_every_configuration_is_a_field_of_its_type(self, dataset: Path):
        sets = {
            entry["@id"]: entry for entry in json.loads((dataset / "croissant.json").read_text("utf-8"))["recordSet"]
        }
        folders = {path.parent for path in dataset.glob("*/*.parquet")}
        assert len(sets) == len(folders) + 1  # the splits
        for folder in folders:
            config = {"data": "default"}.get(folder.name, folder.name)
            schema = pq.read_schema(next(folder.glob("*.parquet")))
            fields = {field["name"].partition("/")[2]: field for field in sets[config]["field"]}
            assert [name for name in fields if name != "split"] == [name for name in schema.names if name != "split"]
            assert all(("subField" in fields[c.name]) == (has_members(c.type)) for c in schema)
            assert all(fields[c.name].get("repeated", False) == pa.types.is_list(c.type) for c in schema)

    def test_each_split_is_named_with_what_it_is_for(self, tmp_path: Path, manifest: Manifest):
        several = replace(manifest, options={**manifest.options, "splits": {"train": 0.8, "test": 0.2}})
        splits = described(tmp_path, several)["recordSet"][0]
        assert splits["data"] == [
            {"splits/name": "train", "splits/url": "cr:TrainingSplit"},
            {"splits/name": "test", "splits/url": "cr:TestSplit"},
        ]

    def test_a_date_is_written_only_where_somebody_gave_one(self, tmp_path: Path, manifest: Manifest):
        assert "datePublished" not in described(tmp_path, manifest)
        dated = replace(manifest, inputs={**manifest.inputs, "published": "2026-03-01"})
        assert described(tmp_path, dated)["datePublished"] == "2026-03-01"
        assert "year = {2026}" in cite_as(dated) and "year" not in cite_as(manifest)

    def test_a_citation_names_the_dataset_its_version_and_its_signature(self, manifest: Manifest):
        citation = cite_as(manifest)
        assert citation.startswith(f"@misc{{fr-en-v1-{manifest.signature[-12:]},\n  title = {{{{fr-en}}}},\n")
        assert escaped(manifest.signature) in citation


def has_members(kind: pa.DataType) -> bool:
    return pa.types.is_struct(kind.value_type if pa.types.is_list(kind) else kind)


class TestNestedColumns:
    def test_a_list_of_structs_is_a_repeated_field_of_sub_fields(self):
        members = pa.struct([("id", pa.string()), ("start", pa.int64()), ("score", pa.float32())])
        field = _field("documents", "sentences", pa.list_(members))
        assert field["repeated"] and "dataType" not in field
        assert [(sub["name"], sub["dataType"]) for sub in field["subField"]] == [
            ("documents/sentences/id", "sc:Text"),
            ("documents/sentences/start", "sc:Integer"),
            ("documents/sentences/score", "sc:Float"),
        ]
        assert field["subField"][1]["source"] == {
            "fileSet": {"@id": "documents-files"},
            "extract": {"column": "sentences"},
            "transform": {"jsonPath": "start"},
        }


class TestLicences:
    def test_the_address_of_a_licence_is_that_of_one_that_spdx_lists(self):
        known = {entry["id"] for entry in LICENSES.values()}
        for name in LICENCES:
            if url := licence_url(name):
                assert re.fullmatch(r"https://spdx\.org/licenses/(.+)\.html", url)[1] in known

    def test_every_licence_that_spdx_lists_by_the_hubs_name_has_one(self):
        assert [name for name in LICENCES if name in LICENSES and not licence_url(name)] == []
        assert licence_url("cc-by-4.0") == "https://spdx.org/licenses/CC-BY-4.0.html"

    def test_where_none_is_known_the_licence_is_a_work_of_that_name(self):
        assert [licence_url(name) for name in ("unknown", "other", "cc", "gpl")] == [None] * 4


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_is_a_command_in_a_citation(text: str):
    """Without the commands that print a sign, and with those signs, it is the text again; braces are in pairs."""
    shown = escaped(text)
    bare = re.sub(r"\{\\text(\w+)\}|\\([$&#%_])", "", shown)
    assert not set(bare) & set('\\{}~^"$&#%_')
    assert re.sub(r"\{\\text(\w+)\}|\\([$&#%_])", printed, shown) == text


def printed(command: re.Match[str]) -> str:
    signs = {
        "backslash": "\\",
        "braceleft": "{",
        "braceright": "}",
        "asciitilde": "~",
        "asciicircum": "^",
        "quotedbl": '"',
    }
    return command[2] or signs[command[1]]
