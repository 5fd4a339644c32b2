"""Workers that do what a test wants; nodes import them from here."""

import os
import time
from pathlib import Path

from bilingual.errors import DatasetError
from bilingual.pipeline.engines.arithmetic import Arithmetic
from bilingual.pipeline.parts import ARTICLES, write_done
from bilingual.pipeline.watching import Advance


class Obedient:
    """Reads in a part's articles what to do: `write`, `fail`, `fail late`, `die` or `sleep`."""

    def __init__(self, work, threads):
        pass

    def describe(self):
        return {"model": "none"}, Arithmetic("same", "any")

    def run(self, folder: Path, kept, watcher):
        order = (folder / ARTICLES).read_text("utf-8")
        if order == "die":
            os._exit(9)
        if order == "sleep":
            time.sleep(60)
        if order.startswith("fail"):
            time.sleep(1.0 if order == "fail late" else 0)
            raise DatasetError(f"{order}: no space left on device")
        (folder / "table").write_text(order, encoding="utf-8")
        watcher.advanced(Advance(1, 2, 3))
        write_done(folder, ["table"], blocks=[], translated=0, reused=0)


class Singular(Obedient):
    """Calculates as no other worker does."""

    def describe(self):
        return {"model": "none"}, Arithmetic(str(os.getpid()), "Odd CPU")
