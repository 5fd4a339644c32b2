"""Bytes → text, by rules that can be told to the user: a mark, strict UTF-8, UTF-16, 8-bit charsets, or a refusal."""

import codecs
import re
from dataclasses import dataclass, replace

from bilingual.articles.charsets import (
    FAMILIES,
    FRENCH_UTF8,
    NAMES,
    STORED,
    WINDOWS_ONLY,
    charset_of_label,
    declared_charset,
    likely_charset,
)
from bilingual.articles.input_file import EMPTY
from bilingual.errors import ArticleError

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
SAMPLE = 4096
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
WRITTEN = re.compile(r"[^\s\0\ufeff]")
# UTF-8 read as Windows-1252 and encoded again: `Ã©`, `â€™`; and the bytes that Windows-1252 reads as such characters.
TWICE = re.compile(r"[ÂÃ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|Å[“’\x92\x93]")
WINDOWS_BYTES = {ord(sign): byte for byte in range(0x80, 0xA0) if (sign := bytes([byte]).decode("cp1252", "ignore"))}
ENCODED_TWICE = "encoded as UTF-8 twice; read as it was before the second time"
PARTLY_TWICE = "parts such as `Ã©` were encoded twice"
CONTROLS = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A file's text, the codec that read it, and what to tell the user when that was not plain UTF-8."""

    text: str
    encoding: str
    note: str | None = None


def decode(content: bytes, name: str) -> Decoded:
    """Decode a file. Raises ArticleError naming the file, line and byte when the bytes are not text, or none."""
    decoded = _decode(content, name)
    if not WRITTEN.search(decoded.text):
        raise ArticleError(f"{name}: {EMPTY}")
    return decoded


def _decode(content: bytes, name: str) -> Decoded:
    for mark, codec, plain in MARKS:
        if content.startswith(mark):
            return _with_mark(content, len(mark), codec, plain, name)
    if b"\0" in content[:SAMPLE]:
        return _without_mark(content, name)
    if has_controls(content):
        raise ArticleError(f"{name}: this is a binary file, not text")
    try:
        return _repaired(Decoded(content.decode("utf-8"), "utf-8"))
    except UnicodeDecodeError as error:
        return _eight_bit(content, error, name)


def _with_mark(content: bytes, skip: int, codec: str, plain: str, name: str) -> Decoded:
    try:
        text = content[skip:].decode(plain)
    except UnicodeDecodeError as error:
        raise ArticleError(f"{name}: broken {codec.upper()} at byte {skip + error.start}; save it as UTF-8") from error
    return Decoded(text, codec, None if plain == "utf-8" else f"read as {plain.upper()}")


def _without_mark(content: bytes, name: str) -> Decoded:
    """UTF-16 without a mark: in Latin text every second byte is zero."""
    for codec in utf16_codecs(content):
        try:
            return Decoded(content.decode(codec), codec, f"read as {codec.upper()}, which has no mark")
        except UnicodeDecodeError:
            continue
    raise ArticleError(f"{name}: this is a binary file, not text")


def utf16_codecs(content: bytes) -> list[str]:
    """Return the kinds of UTF-16 that a file's beginning may be in, by the bytes that are zero."""
    halves = (("utf-16-le", content[1:SAMPLE:2]), ("utf-16-be", content[0:SAMPLE:2]))
    return [codec for codec, zeros in halves if zeros.count(0) > 0.7 * len(zeros)]


def has_controls(content: bytes) -> bool:
    """Return whether a file's beginning has as many control characters as only binary files have."""
    return len(CONTROLS.findall(content[:SAMPLE])) > len(content[:SAMPLE]) // 20


def _eight_bit(content: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    charset = eight_bit_charset(content, (content.count(b"\n", 0, error.start) + 1, error.start), name)
    return _in_charset(content, charset, f"read as {NAMES[charset]}", name)


def eight_bit_charset(content: bytes, place: tuple[int, int], name: str) -> str:
    """Return Python's name of the likeliest 8-bit charset; `place` is the line and byte at which it is no UTF-8.

    A file with parts in UTF-8 is damaged, and is not guessed at. Raises ArticleError for it, and where nothing fits.
    """
    broken = FRENCH_UTF8.search(content) is not None
    charset = None if broken else likely_charset(content)
    if charset is not None:
        return charset
    line, byte = place
    if broken or MULTIBYTE.search(content):
        raise ArticleError(f"{name}: broken UTF-8 on line {line} (byte {byte}); save it again as UTF-8")
    raise ArticleError(
        f"{name}: neither UTF-8 nor Windows-1252, ISO-8859-15, Mac Roman or CP850 as French has it (byte {byte}); save "
        "it as UTF-8"
    )


def _in_charset(content: bytes, charset: str, note: str, name: str) -> Decoded:
    label = NAMES.get(charset, charset.upper())
    try:
        return Decoded(content.decode(charset), STORED.get(charset, charset), note)
    except UnicodeDecodeError as error:
        raise ArticleError(f"{name}: neither UTF-8 nor {label} (byte {error.start}); save it as UTF-8") from error


def decode_page(content: bytes, name: str, sent: str | None = None) -> Decoded:
    """Decode a page of HTML by its mark, as UTF-8 where it is that, else by the charset that it declares.

    The label that a server `sent` with it comes before the page's own (HTML Living Standard, 13.2.3.2). No declaration
    is believed where the bytes are French in another charset only. Raises ArticleError as `decode`.
    """
    charset = charset_of_label(sent or "") or declared_charset(content)
    if charset in (None, "utf-8") or b"\0" in content[:SAMPLE] or content.startswith(tuple(mark for mark, *_ in MARKS)):
        return decode(content, name)
    label = NAMES.get(charset, charset.upper())
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        return _declared(content, charset, label, name)
    note = None if text.isascii() else f"read as UTF-8, which it is, though the page declares {label}"
    return _repaired(Decoded(text, "utf-8", note))


def _declared(content: bytes, charset: str, label: str, name: str) -> Decoded:
    found = likely_charset(content) if charset in FAMILIES or not _is_in(content, charset) else None
    is_latin = charset == "iso8859-15" and found == "cp1252" and not WINDOWS_ONLY.search(content)
    if found in (None, charset) or is_latin:
        return _in_charset(content, charset, f"read as {label}, as the page declares", name)
    return _in_charset(content, found, f"read as {NAMES[found]}, which it is, though the page declares {label}", name)


def _is_in(content: bytes, charset: str) -> bool:
    try:
        content.decode(charset)
    except UnicodeDecodeError:
        return False
    return True


def _repaired(decoded: Decoded) -> Decoded:
    """Undo the second encoding of a text that was encoded as UTF-8 twice, where all of it was; else say so."""
    if not TWICE.search(decoded.text):
        return decoded
    try:
        return Decoded(encoded_once(decoded.text), decoded.encoding, ENCODED_TWICE)
    except UnicodeError:
        return replace(decoded, note="; ".join(filter(None, (decoded.note, PARTLY_TWICE))))


def encoded_once(text: str) -> str:
    """Return what a text that was encoded as UTF-8 twice was before. Raises UnicodeError where not all of it was."""
    return text.translate(WINDOWS_BYTES).encode("latin-1").decode("utf-8")
