"""The body of an HTTP response as it was sent → the page: chunks joined, unpacked (RFC 9112, 9110 section 8.4)."""

import re
import zlib
from collections.abc import Mapping
from io import BytesIO

import pyarrow as pa
from warcio.bufferedreaders import ChunkedDataReader

PAGE_BYTES = 16 << 20
HTML_TYPES = ("text/html", "application/xhtml+xml")
UNTOLD_TYPES = ("", "application/octet-stream", "unknown/unknown", "application/x-unknown-content-type")
HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,900}?-->\s*)*(?:<!doctype\s+html|<html|<\?xml|<head)", re.I | re.S)
HEAD_BYTES = 1_024
CHARSET = re.compile(r"""charset\s*=\s*["']?([\w:.+-]{1,40})""", re.IGNORECASE)
PLAIN = ("", "identity", "none", "utf-8", "binary", "8bit")
ARROW = {"br": "brotli", "zstd": "zstd"}
GZIP_OR_ZLIB, RAW = 47, -15


class UnreadableBody(Exception):
    """Why a body cannot be unpacked."""


def is_html(type: str) -> bool | None:
    """Return whether a Content-Type is that of a page; None where it does not tell."""
    kind = type.partition(";")[0].strip().lower()
    return None if kind in UNTOLD_TYPES else kind in HTML_TYPES


def looks_like_html(content: bytes) -> bool:
    """Return whether bytes begin as a page does."""
    return HTML.match(content[:HEAD_BYTES]) is not None


def charset_of(type: str) -> str | None:
    """Return the charset that a Content-Type declares."""
    found = CHARSET.search(type)
    return found[1] if found else None


def unpack_body(body: bytes, headers: Mapping[str, str]) -> bytes:
    """Return a body without its transfer and content encodings, at most one byte more than `PAGE_BYTES`.

    Many archives keep the headers of encodings that they have undone. Raises UnreadableBody for what is damaged.
    """
    if "chunked" in headers.get("transfer-encoding", "").lower():
        body = ChunkedDataReader(BytesIO(body)).read(PAGE_BYTES + 1)
    for name in reversed(headers.get("content-encoding", "").lower().split(",")):
        encoding = name.strip()
        if encoding not in PLAIN and not looks_like_html(body):
            body = _unpack(body, encoding.removeprefix("x-"))
    return body


def _unpack(body: bytes, encoding: str) -> bytes:
    try:
        if encoding in ("gzip", "deflate"):
            return _inflate(body)
        if encoding in ARROW:
            return bytes(pa.CompressedInputStream(BytesIO(body), ARROW[encoding]).read(PAGE_BYTES + 1))
    except (zlib.error, OSError, ValueError) as error:
        raise UnreadableBody(f"its {encoding} data is damaged or cut short") from error
    raise UnreadableBody("compressed in a way that is not read")


def _inflate(body: bytes) -> bytes:
    """Unpack gzip or zlib data, or deflate alone, which some servers send for it."""
    try:
        unpacker = zlib.decompressobj(GZIP_OR_ZLIB)
        content = unpacker.decompress(body, PAGE_BYTES + 1)
    except zlib.error:
        unpacker = zlib.decompressobj(RAW)
        content = unpacker.decompress(body, PAGE_BYTES + 1)
    if not unpacker.eof and len(content) <= PAGE_BYTES:
        raise zlib.error("cut short")
    return content
