"""One cause is told in the same words, whatever the format."""

from pathlib import Path

import pytest

from bilingual.articles.formats import FORMATS
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file

FILES = Path(__file__).parent / "files"


def errors_of(path: Path) -> list[str]:
    return [str(found) for found in read_file(InputFile(str(path), path.name))]


@pytest.mark.parametrize("ending", FORMATS)
def test_an_empty_file_is_empty(ending: str, tmp_path: Path):
    path = tmp_path / f"vide{ending}"
    path.write_bytes(b"")
    assert errors_of(path) == [f"{path}: the file is empty; remove it or give its text"]


@pytest.mark.parametrize("ending", [".docx", ".odt", ".epub"])
def test_a_package_with_a_password_is_protected(ending: str, tmp_path: Path):
    path = tmp_path / f"clos{ending}"
    path.write_bytes((FILES / "press-password.zip").read_bytes())
    assert errors_of(path) == [f"{path}: protected by a password; save it without one"]


@pytest.mark.parametrize("sample", ["pont.docx", "pont.odt", "pandoc3.epub", "press-7z.zip"])
def test_a_package_that_is_cut_short_is_not_a_whole_archive(sample: str, tmp_path: Path):
    path = tmp_path / sample
    content = (FILES / sample).read_bytes()
    path.write_bytes(content[: len(content) // 2])
    (error,) = errors_of(path)
    assert error.endswith("it is not a zip archive, or not a whole one; make or fetch it again")
