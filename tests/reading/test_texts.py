"""Any text: what a reader's program finds in a copy is what went in, and none of it becomes markup."""

from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree
from zipfile import ZipFile

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset import Manifest
from bilingual.exports.reading.showing import Showing, web_address
from tests.exports.pairs import BOMB, pair
from tests.exports.test_formats import ILLEGAL_IN_XML
from tests.hostile_texts import HOSTILE
from tests.reading.documents import document, read, skipped, write

TEXTS = st.text(st.characters(exclude_categories=[]), max_size=40) | st.sampled_from((*HOSTILE[:90], BOMB))
MARKUP = "<script>alert(1)</script>\"'&amp;<b onclick=x>]]><!--"


def shown(text: str) -> str:
    return Showing().show(text)


class TestAShownText:
    @given(TEXTS)
    def test_holds_nothing_that_acts_and_nothing_that_xml_lacks(self, text: str):
        found = shown(text)
        assert not ILLEGAL_IN_XML.search(found)
        assert not set(found) & set("\t\n\r\x7f\x85\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

    @given(TEXTS)
    def test_keeps_its_length_and_every_character_that_can_be_seen(self, text: str):
        found = shown(text)
        assert len(found) == len(text)
        assert all(
            after == before
            for before, after in zip(text, found, strict=True)
            if before.isprintable() and before < "\ufffe"
        )

    @given(TEXTS)
    def test_is_counted_where_it_differs_by_more_than_a_blank(self, text: str):
        showing = Showing()
        found = showing.show(text)
        lost = [before for before, after in zip(text, found, strict=True) if before != after and before not in "\t\n\r"]
        assert showing.replaced == len(lost)

    def test_keeps_what_shapes_words_unseen(self):
        text = "co\u00adopé\u200bration \u200f\u05d0\u200e 👩\u200d👧 \u2060\ufeff"
        assert shown(text) == text

    def test_has_a_picture_for_a_control_and_a_blank_for_a_line_end(self):
        assert shown("a\x1b[31m\x00 b\u202e\u2028c\r\nd") == "a␛[31m␀ b\ufffd c  d"


class TestAnyText:
    @settings(max_examples=40)
    @given(st.lists(st.tuples(TEXTS, TEXTS), min_size=1, max_size=6), TEXTS, TEXTS)
    @example([(MARKUP, MARKUP), ("", "")], MARKUP, MARKUP)
    def test_is_the_text_of_its_own_element(
        self, manifest: Manifest, texts: list[tuple[str, str]], title: str, name: str
    ):
        segments = [pair(n, fr, en, paragraph=n // 2) for n, (fr, en) in enumerate(texts)]
        segments.append(skipped(99, title, lang=name, kind=name, reason=name, paragraph=9))
        article = document(segments, title=title, publisher=name, date=name, url=name, id=name)
        with TemporaryDirectory() as folder:
            for form in ("html", "epub"):
                write(form, [article], Path(folder), manifest)
            page = read(Path(folder) / "pairs.html")
            with ZipFile(Path(folder) / "pairs.epub") as archive:
                trees = [
                    ElementTree.fromstring(archive.read(n))
                    for n in archive.namelist()
                    if n.endswith(("ml", "opf", "ncx"))
                ]
        book = {each.get("id"): each for tree in trees for each in tree.iter() if each.get("id")}
        for each in segments[:-1]:
            for side, text in (("fr", each.fr), ("en", each.en)):
                assert page.by_id[f"{side}-{each.id}"].text == shown(text)
                assert "".join(book[f"{side}-{each.id}"].itertext()) == shown(text)
        assert page.by_id[f"fr-{segments[-1].id}"].text == shown(title)
        assert {each.tag for each in page.root.all()} <= {
            "html", "head", "meta", "title", "style", "body", "a", "header", "p", "h1", "h2", "h3", "bdi", "ul", "li", "ol", "span",
            "strong", "section", "nav", "fieldset", "legend", "label", "input", "main", "article", "div", "footer", "code", "wbr",
        }  # fmt: skip
        assert all(not key.startswith("on") for each in page.root.all() for key in each.attributes)

    @given(TEXTS | st.text().map("https://a.example/".__add__))
    def test_gives_a_web_address_or_none(self, text: str):
        found = web_address(text)
        assert found == "" or found.startswith(("http://", "https://"))
        assert not set(found) & set('"<> \t\n\r\\^`{|}') and found.isprintable()

    def test_of_the_manifest_is_text_too(self, manifest: Manifest, tmp_path: Path):
        from dataclasses import replace

        hostile = replace(manifest, name=f"{MARKUP}\x00", license=MARKUP, model={**manifest.model, "name": MARKUP})
        for form in ("html", "epub"):
            assert write(form, [document([pair(0, "Un.", "One.")])], tmp_path, hostile) == 1
        assert read(tmp_path / "pairs.html").root.all("h1")[0].text == f"{MARKUP}␀"
        with ZipFile(tmp_path / "pairs.epub") as archive:
            for name in archive.namelist():
                if name.endswith(("ml", "opf", "ncx")):
                    ElementTree.fromstring(archive.read(name))


@pytest.mark.parametrize("form", ["html", "epub"])
def test_what_was_replaced_is_counted(manifest: Manifest, tmp_path: Path, form: str):
    article = document([pair(0, "a\x00b\u202e", "\ufffe"), pair(1, "Un.", "One.")], title="\x07")
    assert write(form, [article], tmp_path, manifest) == 4
