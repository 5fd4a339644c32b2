"""PDF → its article, by pypdf: experimental, for a PDF says where glyphs stand and not what a paragraph is."""

import logging
import struct
import zlib
from typing import Any

from pypdf import PdfReader, apply_configuration
from pypdf.errors import DependencyError, FileNotDecryptedError, LimitReachedError, PyPdfError

from bilingual.articles.article import Article
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import OTHER_FILE, PROTECTED, InputFile
from bilingual.articles.parser_errors import PARSER_ERRORS, told
from bilingual.articles.pdf.fields import read_fields
from bilingual.articles.pdf.lines import Line, page_lines
from bilingual.articles.pdf.margins import without_running_lines
from bilingual.articles.pdf.notes import divide_page
from bilingual.articles.pdf.paragraphs import add_paragraphs
from bilingual.articles.pdf.work import Work, WorkExceeded
from bilingual.errors import ArticleError

MIB = 1 << 20
# What one stream may unpack to, and what one content stream may hold: pypdf's own bounds let a page take gigabytes.
LIMITS = {
    "zlib_maximum_output_length": 8 * MIB,
    "lzw_maximum_output_length": 8 * MIB,
    "run_length_maximum_output_length": 8 * MIB,
    "brotli_maximum_output_length": 8 * MIB,
    "array_based_stream_maximum_output_length": 8 * MIB,
    "stream_decoding_work_maximum_length": 32 * MIB,
    "stream_parsing_work_maximum_count": 500_000,
    "page_tree_maximum_entries": 20_000,
}
HEAD_BYTES = 1_024  # within which readers look for the mark
UNREADABLE_SHARE = 0.3
FAULTY = "pages that cannot be read left out"
EXPERIMENTAL = "text extracted from PDF, which is experimental: check the order of its paragraphs"
DAMAGED = (PyPdfError, *PARSER_ERRORS, EOFError, OSError, struct.error, zlib.error, MemoryError)

logging.getLogger("pypdf").setLevel(logging.CRITICAL + 1)  # its remarks on a file are no message of ours


def read_pdf(file: InputFile) -> Article:
    """Return the article of a PDF. Raises ArticleError for one that is broken, protected, hostile or without text.

    The work grows with the file and stops at a multiple of its size (`Work`). What pypdf cannot read of a page is
    left out, which a note counts.
    """
    text = ExtractedText()
    with file.open_seekable() as stream, apply_configuration(**LIMITS):
        try:
            if b"%PDF-" not in stream.read(HEAD_BYTES):
                raise ArticleError(f"{file.shown}: not a PDF; {OTHER_FILE}")
            size = stream.seek(0, 2)
            reader = PdfReader(stream)
            fields = read_fields(reader)
            pages = _read_pages(reader, Work(size), text)
        except FileNotDecryptedError as error:
            raise ArticleError(f"{file.shown}: {PROTECTED}") from error
        except DependencyError as error:
            raise ArticleError(
                f"{file.shown}: this PDF is encrypted with AES; save it without, or run: pip install cryptography"
            ) from error
        except (WorkExceeded, LimitReachedError) as error:
            raise ArticleError(
                f"{file.shown}: this PDF unpacks to more than is read of one; divide it, or print it to a new one"
            ) from error
        except DAMAGED as error:
            raise ArticleError(
                f"{file.shown}: this PDF is broken: {told(error)}; open it and print it to a new one"
            ) from error
    _check_letters(pages, file.shown)
    pages = without_running_lines(pages, text.counts)
    add_paragraphs([divide_page(lines, text.counts) for lines in pages], text)
    if not text.text and FAULTY in text.counts:
        raise ArticleError(f"{file.shown}: no page of this PDF can be read; open it and print it to a new one")
    if not text.text:
        raise ArticleError(f"{file.shown}: no text in this PDF, only pictures of it; recognise its letters (OCR) first")
    return extracted_article(file, text, fields, notes=(EXPERIMENTAL,))


def _read_pages(reader: PdfReader, work: Work, text: ExtractedText) -> list[list[Line]]:
    """Return the lines of each page; one at fault has none."""
    pages: list[list[Line]] = []
    for number in range(len(reader.pages)):
        pages.append(_read_page(reader, number, work, text))
    return pages


def _read_page(reader: PdfReader, number: int, work: Work, text: ExtractedText) -> list[Line]:
    page: Any = None
    try:
        page = reader.pages[number]
        work.begin_page(page)
        return page_lines(page, work, text.counts)
    except (FileNotDecryptedError, DependencyError):
        raise
    except DAMAGED:
        text.counts[FAULTY] += 1
        return []
    finally:
        work.end_page(page)


def _check_letters(pages: list[list[Line]], shown: str) -> None:
    """Raise ArticleError when too many letters have no name: their fonts say only which shapes to draw."""
    letters = sum(len(line.text) for lines in pages for line in lines)
    unnamed = sum(line.text.count("\ufffd") for lines in pages for line in lines)
    if unnamed > UNREADABLE_SHARE * letters:
        raise ArticleError(
            f"{shown}: the fonts of this PDF do not say which letters they show; recognise them (OCR) first"
        )
