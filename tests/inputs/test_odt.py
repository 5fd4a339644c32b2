"""OpenDocument texts: what a reader of the document reads, in one text with exact offsets."""

from pathlib import Path

import pytest

from bilingual import segment
from bilingual.articles import Article, read_articles
from bilingual.errors import ArticleError
from tests.inputs.word_packages import packed, paragraph, word_document

FILES = Path(__file__).parent / "files"
OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = " ".join(
    f'xmlns:{name}="{OASIS}{name}:1.0"' for name in ("office", "text", "table", "style", "meta", "manifest")
)
SPACES += f' xmlns:draw="{OASIS}drawing:1.0" xmlns:svg="{OASIS}svg-compatible:1.0"'
MIMETYPE = "application/vnd.oasis.opendocument.text"
HIDDEN = '<style:style style:name="T1" style:family="text"><style:text-properties text:display="none"/></style:style>'
BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'


def odt(body: str, before: str = "", head: str = "", **parts: str) -> bytes:
    """A package with this text; `before` are its styles."""
    content = (
        f"{head}<office:document-content {SPACES}><office:automatic-styles>{before}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    return packed({"mimetype": MIMETYPE, "content.xml": content, **parts})


def article_of(content: bytes, folder: Path) -> Article:
    (folder / "a.odt").write_bytes(content)
    (found,) = read_articles(folder / "a.odt")
    return found


def lines_of(body: str, folder: Path, before: str = "") -> list[str]:
    return article_of(odt(body, before), folder).text.split("\n\n")


def marks(article: Article) -> dict[str, str]:
    """The lines whose kind the document tells."""
    return {article.text[start:].partition("\n")[0]: kind for start, kind in article.marked}


@pytest.fixture(scope="module")
def marsh() -> Article:
    (found,) = read_articles(FILES / "revue.odt")
    return found


class TestFilesOfOtherPrograms:
    def test_have_each_paragraph_once_in_reading_order(self, marsh: Article):
        assert marsh.text.split("\n\n") == [
            "La revue du marais",
            "Les oiseaux",
            "Le héron cendré niche chaque année dans les roseaux du marais.",
            "Ardea cinerea, la plus grande espèce du marais.",
            "Un mot reste visible, et voici\nune autre ligne.",
            "Deux paragraphes dont la fin a été supprimée.",
            "Le texte autour d’un cadre.",
            "Un encadré sur la loutre, revenue en 2019.",
            "Premier point de la liste.",
            "Second point de la liste.",
            "Comptage de janvier",
            "Héron",
            "12 couples",
            "3 jeunes",
            "La dernière phrase renvoie à la fin.",
            "Note de fin du document.",
        ]

    def test_count_what_is_left_out(self, marsh: Article):
        assert marsh.notes == (
            "text extracted from an OpenDocument text",
            "tracked deletions left out: 2",
            "tables of contents and indexes left out: 1",
            "comments left out: 1",
            "hidden passages left out: 1",
            "tables read cell by cell: 1",
        )

    def test_say_their_title_who_began_them_and_the_day_they_were_saved(self, marsh: Article):
        assert (marsh.title, marsh.author, marsh.date, marsh.language) == (
            "La revue du marais", "Anne Bréhat", "2022-05-06", "fr",
        )  # fmt: skip

    def test_tell_titles_items_and_cells(self, marsh: Article):
        kinds = marks(marsh)
        assert kinds["La revue du marais"] == kinds["Les oiseaux"] == "title"
        assert kinds["Premier point de la liste."] == kinds["Héron"] == kinds["Note de fin du document."] == "sentence"
        assert "Le texte autour d’un cadre." not in kinds

    @pytest.mark.parametrize("name", ["revue", "pont", "vent"])
    def test_have_segments_at_their_offsets(self, name: str):
        (found,) = read_articles(FILES / f"{name}.odt")
        for one in segment(found.text):
            assert found.text[one.start : one.end] == one.text

    def test_have_tables_in_tables_once_and_pictures_described(self):
        (found,) = read_articles(FILES / "vent.odt")
        assert found.text.count("Mesure interne") == found.text.count("Brest") == 1
        assert marks(found)["Une vague franchit la jetée du port"] == "caption"

    def test_of_pandoc_are_as_in_word(self):
        (found,) = read_articles(FILES / "pont.odt")
        (same,) = read_articles(FILES / "pont.docx")
        assert found.text == same.text.replace("La formule x² ne", "La formule ne")
        assert (found.title, found.author, found.date) == (same.title, same.author, same.date)


class TestParagraphs:
    def test_have_no_more_blanks_and_cells_than_a_reader_needs(self, tmp_path: Path):
        cell = '<table:table-cell table:number-columns-repeated="1000000000"><text:p>a<text:s text:c="1000000000"/>b</text:p>'
        table = f'<table:table><table:table-row table:number-rows-repeated="1000000000">{cell}</table:table-cell>'
        assert lines_of(f"{table}</table:table-row></table:table>", tmp_path) == ["a b"]

    def test_hidden_whole_or_in_part_are_counted(self, tmp_path: Path):
        body = '<text:p><text:hidden-paragraph text:is-hidden="true"/>Rien.</text:p><text:section text:display="none">'
        body += '<text:p>Rien.</text:p></text:section><text:p>Vu <text:span text:style-name="T1">caché</text:span>là.</text:p>'
        found = article_of(odt(body, HIDDEN), tmp_path)
        assert found.text == "Vu là." and "hidden passages left out: 3" in found.notes

    def test_are_titles_by_the_style_that_theirs_is_based_on(self, tmp_path: Path):
        style = '<style:style style:name="P1" style:family="paragraph" style:parent-style-name="Heading_20_2"/>'
        found = article_of(
            odt('<text:p text:style-name="P1">Un titre</text:p><text:p>Un texte.</text:p>', style), tmp_path
        )
        assert marks(found) == {"Un titre": "title"}

    def test_in_styles_based_on_each_other_are_read(self, tmp_path: Path):
        styles = "".join(
            f'<style:style style:name="{one}" style:family="paragraph" style:parent-style-name="{other}"/>'
            for one, other in ("AB", "BA")
        )
        assert lines_of('<text:p text:style-name="A">Un texte.</text:p>', tmp_path, styles) == ["Un texte."]


MANIFEST = f"<manifest:manifest {SPACES}><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>"
OLD_TYPE = '<!DOCTYPE manifest:manifest PUBLIC "-//OpenOffice.org//DTD Manifest 1.0//EN" "Manifest.dtd">'
REFUSED = {
    "empty": (b"", "the file is empty"),
    "Word": (word_document(paragraph("Oui.")), "a Word document; name it .docx"),
    "spreadsheet": (packed({"mimetype": MIMETYPE.replace("text", "spreadsheet")}), "an OpenDocument spreadsheet; only texts"),
    "EPUB": (packed({"META-INF/container.xml": "<a/>"}), "an EPUB book; name it .epub"),
    "locked": (odt("", **{"META-INF/manifest.xml": MANIFEST}), "protected by a password; save it without one"),
    "no content": (packed({"mimetype": MIMETYPE}), "the part 'content.xml' is missing"),
    "no text": (odt("<text:p/>"), "no text in this file"),
    "other content": (packed({"mimetype": MIMETYPE, "content.xml": "<a/>"}), "its content is none"),
    "nested": (odt("<text:section>" * 100_000), "elements nested deeper than 256"),
    "entities": (odt("<text:p>&b;</text:p>", head=BOMB), "declares a document type with entities"),
    "bomb": (packed({"mimetype": MIMETYPE, "content.xml": bytes(100 << 20)}), "times its size"),
}  # fmt: skip


class TestWhatCannotBeRead:
    @pytest.mark.parametrize("name", REFUSED)
    def test_is_one_line_that_names_the_file_and_what_to_do(self, name: str, tmp_path: Path):
        content, words = REFUSED[name]
        with pytest.raises(ArticleError) as caught:
            article_of(content, tmp_path)
        assert str(caught.value).startswith(f"{tmp_path / 'a.odt'}: ") and words in str(caught.value)
        assert "\n" not in str(caught.value)

    def test_is_not_a_file_that_only_names_a_document_type(self, tmp_path: Path):
        manifest = f"{OLD_TYPE}<manifest:manifest {SPACES}/>"
        assert article_of(odt("<text:p>Oui.</text:p>", **{"META-INF/manifest.xml": manifest}), tmp_path).text == "Oui."
