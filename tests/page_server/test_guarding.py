"""The page speaks to nobody but the browser that opened its address: attacks, each refused."""

import json
import shutil
import socket
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from bilingual.review.page.guarding import LARGEST_BODY, POLICY
from bilingual.review.page.serving import Server
from tests.page_server.browser import Browser, served

UNDO = ("POST", "/api/undo")


@pytest.fixture(scope="module")
def server(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One server for all: what is refused changes nothing."""
    with served(Path(shutil.copytree(dataset, tmp_path_factory.mktemp("guarded") / "fr-en"))) as server:
        yield server


def has_one_line(body: bytes) -> bool:
    said = json.loads(body)
    return list(said) == ["error"] and "\n" not in said["error"] and "Traceback" not in said["error"]


def exchange(server: Server, request: bytes) -> bytes:
    """Send bytes and return all that comes back until the server closes."""
    with socket.create_connection(("127.0.0.1", server.port), timeout=10) as connection:
        connection.sendall(request)
        parts = []
        while part := connection.recv(65536):
            parts.append(part)
            if b"\r\n\r\n" in part and b"connection: close" not in part.lower():
                break
    return b"".join(parts)


class TestAStranger:
    def test_is_told_to_open_the_address_and_nothing_else(self, server: Server, ana: Browser):
        for path in ("/", "/?token=", "/?token=wrong", f"/?token={server.token}x", f"/?token={server.token[:-1]}"):
            answer = ana.raw("GET", path, {})
            assert answer.status == 403 and b"bilingual review serve" in answer.body
            assert server.token.encode() not in answer.body and "Set-Cookie" not in answer.headers

    @pytest.mark.parametrize("path", ["/api/overview", "/api/next", "/static/page.css", "/nothing", "/api/undo"])
    def test_gets_the_same_answer_everywhere(self, ana: Browser, path: str):
        answer = ana.raw("GET", path, {"Cookie": f"bilingual-{ana.server.port}=guess"})
        assert answer.status == 403 and has_one_line(answer.body)

    def test_cannot_use_the_cookie_of_another_port(self, server: Server, ana: Browser):
        assert ana.raw("GET", "/", {"Cookie": f"bilingual-1={server.token}"}).status == 403

    def test_gets_no_cookie_for_a_token_elsewhere(self, server: Server, ana: Browser):
        assert ana.raw("GET", f"/api/overview?token={server.token}", {}).status == 403

    def test_of_the_network_finds_no_open_port(self, server: Server):
        assert server.socket.getsockname()[0] == "127.0.0.1"

    def test_meets_another_token_at_every_start(self, copy: Path, server: Server):
        with served(copy) as other:
            assert other.token != server.token and len(other.token) > 40


class TestTheAddress:
    def test_gives_a_cookie_that_scripts_cannot_read_and_leads_to_a_page_without_the_token(
        self, server: Server, ana: Browser
    ):
        answer = ana.raw("GET", f"/?{urlsplit(server.url).query}", {})
        assert answer.status == 303 and answer.headers["Location"] == "/"
        assert answer.headers["Set-Cookie"].endswith("; Path=/; HttpOnly; SameSite=Strict")
        assert ana.raw("GET", "/", ana.headers).status == 200

    @pytest.mark.parametrize("other", ['x={"a": 1}', "x[1]=2", "plain", "é=1", 'x="', "expires=", "x=a, b"])
    def test_is_known_whatever_cookies_other_programs_of_the_machine_set(self, ana: Browser, other: str):
        cookie = f"{other}; {ana.cookies[0]}; {other}".encode().decode("latin-1")
        assert ana.raw("GET", "/api/overview", {"Cookie": cookie}).status == 200

    def test_opens_as_localhost_too(self, server: Server, ana: Browser):
        headers = {**ana.headers, "Host": f"localhost:{server.port}", "Origin": f"http://localhost:{server.port}"}
        assert ana.raw("POST", "/api/undo", headers, "{}").status == 200


class TestAForeign:
    @pytest.mark.parametrize(
        "host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "evil.example:{port}", ""]
    )
    def test_host_is_refused(self, ana: Browser, host: str):
        """What a name that its owner points to this machine would send (DNS rebinding)."""
        answer = ana.raw("GET", "/api/overview", {**ana.headers, "Host": host.format(port=ana.server.port)})
        assert answer.status == 421 and has_one_line(answer.body)

    @pytest.mark.parametrize(
        "origin",
        ["http://evil.example", "null", "https://127.0.0.1:{port}", "http://127.0.0.1:1", "http://localhost:{port}"],
    )
    @pytest.mark.parametrize("method, path", [UNDO, ("GET", "/api/overview"), ("PUT", "/api/draft")])
    def test_origin_is_refused(self, ana: Browser, origin: str, method: str, path: str):
        headers = {**ana.headers, "Origin": origin.format(port=ana.server.port)}
        assert ana.raw(method, path, headers, "{}").status == 403

    @pytest.mark.parametrize("site", ["cross-site", "same-site", "none"])
    def test_site_is_refused(self, ana: Browser, site: str):
        assert ana.raw(*UNDO, {**ana.headers, "Sec-Fetch-Site": site}, "{}").status == 403
        expected = 200 if site == "none" else 403  # an address that somebody typed
        assert ana.raw("GET", "/api/overview", {**ana.headers, "Sec-Fetch-Site": site}).status == expected

    def test_request_without_an_origin_changes_nothing(self, ana: Browser):
        headers = {name: value for name, value in ana.headers.items() if name != "Origin"}
        assert ana.raw(*UNDO, headers, "{}").status == 403
        assert ana.raw("GET", "/api/overview", headers).status == 200

    @pytest.mark.parametrize(
        "kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "text/plain", ""]
    )
    def test_form_is_refused(self, ana: Browser, kind: str):
        """What a page of another site can send without asking."""
        form = {**ana.headers, "Content-Type": kind}
        assert ana.raw(*UNDO, form, '{"a":"="}').status == 415
        assert ana.raw(*UNDO, {**form, "Origin": "http://evil.example"}, "a=1").status == 403

    def test_two_headers_for_one_are_refused(self, server: Server, ana: Browser):
        lines = ["POST /api/undo HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Cookie: {ana.cookies[0]}"]
        lines += [f"Origin: {ana.origin}", "Origin: http://evil.example", "Content-Type: application/json"]
        request = "\r\n".join([*lines, "Content-Length: 2", "", "{}"]).encode()
        assert exchange(server, request).startswith(b"HTTP/1.1 403")


class TestABody:
    def test_of_ten_megabytes_is_refused_before_it_comes(self, server: Server, ana: Browser):
        lines = ["POST /api/verdict HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Cookie: {ana.cookies[0]}"]
        lines += [f"Origin: {ana.origin}", "Content-Type: application/json", "Content-Length: 10000000"]
        assert exchange(server, "\r\n".join([*lines, "", ""]).encode()).startswith(b"HTTP/1.1 413")

    def test_of_unknown_length_is_refused_as_soon_as_it_is_too_long(self, server: Server, ana: Browser):
        lines = ["POST /api/verdict HTTP/1.1", f"Host: 127.0.0.1:{server.port}", f"Cookie: {ana.cookies[0]}"]
        lines += [f"Origin: {ana.origin}", "Content-Type: application/json", "Transfer-Encoding: chunked"]
        chunk = b"%x\r\n%s\r\n" % (LARGEST_BODY // 2, b"x" * (LARGEST_BODY // 2))
        head = "\r\n".join([*lines, "", ""]).encode()
        assert exchange(server, head + 2 * chunk + b"1\r\nx\r\n").startswith(b"HTTP/1.1 413")

    @pytest.mark.parametrize("length", ["-1", "1e3", "9" * 30, "٣"])
    def test_of_a_length_that_is_no_number_is_refused(self, server: Server, ana: Browser, length: str):
        head = f"POST /api/undo HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nContent-Length: {length}\r\n\r\n"
        assert exchange(server, head.encode())[:12] in (b"HTTP/1.1 400", b"HTTP/1.1 403", b"HTTP/1.1 413")

    @pytest.mark.parametrize(
        "body",
        [b"", b"{", b"[]", b"null", b"1", b'"x"', b"\xff", b"NaN", b'{"id": NaN}', b"[" * 100_000, b'{"a":' * 100_000,
         b'{"a": ' + b"[" * 40 + b"]" * 40 + b"}", b'{"newest": ' + b"9" * 5000 + b"}"],
        ids=lambda body: repr(body[:12]),
    )  # fmt: skip
    def test_that_is_no_json_object_is_refused(self, ana: Browser, body: bytes):
        answer = ana.raw("POST", "/api/verdict", ana.headers, body)
        assert answer.status == 400 and has_one_line(answer.body)

    @pytest.mark.parametrize(
        "given",
        [{"id": 1}, {"id": None}, {"id": ["x"]}, {"newest": "x"}, {"newest": 10**30}, {"newest": -1}, {"newest": 1.5},
         {"newest": None}, {"newest": True}, {"en": 5}, {"comment": {}}, {"status": 3}, {"identical": "yes"},
         {"settles": 1}, {"queue": []}, {"queue": {"sample": "x"}}, {"queue": {"order": "x"}}],
        ids=repr,
    )  # fmt: skip
    def test_with_values_of_another_kind_is_refused(self, ana: Browser, given: dict[str, object]):
        card = ana.next()
        good = {"id": card["id"], "status": "accepted", "newest": 0, "comment": ""}
        ana.post("/api/verdict", 400, **{**good, **given})


class TestAPath:
    @pytest.mark.parametrize(
        "path",
        ["/static/../app.py", "/static/..%2fapp.py", "/static/%2e%2e/app.py", "/static/..\\app.py", "/static//etc/passwd",
         "/static/%00", "/static/page.css%00.js", "/static/", "/static/.", "/static/page.css/", "/../../etc/passwd",
         "/templates/page.html", "//evil.example/", "/api", "/api/", "/api/nothing", "/static/%ff%fe"],
    )  # fmt: skip
    def test_that_leads_elsewhere_is_not_found(self, ana: Browser, path: str):
        answer = ana.raw("GET", path, ana.headers)
        assert answer.status == 404 and has_one_line(answer.body)

    @pytest.mark.parametrize("name", ["x", "%00", "..%2f..", "%ff", "x" * 5000, "%F0%9F%98%80"])
    @pytest.mark.parametrize("kind", ["pair", "article"])
    def test_to_an_unknown_id_is_not_found(self, ana: Browser, kind: str, name: str):
        answer = ana.raw("GET", f"/api/{kind}/{name}", ana.headers)
        assert answer.status == 404 and has_one_line(answer.body)

    @pytest.mark.parametrize("method", ["DELETE", "PATCH", "OPTIONS", "TRACE", "GET", "HEAD"])
    def test_takes_no_other_method(self, ana: Browser, method: str):
        answer = ana.raw(method, "/api/undo", ana.headers, "{}")
        assert answer.status == 405

    @pytest.mark.parametrize("value", ["x", "9" * 40, "1e400", "-", "\ud800".encode("utf-8", "surrogatepass"), "nan"])
    @pytest.mark.parametrize("name", ["sample", "seed", "score_below", "order", "from", "direction", "status", "flag"])
    def test_with_a_parameter_of_any_kind_is_answered(self, ana: Browser, name: str, value: object):
        answer = ana.raw("GET", f"/api/next?{urlencode({name: value})}", ana.headers)
        assert answer.status in (200, 400, 404)
        json.loads(answer.body, parse_constant=pytest.fail)


class TestEveryAnswer:
    @pytest.mark.parametrize("path", ["/", "/api/overview", "/static/page.css", "/nothing"])
    def test_tells_browsers_what_to_keep_to(self, ana: Browser, path: str):
        for headers in (ana.headers, {}):
            answer = ana.raw("GET", path, headers)
            assert answer.headers["Content-Security-Policy"] == POLICY
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert answer.headers["X-Frame-Options"] == "DENY"
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["Cache-Control"] == "no-store"
            assert "Server" not in answer.headers and "Access-Control-Allow-Origin" not in answer.headers

    def test_to_what_is_not_http_is_short(self, server: Server):
        assert exchange(server, b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"\0" * 200).startswith(
            b"HTTP/1.1 400"
        )


class TestAFault:
    def test_of_the_program_is_one_line_here_and_there(
        self, copy: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ):
        monkeypatch.setattr("bilingual.review.page.asking.overview", lambda *_: 1 // 0)
        with served(copy) as broken, closing(Browser(broken)) as browser:
            answer = browser.raw("GET", "/api/overview", browser.headers)
            assert answer.status == 500 and has_one_line(answer.body) and b"ZeroDivision" not in answer.body
            assert "id" in browser.next()
        [record] = caplog.records
        assert record.getMessage().startswith("GET /api/overview: ZeroDivisionError") and record.exc_info is None


class TestASlowClient:
    def test_keeps_nobody_waiting(self, server: Server, ana: Browser):
        head = f"POST /api/undo HTTP/1.1\r\nHost: 127.0.0.1:{server.port}\r\nCookie: {ana.cookies[0]}\r\nOrigin: {ana.origin}\r\n"
        head += "Content-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"
        slow = [socket.create_connection(("127.0.0.1", server.port)) for _ in range(50)]
        try:
            for connection in slow:
                connection.sendall(head.encode())
            assert ana.judge(ana.next())["records"] == [1]
        finally:
            for connection in slow:
                connection.close()
