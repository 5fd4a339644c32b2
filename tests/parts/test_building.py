"""A build of many parts: the same bytes from any number of processes, and after any of them was killed."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from bilingual.dataset import check_dataset
from bilingual.errors import BilingualError, DatasetError
from bilingual.pipeline import building
from bilingual.pipeline.building import Built, build
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.watching import Advance, Plan, Watcher
from bilingual.splits import parse_splits
from tests.build.folders import contents
from tests.conftest import ROOT
from tests.parts.conftest import PART

pytestmark = pytest.mark.usefixtures("small_parts")


def children(parent: int) -> list[int]:
    """The worker processes of a process that still run (proc(5): /proc/PID/stat, fields 3 and 4)."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            state, of = path.read_text().rpartition(")")[2].split()[:2]
            works = b"engines.processes" in (path.parent / "cmdline").read_bytes()
            found += [int(path.parent.name)] if works and int(of) == parent and state != "Z" else []
    return found


def options(model: Path, workers: int, **others: object) -> BuildOptions:
    return BuildOptions(model=str(model), beam=1, workers=workers, **others)


class Counting(Watcher):
    """Counts what it hears, and does something at the third block."""

    def __init__(self, act=lambda: None) -> None:
        self.articles, self.words, self.blocks, self.notices, self._act = 0, 0, 0, [], act

    def notice(self, line: str) -> None:
        self.notices.append(line)

    def started(self, plan: Plan) -> None:
        self.planned = plan.articles

    def advanced(self, advance: Advance) -> None:
        self.articles, self.words, self.blocks = (
            self.articles + advance.articles,
            self.words + advance.words,
            self.blocks + 1,
        )
        if self.blocks == 3:
            self._act()


@pytest.fixture(scope="module")
def undisturbed(
    corpus: Path, tiny_package: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Path, Built]]:
    out = tmp_path_factory.mktemp("undisturbed") / "fr-en"
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(building, "PART_CHARACTERS", PART)
        yield out, build(corpus, out, options(tiny_package, 1))


class TestProcesses:
    @pytest.mark.slow
    def test_give_the_same_bytes_and_tell_all_of_their_progress(self, undisturbed, corpus, tiny_package, tmp_path):
        out, watcher = tmp_path / "fr-en", Counting()
        built = build(corpus, out, options(tiny_package, 2), watcher)
        assert contents(out) == contents(undisturbed[0])
        assert (built.translated, built.reused) == (undisturbed[1].translated, 0)
        assert watcher.articles == watcher.planned == 60 and watcher.words > 1_000
        assert children(os.getpid()) == []

    @pytest.mark.slow
    def test_of_which_one_is_killed_end_the_build_in_one_line_and_what_is_done_is_not_done_again(
        self, undisturbed, corpus, tiny_package, tmp_path
    ):
        out = tmp_path / "fr-en"
        killer = Counting(lambda: os.kill(children(os.getpid())[0], signal.SIGKILL))
        with pytest.raises(DatasetError, match=r"^a worker process was killed \(SIGKILL\); run the same command again"):
            build(corpus, out, options(tiny_package, 2), killer)
        assert children(os.getpid()) == [] and not out.exists()
        kept = {path.parent.name: path.stat().st_mtime_ns for path in tmp_path.glob(".fr-en.work/parts/*/done.json")}
        assert kept
        watcher = DoneAgain(tmp_path, kept)
        again = build(corpus, out, options(tiny_package, 2), watcher)
        assert contents(out) == contents(undisturbed[0])
        assert again.reused > 0 and again.translated + again.reused == undisturbed[1].translated
        assert watcher.articles == 60 and not (tmp_path / ".fr-en.work" / "parts").exists()

    @pytest.mark.slow
    def test_that_cannot_work_say_why_as_one_would(self, corpus, tiny_package, tmp_path):
        def damage(*_: object) -> None:
            for place in (tmp_path / ".fr-en.work" / "parts").glob("*/articles.jsonl.zst"):
                place.write_bytes(b"damaged")

        watcher = Counting()
        watcher.started = damage
        with pytest.raises(BilingualError, match=r"cannot be read: .*; run the command again"):
            build(corpus, tmp_path / "fr-en", options(tiny_package, 2), watcher)


class DoneAgain(Counting):
    """Looks whether finished parts are left alone."""

    def __init__(self, folder: Path, kept: dict[str, int]) -> None:
        super().__init__()
        self._folder, self._kept = folder, kept

    def advanced(self, advance: Advance) -> None:
        super().advanced(advance)
        for name, when in self._kept.items():
            assert (self._folder / ".fr-en.work" / "parts" / name / "done.json").stat().st_mtime_ns == when


class TestInterrupted:
    def test_a_build_goes_on_with_the_blocks_of_the_part_that_was_under_way(
        self, undisturbed, corpus, tiny_package, tmp_path
    ):
        def interrupt() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt, match="finished blocks are kept"):
            build(corpus, tmp_path / "fr-en", options(tiny_package, 1), Counting(interrupt))
        again = build(corpus, tmp_path / "fr-en", options(tiny_package, 1))
        assert contents(tmp_path / "fr-en") == contents(undisturbed[0])
        assert again.reused >= 3 and again.translated + again.reused == undisturbed[1].translated

    def test_a_finished_part_that_was_damaged_is_done_again(self, undisturbed, corpus, tiny_package, tmp_path):
        def interrupt() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build(corpus, tmp_path / "fr-en", options(tiny_package, 1), Counting(interrupt))
        for table in tmp_path.glob(".fr-en.work/parts/*/default.arrow"):
            table.write_bytes(table.read_bytes()[:-100])
        build(corpus, tmp_path / "fr-en", options(tiny_package, 1))
        assert contents(tmp_path / "fr-en") == contents(undisturbed[0])

    def test_with_other_options_nothing_of_it_but_its_blocks_is_taken(self, corpus, tiny_package, tmp_path):
        def interrupt() -> None:
            raise KeyboardInterrupt

        with pytest.raises(KeyboardInterrupt):
            build(corpus, tmp_path / "fr-en", options(tiny_package, 1), Counting(interrupt))
        wanted = options(tiny_package, 1, kinds=frozenset(["title"]))
        build(corpus, tmp_path / "fr-en", wanted)
        build(corpus, tmp_path / "other" / "fr-en", wanted)
        assert contents(tmp_path / "fr-en") == contents(tmp_path / "other" / "fr-en")

    @pytest.mark.slow
    def test_by_ctrl_c_no_process_is_left(self, clean_home, corpus, tiny_package, tmp_path):
        program = (
            f"from bilingual.pipeline import building\nbuilding.PART_CHARACTERS = {PART}\n"
            "from bilingual.__main__ import main\nmain()\n"
        )
        command = [sys.executable, "-c", program, "build", corpus, "--out", tmp_path / "fr-en", "--model", tiny_package,
                   "--workers", "2", "--beam", "1"]  # fmt: skip
        child = subprocess.Popen(
            list(map(str, command)), cwd=ROOT, env=clean_home, stderr=subprocess.PIPE, text=True, process_group=0
        )
        while len(started := children(child.pid)) < 2 and child.poll() is None:
            time.sleep(0.01)
        os.killpg(child.pid, signal.SIGINT)  # as a terminal does
        told = child.communicate(timeout=60)[1].splitlines()
        assert not any("Traceback" in line for line in told), told
        assert child.returncode == 130 and "run the same command again to go on" in told[-1], told
        assert started and not any(Path(f"/proc/{pid}").exists() for pid in started)


class TestTheWhole:
    @pytest.mark.parametrize("shares", ["train=1", "train=0.6,validation=0.2,test=0.2", "test=1"])
    def test_is_sound_in_any_splits(self, corpus, tiny_package, tmp_path, shares):
        wanted = options(tiny_package, 1, splits=parse_splits(shares))
        build(corpus, tmp_path / "fr-en", wanted)
        assert check_dataset(tmp_path / "fr-en") == []

    def test_flags_and_counts_do_not_depend_on_how_it_is_cut(
        self, undisturbed, corpus, tiny_package, tmp_path, monkeypatch
    ):
        monkeypatch.setattr(building, "PART_CHARACTERS", 1_000_000)
        whole = build(corpus, tmp_path / "fr-en", options(tiny_package, 1))
        mine, theirs = whole.manifest.counts, undisturbed[1].manifest.counts
        assert {name: mine[name] for name in ("articles", "pairs", "skipped", "reasons", "kinds", "flags")} == {
            name: theirs[name] for name in ("articles", "pairs", "skipped", "reasons", "kinds", "flags")
        }
