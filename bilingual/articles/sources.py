"""Which files the sources given by the user stand for."""

import glob
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ArticleError, UsageError

TEXT = frozenset({".txt", ".md"})
HTML = frozenset({".html", ".htm"})
TABLES = frozenset({".jsonl", ".parquet"})
SUFFIXES = TEXT | HTML | TABLES
# The files by which a dataset of ours is known; its card and tables are no articles.
DATASET = ("manifest.json", "pairs.tsv")


@dataclass(frozen=True, slots=True)
class InputFile:
    """A file to read: where it lies, its name within its source, and its bytes when it came by stdin."""

    path: Path
    name: str
    content: bytes | None = None

    @property
    def suffix(self) -> str:
        """The lower-case file ending that decides how the file is read."""
        return Path(self.name).suffix.lower()

    def read(self) -> bytes:
        """Return the whole content. Raises ArticleError when the file cannot be read."""
        if self.content is not None:
            return self.content
        try:
            return self.path.read_bytes()
        except OSError as error:
            raise ArticleError(f"{self.path}: cannot be read: {error.strerror}") from error


def find_inputs(sources: Sequence[str | Path]) -> tuple[list[InputFile], list[str]]:
    """Resolve files, folders (searched to any depth), glob patterns and `-` (stdin) to input files.

    Returns the files in a stable order, each once, and a line for each file in a folder that was passed over because
    its ending is not one of `SUFFIXES`, and for each dataset. Raises UsageError for a source that does not exist or is
    a dataset, and ArticleError for a folder with no article in it.
    """
    files: dict[Path, InputFile] = {}
    passed_over: list[str] = []
    for source in sources:
        for found in _resolve(source, passed_over):
            files.setdefault(found.path.resolve(), found)
    return list(files.values()), passed_over


def _resolve(source: str | Path, passed_over: list[str]) -> Iterable[InputFile]:
    if str(source) == "-":
        return [InputFile(Path("stdin"), "stdin.txt", sys.stdin.buffer.read())]
    path = Path(source)
    try:
        if path.is_dir():
            return _in_folder(path, passed_over)
        if path.exists():
            return [_single(path)]
    except PermissionError as error:
        raise ArticleError(f"{path}: cannot be read: {error.strerror}") from error
    matches = sorted(glob.glob(str(source), recursive=True)) if glob.has_magic(str(source)) else []
    if not matches:
        raise UsageError(f"{source}: no such file or folder")
    return [found for match in matches for found in _resolve(match, passed_over)]


def _single(path: Path) -> InputFile:
    if path.suffix.lower() not in SUFFIXES:
        raise UsageError(f"{path}: cannot tell how to read it; use one of {_endings()}")
    return InputFile(path, path.name)


def _in_folder(folder: Path, passed_over: list[str]) -> list[InputFile]:
    if _is_dataset(folder):
        raise UsageError(
            f"{folder}: a dataset, not a folder of articles; give {folder / 'articles'} to build from its own"
        )
    found = []
    for path in _walk(folder, frozenset()):
        name = path.relative_to(folder).as_posix()
        if _is_dataset(path):
            passed_over.append(f"{name}: passed over, a dataset")
        elif path.suffix.lower() in SUFFIXES:
            found.append(InputFile(path, name))
        else:
            passed_over.append(f"{name}: passed over, not an article by its ending")
    if not found:
        raise ArticleError(f"{folder}: no article in this folder; articles end in {_endings()}")
    return found


def _walk(folder: Path, above: frozenset[Path]) -> Iterator[Path]:
    """Every visible file below a folder, and every dataset, by name, so that the order is the same on every machine.

    `above` are the real paths of the folders that this one lies in; a link back to one of them is not followed.
    """
    try:
        above |= {folder.resolve()}
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    except OSError as error:
        raise ArticleError(f"{folder}: cannot be read: {error.strerror}") from error
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if not entry.is_dir() or _is_dataset(entry):
            yield entry
        elif entry.resolve() not in above:
            yield from _walk(entry, above)


def _is_dataset(path: Path) -> bool:
    return all((path / name).is_file() for name in DATASET)


def _endings() -> str:
    return " ".join(sorted(SUFFIXES))
