"""Word documents: what a reader of the document reads, in one text with exact offsets."""

from pathlib import Path

import pytest

from bilingual import segment
from bilingual.articles import Article, read_articles
from tests.inputs.make_word_like import BOXED, cell, field, press_document
from tests.inputs.word_packages import packed, paragraph, part, run, word_document

FILES = Path(__file__).parent / "files"


def article_of(content: bytes, folder: Path, name: str = "a.docx") -> Article:
    (folder / name).write_bytes(content)
    (found,) = read_articles(folder / name)
    return found


def lines_of(body: str, folder: Path, footnotes: str = "") -> list[str]:
    return article_of(word_document(body, footnotes), folder).text.split("\n\n")


def marks(article: Article) -> dict[str, str]:
    """The lines whose kind the document tells."""
    return {article.text[start:].partition("\n")[0]: kind for start, kind in article.marked}


@pytest.fixture(scope="module")
def press() -> Article:
    (found,) = read_articles(FILES / "presse.docx")
    return found


class TestAFileAsWordWritesIt:
    def test_is_the_one_that_is_in_the_repository(self, press: Article, tmp_path: Path):
        assert article_of(press_document(), tmp_path).text == press.text

    def test_has_each_paragraph_once_in_reading_order(self, press: Article):
        assert press.text.split("\n\n") == [
            "Les halles rouvrent",
            "La halle",
            "Le marché couvert a rouvert mardi, après deux ans de travaux.",
            "Le chantier a coûté 4 millions d’euros.",
            "Cette phrase finit au paragraphe suivant.",
            "Phrase déplacée.",
            "Un passage reste à lire.",
            "Autour du cadre.",
            "Un encadré sur la charpente de 1887.",
            "Bonjour 😊 à tous.",
            "Les prix",
            "Premier point.",
            "Second point.",
            "Étals",
            "Poisson",
            "Douze places",
            "Tableau dans le tableau",
            "Porte\u2011monnaie et informatique, il fait 20 °C.\nLigne nouvelle.",
            "La charpente vue du ciel",
            "Figure 1 : la charpente",
            "Texte dans un contrôle.",
            "Lyon est citée.",
            "Soit x+1 le total.",
            "* Calcul de la mairie.",
        ]

    def test_counts_what_is_left_out(self, press: Article):
        assert press.notes == (
            "text extracted from a Word document",
            "tables of contents and indexes left out: 1",
            "tracked deletions left out: 1",
            "hidden passages left out: 2",
            "comments left out: 1",
            "tables read cell by cell: 2",
            "automatic descriptions and file names of pictures left out: 1",
            "placeholders left out: 1",
            "page headers and footers left out: 1",
        )

    def test_says_its_title_its_author_and_the_day_it_was_saved(self, press: Article):
        assert (press.title, press.author, press.date) == ("Les halles rouvrent", "Claire Morel", "2022-05-06")
        assert (press.id, press.path, press.language) == ("presse", "presse.docx", None)

    def test_tells_titles_captions_items_and_cells(self, press: Article):
        kinds = marks(press)
        assert [line for line, kind in kinds.items() if kind == "title"] == [
            "Les halles rouvrent",
            "La halle",
            "Les prix",
        ]
        assert [line for line, kind in kinds.items() if kind == "caption"] == [
            "La charpente vue du ciel",
            "Figure 1 : la charpente",
        ]
        assert (
            kinds["Premier point."] == kinds["Étals"] == kinds["Le chantier a coûté 4 millions d’euros."] == "sentence"
        )
        assert "Autour du cadre." not in kinds

    def test_has_segments_at_their_offsets(self, press: Article):
        for found in segment(press.text):
            assert press.text[found.start : found.end] == found.text
        assert all(start == 0 or press.text[start - 1] == "\n" for start, _ in press.marked)


class TestFilesOfOtherPrograms:
    def test_of_pandoc(self):
        (found,) = read_articles(FILES / "pont.docx")
        assert (found.title, found.author, found.date, found.language) == (
            "Le pont de la Varenne", "Claire Morel", "2021-03-04", "fr",
        )  # fmt: skip
        assert found.text.count("Le fleuve a débordé en 2016.\n\nIl avait alors atteint 6,10 m.") == 1
        assert marks(found)["Claire Morel"] == "byline" and marks(found)["Les deux ouvrages et leur prix"] == "caption"

    def test_of_libreoffice_with_tracked_changes_a_box_and_contents(self):
        (found,) = read_articles(FILES / "revue.docx")
        (same,) = read_articles(FILES / "revue.odt")
        assert found.text == same.text and (found.title, found.author) == (same.title, same.author)
        assert marks(found) == marks(same)
        assert (
            "un texte supprimé" not in found.text
            and "caché" not in found.text
            and "Table des matières" not in found.text
        )

    def test_of_libreoffice_with_tables_in_tables_and_lists(self):
        (found,) = read_articles(FILES / "vent.docx")
        (same,) = read_articles(FILES / "vent.odt")
        assert found.text == same.text.replace("Une vague franchit la jetée du port\n\n", "")
        assert found.text.count("Mesure interne") == found.text.count("Brest") == 1


class TestParagraphs:
    def test_in_a_box_of_a_box_stand_once(self, tmp_path: Path):
        nested = paragraph("Dehors.", BOXED.replace("Un encadré", "</w:t></w:r>" + BOXED + "<w:r><w:t>Un encadré"))
        assert lines_of(nested, tmp_path) == ["Dehors.", *["Un encadré sur la charpente de 1887."] * 2]

    def test_go_on_behind_a_deleted_end_but_not_out_of_a_cell(self, tmp_path: Path):
        joined = paragraph("Un", properties='<w:rPr><w:del w:id="1"/></w:rPr>')
        table = f"<w:tbl><w:tr>{cell(joined)}{cell(paragraph('deux'))}</w:tr></w:tbl>"
        assert lines_of(joined + joined + paragraph(" seul") + table + joined, tmp_path) == [
            "UnUn seul",
            "Un",
            "deux",
            "Un",
        ]

    @pytest.mark.parametrize("place", ["drop", "margin"])
    def test_begin_with_their_large_initial(self, place: str, tmp_path: Path):
        frame = f'<w:pPr><w:framePr w:dropCap="{place}" w:lines="3"/></w:pPr>'
        body = f"<w:p>{frame}{run('L')}</w:p>{paragraph('e pont est ouvert.')}{paragraph('On y passe.')}"
        assert lines_of(body, tmp_path) == ["Le pont est ouvert.", "On y passe."]

    def test_keep_the_style_they_have_now_not_the_one_before_a_tracked_change(self, tmp_path: Path):
        change = '<w:pPrChange w:id="1"><w:pPr><w:pStyle w:val="Titre1"/></w:pPr></w:pPrChange>'
        found = article_of(word_document(paragraph("Un texte.", properties=change)), tmp_path)
        assert found.marked == ()

    def test_are_titles_by_their_level_unless_they_are_long(self, tmp_path: Path):
        level = '<w:outlineLvl w:val="2"/>'
        body = paragraph("Un titre", properties=level) + paragraph("mot " * 60, properties=level)
        body += paragraph("Pas un titre", style="Titre1", properties='<w:outlineLvl w:val="9"/>')
        assert marks(article_of(word_document(body), tmp_path)) == {"Un titre": "title"}

    def test_declared_to_be_english_are_no_less_french(self, tmp_path: Path):
        body = paragraph(run("Il pleut sur la ville.", '<w:lang w:val="en-US"/>'))
        assert article_of(word_document(body), tmp_path).languages == ()


class TestFields:
    def test_show_their_result_and_one_in_another_too(self, tmp_path: Path):
        inner = field(" PAGE ", "7")
        assert lines_of(
            paragraph("Page ", field(f"</w:instrText></w:r>{inner}<w:r><w:instrText>", "sept"), "."), tmp_path
        ) == ["Page sept."]

    def test_that_list_the_contents_are_left_out_over_paragraphs(self, tmp_path: Path):
        begin = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>TOC \\h</w:instrText></w:r>'
        begin += '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        body = paragraph(begin, "Un 1") + paragraph("Deux 2", '<w:r><w:fldChar w:fldCharType="end"/></w:r>', "Suite.")
        assert lines_of(body, tmp_path) == ["Suite."]

    def test_without_an_end_are_said(self, tmp_path: Path):
        body = paragraph("Vu.", '<w:r><w:fldChar w:fldCharType="begin"/></w:r>', "Perdu.")
        found = article_of(word_document(body), tmp_path)
        assert found.text == "Vu." and "fields without an end: 1" in found.notes


class TestMetadata:
    def test_of_the_text_win_over_the_day_of_saving(self, tmp_path: Path):
        found = article_of(word_document(paragraph("Publié le 3 août 2021") + paragraph("Il pleut à Lyon.")), tmp_path)
        assert found.date == "2021-08-03"

    def test_of_the_title_style_stand_in_for_a_title_that_word_made_up(self, tmp_path: Path):
        core = '<a xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>Microsoft Word - x.doc</dc:title></a>'
        content = word_document(paragraph("Le vrai titre", style="Titre"), changed={"docProps/core.xml": core})
        assert article_of(content, tmp_path).title == "Le vrai titre"

    def test_may_be_missing_with_styles_and_relations(self, tmp_path: Path):
        bare = packed({"word/document.xml": part("document", f"<w:body>{paragraph('Seul.')}</w:body>")})
        found = article_of(bare, tmp_path)
        assert (found.text, found.title) == ("Seul.", None)

    def test_of_the_strict_form_are_read_alike(self, tmp_path: Path):
        strict = part("document", f"<w:body>{paragraph('Un titre', style='Titre1')}</w:body>").replace(
            "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
            "http://purl.oclc.org/ooxml/wordprocessingml/main",
        )
        assert marks(article_of(word_document("", changed={"word/document.xml": strict}), tmp_path)) == {
            "Un titre": "title"
        }
