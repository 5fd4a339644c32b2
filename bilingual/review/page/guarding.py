"""Who may speak to the page: a browser of this machine that opened the address with the token, and only its page."""

import hmac
import json
import secrets
from collections.abc import Awaitable, Callable, Mapping, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from starlette.requests import cookie_parser

LARGEST_BODY = 1_000_000  # bytes
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = (
    (b"content-security-policy", POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"cross-origin-resource-policy", b"same-origin"),
    (b"cache-control", b"no-store"),
)
READING = ("GET", "HEAD")
DENIED = "open the address that `bilingual review serve` printed"

Scope = MutableMapping[str, Any]
Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]


class Refused(Exception):
    """A request that is not let in, with the status of its answer."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


class Guard:
    """Lets only requests of the page itself through to the app, and adds to every answer what browsers must keep to.

    The token is in the address once, then in a cookie whose name holds the port: cookies know none. `refusal` is the
    HTML for whoever opens the page without it.
    """

    def __init__(self, app: App, port: int, token: str, refusal: str) -> None:
        self._app, self._token, self.cookie = app, token, f"bilingual-{port}"
        self._refusal = refusal.encode()
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request as ASGI has it."""
        if scope["type"] != "http":
            return
        guarded = _with_headers(send)
        try:
            entered = self._admit(scope)
            if entered is not None:
                await _answer(guarded, 303, b"", (b"location", b"/"), (b"set-cookie", entered))
                return
            body = await _read(scope, receive)
        except Refused as error:
            await self._refuse(guarded, scope, error)
            return
        if body is not None:
            await self._app(scope, _replay(body, receive), guarded)

    async def _refuse(self, send: Send, scope: Scope, error: Refused) -> None:
        data, kind = json.dumps({"error": str(error)}).encode(), b"application/json"
        if scope["path"] == "/" and error.status == 403:
            data, kind = self._refusal, b"text/html; charset=utf-8"
        await _answer(send, error.status, data, (b"content-type", kind), (b"connection", b"close"))

    def _admit(self, scope: Scope) -> bytes | None:
        """Raise Refused for a stranger; return the cookie to set for whoever brings the token."""
        headers = _headers(scope)
        host = headers.get("host", "").lower()
        if host not in self._hosts:
            raise Refused(421, "this page answers only to 127.0.0.1 and localhost")
        method, path = scope["method"], scope["path"]
        if method in READING and path == "/":
            given = parse_qs(scope["query_string"].decode("latin-1")).get("token")
            if given is not None:
                return self._enter(given[0])
        if not self._known(headers):
            raise Refused(403, DENIED)
        if method not in READING or path.startswith("/api/"):
            _refuse_foreign(headers, host, method)
        return None

    def _enter(self, token: str) -> bytes:
        if not hmac.compare_digest(token.encode("utf-8", "replace"), self._token.encode()):
            raise Refused(403, DENIED)
        return f"{self.cookie}={self._token}; Path=/; HttpOnly; SameSite=Strict".encode()

    def _known(self, headers: Mapping[str, str]) -> bool:
        given = read_cookie(headers.get("cookie", ""), self.cookie) or ""
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token.encode())


def new_token() -> str:
    """Return a token that nobody can guess."""
    return secrets.token_urlsafe(32)


def read_cookie(header: str, name: str) -> str | None:
    """Return the value of a cookie, whatever cookies other programs of this machine have set beside it."""
    return cookie_parser(header).get(name)


def _refuse_foreign(headers: Mapping[str, str], host: str, method: str) -> None:
    """Refuse what another site sends, and a form, which needs no leave to be sent from there."""
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    writes = method not in READING
    if origin != f"http://{host}" and (origin is not None or writes):
        raise Refused(403, "a request of another site")
    if site is not None and site != "same-origin" and (writes or site != "none"):
        raise Refused(403, "a request of another site")
    kind = headers.get("content-type", "").partition(";")[0].strip().lower()
    if writes and kind != "application/json":
        raise Refused(415, "send application/json")


def _headers(scope: Scope) -> dict[str, str]:
    """Return the headers by their names; one that is there twice is joined, and so is none that is asked for."""
    found: dict[str, str] = {}
    for name, value in scope["headers"]:
        key, text = name.decode("latin-1").lower(), value.decode("latin-1")
        found[key] = f"{found[key]}, {text}" if key in found else text
    return found


async def _read(scope: Scope, receive: Receive) -> bytes | None:
    """Return the body; None when the client has gone. Raises Refused for a long one as soon as that is known."""
    length = _headers(scope).get("content-length", "0")
    if not length.isdecimal() or int(length[:20]) > LARGEST_BODY:
        raise Refused(413, "the body is larger than 1 MB")
    parts, size = [], 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            return None
        part = message.get("body", b"")
        parts.append(part)
        size += len(part)
        if size > LARGEST_BODY:
            raise Refused(413, "the body is larger than 1 MB")
        if not message.get("more_body"):
            return b"".join(parts)


def _replay(body: bytes, receive: Receive) -> Receive:
    """Give the app the body that has been read, then whatever comes."""
    messages: list[Message] = [{"type": "http.request", "body": body, "more_body": False}]

    async def replay() -> Message:
        return messages.pop() if messages else await receive()

    return replay


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            message = {**message, "headers": [*message.get("headers", ()), *HEADERS]}
        await send(message)

    return sending


async def _answer(send: Send, status: int, body: bytes, *headers: tuple[bytes, bytes]) -> None:
    length = (b"content-length", str(len(body)).encode())
    await send({"type": "http.response.start", "status": status, "headers": [length, *headers]})
    await send({"type": "http.response.body", "body": body})
