"""What numbers an item, an article of law or a part of a text, and the labels that open a note."""

import re

from bilingual.segmenter.abbreviations import CLASSED, PARTS

LONGEST_NUMBER = 32
# What may stand before a number: dashes, bullets, brackets, quotation marks, emphasis.
BEFORE = " -–—•*([{«“„\"'‹<_#`§"
ENUMERATOR = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,4}|[^\W\d_]|[A-Z]\d{1,2}|[IVX]{1,5}|[ivx]{1,4})(?: (?:bis|ter|quater))?"
)
LATIN = ("bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "nonies", "decies")
_LATIN = rf"(?: ?(?:{'|'.join(LATIN)}))?(?: [A-Z]{{1,2}})?"
_NUMBERED_PARTS = (
    "art(?:icle)?|chap(?:itre)?|titre|sect(?:ion)?|annexe|fig(?:ure)?|tableau|partie|étape|acte|scène|point|livre|paragraphe"
    "|alinéa|règle|leçon|phase|module|option|question|exercice|exemple|volet|lot|fiche|tome|volume|thème|mesure|épisode"
    "|sous-section|sous-partie|appendice|protocole|rubrique|encadré|axe|document|clause|hypothèse|scénario|variante|cas"
    "|amendement|résolution|décision|directive|recommandation|proposition"
)
_CODE = r"(?:L\.? ?O\.? ?|[LRDA]\*?\. ?)?"
_NUMBER = rf"{_CODE}\d{{1,4}}(?:-\d{{1,4}})*(?: ?er|ère|re|e)?|[IVXL]{{1,6}}(?:er|re)?|premi(?:er|ère)|unique"
_NUMBERED = rf"(?:{_NUMBERED_PARTS})\.? ?(?:n° ?)?(?:{_NUMBER}){_LATIN}(?:(?:,| et| à) (?:{_NUMBER}){_LATIN}){{0,3}}"
# `N. B.`, `P.-S.`, `NDLR`, and others that announce a remark or a question.
_REMARK = (
    r"N\.? ?-? ?B|(?:P\.?[ -]{0,2}){1,3}S|N\.? ?-? ?D(?:\.? ?(?:L\.? ?[RA]|[TAREÉ]))?|obs|rem|ex|nota(?: bene)?|attn"
    r"|exp|dest|post-scriptum|réf|[QR]\. ?\d{1,2}"
)
LABEL = re.compile(rf"{_NUMBERED}|{_REMARK}", re.IGNORECASE)
# `Annexe A`, `Section C.2`, at the start of a line: `Le plan B` is none.
LETTERED = re.compile(r"(?P<noun>[^\W\d_]+(?:-[^\W\d_]+)?) [A-Z](?:[.-]?\d{1,2})?(?: ?(?:bis|ter))?")
# What a bill inserts: `ainsi rédigé : « Art. 5. –`, `1° « I. –`.
INSERTED = re.compile(r"[:°)] ?[«“„\"] ?(?P<number>[^«“„\"»”]{1,32})\Z")
# Between the number of an article and that of its first part: `Art. L. 121-3. – I`.
_THEN = re.compile(r"\. ?[-–—] ")
_LETTERED_NOUNS = CLASSED | PARTS


def is_enumerator(head: str) -> bool:
    """Return whether `head`, all of a segment up to a stop, numbers an item: `2`, `4.1`, `b`, `IV`, `Article 1er`."""
    return all(ENUMERATOR.fullmatch(part) or LABEL.fullmatch(part) for part in _THEN.split(head, maxsplit=2))


def is_heading(line: str, segment: int, stop: int) -> bool:
    """Return whether the segment up to the stop is only the number of an item, or the label of a part or a remark."""
    inserted = INSERTED.search(line, max(segment, stop - LONGEST_NUMBER - 4), stop)
    if inserted and is_enumerator(inserted["number"]):
        return True
    if stop - segment > LONGEST_NUMBER:
        return False
    head = line[segment:stop].strip(BEFORE)
    if is_enumerator(head):
        return True
    lettered = LETTERED.fullmatch(head) if segment == 0 else None
    return lettered is not None and lettered["noun"].lower() in _LETTERED_NOUNS
