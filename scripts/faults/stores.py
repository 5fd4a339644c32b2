"""Class `stores`: damaged work stores, through the store's class and through whole builds."""

import random
import shutil
import struct
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path

from bilingual.errors import DatasetError
from bilingual.pipeline.store import WorkStore
from bilingual.translator import Translation
from scripts.faults.cases import Case, Problem, Remark, joined
from scripts.faults.scenarios import Stage, Stages

SIGNATURE = {"model": "abc", "beam": 4}
BLOCKS, SENTENCES = 40, 16
TABLE_PAGES, INDEX_PAGES = (5, 13), (2, 10)  # https://www.sqlite.org/fileformat2.html#b_tree_pages
Truth = Mapping[str, list[Translation]]
Damage = Callable[[bytearray, random.Random], None]


def flip(data: bytearray, rng: random.Random) -> None:
    """Flip one bit anywhere."""
    _flip_in(data, range(len(data)), rng)


def flip_index(data: bytearray, rng: random.Random) -> None:
    """Flip one bit in an index page."""
    _flip_in(data, _page(data, rng, INDEX_PAGES), rng)


def flip_table(data: bytearray, rng: random.Random) -> None:
    """Flip one bit in a page that is no index."""
    _flip_in(data, _page(data, rng, TABLE_PAGES), rng)


def flip_eight(data: bytearray, rng: random.Random) -> None:
    """Flip eight bits."""
    for _ in range(8):
        flip(data, rng)


def zero_512(data: bytearray, rng: random.Random) -> None:
    """Zero a sector."""
    _overwrite(data, rng, bytes(512))


def zero_4096(data: bytearray, rng: random.Random) -> None:
    """Zero a block of the disk."""
    _overwrite(data, rng, bytes(4096))


def garbage(data: bytearray, rng: random.Random) -> None:
    """Write noise over a sector."""
    _overwrite(data, rng, rng.randbytes(512))


def truncate(data: bytearray, rng: random.Random) -> None:
    """Cut the end off."""
    del data[rng.randrange(len(data)) :]


def exchange(data: bytearray, rng: random.Random) -> None:
    """Exchange two pages: each is sound, but not in its place."""
    size = _page_size(data)
    one, other = (rng.randrange(max(1, len(data) // size)) * size for _ in range(2))
    data[one : one + size], data[other : other + size] = data[other : other + size], data[one : one + size]


DAMAGES: Mapping[str, tuple[Damage, float]] = {
    "flip": (flip, 0.25), "flip-index": (flip_index, 0.25), "flip-table": (flip_table, 0.1),
    "flip-8": (flip_eight, 0.1),
    "zero-512": (zero_512, 0.06), "zero-4096": (zero_4096, 0.06), "garbage": (garbage, 0.06),
    "truncate": (truncate, 0.06), "exchange": (exchange, 0.06),
}  # fmt: skip


def store_cases(stages: Stages, seed: int, quick: bool) -> Iterator[Case]:
    """Yield damages to a store at rest, to one with a write-ahead log, and to one under whole builds."""
    count, builds = (200, 6) if quick else (2200, 60)
    stage = stages["rebuild"]
    folder = stage.world.root / "stores"
    truth = make_stores(folder)
    for kind, (damage, share) in DAMAGES.items():
        for number in range(max(1, round(count * share))):
            name = f"stores/{kind}/{number:04d}"
            yield Case(name, partial(try_store, folder / "rest", "", damage, truth, seed=f"{seed}/{name}"))
    for end in ("-wal", "-shm", ""):
        for number in range(count // 60):
            name = f"stores/live{end}/{number:04d}"
            damage = list(DAMAGES.values())[number % len(DAMAGES)][0]
            yield Case(name, partial(try_store, folder / "live", end, damage, truth, seed=f"{seed}/{name}"))
    for number in range(builds):
        kind, name = list(DAMAGES)[number % len(DAMAGES)], f"stores/build/{number:03d}"
        yield Case(name, partial(build_on, stage, DAMAGES[kind][0], f"{seed}/{name}"))


def make_stores(folder: Path) -> Truth:
    """Write a closed store, and one copied while it was open, its log beside it; return what is in them."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "live").mkdir(parents=True)
    rng = random.Random(1)
    blocks = [
        [
            Translation(f"Sentence {rng.random()} né «{place}».", -rng.random(), 1 + place % 2)
            for place in range(SENTENCES)
        ]
        for _ in range(BLOCKS)
    ]
    with WorkStore(folder / "rest" / "blocks.sqlite", SIGNATURE, print) as store:
        truth = {store.key([f"Bloc {number}."]): block for number, block in enumerate(blocks)}
        for key, block in truth.items():
            store.put(key, block)
        for file in (folder / "rest").iterdir():
            shutil.copy(file, folder / "live" / file.name)
    return truth


def try_store(source: Path, end: str, damage: Damage, truth: Truth, seed: str) -> Problem:
    """Damage a copy; every block must be right or absent, and kept again, be right in the next process."""
    place = source.with_name("tried")
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(source, place)
    damage_file(place / f"blocks.sqlite{end}", damage, seed)
    try:
        first, second = read_all(place / "blocks.sqlite", truth), read_all(place / "blocks.sqlite", truth)
    except DatasetError:
        return None
    except Exception as error:  # noqa: BLE001 - any other error is the finding
        return f"{type(error).__name__}: {str(error)[:60]}"
    if second and not isinstance(second, Remark):
        return joined([first, f"in the next process: {second}"])
    return first


def read_all(path: Path, truth: Truth) -> Problem:
    """Ask a store for every block, give it those that it lacks, and prune it, as a build does."""
    notes: list[str] = []
    lost, wrong = 0, []
    with WorkStore(path, SIGNATURE, notes.append) as store:
        for key, block in truth.items():
            found = store.get(key)
            if found is None:
                lost += 1
                store.put(key, block)
            elif found != block:
                wrong.append("another block's" if found in truth.values() else "damaged")
        store.prune(store.used)
    return joined(
        [
            f"{len(wrong)} blocks with {wrong[0]} translations" if wrong else None,
            Remark("a block translated again without a notice") if lost and not notes else None,
        ]
    )


def build_on(stage: Stage, damage: Damage, seed: str) -> Problem:
    """Damage the store of a dataset and build: the same bytes as ever."""
    stage.restore()
    damage_file(stage.world.here / ".fr-en.work" / "blocks.sqlite", damage, seed)
    return stage.judge_rerun()


def damage_file(path: Path, damage: Damage, seed: str) -> None:
    """Change a file's bytes; the seed decides which."""
    data = bytearray(path.read_bytes())
    if data:
        damage(data, random.Random(seed))
    path.write_bytes(data)


def _flip_in(data: bytearray, places: range, rng: random.Random) -> None:
    data[rng.choice(places)] ^= 1 << rng.randrange(8)


def _overwrite(data: bytearray, rng: random.Random, with_what: bytes) -> None:
    start = rng.randrange(max(1, len(data) // 512)) * 512
    data[start : start + len(with_what)] = with_what[: len(data) - start]


def _page_size(data: bytearray) -> int:
    size = struct.unpack_from(">H", data, 16)[0] if data.startswith(b"SQLite format 3") else 4096
    return 65536 if size == 1 else max(512, size)


def _page(data: bytearray, rng: random.Random, kinds: tuple[int, ...]) -> range:
    """Choose a page of a B-tree of these kinds, any page where there is none."""
    size = _page_size(data)
    starts = range(0, len(data), size)
    fitting = [start for start in starts if data[start + 100 * (not start)] in kinds]
    start = rng.choice(fitting or list(starts))
    return range(start, min(start + size, len(data)))
