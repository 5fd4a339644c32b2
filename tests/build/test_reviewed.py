"""A build loses nothing that people wrote."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from bilingual.errors import DatasetError
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.watching import Watcher
from tests.build.folders import TEXT, contents, judge
from tests.conftest import ROOT, Run

pytestmark = pytest.mark.slow


class TestWhatPeopleWroteStays:
    """A build never replaces a verdict, a comment, an edit or a table that somebody is writing in."""

    @pytest.fixture
    def reviewed(self, run: Run, articles, tiny_package) -> Path:
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        judge(run, out, "accepted", "")
        return out

    def kept(self, run: Run, out: Path, articles: Path, model: Path, words: str = "1 of its pairs have been reviewed"):
        before = contents(out) if out.exists() else None
        built = run("build", articles, "--out", out, "--model", model)
        assert built.returncode == 1 and words in built.stderr.splitlines()[-1], built.stderr
        assert before is None or contents(out) == before
        return built

    def test_a_comment_on_a_pair_without_a_verdict_counts(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        judge(run, out, "machine", "Which ministry?")
        self.kept(run, out, articles, tiny_package)

    def test_verdicts_in_the_datasets_own_table_that_are_not_applied_yet(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        table = out / "pairs.tsv"
        table.write_text(table.read_text("utf-8-sig").replace("\tmachine\t", "\taccepted\t", 1), "utf-8")
        self.kept(run, out, articles, tiny_package, "somebody has written in it; bring that in with `bilingual review")
        assert run("review", "apply", table, out).returncode == 0
        self.kept(run, out, articles, tiny_package)

    def test_a_file_that_somebody_put_among_the_datasets_own(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        (out / "train" / "cache-0123456789abcdef.arrow").write_bytes(b"what `datasets` leaves")
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        for name in ("review.tsv", ".git/HEAD"):
            (out / name).parent.mkdir(exist_ok=True)
            (out / name).write_text("mine")
            self.kept(run, out, articles, tiny_package, f"{name}: not the dataset's own, and would be lost")
            (out / name).unlink()

    def test_a_card_that_somebody_has_written_in(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        with (out / "README.md").open("a") as card:
            card.write("Thanks to the reviewers.\n")
        self.kept(run, out, articles, tiny_package, "README.md: somebody has written in it; move it elsewhere")

    def test_a_dataset_whose_review_was_killed_between_two_renames(self, run: Run, reviewed, articles, tiny_package):
        old = reviewed.with_name(".out.old")
        reviewed.rename(old)
        before = contents(old)
        self.kept(run, reviewed, articles, tiny_package)
        assert contents(reviewed) == before and not old.exists()

    def test_verdicts_applied_while_a_build_reads_its_articles(self, run: Run, clean_home, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        command = [sys.executable, "-m", "bilingual", "build", "-", "--out", str(out), "--model", str(tiny_package)]
        child = subprocess.Popen(
            command, cwd=ROOT, env=clean_home, stdin=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
        )
        judge(run, out, "accepted", "")
        before = contents(out)
        _, told = child.communicate(TEXT)
        assert child.returncode == 1 and "1 of its pairs have been reviewed" in told
        assert contents(out) == before

    def test_verdicts_that_come_while_a_build_translates(self, articles, reviewed, tiny_package, tmp_path):
        """Whoever writes without the lock, such as a copy from another machine, is seen before the exchange."""
        out = tmp_path / "other"
        build([articles], out, BuildOptions(model=str(tiny_package)))

        class Copying(Watcher):
            def advanced(self, block):
                shutil.copytree(reviewed, out, dirs_exist_ok=True)

        with pytest.raises(DatasetError, match="1 of its pairs have been reviewed"):
            build([articles], out, BuildOptions(model=str(tiny_package)), Copying())
        assert contents(out) == contents(reviewed)
