"""`bilingual flag`: pairs that somebody else made, checked by the command as a real process."""

import gzip
import json
from pathlib import Path

import pytest

from bilingual.dataset.cells import decode_cell
from bilingual.flagging import flag_pairs
from bilingual.quality import CHECKS
from tests.conftest import Run

RIGHT = ("Le président a signé la loi mardi.", "The president signed the law on Tuesday.")
WRONG = ("Plus de 12 500 élèves ont défilé.", "More than 1,250 pupils marched.")
SLIP = ("Le président a signé la loi mardi.", "The president Elizabeth signed the law on Tuesday.")


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "pairs.tsv"
    path.write_text("".join("\t".join(pair) + "\n" for pair in (RIGHT, WRONG, SLIP)), encoding="utf-8")
    return path


@pytest.mark.slow
def test_the_flagged_pairs_are_printed_with_their_line_and_what_was_seen(run: Run, table: Path):
    result = run("flag", table, "--model", "embedded")
    header, first, second = ([*map(decode_cell, line.split("\t"))] for line in result.stdout.splitlines())
    assert header == ["file", "line", "flags", "fr", "en", "details"]
    assert first == [str(table), "2", "numbers", *WRONG, "numbers: 12 500 → 1,250"]
    assert second[1:5] == ["3", "fidelity", *SLIP] and second[5].startswith("fidelity: Elizabeth -1")
    assert "2 of 3 pairs flagged" in result.stderr and result.returncode == 0


@pytest.mark.slow
def test_all_prints_the_others_too_and_json_one_object_a_pair(run: Run, table: Path):
    result = run("flag", table, "--model", "none", "--all", "--json")
    found = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(each["line"], each["flags"]) for each in found] == [(1, []), (2, ["numbers"]), (3, [])]
    assert found[1]["details"] == ["12 500 → 1,250"]
    assert list(found[0]["measures"]) == [check.name for check in CHECKS]
    assert found[0]["measures"]["fidelity"] is None  # nobody has read it: 0 would be certainty


def test_no_model_is_loaded_for_none(table: Path):
    pairs = [tuple(line.split("\t")) for line in table.read_text(encoding="utf-8").splitlines()]
    assert [finding.flags for finding in flag_pairs(pairs)] == [(), ("numbers",), ()]


@pytest.mark.slow
def test_a_pair_without_english_is_flagged_and_blank_lines_are_counted(run: Run, tmp_path: Path):
    path = tmp_path / "pairs.tsv"
    path.write_text("Il a trois chats.\tHe has three cats.\n\nLe vent souffle fort ce matin.\t\n", encoding="utf-8")
    result = run("flag", path)
    (row,) = result.stdout.splitlines()[1:]
    assert row.split("\t")[1:3] == ["3", "length alignment punctuation"] and "1 of 2 pairs" in result.stderr


@pytest.mark.slow
def test_a_dash_is_standard_input(run: Run, table: Path):
    with table.open("rb") as stdin:
        result = run("flag", "-", "--model", "none", stdin=stdin)
    assert result.returncode == 0 and "numbers" in result.stdout


@pytest.mark.slow
def test_several_tables_gzipped_or_not(run: Run, table: Path, tmp_path: Path):
    packed = tmp_path / "pairs.tsv.gz"
    packed.write_bytes(gzip.compress(table.read_bytes()))
    lines = run("flag", table, packed, "--model", "none").stdout.splitlines()
    assert [line.split("\t")[0] for line in lines] == ["file", str(table), str(packed)]


@pytest.mark.parametrize(
    ("content", "code", "says"),
    [
        (None, 2, "no such table of pairs"),
        (b"", 1, "an empty table of pairs"),
        (b"seulement du fran\xc3\xa7ais\n", 1, "line 1: each line must hold French, a tab, and English"),
        (b"a\tb\n\xff\tb\n", 1, "line 2: not UTF-8"),
    ],
)
def test_a_table_that_is_none_is_one_line_and_nothing_is_printed(
    run: Run, tmp_path: Path, content: bytes | None, code: int, says: str
):
    path = tmp_path / "broken.tsv"
    if content is not None:
        path.write_bytes(content)
    result = run("flag", path, "--model", "none")
    assert (result.returncode, result.stdout) == (code, "")
    assert says in result.stderr and len(result.stderr.splitlines()) == 1


@pytest.mark.slow
def test_what_acts_on_a_terminal_or_a_spreadsheet_is_written_as_a_cell(run: Run, tmp_path: Path):
    path = tmp_path / "pairs.tsv"
    path.write_text("Il a 3 livres.\t=1+\x1b[31m4 books.\n", encoding="utf-8")
    row = run("flag", path, "--model", "none").stdout.splitlines()[1]
    assert "\x1b" not in row and row.split("\t")[4].startswith("\\=")
