"""The page's server: on this machine's own address only, quiet, and ended at once by Ctrl+C."""

import errno
import logging
import socket
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.errors import DatasetError, UsageError
from bilingual.review.log import VerdictLog
from bilingual.review.page.desk import Desk
from bilingual.review.page.guarding import DENIED, Guard, new_token

if TYPE_CHECKING:
    import uvicorn

ADDRESS, PORT = "127.0.0.1", 8765
GRACE = 0.4  # seconds for the requests that are being answered when the server ends


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A server that is bound to its port but does not answer yet."""

    socket: socket.socket
    port: int
    token: str
    desk: Desk
    reviewer: str | None

    @property
    def url(self) -> str:
        """The address to open."""
        return f"http://{ADDRESS}:{self.port}/?token={self.token}"

    def close(self) -> None:
        """Give the port back, and close what is open but the log."""
        self.socket.close()
        self.desk.close()

    def run(self) -> None:
        """Answer until a signal ends it; the signal is raised again at the end."""
        self.answering().run(sockets=[self.socket])

    def answering(self) -> "uvicorn.Server":
        """Return what answers once it is run with the socket, until it `should_exit`."""
        import uvicorn

        from bilingual.review.page.app import make_app, render

        logging.getLogger("uvicorn.error").setLevel(logging.CRITICAL + 1)
        app, refusal = make_app(self.desk, self.port, self.reviewer), render("refused.html", says=DENIED)
        guard = Guard(app, self.port, self.token, refusal)
        config = uvicorn.Config(
            guard,
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            proxy_headers=False,
            timeout_keep_alive=75,
            timeout_graceful_shutdown=GRACE,  # type: ignore[arg-type]
        )
        return uvicorn.Server(config)


def prepare(dataset: Path, log: VerdictLog, reviewer: str | None, port: int | None, double: float) -> Server:
    """Open a dataset and bind a port: `port`, or the usual one, or if that is taken any free one.

    Raises UsageError for a port that is taken, DatasetError where dataset or log cannot be read or written.
    """
    bound = bind(port)
    desk = None
    try:
        desk = Desk(dataset, log, double)
        with desk.at_work():
            pass
    except BaseException:
        if desk is not None:
            desk.close()
        bound.close()
        raise
    return Server(socket=bound, port=bound.getsockname()[1], token=new_token(), desk=desk, reviewer=reviewer)


def bind(port: int | None) -> socket.socket:
    """Return a socket on this machine's own address."""
    for wanted in (PORT, 0) if port is None else (port,):
        bound = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)  # else asyncio lets answers wait
        bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            bound.bind((ADDRESS, wanted))
            bound.listen(128)
        except OSError as error:
            bound.close()
            if error.errno == errno.EADDRINUSE and port is None:
                continue
            why = "another program uses it" if error.errno == errno.EADDRINUSE else str(error.strerror)
            raise UsageError(f"--port {wanted}: {why}; choose another, or leave it out") from error
        return bound
    raise DatasetError("no port is free on this machine; end another server and try again")
