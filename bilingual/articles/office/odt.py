"""An OpenDocument text (.odt, ISO/IEC 26300) → its article."""

from collections.abc import Mapping
from zipfile import ZipFile

from bilingual.articles.article import Article
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import PROTECTED, InputFile
from bilingual.articles.office.disguises import refuse_other_file, refuse_other_package
from bilingual.articles.office.fields import Properties, article_fields
from bilingual.articles.office.flow import Flow
from bilingual.articles.office.odt_styles import OdtStyles
from bilingual.articles.office.odt_text import OdtText
from bilingual.articles.office.xml_events import Events, read_events
from bilingual.articles.packages import open_package
from bilingual.errors import ArticleError

WHAT = "an OpenDocument text"
NOTE = "text extracted from an OpenDocument text"
CONTENT, STYLES, META, MANIFEST = "content.xml", "styles.xml", "meta.xml", "META-INF/manifest.xml"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns:"
_NAMES = ("office", "text", "table", "style", "meta", "manifest", "script")
PREFIXES = {f"{_OASIS}{name}:1.0": name for name in _NAMES} | {
    f"{_OASIS}drawing:1.0": "draw",
    f"{_OASIS}svg-compatible:1.0": "svg",
    "http://www.w3.org/1998/Math/MathML": "math",
    "http://purl.org/dc/elements/1.1/": "dc",
}  # fmt: skip
KEPT = ("dc:title", "dc:creator", "meta:initial-creator", "dc:date", "dc:language")


class _Said(Properties):
    """What the document says of itself and, by its manifest, whether it is encrypted."""

    encrypted = False

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        """Hear that a property begins, or that the document is encrypted."""
        self.encrypted = self.encrypted or name == "manifest:encryption-data"
        super().start(name, attributes)


def read_odt(file: InputFile) -> Article:
    """Return the article of an OpenDocument text, tracked changes as accepted. Raises ArticleError without text."""
    refuse_other_file(file, WHAT)
    page, said = ExtractedText(), _Said(KEPT)
    with open_package(file, WHAT) as archive:
        refuse_other_package(archive, file.shown, WHAT)
        for part in (MANIFEST, META):
            _read(archive, part, file.shown, said)
            if said.encrypted:
                raise ArticleError(f"{file.shown}: {PROTECTED}")
        _read_text(archive, file.shown, page)
    author = said.found.get("meta:initial-creator") or said.found.get("dc:creator", "")
    fields = article_fields(
        page.text, title=said.found.get("dc:title", ""), author=author, saved=said.found.get("dc:date", ""),
        language=said.found.get("dc:language", ""),
    )  # fmt: skip
    return extracted_article(file, page, fields, notes=[NOTE])


def _read_text(archive: ZipFile, shown: str, page: ExtractedText) -> None:
    styles = OdtStyles(shown)
    _read(archive, STYLES, shown, styles)
    text = OdtText(Flow(page.add, shown), styles, page.counts)
    read_events(archive, CONTENT, shown, PREFIXES, text)
    if text.body != "text":
        raise ArticleError(f"{shown}: not {WHAT}: its content is {text.body or 'none'}; save its text as .odt or .txt")
    page.title = text.title


def _read(archive: ZipFile, part: str, shown: str, events: Events) -> None:
    """Read a part that a document need not have."""
    if part in archive.namelist():
        read_events(archive, part, shown, PREFIXES, events)
