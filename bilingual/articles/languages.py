"""The language that a file declares (BCP 47: `fr-FR`) → its ISO 639-1 code."""

import re

TAG = re.compile(r"\s*([A-Za-z]{2,3})(?:[-_][\w-]{0,40})?\s*")
# Books and subtitles write three letters (ISO 639-2) where there are two.
SHORTER = {"fra": "fr", "fre": "fr", "eng": "en", "deu": "de", "ger": "de", "spa": "es", "ita": "it", "por": "pt",
           "nld": "nl", "dut": "nl", "ara": "ar", "tur": "tr", "rus": "ru", "lat": "la", "oci": "oc"}  # fmt: skip
NONE = {"und", "mul", "zxx", "mis"}  # ISO 639-2: undetermined, several, no language, none that has a code


def language_code(tag: str | None) -> str | None:
    """Return the language of a tag in lower case; None where it names none."""
    found = TAG.fullmatch(tag or "")
    code = found[1].lower() if found else ""
    return None if not code or code in NONE else SHORTER.get(code, code)
