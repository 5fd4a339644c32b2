"""What a PDF says of itself (ISO 32000-1, 14.3.3 and 14.9.2) → the fields of an article."""

import re

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from bilingual.articles.languages import language_code

# What programs write where nobody gave a title, and file names.
NO_TITLE = re.compile(
    r"(?i)\W*(?:microsoft (?:word|excel|powerpoint)\b.*|untitled.*|sans[ -]titre.*|unknown|anonymous|document\s*\d*"
    r"|(?:about:|file:|https?:).*|\S.*\.(?:docx?|odt|rtf|indd|qxp|qxd|tex|dvi|pdf|html?|pptx?|xlsx?|txt|pages))\W*"
)
NO_AUTHOR = re.compile(
    r"(?i)\W*(?:anonymous|unknown|user|utilisateur|admin(?:istrat(?:or|eur))?|owner|root|\S+@\S+)\W*"
)
DATE = re.compile(r"(?:D:)?\s*((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])")  # the rest of it is often broken
LONGEST = 1_000
# What damaged values have led to, or may.
VALUE_ERRORS = (PyPdfError, ValueError, LookupError, TypeError, AttributeError, RecursionError, ArithmeticError)


def read_fields(reader: PdfReader) -> dict[str, str | None]:
    """Return title, author, date (the day the PDF was made, ISO 8601) and language, as far as it has good ones."""
    found: dict[str, str | None] = {"title": None, "author": None, "date": None, "language": None}
    try:
        root = reader.trailer["/Root"].get_object()
        language = root.get("/Lang") if hasattr(root, "get") else None
        found["language"] = language_code(str(language)[:LONGEST]) if language else None
        given = reader.metadata
        if given is not None:
            found["title"] = _field(given.title, NO_TITLE)
            found["author"] = _field(given.author, NO_AUTHOR)
            made = DATE.match(str(given.get("/CreationDate") or ""))
            found["date"] = "-".join(made.groups()) if made else None
    except VALUE_ERRORS:
        return found  # a document is worth reading whatever is wrong with these
    return found


def _field(value: object, none: re.Pattern[str]) -> str | None:
    text = " ".join(str(value or "").replace("\0", "").split())
    return None if not text or len(text) > LONGEST or none.fullmatch(text) else text
