"""Argos Translate's own folders and addresses, read from its settings."""

import io
from collections.abc import Callable, Iterable
from contextlib import redirect_stdout
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.models.staging import put_back

INSTALL_ARGOS = "pip install --no-deps argostranslate"  # what it depends on brings torch, and is not needed here


@dataclass(frozen=True, slots=True, kw_only=True)
class ArgosFolders:
    """Where Argos Translate finds, installs and downloads packages, and the address of its index.

    `cache` and `plain` are ours: folders beside Argos Translate's own cache and beside its packages, the latter for
    installed CTranslate2 folders.
    """

    packages: tuple[Path, ...]
    install: Path
    downloads: Path
    cache: Path
    plain: Path
    index_url: str


def argos_folders(notice: Callable[[str], None] | None = None) -> ArgosFolders:
    """Return the folders that Argos Translate uses (ARGOS_PACKAGES_DIR, XDG_DATA_HOME, its settings.json …).

    Raises `ModelError` where Argos Translate cannot be used at all: it is not installed, its folders, which it makes
    when it is imported, cannot be made, or one of its settings is wrong. `notice` receives what it would have printed.
    """
    printed = io.StringIO()
    try:
        with redirect_stdout(printed):  # it prints that settings.json is damaged, and goes on without it
            from argostranslate import settings
    except ModuleNotFoundError:
        raise ModelError(f"argostranslate is not installed; run: {INSTALL_ARGOS}") from None
    except (OSError, ValueError, KeyError, AssertionError) as error:
        raise ModelError(f"Argos Translate's folders or settings cannot be used ({error!r})") from None
    if printed.getvalue() and notice:
        notice(printed.getvalue().splitlines()[0])
    return ArgosFolders(
        packages=tuple(Path(folder) for folder in settings.package_dirs),
        install=Path(settings.package_data_dir),
        downloads=Path(settings.downloads_dir),
        cache=Path(settings.cache_dir).with_name("bilingual"),
        plain=Path(settings.package_data_dir).with_name("bilingual-models"),
        index_url=f"{settings.package_index.rstrip('/')}/index.json",
    )


def argos_packages(notice: Callable[[str], None] | None = None) -> list[Path]:
    """Return the folders of all packages that Argos Translate has installed, sorted.

    A package that a killed process was replacing is put back first. What cannot be read is passed over, with a
    `notice`: the embedded model must stay usable.
    """
    try:
        return _children(argos_folders(notice).packages, notice)
    except (ModelError, OSError) as error:
        if notice:
            notice(f"passed over what Argos Translate has installed: {error}")
    return []


def plain_folders(notice: Callable[[str], None] | None = None) -> list[Path]:
    """Return the folders of all installed plain models, sorted; what cannot be read is passed over, with a `notice`."""
    try:
        return _children([argos_folders().plain], notice)
    except ModelError:
        return []
    except OSError as error:
        if notice:
            notice(f"passed over the installed CTranslate2 folders: {error}")
    return []


def _children(parents: Iterable[Path], notice: Callable[[str], None] | None) -> list[Path]:
    folders: list[Path] = []
    for parent in parents:
        if parent.exists():
            _put_back(parent, notice)
            folders += [child for child in parent.iterdir() if child.is_dir() and not child.name.startswith(".")]
    return sorted(folders)


def _put_back(parent: Path, notice: Callable[[str], None] | None) -> None:
    try:
        put_back(parent)
    except (ModelError, OSError) as error:
        if notice:
            notice(f"{parent}: a package that was being replaced cannot be put back: {error}")
