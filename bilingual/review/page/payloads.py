"""What a browser sends → values of the kinds that are asked for; anything else is refused in one line."""

import json
from collections.abc import Mapping
from typing import Any, NoReturn

DEEPEST = 32  # levels of lists and objects
_LARGEST = 2**63 - 1
Body = Mapping[str, Any]


class Malformed(Exception):
    """A request that is not what the page sends; its text says what is wrong."""


def read_body(data: bytes) -> Body:
    """Return the JSON object of a body. Raises Malformed."""
    try:
        value = json.loads(data.decode("utf-8"), parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise Malformed("the body is not JSON") from error
    if not isinstance(value, dict) or _depth(value) > DEEPEST:
        raise Malformed("the body is not a JSON object of few levels")
    return value


def text_of(value: Any, name: str) -> str:  # noqa: ANN401 - what JSON holds
    """Return a text. Raises Malformed."""
    if not isinstance(value, str):
        raise Malformed(f"{name}: not a text")
    return value


def number_of(value: Any, name: str, low: int = 0, high: int = _LARGEST) -> int:  # noqa: ANN401 - what JSON holds
    """Return a whole number, which may be written as a text. Raises Malformed."""
    if isinstance(value, str) and len(value) < 20:
        try:
            value = int(value)
        except ValueError:
            value = None
    if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
        raise Malformed(f"{name}: not a whole number from {low} to {high}")
    return value


def text(body: Body, name: str) -> str:
    """Return a text that must be there. Raises Malformed."""
    if name not in body:
        raise Malformed(f"{name} is missing")
    return text_of(body[name], name)


def text_or_none(body: Body, name: str) -> str | None:
    """Return a text that may be missing. Raises Malformed."""
    return None if body.get(name) is None else text_of(body[name], name)


def flag(body: Body, name: str) -> bool:
    """Return a yes or no, no where it is missing. Raises Malformed."""
    value = body.get(name, False)
    if not isinstance(value, bool):
        raise Malformed(f"{name}: not true or false")
    return value


def _refuse(name: str) -> NoReturn:
    raise ValueError(name)


def _depth(value: Any) -> int:  # noqa: ANN401 - what JSON holds
    depth, level = 0, [value]
    while level and depth <= DEEPEST:
        depth += 1
        inner = [each for each in level if isinstance(each, dict | list)]
        level = [item for each in inner for item in (each.values() if isinstance(each, dict) else each)]
    return depth
