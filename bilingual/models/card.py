"""What a model's `README.md` says of it: licence, whom to name, languages.

Model cards of the Hugging Face Hub begin with YAML between two lines of `---`; `license`, `license_name`, `language`,
`base_model` and `model-index` are its keys (huggingface.co/docs/hub/model-cards), `attribution` is one of ours.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bilingual.text.visible import visible

NAME = "README.md"
MAX_BYTES = 1 << 20
MAX_HEADER = 1 << 16
LONGEST = 1000  # characters of a field; what is longer is no licence and no name
HEADER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*$", re.DOTALL | re.MULTILINE)
HEADING = re.compile(r"^#{1,6}[ \t]+(\S.*)$", re.MULTILINE)
NO_LICENSE = {"", "unknown", "other"}  # `other` stands for the one in `license_name`


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What a card states, "" or nothing where it does not.

    `attribution` is whom it names, `title` what it calls the model, `names` what its results are filed under.
    """

    license: str = ""
    attribution: str = ""
    title: str = ""
    languages: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def read_card(folder: Path) -> Card:
    """Return the card in the model's folder. One that is missing, or whose header is not YAML, states nothing."""
    text = _text(folder / NAME)
    header = HEADER.match(text)
    fields = _fields(header[1]) if header else {}
    names = tuple(_names(fields.get("model-index")))
    heading = HEADING.search(text, header.end() if header else 0)
    return Card(
        license=_license(fields),
        attribution=_words(fields.get("attribution")) or _words(fields.get("base_model")),
        title=names[0] if names else one_line(heading[1].replace("`", "")) if heading else "",
        languages=tuple(str(code) for code in _list(fields.get("language")) if isinstance(code, str)),
        names=names,
    )


def one_line(text: str) -> str:
    """Return a text as a field of the card: on one line, an escape for what acts or hides; "" if it is too long."""
    line = visible(" ".join(text.split()))
    return line if len(line) <= LONGEST else ""


def _text(file: Path) -> str:
    if not file.is_file():
        return ""
    try:
        with file.open("rb") as stream:
            return stream.read(MAX_BYTES).decode("utf-8-sig", "replace").replace("\r\n", "\n")
    except OSError:
        return ""


def _fields(header: str) -> dict[str, Any]:
    import yaml

    class Loader(yaml.SafeLoader):
        def flatten_mapping(self, node: yaml.MappingNode) -> None:
            """Leave merge keys (`<<`), ten lines of which can stand for a billion."""

    if len(header) > MAX_HEADER:
        return {}
    try:
        fields = yaml.load(header, Loader)  # noqa: S506 - it is a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError):
        return {}
    return fields if isinstance(fields, dict) else {}


def _license(fields: dict[str, Any]) -> str:
    for key in ("license", "license_name"):
        if (found := _words(fields.get(key))).lower() not in NO_LICENSE:
            return found
    return ""


def _names(index: Any) -> list[str]:  # noqa: ANN401 - any YAML value
    """Return the names of the models in `model-index`, each before what its results say of the language pair."""
    found: list[str] = []
    for entry in _list(index):
        if isinstance(entry, dict):
            tasks = [result.get("task") for result in _list(entry.get("results")) if isinstance(result, dict)]
            pairs = [task.get(key) for task in tasks if isinstance(task, dict) for key in ("name", "args")]
            found += [name for value in (entry.get("name"), *pairs) if (name := _words(value))]
    return found


def _words(value: Any) -> str:  # noqa: ANN401 - any YAML value
    return one_line(", ".join(str(part) for part in _list(value) if isinstance(part, str)))


def _list(value: Any) -> list[Any]:  # noqa: ANN401 - any YAML value
    return value if isinstance(value, list) else [] if value is None else [value]
