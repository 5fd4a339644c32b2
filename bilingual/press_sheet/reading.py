"""Lists of press cases: JSON Lines, in UTF-8; one ships with the package."""

import json
from collections.abc import Iterator
from functools import partial
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, BinaryIO

from bilingual.errors import DatasetError, UsageError
from bilingual.files.opening import open_regular, refuse_tilde, shown_name
from bilingual.press_sheet.cases import Case

LINE_BYTES = 1 << 13  # a sentence; the time that comparing two takes grows with their product
_OWN = "press_cases.jsonl"
_KEYS = ("kind", "fr", "must", "clean")
_WANTED = 'each line must hold an object such as {"kind": "…", "fr": "…", "must": [["…"]], "clean": "…"}'


def read_cases(path: Path | None = None) -> list[Case]:
    """Read a list of cases, by default the one that ships with the package.

    A line is an object with `kind` and `fr`, and `must` (groups of words), `clean` (a text) or both. Raises UsageError
    when there is no such file, or no regular one, DatasetError with the line when it is no list of cases.
    """
    if path is None:
        with as_file(files("bilingual.press_sheet").joinpath(_OWN)) as own:
            return read_cases(own)
    shown = shown_name(path)
    try:
        with open_regular(path) as lines:
            cases = list(_read_lines(lines, shown))
    except FileNotFoundError as error:
        refuse_tilde(path, "--cases")
        raise UsageError(f"{shown}: no such list of cases") from error
    except OSError as error:
        raise DatasetError(f"{shown}: cannot be read: {error.strerror or error}") from error
    if not cases:
        raise DatasetError(f"{shown}: an empty list of cases; {_WANTED}")
    return cases


def _read_lines(lines: BinaryIO, shown: str) -> Iterator[Case]:
    for number, line in enumerate(iter(partial(lines.readline, LINE_BYTES + 1), b""), 1):
        if line.strip():
            yield _read_case(_parse(line, number, f"{shown}, line {number}"), f"{shown}, line {number}")


def _parse(line: bytes, number: int, where: str) -> Any:  # noqa: ANN401 - whatever JSON holds
    if len(line) > LINE_BYTES:
        raise DatasetError(f"{where}: more than {LINE_BYTES >> 10} KiB; each line must hold one case")
    try:
        return json.loads(line.decode("utf-8-sig" if number == 1 else "utf-8"))
    except UnicodeDecodeError as error:
        raise DatasetError(f"{where}: not UTF-8 (byte {error.start} of the line)") from error
    except (ValueError, RecursionError) as error:
        raise DatasetError(f"{where}: no JSON; {_WANTED}") from error


def _read_case(row: Any, where: str) -> Case:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(row, dict) or not {"kind", "fr"} <= row.keys():
        raise DatasetError(f"{where}: no case; {_WANTED}")
    if strange := sorted(row.keys() - set(_KEYS)):
        raise DatasetError(f"{where}: unknown key {shown_name(strange[0])}; the keys are {', '.join(_KEYS)}")
    must, clean = row.get("must", []), row.get("clean")
    texts = [row["kind"], row["fr"], *([] if clean is None else [clean])]
    if not all(map(_is_text, texts)):
        raise DatasetError(f"{where}: kind, fr and clean must be texts that are not empty")
    if not isinstance(must, list) or not all(map(_is_group, must)):
        raise DatasetError(f"{where}: must is no list of lists of words")
    return Case(row["kind"], row["fr"], tuple(map(tuple, must)), clean)


def _is_group(value: object) -> bool:
    return isinstance(value, list) and bool(value) and all(map(_is_text, value))


def _is_text(value: object) -> bool:
    """Return whether a value is a text with something in it, which can be written as UTF-8."""
    return isinstance(value, str) and bool(value.strip()) and not any("\ud800" <= sign <= "\udfff" for sign in value)
