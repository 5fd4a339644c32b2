"""A stand-in for the Hugging Face Hub: a real HTTP server on loopback with repositories, Git LFS and failures on order."""

import base64
import hashlib
import json
import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote, urlsplit

TOKEN = "hf_" + "LocalTestsOnly" * 2
DROP = 0  # in the place of a status: the connection ends in the middle of the request
NAME = r"(?P<name>[^/]+/[^/]+)"
UPLOADED = re.compile(r"\.parquet$")  # what goes by Git LFS, as in the Hub's own .gitattributes


@dataclass
class Repository:
    """Branches, each the commits on it, oldest first: a message and all files with their content."""

    private: bool
    branches: dict[str, list["Commit"]]


@dataclass
class Commit:
    """What a commit says, and the files that stand after it."""

    message: str
    description: str
    files: dict[str, bytes]

    @property
    def oid(self) -> str:
        """A name as Git gives one."""
        listed = [(path, hashlib.sha256(content).hexdigest()) for path, content in sorted(self.files.items())]
        return hashlib.sha1(json.dumps([self.message, self.description, listed]).encode()).hexdigest()


@dataclass
class Server:
    """The repositories by name, what was asked for, and the statuses that the next requests of a kind end with.

    `failures` has for a part of a method and path, such as `POST /api/repos/create`, the statuses of the next answers.
    """

    repositories: dict[str, Repository] = field(default_factory=dict)
    objects: dict[str, bytes] = field(default_factory=dict)
    requests: list[str] = field(default_factory=list)
    failures: dict[str, list[int]] = field(default_factory=dict)
    address: str = ""

    def add(self, name: str, files: dict[str, bytes] | None = None, private: bool = False) -> Repository:
        """Make a repository as the Hub does: with a `.gitattributes`, and what else it is to hold."""
        first = Commit("initial commit", "", {".gitattributes": b"*.parquet filter=lfs\n", **(files or {})})
        self.repositories[name] = Repository(private, {"main": [first]})
        return self.repositories[name]

    def files(self, name: str, branch: str = "main") -> dict[str, bytes]:
        """The files of a branch."""
        return self.repositories[name].branches[branch][-1].files

    def asked(self, part: str) -> list[str]:
        """The requests with this in their method and path."""
        return [request for request in self.requests if part in request]


@contextmanager
def hub_server() -> Iterator[Server]:
    """Serve an empty Hub until the end of the block."""
    hub = Server()
    handler = type("Handler", (_Handler,), {"hub": hub})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    server.daemon_threads = True
    hub.address = f"http://127.0.0.1:{server.server_address[1]}"
    thread = threading.Thread(target=server.serve_forever, args=(0.01,), daemon=True)
    thread.start()
    try:
        yield hub
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class _Refused(Exception):
    def __init__(self, status: int, said: str, code: str = "") -> None:
        super().__init__(said)
        self.status, self.code = status, code


class _Handler(BaseHTTPRequestHandler):
    hub: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self._serve()

    do_HEAD = do_POST = do_PUT = do_GET

    def _serve(self) -> None:
        path = unquote(urlsplit(self.path).path)
        request = f"{self.command} {path}"
        self.hub.requests.append(request)
        try:
            self._fail(request)
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            if "/lfs/" not in path and self.headers.get("Authorization") != f"Bearer {TOKEN}":
                raise _Refused(401, "Invalid credentials in Authorization header")
            for pattern, answer in ANSWERS.items():
                if found := re.fullmatch(pattern.replace("NAME", NAME), request):
                    answer(self, body, **found.groupdict())
                    return
            raise _Refused(404, "no such page")
        except _Refused as refusal:
            headers = {"X-Error-Message": str(refusal), **({"X-Error-Code": refusal.code} if refusal.code else {})}
            self._send(refusal.status, json.dumps({"error": str(refusal)}).encode(), headers)
        except ConnectionError:
            self.close_connection = True

    def _fail(self, request: str) -> None:
        for part, statuses in self.hub.failures.items():
            if part in request and statuses:
                status = statuses.pop(0)
                self.close_connection = True
                if status == DROP:
                    self.rfile.read(min(100, int(self.headers.get("Content-Length") or 0)))
                    raise ConnectionResetError
                raise _Refused(status, f"made to fail by the test for {self.headers.get('Authorization')}")

    def _send(self, status: int, body: bytes, headers: dict[str, str] | None = None) -> None:
        self.send_response(status)
        for name, value in ({"Content-Length": str(len(body))} | (headers or {})).items():
            self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def json(self, value: Any) -> None:
        """Answer with JSON."""
        self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

    def repository(self, name: str) -> Repository:
        """A repository, or the Hub's answer that there is none."""
        if name not in self.hub.repositories:
            raise _Refused(404, "Repository not found", "RepoNotFound")
        return self.hub.repositories[name]

    def commit(self, name: str, revision: str) -> Commit:
        """A commit by its branch or name, or the Hub's answer that there is none."""
        branches = self.repository(name).branches
        known = {commit.oid: commit for commits in branches.values() for commit in commits}
        known |= {branch: commits[-1] for branch, commits in branches.items()}
        if revision not in known:
            raise _Refused(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        return known[revision]

    def whoami(self, body: bytes) -> None:
        self.json({"name": "ana", "type": "user"})

    def create(self, body: bytes) -> None:
        asked = json.loads(body)
        name = f"{asked['organization']}/{asked['name']}"
        if name in self.hub.repositories:
            raise _Refused(409, "You already created this dataset repo")
        self.hub.add(name, private=asked.get("visibility") == "private" or bool(asked.get("private")))
        self.json({"url": f"{self.hub.address}/datasets/{name}"})

    def branch(self, body: bytes, name: str, revision: str) -> None:
        branches = self.repository(name).branches
        branches[revision] = [branches["main"][-1]]
        self.json({})

    def info(self, body: bytes, name: str, revision: str = "main") -> None:
        commit = self.commit(name, revision)
        siblings = [{"rfilename": path} for path in commit.files]
        private = self.repository(name).private
        self.json({"id": name, "sha": commit.oid, "private": private, "siblings": siblings})

    def tree(self, body: bytes, name: str, revision: str, folder: str | None = None) -> None:
        inside = f"{folder}/" if folder else ""
        deep = "recursive=true" in self.path.lower()
        files = {
            path: content for path, content in self.commit(name, revision).files.items() if path.startswith(inside)
        }
        here = [self.entry(path, files[path]) for path in files if deep or "/" not in path.removeprefix(inside)]
        below = {path.removeprefix(inside).split("/")[0] for path in files if "/" in path.removeprefix(inside)}
        self.json([*here, *({"type": "directory", "path": f"{inside}{each}", "oid": "0" * 40} for each in below)])

    def entry(self, path: str, content: bytes) -> dict[str, Any]:
        """A file as the Hub lists it: with its SHA-256 where it is of Git LFS."""
        oid = hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()
        entry = {"type": "file", "path": path, "size": len(content), "oid": oid}
        if UPLOADED.search(path):
            entry["lfs"] = {"oid": hashlib.sha256(content).hexdigest(), "size": len(content), "pointerSize": 130}
        return entry

    def validate(self, body: bytes) -> None:
        self.json({"errors": [], "warnings": []})

    def preupload(self, body: bytes, name: str, revision: str) -> None:
        self.commit(name, revision)
        files = [
            {"path": file["path"], "uploadMode": "lfs" if UPLOADED.search(file["path"]) else "regular",
             "shouldIgnore": False}
            for file in json.loads(body)["files"]
        ]  # fmt: skip
        self.json({"files": files})

    def batch(self, body: bytes, name: str) -> None:
        objects = [
            {**asked, **({} if asked["oid"] in self.hub.objects else {
                "actions": {"upload": {"href": f"{self.hub.address}/lfs/{asked['oid']}"}}})}
            for asked in json.loads(body)["objects"]
        ]  # fmt: skip
        self.json({"transfer": "basic", "objects": objects})

    def put(self, body: bytes, oid: str) -> None:
        if hashlib.sha256(body).hexdigest() != oid:
            raise _Refused(400, "other content than its name says")
        self.hub.objects[oid] = body
        self._send(200, b"")

    def add_commit(self, body: bytes, name: str, revision: str) -> None:
        branch = self.repository(name).branches[revision]
        header, *operations = [json.loads(line) for line in body.splitlines()]
        if header["value"].get("parentCommit", branch[-1].oid) != branch[-1].oid:
            raise _Refused(412, "A commit has happened since. Please refresh and try again.")
        files = dict(branch[-1].files)
        for operation in operations:
            value = operation["value"]
            if operation["key"] == "deletedFile":
                del files[value["path"]]
            elif operation["key"] == "lfsFile":
                files[value["path"]] = self.hub.objects[value["oid"]]
            else:
                files[value["path"]] = base64.b64decode(value["content"])
        commit = Commit(header["value"]["summary"], header["value"]["description"], files)
        branch.append(commit)
        self.json({"commitUrl": f"{self.hub.address}/datasets/{name}/commit/{commit.oid}", "commitOid": commit.oid})

    def resolve(self, body: bytes, name: str, revision: str, path: str) -> None:
        commit = self.commit(name, revision)
        if path not in commit.files:
            raise _Refused(404, "Entry not found", "EntryNotFound")
        content = commit.files[path]
        self._send(200, content, {"X-Repo-Commit": commit.oid, "ETag": f'"{self.entry(path, content)["oid"]}"'})


ANSWERS: dict[str, Callable[..., None]] = {
    r"GET /api/whoami-v2": _Handler.whoami,
    r"POST /api/repos/create": _Handler.create,
    r"POST /api/validate-yaml": _Handler.validate,
    r"POST /api/datasets/NAME/branch/(?P<revision>.+)": _Handler.branch,
    r"GET /api/datasets/NAME": _Handler.info,
    r"GET /api/datasets/NAME/revision/(?P<revision>.+)": _Handler.info,
    r"GET /api/datasets/NAME/tree/(?P<revision>[^/]+)(/(?P<folder>.+))?": _Handler.tree,
    r"POST /api/datasets/NAME/preupload/(?P<revision>.+)": _Handler.preupload,
    r"POST /api/datasets/NAME/commit/(?P<revision>.+)": _Handler.add_commit,
    r"POST /datasets/NAME\.git/info/lfs/objects/batch": _Handler.batch,
    r"PUT /lfs/(?P<oid>\w+)": _Handler.put,
    r"(GET|HEAD) /datasets/NAME/resolve/(?P<revision>[^/]+)/(?P<path>.+)": _Handler.resolve,
}
