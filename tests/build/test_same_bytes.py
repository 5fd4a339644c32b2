"""The same articles give the same bytes: whatever was kept, killed, damaged or moved; and the signature tells."""

import json
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bilingual.dataset import read_manifest
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from tests.build.folders import TEXT, contents, judge
from tests.conftest import ROOT, SEEDS, Run

pytestmark = pytest.mark.slow


class TestTheSameBytesAgain:
    def test_with_one_and_with_two_workers(self, run: Run, dataset: Path, tmp_path: Path):
        out = tmp_path / "fr-en"
        built = run("build", SEEDS, "--out", out, "--workers", 1)
        assert built.returncode == 0, built.stderr
        assert contents(out) == contents(dataset)

    def test_whether_work_was_kept_or_not(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        build = ("build", articles, "--out", out, "--model", tiny_package)
        run(*build)
        first = contents(out)
        again = run(*build)
        assert "0 translated" in again.stdout and contents(out) == first
        fresh = run(*build, "--fresh")
        assert "0 reused" in fresh.stdout and contents(out) == first

    def test_wherever_the_articles_and_the_output_lie(self, run: Run, articles, tiny_package, tmp_path):
        run("build", articles, "--out", tmp_path / "a" / "fr-en", "--model", tiny_package)
        moved = tmp_path / "elsewhere"
        articles.rename(moved)
        run("build", "elsewhere", "--out", "b/fr-en", "--model", tiny_package, cwd=tmp_path)
        assert contents(tmp_path / "a" / "fr-en") == contents(tmp_path / "b" / "fr-en")

    def test_after_kill_9_at_random_moments(self, run: Run, clean_home, articles, tiny_package, tmp_path):
        for number in range(6, 60):
            (articles / f"{number}.txt").write_text(f"Numéro {number}. " + TEXT * 20, encoding="utf-8")
        undisturbed, out = tmp_path / "undisturbed" / "fr-en", tmp_path / "killed" / "fr-en"
        assert run("build", articles, "--out", undisturbed, "--model", tiny_package).returncode == 0
        command = [sys.executable, "-m", "bilingual", "build", articles, "--out", out, "--model", tiny_package]
        rng = random.Random(1)
        for _ in range(6):
            child = subprocess.Popen(
                list(map(str, command)), cwd=ROOT, env=clean_home, stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
            )
            time.sleep(rng.uniform(0.2, 2.5))
            child.send_signal(signal.SIGKILL)
            child.wait()
            assert not out.exists() or contents(out) == contents(undisturbed)
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        assert contents(out) == contents(undisturbed)
        assert sorted(path.name for path in out.parent.iterdir()) == [".fr-en.work", "fr-en"]

    def test_after_the_work_store_was_damaged_and_it_says_so(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        run("build", articles, "--out", out, "--model", tiny_package)
        first = contents(out)
        store = out.parent / ".out.work" / "blocks.sqlite"
        store.write_bytes(store.read_bytes()[:5000])
        again = run("build", articles, "--out", out, "--model", tiny_package)
        assert "the work store cannot be used" in again.stderr and contents(out) == first

    def test_one_edited_article_of_twenty_translates_its_block_only(self, run: Run, tiny_package, tmp_path):
        seeds = [path.read_text(encoding="utf-8") for path in sorted(SEEDS.glob("*.txt"))]
        folder = tmp_path / "articles"
        folder.mkdir()
        for number in range(20):
            (folder / f"{number:02d}.txt").write_text(f"Numéro {number}.\n{seeds[number % 5]}", encoding="utf-8")
        build = ("build", folder, "--out", tmp_path / "out", "--model", tiny_package, "--json", "--beam", 1)
        total = json.loads(run(*build).stdout)["blocks"]["translated"]
        (folder / "07.txt").write_text("Numéro 7, corrigé.\n" + seeds[2], encoding="utf-8")
        blocks = json.loads(run(*build).stdout)["blocks"]
        assert blocks["reused"] >= 0.9 * total


class TestTheSignature:
    def test_changes_with_everything_that_a_reader_of_the_dataset_can_see(self, tiny_package, tmp_path):
        row = {"id": "a", "text": TEXT, "title": "Le chat", "date": "2024-01-01", "publisher": "P", "url": "https://a"}
        (tmp_path / "test.tsv").write_text("Rien de tel\tNothing like it\n", encoding="utf-8")

        def signature(options: dict[str, Any] | None = None, **changed: str) -> str:
            (tmp_path / "a.jsonl").write_text(json.dumps({**row, **changed}), encoding="utf-8")
            chosen = BuildOptions(model=str(tiny_package), arrow=False, **(options or {}))
            return build([tmp_path / "a.jsonl"], tmp_path / "fr-en", chosen).manifest.signature

        plain = signature()
        assert signature() == plain
        others = [
            signature(title="Le chien"), signature(date="2024-01-02"), signature(publisher="Q"),
            signature(url="https://b"), signature(author="A"), signature(language="fr"), signature(text=TEXT + " Il dort."), signature({"license": "mit"}),
            signature({"name": "Cats"}), signature({"kinds": frozenset(["sentence"])}), signature({"beam": 1}),
            signature({"articles": False}),
            signature({"exclude": (tmp_path / "test.tsv",)}),
        ]  # fmt: skip
        assert len({plain, *others}) == len(others) + 1

    def test_changes_with_every_review(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        assert run("build", articles, "--out", out, "--model", tiny_package).returncode == 0
        first = read_manifest(out).signature
        judge(run, out, "accepted", "")
        second = read_manifest(out).signature
        judge(run, out, "rejected", "")
        assert len({first, second, read_manifest(out).signature}) == 3 and "|version:2|" in second
