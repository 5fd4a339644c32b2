"""PDF: the text in the order of reading, its paragraphs, what is left out, and files that are broken or hostile."""

import io
import re
import zlib
from bisect import bisect_right
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.pdf.joining import divides_by_own_hyphen, join_lines
from bilingual.articles.pdf.pdf import EXPERIMENTAL, read_pdf
from bilingual.articles.pdf.work import FREE_BYTES
from bilingual.errors import ArticleError
from tests.growth.measuring import MOST, growth

FILES = Path(__file__).parent / "files"
PROGRAMS = ("chromium", "libreoffice", "typst", "weasyprint")  # the last two in two columns, with words divided
BLOCKS = (FILES / "pdf-text.md").read_text(encoding="utf-8").strip().split("\n\n")
NOTES = ["Archives municipales, carton douze.", "Rapport de la commission, page neuf."]
CATALOG = b"<</Type/Catalog/Pages 2 0 R/Lang(fr-FR)>>"
FONT = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
FORM = b"/Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</Font<</F1 5 0 R>>>>"
SENTENCE = b"BT /F1 11 Tf 72 700 Td (Le maire a ouvert le pont.) Tj ET\n"


def read(content: bytes) -> Article:
    return read_pdf(InputFile("a.pdf", "a.pdf", source=lambda: io.BytesIO(content)))


def refusal(content: bytes) -> str:
    with pytest.raises(ArticleError) as caught:
        read(content)
    message = str(caught.value)
    assert message.startswith("a.pdf: ") and "\n" not in message
    return message


def of(program: str) -> Article:
    return read_pdf(InputFile(str(FILES / f"pdf-{program}.pdf"), f"press/pdf-{program}.pdf"))


def write(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A PDF of these objects, numbered from 1, the first its catalog."""
    out, places = bytearray(b"%PDF-1.7\n"), []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, len(out))
    return bytes(out) + b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table) + end


def stream(data: bytes, extra: bytes = b"") -> bytes:
    packed = zlib.compress(data, 9)
    return b"<<%b/Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (extra, len(packed), packed)


def of_content(content: bytes, *more: bytes, pages: int = 1, objects: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF whose pages all draw the same."""
    kids = b"<</Type/Pages/Kids[%b]/Count %d>>" % (b"3 0 R " * pages, pages)
    page = (
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>%b>>>>" % objects
    )
    return write([CATALOG, kids, page, stream(content), FONT, *more], trailer)


def drawn(*lines: tuple[int, int, int, str]) -> bytes:
    """What draws lines: from the left, from below, size, text."""
    shown = ((size, x, y, text.encode("cp1252")) for x, y, size, text in lines)
    return b"".join(b"BT /F1 %d Tf %d %d Td (%b) Tj ET\n" % one for one in shown)


class TestText:
    @pytest.mark.parametrize("program", PROGRAMS)
    def test_every_paragraph_is_one_in_its_order_to_the_letter_whichever_program_made_the_file(self, program):
        found = of(program)
        assert found.extracted
        wanted = [block.removeprefix("# ") for block in BLOCKS]
        assert [paragraph for paragraph in found.text.split("\n\n") if paragraph in wanted] == wanted

    @pytest.mark.parametrize("program", PROGRAMS)
    def test_headings_are_marked_as_titles(self, program):
        found = of(program)
        titles = [found.text[start:].split("\n", 1)[0] for start, kind in found.marked if kind == "title"]
        assert titles == [block[2:] for block in BLOCKS if block.startswith("# ")]

    @pytest.mark.parametrize("program", PROGRAMS)
    def test_running_heads_and_page_numbers_are_left_out_and_counted(self, program):
        found = of(program)
        assert "Gazette" not in found.text and not re.search(r"^(?:Page )?\d+(?:/\d+)?$", found.text, re.MULTILINE)
        assert f"running heads and page numbers left out: {8 if program == 'chromium' else 4}" in found.notes

    def test_the_number_of_the_only_page_is_left_out_at_its_foot(self):
        foot = b"BT /F1 11 Tf 300 40 Td (%b) Tj ET\n"
        assert read(of_content(SENTENCE + foot % b"- 1 -")).text == "Le maire a ouvert le pont."
        assert read(of_content(SENTENCE + foot % b"7")).text.endswith("7")

    @pytest.mark.parametrize("program", ["libreoffice", "typst"])
    def test_footnotes_stand_behind_their_paragraph_without_their_marks(self, program):
        found = of(program)
        rest = [part for part in found.text.split("\n\n") if f"# {part}" not in BLOCKS and part not in BLOCKS]
        assert rest == NOTES
        assert "footnotes behind their paragraph: 2" in found.notes

    def test_each_page_begins_where_its_first_words_stand(self):
        found = of("weasyprint")
        assert [found.text[start:][:14] for start in found.pages] == ["Le pont des Ta", "passe les prév"]
        assert bisect_right(found.pages, found.text.index("tilleuls")) == 2

    def test_a_note_says_that_it_is_experimental(self):
        assert of("typst").notes[0] == EXPERIMENTAL

    def test_the_same_file_gives_the_same_article(self):
        assert of("libreoffice") == of("libreoffice")


class TestLayout:
    def test_words_in_another_style_are_no_cells_in_a_font_of_broad_letters(self):
        # pandoc's Word document as LibreOffice prints it in DejaVu Serif, the note's mark raised.
        first, second, _ = of("broad-font").text.split("\n\n")
        assert first.startswith(
            "Le maire a inauguré hier matin, devant plusieurs centaines d’habitants, le nouveau pont qui"
        )
        assert "devant la foule, le maire et ses adjoints, qui riaient encore à midi" in second

    def test_an_indented_line_begins_a_paragraph_and_a_full_one_goes_on(self):
        first = "Le maire a ouvert le pont des Tanneurs ce matin, et la foule est venue."
        second = "Elle a chanté sous la pluie jusqu’au soir, puis elle a traversé le fleuve"
        shown = [(90, 700, first), (72, 686, second), (72, 672, "à pied."), (90, 658, "Puis il neigea.")]
        found = read(of_content(drawn(*((x, y, 11, text) for x, y, text in shown))))
        assert found.text == f"{first} {second} à pied.\n\nPuis il neigea."

    def test_cells_that_stand_apart_are_lines_of_their_own(self):
        found = read(
            of_content(drawn((72, 700, 11, "Lyon"), (250, 700, 11, "vingt ponts"), (400, 700, 11, "deux gares")))
        )
        assert found.text.split("\n\n") == ["Lyon", "vingt ponts", "deux gares"]
        assert {kind for _, kind in found.marked} == {"sentence"}

    def test_bullets_begin_paragraphs_and_go(self):
        found = read(of_content(drawn((72, 700, 11, "• du pain"), (72, 686, 11, "• du vin"))))
        assert found.text == "du pain\n\ndu vin"

    def test_lines_across_the_page_are_left_out_and_counted(self):
        found = read(of_content(SENTENCE + b"BT /F1 20 Tf 0 1 -1 0 20 300 Tm (Copie) Tj ET"))
        assert found.text == "Le maire a ouvert le pont."
        assert "lines across the page left out: 1" in found.notes

    def test_a_page_that_is_turned_as_a_whole_is_read(self):
        assert (
            read(of_content(SENTENCE.replace(b"72 700 Td", b"0 1 -1 0 20 300 Tm"))).text == "Le maire a ouvert le pont."
        )

    def test_a_line_that_repeats_within_the_text_is_text(self):
        refrain = [(72, 700 - 14 * row, 11, f"Vers {row} du poème") for row in range(5)]
        assert read(of_content(drawn(*refrain), pages=3)).text.count("Vers 0 du poème") == 3

    def test_a_hyphen_that_was_typed_stays_where_the_program_divides_words_by_another(self):
        lines = ["l’entre-", "deux-guerres et le pein\u2010", "tre"]
        assert divides_by_own_hyphen(lines)
        assert join_lines(lines, own_hyphen=True) == "l’entre-deux-guerres et le peintre"
        assert join_lines(["peut\u00ad", "être, ver\u00ad", "sant ajoute\u00adt\u00adelle"], own_hyphen=False) == (
            "peut-être, versant ajoute-t-elle"
        )


class TestFields:
    def test_the_file_says_title_author_day_and_language(self):
        found = of("typst")
        assert (found.title, found.author, found.date, found.language) == (
            "Le pont des Tanneurs est ouvert", "Jeanne Morel", "2024-03-12", "fr",
        )  # fmt: skip
        assert (found.id, found.path) == ("press/pdf-typst", "press/pdf-typst.pdf")

    @pytest.mark.parametrize(
        "junk", ["Microsoft Word - pont.docx", "untitled", "pont.indd", "(anonymous)", "Document1"]
    )
    def test_what_programs_write_for_want_of_a_title_is_none(self, junk):
        info = (
            b"<</Title(%b)/Author(anonymous)/CreationDate(D:20240312)>>"
            % junk.replace("(", "").replace(")", "").encode()
        )
        found = read(of_content(SENTENCE, info, trailer=b"/Info 6 0 R"))
        assert (found.title, found.author, found.date) == (None, None, "2024-03-12")


class TestRefused:
    def test_what_is_no_pdf(self):
        assert "not a PDF" in refusal(b"PK\x03\x04 something else")

    def test_pictures_of_a_text(self):
        assert "only pictures of it" in refusal(of_content(b"q 9 0 0 9 0 0 cm Q"))

    def test_a_file_that_ends_early(self):
        assert "broken" in refusal((FILES / "pdf-weasyprint.pdf").read_bytes()[:9000])

    def test_encryption(self):
        encrypted = b"/Encrypt<</Filter/Standard/V 1/R 2/O(%b)/U(%b)/P -4>>/ID[(a)(b)]" % (b"o" * 32, b"u" * 32)
        assert "protected by a password" in refusal(of_content(SENTENCE, trailer=encrypted))

    def test_a_tree_of_pages_that_loops(self):
        assert "broken" in refusal(write([CATALOG, b"<</Type/Pages/Kids[2 0 R]/Count 1>>"]))

    @pytest.mark.parametrize("nested", [b"[" * 100_000 + b"]" * 100_000, b"<</A" * 100_000 + b">>" * 100_000])
    def test_values_nested_deep(self, nested):
        assert refusal(of_content(nested + b" DP " + SENTENCE))

    @pytest.mark.slow
    def test_a_page_that_unpacks_to_a_thousand_times_its_size(self):
        packer = zlib.compressobj(9)
        bomb = b"".join(packer.compress(b" " * (1 << 20)) for _ in range(64)) + packer.flush()
        kids = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
        page = b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        packed = b"<</Filter/FlateDecode/Length %d>>\nstream\n%b\nendstream" % (len(bomb), bomb)
        assert "no page of this PDF can be read" in refusal(write([CATALOG, kids, page, packed, FONT]))

    @pytest.mark.slow
    def test_a_small_file_whose_pages_all_draw_much(self):
        assert "unpacks to more" in refusal(of_content(SENTENCE + b" " * (FREE_BYTES // 4), pages=60))

    def test_a_form_that_is_drawn_again_and_again(self):
        form = stream(SENTENCE + b" " * (FREE_BYTES // 4), FORM)
        assert "unpacks to more" in refusal(of_content(b"/X Do " * 5000, form, objects=b"/XObject<</X 6 0 R>>"))

    def test_a_page_at_fault_does_not_cost_the_others(self):
        good, bad = (
            b"<</Type/Page/Parent 2 0 R/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            stream(b"[" * 100_000),
        )
        page = b"<</Type/Page/Parent 2 0 R/Contents 6 0 R/Resources<</Font<</F1 5 0 R>>>>>>"
        kids = b"<</Type/Pages/Kids[3 0 R 7 0 R]/Count 2>>"
        found = read(write([CATALOG, kids, good, stream(SENTENCE), FONT, bad, page]))
        assert found.text == "Le maire a ouvert le pont." and found.pages == (0, len(found.text))
        assert "pages that cannot be read left out: 1" in found.notes

    def test_pypdf_says_nothing_of_its_own(self, capfd):
        refusal((FILES / "pdf-weasyprint.pdf").read_bytes()[:9000])
        assert capfd.readouterr() == ("", "")


class TestDamage:
    @pytest.mark.slow
    @settings(max_examples=60, deadline=None)
    @given(st.data())
    def test_whatever_is_changed_it_is_an_article_or_one_line(self, data):
        content = bytearray((FILES / f"pdf-{data.draw(st.sampled_from(PROGRAMS[1:]))}.pdf").read_bytes())
        for _ in range(data.draw(st.integers(1, 8))):
            place = data.draw(st.integers(0, len(content) - 1))
            content[place : place + data.draw(st.integers(0, 60))] = data.draw(st.binary(max_size=20))
        check(bytes(content))

    @settings(max_examples=60, deadline=None)
    @given(st.lists(st.sampled_from([b"BT", b"ET", b"q", b"Q", b"cm", b"Tf", b"Td", b"Tm", b"Tj", b"TJ", b"Do", b"/F1", b"/X", b"1e308",
                                     b"-9", b"0", b"11", b"(Le pont)", b"[(a)-900(b)]", b"<<", b"[", b"BI", b"EI", b"'", b'"', b"\xff"])))  # fmt: skip
    def test_whatever_a_page_draws_it_is_an_article_or_one_line(self, operators):
        check(
            of_content(
                b" ".join((b"BT /F1 11 Tf", *operators)), stream(SENTENCE, FORM), objects=b"/XObject<</X 6 0 R>>"
            )
        )

    @given(st.binary(max_size=300))
    def test_whatever_follows_the_mark_it_is_an_article_or_one_line(self, rest):
        check(b"%PDF-1.7\n" + rest)


def check(content: bytes) -> None:
    """Raise AssertionError unless the file is an article whose offsets hold, or refused in one line."""
    try:
        found = read(content)
    except ArticleError as error:
        assert str(error).startswith("a.pdf: ") and "\n" not in str(error)
        return
    assert list(found.pages) == sorted(found.pages) and all(0 <= page <= len(found.text) for page in found.pages)
    assert all(start == 0 or found.text[start - 1] == "\n" for start, _ in found.marked)


@pytest.mark.slow
def test_twice_the_pages_take_at_most_about_twice_the_time():
    def pages(number: int) -> bytes:
        lines = [
            (72, 760 - 14 * row, 11, f"Ligne {row} : le maire a ouvert le pont des Tanneurs.") for row in range(40)
        ]
        content = [stream(drawn(*lines)) for _ in range(number)]
        kids = b" ".join(b"%d 0 R" % (5 + 2 * one) for one in range(number))
        page = b"<</Type/Page/Parent 2 0 R/Contents %d 0 R/Resources<</Font<</F1 3 0 R>>>>>>"
        own = [part for one in range(number) for part in (content[one], page % (4 + 2 * one))]
        return write([CATALOG, b"<</Type/Pages/Kids[%b]/Count %d>>" % (kids, number), FONT, *own])

    assert growth(read, pages, 20) <= MOST
