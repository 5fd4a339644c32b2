"""Hugging Face datasets on the disk → which of their files hold rows: those of datasets, and what only describes them.

`save_to_disk` writes `state.json` beside the shards it names; other `.arrow` files there are caches of datasets. A card
is a README.md whose front matter says what the Hub reads of a dataset.
"""

import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bilingual.articles.folders import Entry
from bilingual.errors import ArticleError
from bilingual.files.opening import open_regular, portable_name, shown_name

STATE = "state.json"
DESCRIBING = {STATE, "dataset_info.json", "dataset_infos.json", "dataset_dict.json"}
CARD = "readme.md"
STATE_BYTES, CARD_BYTES = 4 << 20, 64 << 10
CARD_KEYS = re.compile(rb"^(?:configs|dataset_info|task_categories)[ \t]*:", re.M)
FRONT_MATTER = re.compile(rb"\A(?:\xef\xbb\xbf)?---[ \t]*\r?\n(.*?)^---[ \t]*\r?$", re.M | re.S)


@dataclass(frozen=True, slots=True)
class Shards:
    """The files that hold the rows of a saved dataset, by their paths; `missing` are those that are not there."""

    paths: frozenset[str]
    missing: tuple[str, ...]


def describes_dataset(entry: Entry) -> bool:
    """Return whether a file says something of a dataset and holds none of its rows."""
    name = os.path.basename(entry.name)
    return entry.kind == "file" and (name in DESCRIBING or (name.lower() == CARD and _is_card(entry.path)))


def saved_shards(entries: Iterable[Entry]) -> Iterator[tuple[Entry, Shards | ArticleError]]:
    """Yield the `state.json` of each dataset that was saved, with its shards or why they cannot be read."""
    for entry in entries:
        if entry.kind == "file" and os.path.basename(entry.path) == STATE:
            try:
                shards = _shards(os.path.dirname(entry.path), entry.path)
            except ArticleError as error:
                yield entry, error
            else:
                if shards is not None:
                    yield entry, shards


def _shards(folder: str, path: str) -> Shards | None:
    """Return what a `state.json` names; None where it is the state of something else."""
    try:
        state = json.loads(_head(path, STATE_BYTES))
        named = [os.fsdecode(str(each["filename"]).encode()) for each in state["_data_files"]]
        indices = state.get("_indices_data_files")
    except (ValueError, LookupError, TypeError, AttributeError, RecursionError):
        return None
    if indices:
        raise ArticleError(
            f"{shown_name(path)}: which rows there are stands in an index, as datasets 1 saved it; load it and save it "
            "again after flatten_indices()"
        )
    return Shards(
        frozenset(os.path.join(folder, name) for name in named),
        tuple(portable_name(name) for name in named if not os.path.exists(os.path.join(folder, name))),
    )


def _is_card(path: str) -> bool:
    front = FRONT_MATTER.match(_head(path, CARD_BYTES))
    return front is not None and CARD_KEYS.search(front[1]) is not None


def _head(path: str, size: int) -> bytes:
    """Return the beginning of a file, nothing where it cannot be read: reading it as an article will say why."""
    try:
        with open_regular(path) as stream:
            return stream.read(size)
    except OSError:
        return b""
