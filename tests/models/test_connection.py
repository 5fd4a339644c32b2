"""Waiting for an answer: what comes in time is handed over, whatever it is; what comes too late is closed."""

import io
import time
from email.message import Message
from http.client import HTTPException
from threading import Event
from urllib.error import HTTPError, URLError

import pytest

from bilingual.errors import ModelError
from bilingual.models.connection import _within

URL = "http://127.0.0.1/index.json"


class Late:
    """An answer that comes when it is let go."""

    def __init__(self, come):
        self.released, self.come = Event(), come

    def __call__(self):
        self.released.wait(10)
        return self.come()


def refuse(body: io.BytesIO):
    raise HTTPError(URL, 404, "Not Found", Message(), body)


def fail():
    raise ValueError("unexpected")


def closed_soon(body: io.BytesIO) -> bool:
    end = time.monotonic() + 10
    while not body.closed and time.monotonic() < end:
        time.sleep(0.01)
    return body.closed


def test_an_answer_in_time_is_returned_open():
    body = io.BytesIO(b"[]")
    assert _within(10, lambda: body) is body and not body.closed


@pytest.mark.parametrize("kind", [URLError, ConnectionResetError, HTTPException, ValueError, ModelError])
def test_what_opening_an_address_can_raise_is_raised_where_it_is_waited_for(capfd, kind):
    def fail():
        raise kind("unexpected")

    with pytest.raises(kind, match="unexpected"):
        _within(10, fail)
    assert capfd.readouterr().err == ""


def test_a_time_out_of_the_socket_itself_is_raised_too():
    def silent():
        raise TimeoutError("the socket's")

    with pytest.raises(TimeoutError, match="the socket's"):
        _within(10, silent)


@pytest.mark.parametrize("kind", ["answer", "refusal"])
def test_an_answer_that_comes_too_late_is_closed(kind):
    body = io.BytesIO(b"[]")
    late = Late((lambda: body) if kind == "answer" else (lambda: refuse(body)))
    with pytest.raises(TimeoutError):
        _within(0.05, late)
    assert not body.closed
    late.released.set()
    assert closed_soon(body)


@pytest.mark.filterwarnings("error::pytest.PytestUnhandledThreadExceptionWarning")
def test_an_error_that_comes_too_late_is_dropped(capfd):
    late = Late(fail)
    with pytest.raises(TimeoutError):
        _within(0.05, late)
    late.released.set()
    time.sleep(0.1)
    assert capfd.readouterr().err == ""
