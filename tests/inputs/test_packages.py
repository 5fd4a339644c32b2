"""Documents that are archives of XML: whatever is in one, it is read within bounds or refused in one line."""

import struct
import time
from collections.abc import Callable
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.articles import packages
from bilingual.articles.input_file import InputFile
from bilingual.articles.packages import open_package, parse_xml, read_part
from bilingual.errors import ArticleError

DECLARED = b'<?xml version="1.0"?><!DOCTYPE r [<!ENTITY a "aaaaaaaaaa">%s]>' % b"".join(
    b'<!ENTITY %c "%s">' % (98 + level, b"&%c;" % (97 + level) * 10) for level in range(15)
)


HOSTILE = {
    "entity bomb": (DECLARED + b"<r>&p;</r>", "amplification"),
    "entity bomb in an attribute": (DECLARED + b'<r x="&p;"/>', "amplification"),
    "entities that are not used": (b'<!DOCTYPE r [<!ENTITY a "b">]><r/>', "declares entities"),
    "file of the system": (b'<!DOCTYPE r [<!ENTITY a SYSTEM "file:///etc/passwd">]><r>&a;</r>', "declares entities"),
    "parameter entity": (b'<!DOCTYPE r [<!ENTITY % a SYSTEM "file:///etc/passwd"> %a;]><r/>', "declares entities"),
    "elements nested deep": (b"<a>" * 100_000 + b"</a>" * 100_000, "Excessive depth"),
    "attribute of 11 MB": (b'<a x="' + b"y" * (11 << 20) + b'"/>', "limit exceeded"),
    "five million elements": (b"<r>" + b"<a/>" * 5_000_000 + b"</r>", "5,000,002 tags in one part"),
    "bytes of no encoding": ("<r>été</r>".encode("latin-1"), "broken XML"),
    "encoding that is none": (b'<?xml version="1.0" encoding="x-foo"?><r/>', "Unsupported encoding"),
    "name of 40,000 letters": (b"<" + b"y" * 40_000 + b"></z>", "mismatch"),
    "escape codes": (b"<r></r\x1b[2J>", "broken XML"),
    "nothing": (b"", "Document is empty"),
}  # fmt: skip


def package(path: Path, parts: dict[str, bytes], packing: int = ZIP_DEFLATED) -> InputFile:
    with ZipFile(path, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return InputFile(str(path), path.name)


def part_of(file: InputFile, name: str = "p.xml") -> bytes:
    with open_package(file, "a Word document") as archive:
        return read_part(archive, name, file.shown)


def refusal(call: Callable[[], object]) -> str:
    with pytest.raises(ArticleError) as caught:
        call()
    assert "\n" not in str(caught.value) and len(str(caught.value)) < 500
    return str(caught.value)


class TestParts:
    def test_a_part_is_read(self, tmp_path: Path):
        assert part_of(package(tmp_path / "a.docx", {"p.xml": b"<r/>"})) == b"<r/>"

    def test_one_that_is_missing_damaged_or_packed_otherwise_is_named(self, tmp_path: Path):
        file = package(tmp_path / "a.docx", {"p.xml": b"<r/>" * 99})
        assert "a.docx: the part 'q.xml' is missing; save" in refusal(lambda: part_of(file, "q.xml"))
        content = bytearray((tmp_path / "a.docx").read_bytes())
        content[40] ^= 255
        (tmp_path / "a.docx").write_bytes(content)
        assert "the part 'p.xml' cannot be unpacked: damaged in the archive (" in refusal(lambda: part_of(file))
        other = package(tmp_path / "b.docx", {"p.xml": b"<r/>"}, ZIP_BZIP2)
        assert "cannot be unpacked: it is compressed with method 12, not deflate" in refusal(lambda: part_of(other))

    def test_one_that_is_too_large_is_not_read_to_its_end(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(packages, "PART_BYTES", 1 << 20)
        file = package(tmp_path / "a.docx", {"p.xml": bytes((1 << 20) + 1)})
        assert "has more than 1 MiB; divide the document" in refusal(lambda: part_of(file))

    def test_a_package_within_an_archive_or_compressed_is_read_too(self, tmp_path: Path):
        package(tmp_path / "a.docx", {"p.xml": b"<r/>"})
        with ZipFile(tmp_path / "a.docx") as archive, (tmp_path / "a.docx").open("rb") as stream:
            assert archive.testzip() is None
            inner = InputFile("z.zip/a.docx", "z.zip/a.docx", lambda: stream)
            assert part_of(inner) == b"<r/>"

    @pytest.mark.parametrize(
        ("content", "words"),
        [
            (b"\xd0\xcf\x11\xe0" + bytes(512), "it is not a zip archive"),
            (struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 1 << 30, 0, 0), "its directory has"),
            (struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 46, 0, 0), "it is damaged: "),
        ],
    )
    def test_what_is_no_package_is_refused_by_what_it_ought_to_be(self, content: bytes, words: str, tmp_path: Path):
        path = tmp_path / "a.docx"
        path.write_bytes(content)
        said = refusal(lambda: part_of(InputFile(str(path), path.name)))
        assert said.startswith(f"{path}: not a Word document that is read: ") and words in said

    def test_a_password_is_told(self):
        path = Path(__file__).parent / "files" / "press-password.zip"
        assert ": protected by a password; save it without one" in refusal(
            lambda: part_of(InputFile(str(path), "a.docx"))
        )

    @pytest.mark.slow
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.data())
    def test_any_change_gives_the_part_or_an_error_in_one_line(self, tmp_path: Path, data: st.DataObject):
        file = package(tmp_path / "a.docx", {"p.xml": b"<r>Il neige.</r>" * 30, "q.xml": b"<r/>"})
        content = bytearray((tmp_path / "a.docx").read_bytes())
        for _ in range(data.draw(st.integers(1, 5))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        (tmp_path / "a.docx").write_bytes(content)
        try:
            part_of(file)
        except ArticleError as error:
            assert str(error).startswith(f"{tmp_path}/a.docx: ") and "\n" not in str(error)


class TestXml:
    @pytest.mark.parametrize("kind", HOSTILE)
    def test_what_is_hostile_or_broken_is_one_line_and_takes_no_time(self, kind: str):
        content, words = HOSTILE[kind]
        started = time.process_time()
        assert words in refusal(lambda: parse_xml(content, "a.docx"))
        assert time.process_time() - started < 2

    def test_a_document_type_elsewhere_is_not_fetched(self):
        root = parse_xml(b'<!DOCTYPE r SYSTEM "http://127.0.0.1:9/x.dtd"><r>Oui</r>', "a.epub")
        assert root.text == "Oui"

    @pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "iso-8859-1"])
    def test_declared_encodings_are_read(self, codec: str):
        label = "utf-16" if codec == "utf-16-le" else codec
        content = f'<?xml version="1.0" encoding="{label}"?><r>été</r>'.encode(codec)
        assert parse_xml(content, "a.docx").text == "été"

    @given(st.binary(max_size=300) | st.text(alphabet='<>/&;!"[]ar= %', max_size=80).map(str.encode))
    def test_any_bytes_give_a_tree_or_an_error_in_one_line(self, content: bytes):
        try:
            parse_xml(content, "a.docx")
        except ArticleError as error:
            assert str(error).startswith("a.docx: ") and "\n" not in str(error)
