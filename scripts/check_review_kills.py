"""Kills `bilingual review serve` at random moments and looks whether the log holds every verdict that was confirmed.

    python scripts/check_review_kills.py [1000] [--seed 1]

Each server is a process of its own, forked from this one, which has imported what it needs. Verdicts, undos and drafts
go over one connection, as a browser's do; SIGKILL comes between two requests or while one is answered. Then the log is
read: what was confirmed must be there as it was sent, what was not must be there whole or not at all. Prints counts;
exits with 1 if anything was lost.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Timer
from typing import Annotated, Any

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.review.log import VerdictLog
from bilingual.review.records import Record

ROOT = Path(__file__).parent.parent
PAIRS = 400
STATUSES = ("accepted", "edited", "edited", "rejected", "machine", "reset")
MOST_REQUESTS = 8  # before a server is killed


@dataclass(slots=True, kw_only=True)
class Found:
    """What was sent, what was confirmed, and what is wrong with the log."""

    kills: int = 0
    during: int = 0
    confirmed: int = 0
    unconfirmed_whole: int = 0
    unconfirmed_absent: int = 0
    drafts: int = 0
    undone: int = 0
    wrong: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Server:
    """A server that was forked, and how to speak to it."""

    pid: int
    connection: HTTPConnection
    headers: dict[str, str]
    timer: Timer | None = None

    def send(self, method: str, path: str, given: dict[str, Any] | None = None) -> dict[str, Any]:
        """Send a request and return the answer. Raises OSError or HTTPException when the server has been killed."""
        body = None if given is None else json.dumps(given)
        self.connection.request(method, path, body, self.headers)
        answer = self.connection.getresponse()
        said = json.loads(answer.read())
        return {**said, "status_code": answer.status}

    def kill_after(self, seconds: float) -> None:
        """Have the server ended a moment later, whatever it does then."""
        self.timer = Timer(seconds, os.kill, (self.pid, signal.SIGKILL))
        self.timer.start()

    def kill(self) -> None:
        """End the server as nothing else can."""
        if self.timer is not None:
            self.timer.join()  # while nobody has waited for the process, no other can have its number
        os.kill(self.pid, signal.SIGKILL)
        os.waitpid(self.pid, 0)
        self.connection.close()


def start(dataset: Path) -> Server:
    """Fork a server and open its page."""
    sys.stdout.flush()
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        _serve(dataset, writing)
    os.close(writing)
    with open(reading, encoding="utf-8") as stream:  # noqa: PTH123 - a pipe
        url = stream.readline().strip()
        if not url:
            raise SystemExit(f"the server did not start: {dataset.with_name('said').read_text()[-2000:]}")
        host, _, query = url.removeprefix("http://").partition("/")
        connection = HTTPConnection(host, timeout=30)
        connection.request("GET", f"/{query}")
        answer = connection.getresponse()
        answer.read()
    cookie = answer.headers["Set-Cookie"].partition(";")[0]
    headers = {"Cookie": cookie, "Origin": f"http://{host}", "Content-Type": "application/json"}
    return Server(pid, connection, headers)


def _serve(dataset: Path, writing: int) -> None:
    """Become the server, whose address goes into a pipe and whose messages go into the file `said`."""
    try:
        os.dup2(writing, 1)
        os.dup2(os.open(dataset.with_name("said"), os.O_WRONLY | os.O_CREAT | os.O_TRUNC), 2)
        os.closerange(3, 64)
        sys.stdout, sys.stderr = (open(stream, "w", encoding="utf-8") for stream in (1, 2))  # noqa: PTH123, SIM115
        sys.argv = ["bilingual", "review", "serve", str(dataset), "--port", "0", "--reviewer", "kill"]
        from bilingual.cli import main

        main()
    except BaseException:
        traceback.print_exc()
        raise
    finally:
        os._exit(70)


class Campaign:
    """Rounds of start, requests, kill, and a look into the log."""

    def __init__(self, dataset: Path, seed: int) -> None:
        self._dataset, self._rng, self.found = dataset, random.Random(seed), Found()
        self._last, self._count = 0, 0
        self._pace = 0.03  # seconds of a verdict
        self._ids: list[str] = []
        self._drafts: dict[str, str] = {}

    def round(self, log: VerdictLog) -> None:
        """Start a server, give verdicts, kill it, and compare."""
        server = start(self._dataset)
        self._ids = self._ids or self._all_ids(server)
        confirmed: list[tuple[dict[str, Any], list[int]]] = []
        pending: dict[str, Any] | None = None
        during, requests = self._rng.random() < 0.7, self._rng.randint(1, MOST_REQUESTS)
        try:
            self._look_at_a_draft(server)
            for number in range(requests):
                card = server.send("GET", f"/api/pair/{self._rng.choice(self._ids)}")
                pending = self._verdict(card)
                if during and number == requests - 1:
                    moment = self._rng.random() * 1.3 * self._pace
                    server.kill_after(moment)
                began = time.monotonic()
                said = server.send("POST", "/api/verdict", pending)
                self._pace = time.monotonic() - began
                if said["status_code"] == 200:
                    confirmed.append((pending, said["records"]))
                pending = None
                self._now_and_then(server)
        except (OSError, HTTPException, ValueError):
            if not during:
                raise
        server.kill()
        self.found.kills += 1
        self.found.during += during
        self._compare(log, confirmed, pending)

    def _verdict(self, card: dict[str, Any]) -> dict[str, Any]:
        self._count += 1
        status = self._rng.choice(STATUSES)
        en = f"{card['machine_en']} {self._count} ééé€😀" if status == "edited" else card["en"]
        return {
            "id": card["id"],
            "status": status,
            "en": en,
            "comment": f"comment {self._count}",
            "newest": card["newest"],
            "identical": self._rng.random() < 0.2,
        }

    def _now_and_then(self, server: Server) -> None:
        """Undo, or write a draft."""
        if self._rng.random() < 0.15:
            said = server.send("POST", "/api/undo", {})
            self.found.undone += len(said["undone"])
        if self._rng.random() < 0.3:
            name, words = self._rng.choice(self._ids), f"draft {self._count}"
            server.send("PUT", "/api/draft", {"id": name, "en": words, "comment": ""})
            self._drafts = {name: words}
            self.found.drafts += 1

    def _look_at_a_draft(self, server: Server) -> None:
        for name, words in self._drafts.items():
            draft = server.send("GET", f"/api/pair/{name}")["draft"]
            if draft is None or draft["en"] != words:
                self.found.wrong.append(f"the draft of {name} is lost: {draft}")
        self._drafts = {}

    def _compare(
        self, log: VerdictLog, confirmed: list[tuple[dict[str, Any], list[int]]], pending: dict[str, Any] | None
    ) -> None:
        new = {record.number: record for record in log.records(after=self._last)}
        self._last = max(new, default=self._last)
        verdicts = {number: record for number, record in new.items() if record.undoes is None}
        for sent, numbers in confirmed:
            self.found.confirmed += 1
            for number in numbers:
                record = verdicts.pop(number, None)
                if record is None or not _says(record, sent):
                    self.found.wrong.append(f"confirmed as {number} and lost: {sent}, the log has {record}")
            if sent["id"] in self._drafts:
                self._drafts = {}
        if any(pending is None or not _says(record, pending) for record in verdicts.values()):
            self.found.wrong.append(f"nobody sent {verdicts}; pending {pending}")
        if pending is not None:
            whole = any(record.judged.id == pending["id"] for record in verdicts.values())
            self.found.unconfirmed_whole += whole
            if whole and pending["id"] in self._drafts:  # its answer was lost, but the verdict has ended the draft
                self._drafts = {}
            self.found.unconfirmed_absent += not verdicts
            if verdicts and not whole:
                self.found.wrong.append(f"a part of {pending}: {verdicts}")

    def _all_ids(self, server: Server) -> list[str]:
        ids, card = [], server.send("GET", "/api/next")
        while "id" in card:
            ids.append(card["id"])
            card = server.send("GET", f"/api/next?from={card['id']}")
        return ids


def _says(record: Record, sent: dict[str, Any]) -> bool:
    """Return whether a record says what was sent, of its pair or of one with the same French."""
    if record.comment != sent["comment"]:
        return False
    return record.status != "edited" or sent["status"] != "edited" or record.en == sent["en"]


def make(folder: Path) -> Path:
    """Make the dataset, and its index, in another process: a process that forks must have no threads of Arrow's."""
    code = (
        "import sys; from pathlib import Path; from scripts.benchmark_page import make_dataset; "
        f"make_dataset(Path(sys.argv[1]), {PAIRS})"
    )
    subprocess.run([sys.executable, "-c", code, folder / "killed"], cwd=ROOT, check=True)
    return folder / "killed"


def preload() -> None:
    """Import and load what a server needs, so that those that are forked have it."""
    import filelock  # noqa: F401
    import uvicorn.loops.asyncio
    import uvicorn.protocols.http.h11_impl  # noqa: F401

    import bilingual.cli
    import bilingual.dataset
    import bilingual.review.page.app
    import bilingual.review.page.serving  # noqa: F401
    from bilingual import check_pair

    check_pair("Le chat dort.", "The cat sleeps.")


def campaign(folder: Path, kills: int, seed: int) -> Found:
    """Kill so many servers of a dataset that is made in a folder, and return what was found."""
    preload()
    dataset = make(folder)
    rounds = Campaign(dataset, seed)
    with VerdictLog.beside(dataset) as log:
        for _ in range(kills):
            rounds.round(log)
    return rounds.found


def main(
    kills: Annotated[int, typer.Argument(help="How many servers to kill.")] = 1000,
    seed: Annotated[int, typer.Option(help="Another seed kills at other moments.")] = 1,
) -> None:
    """Print what was found; exit with 1 if anything was lost."""
    with tempfile.TemporaryDirectory() as folder:
        found = campaign(Path(folder), kills, seed)
    print(
        f"{found.kills} kills, {found.during} of them while a request was answered: {found.confirmed} verdicts and "
        f"{found.undone} undos confirmed, {found.drafts} drafts; of those not confirmed, {found.unconfirmed_whole} are "
        f"in the log whole, {found.unconfirmed_absent} not at all; {len(found.wrong)} lost or damaged"
    )
    for line in found.wrong[:20]:
        print(line)
    raise SystemExit(bool(found.wrong))


if __name__ == "__main__":
    typer.run(main)
