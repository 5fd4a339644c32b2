"""Which files the sources given by the user stand for."""

import errno
import glob
import os
import stat
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from io import BytesIO
from pathlib import Path

from bilingual.articles.columns import check_columns
from bilingual.articles.dataset_folders import describes_dataset, saved_shards
from bilingual.articles.folders import Entry, is_dataset, walk
from bilingual.articles.formats import FORMATS, is_of_its_format
from bilingual.articles.input_file import ADVICE, InputFile, ending_of, read_article
from bilingual.articles.notes import Notes
from bilingual.articles.patterns import matching_paths
from bilingual.articles.unread import UnreadInputs, unread_from
from bilingual.errors import ArticleError, UsageError
from bilingual.files.opening import open_stdin, portable_name, shown_name, special_kind
from bilingual.text.visible import visible

ENDINGS = " ".join(sorted(FORMATS))
TABLES = " ".join(ending for ending in sorted(FORMATS) if FORMATS[ending].columns)
ABSENT = {errno.ENOENT, errno.ENOTDIR}


@dataclass(frozen=True, slots=True)
class Inputs:
    """What sources stand for: files in a stable order, each once; what was passed over; what could not be looked at.

    `notes` are on files in folders whose ending is none of a format, pipes and devices, datasets, and folders that
    two paths lead to, which are read by the first. `errors` holds one for each entry of `unread`.
    """

    files: list[InputFile] = field(default_factory=list)
    notes: Notes = field(default_factory=Notes)
    unread: UnreadInputs = field(default_factory=UnreadInputs)
    errors: list[ArticleError] = field(default_factory=list)

    def pass_over(self, error: ArticleError, path: str, shown: str) -> None:
        """Note an input that cannot be read."""
        self.errors.append(error)
        self.unread.add(unread_from(error, path, shown))


def find_inputs(sources: str | Path | Sequence[str | Path], columns: Mapping[str, str] | None = None) -> Inputs:
    """Resolve one source or several, files, folders (searched to any depth), glob patterns or `-` (stdin), to files.

    `columns` says under which names tables have the fields of an article: `{"text": "contenu"}`. Raises UsageError for
    no source at all, for one that does not exist, is empty, is no regular file or is a dataset, and for columns that
    cannot be, or that no table is there to have.
    """
    files: dict[Hashable, InputFile] = {}
    inputs, named = Inputs(), check_columns(columns or {})
    given = [sources] if isinstance(sources, str | Path) else list(sources)
    if not given:
        raise UsageError("no source; give at least one file, folder or glob pattern")
    for source in given:
        for found in _resolve(str(source), inputs):
            try:
                files.setdefault(_identity(found), found)
            except ArticleError as error:
                inputs.pass_over(error, found.name, found.shown)
    inputs.files.extend(replace(file, columns=named) if named else file for file in files.values())
    if named and inputs.files and not any(FORMATS[file.ending].columns for file in inputs.files):
        raise UsageError(f"--text-column and --column are for tables ({TABLES}), and none of the inputs is one")
    return inputs


def _identity(file: InputFile) -> Hashable:
    """Return the real folder and the name in it: the same for two paths to one file, not for two hard links."""
    if file.source is not None:
        return "-"
    folder, name = os.path.split(os.path.realpath(file.path) if os.path.islink(file.path) else file.path)
    try:
        status = os.stat(folder or ".")
    except OSError as error:
        raise ArticleError(f"{file.shown}: cannot be read: {error.strerror}") from error
    return status.st_dev, status.st_ino, name


def _resolve(source: str, inputs: Inputs) -> Iterable[InputFile]:
    if source == "-":
        return _standard_input(inputs)
    if not source:
        raise UsageError(
            "a source is empty; name a file or folder (. is the current one), or set the variable it is in"
        )
    if glob.has_magic(source) and not os.path.exists(source):
        # What a pattern matched is taken as it is: the name of a link that leads nowhere may be a pattern too.
        before = inputs.unread.count
        found = [file for match in matching_paths(source) for file in _readable(match, inputs)]
        if found or inputs.unread.count > before:
            return found
    return _readable(source, inputs)


def _standard_input(inputs: Inputs) -> Iterable[InputFile]:
    try:
        content = read_article(open_stdin("an article"), "stdin")
        return [InputFile("stdin", "stdin.txt", partial(BytesIO, content))]
    except ArticleError as error:
        inputs.pass_over(error, "stdin", "stdin")
        return []


def _readable(source: str, inputs: Inputs) -> Iterable[InputFile]:
    try:
        return _existing(source, inputs)
    except ArticleError as error:
        inputs.pass_over(error, portable_name(os.path.basename(os.path.normpath(source))), shown_name(Path(source)))
        return []


def _existing(source: str, inputs: Inputs) -> Iterable[InputFile]:
    try:
        mode = os.stat(source).st_mode
    except (OSError, ValueError) as error:
        raise _cannot_stat(source, error) from error
    name = shown_name(source)
    if stat.S_ISDIR(mode):
        return _in_folder(source, inputs)
    if kind := special_kind(mode):
        raise UsageError(f"{name}: {kind}, not a regular file; {ADVICE}")
    if ending_of(source) not in FORMATS:
        raise UsageError(f"{name}: cannot tell how to read it; save it as one of {ENDINGS}")
    return [InputFile(source, portable_name(os.path.basename(source)))]


def _cannot_stat(source: str, error: OSError | ValueError) -> ArticleError | UsageError:
    """Return the error for a name that cannot be looked up.

    One with a NUL, or with letters that the locale cannot write, is the name of no file: ValueError.
    """
    if isinstance(error, ValueError):
        return UsageError(f"{source!r}: no such file or folder")
    name = shown_name(source)
    if error.errno not in ABSENT:
        return ArticleError(f"{name}: cannot be read: {error.strerror}")
    if "://" in source:
        return UsageError(f"{name}: an address; nothing is downloaded: save the page and give the file")
    if source.startswith("~"):
        return UsageError(f"{name}: no such file or folder; ~ is your home only where it is not in quotes")
    if os.path.islink(source):
        return UsageError(f"{name}: a link to a file or folder that does not exist")
    return UsageError(f"{name}: no such file or folder")


def _in_folder(folder: str, inputs: Inputs) -> list[InputFile]:
    shown = shown_name(Path(folder))
    if is_dataset(folder):
        raise UsageError(f"{shown}: a dataset, not a folder of articles; give {shown}/articles to build from its own")
    before, entries = inputs.unread.count, list(walk(folder))
    spare = _spare_tables(entries, inputs)
    found = [InputFile(entry.path, entry.name) for entry in entries if _is_article(entry, spare, inputs)]
    if not found and inputs.unread.count == before:
        raise ArticleError(f"{shown}: no article in this folder; `bilingual inputs` lists the endings of articles")
    return found


def _is_article(entry: Entry, spare: set[str], inputs: Inputs) -> bool:
    """Say whether something in a folder is to be read, and note what else it is."""
    add = inputs.notes.add
    if entry.kind == "unreadable":
        inputs.pass_over(ArticleError(entry.reason), entry.name, shown_name(entry.path))
    elif entry.kind == "dataset":
        add(entry.name, "passed over, a dataset", "folder")
    elif entry.kind == "repeated":
        add(entry.name, "passed over, a folder that is read under another name", "folder")
    elif describes_dataset(entry) or entry.path in spare:
        add(entry.name, "passed over, it belongs to a Hugging Face dataset and holds no article", "file")
    elif entry.kind != "folder" and ending_of(entry.name) not in FORMATS:
        add(entry.name, "passed over, not an article by its ending", "file")
    elif entry.kind == "special":
        add(entry.name, f"passed over, {special_kind(entry.mode)}, not a regular file", "file")
    elif entry.kind == "file" and not is_of_its_format(InputFile(entry.path, entry.name)):
        add(entry.name, f"passed over, no {FORMATS[ending_of(entry.name)].name}", "file")
    else:
        return entry.kind == "file"
    return False


def _spare_tables(entries: list[Entry], inputs: Inputs) -> set[str]:
    """Return the tables beside saved datasets that are none of their shards, and note shards that cannot be read."""
    shards: dict[str, frozenset[str]] = {}
    for state, saved in saved_shards(entries):
        folder = os.path.dirname(state.path)
        if isinstance(saved, ArticleError):
            inputs.pass_over(saved, state.name, shown_name(state.path))
        for missing in () if isinstance(saved, ArticleError) else saved.missing:
            error = ArticleError(f"{shown_name(state.path)}: the file {visible(missing)} that it names is not there")
            inputs.pass_over(error, state.name, shown_name(state.path))
        shards[folder] = frozenset() if isinstance(saved, ArticleError) else saved.paths
    tables = (entry.path for entry in entries if ending_of(entry.name) == ".arrow") if shards else ()
    return {path for path in tables if path not in shards.get(os.path.dirname(path), {path})}
