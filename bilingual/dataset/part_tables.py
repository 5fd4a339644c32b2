"""The tables of one part of a corpus: written as its articles are done, read when all parts are put together."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bilingual.dataset.conflicts import PAIR, pair_digests
from bilingual.dataset.document_tables import DocumentTables
from bilingual.dataset.schema import arrow_schema
from bilingual.errors import DatasetError
from bilingual.files.opening import naming

CONFIGS = ("default", "skipped", "articles", "documents")  # `flat` follows from `default`
DIGESTS = "digests.bin"
COMPRESSION = "lz4"  # fast: a part is read once or twice


class PartFiles:
    """Writes the tables of a part into its folder, in Arrow's streaming format, with digests of every pair beside them.

    `documents` makes their rows; what is under way goes to the files with `close`.
    """

    def __init__(self, folder: Path) -> None:
        import pyarrow as pa

        self._folder = folder
        self._digests = (folder / DIGESTS).open("wb")
        options = pa.ipc.IpcWriteOptions(compression=COMPRESSION)
        self._writers = {
            name: pa.ipc.new_stream(folder / f"{name}.arrow", arrow_schema(name), options=options) for name in CONFIGS
        }
        self.names = (*(f"{name}.arrow" for name in CONFIGS), DIGESTS)
        self.documents = DocumentTables(self)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for file in (*self._writers.values(), self._digests):
            file.close()

    def add(self, config: str, split: str, table: Any) -> None:  # noqa: ANN401 - pyarrow.Table
        """Append rows; a part knows no splits."""
        with naming(self._folder / f"{config}.arrow"):
            self._writers[config].write_table(table)
        if config == "default":
            english, french = (side.to_pylist() for side in table["translation"].combine_chunks().flatten())
            self._digests.write(pair_digests(zip(french, english, strict=True)))

    def close(self) -> None:
        """Write what is under way, and end the files."""
        self.documents.flush()
        for name, writer in self._writers.items():
            with naming(self._folder / f"{name}.arrow"):
                writer.close()
        with naming(self._folder / DIGESTS):
            self._digests.close()


class PartTables:
    """The tables of a finished part. Reading raises DatasetError where a file is damaged."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def digests(self) -> bytes:
        """`PAIR` bytes for each pair, in the order of the pairs."""
        return (self._folder / DIGESTS).read_bytes()

    @property
    def pairs(self) -> int:
        """How many pairs there are."""
        return (self._folder / DIGESTS).stat().st_size // PAIR

    def tables(self, config: str) -> Iterator[Any]:
        """Yield the rows of a configuration, a few thousand at a time, as pyarrow.Table."""
        import pyarrow as pa

        path = self._folder / f"{config}.arrow"
        try:
            with pa.memory_map(str(path)) as file, pa.ipc.open_stream(file) as stream:
                for batch in stream:
                    yield pa.Table.from_batches([batch])
        except (OSError, pa.ArrowException) as error:
            raise DatasetError(f"{path}: cannot be read: {error}; run the command again") from error

    def rows(self, config: str, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
        """Yield rows of a configuration as dictionaries of some columns."""
        for table in self.tables(config):
            yield from table.select(list(columns)).to_pylist()
