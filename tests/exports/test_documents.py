"""Exports that take whole articles: XLIFF and WMT's JSON Lines."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.dataset import Manifest, read_manifest, read_pairs
from bilingual.exports.exporting import export_dataset
from bilingual.exports.options import ExportOptions
from bilingual.exports.xliff import coded
from bilingual.pairs import Pair
from tests.exports.pairs import ALL, SEGMENT, XLIFF, pair, write, xliff_units

ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def rows(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


class TestXliff:
    def test_every_text_comes_back_also_characters_that_xml_lacks(self, hostile: tuple[list[Pair], Path]):
        pairs, folder = hostile
        assert xliff_units(folder / "pairs.xlf") == [(each.id, each.fr, each.en) for each in pairs]
        assert "<!" not in (folder / "pairs.xlf").read_text(encoding="utf-8")

    def test_translate_toolkit_reads_every_text(self, hostile: tuple[list[Pair], Path]):
        xliff2 = pytest.importorskip("translate.storage.xliff2")
        pairs, folder = hostile
        found = [(unit.getid(), unit.source) for unit in xliff2.Xliff2File.parsefile(str(folder / "pairs.xlf")).units]
        readable = [(each.id, each.fr) for each in pairs if not ILLEGAL_IN_XML.search(each.fr)]
        assert len(found) == len(pairs) and set(readable) <= set(found)

    def test_translate_toolkit_reads_the_pairs_of_the_dataset_as_work_to_do(self, dataset: Path, exported: Path):
        xliff2 = pytest.importorskip("translate.storage.xliff2")
        store = xliff2.Xliff2File.parsefile(str(exported / "pairs.xlf"))
        assert (store.sourcelanguage, store.targetlanguage) == ("fr-FR", "en-US")
        assert [(unit.getid(), unit.source, unit.target) for unit in store.units] == [
            (each.id, each.fr, each.en) for each in read_pairs(dataset)
        ]
        assert all(unit.isfuzzy() and not unit.isapproved() for unit in store.units)

    def test_states_say_what_was_reviewed_and_rejected_pairs_are_left_out(self, reviewed: Path, tmp_path: Path):
        xliff2 = pytest.importorskip("translate.storage.xliff2")
        export_dataset(reviewed, ["xliff"], tmp_path, options=ExportOptions(english="en-GB"))
        units = xliff2.Xliff2File.parsefile(str(tmp_path / "pairs.xlf")).units
        assert [unit.isapproved() for unit in units] == [True, True, *[False] * 5]
        root = ElementTree.parse(tmp_path / "pairs.xlf").getroot()
        assert root.get("trgLang") == "en-GB"
        assert [file.get("original") for file in root] == ["a", "b"]
        assert [each.get("subState") for each in root[0].iter(SEGMENT)] == [
            "bilingual:edited", "bilingual:accepted", "bilingual:machine",
        ]  # fmt: skip

    def test_ids_are_unique_and_elements_in_the_order_of_the_specification(self, hostile: tuple[list[Pair], Path]):
        order = ["metadata", "notes", "segment"]
        for file in ElementTree.parse(hostile[1] / "pairs.xlf").getroot():
            units = file.findall(f"{XLIFF}unit")
            ids = [unit.get("id") for unit in units]
            assert len(set(ids)) == len(ids) > 0 and all(re.fullmatch(r"[\w.:-]+", name) for name in ids)
            for unit in units:
                tags = [child.tag.rpartition("}")[2] for child in unit]
                assert tags == sorted(tags, key=order.index) and tags.count("segment") == 1

    @pytest.mark.slow
    @given(st.text())
    def test_any_text_is_coded_and_comes_back(self, text: str):
        read = ElementTree.fromstring(f"<a>{coded(text)}</a>")
        back = (read.text or "") + "".join(chr(int(code.get("hex"), 16)) + (code.tail or "") for code in read)
        assert back == text


class TestWmt:
    def test_documents_have_the_fields_of_wmt26(self, reviewed: Path, tmp_path: Path):
        export_dataset(reviewed, ["wmt"], tmp_path)
        first, second = rows(tmp_path / "pairs.wmt.jsonl")
        assert first["doc_id"].split("_###_") == ["fr-en", "news", "fra_Latn", "eng_Latn", "a"]
        assert (first["domain"], first["src_lang"], first["tgt_lang"]) == ("news", "fra_Latn", "eng_Latn")
        assert first["src_text"] == "Bonjour. Il pleut.\n\nIl dort."
        assert first["refs"] == second["refs"] == {}
        system = rows(tmp_path / "pairs.wmt-system.jsonl")
        assert [row["doc_id"] for row in system] == [first["doc_id"], second["doc_id"]]
        assert system[0]["hypothesis"] == "Hello. It rains.\n\nHe sleeps."
        assert system[0]["metadata"]["sha256"] == read_manifest(reviewed).model["sha256"]

    def test_a_document_that_was_reviewed_has_a_post_edited_reference(self, dataset: Path, tmp_path: Path):
        pairs = [pair(0, "Un.", "One.", status="accepted"), pair(1, "Deux.", "Two.", status="edited", machine_en="2.")]
        write("wmt", pairs, tmp_path, read_manifest(dataset))
        assert rows(tmp_path / "pairs.wmt.jsonl")[0]["refs"] == {"refPE": "One. Two."}
        assert rows(tmp_path / "pairs.wmt-system.jsonl")[0]["hypothesis"] == "One. 2."

    def test_segments_have_the_fields_of_the_quality_task(self, reviewed: Path, tmp_path: Path):
        export_dataset(reviewed, ["wmt"], tmp_path, ALL)
        segments = rows(tmp_path / "pairs.wmt-segments.jsonl")
        assert list(segments[0])[:11] == [
            "doc_id", "segment_id", "source_lang", "target_lang", "set_id", "system_id", "source_segment",
            "hypothesis_segment", "reference_segment", "domain_name", "method",
        ]  # fmt: skip
        assert [row["segment_id"] for row in segments] == [str(number) for number in range(8)]
        assert [row["reference_segment"] for row in segments[:3]] == ["Good morning.", "It rains.", ""]
        assert [row["id"] for row in segments] == [each.id for each in read_pairs(reviewed)]

    def test_both_sides_have_as_many_paragraphs_whatever_a_text_holds(
        self, hostile: tuple[list[Pair], Path], dataset: Path, tmp_path: Path
    ):
        pairs = [
            pair(n, each.fr, each.en, paragraph=n // 3, status="accepted", id=each.id)
            for n, each in enumerate(hostile[0])
        ]
        assert write("wmt", pairs, tmp_path, read_manifest(dataset)) > 0
        (row,) = rows(tmp_path / "pairs.wmt.jsonl")
        wanted = (len(pairs) + 2) // 3
        for text in (row["src_text"], row["refs"]["refPE"]):
            assert len(text.split("\n\n")) == wanted

    def test_datasets_loads_each_file(self, reviewed: Path, tmp_path: Path):
        from datasets import load_dataset

        for path in export_dataset(reviewed, ["wmt"], tmp_path / "out").files:
            loaded = load_dataset("json", data_files=str(path), cache_dir=str(tmp_path / "cache"), split="train")
            assert loaded["doc_id"][:] == [row["doc_id"] for row in rows(path)]


def test_any_name_is_a_valid_document(manifest: Manifest, tmp_path_factory: pytest.TempPathFactory):
    folder = tmp_path_factory.mktemp("names")
    write("xliff", [pair(0, "a", "b", article_id='"><x a="\x00&', title="<b>\x1b")], folder, manifest)
    root = ElementTree.parse(folder / "pairs.xlf").getroot()
    assert root[0].get("original") == '"><x a="\ufffd&'
