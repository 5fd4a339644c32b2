"""8-bit files and pages: the charset is the one in which the bytes are French, or what the page declares; it is said."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.articles import Article, read_articles
from bilingual.articles.charsets import declared_charset, likely_charset
from bilingual.articles.decoding import decode, decode_page
from bilingual.errors import ArticleError
from tests.conftest import SEEDS

NAMES = {"cp1252": "Windows-1252", "iso8859-15": "ISO-8859-15", "mac-roman": "Mac Roman", "cp850": "CP850"}
TEXTS = [
    "Le musée a été fermé.",
    "L'été, déjà.",
    "« Où est la clé ? » dit Élodie.",
    "ÉLECTIONS : L'ÉTAT RÉAGIT",
    "Garçon, ça va ?",
    "Forêt, hôtel, dîner, sûr.",
    "À Paris, l'Île était à vendre.",
    "José Muñoz à São Paulo",
    "Il a répondu « non » à la maîtresse d'école.",
]
NOT_IN_CP850 = ["L’été, l’œuvre coûtait 3 €, déjà", "Un cœur à 20 €", "« Sa sœur… »"]


def read(tmp_path: Path, name: str, content: bytes) -> Article:
    (tmp_path / name).write_bytes(content)
    (found,) = read_articles([tmp_path / name])
    return found


@pytest.mark.parametrize("codec", NAMES)
@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_read_right_and_its_charset_said(tmp_path: Path, text: str, codec: str):
    found = read(tmp_path, "a.txt", text.encode(codec))
    assert found.text == text
    # Windows-1252 is what ISO-8859-15 is called where nothing tells them apart.
    said = {NAMES[codec]} | ({"Windows-1252"} if codec == "iso8859-15" else set())
    assert found.notes[0].removeprefix("read as ") in said


@pytest.mark.parametrize("codec", ["cp1252", "iso8859-15", "mac-roman"])
@pytest.mark.parametrize("text", NOT_IN_CP850)
def test_ligatures_the_euro_and_quotation_marks_tell_charsets_apart(tmp_path: Path, text: str, codec: str):
    text = text if codec != "iso8859-15" else text.replace("’", "'").replace("…", "...")
    found = read(tmp_path, "a.txt", text.encode(codec))
    assert (found.text, found.notes) == (text, (f"read as {NAMES[codec]}",))


def test_fractions_stay_fractions(tmp_path: Path):
    assert read(tmp_path, "a.txt", "Ajoutez ½ litre, 1½ tasse et ¼ d'été.".encode("cp1252")).encoding == "windows-1252"


@pytest.mark.parametrize("codec", NAMES)
def test_the_five_articles_are_recognised_in_every_charset(codec: str):
    for path in SEEDS.glob("*.txt"):
        content = path.read_text(encoding="utf-8").encode(codec, "replace")
        latin = ("cp1252", "iso8859-15")
        assert likely_charset(content) in (latin if codec in latin else (codec,))


@pytest.mark.parametrize("text", ["Привет, мир, как дела сегодня", "Zażółć gęślą jaźń"])
def test_what_is_french_in_no_charset_is_refused(tmp_path: Path, text: str):
    codec = "cp1251" if text[0] == "П" else "cp1250"
    with pytest.raises(ArticleError, match=r"a.txt: neither UTF-8 nor Windows-1252, ISO-8859-15, Mac Roman or CP850"):
        read(tmp_path, "a.txt", text.encode(codec))


def test_a_damaged_utf8_file_is_not_guessed_at(tmp_path: Path):
    with pytest.raises(ArticleError, match=r"a.txt: broken UTF-8 on line 1 \(byte 8\)"):
        read(tmp_path, "a.txt", "Été à ".encode()[:-1] + b"\xe9t\xe9")


class TestTwice:
    def test_text_that_was_encoded_twice_is_read_as_it_was(self, tmp_path: Path):
        # Latin 1 has what Windows-1252 has not: the second byte of `À` is no character there.
        for text, once in (("Le musée fermé", "cp1252"), ("L’œuvre coûte 3 €", "cp1252"), ("« À l’été »", "latin-1")):
            found = read(tmp_path, "a.txt", text.encode().decode(once).encode())
            assert found.text == text
            assert found.notes == ("encoded as UTF-8 twice; read as it was before the second time",)

    def test_where_only_parts_were_it_is_said(self, tmp_path: Path):
        found = read(tmp_path, "a.txt", "Le musÃ©e fermé".encode())
        assert found.text == "Le musÃ©e fermé" and found.notes == ("parts such as `Ã©` were encoded twice",)


class TestPages:
    BODY = (
        "<body><article>" + "<p>Une œuvre pour 20 €, au musée fermé depuis l'été, écrit Élodie.</p>" * 6 + "</article>"
    )

    def page(self, declared: str) -> str:
        return f"<html><head>{declared}<title>Le musée</title></head>{self.BODY}</html>"

    @pytest.mark.parametrize(
        "declared",
        [
            '<meta charset="{}">',
            "<META CHARSET={}>",
            '<meta http-equiv="Content-Type" content="text/html; charset={}">',
        ],
    )
    @pytest.mark.parametrize("label", ["iso-8859-15", "windows-1252", "macintosh"])
    def test_the_charset_that_a_page_declares_is_taken_and_said(self, tmp_path: Path, declared: str, label: str):
        content = self.page(declared.format(label)).encode(label)
        found = read(tmp_path, "a.html", content)
        assert "Une œuvre pour 20 €, au musée" in found.text
        assert found.notes[0] == f"read as {NAMES[{'iso-8859-15': 'iso8859-15', 'windows-1252': 'cp1252', 'macintosh': 'mac-roman'}[label]]}, as the page declares"  # fmt: skip

    def test_an_xml_declaration_is_one_too(self):
        page = '<?xml version="1.0" encoding="ISO-8859-15"?>' + self.page("")
        assert decode_page(page.encode("iso8859-15"), "a").text == page

    @pytest.mark.parametrize("label", ["iso-8859-1", "windows-1252", "iso-8859-15", "utf-16", "klingon"])
    def test_valid_utf8_is_utf8_whatever_is_declared(self, label: str):
        page = self.page(f'<meta charset="{label}">')
        assert decode_page(page.encode(), "a").text == page

    @pytest.mark.parametrize("codec", ["cp1252", "iso8859-15", "mac-roman"])
    @pytest.mark.parametrize("label", ["utf-8", "iso-8859-1", "iso-8859-15", "macintosh"])
    def test_a_declaration_that_is_wrong_is_not_believed(self, label: str, codec: str):
        page = self.page(f'<meta charset="{label}">')
        assert decode_page(page.encode(codec), "a").text == page

    @pytest.mark.parametrize("label", ["shift_jis", "gbk", "euc-kr"])
    def test_a_declaration_that_the_bytes_are_not_in_is_not_believed(self, label: str):
        page = self.page(f'<meta charset="{label}">')
        assert decode_page(page.encode("cp1252"), "a").text == page

    def test_a_mark_wins_and_other_languages_are_read_as_declared(self):
        page = self.page('<meta charset="iso-8859-15">')
        assert decode_page(page.encode("utf-8-sig"), "a").text == page
        assert decode_page(page.encode("utf-16"), "a").text == page
        russian = '<meta charset="windows-1251"><p>Привет, мир</p>'
        assert decode_page(russian.encode("cp1251"), "a").text == russian

    def test_labels_are_read_as_browsers_do(self):
        labels = {
            "latin1": "cp1252",
            "ISO-8859-1": "cp1252",
            "us-ascii": "cp1252",
            "x-mac-roman": "mac-roman",
            "utf-16le": "utf-8",
        }
        for label, codec in labels.items():
            assert declared_charset(f"<meta charset={label}>".encode()) == codec
        for label in ("rot13", "idna", "unicode_escape", "hex", "utf-7", "undefined", "\x00"):
            assert declared_charset(f"<meta charset={label}>".encode()) is None


@pytest.mark.slow
@given(st.binary(max_size=300) | st.text("éèÃ©â€™ œ½¤'a").map(lambda text: text.encode("cp1252", "replace")))
def test_any_bytes_are_read_or_refused(content: bytes):
    for reader in (decode, decode_page):
        for given_bytes in (content, b'<meta charset="iso-8859-15">' + content):
            try:
                assert reader(given_bytes, "x").text
            except ArticleError as error:
                assert str(error).startswith("x: ")
