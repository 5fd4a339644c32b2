"""A glob pattern → the paths it matches; `**` enters each real folder once, whatever links lead to it."""

import glob
import os
from collections.abc import Iterator

from bilingual.articles.folders import walk


def matching_paths(pattern: str) -> list[str]:
    """Return the paths that a pattern matches, sorted, and the folders that `**` cannot read."""
    return sorted(set(_matches(pattern)), key=os.fsencode)


def _matches(pattern: str) -> Iterator[str]:
    parts = pattern.split("/")
    if "**" not in parts:
        yield from glob.iglob(pattern)
        return
    place = parts.index("**")
    head = "/".join(parts[:place]) or ("/" if place else "")
    tail = "/".join(parts[place + 1 :])
    for base in glob.iglob(head) if head else [""]:
        if os.path.isdir(base or "."):
            yield from _below(base, tail)


def _below(base: str, tail: str) -> Iterator[str]:
    """Yield what `tail` matches in a folder and in every folder below it; without a tail, all of it."""
    entries = [(entry.path if base else entry.path[2:], entry.kind) for entry in walk(base or ".", into_datasets=True)]
    if not tail:
        yield base or "."
        yield from (path for path, _ in entries)
        return
    yield from (path for path, kind in entries if kind == "unreadable")
    for folder in [base, *(path for path, kind in entries if kind == "folder")]:
        inside = os.path.join(glob.escape(folder), "") if folder else ""
        yield from _matches(inside + tail)
