"""The metadata at the head of a Markdown file: YAML between lines of `---`, TOML between `+++`, or bare entries."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

BOUND = 32_768  # characters in which a block must end
FENCES = {"---": re.compile(r"^(?:---|\.\.\.)[ \t\r]*$", re.M), "+++": re.compile(r"^\+\+\+[ \t\r]*$", re.M)}
OPENING = re.compile(r"\A\ufeff?(?:[ \t]*\r?\n){0,9}(---|\+\+\+)[ \t]*\r?\n")
ENTRY = re.compile(r"^([A-Za-z][\w-]{0,40})[ \t]*:(?:[ \t]+(.*))?$", re.M)
# As MultiMarkdown and Pelican have it, up to a blank line.
BARE = re.compile(r"\A\ufeff?(?i:title|titre):[ \t].*\n(?:[A-Za-z][\w-]{0,40}:[ \t].*\n)+(?=[ \t\r]*\n)")
KEYS = {
    "title": ("title", "titre"),
    "date": ("date", "published", "publishdate", "pubdate", "created"),
    "publisher": ("publisher", "source", "site", "sitename", "site_name", "publication"),
    "author": ("author", "authors", "auteur", "auteurs", "byline"),
    "language": ("language", "lang", "langue"),
    "url": ("url", "canonical", "canonical_url", "canonicalurl", "source_url", "link"),
}
DATE = re.compile(r"\d{4}-\d{2}(?:-\d{2})?")
ADDRESS = re.compile(r"https?://\S+")


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What the head of a file says; `body` is where the text starts, `note` what was wrong with the head."""

    fields: Mapping[str, str] = field(default_factory=dict)
    body: int = 0
    note: str | None = None


def read_front_matter(text: str) -> FrontMatter:
    """Read the metadata at the head of a text, if there are any. A block that is no YAML or TOML is read by lines."""
    if bare := BARE.match(text, 0, BOUND):
        return FrontMatter(_fields(dict(ENTRY.findall(bare[0].removeprefix("\ufeff")))), bare.end())
    opening = OPENING.match(text)
    closing = FENCES[opening[1]].search(text, opening.end(), BOUND) if opening else None
    if opening is None or closing is None:
        return FrontMatter()
    block = text[opening.end() : closing.start()]
    entries, note = _parse(block, opening[1])
    if not entries:
        return FrontMatter()  # a line across the page, and another one later
    body = closing.end()
    return FrontMatter(_fields(entries), body, note)


def _parse(block: str, fence: str) -> tuple[Mapping[str, Any], str | None]:
    what = "YAML" if fence == "---" else "TOML"
    try:
        loaded = _yaml(block) if fence == "---" else _toml(block)
    except (ValueError, RecursionError, OverflowError, TypeError):
        loaded = None
    if isinstance(loaded, dict):
        return loaded, None
    head = block.lstrip().partition("\n")[0]
    if loaded is not None or not (ENTRY.match(head) or head.startswith("#") or fence == "+++"):
        return {}, None
    return dict(ENTRY.findall(block)), f"the front matter is no {what}; read line by line"


def _yaml(block: str) -> Any:  # noqa: ANN401 - whatever the block holds
    import yaml

    try:
        # Every scalar stays the text that was written: no dates, no numbers to base 60.
        return yaml.load(block, Loader=yaml.BaseLoader)  # noqa: S506 - it makes dicts, lists and strings only
    except yaml.YAMLError as error:
        raise ValueError(str(error)) from error


def _toml(block: str) -> Any:  # noqa: ANN401 - whatever the block holds
    import tomllib

    return tomllib.loads(block.replace("\r\n", "\n"))


def _fields(entries: Mapping[Any, Any]) -> dict[str, str]:
    low = {str(key).lower(): _plain(value) for key, value in entries.items() if not isinstance(value, (dict, list))}
    found = {name: next((low[key] for key in keys if low.get(key)), "") for name, keys in KEYS.items()}
    if ADDRESS.fullmatch(found["publisher"]):
        found["url"], found["publisher"] = found["url"] or found["publisher"], ""
    if not ADDRESS.fullmatch(found["url"]):
        found["url"] = ""
    if written := DATE.match(found["date"]):
        found["date"] = written[0]
    return {name: value for name, value in found.items() if value}


def _plain(value: object) -> str:
    text = " ".join(str(value).split())
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] and text[0] in "\"'" else text
