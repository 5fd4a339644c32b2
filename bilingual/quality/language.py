"""Is the English side written in English?"""

from bilingual.quality.sides import Sides
from bilingual.text.normalising import BEYOND_LATIN

# Frequent words that mark a language; those that are also words of the other group are left out below.
_ENGLISH_WORDS = """
the of and to in is that for it was on are as with be by have from has he not at this but they had we his which were
an or their been will its one would who there when you what she more all my so if her about can could than up out them
do some other into no your only two our then these over just those how also after being where any because did very
much should first him may most such through between before while own too here make against said says i us me now
"""
_FRENCH = """
le la les des du un une et est sont dans que qui pas sur avec plus ce cette ces il elle ils elles nous vous je ne se sa
ses leur leurs au aux mais ou où être été avoir ont était fait comme par si tout tous deux même aussi bien entre après
sans très dont quand alors depuis ainsi encore peut cela son pour
"""
_GERMAN = """
der das und ist nicht ein eine einen einem einer den dem des mit sich auf für auch es im von zu sie wir ich er dass
wird sind nach bei aus wie oder aber wurde haben hat werden über zum zur noch nur vor durch kann
"""
_SOUTHERN = """
el los las una y en es con para su sus del se lo como más pero fue este esta entre cuando muy sin sobre ser um uma e da
dos das em que não na nos nas ao pela pelo mais foi com seu sua também já o os il gli di che è della delle dei degli nel
nella non sono anche più alla questo questa come ci si dal
"""
_DUTCH = """
het een en dat niet zijn voor op te aan met er maar om ook als bij naar uit nog werd wordt heeft hebben deze worden geen
meer
"""
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FOREIGN = frozenset((_FRENCH + _GERMAN + _SOUTHERN + _DUTCH).split()) - _ENGLISH - {"son", "pour", "par", "met"}
FRENCH_WORDS = frozenset(_FRENCH.split()) - _ENGLISH
_SMOOTHING = 2


def measure_language(sides: Sides) -> float:
    """Return the share of other languages' frequent words among all frequent words, or of letters that are not Latin.

    Words with a capital are left out (`Le Monde`), one foreign word is none (`en.kremlin.ru`), and two words of English
    are taken for granted, so that a French name within a short text does not tip it.
    """
    share = 0.0 if _FOREIGN.isdisjoint(sides.en_set) else _foreign_share(sides.en_words)
    return share if sides.en.isascii() or not BEYOND_LATIN.search(sides.en) else max(share, _exotic_share(sides.en))


def describe_language(sides: Sides) -> str:
    """Name the words of another language."""
    foreign = [word for word in sides.en_words if word in _FOREIGN]
    return f"not English: {' '.join(foreign[:8])}" if foreign else f"{_exotic_share(sides.en):.0%} of letters not Latin"


def _foreign_share(words: list[str]) -> float:
    english = foreign = 0
    for word in words:
        if word in _ENGLISH:
            english += 1
        elif word in _FOREIGN:
            foreign += 1
    return foreign / (foreign + english + _SMOOTHING) if foreign > 1 else 0.0


def _exotic_share(text: str) -> float:
    letters = [letter for letter in text if letter.isalpha()]
    return sum(letter > "\u024f" for letter in letters) / max(1, len(letters))
