"""`docs/errors.md`: people write the causes, the lists of messages below them follow the source."""

import re
from collections.abc import Iterable, Iterator, Mapping
from difflib import SequenceMatcher
from itertools import groupby

from bilingual import errors
from scripts.pages.messages import Message

ITEM = re.compile(r"- (`+) ?(?P<text>.+?) ?\1 \((?P<code>\d+)\)")
TREE = re.compile(r"(?<=<!-- tree -->\n```text\n).*?(?=```\n)", re.DOTALL)
ALIKE = 0.7
COLUMN = 18


def listed(page: str) -> list[tuple[str, int]]:
    """Return the messages of the page with their exit codes."""
    found = map(ITEM.fullmatch, page.splitlines())
    return [(item["text"], int(item["code"])) for item in found if item]


def without_cause(page: str, messages: Mapping[str, Message]) -> list[Message]:
    """Return the messages that the page does not list."""
    known = {text for text, _ in listed(page)}
    return [message for text, message in messages.items() if text not in known]


def render_errors(page: str, messages: Mapping[str, Message]) -> str:
    """Return the page with the messages as they are in the source.

    One that was reworded keeps its place, one that is gone goes, each list is in order. A new one has no place until a
    person puts it under its cause.
    """
    renamed = _renamed([text for text, _ in listed(page)], messages)
    lines: list[str] = []
    for is_list, group in groupby(page.splitlines(), key=lambda line: bool(ITEM.fullmatch(line))):
        block = list(group)
        lines += _items(block, messages, renamed) if is_list else block
    return TREE.sub(lambda _: draw_tree(), "\n".join(lines) + "\n", count=1)


def draw_tree() -> str:
    """Return the tree of exceptions, each with its exit code and the first line of its docstring."""
    return "".join(_branch(errors.BilingualError, 0))


def _branch(kind: type[errors.BilingualError], depth: int) -> Iterator[str]:
    name = f"{'  ' * depth}{kind.__name__}"
    yield f"{name:{COLUMN}} {kind.exit_code}  {(kind.__doc__ or '').splitlines()[0]}\n"
    for child in kind.__subclasses__():
        if child.__module__ == errors.__name__:
            yield from _branch(child, depth + 1)


def _items(lines: Iterable[str], messages: Mapping[str, Message], renamed: Mapping[str, str]) -> list[str]:
    texts = {renamed.get(text, text) for text, _ in listed("\n".join(lines))}
    return [line_of(messages[text]) for text in sorted(texts & messages.keys())]


def line_of(message: Message) -> str:
    """Return the line of the page that lists a message."""
    fence = "``" if "`" in message.text else "`"
    blank = " " if message.text.startswith("`") or message.text.endswith("`") else ""
    return f"- {fence}{blank}{message.text}{blank}{fence} ({message.code})"


def _renamed(before: list[str], messages: Mapping[str, Message]) -> dict[str, str]:
    """Messages that are gone, with the new one that each has most likely become."""
    gone, new = [text for text in before if text not in messages], [text for text in messages if text not in before]
    likely = sorted(((SequenceMatcher(None, old, now).ratio(), old, now) for old in gone for now in new), reverse=True)
    found: dict[str, str] = {}
    for share, old, now in likely:
        if share > ALIKE and old not in found and now not in found.values():
            found[old] = now
    return found
