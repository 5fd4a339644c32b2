"""Where a dataset may lie."""

import os
import signal
import subprocess
import sys
import time

import pytest

from bilingual.dataset import check_dataset
from tests.build.folders import TEXT
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.slow


class TestPlaces:
    def test_a_link_is_followed_and_stays_a_link(self, run: Run, articles, tiny_package, tmp_path):
        (tmp_path / "disk").mkdir()
        link = tmp_path / "out"
        link.symlink_to(tmp_path / "disk" / "fr-en")
        for _ in range(2):
            built = run("build", articles, "--out", link, "--model", tiny_package)
            assert built.returncode == 0, built.stderr
        assert link.is_symlink() and check_dataset(link) == []
        assert sorted(path.name for path in (tmp_path / "disk").iterdir()) == [".fr-en.work", "fr-en"]
        assert not list(tmp_path.glob(".out*"))

    def test_the_current_folder_is_refused(self, run: Run, articles, tmp_path):
        (tmp_path / "here").mkdir()
        for out in (".", "..", "../here"):
            built = run("build", articles, "--out", out, cwd=tmp_path / "here")
            assert built.returncode == 2 and "the current folder" in built.stderr and built.stderr.count("\n") == 1

    def test_the_longest_name_is_one_that_datasets_can_load(self, run: Run, articles, tiny_package, tmp_path):
        built = run("build", articles, "--out", tmp_path / ("n" * 201), "--model", tiny_package)
        assert built.returncode == 2 and "more than 200 bytes" in built.stderr
        assert run("build", articles, "--out", tmp_path / ("n" * 200), "--model", tiny_package).returncode == 0
        assert check_dataset(tmp_path / ("n" * 200)) == []

    def test_a_name_or_licence_that_no_card_could_show_is_refused(self, run: Run, articles, tmp_path):
        for option in ("--name", "--license"):
            for value, words in (("", "is empty"), (" ", "is empty"), (os.fsdecode(b"caf\xe9"), "not UTF-8")):
                built = run("build", articles, "--out", tmp_path / "out", option, value)
                assert built.returncode == 2 and words in built.stderr and built.stderr.count("\n") == 1, built.stderr

    def test_a_place_whose_name_is_not_utf_8_is_refused(self, run: Run, articles, tmp_path):
        out = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9")
        for command in (("build", articles, "--out", out), ("check", out)):
            done = run(*command)
            assert done.returncode == 2 and "not UTF-8" in done.stderr and done.stderr.count("\n") == 1, done.stderr


@pytest.mark.slow
def test_interrupted_a_build_says_what_is_kept_and_how_to_go_on(clean_home, articles, tiny_package):
    out = articles.parent / "out"
    for number in range(6, 60):
        (articles / f"{number}.txt").write_text(f"Numéro {number}. " + TEXT * 200, encoding="utf-8")
    command = [sys.executable, "-m", "bilingual", "build", articles, "--out", out, "--model", tiny_package]
    child = subprocess.Popen(
        list(map(str, command)), cwd=ROOT, env=clean_home, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    while not out.with_name(".out.new").exists():
        time.sleep(0.05)
    child.send_signal(signal.SIGINT)
    _, told = child.communicate()
    assert child.returncode == 130 and "Traceback" not in told
    last = told.splitlines()[-1]
    assert last == "bilingual: interrupted; finished blocks are kept; run the same command again to go on"
    assert not out.exists() and not out.with_name(".out.new").exists()
