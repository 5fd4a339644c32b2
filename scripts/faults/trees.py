"""Folders as values: what is in them, whether two are the same, and how they differ."""

import hashlib
import shutil
from collections.abc import Mapping
from pathlib import Path

Tree = Mapping[str, str]
"""Relative name → SHA-256 of every file that is not hidden; empty where there is nothing."""


def tree_of(path: Path) -> Tree:
    """Return the visible files under `path` (a folder or a file)."""
    if path.is_file():
        return {"": _hash(path)}
    return {name: _hash(path / name) for name in names_in(path) if (path / name).is_file() and not _hidden(name)}


def names_in(path: Path) -> list[str]:
    """Return the relative names of everything under a folder, folders and hidden files too."""
    return sorted(each.relative_to(path).as_posix() for each in path.rglob("*")) if path.is_dir() else []


def describe_difference(found: Tree, old: Tree, new: Tree) -> str:
    """Say what a tree is that is neither the old nor the new one."""
    if not found:
        return "nothing is there"
    sides = {
        "old": sum(old.get(name) == value and new.get(name) != value for name, value in found.items()),
        "new": sum(new.get(name) == value and old.get(name) != value for name, value in found.items()),
        "other": sum(value not in (old.get(name), new.get(name)) for name, value in found.items()),
        "missing": len((old.keys() & new.keys()) - found.keys()),
    }
    return "a mixture: " + ", ".join(f"{count} files {side}" for side, count in sides.items() if count)


def replace_folder(source: Path, target: Path) -> None:
    """Make `target` a copy of `source`, whatever was there; links stay links."""
    shutil.rmtree(target, ignore_errors=True)
    shutil.copytree(source, target, symlinks=True)


def _hidden(name: str) -> bool:
    return any(part.startswith(".") for part in name.split("/"))


def _hash(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()
