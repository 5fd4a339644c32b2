"""Tables of pairs: French, a tab, English on each line, in UTF-8, gzipped or not: test sets, and what others made."""

import gzip
import zlib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from bilingual.errors import DatasetError, UsageError
from bilingual.files.opening import open_regular, refuse_tilde, shown_name

Row = tuple[str, str]
LINE_BYTES = 1 << 20
SIDES = ["fr", "en"]  # the columns of texts in the tables that this package writes


def read_test(path: Path) -> list[Row]:
    """Read a test set: one sentence a line, French, a tab, English, in UTF-8, gzipped or not.

    Raises UsageError when there is no such file, or no regular one, DatasetError with the line when it is no test set.
    """
    return [(fr, en) for _, fr, en in read_table(path, "test set")]


def read_table(path: Path, kind: str, gaps: bool = False) -> list[tuple[int, str, str]]:
    """Read a `kind` of table with the number of each line; with `gaps`, English may lack and lines may be blank.

    Raises UsageError when there is no such file, or no regular one, DatasetError with the line when it is none.
    """
    shown = shown_name(path)
    try:
        with open_regular(path) as file, _unpacked(file, path) as lines:
            rows = list(read_rows(lines, shown, gaps))
    except FileNotFoundError as error:
        refuse_tilde(path)
        raise UsageError(f"{shown}: no such {kind}") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DatasetError(f"{shown}: damaged gzip file: {error}") from error
    except OSError as error:
        raise DatasetError(f"{shown}: cannot be read: {error.strerror or error}") from error
    except (MemoryError, OverflowError) as error:
        raise DatasetError(f"{shown}: too large for the memory that is free") from error
    if not rows:
        raise DatasetError(f"{shown}: an empty {kind}; each line must hold French, a tab, and English")
    return rows


def read_rows(lines: BinaryIO, shown: str, gaps: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the number, French and English of each line of a table; see `read_table`."""
    for number, line in enumerate(iter(partial(lines.readline, LINE_BYTES + 1), b""), 1):
        where = f"{shown}, line {number}"
        if len(line) > LINE_BYTES:
            raise DatasetError(f"{where}: more than {LINE_BYTES >> 20} MiB; each line must hold one sentence pair")
        try:
            cells = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise DatasetError(f"{where}: not UTF-8 (byte {error.start} of the line)") from error
        if number == 1:
            _refuse_other_columns(cells, where)
        if gaps and not "".join(cells).strip():
            continue
        if len(cells) < 2 or not cells[0].strip() or not (gaps or cells[1].strip()):
            raise DatasetError(f"{where}: each line must hold French, a tab, and English")
        yield number, cells[0].strip(), cells[1].strip()


def _refuse_other_columns(header: list[str], where: str) -> None:
    """Raise DatasetError for a header that puts the texts in other columns, such as that of a dataset's `pairs.tsv`."""
    names = [cell.strip().lower() for cell in header]
    if set(SIDES) <= set(names) and names[:2] != SIDES:
        raise DatasetError(
            f"{where}: a table with the columns {' '.join(names)}, not French, a tab, English; to make one of a "
            "dataset: `bilingual export DATASET --to moses`, then `paste pairs.fr pairs.en`"
        )


def _unpacked(file: BinaryIO, path: Path) -> BinaryIO:
    return gzip.GzipFile(fileobj=file, mode="rb") if path.suffix == ".gz" else file  # type: ignore[return-value]
