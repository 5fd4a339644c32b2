"""Exports: what other programs read from them is what the dataset holds, and files appear whole."""

import csv
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import DatasetWriter, Manifest, read_manifest, read_pairs
from bilingual.errors import DatasetError, UsageError
from bilingual.exports.csv import CommaSeparated
from bilingual.exports.exporting import FORMATS, export_dataset
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair
from bilingual.splits import Splits
from tests.conftest import Run
from tests.hostile_texts import HOSTILE

ILLEGAL_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
BOMB = '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;"><!ENTITY x SYSTEM "file:///etc/hostname">]><a>&c;&x;</a>'
TEXTS = st.text(st.characters(exclude_categories=["Cs"]))
Export = Callable[[str], Path]


def pair(number: int, fr: str, en: str, **fields: object) -> Pair:
    plain = Pair(
        id=f"{number:016x}",
        fr=fr,
        en=en,
        article_id="article",
        title=None,
        date=None,
        publisher=None,
        url=None,
        paragraph=0,
        sentence=number,
        start=0,
        end=1,
        kind="sentence",
        score=-0.5,
        flags=(),
        status="machine",
        machine_en=en,
        comment="",
    )
    return replace(plain, **fields)


def write(name: str, pairs: list[Pair], folder: Path, manifest: Manifest) -> int:
    folder.mkdir(parents=True, exist_ok=True)
    files = FORMATS[name](folder, "pairs", manifest)
    for each in pairs:
        files.add(each)
    files.close()
    return files.replaced


@pytest.fixture(scope="module")
def hostile(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[list[Pair], Path]:
    """Pairs of texts that programs like to change, in every format."""
    folder = tmp_path_factory.mktemp("hostile")
    pairs = [
        pair(n, text, text[::-1], comment=text, flags=("numbers", "urls")) for n, text in enumerate((*HOSTILE, BOMB))
    ]
    for name in FORMATS:
        write(name, pairs, folder, read_manifest(dataset))
    return pairs, folder


@pytest.fixture(scope="module")
def exported(dataset: Path, run: Run, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("exports")
    done = run("export", dataset, "--to", "tsv,tmx,moses,jsonl,csv", "--out", out)
    assert done.returncode == 0, done.stderr
    assert len(done.stdout.splitlines()) == 7
    return out


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
            found = [(unit.getid(), unit.source, unit.target) for unit in tmx.tmxfile(stream, "fr", "en").units]
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
        assert [variant.get(LANGUAGE) for variant in unit.findall("tuv")] == ["fr", "en"]

    def test_characters_that_xml_cannot_hold_are_replaced_and_counted(self, dataset: Path, tmp_path: Path):
        illegal = [pair(0, "a\x00b\x0bc", "\ufffe\x1b", comment="\x07")]
        assert write("tmx", illegal, tmp_path, read_manifest(dataset)) == 5
        assert units(tmp_path / "pairs.tmx") == [(illegal[0].id, "a\ufffdb\ufffdc", "\ufffd\ufffd")]

    def test_entities_in_a_text_stay_text_and_none_is_declared(self, hostile: tuple[list[Pair], Path]):
        _, folder = hostile
        assert "<!" not in (folder / "pairs.tmx").read_text(encoding="utf-8")
        assert units(folder / "pairs.tmx")[-1][1] == BOMB


class TestMoses:
    def test_line_n_of_each_file_is_the_same_pair(self, dataset: Path, exported: Path):
        lines = [(exported / f"pairs.{side}").read_text(encoding="utf-8").splitlines() for side in ("ids", "fr", "en")]
        assert list(zip(*lines, strict=True)) == [(each.id, each.fr, each.en) for each in read_pairs(dataset)]

    def test_line_ends_inside_a_text_do_not_shift_the_lines(self, hostile: tuple[list[Pair], Path]):
        pairs, folder = hostile
        for side in ("fr", "en", "ids"):
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
        files = CommaSeparated(tmp_path, "pairs")
        for number, text in enumerate(texts):
            files.add(pair(number, text, "Yes."))
        files.close()
        assert files.formulas == 7
        with (tmp_path / "pairs.csv").open(encoding="utf-8", newline="") as stream:
            assert [row["fr"] for row in csv.DictReader(stream)] == texts

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
    for name in ("tmx", "moses", "jsonl"):
        write(name, pairs, folder, manifest)
    assert [unit[1:] for unit in units(folder / "pairs.tmx")] == [(legal(fr), legal(en)) for fr, en in texts]
    for side in ("fr", "en", "ids"):
        assert len((folder / f"pairs.{side}").read_text(encoding="utf-8").splitlines()) == len(texts)
    rows = map(json.loads, (folder / "pairs.jsonl").read_text(encoding="utf-8").splitlines())
    assert [(row["translation"]["fr"], row["translation"]["en"]) for row in rows] == texts


class TestSelection:
    def test_rejected_pairs_are_left_out_unless_asked_for(self):
        rejected = pair(0, "a", "b", status="rejected")
        assert not Selection().takes(rejected)
        assert Selection(statuses=frozenset({"rejected"})).takes(rejected)

    def test_the_lowest_score_does_not_apply_to_english_that_a_person_wrote(self):
        assert not Selection(min_score=-0.4).takes(pair(0, "a", "b", score=-0.5))
        assert Selection(min_score=-0.4).takes(pair(0, "a", "b", score=-0.5, machine_en="c", status="edited"))

    def test_some_flags_or_any(self):
        flagged = pair(0, "a", "b", flags=("numbers",))
        assert Selection(without_flags=frozenset({"urls"})).takes(flagged)
        assert not Selection(without_flags=frozenset({"urls", "numbers"})).takes(flagged)
        assert not Selection(without_flags=None).takes(flagged)

    def test_the_command_selects(self, dataset: Path, run: Run, tmp_path: Path):
        options = ("--to", "moses", "--kinds", "sentence,title", "--min-score", "-0.5", "--without-flags", "any")
        assert run("export", dataset, *options, "--out", tmp_path / "x").returncode == 0
        wanted = [
            p.id for p in read_pairs(dataset) if p.kind in ("sentence", "title") and p.score >= -0.5 and not p.flags
        ]
        assert wanted and (tmp_path / "x" / "pairs.ids").read_text().split() == wanted

    @pytest.mark.parametrize(
        "wrong",
        [
            ("--to", "xliff"),
            ("--to", ""),
            ("--to", "csv", "--status", "good"),
            ("--to", "csv", "--without-flags", "x"),
            ("--to", "csv", "--kinds", "verse"),
        ],
    )
    def test_names_that_do_not_exist_are_refused_with_those_that_do(
        self, dataset: Path, run: Run, tmp_path: Path, wrong
    ):
        done = run("export", dataset, *wrong, "--out", tmp_path / "x")
        assert done.returncode == 2 and "choose from" in done.stderr and not (tmp_path / "x").exists()


class TestFiles:
    def test_the_table_is_the_one_of_the_dataset(self, dataset: Path, exported: Path):
        assert (exported / "pairs.tsv").read_bytes() == (dataset / "pairs.tsv").read_bytes()

    def test_the_same_dataset_gives_the_same_bytes(self, dataset: Path, exported: Path, tmp_path: Path):
        again = export_dataset(dataset, list(FORMATS), tmp_path)
        assert [path.name for path in again.files] == sorted(path.name for path in exported.iterdir())
        assert all(path.read_bytes() == (exported / path.name).read_bytes() for path in again.files)

    def test_splits_stay_apart(self, dataset: Path, tmp_path: Path):
        shares = (("train", 0.5), ("test", 0.5))
        manifest = read_manifest(dataset)
        with DatasetWriter(tmp_path / "two", Splits(shares), arrow=False) as writer:
            for each in read_pairs(dataset):
                writer.add_pair(each)
            writer.finish(replace(manifest, options={**manifest.options, "splits": dict(shares)}))
        done = export_dataset(tmp_path / "two", ["moses"])
        assert {path.name for path in done.files} == {
            f"{s}.{e}" for s in ("train", "test") for e in ("fr", "en", "ids")
        }
        for split in ("train", "test"):
            ids = (tmp_path / "two-export" / f"{split}.ids").read_text().split()
            assert ids == [each.id for each in read_pairs(tmp_path / "two", split)]

    def test_a_damaged_dataset_leaves_the_earlier_files_as_they_were(self, dataset: Path, tmp_path: Path):
        copy = Path(shutil.copytree(dataset, tmp_path / "fr-en"))
        first = export_dataset(copy, ["jsonl"], tmp_path / "out").files[0].read_bytes()
        shard = next((copy / "data").iterdir())
        shard.write_bytes(shard.read_bytes()[:-40])
        with pytest.raises(DatasetError, match="cannot be read"):
            export_dataset(copy, ["jsonl", "tmx"], tmp_path / "out")
        assert [path.name for path in (tmp_path / "out").iterdir()] == ["pairs.jsonl"]
        assert (tmp_path / "out" / "pairs.jsonl").read_bytes() == first

    def test_a_dataset_that_is_exchanged_while_it_is_read_is_not_mixed(self, dataset: Path, tmp_path: Path):
        copy, new = (Path(shutil.copytree(dataset, tmp_path / name)) for name in ("fr-en", "new"))
        first = export_dataset(copy, ["jsonl"], tmp_path / "out").files[0].read_bytes()
        (new / "manifest.json").write_text((new / "manifest.json").read_text().replace('"version": 1', '"version": 2'))

        class Exchanging(Selection):
            def takes(self, pair: Pair) -> bool:
                if new.exists():
                    copy.rename(tmp_path / "old")
                    new.rename(copy)
                return True

        for work in (
            lambda: export_dataset(copy, ["jsonl"], tmp_path / "out", Exchanging()),
            lambda: export_dataset(copy, ["jsonl"], tmp_path / "other", Exchanging()),
        ):
            with pytest.raises(DatasetError, match="replaced by another version while it was read"):
                work()
            copy.rename(new)
            (tmp_path / "old").rename(copy)
        assert (tmp_path / "out" / "pairs.jsonl").read_bytes() == first and not (tmp_path / "other").exists()

    def test_a_table_that_may_hold_verdicts_is_not_replaced(self, dataset: Path, tmp_path: Path):
        export_dataset(dataset, ["tsv"], tmp_path)
        with pytest.raises(UsageError, match="may hold verdicts"):
            export_dataset(dataset, ["csv", "tsv"], tmp_path)

    def test_a_place_inside_the_dataset_or_a_file_is_refused(self, dataset: Path, tmp_path: Path):
        with pytest.raises(UsageError, match="inside the dataset"):
            export_dataset(dataset, ["csv"], dataset / "exports")
        (tmp_path / "file").touch()
        with pytest.raises(UsageError, match="this is a file"):
            export_dataset(dataset, ["csv"], tmp_path / "file")

    def test_a_place_that_cannot_be_written_is_one_clear_line(self, dataset: Path, tmp_path: Path):
        (tmp_path / "file").touch()
        with pytest.raises(DatasetError, match="out: cannot be written"):
            export_dataset(dataset, ["csv"], tmp_path / "file" / "out")


class TestXmlGivenToUs:
    def test_a_tmx_file_is_no_source(self, run: Run, tmp_path: Path):
        (tmp_path / "bomb.tmx").write_text(BOMB)
        done = run("build", tmp_path / "bomb.tmx", "--out", tmp_path / "out")
        assert (
            done.returncode in (1, 2) and len(done.stderr.strip().splitlines()) == 1 and not (tmp_path / "out").exists()
        )

    def test_no_module_of_the_package_parses_xml(self):
        import bilingual

        parsers = re.compile(r"(import|from) +(xml\.(etree|dom|sax(?!\.saxutils)|parsers)|lxml|defusedxml|translate\b)")
        for path in Path(bilingual.__file__).parent.rglob("*.py"):
            assert not parsers.search(path.read_text(encoding="utf-8")), path
