"""Word documents that are none, broken or hostile: one line each that says what to do."""

from pathlib import Path

import pytest

from bilingual.errors import ArticleError
from tests.inputs.make_word_like import press_document
from tests.inputs.test_docx import article_of
from tests.inputs.word_packages import HEAD, packed, paragraph, part, word_document

BOMB = '<!DOCTYPE d [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
TEXT = part("document", f"<w:body>{paragraph('Oui.')}</w:body>")
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ODT = packed({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"})
REFUSED = {
    "empty": (b"", "the file is empty"),
    "text": (b"Bonjour", "not a Word document that is read: it is not a zip archive"),
    "old": (OLE, "a document of the old Office (.doc); save it as .docx"),
    "locked": (OLE + "EncryptedPackage".encode("utf-16-le"), "protected by a password; save it without one"),
    "RTF": (b"{\\rtf1 Oui}", "an RTF document; save it as .docx"),
    "ODT": (ODT, "an OpenDocument text; name it .odt"),
    "table": (packed({"xl/workbook.xml": "<a/>"}), "a table of Excel; only texts are read"),
    "nothing": (packed({"a": "b"}), "its main part is missing"),
    "traversal": (
        packed({"../../evil": "x", "_rels/.rels": '<a><Relationship Type="x/officeDocument" Target="../../etc/passwd"/></a>'}),
        "its main part is missing",
    ),
    "cut": (press_document()[:3_000], "not a zip archive"),
    "no text": (word_document(paragraph()), "no text in this file"),
    "broken XML": (word_document("<w:p>"), "broken XML in the part 'word/document.xml'"),
    "nested": (word_document("<w:tbl><w:tr><w:tc>" * 100_000), "elements nested deeper than 256"),
    "entities": (
        word_document("", changed={"word/document.xml": TEXT.replace(HEAD, BOMB).replace("Oui", "&b;")}),
        "declares a document type with entities",
    ),
    "entities in UTF-16": (
        word_document("", changed={"word/document.xml": TEXT.replace(HEAD, BOMB).encode("utf-16")}),
        "declares a document type with entities",
    ),
    "a file elsewhere": (
        word_document("", changed={"word/document.xml": TEXT.replace(HEAD, '<!DOCTYPE d [<!ENTITY x SYSTEM "/etc/passwd">]>')}),
        "declares a document type with entities",
    ),
    "bomb": (packed({"word/document.xml": bytes(100 << 20)}), "times its size"),
    "styles": (
        word_document("", changed={"word/styles.xml": part("styles", "".join(f'<w:style w:styleId="{n}"/>' for n in range(100_001)))}),
        "more than 100,000 styles",
    ),
    "lines": (word_document(paragraph("<w:r>" + "<w:br/>" * 500_000 + "</w:r>")), "more than 500,000 lines in one document"),
}  # fmt: skip


class TestWhatCannotBeRead:
    @pytest.mark.parametrize(
        "name",
        [pytest.param(name, marks=[pytest.mark.slow] if name in ("styles", "lines") else []) for name in REFUSED],
    )
    def test_is_one_line_that_names_the_file_and_what_to_do(self, name: str, tmp_path: Path):
        content, words = REFUSED[name]
        with pytest.raises(ArticleError) as caught:
            article_of(content, tmp_path)
        assert str(caught.value).startswith(f"{tmp_path / 'a.docx'}: ") and words in str(caught.value)
        assert "\n" not in str(caught.value)
