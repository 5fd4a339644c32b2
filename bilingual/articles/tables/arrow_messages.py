"""The messages of an Arrow IPC stream, each looked at before Arrow unpacks it.

A message says in a few bytes how large its buffers are, once unpacked: the sizes are read from the FlatBuffers that the
format lays down (Message.fbs, format version 1.0 to 1.5), because Arrow itself believes any.
"""

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

import pyarrow as pa

from bilingual.articles.article import ARTICLE_BYTES
from bilingual.articles.input_file import EMPTY, OTHER_FILE
from bilingual.articles.tables.table_columns import AGAIN
from bilingual.errors import ArticleError

CONTINUES = b"\xff\xff\xff\xff"
MAGIC = b"ARROW1\0\0"  # of the file format, which is a stream with an index behind it
# Fields of the tables of Message.fbs that are read, by their place.
HEADER, BUFFERS, COMPRESSION, DATA = 2, 2, 3, 1
ADVICE = "write it in smaller batches (datasets: writer_batch_size), or as Parquet"


class BoundedStream:
    """A stream behind the magic of the file format, that gives no more at once than a batch may have."""

    closed = False

    def __init__(self, stream: BinaryIO, shown: str) -> None:
        self.stream, self.shown = stream, shown
        head = stream.read(len(MAGIC))
        self.head = b"" if head == MAGIC else head
        if not head:
            raise ArticleError(f"{shown}: {EMPTY}")
        # A stream begins with a mark, or with the size of its first message, as it did before Arrow 0.15.
        if self.head and self.head[:4] != CONTINUES and int.from_bytes(self.head[:4], "little") > ARTICLE_BYTES:
            raise ArticleError(f"{shown}: not a readable Arrow file: it does not begin as one; {OTHER_FILE}")

    def read(self, size: int = -1) -> bytes:
        """Return `size` bytes, fewer at the end. Raises ArticleError for more than a batch may have, and OSError."""
        if not 0 <= size <= ARTICLE_BYTES:
            raise ArticleError(f"{self.shown}: a batch of more than {ARTICLE_BYTES >> 20} MiB; {ADVICE}")
        head, self.head = self.head[:size], self.head[size:]
        return head + self.stream.read(size - len(head))


def bounded_batches(stream: BoundedStream) -> Iterator[None]:
    """Step from batch to batch of a stream. Raises ArticleError before one that would unpack to too much."""
    reader = pa.ipc.MessageReader.open_stream(stream)
    while True:
        try:
            message = reader.read_next_message()
        except StopIteration:
            return
        if message.type in ("record batch", "dictionary"):
            try:
                size = _unpacked_size(message)
            except (struct.error, IndexError) as error:
                raise ArticleError(f"{stream.shown}: not a readable Arrow file: a damaged message; {AGAIN}") from error
            if size > ARTICLE_BYTES:
                raise ArticleError(f"{stream.shown}: a batch unpacks to {size:,} bytes; {ADVICE}")
        if message.type == "record batch":
            yield


def _unpacked_size(message: Any) -> int:  # noqa: ANN401 - a pyarrow.Message
    """Return how many bytes the buffers of a batch have; each that is compressed begins with its size."""
    data, body = memoryview(message.metadata), message.body
    batch = _follow(data, _field_at(data, _follow(data, 0), HEADER))
    if message.type == "dictionary":
        batch = _follow(data, _field_at(data, batch, DATA))
    if not _field_at(data, batch, COMPRESSION):
        return int(body.size)
    place = _follow(data, _field_at(data, batch, BUFFERS))
    (count,) = struct.unpack_from("<I", data, place)
    total, content = 0, memoryview(body)
    for number in range(count):
        offset, length = struct.unpack_from("<qq", data, place + 4 + 16 * number)
        if length:
            (size,) = struct.unpack_from("<q", content, offset)
            total += max(size, length)  # -1: not compressed after all
    return total


def _follow(data: memoryview, place: int) -> int:
    """Return the position of what an offset leads to."""
    return place + int(struct.unpack_from("<I", data, place)[0])


def _field_at(data: memoryview, table: int, field: int) -> int:
    """Return the position of a table's field, 0 where it is not there."""
    vtable = table - struct.unpack_from("<i", data, table)[0]
    (size,) = struct.unpack_from("<H", data, vtable)
    place = 4 + 2 * field
    offset = struct.unpack_from("<H", data, vtable + place)[0] if place < size else 0
    return table + offset if offset else 0
