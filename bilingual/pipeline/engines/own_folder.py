"""A folder of one process in the temporary folder of a machine; those that killed processes left there are removed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import gettempdir, mkdtemp

from bilingual.files.exchange import claim

PREFIX = "bilingual-part-"


@contextmanager
def own_folder() -> Iterator[Path]:
    """Give a new folder, which goes with the `with` statement, or later when the process is killed in it.

    It lies where TMPDIR says. Raises OSError.
    """
    for left in Path(gettempdir()).glob(f"{PREFIX}*"):
        _remove_left(left)
    new = Path(mkdtemp(prefix=f"new-{PREFIX}"))
    folder = new.with_name(new.name.removeprefix("new-"))
    descriptor = os.open(new, os.O_RDONLY)
    try:
        claim(descriptor, new)
        new.rename(folder)  # once it is claimed: others remove what is called so and nobody has claimed
        yield folder
    finally:
        for path in (new, folder):
            shutil.rmtree(path, ignore_errors=True)
        os.close(descriptor)


def _remove_left(folder: Path) -> None:
    """Remove a folder that no process has claimed."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY | os.O_NOFOLLOW | os.O_DIRECTORY)
        try:
            claim(descriptor, folder)
            shutil.rmtree(folder, ignore_errors=True)
        finally:
            os.close(descriptor)
