"""Bytes → text, by rules that can be told to the user: a mark, strict UTF-8, UTF-16, Windows-1252, or a refusal."""

import codecs
import re
from dataclasses import dataclass

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
        raise ArticleError(f"{name}: the file is empty; remove it or give its text")
    return decoded


def _decode(content: bytes, name: str) -> Decoded:
    for mark, codec, plain in MARKS:
        if content.startswith(mark):
            return _with_mark(content, len(mark), codec, plain, name)
    if b"\0" in content[:SAMPLE]:
        return _without_mark(content, name)
    if len(CONTROLS.findall(content[:SAMPLE])) > len(content[:SAMPLE]) // 20:
        raise ArticleError(f"{name}: this is a binary file, not text")
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
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
    for codec, zeros in (("utf-16-le", content[1:SAMPLE:2]), ("utf-16-be", content[0:SAMPLE:2])):
        if zeros.count(0) > 0.7 * len(zeros):
            try:
                return Decoded(content.decode(codec), codec, f"read as {codec.upper()}, which has no mark")
            except UnicodeDecodeError:
                continue
    raise ArticleError(f"{name}: this is a binary file, not text")


def _eight_bit(content: bytes, error: UnicodeDecodeError, name: str) -> Decoded:
    """Windows-1252, unless parts of the file are valid UTF-8: then the file is damaged and guessing would hide it."""
    if MULTIBYTE.search(content):
        line = content.count(b"\n", 0, error.start) + 1
        raise ArticleError(
            f"{name}: broken UTF-8 on line {line} (byte {error.start}); save it again as UTF-8"
        ) from error
    try:
        return Decoded(content.decode("cp1252"), "windows-1252", "read as Windows-1252")
    except UnicodeDecodeError as undefined:
        raise ArticleError(
            f"{name}: neither UTF-8 nor Windows-1252 (byte {undefined.start}); save it as UTF-8"
        ) from undefined
