"""A real server of the page in this process, and a browser's side of the connection to it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from bilingual.review.log import VerdictLog
from bilingual.review.page.serving import Server, prepare

Json = dict[str, Any]


@contextmanager
def served(dataset: Path, reviewer: str | None = "ana", double: float = 0.0) -> Iterator[Server]:
    """A server that answers until the end of the block."""
    with VerdictLog.beside(dataset) as log:
        server = prepare(dataset, log, reviewer, 0, double)
        answering = server.answering()
        thread = Thread(target=answering.run, kwargs={"sockets": [server.socket]})
        thread.start()
        try:
            yield server
        finally:
            answering.should_exit = True
            thread.join(10)
            server.close()
            assert not thread.is_alive()


class Browser:
    """What a browser sends that has opened the address; `name` is what its reviewer has typed as a name."""

    def __init__(self, server: Server, name: str | None = None) -> None:
        self.server, self.origin = server, f"http://127.0.0.1:{server.port}"
        self._connection = HTTPConnection("127.0.0.1", server.port, timeout=20)
        entered = self.raw("GET", f"/?{urlsplit(server.url).query}", {})
        self.cookies = [entered.headers["Set-Cookie"].partition(";")[0]]
        if name is not None:
            said = self.raw("POST", "/api/reviewer", self.headers, json.dumps({"name": name}))
            assert said.status == 200
            self.cookies.append(said.headers["Set-Cookie"].partition(";")[0])

    @property
    def headers(self) -> dict[str, str]:
        return {"Cookie": "; ".join(self.cookies), "Origin": self.origin, "Content-Type": "application/json"}

    def raw(self, method: str, path: str, headers: dict[str, str], body: str | bytes | None = None) -> "Answer":
        """Send a request over a connection that is kept, as browsers do, until the server closes it."""
        self._connection.request(method, path, body, headers)
        answer = Answer(self._connection.getresponse())
        if answer.headers.get("Connection") == "close":
            self._connection.close()
        return answer

    def send(self, method: str, path: str, given: object = None, status: int = 200) -> Json:
        answer = self.raw(method, path, self.headers, None if given is None else json.dumps(given))
        assert answer.status == status, answer.body
        said: Json = json.loads(answer.body)
        return said

    def get(self, path: str, expect: int = 200, **query: object) -> Json:
        return self.send("GET", f"{path}?{urlencode(query)}", status=expect)

    def post(self, path: str, expect: int = 200, **given: object) -> Json:
        return self.send("POST", path, given, expect)

    def next(self, **query: object) -> Json:
        return self.get("/api/next", **query)

    def pair(self, name: str, **query: object) -> Json:
        return self.get(f"/api/pair/{quote(name, safe='')}", **query)

    def judge(self, card: Json, verdict: str = "accepted", expect: int = 200, **more: object) -> Json:
        """Give a verdict on a pair as its card shows it."""
        given = {"id": card["id"], "status": verdict, "newest": card["newest"], "comment": card["comment"], **more}
        return self.post("/api/verdict", expect, **given)

    def close(self) -> None:
        self._connection.close()

    def walk(self, most: int = 1000, **query: object) -> list[Json]:
        """The cards of a queue, one after another."""
        cards: list[Json] = []
        card = self.next(**query)
        while "id" in card and len(cards) < most:
            cards.append(card)
            card = self.next(**query, **{"from": card["id"]})
        return cards


class Answer:
    """An answer that has been read."""

    def __init__(self, response: HTTPResponse) -> None:
        self.status, self.headers, self.body = response.status, response.headers, response.read()
