"""Download a large file so that nothing that has arrived is fetched twice.

RFC 9110: ranges (14), If-Range (13.1.5), the answers 206 (15.3.7) and 416 (15.5.17).
"""

import json
import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPResponse
from pathlib import Path

from bilingual.errors import ModelError
from bilingual.models.connection import Interrupted, opened, pieces

MAX_BYTES = 2 << 30
ELSEWHERE = "`bilingual model add FILE` installs it"
MAX_INDEX_BYTES = 16 << 20

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Download:
    """What to fetch and how. `file` grows as bytes arrive; `size` in bytes is given where it is known.

    `resumable` says that the file's hash is known, so that bytes of any earlier try can be built on: what
    does not belong together will be found out. `progress` receives the bytes there are and, if known, their
    total; `notice` one line for each interruption. `timeout` and `pause` are in seconds.
    """

    url: str
    file: Path
    size: int | None = None
    resumable: bool = False
    progress: Progress | None = None
    notice: Callable[[str], None] | None = None
    timeout: float = 30.0
    pause: float = 1.0
    attempts: int = 6

    @property
    def notes(self) -> Path:
        """The file that says which address and version the bytes in `file` come from."""
        return self.file.with_name(f"{self.file.name}.json")


def fetch(download: Download) -> None:
    """Complete `download.file`, going on from the bytes there are, in up to `attempts` connections.

    Raises `ModelError` when the server refuses, when the size is not the expected one, and after the last
    interruption; the file then stays, so that the next call goes on from there.
    """
    for left in reversed(range(download.attempts)):
        try:
            _attempt(download)
            return
        except Interrupted as interruption:
            there = _there(download)
            if not left:
                kept = f"; {there} bytes are kept, run the same command to go on from there" if there else ""
                raise ModelError(f"{download.url}: {interruption}{kept}") from None
            if download.notice:
                download.notice(f"{interruption}; going on from {there} bytes")
            time.sleep(download.pause)


def fetch_text(url: str, timeout: float) -> str:
    """Return a small text, such as the index; `ModelError` when it cannot be had, is too large or not UTF-8."""
    body = bytearray()
    try:
        with opened(url, {}, timeout) as response:
            for piece in pieces(response, timeout):
                body += piece
                if len(body) > MAX_INDEX_BYTES:
                    raise ModelError(f"{url}: larger than {MAX_INDEX_BYTES >> 20} MiB, which no index is")
            _check_complete(response, len(body))
    except Interrupted as interruption:
        raise ModelError(f"{url}: {interruption}; or fetch the package elsewhere: {ELSEWHERE}") from None
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise ModelError(f"{url}: not UTF-8 text") from None


def forget(download: Download) -> None:
    """Remove what has been downloaded."""
    download.file.unlink(missing_ok=True)
    download.notes.unlink(missing_ok=True)


def _attempt(download: Download) -> None:
    headers = _resume_headers(download)
    if not headers:
        forget(download)
    elif _there(download) == download.size:
        return
    with opened(download.url, headers, download.timeout) as response:
        start, total = _placed(download, response, _there(download))
        with download.file.open("r+b" if start else "wb") as out:
            out.seek(start)
            for piece in pieces(response, download.timeout):
                start += len(piece)
                if start > (total or MAX_BYTES):
                    forget(download)
                    raise ModelError(f"{download.url}: the server sends more than {total or MAX_BYTES} bytes")
                out.write(piece)
                if download.progress:
                    download.progress(start, total)
    if total is not None and start < total:
        raise Interrupted(f"the connection was cut at {start} of {total} bytes")


def _resume_headers(download: Download) -> dict[str, str]:
    """Return the request headers to go on from the bytes there are; none to start from the beginning."""
    there = _there(download)
    if not there:
        return {}
    try:
        notes = json.loads(download.notes.read_bytes())
        validator = str(notes["validator"]) if notes["url"] == download.url else ""
    except (OSError, ValueError, KeyError, TypeError):
        validator = ""
    if validator:
        return {"Range": f"bytes={there}-", "If-Range": validator}
    return {"Range": f"bytes={there}-"} if download.resumable else {}


def _placed(download: Download, response: HTTPResponse, there: int) -> tuple[int, int | None]:
    """Return where the body begins in the file, and the total size if known; note what is being downloaded."""
    if response.status == 416:
        forget(download)
        raise Interrupted("the server does not have the bytes that were asked for")
    start, total = 0, _length(response)
    if response.status == 206:
        match = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", response.headers.get("Content-Range", ""))
        if not match or int(match[1]) != there:
            forget(download)
            raise Interrupted("the server sent other bytes than were asked for")
        start, total = there, None if match[2] == "*" else int(match[2])
    if download.size is not None and total not in (None, download.size):
        forget(download)
        raise ModelError(f"{download.url}: the package has {total} bytes, not {download.size}; it is another file")
    notes = {"url": download.url, "validator": _validator(response)}
    download.notes.write_text(json.dumps(notes), encoding="utf-8")
    return start, total if total is not None else download.size


def _validator(response: HTTPResponse) -> str:
    """Return what If-Range may be given: a strong entity tag, or the date of the last change (RFC 9110, 13.1.5)."""
    tag = response.headers.get("ETag", "")
    return tag if tag.startswith('"') else response.headers.get("Last-Modified", "")


def _length(response: HTTPResponse) -> int | None:
    text = response.headers.get("Content-Length", "")
    return int(text) if text.isascii() and text.isdigit() else None


def _check_complete(response: HTTPResponse, received: int) -> None:
    if (length := _length(response)) is not None and received < length:
        raise Interrupted(f"the connection was cut at {received} of {length} bytes")


def _there(download: Download) -> int:
    return download.file.stat().st_size if download.file.is_file() else 0
