"""French as the press types it and as a model is given it: quotation marks, apostrophes, dashes, blanks, `€`."""

import random
import re

from bilingual.translator.quotations import open_up
from scripts.training.corpus import Row

AS_GIVEN = 0.75  # of the French has the quotation marks that bilingual.translator.given makes of any others
SIGNED = 0.5  # of the sums of money are written with a sign
_AMOUNT = r"\d[\d., ]*\d|\d"
FRENCH_MONEY = re.compile(
    rf"(?<![\d.,])({_AMOUNT})( (?:millions?|milliards?))? ?(?:d['’]|de )?(?:euros?|€)(?![\w])", re.IGNORECASE
)
ENGLISH_MONEY = re.compile(
    r"(?:(?:EUR ?)?€|EUR) ?(\d[\d.,]*\d|\d)( million| billion)?\b(?!-)"
    r"|(?<![\d.,$£])(\d[\d.,]*\d|\d)( million| billion)? ?(?:euros?\b(?!-)|EUR\b|€)",
    re.IGNORECASE,
)
SHORT = {"million": "M", "millions": "M", "milliard": "Md", "milliards": "Md"}
_BOTH = (
    "adhérent|allié|assistant|avocat|candidat|citoyen|délégué|député|élu|employé|enseignant|étudiant|habitant|invité|manifestant"
    "|militant|participant|réfugié|résident|retraité|salarié|suppléant|survivant"
)
INCLUSIVE = re.compile(rf"\b({_BOTH})s\b")
_QUOTE = re.compile('["“”«»]')
_PAIRED = re.compile(r"« ?([^«»]*?) ?»")
_BEFORE_HIGH_MARK = re.compile(r" ?(?<!\d)([;:!?])(?=\s|$)")
_PRESS_FORMS = ("“{}”", "«{}»", '"{}"', "“ {} ”", "‘{}’")


def retype(french: str, rng: random.Random) -> str:
    """Return the French in one of the ways that newspapers type it; three in four have `« … »` with blanks inside.

    One in ten writes both genders: `étudiant·e·s`.
    """
    if _QUOTE.search(french):
        french = _quote(french, rng)
    if "'" in french or "’" in french:
        french = french.replace("’", "'")
        french = french.replace("'", "’") if rng.random() < 0.5 else french
    if " - " in french and rng.random() < 0.5:
        french = french.replace(" - ", rng.choice((" – ", " — ")))
    if rng.random() < 0.15:
        french = _BEFORE_HIGH_MARK.sub(rng.choice((r"\1", r" \1")), french)
    if rng.random() < 0.1:
        french = INCLUSIVE.sub(r"\1·e·s", french)
    return " ".join(french.split())


def _quote(french: str, rng: random.Random) -> str:
    opened = open_up(french, lambda _: True)
    if rng.random() < AS_GIVEN or '"' in opened:
        return opened
    form = rng.choices(_PRESS_FORMS, (8, 5, 5, 1, 1))[0]
    return _PAIRED.sub(lambda match: form.format(match[1]), opened) if form != "‘{}’" or "'" not in opened else opened


def sign_euros(french: str, english: str, rng: random.Random) -> Row:
    """Write sums in euros with their sign: `20 millions d'euros`, `EUR 20 million` → `20 M€`, `€20 million`.

    A pair whose sums differ, or that has none, comes back as it is.
    """
    if "uro" not in french and "€" not in french:
        return french, english
    found, known = FRENCH_MONEY.findall(french), ENGLISH_MONEY.findall(english)
    if not found or _digits(found) != _digits(known):
        return french, english
    short, blank = rng.random() < 0.5, "" if rng.random() < 0.2 else " "

    def sign(match: re.Match[str]) -> str:
        scale = (match[2] or "").strip()
        if not scale:
            return f"{match[1]}{blank}€"
        return f"{match[1]}{blank}{SHORT[scale.lower()]}€" if short else f"{match[1]} {scale} d'€"

    return FRENCH_MONEY.sub(sign, french), ENGLISH_MONEY.sub(_signed, english)


def _signed(match: re.Match[str]) -> str:
    return f"€{match[1] or match[3]}{match[2] or match[4] or ''}"


def _digits(found: list[tuple[str, ...]]) -> list[str]:
    return sorted(re.sub(r"\D", "", "".join(parts)) for parts in found)


def finish_english(english: str) -> str:
    """Return the English without the doubled full stop behind `p.m.`."""
    return english.replace(".m..", ".m.")
