"""What replaces something appears whole: in one step where the system can, and with nothing lost where it cannot."""

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from bilingual.errors import DatasetError, UsageError
from bilingual.exports.files import write_folder, write_new
from bilingual.files import exchange as exchanging
from bilingual.files.exchange import exchange, put_in_place, recover, write_whole
from tests.conftest import ROOT

CAN = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs Linux, which exchanges two names")


def folder(path: Path, content: str) -> Path:
    path.mkdir()
    (path / "file").write_text(content)
    return path


@pytest.fixture(params=["in one step", "with two renames"])
def way(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    if request.param == "with two renames":
        monkeypatch.setattr(exchanging, "_renameat2", lambda: None)
    return request.param


@CAN
def test_two_folders_change_places(tmp_path: Path):
    one, two = folder(tmp_path / "one", "1"), folder(tmp_path / "two", "2")
    assert exchange(one, two)
    assert ((one / "file").read_text(), (two / "file").read_text()) == ("2", "1")


@CAN
def test_an_exchange_with_what_is_not_there_is_an_error(tmp_path: Path):
    with pytest.raises(FileNotFoundError):
        exchange(folder(tmp_path / "one", "1"), tmp_path / "absent")


@CAN
def test_whoever_looks_while_folders_are_exchanged_always_finds_one(tmp_path: Path):
    out, new = folder(tmp_path / "out", "a"), folder(tmp_path / "new", "b")
    done, missing = threading.Event(), []

    def look() -> None:
        while not done.is_set():
            try:
                (out / "file").read_bytes()
            except FileNotFoundError:
                missing.append(1)

    watcher = threading.Thread(target=look)
    watcher.start()
    for _ in range(2000):
        assert exchange(new, out)
    done.set()
    watcher.join()
    assert not missing


def test_the_new_takes_the_place_and_the_replaced_is_handed_back(way: str, tmp_path: Path):
    new, out, old = folder(tmp_path / "new", "2"), folder(tmp_path / "out", "1"), tmp_path / "old"
    replaced = put_in_place(new, out, old)
    assert (out / "file").read_text() == "2" and (replaced / "file").read_text() == "1"
    assert put_in_place(folder(tmp_path / "other", "3"), tmp_path / "free", old) is None


@pytest.mark.slow
def test_after_a_kill_at_any_call_of_the_system_one_of_the_two_stands(way: str, tmp_path: Path):
    program = (
        "import os, sys\nfrom pathlib import Path\nfrom bilingual.files import exchange\n"
        "if sys.argv[3] == 'with two renames':\n    exchange._renameat2 = lambda: None\n"
        "left = int(sys.argv[2])\n"
        "def count(event, arguments):\n"
        "    global left\n"
        "    if event in ('os.rename', 'open', 'ctypes.dlsym', 'shutil.rmtree', 'os.remove', 'os.rmdir'):\n"
        "        left -= 1\n"
        "        if left == 0:\n            os.kill(os.getpid(), 9)\n"
        "sys.addaudithook(count)\n"
        "new, out, old = (Path(sys.argv[1]) / name for name in ('new', 'out', 'old'))\n"
        "exchange.recover(new, out, old)\nnew.mkdir()\n(new / 'file').write_text('2')\n"
        "exchange.remove(exchange.put_in_place(new, out, old))\n"
    )
    for number in range(1, 40):
        place = tmp_path / str(number)
        place.mkdir()
        folder(place / "out", "1")
        ended = subprocess.run([sys.executable, "-c", program, str(place), str(number), way], cwd=ROOT).returncode
        new, out, old = (place / name for name in ("new", "out", "old"))
        assert way == "with two renames" or (out / "file").read_text() in "12"
        recover(new, out, old)
        assert (out / "file").read_text() in "12" and [path.name for path in place.iterdir()] == ["out"]
        if ended == 0:
            assert (out / "file").read_text() == "2" and number > 5
            return
        assert ended == -signal.SIGKILL
    raise AssertionError("it never came to an end")


class TestFiles:
    def test_a_file_appears_whole_or_stays_as_it_was(self, tmp_path: Path):
        path = tmp_path / "page.html"
        path.write_text("old")
        with pytest.raises(ValueError, match="half"), write_whole(path) as stream:
            stream.write(b"new")
            raise ValueError("half")
        assert path.read_text() == "old" and [each.name for each in tmp_path.iterdir()] == ["page.html"]
        with write_whole(path) as stream:
            stream.write(b"new")
        assert path.read_text() == "new"

    def test_what_a_killed_process_left_is_written_over(self, tmp_path: Path):
        (tmp_path / ".page.html.new").write_text("a long half of a page")
        with write_whole(tmp_path / "page.html") as stream:
            stream.write(b"page")
        assert [(each.name, each.read_text()) for each in tmp_path.iterdir()] == [("page.html", "page")]

    def test_a_link_stays_a_link_and_a_device_is_refused(self, tmp_path: Path):
        (tmp_path / "link").symlink_to(tmp_path / "page")
        with write_whole(tmp_path / "link") as stream:
            stream.write(b"page")
        assert (tmp_path / "link").is_symlink() and (tmp_path / "page").read_text() == "page"
        os.mkfifo(tmp_path / "pipe")
        with pytest.raises(FileExistsError, match="something else than a file"), write_whole(tmp_path / "pipe"):
            pass

    def test_two_at_once_do_not_mix(self, tmp_path: Path):
        with write_whole(tmp_path / "page") as stream:
            stream.write(b"first")
            with pytest.raises(FileExistsError, match="another process"), write_whole(tmp_path / "page"):
                pass
        assert (tmp_path / "page").read_text() == "first"

    def test_a_new_file_is_the_only_one_that_stays(self, way: str, tmp_path: Path):
        with write_new(tmp_path / "review.tsv") as stream:
            stream.write("ours")
        assert [(path.name, path.read_text()) for path in tmp_path.iterdir()] == [("review.tsv", "ours")]

    def test_a_file_that_came_while_a_new_one_was_written_is_not_replaced(self, way: str, tmp_path: Path):
        path = tmp_path / "review.tsv"
        with pytest.raises(DatasetError, match="cannot be written"), write_new(path) as stream:
            stream.write("ours")
            path.write_text("somebody's verdicts")
        assert path.read_text() == "somebody's verdicts" and len(list(tmp_path.iterdir())) == 1


class TestFoldersOfExports:
    def write(self, out: Path, **files: str) -> None:
        with write_folder(out) as new:
            for name, content in files.items():
                (new / name).write_text(content)

    def test_all_files_change_in_one_step_and_others_stay(self, way: str, tmp_path: Path):
        out = tmp_path / "out"
        self.write(out, fr="1", en="1")
        (out / "review.tsv").write_text("verdicts")
        opened = (out / "review.tsv").open("a")
        self.write(out, fr="2", en="2")
        with opened:
            opened.write(", more verdicts")
        found = {path.name: path.read_text() for path in out.iterdir()}
        assert found == {"fr": "2", "en": "2", "review.tsv": "verdicts, more verdicts"}
        assert [path.name for path in tmp_path.iterdir()] == ["out"]

    def test_an_error_leaves_everything_as_it_was(self, tmp_path: Path):
        out = tmp_path / "out"
        self.write(out, fr="1")
        with pytest.raises(ValueError, match="half"), write_folder(out) as new:
            (new / "fr").write_text("2")
            raise ValueError("half")
        assert (out / "fr").read_text() == "1" and [path.name for path in tmp_path.iterdir()] == ["out"]

    def test_a_table_that_somebody_saved_meanwhile_is_not_replaced(self, tmp_path: Path):
        out = tmp_path / "out"
        self.write(out, fr="1")
        with pytest.raises(UsageError, match="may hold verdicts"), write_folder(out) as new:
            (new / "pairs.tsv").write_text("ours")
            (out / "pairs.tsv").write_text("theirs")
        assert (out / "pairs.tsv").read_text() == "theirs"

    def test_what_a_killed_export_left_is_cleared(self, tmp_path: Path):
        out = tmp_path / "out"
        self.write(out, fr="1")
        folder(tmp_path / ".out.new", "half")
        folder(tmp_path / ".out.old", "replaced")
        self.write(out, fr="1")
        assert [path.name for path in tmp_path.iterdir()] == ["out"]
        assert [path.name for path in out.iterdir()] == ["fr"]

    def test_an_export_that_was_stopped_between_two_renames_is_put_back(self, tmp_path: Path):
        folder(tmp_path / ".out.old", "verdicts")
        self.write(tmp_path / "out", fr="1")
        assert {path.name for path in (tmp_path / "out").iterdir()} == {"file", "fr"}

    def test_the_current_folder_and_one_with_folders_are_refused(self, tmp_path: Path, monkeypatch):
        (tmp_path / "out" / "mine").mkdir(parents=True)
        with pytest.raises(UsageError, match="it holds folders, such as mine"):
            self.write(tmp_path / "out", fr="1")
        monkeypatch.chdir(tmp_path)
        with pytest.raises(UsageError, match="the current folder"):
            self.write(Path(), fr="1")
