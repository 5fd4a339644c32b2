"""English word forms: a or an, plurals, the forms of verbs."""

import re
from dataclasses import dataclass

CONSONANTS_ANYWAY = re.compile(
    r"uni(?!n)|use|usu|utop|eu|one\b|once|u-|un\b|uk|us\b|uran|ugand|urug|uighur", re.IGNORECASE
)
VOWELS_ANYWAY = re.compile(
    r"hour|honest|honour|heir|(?:mp|ngo|x-ray|fbi|sms|nba)\b|(?:8|11|18)(?!\d)|8\d", re.IGNORECASE
)
DOUBLED = re.compile(r"(?:^|[^aeiou])[aeiou][bdgmnprt]$")
IRREGULAR_S = {"be": "is", "have": "has", "do": "does", "go": "goes"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Forms:
    """The forms of an English verb phrase: to block, blocks, blocked, has blocked, blocking."""

    base: str
    he: str
    past: str
    participle: str
    ing: str


def article(following: str) -> str:
    """Return `a` or `an`, by the sound of what follows."""
    start = following.lstrip("\"'(")
    if VOWELS_ANYWAY.match(start):
        return "an"
    return "an" if start[:1].casefold() in tuple("aeioué") and not CONSONANTS_ANYWAY.match(start) else "a"


def with_articles(text: str) -> str:
    """Replace every `a(n)` by `a` or `an`."""
    return re.sub(r"\b([Aa])\(n\)(?= (\S+ ?\S*))", lambda match: match[1] + article(match[2])[1:], text)


def plural(phrase: str) -> str:
    """Return the plural of a noun phrase without a preposition in it."""
    if re.search(r"(s|x|z|ch|sh)$", phrase):
        return phrase + "es"
    return re.sub(r"(?<=[^aeiou])y$", "ie", phrase) + "s"


def verb_forms(base: str, past: str = "", participle: str = "") -> Forms:
    """Return the forms of a verb phrase, whose first word is the verb; irregular ones are given whole."""
    verb, blank, rest = base.partition(" ")
    past = past or _ed(verb) + blank + rest
    return Forms(
        base=base, he=_s(verb) + blank + rest, past=past, participle=participle or past,
        ing=_ing(verb, doubles=_doubles(verb, past.partition(" ")[0])) + blank + rest,
    )  # fmt: skip


def _s(verb: str) -> str:
    if verb in IRREGULAR_S:
        return IRREGULAR_S[verb]
    return verb + "es" if verb.endswith("o") else plural(verb)


def _ed(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    return re.sub(r"(?<=[^aeiou])y$", "i", verb) + "ed" if not _doubles(verb, "") else verb + verb[-1] + "ed"


def _doubles(verb: str, past: str) -> bool:
    if past == verb + verb[-1] + "ed":
        return True
    short = len(re.findall(r"[aeiouy]+", verb)) == 1 and past != verb + "ed"
    return short and bool(DOUBLED.search(verb))


def _ing(verb: str, doubles: bool) -> str:
    if verb == "be" or verb.endswith("ee"):
        return verb + "ing"
    if verb.endswith("ie"):
        return verb[:-2] + "ying"
    if verb.endswith("e"):
        return verb[:-1] + "ing"
    return (verb + verb[-1] if doubles else verb) + "ing"
