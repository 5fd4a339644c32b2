"""Exports: which pairs are taken, and files that appear whole."""

import re
import shutil
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.errors import DatasetError, UsageError
from bilingual.exports.exporting import export_dataset
from bilingual.exports.formats import FORMATS
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair
from tests.conftest import Run
from tests.exports.pairs import BOMB, pair
from tests.written_datasets import write_dataset


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
            ("--to", ","),
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

    @pytest.mark.slow
    def test_splits_stay_apart(self, dataset: Path, tmp_path: Path):
        write_dataset(dataset, tmp_path / "two", read_pairs(dataset), ("train", "test"))
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

    def test_only_spreadsheets_are_parsed_as_xml_and_none_with_a_document_type(self):
        """`tests/review/test_sheets.py` has the bombs."""
        import bilingual

        # An error's class parses nothing: `html.py` names lxml's beside trafilatura, which reads pages with it.
        parsers = re.compile(
            r"(import|from) +(xml\.(etree|dom|sax(?!\.saxutils)|parsers)|lxml(?!\.etree import LxmlError$)|defusedxml|translate\b)",
            re.MULTILINE,
        )
        paths = Path(bilingual.__file__).parent.rglob("*.py")
        found = [path for path in paths if parsers.search(path.read_text(encoding="utf-8"))]
        assert {path.parent.name for path in found} == {"spreadsheets"}
        readers = [path for path in found if path.name.endswith("_reading.py")]
        assert readers and all("refuse_entities(" in path.read_text(encoding="utf-8") for path in readers)
