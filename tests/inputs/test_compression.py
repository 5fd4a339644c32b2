"""Compressed inputs: what is in them is read as if it lay there, and damage of any kind is one line."""

import gzip
import json
import random
import tracemalloc
from io import BytesIO
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import input_file, read_articles
from bilingual.articles.input_file import InputFile
from bilingual.errors import ArticleError
from bilingual.files import compression
from bilingual.files.compression import decompressed

TEXT = "La pluie tombe sur la ville depuis ce matin.\n" * 40
CONTENT = TEXT.encode()
NOISE = random.Random(1).randbytes(200_000)


def zstandard(content: bytes) -> bytes:
    out = pa.BufferOutputStream()
    with pa.CompressedOutputStream(out, "zstd") as stream:
        stream.write(content)
    return out.getvalue().to_pybytes()


PACK = {".gz": gzip.compress, ".zst": zstandard}
ENDINGS = list(PACK)


def unpacked(packed: bytes, ending: str) -> bytes:
    with decompressed(BytesIO(packed), f"x{ending}") as stream:
        return stream.read()


@pytest.mark.parametrize("ending", ENDINGS)
class TestWhatIsIntact:
    def test_the_content_comes_out_whatever_the_capitals_of_the_ending(self, ending: str):
        packed = PACK[ending](NOISE)
        assert unpacked(packed, ending) == unpacked(packed, ending.upper()) == NOISE

    def test_several_members_or_frames_are_one_after_the_other(self, ending: str):
        pack = PACK[ending]
        assert unpacked(pack(CONTENT) + pack(b"") + pack(NOISE), ending) == CONTENT + NOISE

    def test_what_is_empty_gives_nothing(self, ending: str):
        assert unpacked(b"", ending) == unpacked(PACK[ending](b""), ending) == b""

    def test_it_tells_how_far_it_has_been_read_and_closes_the_file_with_it(self, ending: str):
        file = BytesIO(PACK[ending](NOISE))
        stream = decompressed(file, f"x{ending}")
        assert (len(stream.read(70_000)), stream.tell(), stream.seekable()) == (70_000, 70_000, False)
        stream.close()
        stream.close()
        assert file.closed

    def test_an_article_is_read_as_if_it_lay_there(self, ending: str, tmp_path: Path):
        (tmp_path / f"pluie.txt{ending.upper()}").write_bytes(PACK[ending](CONTENT))
        (article,) = read_articles(tmp_path)
        assert (article.id, article.text, article.path) == ("pluie", TEXT, f"pluie.txt{ending.upper()}")


def test_zeros_after_gzip_data_as_tapes_have_them_are_no_damage():
    assert unpacked(gzip.compress(CONTENT) + bytes(512), ".gz") == CONTENT


def test_a_skippable_frame_is_skipped():
    assert unpacked(b"\x50\x2a\x4d\x18\x04\0\0\0abcd" + zstandard(CONTENT), ".zst") == CONTENT


def damaged(ending: str) -> dict[str, bytes]:
    packed = PACK[ending](NOISE)
    middle = len(packed) // 2
    # Zstandard data may have no checksum, as pyarrow writes it: then only its structure shows damage.
    at = middle if ending == ".gz" else 4
    return {
        "cut short": packed[:-4],
        "cut in the middle": packed[:middle],
        "cut in its header": packed[:3],
        "a byte changed": packed[:at] + bytes([packed[at] ^ 255]) + packed[at + 1 :],
        "something behind it": packed + b"and more",
        "something else": b"<html>Not found</html>",
    }


@pytest.mark.parametrize("ending", ENDINGS)
class TestDamage:
    @pytest.mark.parametrize("fault", damaged(".gz"))
    def test_each_is_an_error_of_the_system_that_says_what_to_do(self, ending: str, fault: str):
        with pytest.raises(OSError, match="make or fetch it again") as caught:
            unpacked(damaged(ending)[fault], ending)
        assert caught.value.strerror and "\n" not in caught.value.strerror

    def test_the_rows_before_it_are_read_and_one_line_names_the_file(self, ending: str, tmp_path: Path):
        rows = b"".join(
            json.dumps(
                {"id": str(number), "text": f"Il neige. {NOISE[number * 200 : number * 200 + 99].hex()}"}
            ).encode()
            + b"\n"
            for number in range(900)
        )
        path = tmp_path / f"n.jsonl{ending}"
        path.write_bytes(PACK[ending](rows)[:-30])
        said: list[str] = []
        assert len(list(read_articles(path, said.append))) > 500
        (line,) = said
        assert line.startswith(f"{path}: cannot be read: its ") and "cut short" in line

    def test_what_the_disk_says_is_told_as_it_is(self, ending: str):
        class Broken(BytesIO):
            def read(self, size: int | None = -1, /) -> bytes:
                raise OSError(5, "Input/output error")

        with pytest.raises(OSError, match="Input/output error") as caught:
            decompressed(Broken(), f"x{ending}").read()
        assert caught.value.strerror == "Input/output error"

    @given(st.data())
    def test_any_change_gives_the_content_or_an_error_of_the_system(self, ending: str, data: st.DataObject):
        packed = bytearray(PACK[ending](CONTENT))
        for _ in range(data.draw(st.integers(1, 4))):
            packed[data.draw(st.integers(0, len(packed) - 1))] = data.draw(st.integers(0, 255))
        cut = data.draw(st.integers(0, len(packed)))
        for content in (bytes(packed), bytes(packed[:cut])):
            try:
                unpacked(content, ending)
            except OSError as error:
                assert error.strerror and "\n" not in error.strerror

    @given(content=st.binary(max_size=200))
    def test_any_bytes_give_something_or_an_error_of_the_system(self, ending: str, content: bytes):
        try:
            unpacked(content, ending)
        except OSError as error:
            assert error.strerror


class TestBounds:
    @pytest.mark.parametrize("ending", ENDINGS)
    def test_a_bomb_is_refused_in_one_line(self, ending: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(compression, "FREE_BYTES", 1 << 20)
        path = tmp_path / f"a.txt{ending}"
        path.write_bytes(PACK[ending](bytes(64 << 20)))
        with pytest.raises(ArticleError) as caught:
            list(read_articles(path))
        assert str(caught.value) == (
            f"{path}: cannot be read: it unpacks to more than 400 times its size; unpack it yourself if you trust it"
        )

    def test_what_shrinks_much_but_is_small_is_no_bomb(self):
        assert len(unpacked(gzip.compress(bytes(64 << 20)), ".gz")) == 64 << 20

    def test_rows_come_out_in_memory_that_does_not_depend_on_how_many_there_are(self):
        packed = gzip.compress(b"".join(NOISE[at : at + 50].hex().encode() + b"\n" for at in range(0, 199_000, 10)) * 5)
        tracemalloc.start()
        with decompressed(BytesIO(packed), "x.gz") as stream:
            assert sum(1 for _ in stream) == 99_500
        assert tracemalloc.get_traced_memory()[1] < 2 << 20
        tracemalloc.stop()


class TestReadingInAnyOrder:
    def test_a_compressed_file_is_copied_to_a_temporary_file_that_has_no_name(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ):
        content = NOISE * 100
        path = tmp_path / "t.parquet.zst"
        path.write_bytes(zstandard(content))
        spare = tmp_path / "spare"
        spare.mkdir()
        monkeypatch.setattr("tempfile.tempdir", str(spare))
        with InputFile(str(path), path.name).open_seekable() as stream:
            assert stream.seek(0, 2) == len(content)
            assert not list(spare.iterdir())  # so that nothing is left behind, however the process ends
            stream.seek(5)
            assert stream.read(10) == content[5:15]

    def test_a_plain_file_is_read_where_it_lies(self, tmp_path: Path):
        path = tmp_path / "t.parquet"
        path.write_bytes(NOISE)
        with InputFile(str(path), path.name).open_seekable() as stream:
            assert stream.fileno() and stream.seek(7) == 7

    def test_a_copy_has_a_bound(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
        monkeypatch.setattr(input_file, "COPIED_BYTES", 1 << 20)
        path = tmp_path / "t.parquet.gz"
        path.write_bytes(gzip.compress(NOISE * 10))
        with pytest.raises(ArticleError, match=r"t\.parquet\.gz: more than 1 MiB once unpacked; unpack it first"):
            InputFile(str(path), path.name).open_seekable()
