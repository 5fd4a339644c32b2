"""What of HTML and XHTML is no text of its author's: marks of notes, page numbers, scripts, menus, what is hidden."""

import re
from itertools import islice
from typing import Any

from bilingual.articles.left_out import CODE, FORMULAS

HIDDEN, MENUS, UNTRANSLATED = "hidden parts left out", "menus left out", "parts not to be translated left out"
_UNSEEN_WORDS = "script style template head title noscript iframe object embed audio video canvas rp"
UNSEEN = frozenset(_UNSEEN_WORDS.split())
COUNTED = {
    "nav": MENUS, "svg": "drawings left out", "math": FORMULAS, "rt": "readings of characters left out",
    "rtc": "readings of characters left out", "select": "form fields left out", "textarea": "form fields left out",
    "button": "form fields left out", "datalist": "form fields left out",
}  # fmt: skip
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
PAGE_NUMBER = re.compile(r"\b(?:pagenum|pagenumber|page-number|pagebreak)\b", re.IGNORECASE)
NOTE_CLASS = re.compile(r"\b(?:footnote|endnote)-?(?:ref|back)|\bnoteref\b|\bfnanchor\b", re.IGNORECASE)
NOTE_ADDRESS = re.compile(r"#[_\w.-]{0,20}?(?:note|fn|ftn|nbp)", re.IGNORECASE)
MARK = re.compile(r"\W{0,3}(?:\d{1,4}|[*†‡§]{1,4}|[a-z]|[ivxlc]{1,8})\W{0,3}", re.IGNORECASE)
BACK = re.compile(r"[\s↑↩↵⏎⤴←^\ufe0e\ufe0f]+")
FILE_NAME = re.compile(r"\S+\.(?:jpe?g|png|gif|svg|webp|bmp|tiff?|avif)", re.IGNORECASE)
WORD = re.compile(r"\w")
NEAR = 12  # elements of a link that are looked at for its words
LONGEST_MARK = 12


def tag_of(element: Any) -> str:  # noqa: ANN401 - lxml has no types of its own
    """Return the name of an element without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def types_of(element: Any) -> frozenset[str]:  # noqa: ANN401
    """Return what an element says it is: by EPUB's `epub:type` and by its role, without `doc-`."""
    said = element.get(EPUB_TYPE) or element.get("epub:type")
    role = element.get("role")
    if not said and not role:
        return frozenset()
    return frozenset(word.removeprefix("doc-") for word in f"{said or ''} {role or ''}".lower().split())


def is_page_number(element: Any, types: frozenset[str]) -> bool:  # noqa: ANN401
    """Return whether an element says only where a page of the printed book begins."""
    return "pagebreak" in types or (
        PAGE_NUMBER.search(element.get("class") or "") is not None and len(_words(element)) <= LONGEST_MARK
    )


def is_note_mark(element: Any, tag: str, types: frozenset[str], raised: bool) -> bool:  # noqa: ANN401
    """Return whether an element is a note's mark, or leads back from the note to it; `raised` says that it is in sup.

    Books that say it by no type show it: a raised number, or one that leads to a place whose name has `note` in it.
    """
    if not types.isdisjoint(("noteref", "backlink")):
        return True
    address = element.get("href") if tag == "a" else None
    if not address or "#" not in address:
        return False
    words = _words(element)
    if BACK.fullmatch(words):
        return True
    if len(words) > LONGEST_MARK:
        return False
    if NOTE_CLASS.search(element.get("class") or ""):
        return True
    shown = raised or (len(element) > 0 and tag_of(element[0]) == "sup") or NOTE_ADDRESS.search(address)
    return bool(shown) and MARK.fullmatch(words.strip()) is not None


def left_out(element: Any, tag: str, types: frozenset[str], block: bool) -> str | None:  # noqa: ANN401
    """Return as what an element is counted that is left out, "" where nobody misses it; None where it is read."""
    if tag in UNSEEN:
        return ""
    if tag in COUNTED:
        return COUNTED[tag]
    if element.get("hidden") is not None or NOT_SHOWN.search(element.get("style") or ""):
        return HIDDEN if _has_text(element) else ""
    if "navigation" in types:
        return MENUS
    if block and (element.get("translate") or "").strip().lower() == "no":
        return UNTRANSLATED
    if tag == "pre" and len(element) and tag_of(element[0]) == "code" and not (element.text or "").strip():
        return CODE
    return None


def words_of_picture(element: Any) -> list[str]:  # noqa: ANN401
    """Return the alternative text of a picture, if it is words."""
    alt = element.get("alt") or ""
    return [alt] if WORD.search(alt) and not FILE_NAME.fullmatch(alt.strip()) else []


def _words(element: Any) -> str:  # noqa: ANN401
    """Return the text of a short element; of another, as much as shows that it is longer."""
    pieces = []
    for number, part in enumerate(islice(element.iter(), NEAR)):
        pieces += [part.text or "", (part.tail or "") if number else ""]
    return "".join(pieces)


def _has_text(element: Any) -> bool:  # noqa: ANN401
    return any(not text.isspace() for text in element.itertext())
