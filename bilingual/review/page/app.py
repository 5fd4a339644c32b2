"""The page's addresses: the page itself, its scripts and styles, and the JSON that they ask for."""

import json
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from bilingual.errors import BilingualError, UsageError
from bilingual.review.page import acting, asking, replacing
from bilingual.review.page.desk import Conflict, Desk, Unknown
from bilingual.review.page.entries import RefusedVerdict
from bilingual.review.page.guarding import read_cookie
from bilingual.review.page.payloads import Malformed, read_body, text
from bilingual.review.records import LONGEST_NAME, check_reviewer

HERE = Path(__file__).parent
KINDS = {".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}
STATUSES: dict[type[Exception], int] = {
    Malformed: 400,
    Unknown: 404,
    Conflict: 409,
    RefusedVerdict: 422,
    BilingualError: 503,
}
FAULT = "this is a fault of the program; your verdict was not recorded"
LOG = logging.getLogger("bilingual.review.page")

Answer = Callable[[Desk, str | None, dict[str, Any]], dict[str, Any]]


def make_app(desk: Desk, port: int, reviewer: str | None) -> Starlette:
    """Return the app; `reviewer` is who reviews where a browser has given no other name."""
    page = _Page(desk, f"bilingual-{port}-reviewer", reviewer)
    answers: tuple[tuple[str, str, Answer], ...] = (
        ("GET", "/api/overview", asking.overview),
        ("GET", "/api/next", asking.next_pair),
        ("GET", "/api/pair/{id:path}", asking.pair),
        ("GET", "/api/article/{id:path}", asking.article),
        ("GET", "/api/changes", asking.changes),
        ("POST", "/api/check", acting.check),
        ("POST", "/api/verdict", acting.verdict),
        ("POST", "/api/undo", acting.undo),
        ("PUT", "/api/draft", acting.draft),
        ("POST", "/api/release", acting.release),
        ("POST", "/api/replace", replacing.replace),
    )
    routes = [Route(path, page.answering(answer), methods=[method]) for method, path, answer in answers]
    app = Starlette(
        routes=[
            Route("/", page.page),
            Route("/static/{name}", page.static),
            Route("/api/reviewer", page.name_reviewer, methods=["POST"]),
            *routes,
        ],
        exception_handlers={HTTPException: _say_http, Exception: _say_fault},
    )
    app.router.redirect_slashes = False
    return app


def render(template: str, **values: str) -> str:
    """Return the HTML of a template, all values escaped."""
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=True, undefined=StrictUndefined)
    return templates.get_template(template).render(values)


class _Page:
    def __init__(self, desk: Desk, cookie: str, reviewer: str | None) -> None:
        self._desk, self._cookie, self._reviewer = desk, cookie, reviewer

    def answering(self, answer: Answer) -> Callable[[Request], Any]:
        """Return what answers a request with JSON, in a thread of its own."""

        async def respond(request: Request) -> Response:
            body = await request.body()
            return await run_in_threadpool(self._respond, answer, request, body)

        return respond

    async def page(self, request: Request) -> Response:
        edition = await run_in_threadpool(self._desk.edition)
        return HTMLResponse(render("page.html", name=edition.manifest.name))

    async def static(self, request: Request) -> Response:
        name = request.path_params["name"]
        files = {path.name: path for path in (HERE / "static").iterdir() if path.suffix in KINDS}
        if name not in files:
            raise HTTPException(404)
        return Response(files[name].read_bytes(), media_type=KINDS[files[name].suffix])

    async def name_reviewer(self, request: Request) -> Response:
        try:
            name = check_reviewer(text(read_body(await request.body()), "name"))
        except Malformed as error:
            return _said(400, {"error": str(error)})
        except UsageError:
            return _said(422, {"error": f"a name is one line of 1 to {LONGEST_NAME} characters"})
        answer = _said(200, {"reviewer": name})
        answer.set_cookie(self._cookie, quote(name, safe=""), max_age=365 * 86400, httponly=True, samesite="strict")
        return answer

    def _respond(self, answer: Answer, request: Request, body: bytes) -> Response:
        try:
            given: dict[str, Any] = dict(request.query_params) if request.method == "GET" else dict(read_body(body))
            return _said(200, answer(self._desk, self._who(request), {**given, **request.path_params}))
        except tuple(STATUSES) as error:
            status = next(STATUSES[kind] for kind in type(error).__mro__ if kind in STATUSES)
            said = {"error": str(error)}
            return _said(status, {**said, "card": error.card} if isinstance(error, Conflict) else said)
        except Exception as error:  # noqa: BLE001 - raised any further, it ends the connection before its answer is sent
            return _fault(request, error)

    def _who(self, request: Request) -> str | None:
        given = read_cookie(request.headers.get("cookie", ""), self._cookie)
        try:
            return check_reviewer(unquote(given)) if given else self._reviewer
        except UsageError:
            return self._reviewer


def _said(status: int, value: dict[str, Any]) -> Response:
    return Response(json.dumps(value), status, media_type="application/json")


async def _say_http(request: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    return _said(status, {"error": {404: "no such address", 405: "not so at this address"}.get(status, "refused")})


async def _say_fault(request: Request, error: Exception) -> Response:
    return _fault(request, error)


def _fault(request: Request, error: Exception) -> Response:
    LOG.error("%s", f"{request.method} {request.url.path}: {type(error).__name__}: {error}; {FAULT}")
    return _said(500, {"error": FAULT})
