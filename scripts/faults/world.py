"""The world that the cases happen in: articles, packages, review files, and prepared states of one folder, `here`.

Every case starts from a copy of a prepared state in the same place, so that two runs of a command differ in nothing.
"""

import csv
import json
import os
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self
from zipfile import ZipFile

from scripts.faults.forks import Ended, ForkServer, Job
from scripts.faults.trees import replace_folder

SUBJECTS = ("Le ministre", "La ville", "Un chat", "Le parlement", "Le train", "La pluie", "Notre voisin")
VERBS = ("attend", "rejoint", "arrive près de", "quitte", "regarde", "évite", "retrouve", "dépasse")
ENDS = ("la gare", "le jardin", "le pont", "la frontière", "les élections", "sa maison", "le port", "deux amis", "midi")
PACKAGE = "translate-fr_en-0_0"
SENTENCE = "La pluie tombe sur la ville.\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """Folders, files and the fork server. `here` is where commands run; `env` is that of a new user."""

    root: Path
    here: Path
    package: Path
    env: dict[str, str]
    server: ForkServer

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.server.__exit__(kind, error, trace)

    def state(self, name: str) -> Path:
        """Return where a prepared state of `here` is kept."""
        return self.root / "states" / name

    def restore(self, name: str) -> None:
        """Put a prepared state in place."""
        replace_folder(self.state(name), self.here)

    def keep(self, name: str) -> None:
        """Keep `here` as a prepared state."""
        replace_folder(self.here, self.state(name))

    def prepare(self, name: str, start: str, *commands: Sequence[str]) -> None:
        """Make the state `name` by undisturbed commands, unless it is there. Raises RuntimeError when one fails."""
        if self.state(name).exists():
            return
        self.restore(start)
        for command in commands:
            ended = self.run(*command)
            if ended.code:
                raise RuntimeError(f"undisturbed, `bilingual {' '.join(command)}` failed: {ended.describe()}")
        self.keep(name)

    def run(self, *arguments: str) -> Ended:
        """Run a command undisturbed."""
        return self.server.run(Job(arguments=arguments))

    def build(self, articles: str = "v1", *more: str) -> tuple[str, ...]:
        """Return the arguments of a build of `fr-en`."""
        options = ("--out", "fr-en", "--model", str(self.package), "--beam", "1", "--workers", "1")
        return ("build", str(self.root / articles), *options, "--split", "train=0.6,test=0.4", *more)


def make_world(root: Path, package: Path) -> World:
    """Write articles and packages, start the fork server, and prepare the states `empty`, `built` and `reviewed`."""
    here, home = root / "here", root / "here" / "home"
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("ARGOS_", "XDG_", "BILINGUAL_"))}
    (root / "tmp").mkdir(parents=True)
    root_of_code = str(Path(__file__).parents[2])
    env = kept | {
        "HOME": str(home), "HF_HOME": str(root / "hf"), "HF_HUB_OFFLINE": "1", "TMPDIR": str(root / "tmp"),
        "PYTHONPATH": root_of_code, "PYTHONDONTWRITEBYTECODE": "1", "OPENBLAS_NUM_THREADS": "1",
    }  # fmt: skip
    write_articles(root / "v1", 1)
    write_articles(root / "v2", 2)
    _zip(package, root / "one" / f"{PACKAGE}.argosmodel", "one")
    _zip(package, root / "two" / f"{PACKAGE}.argosmodel", "two")
    (root / "sentence.txt").write_text(SENTENCE, encoding="utf-8")
    home.mkdir(parents=True)
    world = World(root=root, here=here, package=package, env=env, server=ForkServer(root / "streams", here, env))
    world.keep("empty")
    world.prepare("built", "empty", world.build())
    write_reviews(world.state("built") / "fr-en" / "pairs.tsv", root)
    world.prepare("reviewed", "built", ("review", "apply", str(root / "first.tsv"), "fr-en"))
    return world


def write_articles(folder: Path, version: int, count: int = 12, sentences: int = 24) -> None:
    """Write a few articles; version 2 has an edited one and a new one."""
    folder.mkdir()
    for number in range(count + version - 1):
        words = [
            f"{SUBJECTS[(number + place) % 7]} {VERBS[(number * 3 + place) % 8]} {ENDS[(number + place * 5) % 9]}"
            for place in range(sentences)
        ]
        if version == 2 and number == 2:
            words.append("Cette phrase est nouvelle")
        paragraphs = [". ".join(words[place : place + 6]) + "." for place in range(0, len(words), 6)]
        (folder / f"a{number:02d}.txt").write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")


def write_reviews(table: Path, folder: Path) -> None:
    """Write `first.tsv`, `second.tsv` and `other.tsv`: verdicts of three reviewers on different pairs."""
    lines = table.read_text(encoding="utf-8").splitlines()
    for turn, name in enumerate(("first", "second", "other")):
        rows = [line.split("\t") for line in lines[1 + 7 * turn : 8 + 7 * turn]]
        changed = ["\t".join([row[0], "accepted", *row[2:]]) for row in rows]
        (folder / f"{name}.tsv").write_text("\n".join([lines[0], *changed]) + "\n", encoding="utf-8")


def count_verdicts(dataset: Path) -> int:
    """Return how many pairs of a dataset are accepted, -1 where there is no dataset."""
    table = dataset / "pairs.tsv"
    if not table.is_file():
        return -1
    with table.open(encoding="utf-8", newline="") as stream:
        return sum(row[1] == "accepted" for row in csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE))


def find_package(given: str | None, folder: Path) -> Path:
    """Return the folder of an unpacked package: the given one, else a tiny one trained here, else the embedded one."""
    if given:
        return Path(given).resolve()
    try:
        from tests.tiny_model import build_tiny_model

        return build_tiny_model(folder).parent / PACKAGE
    except ImportError:
        return Path(__file__).parents[2] / "bilingual" / "models" / "fr_en"


def _zip(package: Path, file: Path, version: str) -> None:
    """Write an `.argosmodel` of the package, its metadata marked so that two versions have different hashes."""
    file.parent.mkdir()
    with ZipFile(file, "w") as archive:
        for source in sorted(path for path in package.rglob("*") if path.is_file()):
            name, data = source.relative_to(package).as_posix(), source.read_bytes()
            if name == "metadata.json":
                data = json.dumps({**json.loads(data), "readme": version}).encode()
            archive.writestr(f"{PACKAGE}/{name}", data)


def remove_world(root: Path) -> None:
    """Remove everything."""
    shutil.rmtree(root, ignore_errors=True)
