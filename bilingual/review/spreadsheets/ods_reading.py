"""`.ods` → sheets of cells, one row at a time, whichever program wrote it: OpenDocument 1.0 to 1.4."""

from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter
from pathlib import Path
from xml.parsers import expat

from bilingual.errors import ReviewError
from bilingual.review.delimited import ADVICE
from bilingual.review.spreadsheets.cells import Sheet
from bilingual.review.spreadsheets.kinds import PIECE, open_archive, refuse_entities
from bilingual.review.spreadsheets.ods_content import Content, NumberedRow

MANIFEST, CONTENT = "META-INF/manifest.xml", "content.xml"


def read_ods(path: Path) -> Iterator[Sheet]:
    """Yield the sheets of a document; each must be read before the next. Nothing in it is run.

    Raises ReviewError for a file that is damaged or hostile.
    """
    for _, rows in groupby(_rows(path), itemgetter(0)):
        yield ((number, cells) for _, number, cells in rows)


def _rows(path: Path) -> Iterator[NumberedRow]:
    with open_archive(path) as archive:
        if MANIFEST in archive.namelist():
            with archive.open(MANIFEST) as manifest:
                if b"encryption-data" in manifest.read(PIECE):
                    raise ReviewError(f"{path}: it has a password; save it without one")
        refuse_entities(archive, CONTENT, path)
        with archive.open(CONTENT) as stream:
            content = Content(path)
            try:
                while piece := stream.read(PIECE):
                    content.parser.Parse(piece, False)
                    yield from content.taken()
                content.parser.Parse(b"", True)
            except expat.ExpatError as error:
                raise ReviewError(f"{path}: damaged: {CONTENT}: {error}; save it again, or {ADVICE}") from None
