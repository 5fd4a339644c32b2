"""Zip archives: every file in one is read as in a folder of its name, and nothing that is hostile does harm."""

import gzip
import stat
import struct
import tracemalloc
import zipfile
from io import BytesIO, RawIOBase
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.articles.zipped import member_name
from bilingual.dataset import read_manifest
from bilingual.errors import ArticleError
from tests.conftest import Run
from tests.surveys import surveyed

FILES = Path(__file__).parent / "files"
PROGRAMS = ("7z", "bsdtar", "infozip", "stream")
TEXT = "La pluie tombe sur la ville."


def zipped(path: Path, members: dict[str, str | bytes], packing: int = ZIP_DEFLATED) -> Path:
    with ZipFile(path, "w", packing) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return path


def found_in(path: Path) -> list[Article | ArticleError]:
    return list(read_file(InputFile(str(path), path.name)))


def articles_of(path: Path) -> list[Article]:
    return [one for one in found_in(path) if isinstance(one, Article)]


def errors_of(path: Path) -> list[str]:
    return [str(one).removeprefix(f"{path.parent}/") for one in found_in(path) if isinstance(one, ArticleError)]


class TestWhatProgramsWrite:
    @pytest.mark.parametrize("program", PROGRAMS)
    def test_members_are_read_by_their_endings_in_the_order_of_their_names(self, program: str):
        found = articles_of(FILES / f"press-{program}.zip")
        texts = {one.path.removeprefix(f"press-{program}.zip/press/"): one.text for one in found}
        expected = {
            "a.txt": TEXT,
            "sub/n.jsonl": "Il neige.",
            "sub/n.jsonl.gz": "Il neige.",
            "Été à la mer.txt": "Le marché ouvre à huit heures.",
        }
        if program == "stream":  # this one was made without -y, so that the link is a file
            expected = expected | {"lien.txt": TEXT}
        assert list(texts.items()) == sorted(expected.items(), key=lambda item: item[0].encode())
        assert found[0].id == f"press-{program}.zip/press/a"

    @pytest.mark.parametrize("program", PROGRAMS)
    def test_the_last_article_says_what_was_passed_over_but_not_what_a_folder_would_hide(self, program: str):
        *others, last = articles_of(FILES / f"press-{program}.zip")
        assert not any(one.notes for one in others)
        passed_over = (
            "files in the archive passed over, no articles by their ending: 1"  # a picture; .DS_Store is hidden
        )
        links = ("links in the archive not followed: 1",) if program != "stream" else ()
        assert last.notes == (*links, passed_over)

    def test_what_python_writes_to_a_pipe_and_with_zip64_is_read(self, tmp_path: Path):
        class Pipe(RawIOBase):
            content = b""

            def writable(self) -> bool:
                return True

            def write(self, data: object, /) -> int:
                self.content += bytes(data)  # type: ignore[call-overload]
                return len(data)  # type: ignore[arg-type]

        pipe = Pipe()
        with ZipFile(pipe, "w", ZIP_DEFLATED) as archive, archive.open("a.txt", "w", force_zip64=True) as member:  # type: ignore[arg-type]
            member.write(TEXT.encode())
        path = tmp_path / "p.zip"
        path.write_bytes(pipe.content)
        assert [one.text for one in articles_of(path)] == [TEXT]

    @pytest.mark.slow
    def test_more_entries_than_the_old_format_counts_are_read(self, tmp_path: Path):
        path = zipped(
            tmp_path / "p.zip", {f"{number}.jpg": b"" for number in range(66_000)} | {"a.txt": TEXT}, ZIP_STORED
        )
        assert b"PK\x06\x07" in path.read_bytes()[-100:]  # the locator of zip64
        (found,) = articles_of(path)
        assert found.notes == ("files in the archive passed over, no articles by their ending: 66,000",)

    def test_a_password_and_other_ways_to_compress_are_an_error_for_each_file(self):
        password = errors_of(FILES / "press-password.zip")
        assert len(password) == 4 and password[0] == (
            "press-password.zip/press/a.txt: it is encrypted; pack it again, or unpack the archive yourself"
        )
        for program, method in (("bzip2", 12), ("deflate64", 9)):
            (line,) = errors_of(FILES / f"methods-{program}.zip")
            assert f"/big.txt: it is compressed with method {method}, not deflate; pack it again" in line


class TestNames:
    def name(self, stored: bytes, flags: int = 0, extra: bytes = b"") -> str:
        entry = ZipInfo("x")
        entry.orig_filename = stored.decode("utf-8" if flags & 0x800 else "cp437")
        entry.flag_bits, entry.extra = flags, extra
        return member_name(entry)

    def test_utf8_is_read_as_such_with_and_without_the_flag(self):
        assert self.name("été.txt".encode(), 0x800) == self.name("été.txt".encode()) == "été.txt"

    def test_what_is_no_utf8_is_in_the_code_page_of_french_windows(self):
        assert self.name("À Noël, l'été.txt".encode("cp850")) == "À Noël, l'été.txt"

    def test_the_field_for_a_name_in_utf8_is_believed_where_it_is_of_that_name(self):
        stored, path = b"ete.txt", "été.txt".encode()
        field = struct.pack("<HHBI", 0x7075, 5 + len(path), 1, zipfile.crc32(stored)) + path
        assert self.name(stored, extra=field) == "été.txt"
        assert self.name(b"autre.txt", extra=field) == "autre.txt"
        assert self.name(stored, extra=field[:9]) in ("", "ete.txt")

    def test_backslashes_and_parts_that_lead_nowhere_are_tidied_up(self):
        assert self.name(b"a\\b.txt") == self.name(b"./a//b.txt") == "a/b.txt"

    @pytest.mark.parametrize(
        ("name", "fault"),
        [("../a.txt", "a '..' part"), ("x/../../a.txt", "a '..' part"), ("/etc/a.txt", "an absolute"), ("C:\\a.txt", "an absolute")],
    )  # fmt: skip
    def test_a_name_that_leads_out_of_the_archive_is_an_error_and_the_others_are_read(
        self, name: str, fault: str, tmp_path: Path
    ):
        path = zipped(tmp_path / "p.zip", {name: TEXT, "b.txt": TEXT})
        assert [one.id for one in articles_of(path)] == ["p.zip/b"]
        (line,) = errors_of(path)
        assert f"it has {fault}" in line

    def test_a_nul_in_a_name_does_not_hide_its_ending(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt?.jpg": TEXT, "b.txt": TEXT})
        path.write_bytes(path.read_bytes().replace(b"a.txt?", b"a.txt\0"))
        assert [one.id for one in articles_of(path)] == ["p.zip/b"]

    @pytest.mark.filterwarnings("ignore:Duplicate name")
    def test_of_two_entries_with_one_name_the_later_is_read_as_programs_unpack_it(self, tmp_path: Path):
        path = tmp_path / "p.zip"
        with ZipFile(path, "w") as archive:
            archive.writestr("a.txt", "Hier.")
            archive.writestr("a.txt", "Demain.")
        (found,) = articles_of(path)
        assert (found.text, found.notes) == (
            "Demain.",
            ("files in the archive replaced by later ones of the same name: 1",),
        )

    def test_a_link_leads_nowhere(self, tmp_path: Path):
        link = ZipInfo("lien.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        path = zipped(tmp_path / "p.zip", {"b.txt": TEXT})
        with ZipFile(path, "a") as archive:
            archive.writestr(link, "/etc/passwd")
        (found,) = articles_of(path)
        assert found.notes == ("links in the archive not followed: 1",)


class TestMembers:
    def test_an_archive_in_it_is_not_opened_but_a_compressed_file_is(self, tmp_path: Path):
        inner = BytesIO()
        with ZipFile(inner, "w") as archive:
            archive.writestr("x.txt", TEXT)
        path = zipped(tmp_path / "p.zip", {"i.zip": inner.getvalue(), "a.txt.gz": gzip.compress(TEXT.encode())})
        (found,) = articles_of(path)
        assert (found.id, found.path, found.text) == ("p.zip/a", "p.zip/a.txt.gz", TEXT)
        assert found.notes == ("archives in the archive not opened: 1",)

    def test_a_table_in_it_is_read(self, tmp_path: Path):
        table = BytesIO()
        pq.write_table(pa.table({"id": ["1", "2"], "text": ["Oui.", "Non."]}), table)
        found = articles_of(zipped(tmp_path / "p.zip", {"t.parquet": table.getvalue()}))
        assert [(one.id, one.text, one.path) for one in found] == [
            ("1", "Oui.", "p.zip/t.parquet"),
            ("2", "Non.", "p.zip/t.parquet"),
        ]

    def test_of_files_that_may_be_feeds_those_are_passed_over_that_are_none(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt": TEXT, "package.json": '{"name": "x"}', "pom.xml": "<project/>"})
        (found,) = articles_of(path)
        assert found.notes == ("files in the archive passed over, no articles by their ending: 2",)

    def test_each_broken_one_is_named_with_its_line_and_the_rest_is_read(self, tmp_path: Path):
        path = zipped(
            tmp_path / "p.zip",
            {
                "a.txt": TEXT,
                "b : suite.txt": "",
                "c.jsonl": '{"text": "Oui."}\n{"content": "Non."}\n',
                "d.txt.gz": b"nope",
            },
        )
        survey, found = surveyed(path)
        assert (survey.articles, [one.id for one in found]) == (2, ["p.zip/a", "p.zip/c-1"])
        listed = [
            (one["path"], one["place"], one["reason"].split(";")[0]) for one in survey.unread.as_record()["listed"]
        ]
        assert listed == [
            ("p.zip", "b : suite.txt", "the file is empty"),
            ("p.zip", "c.jsonl, line 2", "`text` is missing, empty or not a string"),
            ("p.zip", "d.txt.gz", "cannot be read: no intact gzip data (Not a gzipped file (b'no'))"),
        ]
        assert next(survey.unread.lines()) == f"{path}/b : suite.txt: the file is empty; remove it or give its text"

    @pytest.mark.slow
    def test_a_build_has_the_offsets_right_and_the_file_in_the_archive_in_its_manifest(
        self, run: Run, tmp_path: Path, tiny_package: Path
    ):
        zipped(tmp_path / "in.zip", {"a.txt": TEXT, "b.txt": "", "c.warc.gz": (FILES / "ecrit.warc.gz").read_bytes()})
        built = run("build", tmp_path / "in.zip", "--out", tmp_path / "o", "--model", tiny_package)
        assert built.returncode == 0, built.stderr
        assert "6 articles" in built.stdout and "in.zip/b.txt: the file is empty" in built.stderr
        (one,) = read_manifest(tmp_path / "o").inputs["unread"]["listed"]
        assert (one["path"], one["place"]) == ("in.zip", "b.txt")
        assert run("check", tmp_path / "o").returncode == 0

    def test_one_of_which_nothing_can_be_read_says_so_once(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt": "", "b.txt": ""})
        zipped(tmp_path / "q.zip", {"a.txt": TEXT})
        (one,) = survey_articles(tmp_path).unread.listed
        assert one.message == (
            f"{path}: none of its 2 parts can be read; a.txt: the file is empty; remove it or give its text"
        )

    def test_one_without_articles_says_what_is_in_it(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.jpg": b"", "b.zip": b""})
        with pytest.raises(
            ArticleError, match=r"no article in this archive, files in the archive passed over.*: 1, archives.*: 1; "
        ):
            list(read_articles(path))

    @pytest.mark.slow
    def test_a_large_member_is_read_in_constant_memory(self, tmp_path: Path):
        line = b'{"text": "' + b"Il neige. " * 1_000 + b'"}\n'
        path = tmp_path / "p.zip"
        with ZipFile(path, "w", ZIP_DEFLATED, compresslevel=1) as archive, archive.open("n.jsonl", "w") as member:
            for _ in range(20):
                member.write(line * 40)
        tracemalloc.start()
        assert sum(1 for _ in read_articles(path)) == 800
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
        tracemalloc.stop()


def change(content: bytes, name: bytes, offset: int, form: str, value: int) -> bytes:
    """The archive with a field of the directory's entry for `name` changed (APPNOTE 4.3.12)."""
    data = bytearray(content)
    at = data.rfind(name) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into(form, data, at + offset, value)
    return bytes(data)


class TestHostile:
    def refused(self, path: Path) -> str:
        with pytest.raises(ArticleError) as caught:
            list(read_articles(path))
        assert "\n" not in str(caught.value)
        return str(caught.value).removeprefix(str(path))

    def test_a_bomb_is_refused_before_a_byte_of_it_is_unpacked(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT})
        path.write_bytes(change(path.read_bytes(), b"a.txt", 24, "<I", 300 << 20))
        assert ": not an archive that is read: it would unpack from " in self.refused(path)

    def test_a_size_that_is_a_lie_is_damage(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt": TEXT * 1000, "b.txt": TEXT})
        path.write_bytes(change(path.read_bytes(), b"a.txt", 24, "<I", 10))
        assert [one.id for one in articles_of(path)] == ["p.zip/b"]
        assert "a.txt: cannot be read: damaged in the archive (Bad CRC-32 for file 'a.txt')" in errors_of(path)[0]
        path = zipped(tmp_path / "p.zip", {"a.txt": TEXT})
        path.write_bytes(change(path.read_bytes(), b"a.txt", 24, "<I", 1000))
        assert "damaged in the archive (" in errors_of(path)[0]

    def test_entries_that_overlap_are_refused(self, tmp_path: Path):
        path = zipped(tmp_path / "p.zip", {"a.txt": TEXT, "b.txt": TEXT})
        path.write_bytes(change(path.read_bytes(), b"b.txt", 42, "<I", 0))
        assert "the entries 'a.txt' and 'b.txt' overlap" in self.refused(path)

    def test_more_entries_than_it_says_are_counted_before_they_fill_the_memory(self, tmp_path: Path):
        path = tmp_path / "p.zip"
        entry = struct.pack("<4s4B4HL2L5H2L", b"PK\x01\x02", *[20, 0, 20, 0], *[0] * 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)
        directory = entry * 250_000
        path.write_bytes(directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, len(directory), 0, 0))
        assert "it has 250000 entries, more than 200000" in self.refused(path)

    def test_a_directory_that_is_too_long_is_not_read(self, tmp_path: Path):
        path = tmp_path / "p.zip"
        path.write_bytes(struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 1, 1, 1 << 30, 0, 0))
        assert "its directory has 1073741824 bytes, more than 33554432" in self.refused(path)

    def test_extra_fields_without_number_take_no_time(self, tmp_path: Path):
        extra = struct.pack("<HH", 0x9999, 0) * 16_383
        entry = struct.pack(
            "<4s4B4HL2L5H2L", b"PK\x01\x02", *[20, 0, 20, 0], *[0] * 4, 0, 0, 0, 1, len(extra), *[0] * 5
        )
        directory = (entry + b"x" + extra) * 300
        path = tmp_path / "p.zip"
        path.write_bytes(directory + struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, 300, 300, len(directory), 0, 0))
        assert "an entry has 65532 bytes of extra fields, more than 4096" in self.refused(path)

    @pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"<html>Not found</html>", b"PK\x05\x06" + bytes(18)])
    def test_what_is_no_archive_is_one_line(self, content: bytes, tmp_path: Path):
        path = tmp_path / "p.zip"
        path.write_bytes(content)
        assert self.refused(path)

    @pytest.mark.slow
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
    @given(st.data())
    def test_any_change_of_an_archive_gives_articles_or_errors_in_one_line(self, tmp_path: Path, data: st.DataObject):
        content = bytearray((FILES / f"press-{data.draw(st.sampled_from(PROGRAMS))}.zip").read_bytes())
        for _ in range(data.draw(st.integers(0, 6))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path = tmp_path / "p.zip"
        path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
        assert all_are_sound(found_in(path), path)


def all_are_sound(found: list[Article | ArticleError], path: Path) -> bool:
    """Whether there is something, and each error begins with the file and has one line."""
    assert found
    for one in found:
        if isinstance(one, ArticleError):
            assert str(one).startswith(str(path)) and "\n" not in str(one)
    return True
