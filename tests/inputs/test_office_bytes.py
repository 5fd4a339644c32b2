"""Any bytes called .docx or .odt are an article or an error in one line, and long ones take no more than their share."""

import subprocess
import sys
from functools import partial
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from tests.growth.measuring import MOST, growth
from tests.inputs.peaks import PEAK
from tests.inputs.test_odt import odt
from tests.inputs.word_packages import packed, paragraph, run, word_document

FILES = Path(__file__).parent / "files"
NAMES = ("presse.docx", "pont.docx", "revue.odt", "vent.odt")
CONTENT = {".docx": ("word/document.xml", "word/styles.xml"), ".odt": ("content.xml", "styles.xml")}


def outcome(content: bytes, name: str) -> Article | Exception:
    """What is read of a file; never anything but an article or an error in one line."""
    (found,) = read_file(InputFile(name, name, partial(BytesIO, content)))
    assert isinstance(found, Article) or (str(found).startswith(f"{name}: ") and "\n" not in str(found))
    if isinstance(found, Article):
        assert found.text.strip() and all(start == 0 or found.text[start - 1] == "\n" for start, _ in found.marked)
    return found


@given(st.binary(max_size=300), st.sampled_from(["a.docx", "a.odt"]))
def test_any_bytes(content: bytes, name: str):
    outcome(content, name)


@given(st.sampled_from(NAMES), st.data())
def test_a_file_with_other_bytes_in_it_or_cut(name: str, data: st.DataObject):
    content = bytearray((FILES / name).read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    outcome(bytes(content[: data.draw(st.integers(0, 2 * len(content)))]), name)


@settings(deadline=None)
@given(st.sampled_from(NAMES), st.data())
def test_a_file_whose_xml_has_elements_moved_doubled_or_gone(name: str, data: st.DataObject):
    with ZipFile(FILES / name) as archive:
        parts = {entry: archive.read(entry) for entry in archive.namelist()}
    part = data.draw(st.sampled_from([part for part in CONTENT[Path(name).suffix] if part in parts]))
    tags = parts[part].replace(b">", b">\0").split(b"\0")
    for _ in range(data.draw(st.integers(1, 4))):
        start, length = data.draw(st.integers(0, len(tags))), data.draw(st.integers(0, 12))
        taken, at = tags[start : start + length], data.draw(st.integers(0, len(tags)))
        tags[start : start + length] = [] if data.draw(st.booleans()) else taken
        tags[at:at] = taken if data.draw(st.booleans()) else []
    outcome(packed({**parts, part: b"".join(tags)}), name)


def docx_of(piece: str, number: int) -> bytes:
    return word_document(piece * number)


def odt_of(piece: str, number: int) -> bytes:
    return odt(piece * number)


BEGIN = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
BOX = "<w:r><w:txbxContent>" + paragraph("Dans un cadre.") + "</w:txbxContent></w:r>"
LONG = {
    "paragraphs.docx": partial(docx_of, paragraph("Il pleut sur la ville.")),
    "runs.docx": lambda number: word_document(paragraph(run("Il pleut ") * number)),
    "boxes.docx": lambda number: word_document(paragraph(BOX * number)),
    "fields.docx": lambda number: word_document(paragraph("Oui.") + paragraph(BEGIN * number)),
    "joined.docx": partial(docx_of, paragraph("Un", properties="<w:rPr><w:del/></w:rPr>")),
    "paragraphs.odt": partial(odt_of, "<text:p>Il pleut sur la ville.</text:p>"),
    "spans.odt": lambda number: odt(f"<text:p>{'<text:span>Il pleut </text:span>' * number}</text:p>"),
    "notes.odt": lambda number: odt(
        f"<text:p>{'<text:note-body><text:p>Oui.</text:p></text:note-body>' * number}</text:p>"
    ),
}


MEASURE = f"""{PEAK}
from bilingual.articles import read_articles
(found,) = read_articles(sys.argv[1])
print(len(found.text), peak())
"""


@pytest.mark.slow
@pytest.mark.parametrize("name", ["a.docx", "a.odt"])
def test_a_thousand_pages_take_less_than_200_mb_of_memory(name: str, tmp_path: Path):
    words = "Le maire a inauguré hier le nouveau pont. "
    made = {
        "a.docx": lambda: word_document(paragraph(run(words, "<w:lang w:val='fr-FR'/>") * 60) * 1_000),
        "a.odt": lambda: odt(f"<text:p>{f'<text:span>{words}</text:span>' * 60}</text:p>" * 1_000),
    }
    with ZipFile(tmp_path / name, "w") as archive, ZipFile(BytesIO(made[name]())) as packed_well:
        for part in packed_well.namelist():
            archive.writestr(part, packed_well.read(part))
    command = [sys.executable, "-c", MEASURE, str(tmp_path / name)]
    length, memory = map(int, subprocess.run(command, capture_output=True, check=True, text=True).stdout.split())
    assert length > 2_500_000 and memory < 200


@pytest.mark.slow
@pytest.mark.parametrize("name", LONG)
def test_twice_the_document_takes_twice_the_time(name: str):
    assert growth(partial(outcome, name=name), LONG[name], size=8_000) <= MOST
