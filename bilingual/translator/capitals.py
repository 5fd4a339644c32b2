"""Lines in capitals, which a model spells out letter by letter: lowered before it, raised again behind it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from itertools import combinations
from typing import Literal

WORD = re.compile(r"[^\W\d_]+")
COMPOUND = re.compile(r"[^\W\d_]++(?:-[^\W\d_]++)*+")
SMALL = 2  # letters of the words within a name that have no capital
UPPER = "A-ZÀ-ÖØ-ÞŒŸ"
RUN = re.compile(rf"[{UPPER}](?<![^\W_].)[{UPPER}]*(?:(?:[ '’,-]|, )[{UPPER}]+)+(?![^\W_])")
NUMERAL = re.compile(r"(?=[IVXLCDM]{2})C{0,3}(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})(?=E?\Z)")
LETTERS_THAT_ARE_WORDS = frozenset("aàyôoldjnstmc")
LONG = 4  # letters of an ordinary word that makes a headline of two words
LONGEST = 30  # letters of a word that a vocabulary can know
FEWEST = 3  # words of more than one letter that make a headline where two are ordinary ones
HEAD_ENDS = re.compile(r"\s*[:.–—|!?]")
ACCENTS = {"e": "éèê", "a": "àâ", "i": "îï", "o": "ô", "u": "ùûü", "c": "ç"}
MOST_ACCENTS = 2
LONGEST_ACRONYM = 5  # letters of a word without a vowel
VOWELS = frozenset("AEIOUYÀÂÄÆÉÈÊËÎÏÔÖŒÙÛÜŸ")
UNITS = frozenset(("H", "MIN", "KM", "CM", "MM", "KG"))
COMMONER = 1.0  # nats that lower case is likelier by than the vocabulary alone says
SURE = 3.0  # nats: `près` for PRES, but `marche` and not `marché` for MARCHE
# Acronyms of the press that a vocabulary of some thousand pieces may not hold.
_ACRONYMS = """
ONU OTAN UE USA US URSS RFA RDA FMI OMC OMS OIT UNESCO UNICEF HCR CPI CIJ TPIY OCDE OPEP OSCE BCE CEDH CJUE PIB TVA ISF
PS UMP LR RN FN PCF LFI PSG OM OL OGC FIFA UEFA CIO NBA SNCF RATP EDF GDF TGV RER BTP PME CGT CFDT FO FSU MEDEF
AFP AP BBC CNN BFM LCI TF1 RTL RFI TV GPS ADN ARN VIH IVG PMA GPA CHU SAMU SMUR CRS GIGN DGSE DGSI FBI CIA
NSA KGB FSB DST OGM SMIC RSA CDI CDD HLM ZAD SDF TER CNRS INSEE INSERM ENA HEC PDG DRH ONG OAS FLN ETA IRA
OLP AIEA COP GIEC EPR LGBT MMA FC RDC RCA UK
"""
ACRONYMS = frozenset(_ACRONYMS.split())

BEGINNING = re.compile(r"[\W_]*+(?P<letter>[^\W\d_])")
SMALL_BEGINNING = re.compile(
    r"(?P<marks>[\"'“‘(\[ ]*+)(?P<letter>[a-zà-öø-ÿ])(?=[^\W\d_]*+(?:[ ,;!?’'\"-]|[.:](?!\S)|$))"
)

Likelihood = Callable[[str], float]


@dataclass(frozen=True, slots=True)
class Lowered:
    """A text without its lines of capitals, and what of its translation must be raised: all, its head, or nothing."""

    text: str
    raised: Literal["all", "head", "nothing"] = "nothing"

    def raise_again(self, english: str) -> str:
        """Return the English with the capitals that the French had."""
        if self.raised == "all":
            return english.upper()
        if self.raised == "head" and (mark := HEAD_ENDS.search(english)):
            return english[: mark.start()].upper() + english[mark.start() :]
        return english


def lower_capitals(text: str, likelihood: Likelihood) -> Lowered:
    """Lower a headline in capitals, or the runs of capitals in a text, unless they are names and acronyms.

    `likelihood` tells how well the model's vocabulary fits a word: of `otan`, `Otan` and `OTAN` it prefers the last, so
    that most names and acronyms show themselves. Accents that a typist left out on capitals come back where the
    vocabulary knows the accented word far better than the plain one.
    """
    if not any(map(str.isupper, text)):
        return Lowered(text)
    if not any(map(str.islower, text)):
        return Lowered(_sentence(text, likelihood), "all") if _is_headline(text, likelihood) else Lowered(text)
    return _lower_runs(text, likelihood)


def begins_with_capital(text: str) -> bool:
    """Return whether the first letter of a text is a capital."""
    begun = BEGINNING.match(text)
    return bool(begun and begun["letter"].isupper())


def begin_with_capital(english: str) -> str:
    """Return the English with a capital at its first word; what begins with a sign, a figure or an address stays."""
    begun = SMALL_BEGINNING.match(english)
    at = begun.start("letter") if begun else 0
    return english[:at] + english[at].upper() + english[at + 1 :] if begun else english


def _lower_runs(text: str, likelihood: Likelihood) -> Lowered:
    """Lower the runs of capitals of a mixed text; a run that opens it, up to a mark, is raised again."""
    pieces, position, raised = [], 0, False
    for match in RUN.finditer(text):
        run = match.group()
        opens = match.start() == 0 and HEAD_ENDS.match(text, match.end()) is not None
        if not _is_headline(run, likelihood) or not (opens or _is_shouted(run, likelihood)):
            continue
        lowered = _sentence(run, likelihood) if opens else _lower_words(run, likelihood)
        pieces += [text[position : match.start()], lowered]
        position, raised = match.end(), raised or opens
    return Lowered("".join([*pieces, text[position:]]), "head" if raised else "nothing")


def _is_headline(text: str, likelihood: Likelihood) -> bool:
    """Return whether capitals are a headline: some words are better known in lower case; `L'OTAN` is none."""
    words = [word for word in WORD.findall(text) if len(word) > 1]
    ordinary = [word for word in words if _cased(word, likelihood).islower()]
    if len(words) >= FEWEST and len(ordinary) > 1:
        return True
    return any(len(word) >= LONG + (len(words) == 1) for word in ordinary)


def _is_shouted(run: str, likelihood: Likelihood) -> bool:
    """Return whether all longer words of a run within a sentence are ordinary: `NON À LA GUERRE`, not `BFM TV`."""
    return all(_cased(word, likelihood).islower() for word in WORD.findall(run) if len(word) > 1)


def _sentence(text: str, likelihood: Likelihood) -> str:
    """Lower every word, and begin with a capital again."""
    lowered = _lower_words(text, likelihood)
    first = WORD.search(lowered)
    at = first.start() if first else 0
    return lowered[:at] + lowered[at : at + 1].upper() + lowered[at + 1 :]


def _lower_words(text: str, likelihood: Likelihood) -> str:
    bare = text.isascii()

    def lower(match: re.Match[str]) -> str:
        before, after = text[max(0, match.start() - 1) : match.start()], text[match.end() : match.end() + 1]
        if before.isdigit() and match.group() in UNITS:
            return match.group().lower()  # `20H`
        if before.isdigit() or after.isdigit() or (after == "." and len(match.group()) == 1):
            return match.group()  # `G20`, `5G`, `A.`
        return _compound([_written(word, bare, likelihood) for word in match.group().split("-")])

    return COMPOUND.sub(lower, text)


def _compound(words: list[str]) -> str:
    """Return a name of several words with a capital in each that is not small: `États-Unis`, `Saint-Jean-de-Luz`."""
    if words[0].istitle():
        words = [word.capitalize() if len(word) > SMALL and word.islower() else word for word in words]
    return "-".join(words)


def _written(word: str, bare: bool, likelihood: Likelihood) -> str:
    """Return a word as the vocabulary fits it best, its accents too where the text is `bare` of them."""
    cased = _cased(word, likelihood)
    return _accent(cased, likelihood) if bare and 1 < len(word) <= LONGEST and not cased.isupper() else cased


def _cased(word: str, likelihood: Likelihood) -> str:
    """Return the likeliest of the ways to write a word that stands in capitals."""
    low = word.lower()
    if len(word) == 1:
        return low if low in LETTERS_THAT_ARE_WORDS else word
    if numeral := NUMERAL.match(word):
        return numeral.group() + word[numeral.end() :].lower()
    if len(word) > LONGEST:
        return low
    if word in ACRONYMS or (len(word) <= LONGEST_ACRONYM and VOWELS.isdisjoint(word)):
        return word
    best = max((word.capitalize(), word), key=likelihood)
    return best if likelihood(best) > likelihood(low) + COMMONER else low


def _accent(word: str, likelihood: Likelihood) -> str:
    """Put accents back that a typist left out: where the vocabulary knows the word with them far better."""
    best = max(_accented(word.lower()), key=likelihood, default=word)
    return best if likelihood(best) > likelihood(word) + SURE else word


def _accented(word: str) -> list[str]:
    """Return the word with one or two of its letters accented."""
    places = [place for place, letter in enumerate(word) if letter in ACCENTS]
    found = []
    for place in places:
        found += [word[:place] + accent + word[place + 1 :] for accent in ACCENTS[word[place]]]
    for chosen in combinations([place for place in places if word[place] == "e"], MOST_ACCENTS):
        found.append("".join("é" if place in chosen else letter for place, letter in enumerate(word)))
    return found
