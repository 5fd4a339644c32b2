"""The one place that opens a socket: a GET over HTTP or HTTPS with few redirects and no patience for silence.

urllib is used, not a larger client: one request at a time, no session, and nothing to install. Its own opener
would also follow a redirect to FTP, and from HTTPS to HTTP; this one does not.
"""

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, InvalidStateError
from contextlib import contextmanager
from email.message import Message
from http import HTTPStatus
from http.client import HTTPException, HTTPResponse
from threading import Thread
from typing import IO, Any
from urllib.error import HTTPError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from bilingual import __version__
from bilingual.errors import ModelError

MAX_REDIRECTS = 5
SLOWEST = 1024  # bytes a second, over one time-out
PIECE = 1 << 16
ASKING_ERRORS = (OSError, HTTPException, ValueError)  # URLError and HTTPError are OSErrors
RETRIABLE = {408, 425, 429, 500, 502, 503, 504}


class Interrupted(Exception):
    """The connection failed in a way that may not happen again: it was cut, or too slow, or refused."""


class _Redirects(HTTPRedirectHandler):
    """Redirects to HTTP and HTTPS only, never from HTTPS to HTTP, and not in circles."""

    max_redirections = MAX_REDIRECTS
    max_repeats = 2

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> Request | None:
        try:
            check_url(newurl, secure=req.full_url.startswith("https:"))
        except ModelError:
            fp.close()
            raise
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]


def check_url(url: str, secure: bool = False) -> str:
    """Return the same URL. Raises `ModelError` when its scheme is not HTTPS or, unless `secure`, HTTP."""
    schemes = ("https://",) if secure else ("https://", "http://")
    if not url.lower().startswith(schemes) or not url.isprintable():
        raise ModelError(f"{url[:200]!a}: not an address to fetch a package from ({' or '.join(schemes)})")
    return url


@contextmanager
def opened(url: str, headers: dict[str, str], timeout: float) -> Iterator[HTTPResponse]:
    """Yield the answer to a GET request, its status 2xx or 416 (range not satisfiable).

    Raises `ModelError` for an answer that will not change (404, a redirect loop …) and `Interrupted` for one
    that may; `timeout` is in seconds, for the answer to begin and for each wait on it after that.
    """
    agent = {"User-Agent": f"bilingual/{__version__}", "Accept-Encoding": "identity"}
    request = Request(check_url(url), headers=agent | headers)  # noqa: S310 - its scheme is checked
    try:
        response = _within(timeout, lambda: build_opener(_Redirects()).open(request, timeout=timeout))
    except HTTPError as error:
        with error:
            if error.code != 416:
                raise _refusal(url, error) from None
            yield error  # type: ignore[misc]
            return
    except ASKING_ERRORS as error:
        reason: Any = getattr(error, "reason", None) or error
        raise Interrupted(f"{urlsplit(url).netloc} cannot be reached ({_words(reason)})") from None
    with response:
        yield response


def pieces(response: HTTPResponse, timeout: float) -> Iterator[bytes]:
    """Yield the body as it arrives. Raises `Interrupted` when it stops or falls below `SLOWEST` bytes a second."""
    since, received = time.monotonic(), 0
    while True:
        try:
            piece = response.read1(PIECE)
        except (OSError, HTTPException) as error:
            raise Interrupted(f"the connection failed ({_words(error)})") from None
        if not piece:
            return
        yield piece
        received += len(piece)
        if (elapsed := time.monotonic() - since) > timeout:
            if received < SLOWEST * elapsed:
                raise Interrupted(f"the server sent {received} bytes in {elapsed:.0f} s, which is too slow")
            since, received = time.monotonic(), 0


def _within(seconds: float, ask: Callable[[], HTTPResponse]) -> HTTPResponse:
    """Return what `ask` returns, raise what it raises, or TimeoutError when that takes longer.

    A socket's own time-out counts for each address of a name anew, and not at all while the name is looked up. An
    answer that comes after the time-out is closed.
    """
    answer: Future[HTTPResponse] = Future()
    Thread(target=_ask, args=(ask, answer), daemon=True).start()
    try:
        return answer.result(timeout=seconds)
    except TimeoutError:
        if answer.cancel():
            raise
        return answer.result()


def _ask(ask: Callable[[], HTTPResponse], answer: "Future[HTTPResponse]") -> None:
    keep: Callable[[Any], None] = answer.set_result
    came: Any
    try:
        came = ask()
    except (*ASKING_ERRORS, ModelError) as error:
        keep, came = answer.set_exception, error
    try:
        keep(came)
    except InvalidStateError:
        if hasattr(came, "close"):
            came.close()


def _refusal(url: str, error: HTTPError) -> Exception:
    if 300 <= error.code < 400:
        return ModelError(f"{url}: redirects in a circle, or more than {MAX_REDIRECTS} times")
    phrase = HTTPStatus(error.code).phrase if error.code in list(HTTPStatus) else ""
    answer = f"{url}: the server answered {error.code} {phrase}".rstrip()
    return Interrupted(answer) if error.code in RETRIABLE else ModelError(answer)


def _words(error: object) -> str:
    if isinstance(error, TimeoutError):
        return "no answer in time"
    return getattr(error, "strerror", None) or str(error) or type(error).__name__
