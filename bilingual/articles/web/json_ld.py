"""Who wrote a page, when, and who published it, by its JSON-LD (schema.org): what trafilatura does not find there.

It leaves out authors that are organisations, contexts that are objects, an article within a page, and scripts in CDATA.
"""

import json
import re
from collections import deque
from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

from bilingual.articles.fields import iso_day

SCRIPTS = './/script[@type="application/ld+json"]'
MOST_CHARACTERS = 1 << 20  # of all scripts together
MOST_NODES = 10_000
AROUND = (
    "@graph",
    "mainEntity",
    "mainEntityOfPage",
)  # where a page's own article is; elsewhere are others that it lists
ARTICLE = re.compile(r"(?:https?://schema\.org/)?\w{0,40}(?:Article|Posting|Report)\Z")
WRAPPED = re.compile(r"\A\s*(?://|/\*)?\s*<!(?:\[CDATA\[|--)\s*(?:\*/)?|(?://|/\*)?\s{0,9}(?:\]\]|--)>\s*(?:\*/)?\s*\Z")


def read_json_ld(tree: Any) -> dict[str, str]:  # noqa: ANN401 - lxml has no types of its own
    """Return `author`, `date` (the day, ISO 8601) and `publisher` of the first article that a page describes."""
    nodes = list(islice(_nodes(tree), MOST_NODES))
    named = {id: node for node in nodes if isinstance(id := node.get("@id"), str) and "name" in node}
    for node in nodes:
        if not any(ARTICLE.match(type) for type in _strings(node.get("@type"))):
            continue
        found = {
            "author": "; ".join(dict.fromkeys(_names(node.get("author"), named))),
            "publisher": next(_names(node.get("publisher"), named), ""),
            "date": iso_day(next(iter(_strings(node.get("datePublished"))), "")),
        }
        return {key: value for key, value in found.items() if value}
    return {}


def _nodes(tree: Any) -> Iterator[Mapping[str, Any]]:  # noqa: ANN401
    """Yield the objects that stand at the top of the page's scripts, and the page's own within them."""
    left = MOST_CHARACTERS
    for script in tree.iterfind(SCRIPTS):
        text = script.text or ""
        left -= len(text)
        if left < 0:
            return
        try:
            waiting = deque([json.loads(WRAPPED.sub("", text))])
        except (ValueError, RecursionError):
            continue
        while waiting:
            value = waiting.popleft()
            if isinstance(value, list):
                waiting.extend(value)
            elif isinstance(value, dict):
                yield value
                waiting.extend(value[key] for key in AROUND if key in value)


def _names(value: Any, named: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:  # noqa: ANN401
    """Yield the names of persons or organisations, written out or by their `@id`."""
    for one in value if isinstance(value, list) else [value]:
        if isinstance(one, Mapping):
            id = one.get("@id")
            names = _strings(one.get("name")) or _strings(
                (named.get(id) or {}).get("name") if isinstance(id, str) else ""
            )
        else:
            names = _strings(one)
        yield from (" ".join(name.split()) for name in names if name.strip() and not name.startswith("http"))


def _strings(value: Any) -> list[str]:  # noqa: ANN401
    return [one for one in (value if isinstance(value, list) else [value]) if isinstance(one, str)]
