"""Fetch the French–English package from the Argos index and install it."""

import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from bilingual.errors import ModelError, UsageError
from bilingual.models.adding import add_package
from bilingual.models.download import Download, Progress, fetch, fetch_text, forget
from bilingual.models.folders import argos_folders, argos_packages
from bilingual.models.inspecting import inspect_package
from bilingual.models.known import PUBLISHED, read_sha256
from bilingual.models.languages import FROM, TO
from bilingual.models.model import Model
from bilingual.models.search import AUTO, EMBEDDED, VARIABLE, find_model

Notice = Callable[[str], None]


def install_package(
    index_url: str | None = None,
    sha256: str | None = None,
    *,
    overwrite: bool = False,
    progress: Progress | None = None,
    notice: Notice | None = None,
    timeout: float = 30.0,
    pause: float = 1.0,
) -> Model:
    """Install the newest French–English package of the Argos index; the installed model.

    `index_url` is by default Argos Translate's own (ARGOS_PACKAGE_INDEX). The file must have the hash
    `sha256`, or that of the published package of its name; where neither is known, its hash is recorded.
    A download that was cut goes on where it stopped. `progress` receives bytes and total, `notice` one line
    for each event; `timeout` and `pause` (before a new try) are in seconds. Raises `ModelError`; the
    installed packages are then as before.
    """
    wanted = read_sha256(sha256) if sha256 else None
    if index_url is not None and not index_url.lower().startswith(("https://", "http://")):
        raise UsageError(f"--index {index_url}: not an address; give one that begins with https:// or http://")
    url = index_url or argos_folders().index_url
    entry = choose_entry(fetch_text(url, timeout), url)
    name = _name(entry)
    if not overwrite and (there := _installed(name)):
        if notice:
            notice(f"{name} is installed already")
        return there
    published = None if wanted else PUBLISHED.get(name)
    file = argos_folders().downloads / f"{name}.argosmodel"
    common = Download(url="", file=file, progress=progress, notice=notice, timeout=timeout, pause=pause)
    if published:
        common, wanted = replace(common, size=published.bytes), published.sha256
    common = replace(common, resumable=wanted is not None)
    return _fetch_and_add([replace(common, url=link) for link in _links(entry, url)], wanted, overwrite)


def install_if_possible(
    install: Callable[[], Model] = install_package, *, overwrite: bool = False, notice: Notice | None = None
) -> tuple[Model, str]:
    """Return the model that builds take, and why, after `install` where there is none but the embedded one.

    `install` is `install_package`, with what it needs. A model that is named by BILINGUAL_MODEL or, unless `overwrite`,
    installed stays, and no connection is opened. Raises `NoModelError` when what BILINGUAL_MODEL names does not exist,
    `ModelError` when it is damaged, and the `UsageError` of `install`.
    """
    chosen = find_model(notice=notice)
    if os.environ.get(VARIABLE, AUTO) not in ("", AUTO):
        return chosen, f"{VARIABLE} names it"
    if chosen.origin != EMBEDDED and not overwrite:
        return chosen, "it is installed"
    try:
        return install(), "fetched from the Argos index"
    except ModelError as error:
        return chosen, str(error)
    except OSError as error:
        return chosen, ": ".join(text for text in (error.filename, error.strerror) if text) or str(error)


def choose_entry(index: str, url: str) -> dict[str, Any]:
    """Return the entry of the newest French–English package in the text of an index; `ModelError` without one."""
    try:
        entries = json.loads(index)
    except (ValueError, RecursionError):
        raise ModelError(f"{url}: not a package index (JSON); is the address right?") from None
    found = [
        entry
        for entry in (entries if isinstance(entries, list) else [])
        if isinstance(entry, dict)
        and (entry.get("from_code"), entry.get("to_code")) == (FROM, TO)
        and entry.get("type", "translate") == "translate"
    ]
    if not found:
        raise ModelError(f"{url}: this index has no package for French to English")
    return max(found, key=lambda entry: [int(part) for part in re.findall(r"\d+", _version(entry))])


def _version(entry: dict[str, Any]) -> str:
    return str(entry.get("package_version", ""))


def _name(entry: dict[str, Any]) -> str:
    """Return the name that Argos gives to a package: its languages and version, whatever else the index says."""
    return f"translate-{FROM}_{TO}-{re.sub(r'[^0-9A-Za-z]+', '_', _version(entry))[:40]}"


def _links(entry: dict[str, Any], url: str) -> list[str]:
    links = entry.get("links")
    texts = [str(link) for link in links] if isinstance(links, list) else []
    usable = [text for text in texts if text.startswith(("https://", "http://"))]
    if not usable:
        raise ModelError(f"{url}: the entry for French to English has no link to download from")
    return usable


def _installed(name: str) -> Model | None:
    """Return the installed package of this name; `ModelError` when it is damaged, before anything is downloaded."""
    for folder in argos_packages():
        if folder.name == name:
            try:
                return inspect_package(folder, origin="installed")
            except ModelError as error:
                raise ModelError(f"damaged, give --replace to replace it: {error}") from None
    return None


def _fetch_and_add(downloads: list[Download], sha256: str | None, overwrite: bool) -> Model:
    from filelock import FileLock, Timeout

    first = downloads[0]
    lock = FileLock(first.file.with_name(f"{first.file.name}.lock"))
    try:
        with lock.acquire(timeout=0):
            used = _fetch_any(downloads)
            try:
                return add_package(used.file, sha256, overwrite=overwrite, url=used.url)
            finally:
                forget(used)  # a refused file must not be built on
    except Timeout:
        raise ModelError(f"{first.file}: another process is downloading it; wait until it is done") from None


def _fetch_any(downloads: list[Download]) -> Download:
    """Return the first of these downloads that succeeds. Raises the last one's `ModelError` when none does."""
    for download in downloads[:-1]:
        try:
            fetch(download)
            return download
        except ModelError as error:
            if download.notice:
                download.notice(f"{error}; trying the next link")
    fetch(downloads[-1])
    return downloads[-1]
