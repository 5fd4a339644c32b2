"""A Word document (.docx, Office Open XML) → its article.

The parts are read as events and not by python-docx. That holds every part, pictures too, and trees of all XML in
memory, and its paragraphs are without what was inserted, content controls, notes and text boxes.
"""

from zipfile import ZipFile

from bilingual.articles.article import Article
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import InputFile
from bilingual.articles.office.disguises import refuse_other_file, refuse_other_package
from bilingual.articles.office.fields import article_fields
from bilingual.articles.office.flow import Flow
from bilingual.articles.office.word_parts import PREFIXES, Parts, find_parts, read_properties
from bilingual.articles.office.word_styles import Styles
from bilingual.articles.office.word_text import WordText
from bilingual.articles.office.xml_events import read_events
from bilingual.articles.packages import open_package

WHAT = "a Word document"
NOTE = "text extracted from a Word document"


def read_docx(file: InputFile) -> Article:
    """Return the article of a Word document, tracked changes as accepted. Raises ArticleError when it has no text."""
    refuse_other_file(file, WHAT)
    page = ExtractedText()
    with open_package(file, WHAT) as archive:
        refuse_other_package(archive, file.shown, WHAT)
        parts = find_parts(archive, file.shown)
        _read_text(archive, parts, file.shown, page)
        said = read_properties(archive, parts.properties, file.shown)
    fields = article_fields(
        page.text, title=said.get("dc:title", ""), author=said.get("dc:creator", ""),
        saved=said.get("dcterms:modified", ""), language=said.get("dc:language", ""),
    )  # fmt: skip
    return extracted_article(file, page, fields, notes=[NOTE])


def _read_text(archive: ZipFile, parts: Parts, shown: str, page: ExtractedText) -> None:
    """Add the body to the page, each note behind the paragraph that refers to it."""
    styles = Styles(shown)
    if parts.styles:
        read_events(archive, parts.styles, shown, PREFIXES, styles)
    text = WordText(Flow(page.add, shown), styles, page.counts)
    for part in filter(None, (parts.footnotes, parts.endnotes)):
        text.begin_notes()
        read_events(archive, part, shown, PREFIXES, text)
    text.begin_body(page.add)
    read_events(archive, parts.main, shown, PREFIXES, text)
    text.finish()
    page.title = text.reading.title
