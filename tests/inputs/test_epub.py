"""Books: which chapters there are, what is known of them, and what no book should hold."""

import random
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.inputs.books import FILES, chapter, check_offsets, item, marked, read, shared, words, write_book

MADE_BY = ("pandoc3", "pandoc2", "calibre", "libreoffice")
# What the book says, as pandoc's own reader gives it (`pandoc -f epub -t plain pandoc2.epub`), without the notes' marks.
SAID = words((FILES / "moulin.txt").read_text(encoding="utf-8"))
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'


class TestBooksOfOtherPrograms:
    @pytest.mark.parametrize("name", MADE_BY)
    def test_are_read_whole_and_nothing_twice(self, name: str):
        articles, errors = read(FILES / f"{name}.epub")
        found = words("\n".join(article.text for article in articles))
        assert not errors
        assert shared(SAID, found) > 0.92 and shared(found, SAID) > 0.99  # LibreOffice writes no numbers of lists

    @pytest.mark.parametrize("name", MADE_BY)
    def test_have_exact_offsets(self, name: str):
        for article in read(FILES / f"{name}.epub")[0]:
            check_offsets(article)

    @pytest.mark.parametrize("name", MADE_BY)
    def test_say_who_wrote_them_and_what_their_chapters_are_called(self, name: str):
        articles, _ = read(FILES / f"{name}.epub")
        assert {(article.author, article.language) for article in articles} == {("Jeanne Faure; Paul Rey", "fr")}
        titles = [article.title for article in articles]
        assert {"Le moulin d’Aubrac – Chapitre premier", "Le moulin d’Aubrac – Chapitre second"} <= set(titles)

    def test_give_a_chapter_with_its_headings_items_and_notes(self):
        first = next(one for one in read(FILES / "pandoc3.epub")[0] if "Chapitre premier" in (one.title or ""))
        assert marked(first)[:7] == [
            ("title", "Chapitre premier"),
            (None, "Le moulin tournait depuis l’aube. On entendait, de la route, le bruit de l’eau ; et le meunier, M. Faure, chantait."),
            (None, "Rien ne presse, disait-il, tant que l’eau coule."),
            (None, "Le 1er mai 1897, il partit « pour de bon »."),
            ("sentence", "1. Le blé fut vendu."),
            ("sentence", "2. L’âne fut donné."),
            ("sentence", "3. La porte resta ouverte."),
        ]  # fmt: skip
        assert marked(first)[-1] == ("sentence", "L’aube, en Aubrac, vient tard : les monts la retiennent.")
        assert ("caption", "La roue du moulin, vue du pont") in marked(first)
        assert (first.id, first.path, first.date, first.publisher) == (
            "pandoc3/03-ch001",
            "pandoc3.epub/EPUB/text/ch001.xhtml",
            "1897-05-03",
            "Éditions du Causse",
        )

    def test_say_which_parts_are_in_another_language(self):
        last = read(FILES / "calibre.epub")[0][-1]
        ((start, code),) = last.languages
        assert (code, last.text[start:].split("\n")[0]) == ("en", "The mill is silent now, he said.")


class TestChapters:
    def test_are_called_by_the_first_heading_where_the_navigation_does_not_name_them(self, tmp_path: Path):
        path = write_book(tmp_path / "l.epub", {"a.xhtml": chapter("<h2>Le départ</h2><p>Il partit.</p>")})
        assert read(path)[0][0].title == "Livre – Le départ"

    def test_are_not_called_by_a_number_that_leads_to_them(self, tmp_path: Path):
        link = "<a href='a.xhtml#n'>[1]</a>"
        nav = f"<nav xmlns:epub='http://www.idpf.org/2007/ops' epub:type='toc'><ol><li>{link}</li></ol></nav>"
        items = item("nav", "nav.xhtml", more='properties="nav"')
        path = write_book(tmp_path / "a.epub", {"a.xhtml": chapter("<h1>Le vent</h1><p>Un.</p>")}, items=items)
        with ZipFile(path, "a") as archive:
            archive.writestr("OPS/nav.xhtml", chapter(nav))
        assert read(path)[0][0].title == "Livre – Le vent"

    def test_follow_the_spine_each_once_and_so_do_those_beside_it(self, tmp_path: Path):
        parts = {name: chapter(f"<p>{name}</p>") for name in ("a.xhtml", "b.xhtml", "c.xhtml")}
        spine = '<itemref idref="i2"/><itemref idref="i0" linear="no"/><itemref idref="i2"/>'
        articles, errors = read(write_book(tmp_path / "l.epub", parts, spine=spine))
        assert [article.id for article in articles] == ["l/01-c", "l/02-a"] and not errors

    def test_without_text_and_the_cover_and_the_contents_are_left_out_which_is_said(self, tmp_path: Path):
        links = "".join(f'<li><a href="c{n}.xhtml">Chapitre numéro {n}</a></li>' for n in range(9))
        parts = {
            "cover.xhtml": chapter('<img alt="Livre"/>'),
            "vide.xhtml": chapter("<p> </p>"),
            "sommaire.xhtml": chapter(f"<h1>Table</h1><ul>{links}</ul>"),
            "a.xhtml": chapter("<p>Texte.</p>"),
        }
        ((article,), _) = read(write_book(tmp_path / "l.epub", parts))
        assert article.text == "Texte."
        assert article.notes[1:] == ("cover left out: 1", "parts without text left out: 1", "contents left out: 1")

    def test_are_found_by_percent_encoded_addresses_and_in_another_case(self, tmp_path: Path):
        parts = {"b été.xhtml": chapter("<p>Un.</p>"), "C.xhtml": chapter("<p>Deux.</p>")}
        items = item("x", "b%20%C3%A9t%C3%A9.xhtml") + item("y", "c.xhtml")
        spine = '<itemref idref="x"/><itemref idref="y"/>'
        articles, errors = read(write_book(tmp_path / "l.epub", parts, items=items, spine=spine))
        assert [article.text for article in articles] == ["Un.", "Deux."] and not errors

    @pytest.mark.parametrize("doctype", ["", "<!DOCTYPE html>", '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.1//EN" "http://www.w3.org/TR/xhtml11/DTD/xhtml11.dtd">'])  # fmt: skip
    def test_may_use_the_named_characters_of_html(self, tmp_path: Path, doctype: str):
        body = doctype + chapter("<p>L&rsquo;&eacute;t&eacute;&nbsp;: R&amp;D</p>").removeprefix(
            '<?xml version="1.0"?>'
        )
        ((article,), _) = read(write_book(tmp_path / "l.epub", {"a.xhtml": body}))
        assert article.text == "L’été\xa0: R&D" and article.notes == ("text extracted from EPUB",)

    def test_that_are_no_xhtml_are_read_as_html_with_a_note(self, tmp_path: Path):
        body = '<html><head><title/></head><body><p>Un<br>deux & trois<a id="x"/><p>fin</body>'
        ((article,), _) = read(write_book(tmp_path / "l.epub", {"a.xhtml": body}))
        assert article.text == "Un\ndeux & trois\n\nfin" and "not well-formed" in article.notes[1]


class TestMetadata:
    def test_is_the_books_and_never_guessed_from_a_chapter(self, tmp_path: Path):
        body = chapter("<p>Le 24 février 1815</p><p>La vigie signala le trois-mâts.</p><p>Source : Le Sémaphore</p>")
        ((article,), _) = read(write_book(tmp_path / "l.epub", {"a.xhtml": body}))
        assert (article.date, article.publisher, article.url) == (None, None, None)

    @pytest.mark.parametrize("name", ["Unknown", "Inconnu(e)"])
    def test_without_an_author_is_not_that_of_calibre_for_it(self, tmp_path: Path, name: str):
        metadata = f"<dc:title>Livre</dc:title><dc:creator>{name}</dc:creator>"
        ((found,), _) = read(write_book(tmp_path / "a.epub", {"a.xhtml": chapter("<p>Un.</p>")}, metadata=metadata))
        assert found.author is None

    def test_has_the_date_of_publication_and_the_address(self, tmp_path: Path):
        metadata = (
            "<dc:title>Livre</dc:title><dc:identifier>urn:isbn:1</dc:identifier><dc:source>https://l.example/1</dc:source>"
            '<dc:language>fr-FR</dc:language><dc:date opf:event="modification">2020-01-01</dc:date>'
            '<dc:date opf:event="publication">1897</dc:date>'
        )
        ((article,), _) = read(write_book(tmp_path / "l.epub", {"a.xhtml": chapter("<p>Un.</p>")}, metadata=metadata))
        assert (article.date, article.url, article.language) == ("1897", "https://l.example/1", "fr")

    def test_without_a_date_is_not_that_of_calibre_for_it(self, tmp_path: Path):
        metadata = "<dc:date>0101-01-01T00:00:00+00:00</dc:date>"
        ((article,), _) = read(write_book(tmp_path / "l.epub", {"a.xhtml": chapter("<p>Un.</p>")}, metadata=metadata))
        assert (article.date, article.title) == (None, None)


class TestHostileBooks:
    def test_do_not_lead_out_of_the_archive_nor_hide_the_chapters_that_are_there(self, tmp_path: Path):
        items = (
            item("o", "../../etc/passwd") + item("e", "%2e%2e/%2E%2e/x.xhtml") + item("w", "https://x.example/a.xhtml")
            + item("m", "absent.xhtml") + item("s", "s.svg", "image/svg+xml", 'fallback="t"')
            + item("t", "t.svg", "image/svg+xml", 'fallback="s"')
        )  # fmt: skip
        spine = "".join(f'<itemref idref="{id}"/>' for id in ("o", "e", "w", "m", "nowhere", "s", "i0"))
        articles, errors = read(
            write_book(tmp_path / "l.epub", {"a.xhtml": chapter("<p>Un.</p>")}, items=items, spine=spine)
        )
        assert [article.text for article in articles] == ["Un."]
        assert [sum(word in error for error in errors) for word in ("outside", "missing", "list of parts")] == [3, 1, 1]

    def test_nested_without_end_lose_only_that_chapter(self, tmp_path: Path):
        deep = chapter("<div>" * 100_000 + "mot" + "</div>" * 100_000)
        articles, errors = read(write_book(tmp_path / "l.epub", {"a.xhtml": deep, "b.xhtml": chapter("<p>Un.</p>")}))
        assert [article.text for article in articles] == ["Un."] and "nested deeper" in errors[0]

    @pytest.mark.parametrize(
        ("package", "parts", "words"),
        [
            ({"before": ENTITIES}, {"a.xhtml": chapter("<p>Un.</p>")}, "declares entities"),
            ({}, {"a.xhtml": ENTITIES + "<html><body><p>&b;</p></body></html>"}, "declares entities"),
            ({}, {"a.xhtml": b" " * (100 << 20)}, "200 times its size"),
            ({}, {"a.xhtml": b"\x00\x01\x02" * 99}, "binary"),
            ({}, {"a.xhtml": chapter("<p/>")}, "no chapter with text in this book, only parts without text"),
            ({"encryption": '<encryption xmlns:e="u"><e:EncryptedData><e:EncryptionMethod Algorithm="aes"/><e:CipherReference URI="OPS/a.xhtml"/></e:EncryptedData></encryption>'}, {"a.xhtml": b"x"}, "DRM"),
        ],
    )  # fmt: skip
    def test_are_refused_in_one_line(
        self, tmp_path: Path, package: dict[str, str], parts: dict[str, str | bytes], words: str
    ):
        articles, (error,) = read(write_book(tmp_path / "l.epub", parts, **package))
        assert not articles and words in error

    def test_that_hide_only_their_fonts_are_read(self, tmp_path: Path):
        hidden = '<encryption xmlns:e="u"><e:EncryptedData><e:EncryptionMethod Algorithm="http://www.idpf.org/2008/embedding"/><e:CipherReference URI="OPS/a.ttf"/></e:EncryptedData></encryption>'
        assert read(write_book(tmp_path / "l.epub", {"a.xhtml": chapter("<p>Un.</p>")}, encryption=hidden))[0]

    @pytest.mark.parametrize("content", [b"PK", b"hello" * 99])
    def test_that_are_none_are_refused(self, tmp_path: Path, content: bytes):
        path = tmp_path / "l.epub"
        path.write_bytes(content)
        assert "not an EPUB book" in read(path)[1][0]

    @pytest.mark.slow
    @pytest.mark.parametrize("name", MADE_BY)
    def test_that_are_damaged_are_read_or_refused(self, tmp_path: Path, name: str):
        intact, draw = (FILES / f"{name}.epub").read_bytes(), random.Random(name)
        for _ in range(40):
            damaged = bytearray(intact)
            for _ in range(draw.choice((1, 3, 30))):
                damaged[draw.randrange(len(damaged))] = draw.randrange(256)
            path = tmp_path / "l.epub"
            path.write_bytes(damaged[: draw.choice((len(damaged), draw.randrange(len(damaged))))])
            read(path)

    @settings(max_examples=40)
    @given(
        package=st.text(alphabet=st.sampled_from('<>/="# &;abdiehrfpstmn:.%2'), max_size=80),
        body=st.binary(max_size=60),
    )
    def test_with_any_package_and_any_chapter_are_read_or_refused(self, tmp_path_factory, package: str, body: bytes):
        path = tmp_path_factory.mktemp("any") / "l.epub"
        read(write_book(path, {"a.xhtml": body}, items=package))
