"""Exports: which pairs are taken, and files that appear whole."""

import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.dataset import read_pairs
from bilingual.errors import DatasetError, UsageError
from bilingual.exports.exporting import export_dataset
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import Selection
from bilingual.pairs import Pair
from tests.conftest import ROOT, Run
from tests.exports.conftest import FORMATS_OF_ALL
from tests.exports.pairs import ALL, BOMB, pair, xliff_units
from tests.written_datasets import write_dataset

# Exports, and ends by a signal that nothing can catch when it comes to the pair of a number.
KILLED = """
import os, signal, sys
from pathlib import Path
from bilingual.exports.exporting import export_dataset
from bilingual.exports.selecting import Selection

class Killing(Selection):
    seen = []

    def takes(self, pair):
        self.seen.append(pair.id)
        if len(set(self.seen)) == int(sys.argv[4]):
            os.kill(os.getpid(), signal.SIGKILL)
        return True

export_dataset(Path(sys.argv[1]), sys.argv[3].split(","), Path(sys.argv[2]), Killing(statuses=frozenset()))
"""


@pytest.fixture(scope="module")
def two_splits(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    pairs = [pair(n, f"Phrase {n}.", f"Sentence {n}.", article_id=f"a{n // 2}") for n in range(24)]
    return write_dataset(dataset, tmp_path_factory.mktemp("splits") / "two", pairs, ("train", "test"))


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

    def test_names_may_be_written_in_capitals(self, reviewed: Path, run: Run, tmp_path: Path):
        done = run("export", reviewed, "--to", "TMX,Moses,TRL", "--status", "Edited", "--out", tmp_path / "x")
        assert done.returncode == 0, done.stderr
        assert (tmp_path / "x" / "pairs.ids").read_text().split() == [f"{0:016x}"]

    def test_memories_and_trainers_take_what_was_reviewed_unless_more_is_asked_for(
        self, reviewed: Path, run: Run, tmp_path: Path
    ):
        done = run("export", reviewed, "--to", "tmx,trl,jsonl,xliff", "--out", tmp_path / "x")
        assert done.stderr.splitlines() == [
            "tmx: 2 pairs, those accepted or edited; --status all takes the others too",
            "trl-preference: 1 pair, those edited",
            "trl-completion: 2 pairs, those accepted or edited; --status all takes the others too",
            "7 of 8 pairs exported",
        ]
        every = export_dataset(reviewed, ["tmx", "trl", "jsonl"], tmp_path / "y", ALL)
        assert every.taken == {"tmx": 8, "trl-preference": 1, "trl-completion": 8, "jsonl": 8}

    @pytest.mark.parametrize(
        "wrong",
        [
            ("--to", "sgml"),
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
        again = export_dataset(dataset, FORMATS_OF_ALL, tmp_path, ALL)
        assert [path.name for path in again.files] == sorted(path.name for path in exported.iterdir())
        assert all(path.read_bytes() == (exported / path.name).read_bytes() for path in again.files)

    def test_splits_stay_apart(self, two_splits: Path, tmp_path: Path):
        done = export_dataset(two_splits, ["moses", "xliff"], tmp_path)
        assert {path.name for path in done.files} == {
            f"{s}.{e}" for s in ("train", "test") for e in ("fr", "en", "ids", "docid", "xlf")
        }
        for split in ("train", "test"):
            ids = (tmp_path / f"{split}.ids").read_text().split()
            assert ids and ids == [each.id for each in read_pairs(two_splits, split)]
            assert [unit[0] for unit in xliff_units(tmp_path / f"{split}.xlf")] == ids

    def test_some_splits(self, two_splits: Path, run: Run, tmp_path: Path):
        done = export_dataset(two_splits, ["CSV"], tmp_path / "x", options=ExportOptions(splits=("train",)))
        assert [path.name for path in done.files] == ["train.csv"]
        with pytest.raises(UsageError, match="no split `validation` in this dataset; choose from train, test"):
            export_dataset(two_splits, ["csv"], tmp_path / "y", options=ExportOptions(splits=("validation",)))
        unknown = run("export", two_splits, "--to", "csv", "--split", "TRAIN,tset", "--out", tmp_path / "y")
        assert unknown.returncode == 2 and "did you mean `test`?" in unknown.stderr

    def test_a_damaged_dataset_leaves_the_earlier_files_as_they_were(self, dataset: Path, tmp_path: Path):
        copy = Path(shutil.copytree(dataset, tmp_path / "fr-en"))
        first = export_dataset(copy, ["jsonl"], tmp_path / "out").files[0].read_bytes()
        shard = next((copy / "data").iterdir())
        shard.write_bytes(shard.read_bytes()[:-40])
        with pytest.raises(DatasetError, match="cannot be read"):
            export_dataset(copy, ["jsonl", "xliff"], tmp_path / "out")
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

    @pytest.mark.slow
    @pytest.mark.parametrize("pairs", [1, 204])
    def test_a_killed_export_leaves_the_earlier_set_whole(self, dataset: Path, tmp_path: Path, pairs: int):
        formats, out = ["xliff", "wmt", "moses", "jsonl"], tmp_path / "out"
        before = {path.name: path.read_bytes() for path in export_dataset(dataset, formats, out).files}
        done = subprocess.run([sys.executable, "-c", KILLED, dataset, out, ",".join(formats), str(pairs)], cwd=ROOT)
        assert done.returncode == -signal.SIGKILL
        assert {path.name: path.read_bytes() for path in out.iterdir()} == before
        again = export_dataset(dataset, formats, out)
        assert {path.name: path.read_bytes() for path in again.files} == before
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

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

    def test_is_parsed_in_few_places_and_with_no_entities(self):
        """`tests/review/test_sheets.py` and `tests/inputs/` have the bombs."""
        import bilingual

        root = Path(bilingual.__file__).parent
        texts = {path: path.read_text(encoding="utf-8") for path in root.rglob("*.py")}
        standard = re.compile(r"(import|from) +(xml\.(etree|dom|sax(?!\.saxutils)|parsers)|defusedxml|translate\b)")
        found = [path for path, text in texts.items() if standard.search(text)]
        assert {path.parent.name for path in found} == {"spreadsheets"}
        lxml = re.compile(r"\b(XMLParser|fromstring|iterparse|parse)\(")
        with_lxml = [
            path for path, text in texts.items() if re.search(r"(import|from) +lxml", text) and lxml.search(text)
        ]
        assert {path.relative_to(root / "articles").as_posix() for path in with_lxml} == {
            "packages.py",
            "office/xml_events.py",
        }
        assert all(re.search(r"resolve_entities=False, no_network=True", texts[path]) for path in with_lxml)
        readers = [path for path in found if path.name.endswith("_reading.py")]
        assert readers and all("refuse_entities(" in path.read_text(encoding="utf-8") for path in readers)
