"""Verdicts come back: the dataset's next version."""

import hashlib
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset, read_manifest, read_pairs, read_skipped
from bilingual.errors import DatasetError, UsageError
from bilingual.review import ApplyOptions, apply_review, plan_review
from tests.conftest import ROOT, Run
from tests.review.tables import contents, pair_at, put, review_of, together

APPLY = """
import sys
from pathlib import Path
import bilingual.review, pyarrow.parquet, datasets, bilingual.dataset
print("ready", flush=True)
bilingual.review.apply_review([Path(sys.argv[1])], Path(sys.argv[2]))
"""


class TestTheNextVersion:
    @pytest.mark.slow
    def test_it_is_sound_counts_up_and_knows_its_parent_and_its_reviews(self, copy: Path, review):
        parent = hashlib.sha256((copy / "manifest.json").read_bytes()).hexdigest()
        file = review(put(5, status="accepted"))
        apply_review([file], copy)
        manifest = read_manifest(copy)
        assert (manifest.version, manifest.parent) == (2, parent)
        assert manifest.inputs["reviews"] == [hashlib.sha256(file.read_bytes()).hexdigest()]
        assert manifest.counts["statuses"] == {"machine": manifest.counts["pairs"] - 1, "accepted": 1}
        assert check_dataset(copy) == []

    def test_only_the_pairs_differ(self, dataset: Path, copy: Path, review):
        apply_review([review(put(5, status="accepted"))], copy)
        old, new = contents(dataset), contents(copy)
        assert set(old) == set(new)
        same = {name for name in old if old[name] == new[name]}
        assert any(name.startswith("articles/") for name in same) and any(name.startswith("skipped/") for name in same)
        assert list(read_skipped(copy)) == list(read_skipped(dataset))

    @pytest.mark.slow
    def test_the_same_file_again_changes_nothing_and_says_so(self, copy: Path, review, run: Run):
        file = review(put(5, status="edited", en="A better sentence."))
        assert apply_review([file], copy).written
        before = contents(copy)
        again = run("review", "apply", file, copy)
        assert again.returncode == 0 and again.stdout.startswith("unchanged"), again.stderr
        assert contents(copy) == before

    @pytest.mark.slow
    def test_the_same_verdicts_give_the_same_bytes(self, dataset: Path, copy: Path, review, tmp_path: Path):
        file = review(put(5, status="accepted"))
        for name in ("one", "two"):
            apply_review([file], copy, ApplyOptions(out=tmp_path / name))
        assert contents(tmp_path / "one") == contents(tmp_path / "two")
        assert contents(copy) == contents(dataset)

    def test_its_own_table_is_a_review_file_that_changes_nothing(self, copy: Path, review):
        apply_review([review(put(5, status="edited", en='"Better," he said.', comment="-"))], copy)
        assert not plan_review([copy / "pairs.tsv"], copy).changes

    @pytest.mark.slow
    def test_a_dry_run_shows_the_difference_and_writes_nothing(self, copy: Path, review, run: Run):
        before = contents(copy)
        shown = run("review", "apply", review(put(5, status="edited", en="A better sentence.")), copy, "--dry-run")
        assert shown.returncode == 0, shown.stderr
        assert f"{pair_at(copy, 5).id}  machine → edited" in shown.stdout
        assert "  + en: A better sentence." in shown.stdout and "would change 1 pair of" in shown.stdout
        assert contents(copy) == before

    def test_another_dataset_at_out_is_left_alone(self, copy: Path, dataset: Path, review, tmp_path: Path):
        other = Path(shutil.copytree(dataset, tmp_path / "other"))
        with pytest.raises(UsageError, match="another dataset is there"):
            apply_review([review(put(5, status="accepted"))], copy, ApplyOptions(out=other))

    @pytest.mark.slow
    def test_the_splits_and_the_absence_of_an_arrow_copy_stay(self, run: Run, tmp_path: Path, tiny_package: Path):
        articles = tmp_path / "articles"
        articles.mkdir()
        for number in range(6):
            (articles / f"{number}.txt").write_text(f"Le chat numéro {number} dort.\n", encoding="utf-8")
        out = tmp_path / "out"
        options = ("--model", tiny_package, "--split", "train=0.5,test=0.5", "--no-arrow", "--allow-leaks")
        assert run("build", articles, "--out", out, *options).returncode == 0
        before = {split: [pair.id for pair in read_pairs(out, split)] for split in ("train", "test")}
        table = (out / "pairs.tsv").read_text(encoding="utf-8").replace("\tmachine\t", "\trejected\t")
        (tmp_path / "review.tsv").write_text(table, encoding="utf-8")
        apply_review([tmp_path / "review.tsv"], out)
        assert {split: [pair.id for pair in read_pairs(out, split)] for split in before} == before
        assert {pair.status for pair in read_pairs(out)} == {"rejected"}
        assert not (out / "dataset_dict.json").exists() and check_dataset(out) == []

    @pytest.mark.slow
    def test_verdicts_move_to_another_build_of_the_same_articles(
        self, copy: Path, dataset: Path, review, tmp_path: Path
    ):
        rebuilt = Path(shutil.copytree(dataset, tmp_path / "rebuilt"))
        apply_review(
            [
                review(
                    together(
                        put(4, status="accepted"), put(5, status="edited", en="So it is."), put(6, status="rejected")
                    )
                )
            ],
            copy,
        )
        apply_review([copy], rebuilt)
        assert list(read_pairs(rebuilt)) == list(read_pairs(copy))

    @pytest.mark.slow
    def test_killed_at_any_moment_the_old_or_the_new_version_stands(self, copy: Path, review):
        file = review(put(5, status="accepted"))
        command = [sys.executable, "-c", APPLY, str(file), str(copy)]
        for delay in (0.0, 0.05, 0.1, 0.2, 0.3):
            with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
                assert process.stdout.readline() == "ready\n"
                time.sleep(delay)
                process.send_signal(signal.SIGKILL)
            plan_review([file], copy)
            assert check_dataset(copy) == []
        apply_review([file], copy)
        assert read_manifest(copy).version == 2 and check_dataset(copy) == []

    def test_a_dataset_caught_between_the_two_renames_is_put_back(self, copy: Path, review):
        copy.rename(copy.with_name(".fr-en.old"))
        assert apply_review([review_of(copy.with_name(".fr-en.old"), copy.parent)], copy).written

    @pytest.mark.slow
    def test_a_table_that_somebody_has_written_in_where_it_stands_is_not_lost(self, copy: Path, review):
        table = copy / "pairs.tsv"
        table.write_text(table.read_text("utf-8").replace("\tmachine\t", "\taccepted\t", 1), "utf-8")
        other = review(put(5, status="accepted"))
        before = contents(copy)
        with pytest.raises(DatasetError, match="somebody has written in it; bring that in"):
            apply_review([other], copy)
        assert contents(copy) == before
        (copy / "mine.tsv").write_text("mine")
        with pytest.raises(DatasetError, match="not the dataset's own"):
            apply_review([other, table], copy)
        (copy / "mine.tsv").unlink()
        assert len(apply_review([other, table], copy).plan.changes) == 2
        assert read_manifest(copy).version == 2 and check_dataset(copy) == []

    def test_two_at_once_do_not_mix(self, copy: Path, review):
        from bilingual.dataset import stage

        file = review(put(5, status="accepted"))
        with stage(copy), pytest.raises(DatasetError, match="another process"):
            apply_review([file], copy)
