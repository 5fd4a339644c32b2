"""`bilingual segment`: the segments of articles as lines or JSON, with offsets into what was read."""

import json
from pathlib import Path

import pytest

FIELDS = ["article", "paragraph", "start", "end", "kind", "lang", "text"]


def test_json_lines_give_every_segment_with_its_place(run, tmp_path: Path) -> None:
    article = tmp_path / "a.txt"
    article.write_text("Un titre\n\nIl dort.\tElle lit.\n", encoding="utf-8")
    done = run("segment", article, "--json")
    assert done.returncode == 0, done.stderr
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [list(row) for row in rows] == [FIELDS] * 3
    assert [(row["kind"], row["paragraph"], row["start"], row["end"], row["text"]) for row in rows] == [
        ("title", 0, 0, 8, "Un titre"), ("sentence", 1, 10, 18, "Il dort."), ("sentence", 1, 19, 28, "Elle lit."),
    ]  # fmt: skip


@pytest.mark.slow
def test_plain_lines_are_a_table_for_a_person(run) -> None:
    done = run("segment", "seeds")
    header, *lines = done.stdout.splitlines()
    assert header.split("\t") == FIELDS
    assert all(len(line.split("\t")) == len(FIELDS) for line in lines)
    assert {line.split("\t")[0][:3] for line in lines} == {"000", "001", "002", "003", "004"}


@pytest.mark.slow
def test_the_output_is_the_same_whatever_the_hash_seed(run) -> None:
    outputs = {run("segment", "seeds", "--json", env={"PYTHONHASHSEED": seed}).stdout for seed in ("1", "2")}
    assert len(outputs) == 1


def test_a_source_that_is_not_there_is_a_usage_error(run) -> None:
    done = run("segment", "nowhere.txt")
    assert done.returncode == 2
    assert "nowhere.txt" in done.stderr
