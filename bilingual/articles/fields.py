"""Values of the fields of an article, as every format gives them: bounded, of whole characters, days and addresses."""

import re

from bilingual.articles.article import FIELD_CHARACTERS
from bilingual.errors import ArticleError

SURROGATE = re.compile("[\ud800-\udfff]")
ISO_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?!\d)")
WEB = ("http://", "https://")


def short_field(value: str | None, key: str, where: str) -> str | None:
    """Return a field without blanks around it, None when nothing is left. Raises ArticleError for one too long."""
    if value and len(value) > FIELD_CHARACTERS:
        raise ArticleError(f"{where}: `{key}` has {len(value):,} characters; at most {FIELD_CHARACTERS:,} are read")
    return without_surrogates(value or "").strip() or None


def without_surrogates(text: str) -> str:
    """Return a text with a replacement character for each surrogate, so that offsets stay what they were."""
    return SURROGATE.sub("\ufffd", text)


def iso_day(written: str) -> str | None:
    """Return the day with which a date in ISO 8601 begins, as it is written; None for anything else."""
    found = ISO_DAY.match(written)
    return found[1] if found else None


def is_web(address: str) -> bool:
    """Return whether an address is one of the web."""
    return address.lower().startswith(WEB)
