"""A web archive → its records, one at a time (WARC 1.0 and 1.1, ISO 28500), within bounds and past broken ones."""

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import BinaryIO

from warcio.statusandheaders import StatusAndHeadersParser, StatusAndHeadersParserException

from bilingual.articles.input_file import EMPTY, OTHER_FILE
from bilingual.errors import ArticleError

LINE_BYTES, HEADER_BYTES, PIECE = 1 << 16, 1 << 18, 1 << 16
MOST_BROKEN = 1_000
MARK = b"WARC/"
RECORD = StatusAndHeadersParser(["WARC/1.1", "WARC/1.0", "WARC/0.18", "WARC/0.17"])
RESPONSE = StatusAndHeadersParser(["HTTP/"], verify=False)


class BrokenRecord(Exception):
    """What is wrong with a record."""


class CutShort(BrokenRecord):
    """A record's bytes end before it does."""


class Bounded:
    """A stream that counts its bytes, with lines of a bearable length: warcio reads headers line by line."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.at, self.header_left = stream, 0, HEADER_BYTES

    def read(self, size: int) -> bytes:
        """Return the next bytes."""
        piece = self.stream.read(size)
        self.at += len(piece)
        return piece

    def readline(self, size: int = LINE_BYTES) -> bytes:
        """Return the next line of a header. Raises BrokenRecord for one too long, and for a header that is."""
        line = self.stream.readline(min(size, LINE_BYTES))
        self.at += len(line)
        self.header_left -= len(line)
        if self.header_left < 0 or len(line) == LINE_BYTES:
            raise BrokenRecord(f"its header has more than {HEADER_BYTES >> 10} KiB, or a line of {LINE_BYTES >> 10}")
        return line

    def next_line(self) -> bytes:
        """Return the next line that is not blank, whatever was read before it."""
        self.header_left = HEADER_BYTES
        while line := self.stream.readline(LINE_BYTES):
            self.at += len(line)
            if line.strip():
                break
        return line

    def next_mark(self) -> bytes:
        """Return the next line that a record may begin with, however far it is."""
        self.header_left, at_start = HEADER_BYTES, True
        while line := self.stream.readline(LINE_BYTES):
            self.at += len(line)
            if at_start and line.startswith(MARK):
                break
            at_start = line.endswith(b"\n")
        return line


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """A record: its number, from 1, the stream from which its bytes come next, and where in that they `end`."""

    number: int
    kind: str
    url: str
    type: str
    truncated: bool
    end: int
    stream: Bounded

    @property
    def left(self) -> int:
        """The number of bytes that were not read yet."""
        return self.end - self.stream.at

    def read(self, most: int | None = None) -> bytes:
        """Return what is left of it, or `most` bytes of that. Raises CutShort when the archive ends before."""
        size = self.left if most is None else min(most, self.left)
        content = self.stream.read(size)
        if len(content) < size:
            raise CutShort
        return content

    def read_head(self) -> tuple[int, dict[str, str], bytes]:
        """Return the status and the headers, by name in lower case, of an HTTP response, and the body's first bytes.

        Raises BrokenRecord for a response that has no headers, or too many.
        """
        start = self.read(HEADER_BYTES)
        lines = Bounded(BytesIO(start))
        try:
            found = RESPONSE.parse(lines)
        except EOFError as error:
            raise BrokenRecord("its response is empty") from error
        code = found.get_statuscode()
        headers = {name.lower(): value for name, value in found.headers}
        return int(code) if code.isascii() and code.isdigit() and len(code) < 4 else 0, headers, start[lines.at :]


def read_records(stream: BinaryIO, shown: str) -> Iterator[Record | ArticleError]:
    """Yield the records of an unpacked archive, and an error for each that is broken; the next one is looked for.

    What is not read of a record is passed over. Raises ArticleError where there is no record at all, or more than
    `MOST_BROKEN` are at fault, and OSError.
    """
    lines, number, broken = Bounded(stream), 0, 0
    first = lines.next_line()
    if not first:
        raise ArticleError(f"{shown}: {EMPTY}")
    if not first.startswith(MARK):
        raise ArticleError(f"{shown}: not a web archive: it does not begin with WARC/1.0 or WARC/1.1; {OTHER_FILE}")
    while first:
        number, begin = number + 1, lines.at - len(first)
        where = f"{shown}: record {number}: broken at byte {begin:,}"
        try:
            record = _record(lines, first, number)
        except (StatusAndHeadersParserException, EOFError, BrokenRecord) as error:
            why = error if isinstance(error, BrokenRecord) else "it does not begin as a record does"
            broken += 1
            if broken > MOST_BROKEN:
                raise ArticleError(f"{where}, as {MOST_BROKEN:,} before it; nothing after it is read") from error
            yield ArticleError(f"{where}: {why}")
            first = lines.next_mark()
            continue
        yield record
        while record.left and lines.read(min(PIECE, record.left)):
            pass
        if record.left:
            yield ArticleError(f"{where}: it is cut short, {record.left:,} bytes are missing")
        first = lines.next_line()


def _record(lines: Bounded, first: bytes, number: int) -> Record:
    headers = RECORD.parse(lines, first)

    def field(name: str) -> str:
        value: str | None = headers.get_header(name)
        return (value or "").strip()

    length = field("Content-Length")
    if not (length.isascii() and length.isdigit() and len(length) < 19):
        raise BrokenRecord("its header gives no Content-Length")
    return Record(
        number=number,
        kind=field("WARC-Type").lower(),
        url=field("WARC-Target-URI").strip("<>"),  # wget 1.19 and before put it in these
        type=field("Content-Type"),
        truncated=bool(field("WARC-Truncated")),
        end=lines.at + int(length),
        stream=lines,
    )
