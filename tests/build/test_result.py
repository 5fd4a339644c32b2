"""What comes out of `bilingual build`: tables, splits, kinds, what is held out, what is said."""

import gzip
import hashlib
import json

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.segmenter import KINDS
from tests.build.folders import TEXT, contents
from tests.conftest import Run


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
        options = ("--split", "train=0.5,test=0.5", "--allow-leaks")
        built = run("build", articles, "--out", out, "--model", tiny_package, *options)
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
        told = run("check", out)
        assert told.returncode == 0 and told.stdout.endswith("; all hashes match; load_dataset reads it.\n")
