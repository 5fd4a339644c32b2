"""A table of text of any size → its lines, decoded by the rules of `decoding`: in two readings and bounded memory."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from io import TextIOWrapper
from itertools import chain

from bilingual.articles.charsets import NAMES, STORED
from bilingual.articles.decoding import (
    ENCODED_TWICE,
    MARKS,
    PARTLY_TWICE,
    SAMPLE,
    TWICE,
    eight_bit_charset,
    encoded_once,
    has_controls,
    utf16_codecs,
)
from bilingual.articles.input_file import InputFile
from bilingual.errors import ArticleError

CHUNK = 1 << 20
# By these bytes of lines that are not all ASCII an 8-bit charset is told; beyond, no more of the file is looked at.
TELLING_BYTES = 1 << 20
# What csv takes for one line, and for one cell: it holds four bytes a character, and as many again while it grows.
LINE_CHARACTERS = 16 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Charset:
    """How a file is encoded.

    `encoding` is what is published as such, `codec` what decodes it behind the first `skip` bytes; with `twice` each
    line was encoded as UTF-8 twice. `note` tells the user when it is not plain UTF-8.
    """

    encoding: str
    codec: str
    skip: int = 0
    note: str | None = None
    twice: bool = False


UTF8 = Charset(encoding="utf-8", codec="utf-8")


def charset_of(file: InputFile) -> Charset:
    """Return how a file is encoded. Raises ArticleError where the bytes are not text, and OSError."""
    with file.open() as stream:
        head = stream.read(SAMPLE)
        known = _marked(head, file.shown) or UTF8
        if known.codec != "utf-8":
            return known
        # The empty piece at the end lets the decoder notice a character that is cut there.
        chunks = chain([head[known.skip :]], iter(partial(stream.read, CHUNK), b""), [b""])
        is_suspect, other = _read_as_utf8(chunks, known.skip > 0, file.shown)
    if other is not None:
        return Charset(encoding=STORED.get(other, other), codec=other, note=f"read as {NAMES[other]}")
    if not is_suspect:
        return known
    is_twice = _is_twice(file, known)
    return replace(known, note=ENCODED_TWICE if is_twice else PARTLY_TWICE, twice=is_twice)


def _marked(head: bytes, shown: str) -> Charset | None:
    """Return the charset of a file that says it itself: by a mark, or because every second byte is zero."""
    for mark, encoding, codec in MARKS:
        if head.startswith(mark):
            note = None if codec == "utf-8" else f"read as {codec.upper()}"
            return Charset(encoding=encoding, codec=codec, skip=len(mark), note=note)
    if b"\0" in head:
        for codec in utf16_codecs(head):
            return Charset(encoding=codec, codec=codec, note=f"read as {codec.upper()}, which has no mark")
    elif not has_controls(head):
        return None
    raise ArticleError(f"{shown}: this is a binary file, not text")


def _read_as_utf8(chunks: Iterator[bytes], is_marked: bool, shown: str) -> tuple[bool, str | None]:
    """Say whether UTF-8 has signs of a second encoding, and which 8-bit charset it is where it is no UTF-8."""
    decoder, line, byte = codecs.getincrementaldecoder("utf-8")(), 1, 0
    telling, is_suspect = b"", False
    for chunk in chunks:
        if len(telling) < TELLING_BYTES:
            telling += _telling(chunk)
        pending = len(decoder.getstate()[0])
        try:
            is_suspect = TWICE.search(decoder.decode(chunk, not chunk)) is not None or is_suspect
        except UnicodeDecodeError as error:
            at = max(0, error.start - pending)
            line, byte = line + chunk.count(b"\n", 0, at), byte + error.start - pending
            if is_marked:
                raise ArticleError(f"{shown}: broken UTF-8 on line {line}; save it again as UTF-8") from error
            return False, eight_bit_charset(_more_telling(telling + _telling(chunk[at:]), chunks), (line, byte), shown)
        line, byte = line + chunk.count(b"\n"), byte + len(chunk)
    return is_suspect, None


def _more_telling(telling: bytes, chunks: Iterator[bytes]) -> bytes:
    """Add what tells a charset behind the first byte that is no UTF-8, up to as much again."""
    for chunk in chunks:
        if len(telling) >= 2 * TELLING_BYTES:
            break
        telling += _telling(chunk)
    return telling


def _telling(chunk: bytes) -> bytes:
    """Return the lines by which a charset can be told."""
    return b"" if chunk.isascii() else b"\n".join(part for part in chunk.splitlines() if not part.isascii())


def _is_twice(file: InputFile, charset: Charset) -> bool:
    try:
        return all(encoded_once(line) is not None for line in _lines(file, charset))
    except UnicodeError:
        return False


def read_lines(file: InputFile, charset: Charset) -> Iterator[str]:
    """Yield the lines with their ends, each of at most `LINE_CHARACTERS`.

    Raises ArticleError at a line that is longer or not in the charset, and OSError.
    """
    number = 0
    try:
        for number, line in enumerate(_lines(file, charset), 1):
            if len(line) > LINE_CHARACTERS:
                raise ArticleError(
                    f"{file.shown}:{number}: a line of more than {LINE_CHARACTERS:,} characters, and nothing after it "
                    "is read; save the table as Parquet or JSON Lines"
                )
            yield encoded_once(line) if charset.twice else line
    except UnicodeDecodeError as error:
        label = NAMES.get(charset.codec, charset.codec.upper())
        raise ArticleError(
            f"{file.shown}:{number + 1}: not {label} from about here on, and nothing after it is read; save it as UTF-8"
        ) from error


def _lines(file: InputFile, charset: Charset) -> Iterator[str]:
    with file.open() as stream:
        stream.read(charset.skip)
        with TextIOWrapper(stream, encoding=charset.codec, newline="") as text:
            yield from iter(partial(text.readline, LINE_CHARACTERS + 1), "")
