"""Rows → `.ods`, OpenDocument 1.3 (ISO/IEC 26300), written element by element into the archive.

The libraries for it hold the whole document in memory first: odfpy takes 25 kB and 2 ms a row, odfdo longer.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import BinaryIO
from xml.sax.saxutils import escape, quoteattr
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from bilingual.review.spreadsheets.layout import (
    CHOICES,
    COLOURS,
    NAME,
    SCORE,
    Column,
    columns_of_sheet,
    rows_of_sheet,
)

MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
URN = "urn:oasis:names:tc:opendocument:xmlns:"
SPACES = {
    "office": f"{URN}office:1.0", "style": f"{URN}style:1.0", "text": f"{URN}text:1.0", "table": f"{URN}table:1.0",
    "fo": f"{URN}xsl-fo-compatible:1.0", "number": f"{URN}datastyle:1.0", "config": f"{URN}config:1.0",
    "of": f"{URN}of:1.2", "loext": "urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0",
    "ooo": "http://openoffice.org/2004/office",
}  # fmt: skip
PROLOG = '<?xml version="1.0" encoding="UTF-8"?>\n'
DECLARED = " ".join(f'xmlns:{name}="{space}"' for name, space in SPACES.items()) + ' office:version="1.3"'
CM_A_CHARACTER = 0.2
TOP = '<style:table-cell-properties style:vertical-align="top" fo:wrap-option="wrap"'
GREY = '<style:text-properties fo:color="#404040"/>'
WRITTEN = (2000, 1, 1, 0, 0, 0)  # the same rows give the same bytes
FILTERED = "__Anonymous_Sheet_DB__0"  # by this name LibreOffice takes a range for the sheet's own filter
_BLANKS = re.compile(" {2,}")


def write_ods(stream: BinaryIO, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> int:
    """Write the sheet and return how many rows it has."""
    found, count = columns_of_sheet(columns), 0
    rows = rows_of_sheet(rows)
    with ZipFile(stream, "w") as archive:
        archive.writestr(_entry("mimetype", ZIP_STORED), MIMETYPE)
        archive.writestr(_entry("META-INF/manifest.xml"), _manifest())
        archive.writestr(_entry("styles.xml"), _styles())
        archive.writestr(_entry("settings.xml"), _settings())
        with archive.open(_entry("content.xml"), "w") as content:
            content.write(_content_head(found).encode())
            for values in rows:
                content.write(_row(found, values).encode())
                count += 1
            content.write(_content_tail(count, len(found)).encode())
    return count


def _entry(name: str, compression: int = ZIP_DEFLATED) -> ZipInfo:
    entry = ZipInfo(name, WRITTEN)
    entry.compress_type = compression
    return entry


def _manifest() -> str:
    space = f"{URN}manifest:1.0"
    entry = '<manifest:file-entry manifest:full-path="{}" manifest:media-type="{}"/>'
    parts = [
        entry.format("/", MIMETYPE),
        *(entry.format(f"{name}.xml", "text/xml") for name in ("content", "styles", "settings")),
    ]
    head = f'{PROLOG}<manifest:manifest xmlns:manifest="{space}" manifest:version="1.3">'
    return f"{head}{''.join(parts)}</manifest:manifest>"


def _styles() -> str:
    """Return the named styles: one a status, which the conditions of the status cells point to."""
    named = "".join(
        f'<style:style style:name="{status}" style:family="table-cell" style:parent-style-name="Default">'
        f'<style:table-cell-properties fo:background-color="#{colour}"/></style:style>'
        for status, colour in COLOURS.items()
    )
    default = '<style:style style:name="Default" style:family="table-cell"/>'
    styles = f"<office:styles>{default}{named}</office:styles>"
    return f"{PROLOG}<office:document-styles {DECLARED}>{styles}</office:document-styles>"


def _settings() -> str:
    """Return the settings of the view: the header row stays where it is."""
    values = {"VerticalSplitMode": 2, "VerticalSplitPosition": 1, "ActiveSplitRange": 2, "PositionBottom": 1}
    kinds = {"VerticalSplitMode": "short", "ActiveSplitRange": "short"}
    items = "".join(
        f'<config:config-item config:name="{name}" config:type="{kinds.get(name, "int")}">{value}</config:config-item>'
        for name, value in values.items()
    )
    return (
        f"{PROLOG}<office:document-settings {DECLARED}><office:settings>"
        '<config:config-item-set config:name="ooo:view-settings"><config:config-item-map-indexed config:name="Views">'
        "<config:config-item-map-entry>"
        '<config:config-item config:name="ViewId" config:type="string">view1</config:config-item>'
        '<config:config-item-map-named config:name="Tables">'
        f'<config:config-item-map-entry config:name="{NAME}">{items}</config:config-item-map-entry>'
        "</config:config-item-map-named>"
        f'<config:config-item config:name="ActiveTable" config:type="string">{NAME}</config:config-item>'
        "</config:config-item-map-entry></config:config-item-map-indexed>"
        "</config:config-item-set></office:settings></office:document-settings>"
    )


def _content_head(columns: list[Column]) -> str:
    choices = ";".join(f'"{choice}"' for choice in CHOICES)
    condition = quoteattr(f"of:cell-content-is-in-list({choices})")
    validation = (
        f'<table:content-validation table:name="status" table:condition={condition} table:allow-empty-cell="true" '
        f'table:display-list="unsorted" table:base-cell-address="{NAME}.A2"><table:error-message table:display="true" '
        'table:message-type="stop"/></table:content-validation>'
    )
    allowed = 'loext:select-protected-cells="true" loext:select-unprotected-cells="true" loext:use-autofilter="true"'
    shown = "".join(f'<table:table-column table:style-name="co{place}"/>' for place in range(len(columns)))
    header = "".join(f'<table:table-cell table:style-name="header" {_text(column.name)}' for column in columns)
    return (
        f"{PROLOG}<office:document-content {DECLARED}><office:automatic-styles>{''.join(_automatic(columns))}"
        "</office:automatic-styles><office:body><office:spreadsheet><table:content-validations>"
        f'{validation}</table:content-validations><table:table table:name="{NAME}" table:protected="true">'
        f"<loext:table-protection {allowed}/>{shown}"
        f'<table:table-header-rows><table:table-row table:style-name="ro">{header}</table:table-row>'
        "</table:table-header-rows>\n"
    )


def _automatic(columns: list[Column]) -> Iterator[str]:
    for place, column in enumerate(columns):
        yield (
            f'<style:style style:name="co{place}" style:family="table-column"><style:table-column-properties '
            f'style:column-width="{column.width * CM_A_CHARACTER:.1f}cm"/></style:style>'
        )
    yield (
        '<style:style style:name="ro" style:family="table-row"><style:table-row-properties '
        'style:use-optimal-row-height="true"/></style:style>'
    )
    yield '<number:text-style style:name="text"><number:text-content/></number:text-style>'
    yield (
        '<number:number-style style:name="score"><number:number number:decimal-places="3" '
        'number:min-decimal-places="3" number:min-integer-digits="1"/></number:number-style>'
    )
    yield _cell_style(
        "header", f'{TOP} fo:border-bottom="0.5pt solid #000000"/><style:text-properties fo:font-weight="bold"/>'
    )
    yield _cell_style("locked", f"{TOP}/>{GREY}")
    yield _cell_style("number", f"{TOP}/>{GREY}", "score")
    yield _cell_style("open", f'{TOP} style:cell-protect="none"/>')
    maps = "".join(
        f"<style:map style:condition={quoteattr(f'cell-content()={chr(34)}{status}{chr(34)}')} "
        f'style:apply-style-name="{status}" style:base-cell-address="{NAME}.A2"/>'
        for status in COLOURS
    )
    yield _cell_style("status", f'{TOP} style:cell-protect="none"/>{maps}')


def _cell_style(name: str, properties: str, data: str = "text") -> str:
    return (
        f'<style:style style:name="{name}" style:family="table-cell" style:parent-style-name="Default" '
        f'style:data-style-name="{data}">{properties}</style:style>'
    )


def _row(columns: list[Column], values: Sequence[str]) -> str:
    cells = "".join(_cell(column, values[column.place]) for column in columns)
    return f'<table:table-row table:style-name="ro">{cells}</table:table-row>\n'


def _cell(column: Column, value: str) -> str:
    style = "status" if column.name == "status" else "open" if column.is_open else "locked"
    if column.name == SCORE:
        number = f'office:value-type="float" office:value="{float(value)}"><text:p>{value}</text:p></table:table-cell>'
        return f'<table:table-cell table:style-name="number" {number}'
    checked = 'table:content-validation-name="status" ' if column.name == "status" else ""
    return f'<table:table-cell table:style-name="{style}" {checked}{_text(value) if value else "/>"}'


def _text(value: str) -> str:
    """Return the rest of a cell with a text; of several blanks in a row all but the first are elements."""
    shown = _BLANKS.sub(lambda found: f' <text:s text:c="{len(found[0]) - 1}"/>', escape(value))
    return f'office:value-type="string"><text:p>{shown}</text:p></table:table-cell>'


def _content_tail(count: int, width: int) -> str:
    last = f"{NAME}.{chr(ord('A') + width - 1)}{max(count, 1) + 1}"
    return (
        f'</table:table><table:database-ranges><table:database-range table:name="{FILTERED}" '
        f'table:target-range-address="{NAME}.A1:{last}" table:display-filter-buttons="true"/></table:database-ranges>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
