"""A stand-in for the Argos index: a real HTTP server on loopback whose answers can be made to go wrong."""

import hashlib
import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

PACKAGE = "/packages/translate-fr_en.argosmodel"


@dataclass
class Behaviour:
    """What the server does: the index it serves, the package, and how each request for the package fails.

    `statuses` are the error statuses of the next answers, `cuts` the bytes after which the next ones break off.
    """

    package: bytes = b""
    index: bytes = b"[]"
    etag: str = '"v1"'
    ranges: bool = True
    cuts: list[int] = field(default_factory=list)
    seconds_per_byte: float = 0.0
    length: bool = True
    statuses: list[int] = field(default_factory=list)
    redirects: dict[str, str] = field(default_factory=dict)
    requests: list[tuple[str, str | None]] = field(default_factory=list)
    address: str = ""

    def list_package(self, version: str = "9.9", links: list[str] | None = None) -> None:
        """Serve an index with this package and two of other languages."""
        links = [f"{self.address}{PACKAGE}"] if links is None else links
        entry = {"from_code": "fr", "to_code": "en", "package_version": version, "links": links}
        other = {"from_code": "en", "to_code": "fr", "package_version": "99", "links": links}
        old = {**entry, "package_version": "0.9", "links": ["http://127.0.0.1:9/old"]}
        self.index = json.dumps([other, old, entry]).encode()


@contextmanager
def package_server(package: Path) -> Iterator[Behaviour]:
    """Serve an index and this package until the end of the block."""
    behaviour = Behaviour(package.read_bytes())
    handler = type("Handler", (_Handler,), {"behaviour": behaviour})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    behaviour.address = f"http://127.0.0.1:{server.server_address[1]}"
    behaviour.list_package()
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield behaviour
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def ranges(server: Behaviour) -> list[str | None]:
    """The ranges asked for in the requests for the package."""
    return [asked for path, asked in server.requests if path == PACKAGE]


def sha256(server: Behaviour) -> str:
    """The hash of the package that is served."""
    return hashlib.sha256(server.package).hexdigest()


def downloaded(argos: Any) -> list[str]:
    """The names of what lies in the folder of downloads."""
    return sorted(path.name for path in argos.downloads.iterdir() if path.suffix != ".lock")


class _Handler(BaseHTTPRequestHandler):
    behaviour: Behaviour
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        served = self.behaviour
        served.requests.append((self.path, self.headers.get("Range")))
        self.close_connection = True
        if self.path in served.redirects:
            self.send_response(302)
            self.send_header("Location", served.redirects[self.path])
            self.send_header("Content-Length", "0")
            self.end_headers()
        elif self.path == "/index.json":
            self._send(200, served.index, {})
        elif self.path == PACKAGE and not served.statuses:
            self._send_package()
        else:
            self.send_error(served.statuses.pop(0) if self.path == PACKAGE else 404)

    def _send_package(self) -> None:
        served, data = self.behaviour, self.behaviour.package
        headers = {"ETag": served.etag} if served.etag else {}
        asked = self.headers.get("Range") if served.ranges else None
        if asked and self.headers.get("If-Range", served.etag) == served.etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            if start >= len(data):
                self.send_error(416)
                return
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
            self._send(206, data[start:], headers)
        else:
            self._send(200, data, headers)

    def _send(self, status: int, body: bytes, headers: dict[str, str]) -> None:
        served = self.behaviour
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if served.length or self.path != PACKAGE:
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.path == PACKAGE and served.cuts:
            body = body[: served.cuts.pop(0)]
        try:
            if self.path == PACKAGE and served.seconds_per_byte:
                self._drip(body)
            self.wfile.write(body)
        except OSError:
            pass  # the client has given up, as it should

    def _drip(self, body: bytes) -> None:
        for byte in body[:200]:
            self.wfile.write(bytes([byte]))
            time.sleep(self.behaviour.seconds_per_byte)
