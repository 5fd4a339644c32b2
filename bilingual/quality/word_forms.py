"""Does an English word come of a known one by the endings and beginnings that English puts on freely?"""

import re
from collections.abc import Callable, Container, Iterator

# Endings with what stands in their place in the word that they are put on.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "s": ("",), "es": ("",), "ies": ("y",), "ed": ("", "e"), "ied": ("y",), "ing": ("", "e"), "ings": ("", "e"),
    "er": ("", "e"), "ers": ("", "e"), "ier": ("y",), "iers": ("y",), "est": ("", "e"), "iest": ("y",),
    "ly": ("",), "ily": ("y",), "ally": ("al", ""), "bly": ("ble",), "ness": ("",), "iness": ("y",),
    "able": ("", "e"), "ability": ("able",), "less": ("",), "ful": ("",), "like": ("",), "wise": ("",),
    "ship": ("",), "hood": ("",), "free": ("",), "ism": ("", "e"), "isms": ("", "e"),
    "ist": ("", "e"), "ists": ("", "e"),
    "ize": ("", "e", "y"), "ise": ("", "e", "y"), "izing": ("", "e", "y"), "ising": ("", "e", "y"),
    "ized": ("", "e", "y"), "ised": ("", "e", "y"), "ization": ("", "e"), "isation": ("", "e"),
}  # fmt: skip
_FREE_BEGINNINGS = """
anti auto bio co counter cross cyber de dis down eco electro extra fore geo hyper immuno infra inter intra macro mega
meta micro mid mini mis mono multi nano neo neuro non out over para photo poly post pre pro pseudo psycho radio re
semi socio sub super tele thermo trans tri ultra un under uni up
"""
# What medicine, chemistry and the names of living things build new words with.
_LEARNED_ENDINGS = """
itis emia aemia emias aemias emic aemic osis oses otic oma omas pathy pathies pathic ectomy ectomies plasty plasties
scopy scopic graphy graphic gram grams virus viruses viral cyte cytes cytic genic genesis tropic lytic lysis phage
phages philia philic phobia phobic mycin cillin avir vir mab mabs statin statins azole prazole olol pril sartan
cycline quine ceae idae saurus saurs therium ology ologist ologists ological ometry oxide oxides kine kines globulin
globulins amide amine amines peptide peptides protein proteins toxin toxins zoan zoans morphic therapy therapies uria
algia pnea trophic coccus cocci bacteria bacter bacillus receptor sphere nomics penia penic geusia osmia thermia oxia
oxic citinib tinib navir mostat zoxanide quin oquin plasma plasmic blast blasts blastic ploid hydrate hydrates glycan
derma dermal
"""
_BEGINNINGS, _LEARNED = tuple(_FREE_BEGINNINGS.split()), tuple(_LEARNED_ENDINGS.split())
# How no ending is put on, a plus before it: `citys`, `happyness`, `posess`, `worldes`, `monkies` of `monkey`,
# `simplely`, `truely`, `basicly`, `noticable`, `comeing`. `singeing`, `queueing` and `dyeing` keep their e.
_NO_JOINT = re.compile(
    r"[aeiou]\w*[^aeiou]y\+(?:s|e[dr]s?|est|ly|ness|ful|able)$|"
    r"(?:[sxz]|sh)\+s$|(?<![sxzoci])(?<![cs]h)\+es$|[aeo]\+i(?:e|ly|ness)"
    r"|[^aeiou]le\+ly$|(?<![gq])ue\+ly$|ic\+ly$|e\+e[ds]|(?:[^aeiouycg]|ang)e\+ing$|(?<!bl)(?<![ce])ue\+ing$|ie\+ing$"
)
_SOFT = re.compile(r"[cg]\+ab")  # `noticeable` keeps the e of `notice`
_ONE_CONSONANT = re.compile(r"[aeiou][bdfgmnprtz]$")
_TWO_CONSONANTS = re.compile(r"([bdfgmnprtz])\1$")
# British English doubles the l of every verb (`travelled`), American English that of these.
_DOUBLING_VERBS = """
control patrol enrol extol expel compel propel repel impel dispel rebel excel instal fulfil
"""
_DOUBLE_END = re.compile(r"([bdfglmnprt])\1$")
# Words that the rules below would take for wrongly joined ones.
_IRREGULAR_WORDS = """
birdieing buss chicly clueing cypress dimed distill doted glueing griped herpes hiss ingress joss lass liter liters
obligable piss politicly predicable propagable puss routeing rueing slimed striping transferrable twined twining wuss
"""
_DOUBLING, _IRREGULAR = frozenset(_DOUBLING_VERBS.split()), frozenset(_IRREGULAR_WORDS.split())
SHORTEST_BASE = 3
SHORTEST_LEARNED = 8
LONGEST = 40  # letters of a word that is taken apart
_SHORTEST_HALF, _SHORTEST_COMPOUND = 4, 8

Knows = Callable[[str], bool]


def formed(word: str, known: Knows, frequent: Container[str]) -> bool:
    """Return whether a word in lower case is made of known words: inflected, derived, or of two frequent ones.

    None is what the list has with another number of the same consonant where its parts meet, or at its end: `occured`,
    `writting`, `mispell`, `wellfare`, `usefull`.
    """
    if word in _IRREGULAR or (SHORTEST_LEARNED <= len(word) <= LONGEST and word.endswith(_LEARNED)):
        return True
    if len(word) > LONGEST or (_DOUBLE_END.search(word) and known(word[:-1])) or _is_misjoined(word, known, frequent):
        return False
    return _inflected(word, known) or _prefixed(word, known, frequent) or _compounded(word, known, frequent)


def inflected_from(word: str, ending: str, base: str, known: Knows) -> bool:
    """Return whether a stem and what stands for an ending give a known word, the consonant doubled or not."""
    stem = word[: len(word) - len(ending)]
    whole = base != "e" or ending == "ing"
    if len(stem) < SHORTEST_BASE or (whole and _NO_JOINT.search(f"{stem}+{ending}")):
        return False
    if known(stem + base):
        return base != "e" or not _SOFT.search(f"{stem[-1]}+{ending}")
    doubled = not base and ending[0] in "aei" and stem[-1] == stem[-2] and len(stem) > SHORTEST_BASE
    return doubled and known(stem[:-1])


def _is_misjoined(word: str, known: Knows, frequent: Container[str]) -> bool:
    """Return whether the list has a word with its consonant doubled before the ending, or single, unlike this one."""
    stems = [word[: -len(ending)] for ending, base in _endings(word) if not base and ending[0] in "aei"]
    return any(
        _lacks_consonant(stem, word, known, frequent) or _has_consonant_more(stem, word, known, frequent)
        for stem in stems
        if len(stem) >= SHORTEST_BASE
    )


def _lacks_consonant(stem: str, word: str, known: Knows, frequent: Container[str]) -> bool:
    """Return whether the list doubles the consonant, as in `occurred`, and it is of no verb in e, as `hoped` is."""
    if stem in _DOUBLING:
        return True
    if not _ONE_CONSONANT.search(stem):
        return False
    twice = stem + word[len(stem) - 1 :]
    if known(stem):
        return known(twice) and stem + "e" not in frequent
    return twice in frequent and stem + "e" not in frequent


def _has_consonant_more(stem: str, word: str, known: Knows, frequent: Container[str]) -> bool:
    """Return whether the list has one consonant, as in `developed`, and that word is of no verb in e, as `hoped` is."""
    once = stem[:-1]
    if not _TWO_CONSONANTS.search(stem) or known(stem):
        return False
    return known(once + word[len(stem) :]) and not (known(once) and once + "e" in frequent)


def _inflected(word: str, known: Knows) -> bool:
    return any(inflected_from(word, ending, base, known) for ending, base in _endings(word))


def _endings(word: str) -> Iterator[tuple[str, str]]:
    for length in range(1, 8):
        ending = word[-length:]
        for base in _ENDINGS.get(ending, ()):
            yield ending, base


def _prefixed(word: str, known: Knows, frequent: Container[str]) -> bool:
    for beginning in _BEGINNINGS:
        if word.startswith(beginning):
            rest = word[len(beginning) :]
            if len(rest) > SHORTEST_BASE and (known(rest) or _inflected(rest, known)):
                return not known(f"{beginning}{beginning[-1]}{rest}")
    return False


def _compounded(word: str, known: Knows, frequent: Container[str]) -> bool:
    if len(word) < _SHORTEST_COMPOUND:
        return False
    cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    cut = next((cut for cut in cuts if word[:cut] in frequent and word[cut:] in frequent), 0)
    return cut > 0 and not (word[cut - 1] == word[cut] and known(word[: cut - 1] + word[cut:]))
