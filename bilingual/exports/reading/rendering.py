"""What a page shows → markup. Jinja2 escapes every value, so that no text of a dataset can become markup."""

import hashlib
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from bilingual.text.counting import plural

if TYPE_CHECKING:
    from jinja2 import Environment

FOLDER = Path(__file__).parent
# Two letters or three, and what may follow them: anything else says nothing to a browser.
UNKNOWN_LANGUAGE = "und"


def render(template: str, **values: object) -> str:
    """Return a page, or a part of one, by the template of this name in this folder."""
    return _environment().get_template(template).render(**values)


@cache
def style_sheet(name: str) -> str:
    """Return a style sheet of this folder."""
    return (FOLDER / name).read_text(encoding="utf-8")


def source_hash(text: str) -> str:
    """Return what a Content Security Policy names a style sheet by, as its level 3 has it (8.4)."""
    return f"'sha256-{b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


@cache
def _environment() -> "Environment":
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(
        loader=FileSystemLoader(FOLDER),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    environment.filters |= {"plural": plural, "language": _language}
    return environment


def _language(code: str) -> str:
    return code if code.isascii() and code.isalpha() and 1 < len(code) < 4 else UNKNOWN_LANGUAGE
