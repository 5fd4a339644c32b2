"""Does parts on a cluster, each of which is told what to do: `python program.py LOAD FOLDER ORDER...`."""

import sys
from pathlib import Path

from bilingual.errors import BilingualError
from bilingual.models import find_model
from bilingual.pipeline.engines.ray import RayEngine
from bilingual.pipeline.part_work import PartWork
from bilingual.pipeline.parts import ARTICLES, Part
from bilingual.pipeline.watching import Advance, Watcher
from bilingual.translator import Options
from tests.cluster import loads


class Sum(Watcher):
    def __init__(self):
        self.articles = 0

    def advanced(self, advance: Advance):
        self.articles += advance.articles


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main(load: str, folder: Path, orders: list[str]) -> None:
    work = PartWork(
        model=find_model("embedded"), device="auto", compute_type="default", options=Options(), kinds=frozenset(), held_out=(), memories=(),
        remembered="[]", wrapped=None,
    )  # fmt: skip
    parts, watcher = [], Sum()
    for number, order in enumerate(orders):
        parts.append(Part(number=number, name=f"{number:064x}", articles=1, characters=2))
        (folder / parts[-1].name).mkdir(parents=True, exist_ok=True)
        (folder / parts[-1].name / ARTICLES).write_text(order, encoding="utf-8")
    try:
        with RayEngine(load=getattr(loads, load)) as engine:
            engine.start(work)
            say("started")
            engine.run(parts, folder, folder.parent / "blocks.sqlite", watcher)
        say(f"{watcher.articles} articles")
    except BilingualError as error:
        say(f"{type(error).__name__}: {error}")
    except KeyboardInterrupt:
        say("interrupted")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), sys.argv[3:])
