"""Web archives: each page of HTML is an article once, the rest is counted, and a broken record stops nothing."""

import gzip
import zlib
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles, survey_articles
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.articles.web.warc import readable_address
from bilingual.errors import ArticleError

FILES = Path(__file__).parent / "files"
BODY = (
    "La pluie tombe sur la ville depuis ce matin, et les habitants du quartier attendent sous les arbres de la place. "
    "Le maire a inauguré hier le nouveau pont qui relie les deux rives du fleuve, après trois années de travaux. "
)


def page(number: int = 1, charset: str = "utf-8") -> bytes:
    paragraphs = "".join(f"<p>{BODY} Voilà le numéro {number}.</p>" for _ in range(3))
    return (
        f"<!DOCTYPE html><html lang=fr><head><title>Le pont n° {number}</title></head><body><nav>Menu</nav>"
        f"<article><h1>Le pont n° {number}</h1>{paragraphs}</article></body></html>"
    ).encode(charset)


class Crawl:
    """A web archive that grows record by record; each is packed on its own where all are."""

    def __init__(self, packed: bool = False) -> None:
        self.content, self.packed = b"", packed

    def add(
        self, url: str, body: bytes, status: str = "200 OK", type: str = "text/html; charset=utf-8", **headers: str
    ) -> "Crawl":
        fields = ({"Content-Type": type} if type else {}) | {name.replace("_", "-"): headers[name] for name in headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        return self.add_plain(url, "response", f"HTTP/1.1 {status}\r\n{head}\r\n".encode() + body, "application/http")

    def add_plain(self, url: str, kind: str, block: bytes, type: str) -> "Crawl":
        head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nContent-Type: {type}\r\n"
        record = f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"
        self.content += gzip.compress(record) if self.packed else record
        return self

    def write(self, path: Path) -> Path:
        path.write_bytes(self.content)
        return path


def found_in(path: Path) -> list[Article | ArticleError]:
    return list(read_file(InputFile(str(path), path.name)))


def articles_of(path: Path) -> list[Article]:
    found = found_in(path)
    assert not [one for one in found if isinstance(one, ArticleError)]
    return [one for one in found if isinstance(one, Article)]


def chunked(body: bytes, size: int = 100) -> bytes:
    pieces = [body[at : at + size] for at in range(0, len(body), size)]
    return b"".join(b"%x\r\n%s\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


def arrow(codec: str) -> Callable[[bytes], bytes]:
    def pack(body: bytes) -> bytes:
        out = pa.BufferOutputStream()
        with pa.CompressedOutputStream(out, codec) as stream:
            stream.write(body)
        return out.getvalue().to_pybytes()

    return pack


ENCODINGS: dict[str, Callable[[bytes], bytes]] = {
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": arrow("brotli"),
    "zstd": arrow("zstd"),
}


class TestWhatWgetWrites:
    """A site of eight articles, a copy of one, a redirect, a missing page, a picture and JSON, fetched by wget."""

    @pytest.mark.parametrize("name", ["courrier.warc.gz", "courrier-plain.warc.zst"])
    def test_each_page_is_an_article_once_and_the_rest_is_counted(self, name: str):
        found = articles_of(FILES / name)
        stem = name.partition(".")[0]
        pages = [f"{stem}/127.0.0.1/a{number}" for number in range(1, 9)]
        first = {"courrier": "courrier/127.0.0.1", "courrier-plain": "courrier-plain/127.0.0.1/index"}[stem]
        assert [one.id for one in found] == [first, *pages, f"{stem}/127.0.0.1/chunked"]
        assert [one.notes[1:] for one in found[:-1]] == [()] * 9
        assert found[-1].notes[1:] == (
            "files that are no web pages left out: 3",
            "answers other than 200 left out: 2",
            "pages that repeat another to the byte left out: 2",
        )

    def test_the_article_has_the_texts_of_the_page_and_not_the_day_of_the_crawl(self):
        fifth = articles_of(FILES / "courrier.warc.gz")[5]
        assert (fifth.title, fifth.publisher, fifth.date) == ("Le pont numéro 5", "Le Courrier", "2020-07-15")
        assert fifth.url == "http://127.0.0.1:8765/a5.html"
        assert fifth.text.count("Le budget de la commune") == 1 and "Mentions" not in fifth.text

    def test_a_page_that_came_packed_and_in_chunks_is_read(self):
        assert articles_of(FILES / "courrier-plain.warc.zst")[-1].text.startswith("La rue numéro 3")

    def test_records_packed_one_by_one_or_all_together_or_not_are_the_same(self, tmp_path: Path):
        plain = gzip.decompress((FILES / "courrier.warc.gz").read_bytes())
        for name, content in (("courrier.warc", plain), ("courrier.WARC.GZ", gzip.compress(plain))):
            (tmp_path / name).write_bytes(content)
            assert [(one.id, one.text) for one in articles_of(tmp_path / name)] == [
                (one.id, one.text) for one in articles_of(FILES / "courrier.warc.gz")
            ]


class TestWhatWarcioWrites:
    def test_packed_and_chunked_pages_a_revisit_a_resource_and_a_conversion(self):
        found = articles_of(FILES / "ecrit.warc.gz")
        assert [(one.id, one.title) for one in found] == [
            ("ecrit/exemple.fr/gzip", "Le pont n° 1"),
            ("ecrit/exemple.fr/chunked", "Le pont n° 2"),
            ("ecrit/exemple.fr/br", "Le pont n° 3"),
            ("ecrit/exemple.fr/resource", "Le pont n° 4"),
            ("ecrit/exemple.fr/text", None),
        ]
        assert found[-1].notes == ("revisits of pages left out: 1",)


class TestPages:
    @pytest.mark.parametrize("encoding", ENCODINGS)
    def test_a_body_is_unpacked_also_where_only_its_header_says_that_it_is_packed(self, encoding: str, tmp_path: Path):
        packed = ENCODINGS[encoding](page(1))
        crawl = Crawl().add("http://a.example/1", packed, Content_Encoding=encoding)
        crawl.add("http://a.example/2", chunked(ENCODINGS[encoding](page(2))), Content_Encoding=encoding, Transfer_Encoding="chunked")  # fmt: skip
        crawl.add("http://a.example/3", page(3), Content_Encoding=encoding, Transfer_Encoding="chunked")
        found = articles_of(crawl.write(tmp_path / "c.warc"))
        assert [one.title for one in found] == ["Le pont n° 1", "Le pont n° 2", "Le pont n° 3"]
        assert all(BODY.strip() in one.text for one in found)

    def test_deflate_without_its_frame_is_read(self, tmp_path: Path):
        packer = zlib.compressobj(wbits=-15)
        crawl = Crawl().add("http://a.example/", packer.compress(page()) + packer.flush(), Content_Encoding="deflate")
        assert len(articles_of(crawl.write(tmp_path / "c.warc"))) == 1

    def test_the_charset_of_the_header_is_that_of_the_page(self, tmp_path: Path):
        crawl = Crawl().add("http://a.example/", page(1, "iso8859-1"), type="text/html; charset=ISO-8859-1")
        (found,) = articles_of(crawl.write(tmp_path / "c.warc"))
        assert "après trois années" in found.text

    def test_a_page_without_a_type_is_known_by_how_it_begins(self, tmp_path: Path):
        crawl = Crawl().add("http://a.example/", page(), type="").add("http://a.example/b", b"GIF89a", type="")
        (found,) = articles_of(crawl.write(tmp_path / "c.warc"))
        assert found.notes[-1] == "files that are no web pages left out: 1"

    def test_pages_with_one_content_are_one_article_whatever_the_archive_says_of_them(self, tmp_path: Path):
        crawl = Crawl().add("http://a.example/", page()).add("https://a.example/", ENCODINGS["gzip"](page()), Content_Encoding="gzip")  # fmt: skip
        crawl.add_plain("http://a.example/x", "revisit", b"HTTP/1.1 200 OK\r\n\r\n", "application/http")
        (found,) = articles_of(crawl.write(tmp_path / "c.warc"))
        assert found.notes[1:] == ("pages that repeat another to the byte left out: 1", "revisits of pages left out: 1")

    def test_two_versions_of_a_page_are_two_articles(self, tmp_path: Path):
        crawl = Crawl().add("http://a.example/x.html?p=1", page(1)).add("http://a.example/x.html?p=1", page(2))
        found = articles_of(crawl.write(tmp_path / "c.warc"))
        assert [one.id for one in found] == ["c/a.example/x-p-1", "c/a.example/x-p-1-2"]

    def test_pages_without_an_article_are_counted_and_no_errors(self, tmp_path: Path):
        crawl = Crawl()
        for number in range(30):
            crawl.add(f"http://a.example/{number}", b"<html><body><script>var x = %d</script></body></html>" % number)
        path = crawl.add("http://a.example/", page()).write(tmp_path / "c.warc")
        survey = survey_articles(path)
        assert (survey.articles, survey.unread.count) == (1, 0)
        assert any("pages in which no article is found left out: 30" in note for note in survey.notes)

    def test_pages_and_texts_that_no_server_sent_are_read_but_not_the_log_of_a_crawler(self, tmp_path: Path):
        crawl = Crawl().add_plain("file:///a.html", "resource", page(), "text/html")
        crawl.add_plain("http://a.example/t", "conversion", "Il a neigé.\nLe pont est fermé.".encode(), "text/plain")
        crawl.add_plain("metadata://gnu.org/software/wget/warc/wget.log", "resource", b"log", "text/plain")
        pages, text = articles_of(crawl.write(tmp_path / "c.warc"))
        assert pages.title == "Le pont n° 1"
        assert (text.text, text.url, text.extracted) == ("Il a neigé.\nLe pont est fermé.", "http://a.example/t", True)

    def test_a_page_that_is_too_large_is_left_out_however_it_is_packed(self, tmp_path: Path):
        large = page() + b" " * (17 << 20)
        crawl = Crawl().add("http://a.example/1", gzip.compress(large), Content_Encoding="gzip")
        crawl.add("http://a.example/2", large).add("http://a.example/3", large, type="video/mp4")
        (found,) = articles_of(crawl.add("http://a.example/4", page()).write(tmp_path / "c.warc"))
        assert found.notes[1:] == (
            "pages of more than 16 MiB left out: 2",
            "files that are no web pages left out: 1",
        )

    def test_an_archive_without_an_article_says_what_it_has(self, tmp_path: Path):
        path = Crawl().add("http://a.example/", b"x", "404 Not Found").write(tmp_path / "c.warc")
        with pytest.raises(ArticleError, match="no article in this web archive, answers other than 200 left out: 1"):
            list(read_articles(path))

    @pytest.mark.parametrize(
        ("url", "id"),
        [
            ("https://www.exemple.fr/politique/le-pont.html", "www.exemple.fr/politique/le-pont"),
            ("http://exemple.fr:80/?p=12&x=%C3%A9", "exemple.fr/-p-12-x-C3-A9"),
            ("http://exemple.fr/%C3%A9t%C3%A9/", "exemple.fr/été"),
            ("http://[broken", "http/-broken"),
            ("", "page"),
        ],
    )
    def test_an_id_is_a_short_form_of_the_address(self, url: str, id: str):
        assert readable_address(url) == id

    def test_a_long_address_is_cut(self):
        assert len(readable_address("http://a.example/" + "é" * 5_000)) == 100


class TestBroken:
    def three(self) -> list[bytes]:
        whole = (
            Crawl()
            .add("http://a.example/1", page(1))
            .add("http://a.example/2", page(2))
            .add("http://a.example/3", page(3))
        )
        first, second, third = whole.content.split(b"WARC/1.0\r\n")[1:]
        return [b"WARC/1.0\r\n" + record for record in (first, second, third)]

    def read(self, tmp_path: Path, content: bytes, name: str = "c.warc") -> tuple[list[str], list[str]]:
        path = tmp_path / name
        path.write_bytes(content)
        found = found_in(path)
        ids = [one.id for one in found if isinstance(one, Article)]
        return ids, [str(one).removeprefix(f"{path}: ") for one in found if isinstance(one, ArticleError)]

    def test_a_record_without_a_length_is_named_and_the_next_is_read(self, tmp_path: Path):
        first, second, third = self.three()
        ids, errors = self.read(tmp_path, first + second.replace(b"Content-Length", b"Content-Lenght", 1) + third)
        assert ids == ["c/a.example/1", "c/a.example/3"]
        assert errors == [f"record 2: broken at byte {len(first):,}: its header gives no Content-Length"]

    def test_what_stands_between_two_records_is_one_error(self, tmp_path: Path):
        first, second, third = self.three()
        ids, (error,) = self.read(tmp_path, first + b"<html>\nnothing\n" + second + third)
        assert ids == ["c/a.example/1", "c/a.example/2", "c/a.example/3"]
        assert error == f"record 2: broken at byte {len(first):,}: it does not begin as a record does"

    def test_a_cut_end_is_named_and_the_page_that_it_cuts_is_not_read(self, tmp_path: Path):
        first, second, third = self.three()
        ids, errors = self.read(tmp_path, first + second + third[:-100])
        assert ids == ["c/a.example/1", "c/a.example/2"]
        assert errors == [f"record 3: broken at byte {len(first + second):,}: it is cut short, 96 bytes are missing"]

    def test_damage_of_the_packed_data_is_told_with_the_record_that_it_begins_in(self, tmp_path: Path):
        packed = Crawl(packed=True).add("http://a.example/1", page(1)).add("http://a.example/2", page(2)).content
        ids, (error,) = self.read(tmp_path, packed[:-200], "c.warc.gz")
        assert ids == ["c/a.example/1"]
        assert error.startswith("record 2 and all after it: cannot be read: its gzip data is damaged or cut short")

    def test_the_manifest_has_the_record_as_the_place(self, tmp_path: Path):
        first, second, third = self.three()
        (tmp_path / "c.warc").write_bytes(first + second.replace(b"Content-Length", b"X", 1) + third)
        (one,) = survey_articles(tmp_path).unread.listed
        assert (one.path, one.place) == ("c.warc", "record 2") and one.kind == "broken at byte …"

    def test_a_damaged_body_is_one_error(self, tmp_path: Path):
        for encoding in ("gzip", "br", "zstd"):
            crawl = Crawl().add("http://a.example/1", ENCODINGS[encoding](page())[:-30], Content_Encoding=encoding)
            ids, errors = self.read(tmp_path, crawl.add("http://a.example/2", page(2)).content)
            assert (ids, errors) == (["c/a.example/2"], [f"record 1: its {encoding} data is damaged or cut short"])

    @pytest.mark.parametrize(
        "content",
        [b"", b"<html>", b"WARC/1.0", b"WARC/1.0\r\n" * 9, b"WARC/9.9\r\nContent-Length: 5\r\n\r\nabcde", b"WARC/1.0\r\n" + b"x" * 999_999],
    )  # fmt: skip
    def test_what_is_no_archive_is_an_error_in_one_line(self, content: bytes, tmp_path: Path):
        ids, errors = self.read(tmp_path, content)
        assert not ids and errors and all("\n" not in error and len(error) < 300 for error in errors)

    def test_headers_without_end_do_not_fill_the_memory(self, tmp_path: Path):
        first, second, _ = self.three()
        ids, (error,) = self.read(tmp_path, first + b"WARC/1.0\r\n" + b"x: y\r\n" * 100_000 + second)
        assert ids == ["c/a.example/1", "c/a.example/2"]
        assert error.endswith("its header has more than 256 KiB, or a line of 64")

    def test_an_archive_of_broken_records_is_given_up(self, tmp_path: Path):
        first, _, _ = self.three()
        ids, errors = self.read(tmp_path, first + b"WARC/1.0\r\n\r\n" * 50_000)
        assert (ids, len(errors)) == (["c/a.example/1"], 1_001)
        assert errors[-1].endswith(", as 1,000 before it; nothing after it is read")

    @pytest.mark.slow
    @settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
    @given(st.data())
    def test_any_change_gives_articles_or_errors_in_one_line(
        self, tmp_path: Path, capfd: pytest.CaptureFixture[str], data: st.DataObject
    ):
        crawl = Crawl().add("http://a.example/1", page(1)).add("http://a.example/2", chunked(gzip.compress(page(2))), Content_Encoding="gzip", Transfer_Encoding="chunked")  # fmt: skip
        content = bytearray(crawl.content)
        for _ in range(data.draw(st.integers(1, 8))):
            content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
        path = tmp_path / "c.warc"
        path.write_bytes(content[: data.draw(st.integers(0, len(content)))] if data.draw(st.booleans()) else content)
        found = found_in(path)
        assert found
        for one in found:
            if isinstance(one, ArticleError):
                assert str(one).startswith(f"{path}: ") and "\n" not in str(one)
        assert capfd.readouterr().err == ""
