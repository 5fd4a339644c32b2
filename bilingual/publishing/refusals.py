"""Whatever ends a transfer to the Hub → one line that says what is wrong and what to do, never with the token in it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from bilingual.errors import HubError
from bilingual.publishing.hub import Hub

AGAIN = "run the command again: what has arrived is not sent twice"
LONGEST_ANSWER = 200
MOVED = frozenset((409, 412))


@contextmanager
def refusals_told(hub: Hub) -> Iterator[None]:
    """Raise HubError in place of what `huggingface_hub` raises, by what the Hub has answered."""
    from huggingface_hub.errors import HTTPError

    try:
        yield
    except (HTTPError, OSError, ValueError, RuntimeError) as error:
        raise HubError(_describe_refusal(hub, error).replace(hub.token, "…")) from None


def _describe_refusal(hub: Hub, error: BaseException) -> str:
    """Return the line for an error, or for the one behind it that the Hub's answer is in."""
    cause: BaseException | None = error
    while cause is not None:
        if (response := getattr(cause, "response", None)) is not None:
            return _describe_answer(hub, response.status_code, _said(cause))
        cause = cause.__cause__ or cause.__context__
    root = error
    while root.__cause__ is not None:
        root = root.__cause__
    return f"{hub.api.endpoint}: the connection failed ({_short(str(root)) or type(root).__name__}); {AGAIN}"


def _describe_answer(hub: Hub, code: int, said: str) -> str:
    """Return the line for a status that the Hub has answered with, and what it said."""
    settings = f"{hub.api.endpoint}/settings/tokens"
    if code == 401:
        return f"{hub.repository}: the Hub refuses the token (401); make another at {settings}, then `hf auth login`"
    if code == 403:
        return f"{hub.repository}: this token may not write there (403{said}); give it that right at {settings}"
    if code == 404:
        return f"{hub.repository}: the Hub does not find it, or not its branch `{hub.branch}` (404{said})"
    if code in MOVED:
        return f"{hub.repository}: somebody else is writing there ({code}{said}); look at {hub.url}, then try again"
    if code == 429:
        return f"{hub.repository}: the Hub takes no more requests for now (429{said}); wait some minutes, then {AGAIN}"
    if code >= 500:
        return f"{hub.repository}: the Hub failed ({code}{said}); {AGAIN}"
    return f"{hub.repository}: the Hub refuses this ({code}{said})"


def _said(error: Any) -> str:  # noqa: ANN401 - HfHubHTTPError or another error with an answer
    said = _short(getattr(error, "server_message", None) or "")
    return f": {said}" if said else ""


def _short(text: str) -> str:
    return " ".join(text.split())[:LONGEST_ANSWER]
