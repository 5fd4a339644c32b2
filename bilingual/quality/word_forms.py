"""Does an English word come of a known one by the endings and beginnings that English puts on freely?"""

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
SHORTEST_BASE = 3
SHORTEST_LEARNED = 8
LONGEST = 40  # letters of a word that is taken apart
_SHORTEST_HALF, _SHORTEST_COMPOUND = 4, 8

Knows = Callable[[str], bool]


def formed(word: str, known: Knows, frequent: Container[str]) -> bool:
    """Return whether a word in lower case is made of known words: inflected, derived, or of two frequent ones."""
    if len(word) > LONGEST:
        return False
    if len(word) >= SHORTEST_LEARNED and word.endswith(_LEARNED):
        return True
    return _inflected(word, known) or _prefixed(word, known) or _compounded(word, frequent)


def inflected_from(word: str, ending: str, base: str, known: Knows) -> bool:
    """Return whether a stem and what stands for an ending give a known word, the consonant doubled or not."""
    stem = word[: len(word) - len(ending)]
    if len(stem) < SHORTEST_BASE or (ending == "ly" and stem[-1] == "y"):  # `militarily`, not `militaryly`
        return False
    if known(stem + base):
        return True
    doubled = not base and ending[0] in "aei" and stem[-1] == stem[-2]
    return doubled and len(stem) > SHORTEST_BASE and known(stem[:-1])


def _inflected(word: str, known: Knows) -> bool:
    return any(inflected_from(word, ending, base, known) for ending, base in _endings(word))


def _endings(word: str) -> Iterator[tuple[str, str]]:
    for length in range(1, 8):
        ending = word[-length:]
        for base in _ENDINGS.get(ending, ()):
            yield ending, base


def _prefixed(word: str, known: Knows) -> bool:
    for beginning in _BEGINNINGS:
        if word.startswith(beginning):
            rest = word[len(beginning) :]
            if len(rest) > SHORTEST_BASE and (known(rest) or _inflected(rest, known)):
                return True
    return False


def _compounded(word: str, frequent: Container[str]) -> bool:
    if len(word) < _SHORTEST_COMPOUND:
        return False
    cuts = range(_SHORTEST_HALF, len(word) - _SHORTEST_HALF + 1)
    return any(word[:cut] in frequent and word[cut:] in frequent for cut in cuts)
