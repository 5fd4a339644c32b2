"""Argos Translate's own folders and addresses, read from its settings."""

import io
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ModelError


@dataclass(frozen=True, slots=True)
class ArgosFolders:
    """Where Argos Translate looks for packages, installs them, and keeps downloads; and the address of its index."""

    packages: tuple[Path, ...]
    install: Path
    downloads: Path
    cache: Path
    index_url: str


def argos_folders() -> ArgosFolders:
    """The folders that Argos Translate uses in this process (ARGOS_PACKAGES_DIR, XDG_DATA_HOME, settings.json …).

    Raises `ModelError` where Argos Translate cannot be used at all: its folders, which it makes when it is imported,
    cannot be made, or one of its settings is wrong.
    """
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):  # it prints what is wrong with settings.json
            from argostranslate.package import settings
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise ModelError(
            f"Argos Translate's folders or settings cannot be used: {printed.getvalue()}{error}"
        ) from None
    return ArgosFolders(
        packages=tuple(Path(folder) for folder in settings.package_dirs),
        install=Path(settings.package_data_dir),
        downloads=Path(settings.downloads_dir),
        cache=Path(settings.cache_dir).with_name("bilingual"),
        index_url=f"{settings.package_index.rstrip('/')}/index.json",
    )


def argos_packages(notice: Callable[[str], None] | None = None) -> list[Path]:
    """The folders of all packages that Argos Translate has installed, by name; none, and a notice, without Argos."""
    try:
        parents = argos_folders().packages
    except ModelError as error:
        if notice:
            notice(str(error))
        return []
    children = (child for parent in parents if parent.is_dir() for child in parent.iterdir())
    return sorted(child for child in children if child.is_dir() and not child.name.startswith("."))
