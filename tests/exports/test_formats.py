"""Exports: what other programs read from them is what the dataset holds."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import Manifest, read_manifest, read_pairs
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.exporting import export_dataset
from bilingual.exports.options import ENGLISH, ExportOptions
from bilingual.exports.tmx import tmx_date
from bilingual.pairs import Pair
from tests.conftest import Run
from tests.exports.pairs import ALL, BOMB, pair, write, xliff_units

ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
Export = Callable[[str], Path]


def legal(text: str) -> str:
    return ILLEGAL_IN_XML.sub("\ufffd", text)


def units(path: Path) -> list[tuple[str, str, str]]:
    return [
        (unit.get("tuid"), *(variant.findtext("seg") for variant in unit.findall("tuv")))
        for unit in ElementTree.parse(path).iter("tu")
    ]


class TestTmx:
    def test_it_is_valid(self, hostile: tuple[list[Pair], Path], exported: Path):
        etree = pytest.importorskip("lxml.etree")
        dtd = etree.DTD(str(Path(__file__).with_name("tmx14.dtd")))
        for folder in (hostile[1], exported):
            assert dtd.validate(etree.parse(folder / "pairs.tmx")), dtd.error_log

    def test_an_xml_parser_reads_every_text(self, hostile: tuple[list[Pair], Path]):
        pairs, folder = hostile
        assert units(folder / "pairs.tmx") == [(each.id, legal(each.fr), legal(each.en)) for each in pairs]

    def test_translate_toolkit_reads_the_pairs_of_the_dataset(self, dataset: Path, exported: Path):
        tmx = pytest.importorskip("translate.storage.tmx")
        with (exported / "pairs.tmx").open("rb") as stream:
            found = [(unit.getid(), unit.source, unit.target) for unit in tmx.tmxfile(stream, "fr-FR", "en-US").units]
        assert [(fr, en) for _, fr, en in found] == [(each.fr, each.en) for each in read_pairs(dataset)]

    def test_article_place_score_and_flags_are_properties(self, dataset: Path, exported: Path):
        wanted = next(each for each in read_pairs(dataset) if each.flags)
        unit = next(
            unit for unit in ElementTree.parse(exported / "pairs.tmx").iter("tu") if unit.get("tuid") == wanted.id
        )
        found = {prop.get("type"): prop.text for prop in unit.findall("prop")}
        assert found["x-article"] == wanted.article_id
        assert found["x-paragraph"] == str(wanted.paragraph)
        assert float(found["x-score"]) == pytest.approx(wanted.score, abs=1e-6)
        assert found["x-flags"].split() == list(wanted.flags)
        assert [variant.get(LANGUAGE) for variant in unit.findall("tuv")] == ["fr-FR", "en-US"]

    def test_characters_that_xml_cannot_hold_are_replaced_and_counted(self, dataset: Path, tmp_path: Path):
        illegal = [pair(0, "a\x00b\x0bc", "\ufffe\x1b", comment="\x07")]
        assert write("tmx", illegal, tmp_path, read_manifest(dataset)) == 5
        assert units(tmp_path / "pairs.tmx") == [(illegal[0].id, "a\ufffdb\ufffdc", "\ufffd\ufffd")]

    def test_entities_in_a_text_stay_text_and_none_is_declared(self, hostile: tuple[list[Pair], Path]):
        _, folder = hostile
        assert "<!" not in (folder / "pairs.tmx").read_text(encoding="utf-8")
        assert units(folder / "pairs.tmx")[-1][1] == BOMB

    def test_it_says_which_english_is_the_models_and_who_reviewed_it_when(self, reviewed: Path, tmp_path: Path):
        export_dataset(reviewed, ["tmx"], tmp_path, ALL)
        found = list(ElementTree.parse(tmp_path / "pairs.tmx").iter("tu"))
        who = [tuple(unit.get(name) for name in ("creationid", "changeid", "changedate")) for unit in found]
        assert who[0] == (None, "Anne <a@example.org>", "20260301T123005Z")
        assert set(who[1:]) == {("MT", None, None)}
        said = [{prop.get("type"): prop.text for prop in unit.findall("prop")} for unit in found]
        assert [each.get("x-machine") for each in said] == [None, *["fr_en 0.4"] * 7]
        assert [each["x-origin"] for each in said[:3]] == ["review", "memory", "model"]
        assert [each["x-status"] for each in said[:3]] == ["edited", "accepted", "rejected"]

    @pytest.mark.parametrize("english", ENGLISH)
    def test_omegat_takes_every_pair_for_a_project_of_the_same_languages(
        self, reviewed: Path, tmp_path: Path, english: str
    ):
        """`TMXReader2`: `srclang` is the project's, `segtype` sentence, a `tuv` by language, then by region; dates."""
        export_dataset(reviewed, ["tmx"], tmp_path, options=ExportOptions(english=english))
        root = ElementTree.parse(tmp_path / "pairs.tmx").getroot()
        header = root.find("header")
        assert header.get("srclang").lower() == "fr-fr" and header.get("segtype") == "sentence"
        assert header.get("creationtool") != "OmegaT"  # whose own memories have its tags in their texts
        units = list(root.iter("tu"))
        assert len(units) == 2
        for unit in units:
            assert [variant.get(LANGUAGE) for variant in unit.findall("tuv")] == ["fr-FR", english]
            assert re.fullmatch(r"\d{8}T\d{6}Z", unit.get("changedate", "20260101T000000Z"))

    @pytest.mark.parametrize(
        ("told", "written"),
        [
            ("2026-03-01T12:30:05Z", "20260301T123005Z"),
            ("2026-03-01T12:30:05.123+02:00", "20260301T103005Z"),
            ("0001-01-01T00:00:00+01:00", None),
            ("yesterday", None),
            ("", None),
            (None, None),
        ],
    )
    def test_a_time_is_utc_as_tmx_has_it(self, told: str | None, written: str | None):
        assert tmx_date(told) == written


class TestMoses:
    def test_a_blank_line_parts_the_articles_in_all_files_alike(self, reviewed: Path, tmp_path: Path):
        export_dataset(reviewed, ["moses"], tmp_path, options=ExportOptions(blank_lines=True))
        files = [(tmp_path / f"pairs.{side}").read_text().split("\n") for side in ("docid", "fr", "en", "ids")]
        assert files[0] == ["a", "a", "a", "", "b", "b", "b", "b", ""]
        assert all([line == "" for line in lines] == [line == "" for line in files[0]] for lines in files)

    def test_line_n_of_each_file_is_the_same_pair(self, dataset: Path, exported: Path):
        lines = [
            (exported / f"pairs.{side}").read_text(encoding="utf-8").splitlines()
            for side in ("ids", "fr", "en", "docid")
        ]
        assert list(zip(*lines, strict=True)) == [
            (each.id, each.fr, each.en, each.article_id) for each in read_pairs(dataset)
        ]

    def test_line_ends_inside_a_text_do_not_shift_the_lines(self, hostile: tuple[list[Pair], Path]):
        pairs, folder = hostile
        for side in ("fr", "en", "ids", "docid"):
            raw = (folder / f"pairs.{side}").read_bytes()
            assert raw.count(b"\n") == len(raw.decode().splitlines()) == len(pairs)


class TestJsonLines:
    def test_every_text_is_exact(self, hostile: tuple[list[Pair], Path]):
        pairs, folder = hostile
        rows = [json.loads(line) for line in (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines()]
        assert [row["translation"] for row in rows] == [{"en": each.en, "fr": each.fr} for each in pairs]
        assert rows[0]["flags"] == ["numbers", "urls"]

    def test_datasets_loads_the_rows_of_the_dataset(self, dataset: Path, exported: Path, tmp_path: Path):
        from datasets import load_dataset

        loaded = load_dataset("json", data_files=str(exported / "pairs.jsonl"), cache_dir=str(tmp_path), split="train")
        assert loaded["translation"][:] == [{"en": each.en, "fr": each.fr} for each in read_pairs(dataset)]
        assert loaded["score"][:] == pytest.approx([each.score for each in read_pairs(dataset)])

    def test_some_columns_in_their_order(self, reviewed: Path, run: Run, tmp_path: Path):
        done = run(
            "export", reviewed, "--to", "jsonl,csv", "--columns", "EN,fr,translation,id", "--out", tmp_path / "x"
        )
        assert done.returncode == 0, done.stderr
        line = json.loads((tmp_path / "x" / "pairs.jsonl").read_text(encoding="utf-8").splitlines()[0])
        assert list(line) == ["en", "fr", "translation", "id"]
        assert line["translation"] == {"en": line["en"], "fr": line["fr"]} == {"en": "Good morning.", "fr": "Bonjour."}
        table = (tmp_path / "x" / "pairs.csv").read_text(encoding="utf-8").splitlines()
        assert table[:2] == ['"en","fr","id"', '"Good morning.","Bonjour.","0000000000000000"']

    def test_a_column_that_does_not_exist_is_named_with_the_nearest(self, reviewed: Path, run: Run, tmp_path: Path):
        done = run("export", reviewed, "--to", "jsonl", "--columns", "id,artcle_id", "--out", tmp_path / "x")
        assert done.returncode == 2 and "no `artcle_id`; did you mean `article_id`?" in done.stderr


class TestCsv:
    @pytest.fixture
    def texts(self, hostile: tuple[list[Pair], Path]) -> list[tuple[str, str]]:
        return [(each.fr, each.en) for each in hostile[0]]

    def test_datasets_loads_every_text(
        self, hostile: tuple[list[Pair], Path], texts: list[tuple[str, str]], tmp_path: Path
    ):
        from datasets import load_dataset

        file = str(hostile[1] / "pairs.csv")
        loaded = load_dataset("csv", data_files=file, cache_dir=str(tmp_path), split="train", keep_default_na=False)
        assert list(zip(loaded["fr"], loaded["en"], strict=True)) == texts

    def test_pandas_and_duckdb_load_every_text(self, hostile: tuple[list[Pair], Path], texts: list[tuple[str, str]]):
        import duckdb
        import pandas as pd

        file = hostile[1] / "pairs.csv"
        frame = pd.read_csv(file, keep_default_na=False)
        assert list(zip(frame["fr"], frame["en"], strict=True)) == texts
        query = f"SELECT fr, en FROM read_csv('{file}', all_varchar=true, allow_quoted_nulls=false)"
        assert duckdb.connect().execute(query).fetchall() == texts

    def test_texts_that_a_spreadsheet_would_run_are_exact_and_counted(self, tmp_path: Path):
        texts = ["=cmd|' /C calc'!A0", "+1", "-Oui", "@x", "\t=1", "\r=1", "＝1", "a=1", "", " =1", "«-»"]
        files = CommaSeparated(tmp_path, "pairs", ExportOptions())
        for number, text in enumerate(texts):
            files.add(pair(number, text, "Yes."))
        files.close()
        assert files.formulas == 7
        with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
            assert [row["fr"] for row in csv.DictReader(stream)] == texts

    @pytest.mark.slow
    def test_the_command_says_how_many(self, run: Run, tiny_package: Path, tmp_path: Path):
        (tmp_path / "a.txt").write_text("- Le chat dort dans la ville.\n", encoding="utf-8")
        built = run("build", "a.txt", "--out", "d", "--model", tiny_package, "--beam", "1", cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        risky = sum(
            text.startswith("-") for each in read_pairs(tmp_path / "d") for text in (each.fr, each.en, each.machine_en)
        )
        told = run("export", "d", "--to", "csv", cwd=tmp_path)
        said = f"csv: {risky} texts begin with a sign that a spreadsheet may run (= + - @); give people --to tsv\n"
        assert risky and said in told.stderr
        assert "spreadsheet" not in run("export", "d", "--to", "jsonl", cwd=tmp_path).stderr


@pytest.mark.slow
@settings(deadline=None)
@given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=4))
@example([("\r\n", "]]>"), ("&lt;", "\u2028")])
def test_any_text_comes_back_from_every_format(tmp_path_factory: pytest.TempPathFactory, texts: list[tuple[str, str]]):
    folder = tmp_path_factory.mktemp("any")
    pairs = [pair(number, fr, en) for number, (fr, en) in enumerate(texts)]
    manifest = Manifest(
        name="n",
        version=1,
        parent=None,
        license="x",
        inputs={"sha256": "0"},
        model={"name": "m", "version": "1", "sha256": "0"},
        options={"beam": 1},
        versions=dict.fromkeys(("bilingual", "ctranslate2", "sentencepiece"), "1"),
        counts=dict.fromkeys(("articles", "pairs", "skipped"), 1),
        files={},
    )
    for name in ("tmx", "xliff", "moses", "jsonl", "wmt", "trl-completion"):
        write(name, pairs, folder, manifest)
    assert [unit[1:] for unit in xliff_units(folder / "pairs.xlf")] == texts
    for name in ("wmt", "wmt-system", "wmt-segments", "trl-completion"):
        lines = (folder / f"pairs.{name}.jsonl").read_text(encoding="utf-8").splitlines()
        assert len([json.loads(line) for line in lines]) == (1 if name in ("wmt", "wmt-system") else len(texts))
    assert [unit[1:] for unit in units(folder / "pairs.tmx")] == [(legal(fr), legal(en)) for fr, en in texts]
    for side in ("fr", "en", "ids", "docid"):
        assert len((folder / f"pairs.{side}").read_text(encoding="utf-8").splitlines()) == len(texts)
    rows = map(json.loads, (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines())
    assert [(row["translation"]["fr"], row["translation"]["en"]) for row in rows] == texts
