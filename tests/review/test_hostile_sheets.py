"""Spreadsheets that are damaged, hostile or none: one line, whatever is in them."""

import random
import zipfile
from pathlib import Path

import pytest

from bilingual.review import plan_review
from tests.conftest import Run
from tests.review.sheets import KINDS, exported


def rewritten(path: Path, **parts: bytes) -> Path:
    """The archive with other contents of some parts, `__` for a slash and `_` for a dot in their names."""
    changed = {name.replace("__", "/").replace("_", "."): data for name, data in parts.items()}
    with zipfile.ZipFile(path) as old:
        kept = {name: old.read(name) for name in old.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name, data in (kept | changed).items():
            new.writestr(name, data)
    return path


BOMB = b'<?xml version="1.0"?><!DOCTYPE b [<!ENTITY a "aaaaaaaaaa"><!ENTITY c "&a;&a;&a;&a;&a;&a;">]><b>&c;</b>'
ROW = '<table:table-row table:number-rows-repeated="{}"><table:table-cell table:number-columns-repeated="{}" office:value-type="string"><text:p>{}</text:p></table:table-cell></table:table-row>'


def with_rows(path: Path, rows: str) -> Path:
    with zipfile.ZipFile(path) as archive:
        content = archive.read("content.xml").decode()
    return rewritten(path, content_xml=content.replace("</table:table>", f"{rows}</table:table>").encode())


class TestHostileFiles:
    def refused(self, path: Path, copy: Path, run: Run) -> str:
        told = run("review", "apply", path, copy)
        assert told.returncode in (1, 2) and not told.stdout and len(told.stderr.splitlines()) == 1, told.stderr
        assert str(path) in told.stderr and "Traceback" not in told.stderr
        return told.stderr

    @pytest.mark.slow
    def test_an_entity_bomb(self, copy: Path, tmp_path: Path, run: Run):
        found = rewritten(exported("ods", copy, tmp_path), content_xml=BOMB)
        assert "content.xml declares a document type" in self.refused(found, copy, run)
        found = rewritten(exported("xlsx", copy, tmp_path), xl__worksheets__sheet1_xml=BOMB)
        assert "declares a document type" in self.refused(found, copy, run)

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", KINDS)
    def test_a_zip_bomb(self, kind: str, copy: Path, tmp_path: Path, run: Run):
        path = exported(kind, copy, tmp_path)
        with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as archive, archive.open("bomb", "w") as part:
            for _ in range(300):
                part.write(bytes(1 << 20))
        assert "more than 400 times its size" in self.refused(path, copy, run)

    @pytest.mark.slow
    def test_a_cell_that_is_repeated_blanks(self, copy: Path, tmp_path: Path, run: Run):
        blanks = '<text:s text:c="1000000"/>' * 50
        path = with_rows(exported("ods", copy, tmp_path), ROW.format(1, 1, blanks))
        assert "a cell of more than 1,048,576 characters" in self.refused(path, copy, run)

    def test_rows_and_columns_without_end_take_no_time(self, copy: Path, tmp_path: Path):
        rows = ROW.format(1_000_000, 16_384, "") + ROW.format(999_999, 16_384, "x")
        plan = plan_review([with_rows(exported("ods", copy, tmp_path), rows)], copy)
        assert 1 <= plan.problem_count <= 2

    @pytest.mark.slow
    @pytest.mark.parametrize("kind", KINDS)
    def test_any_byte_wrong_or_missing_is_one_line(self, kind: str, copy: Path, tmp_path: Path):
        from bilingual.errors import BilingualError

        whole, rng = exported(kind, copy, tmp_path).read_bytes(), random.Random(4)
        path, refused = tmp_path / f"broken.{kind}", 0
        for number in range(30):
            data = bytearray(whole)
            if number % 3:
                data[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            else:
                del data[rng.randrange(4, len(data)) :]
            path.write_bytes(data)
            try:
                plan_review([path], copy)
            except BilingualError as error:
                refused += 1
                assert str(error).startswith(f"{path}") and "\n" not in str(error)
        assert refused >= 15

    @pytest.mark.parametrize(
        ("data", "told"),
        [
            (b"\xd0\xcf\x11\xe0rest", "an .xls file, or it has a password"),
            (b"PK\x03\x04rest", "not a zip archive"),
        ],
    )
    def test_what_is_none(self, data: bytes, told: str, copy: Path, tmp_path: Path, run: Run):
        (tmp_path / "file.xlsx").write_bytes(data)
        assert told in self.refused(tmp_path / "file.xlsx", copy, run)

    def test_another_archive(self, copy: Path, tmp_path: Path, run: Run):
        with zipfile.ZipFile(tmp_path / "a.xlsx", "w") as archive:
            archive.writestr("word/document.xml", "<a/>")
        assert "an archive, but no .xlsx or .ods file" in self.refused(tmp_path / "a.xlsx", copy, run)

    @pytest.mark.slow
    def test_without_the_libraries_the_command_names_them(self, copy: Path, sheet: Path, tmp_path: Path, run_new: Run):
        for name in ("openpyxl", "xlsxwriter"):
            (tmp_path / "none" / name).mkdir(parents=True)
            (tmp_path / "none" / name / "__init__.py").write_text("raise ImportError")
        env = {"PYTHONPATH": f"{tmp_path / 'none'}:{Path(__file__).parents[2]}"}
        for arguments in (("apply", sheet, copy), ("export", copy, "--out", tmp_path / "new.xlsx")):
            told = run_new("review", *arguments, env=env)
            assert told.returncode == 2 and 'run: pip install "bilingual[review]"' in told.stderr
            assert len(told.stderr.splitlines()) == 1 and not (tmp_path / "new.xlsx").exists()
