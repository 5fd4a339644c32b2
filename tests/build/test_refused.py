"""What a build refuses, and how."""

import json
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.dataset.documents import read_documents
from tests.build.folders import TEXT, as_plain_user, contents
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.slow


class TestWhatIsRefused:
    """One clear line on stderr, no traceback, exit 2 for usage and 1 for data, nothing half-written."""

    def refused(self, built: subprocess.CompletedProcess, code: int, words: str, out: Path | None = None) -> None:
        last = built.stderr.strip().splitlines()[-1]
        assert built.returncode == code, built.stderr
        assert words in last and last.startswith("bilingual: "), built.stderr
        assert "Traceback" not in built.stderr and built.stdout == ""
        if out is not None:
            assert not out.exists() and not out.with_name(f".{out.name}.new").exists()

    @pytest.mark.parametrize(
        ("name", "content", "words"),
        [
            ("a.txt", b"", "the file is empty"),
            ("a.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\xff\xfe\0" * 9, "binary file"),
            ("a.txt", "Été.\n".encode() + b"d\xe9j\xe0 vu", "broken UTF-8 on line 2"),
            ("a.jsonl", b'{"text": 3}', "a.jsonl:1: `text` is missing, empty or not a string"),
            ("a.parquet", b"PAR1", "not a readable Parquet file"),
            ("a.txt", b"12 34.\n\n56 !", "no French segment to translate"),
        ],
    )
    def test_content_that_cannot_be_used(self, run: Run, tiny_package, tmp_path, name, content, words):
        (tmp_path / name).write_bytes(content)
        out = tmp_path / "out"
        self.refused(run("build", tmp_path / name, "--out", out, "--model", tiny_package), 1, words, out)

    def test_a_missing_path_and_an_empty_folder(self, run: Run, tmp_path):
        (tmp_path / "empty").mkdir()
        out = tmp_path / "out"
        self.refused(run("build", tmp_path / "absent", "--out", out), 2, "no such file or folder", out)
        self.refused(run("build", tmp_path / "empty", "--out", out), 1, "no article in this folder", out)

    def test_two_articles_with_one_id(self, run: Run, articles):
        (articles / "3.md").write_text(TEXT, encoding="utf-8")
        self.refused(
            run("build", articles, "--out", articles.parent / "out"),
            1,
            "two articles have the id '3'",
            articles.parent / "out",
        )

    @pytest.mark.parametrize("codec", ["utf-16", "cp1252"])
    def test_other_encodings_are_read_correctly_and_said(self, run: Run, tiny_package, tmp_path, codec):
        (tmp_path / "a.txt").write_bytes(TEXT.encode(codec))
        built = run("build", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", tiny_package)
        assert built.returncode == 0 and "a.txt: read as " in built.stderr
        assert [(each.id, each.text) for each in read_documents(tmp_path / "out")] == [("a", TEXT)]

    def test_an_unreadable_file(self, clean_home, articles):
        (articles / "3.txt").chmod(0)
        command = as_plain_user(
            sys.executable, "-m", "bilingual", "build", "--strict", str(articles), "--out", str(articles.parent / "out")
        )
        built = subprocess.run(command, cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8")
        self.refused(built, 1, "3.txt: cannot be read: Permission denied", articles.parent / "out")

    def test_an_output_that_is_a_file_or_somebodys_folder(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        out.write_text("mine")
        self.refused(run("build", articles, "--out", out, "--model", tiny_package), 2, "this is a file")
        assert out.read_text() == "mine"
        self.refused(
            run("build", articles, "--out", articles, "--model", tiny_package), 2, "holds something else than a dataset"
        )
        assert len(list(articles.iterdir())) == 6

    def test_an_output_in_a_read_only_folder(self, clean_home, articles, tiny_package):
        parent = articles.parent / "closed"
        parent.mkdir()
        parent.chmod(0o555)
        command = as_plain_user(
            sys.executable,
            "-m",
            "bilingual",
            "build",
            str(articles),
            "--out",
            str(parent / "out"),
            "--model",
            str(tiny_package),
        )
        built = subprocess.run(command, cwd=ROOT, env=clean_home, capture_output=True, encoding="utf-8")
        self.refused(
            built, 1, f"cannot be written: no permission to write in {parent}; choose another --out", parent / "out"
        )

    @pytest.mark.slow
    @pytest.mark.parametrize("limit", [1_000, 20_000, 60_000])
    def test_a_full_disk_leaves_the_dataset_that_was_there(self, run: Run, articles, tiny_package, limit):
        out = articles.parent / "out"
        for number in range(40):
            (articles / f"long{number}.txt").write_text(TEXT * 40 + str(number), encoding="utf-8")
        small = articles.parent / "small.txt"
        small.write_text(TEXT, encoding="utf-8")
        assert run("build", small, "--out", out, "--model", tiny_package).returncode == 0
        before = contents(out)
        full = lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))  # noqa: E731
        built = run("build", articles, "--out", out, "--model", tiny_package, preexec_fn=full)
        last = built.stderr.strip().splitlines()[-1]
        assert built.returncode == 1 and "Traceback" not in built.stderr and "free some space" in last, built.stderr
        assert contents(out) == before and not out.with_name(".out.new").exists()

    def test_a_model_that_is_not_there_damaged_or_for_other_languages(self, run: Run, articles, tiny_package, tmp_path):
        out = articles.parent / "out"
        self.refused(run("build", articles, "--out", out, "--model", "absent"), 2, "absent: no such model", out)
        broken, other = tmp_path / "broken", tmp_path / "other"
        for copy in (broken, other):
            shutil.copytree(tiny_package, copy)
        weights = broken / "model" / "model.bin"
        weights.write_bytes(weights.read_bytes()[:1000])
        self.refused(run("build", articles, "--out", out, "--model", broken), 1, str(broken), out)
        metadata = json.loads((other / "metadata.json").read_text())
        (other / "metadata.json").write_text(json.dumps({**metadata, "from_code": "de"}))
        self.refused(run("build", articles, "--out", out, "--model", other), 1, "French to English is needed", out)

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            (["--kinds", "verse"], "no kind `verse`; choose from"),
            (["--split", "train=0.5"], "sum to 1"),
            (["--split", "dev=1"], "no split `dev`"),
            (["--split", "train"], "is not NAME=SHARE"),
            (["--device", "tpu"], "choose auto, cpu or cuda"),
        ],
    )
    def test_options_that_cannot_be(self, run: Run, articles, tiny_package, options, words):
        out = articles.parent / "out"
        self.refused(run("build", articles, "--out", out, "--model", tiny_package, *options), 2, words, out)

    def test_what_is_refused_leaves_nothing_behind(self, run: Run, articles, tiny_package, tmp_path):
        empty, here = tmp_path / "empty.txt", tmp_path / "here"
        empty.write_text("", encoding="utf-8")
        here.mkdir()
        for wrong in (
            (empty, "--model", tiny_package),
            (articles, "--model", "none"),
            (articles, "--split", "train=0.5,test=0.5", "--model", "none"),
        ):
            assert run("build", *wrong, "--out", here / "new" / "fr-en").returncode
            assert list(here.iterdir()) == []

    def test_two_builds_of_one_dataset_at_once(self, run: Run, articles, tiny_package):
        from bilingual.dataset import stage

        out = articles.parent / "out"
        with stage(out):
            self.refused(
                run("build", articles, "--out", out, "--model", tiny_package),
                1,
                "another process is writing this dataset",
            )
