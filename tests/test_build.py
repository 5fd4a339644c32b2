"""`bilingual build` as its users run it: what comes out, what is said when it cannot, and the same bytes every time."""

import gzip
import hashlib
import json
import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.errors import DatasetError
from bilingual.pipeline.building import build
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.watching import Watcher
from bilingual.segmenter import KINDS
from bilingual.splits import Splits
from tests.conftest import ROOT, SEEDS, Run

TEXT = "Le chat dort. Il rêve d’un poisson."


def contents(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def as_plain_user(*command: str) -> list[str]:
    """Root may write anywhere; without that capability, permissions hold for root too."""
    return (
        ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *command] if os.geteuid() == 0 else list(command)
    )


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(
            f"Article {number}. {TEXT}\n\nLa ville compte {number} ponts.\n", encoding="utf-8"
        )
    return folder


class TestWhatComesOut:
    def test_the_result_and_the_signature_go_to_stdout_and_messages_to_stderr(self, run: Run, articles, tiny_package):
        built = run("build", articles, "--out", articles.parent / "out", "--model", tiny_package)
        assert built.returncode == 0, built.stderr
        assert built.stdout.splitlines()[-1].startswith("signature  bilingual:")
        assert "articles   6 in 6 files" in built.stderr and "model " in built.stderr
        assert "\x1b" not in built.stderr + built.stdout

    def test_json_for_machines(self, run: Run, articles, tiny_package):
        built = run("build", articles, "--out", articles.parent / "out", "--model", tiny_package, "--json")
        told = json.loads(built.stdout)
        assert told["counts"]["articles"] == 6 and told["signature"] and told["blocks"]["translated"] >= 1

    def test_splits_keep_an_articles_pairs_together(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        built = run("build", articles, "--out", out, "--model", tiny_package, "--split", "train=0.5,test=0.5")
        assert built.returncode == 0, built.stderr
        sides = [{pair.article_id for pair in read_pairs(out, split)} for split in ("train", "test")]
        assert sides[0] and sides[1] and not sides[0] & sides[1]
        assert run("check", out).returncode == 0

    def test_kinds_that_are_left_out_are_listed_in_skipped(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        run("build", articles, "--out", out, "--model", tiny_package, "--kinds", "title")
        run("build", articles, "--out", out, "--model", tiny_package, "--kinds", "sentence")
        assert {pair.kind for pair in read_pairs(out)} == {"sentence"}
        assert all(item.reason in ("kind", "wordless", "language") for item in read_skipped(out))

    def test_what_is_no_part_of_the_text_is_published_only_when_asked_for(self, run: Run, tiny_package, tmp_path):
        source, out = tmp_path / "a.txt", tmp_path / "out"
        lines = (
            f"Le chat\n{TEXT} {TEXT}",
            "Un chat. (AFP photo)",
            "Par Jean Morel",
            "Partager cet article",
            "Source: Le Chat",
        )
        source.write_text("\n".join(lines), encoding="utf-8")
        assert run("build", source, "--out", out, "--model", tiny_package).returncode == 0
        assert {pair.kind for pair in read_pairs(out)} == {"sentence", "title", "caption"}
        assert {item.kind: item.reason for item in read_skipped(out)} == dict.fromkeys(
            ("byline", "boilerplate", "source"), "kind"
        )
        assert read_manifest(out).options["kinds"] == ["caption", "sentence", "title"]
        assert run("build", source, "--out", out, "--model", tiny_package, "--kinds", "all").returncode == 0
        assert {pair.kind for pair in read_pairs(out)} >= {"byline", "boilerplate", "source"}
        assert read_manifest(out).options["kinds"] == sorted(KINDS)

    def test_sentences_of_a_test_set_are_not_published_exactly_or_nearly(self, run: Run, tiny_package, tmp_path):
        long = "Le ministre attend la pluie dans le jardin de la ville depuis lundi matin."
        (tmp_path / "a.txt").write_text(f"Le chat dort. {long} Un train arrive.", encoding="utf-8")
        (tmp_path / "test.tsv").write_text(f"LE CHAT DORT !\tA.\n{long[:-1]}, dit-on.\tB.\n", encoding="utf-8")
        built = run("build", "a.txt", "--out", "out", "--exclude", "test.tsv", "--model", tiny_package, cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        assert "2 held_out" in built.stdout
        out = tmp_path / "out"
        assert [(segment.text, segment.reason) for segment in read_skipped(out)] == [
            ("Le chat dort.", "held_out"), (long, "held_out")
        ]  # fmt: skip
        assert [pair.fr for pair in read_pairs(out)] == ["Un train arrive."]
        digest = hashlib.sha256((tmp_path / "test.tsv").read_bytes()).hexdigest()
        assert read_manifest(out).options["exclude"] == [{"name": "test.tsv", "sha256": digest}]
        assert read_manifest(out).counts["reasons"] == {"held_out": 2}
        assert digest in (out / "README.md").read_text(encoding="utf-8")
        assert check_dataset(out) == []

    def test_a_translation_that_is_a_test_sentence_is_not_published_either(self, run: Run, tiny_package, tmp_path):
        (tmp_path / "a.txt").write_text("Un train arrive. Le chat dort.", encoding="utf-8")
        build = ("build", "a.txt", "--model", tiny_package, "--out")
        assert run(*build, "first", cwd=tmp_path).returncode == 0
        assert "exclude" not in read_manifest(tmp_path / "first").options
        train, cat = read_pairs(tmp_path / "first")
        for name, row in {"a": f"Tout autre chose\t{train.en}\n", "b": "Rien de tel\tNothing like it\n"}.items():
            (tmp_path / name).mkdir()
            with gzip.open(tmp_path / name / "test.tsv.gz", "wt", encoding="utf-8") as stream:
                stream.write(row)
        both = ("--exclude", "a/test.tsv.gz", "--exclude", "b/test.tsv.gz")
        for workers in (1, 2):
            built = run(*build, f"{workers}/d", *both, "--workers", workers, cwd=tmp_path)
            assert built.returncode == 0, built.stderr
        out = tmp_path / "2" / "d"
        assert contents(tmp_path / "1" / "d") == contents(out)
        assert list(read_pairs(out)) == [cat]
        assert [(segment.id, segment.reason) for segment in read_skipped(out)] == [(train.id, "held_out")]
        assert [test["name"] for test in read_manifest(out).options["exclude"]] == ["test.tsv.gz"] * 2
        assert check_dataset(out) == []

    def test_a_test_set_that_is_none_is_refused_before_anything_is_written(self, run: Run, tiny_package, tmp_path):
        (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
        (tmp_path / "test.tsv").write_text("Le chat dort.\n", encoding="utf-8")
        for name, code, why in (("none.tsv", 2, "no such test set"), ("test.tsv", 1, "line 1: each line must hold")):
            built = run("build", "a.txt", "--out", "o", "--exclude", name, "--model", tiny_package, cwd=tmp_path)
            assert built.returncode == code and why in built.stderr and built.stderr.count("\n") == 1
        assert not (tmp_path / "o").exists()

    def test_what_is_dropped_after_translation_stands_in_its_place_among_the_skipped(
        self, run: Run, tiny_package, tmp_path
    ):
        """The English of the first article's sentence is held out; the second has a segment that is skipped before."""
        (tmp_path / "one.txt").write_text("Le chat dort.", encoding="utf-8")
        build = ("--model", tiny_package, "--out")
        assert run("build", "one.txt", *build, "one", cwd=tmp_path).returncode == 0
        (cat,) = read_pairs(tmp_path / "one")
        (tmp_path / "test.tsv").write_text(f"Tout autre chose\t{cat.en}\n", encoding="utf-8")
        rows = [{"id": "a", "text": "12345\n\nLe chat dort.\n\n678"}, {"id": "b", "text": "Un train arrive.\n\n12345"}]
        (tmp_path / "both.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        built = run("build", "both.jsonl", *build, "out", "--exclude", "test.tsv", cwd=tmp_path)
        assert built.returncode == 0, built.stderr
        skipped = [(item.article_id, item.text, item.reason) for item in read_skipped(tmp_path / "out")]
        assert skipped == [("a", "12345", "wordless"), ("a", "Le chat dort.", "held_out"), ("a", "678", "wordless"),
                           ("b", "12345", "wordless")]  # fmt: skip
        assert check_dataset(tmp_path / "out") == []

    def test_without_the_arrow_copy_only_the_parquet_tables_are_there(self, run: Run, articles, tiny_package):
        out = articles.parent / "out"
        run("build", articles, "--out", out, "--model", tiny_package, "--no-arrow")
        assert (out / "data").is_dir() and not (out / "dataset_dict.json").exists() and not (out / "train").exists()
        assert run("check", out).returncode == 0


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


def judge(run: Run, dataset: Path, status: str, comment: str) -> None:
    """Give the first pair of a dataset a status and a comment, in place."""
    table = dataset.parent / "judged.tsv"
    assert run("review", "export", dataset, "--out", table).returncode == 0
    mark, first, *others = table.read_text("utf-8").splitlines()
    cells = first.split("\t")
    cells[1], cells[4] = status, comment
    table.write_text("\n".join([mark, "\t".join(cells), *others]) + "\n", "utf-8")
    done = run("review", "apply", table, dataset)
    assert done.returncode == 0, done.stderr
    table.unlink()


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
            signature(url="https://b"), signature(text=TEXT + " Il dort."), signature({"license": "mit"}),
            signature({"name": "Cats"}), signature({"kinds": frozenset(["sentence"])}), signature({"beam": 1}),
            signature({"splits": Splits((("train", 0.5), ("test", 0.5)))}),
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
        from bilingual.dataset import read_article_texts

        (tmp_path / "a.txt").write_bytes(TEXT.encode(codec))
        built = run("build", tmp_path / "a.txt", "--out", tmp_path / "out", "--model", tiny_package)
        assert built.returncode == 0 and "a.txt: read as " in built.stderr
        assert list(read_article_texts(tmp_path / "out")) == [("a", TEXT)]

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
        self.refused(built, 1, "cannot be written: Permission denied; choose another --out", parent / "out")

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

    def test_two_builds_of_one_dataset_at_once(self, run: Run, articles, tiny_package):
        from bilingual.dataset import stage

        out = articles.parent / "out"
        with stage(out):
            self.refused(
                run("build", articles, "--out", out, "--model", tiny_package),
                1,
                "another process is writing this dataset",
            )
