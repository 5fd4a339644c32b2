"""Names that no training text holds: persons, places and acronyms made up, and exchanged for the names of a pair."""

import random
import re
from collections.abc import Iterable, Sequence

from scripts.training.corpus import Row

_FIRST_NAMES = """
Jean Marie Pierre Claire Ahmed Fatima Olga Dmitri Karim Leïla Thomas Inès Mehmet Ayşe Yannick Amadou Aminata Rachid
Nadia Boris Irina Hans Greta Paolo Chiara José Carmen Sean Emily Vladimir Youssef Hélène André Zoé Noémie François
Élodie Étienne Abdel Omar Salma Li Wei Kenji Yuki Ravi Priya Kofi Fatou Moussa Lars Ingrid Piotr Zofia Viktor
Elena Nikos Eleni Samir Hanane Jacques Anne Luc Bilal Ghassan Walid Mounir Aslan Nursultan Rustam Zarema
"""
# Beginnings / middles / ends of surnames and places, one language a line; `-` is none.
_SYLLABLES = """
Mor Duv Lam Bert Gar Ros Char Del Mart Ver Bouss Pell Cour Jac Aub Our / - - - in er / el al ier in eau ard on ot ette
Kov Petr Vol Sok Gor Bor Mal Zel Nov Tar Dem Kras Os Yur Ab / - al en ar in ov / enko ov ev ski ich chuk sky ine akov
Kaf Has Mah Rah Sal Zay Bash Nas Tar Jab Hom Qas Idr Mour Azz / - - ar am al / an ar oud im ir awi eddine ouri eh oun
Diall Traor Kon Ou Keï Mba Nd Kab Sis Tch Bag Sank / - am ou / o é ta ré lo wa aye ila oko
Yıl Erd Dem Kay Öz Güm Çel Ak / - en ir al / maz türk oğlu er gün can
Hart Wood Black Ash Win Brad Kings Rad Thorn / - - er / ford ley ton field worth man by
Gon Ram Her Cas Alv Ped Ib / - ar al / ez eiro anza illo ero ado
"""
_ACRONYMS = "OSDH FSB AFP CIA BBC CNN FBI MSF HRW CNRS SNCF RATP CGT CFDT BFM RFI MEDEF GRU DGSE INA"
FIRST = tuple(_FIRST_NAMES.split())
SYLLABLES = tuple(
    tuple(tuple(part.replace("-", "") for part in parts.split()) for parts in line.split("/"))
    for line in _SYLLABLES.strip().splitlines()
)
ACRONYMS = tuple(_ACRONYMS.split())
_PARTICLES = ("de ", "al-", "el-", "Al-", "ben ", "von ", "de La ", "Le ")
_PLACE_HEADS = ("Kafr ", "Tell ", "Deir ", "Saint-", "Sainte-", "Bab al-", "Jisr al-", "Mont-", "Port-", "Al-", "Nova ")
_PLACE_ENDS = ("", "", "", "", "", "-sur-Mer", "ville", "grad", "-le-Vieux", "abad", "burg", "stan")
_CONSONANTS, _VOWELS = "BCDFGKLMNPRSTV", "AEIOU"
_ACRONYM_SHAPES = ("cc", "ccc", "ccc", "vcc", "cvc", "cccv", "vccc", "vcvc", "cvcc", "ccccc")
DOUBTFUL = frozenset("HhYy")  # some take `d'`, others `de`
_LETTERS = "aeiouybdfgklmnrstvz"
OPEN = frozenset("AEIOUÀÂÄÆÉÈÊËÎÏÔÖØŒÙÛÜaeiouàâäæéèêëîïôöøœùûüİı")  # a name that begins so takes `d'`
_WORD = r"[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ]{3,}(?:-[A-ZÀ-ÖØ-ÞŒ][a-zà-öø-ÿœ]+)*"
NAME = re.compile(rf"(?<![\w-])(?:{_WORD})(?: (?:(?:de|von|van|al|el|ben) )?{_WORD}){{0,2}}(?![\w-])")
_ARTICLE = re.compile(
    r"(?:\b(?:[lL][ae]|[lL]es|[dD]es|[dD]u|[aA]ux?|[eE]n|[uU]ne?|[cC]e(?:tte|s)?|[sS]on|[sS]a|[mM]on) |[lL]['’])$"
)
_KNOWN = re.compile(rf"(?<=[a-zé,] ){_WORD}\b")
_LETTERED = re.compile(r"[^\W\d_]+")
_LOWERED = re.compile(r"\b[a-zà-öø-ÿœ]+\b")
_BEFORE_VOWEL = rf"(?![IVX]+e\b)(?=[{''.join(sorted(filter(str.isupper, OPEN)))}])"
_CONTRACTED = re.compile(rf"\bdu {_BEFORE_VOWEL}")
_ELIDABLE = re.compile(rf"\b([DdLl]|[Qq]u)e {_BEFORE_VOWEL}")
_NO_NAMES = frozenset(("europe", "internet", "union"))  # capitals that others take adjectives with
MOST_KNOWN = 20_000


class Names:
    """Makes names up, with the dice of one run; half of the surnames are misspelled from names of the text."""

    def __init__(self, rng: random.Random, known: Sequence[str] = (), ordinary: frozenset[str] = frozenset()) -> None:
        self.rng = rng
        self.known = known
        self.ordinary = ordinary

    def surname(self) -> str:
        """Return a surname: `Kovalenko`, `Bertillon`, or a misspelled one of the text."""
        if self.known and self.rng.random() < 0.5:
            name = self.rng.choice(self.known)
            return self._misspelled(name) if self.rng.random() < 0.6 else name
        return "".join(self.rng.choice(parts) for parts in self.rng.choice(SYLLABLES))

    def person(self) -> str:
        """Return a name of one to three parts, some with a particle: `Karim al-Hasawi`."""
        last, draw = self.surname(), self.rng.random()
        if draw < 0.2:
            return last
        if draw < 0.3:
            last = self.rng.choice(_PARTICLES) + last
        elif draw < 0.36:
            last = f"{last}-{self.surname()}"
        return f"{self.rng.choice(FIRST)} {last}"

    def place(self) -> str:
        """Return a place: `Kafr Mahoud`, `Saint-Jean-de-Bertac`, `Novgrad`."""
        draw = self.rng.random()
        if draw < 0.15:
            return f"Saint-{self.rng.choice(FIRST)}-{self.rng.choice(('de', 'sur', 'lès'))}-{self.surname()}"
        if draw < 0.4:
            return self.rng.choice(_PLACE_HEADS) + self.surname()
        return self.surname() + self.rng.choice(_PLACE_ENDS)

    def acronym(self) -> str:
        """Return an acronym that is the same in both languages."""
        if self.rng.random() < 0.3:
            return self.rng.choice(ACRONYMS)
        shape = self.rng.choice(_ACRONYM_SHAPES)
        return "".join(self.rng.choice(_CONSONANTS if kind == "c" else _VOWELS) for kind in shape)

    def like(self, name: str) -> str:
        """Return a name that elides as `name` does: both begin with a vowel, or neither."""
        parts = name.count(" ") + 1
        for _ in range(20):
            made = (
                self.surname()
                if parts == 1 and self.rng.random() < 0.7
                else self.rng.choice((self.person, self.place))()
            )
            if (made[0] in OPEN) == (name[0] in OPEN) and made[0] not in DOUBTFUL:
                return made
        return name

    def _misspelled(self, name: str) -> str:
        letters = list(name)
        for _ in range(self.rng.randint(1, 3)):
            letters[self.rng.randrange(1, len(letters))] = self.rng.choice(_LETTERS)
        return "".join(letters)


def shared_names(french: str, english: str, ordinary: frozenset[str]) -> list[str]:
    """Return the names that stand exactly once on both sides, none behind an article, in the order of the French.

    `ordinary` holds the words that the text also has in lower case, which are no names.
    """
    found = []
    for match in NAME.finditer(french):
        run, start = match[0], match.start()
        parts = [(run, start), *((part[0], start + part.start()) for part in re.finditer(_WORD, run))]
        whole = [name for name, at in parts if _is_shared(name, french, english) and not _ARTICLE.search(french[:at])]
        found += [name for name in whole[: 1 if whole[:1] == [run] else None] if _is_name(name, ordinary)]
    return found


def _is_shared(name: str, french: str, english: str) -> bool:
    if not french.count(name) == 1 == english.count(name):
        return False
    start = english.index(name)
    around = english[max(0, start - 1) : start] + english[start + len(name) :][:1]
    return not any(map(str.isalnum, around))


def _is_name(name: str, ordinary: frozenset[str]) -> bool:
    words = _LETTERED.findall(name.lower().replace(" de ", " "))
    return ordinary.isdisjoint(words) and _NO_NAMES.isdisjoint(words)


def exchange_names(french: str, english: str, names: Names) -> Row | None:
    """Exchange the names of a pair for made-up ones; None when it has none."""
    shared = [name for name in shared_names(french, english, names.ordinary) if name[0] not in DOUBTFUL]
    if not shared:
        return None
    return replaced(french, english, {name: names.like(name) for name in shared})


def replaced(french: str, english: str, new: dict[str, str]) -> Row:
    """Return a pair with names exchanged on both sides, in one pass."""
    pattern = re.compile("|".join(rf"(?<!\w){re.escape(name)}(?!\w)" for name in sorted(new, key=len, reverse=True)))
    return tuple(pattern.sub(lambda match: new[match[0]], side) for side in (french, english))  # type: ignore[return-value]


def elided(french: str) -> str:
    """Return the French with `de`, `que` and `le` elided before capitals that are vowels, `du` as `de l'`.

    Roman numbers are said as numbers: `du IVe siècle`, `le IXe siècle`.
    """
    french = _CONTRACTED.sub("de l'", french)
    return _ELIDABLE.sub(r"\1'", french)


def known_names(rows: Iterable[Row]) -> tuple[tuple[str, ...], frozenset[str]]:
    """Return single names that stand on both sides of pairs, and the words that also stand there in lower case."""
    both: set[str] = set()
    ordinary: set[str] = set()
    for french, english in rows:
        words = set(_LETTERED.findall(english))
        ordinary.update(_LOWERED.findall(french), filter(str.islower, words))
        both.update(words.intersection(_KNOWN.findall(french)))
    known = sorted(name for name in both if name.lower() not in ordinary)
    return tuple(known[:MOST_KNOWN]), frozenset(ordinary)
