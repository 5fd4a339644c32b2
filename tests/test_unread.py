"""What cannot be read: named in one run, listed in the manifest and on the card, and the rest is built."""

import json
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from bilingual.articles import read_articles, survey_articles
from bilingual.dataset import read_manifest
from bilingual.errors import ArticleError, UsageError
from tests.conftest import Run
from tests.surveys import surveyed

GOOD = '{"text": "Le chat dort."}\n'


def write(path: Path, content: str | bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that can be read, and one of each kind of fault."""
    folder = tmp_path / "in"
    write(folder / "a.txt", "La pluie tombe sur la ville.")
    write(folder / "b.txt", "")
    write(folder / "c.jsonl", GOOD + '{"text": ""}\n{"content": "Oui.", "id": 3}\n{bad\n{"text": null}\n')
    write(folder / "d.jsonl", '{"content": "x"}\n{"content": "y"}\n')
    write(folder / "e.parquet", "nope")
    write(folder / "f.txt", bytes(range(1, 9)) * 40)
    (folder / "g.txt").symlink_to("nowhere")
    return folder


PLACES = [
    ("b.txt", "", "the file is empty; remove it or give its text"),
    ("c.jsonl", "line 2", "`text` is missing, empty or not a string"),
    ("c.jsonl", "line 3", "`text` is missing, empty or not a string; the keys are `content` `id`"),
    ("c.jsonl", "line 4", "not a line of JSON: "),
    ("c.jsonl", "line 5", "`text` is missing, empty or not a string"),
    ("d.jsonl", "", "none of its 2 rows can be read; line 1: `text` is missing, empty or not a string; the keys are"),
    ("e.parquet", "", "not a readable Parquet file: "),
    ("f.txt", "", "this is a binary file, not text"),
    ("g.txt", "", "cannot be read: No such file or directory"),
]


def test_all_faults_are_listed_and_counted_by_reason_and_the_rest_is_surveyed(folder: Path):
    survey, found = surveyed([folder])
    assert (survey.articles, [file.name for file in survey.files]) == (2, ["a.txt", "c.jsonl"])
    assert [item.id for item in found] == ["a", "c-1"]
    listed = survey.unread.as_record()["listed"]
    assert [(one["path"], one["place"]) for one in listed] == [(path, place) for path, place, _ in PLACES]
    assert all(one["reason"].startswith(reason) for one, (_, _, reason) in zip(listed, PLACES, strict=True))
    assert survey.unread.reasons["`text` is missing, empty or not a string"] == 3


@pytest.mark.slow
def test_a_build_names_each_on_stderr_in_the_manifest_and_on_the_card(
    run: Run, folder: Path, tmp_path: Path, tiny_package: Path
):
    out = tmp_path / "o"
    built = run("build", folder, "--out", out, "--model", tiny_package)
    assert built.returncode == 0
    assert "2 articles, 2 pairs" in built.stdout and "; 9 inputs not read, listed in its manifest.json" in built.stdout
    said = [line for line in built.stderr.splitlines() if "not read: " in line]
    assert len(said) == 9 and f"note       not read: {folder}/c.jsonl:3: `text` is missing" in said[2]
    unread = read_manifest(out).inputs["unread"]
    assert (unread["count"], len(unread["listed"])) == (9, 9) and str(folder) not in json.dumps(unread)
    card = (out / "README.md").read_text(encoding="utf-8")
    assert "## Not read" in card and "| c\\.jsonl | line 3 |" in card
    assert run("check", out).returncode == 0
    again = run("build", folder, "--out", out, "--model", tiny_package, "--json")
    assert json.loads(again.stdout)["inputs"]["unread"]["count"] == 9


def test_strict_builds_nothing_and_names_all_with_1(run: Run, folder: Path, tmp_path: Path, tiny_package: Path):
    done = run("build", folder, "--strict", "--out", tmp_path / "o", "--model", tiny_package)
    assert (done.returncode, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert "9 inputs cannot be read, and nothing is built because of --strict" in done.stderr
    assert all(path in done.stderr for path, *_ in PLACES) and not (tmp_path / "o").exists()


@pytest.mark.slow
def test_nothing_that_can_be_read_is_an_error_that_names_all(run: Run, folder: Path, tmp_path: Path):
    (folder / "a.txt").unlink()
    (folder / "c.jsonl").unlink()
    done = run("build", folder, "--out", tmp_path / "o")
    assert (done.returncode, done.stderr.count("\n")) == (1, 1)
    assert "none of the 5 inputs can be read: " in done.stderr and "g.txt" in done.stderr
    alone = run("build", folder / "b.txt", "--out", tmp_path / "o")
    assert alone.stderr == f"bilingual: {folder}/b.txt: the file is empty; remove it or give its text\n"


def test_a_source_that_is_not_there_stays_a_usage_error(run: Run, folder: Path):
    done = run("build", folder, folder / "absent.txt")
    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    with pytest.raises(UsageError, match="no such file"):
        survey_articles([folder, folder / "absent.txt"])


@pytest.mark.slow
def test_segment_shows_the_rest_too_and_says_what_it_could_not_read(run: Run, folder: Path):
    done = run("segment", folder)
    assert done.returncode == 0 and done.stdout.count("\n") == 3
    assert "not read: " in done.stderr and "b.txt" in done.stderr
    strict = run("segment", "--strict", folder)
    assert strict.returncode == 1 and "b.txt: the file is empty" in strict.stderr


@pytest.mark.slow
def test_a_quiet_command_still_says_what_it_could_not_read(run: Run, folder: Path, tmp_path: Path, tiny_package: Path):
    shown = run("-q", "segment", folder, "--json")
    built = run("-q", "build", folder, "--out", tmp_path / "o", "--model", tiny_package, "--beam", "1")
    for told in (shown, built):
        lines = told.stderr.splitlines()
        assert told.returncode == 0 and lines and all("not read: " in line for line in lines)
        assert f"{folder}/b.txt: the file is empty; remove it or give its text" in told.stderr


def test_the_api_raises_the_first_fault_unless_somebody_hears_of_them(folder: Path):
    with pytest.raises(ArticleError, match=r"b.txt: the file is empty"):
        list(read_articles([folder]))
    heard: list[str] = []
    assert [item.id for item in read_articles([folder], heard.append)] == ["a", "c-1"]
    assert len(heard) == 10 and any("d.jsonl:2: " in line for line in heard)


@pytest.mark.slow
def test_a_hundred_thousand_bad_rows_are_a_few_lines(tmp_path: Path):
    rows = GOOD + '{"text": ""}\n' * 60_000 + "".join(f"{{bad {number}\n" for number in range(40_000))
    survey, found = surveyed([write(tmp_path / "a.jsonl", rows)])
    assert (survey.articles, survey.unread.count) == (1, 100_000)
    record = survey.unread.as_record()
    assert len(record["listed"]) == 1_000 and sum(record["reasons"].values()) == 100_000
    lines = list(survey.unread.lines())
    assert len(lines) == 2 and lines[0].startswith(
        "60,000 inputs: `text` is missing, empty or not a string: a.jsonl, line 2"
    )
    assert [item.id for item in found] == ["a-1"]


def test_reasons_are_told_apart_by_what_is_wrong_not_by_where(tmp_path: Path):
    for number in range(11):
        write(tmp_path / f"a{number}.txt", "")
        (tmp_path / f"b{number}.txt").symlink_to(f"b{number}.txt")
    (tmp_path / "c.jsonl").write_bytes(b"\xff\n")
    (tmp_path / "d.txt").symlink_to("none.txt")
    write(tmp_path / "e.jsonl", GOOD)
    assert sorted(survey_articles([tmp_path]).unread.lines()) == sorted(
        [
            "11 inputs: the file is empty: a0.txt, a1.txt, a10.txt, a2.txt, a3.txt, …",
            "11 inputs: cannot be read: Too many levels of symbolic links: b0.txt, b1.txt, b10.txt, b2.txt, b3.txt, …",
            "1 input: broken UTF-8: c.jsonl, line 1",
            "1 input: cannot be read: No such file or directory: d.txt",
        ]
    )


def test_bad_rows_of_a_table_are_passed_over(tmp_path: Path):
    pq.write_table(
        pa.table({"text": ["Oui.", "", None, "Non."], "id": ["a", "b", "c", "d" * 20_000]}), tmp_path / "a.parquet"
    )
    survey = survey_articles([tmp_path])
    assert survey.articles == 1
    assert [one.place for one in survey.unread.listed] == ["row 1", "row 2", "row 3"]


def test_a_line_that_is_too_long_does_not_hide_those_after_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("bilingual.articles.tables.jsonl.ARTICLE_BYTES", 100)
    write(tmp_path / "a.jsonl", GOOD + '{"text": "' + "a" * 5_000_000 + '"}\n' + GOOD)
    survey, found = surveyed([tmp_path])
    assert [item.id for item in found] == ["a-1", "a-3"]
    assert survey.unread.listed[0].reason == "a line of more than 0 MiB; divide the article"


@pytest.fixture
def open_place() -> Iterator[Path]:
    """A folder that every user can reach."""
    with tempfile.TemporaryDirectory() as place:
        Path(place).chmod(0o755)
        yield Path(place)
        (Path(place) / "shut").chmod(0o755)


@pytest.mark.skipif(os.name != "posix", reason="needs POSIX permissions")
def test_a_folder_that_cannot_be_listed_is_named_and_the_others_are_read(open_place: Path):
    write(open_place / "open" / "a.txt", "La pluie tombe.")
    write(open_place / "shut" / "b.txt", "Le chat dort.")
    survey_articles([open_place])  # loads what another user may not read
    (open_place / "shut").chmod(0)
    child = os.fork()
    if child == 0:
        if os.geteuid() == 0:
            os.setuid(65534)
        for source in (str(open_place), f"{open_place}/**/*.txt"):
            survey = survey_articles([source])
            listed = [(one.path, one.reason) for one in survey.unread.listed]
            if survey.articles != 1 or listed != [("shut", "cannot be read: Permission denied")]:
                os._exit(3)
        os._exit(0)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
