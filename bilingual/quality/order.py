"""Do the words of the English stand in an order that the French and the English language allow, with none left out?"""

import re
from bisect import bisect_left, insort
from itertools import pairwise, product
from math import sqrt

from bilingual.quality.coverage import stems, uncovered
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.sides import Sides

# Frequent words, and which others hardly ever come next: under a twenty-fifth of what chance would give.
_SELDOM_NEXT = (
    (
        "the a an his their its my your our very",
        "the of to and a in that is for it this we you with not be have are was he by at which they from but has an "
        "his had what do can there would my their she been if her were our its him them will as me about when",
    ),
    (
        "I he she we they",
        "the of a in for by from an his this there their its our my us him them european people which it you",
    ),
    (
        "will would can should could must",
        "of to is on as are was were by from has had his what their can been would will should which if these than",
    ),
    ("is are was were been be", "is be have are was has had will can were been would them him me do which they should"),
    ("has have had", "of is are was were by will be has do would can or should if"),
    ("of for with from by at into", "of is are was were have had been has would can will also be do should"),
    ("to", "of to is are was were has had would been will can should for"),
    ("in on", "of is be have has had been would can will do should are were"),
    ("and or but", "but been them him"),
    ("that which", "been them him who but"),
    ("it this", "of their our my your his people them him these me"),
    ("not", "is are was were has would had will me should them"),
    ("as if who what when", "of be been which but am"),
)
_SELDOM = frozenset(pair for first, following in _SELDOM_NEXT for pair in product(first.split(), following.split()))
# An article and what cannot follow it at once: where a French word has no counterpart there, its noun was left out.
_NOUNLESS = frozenset(product(*(words.split() for words in _SELDOM_NEXT[0])))
_ALONE = (" the,", " the.", " their.", " its.")
_LAST = "the of a an but I we they as which his my their our your its if and or because than"
_SELDOM_LAST = frozenset(_LAST.split())
# A word as its neighbours see it: a figure and a compound are one, a bracket keeps two apart.
_TOKEN = re.compile(r"[(\[{]|[^\W_]+(?:[-‐‑][^\W_]+)*")
# The first word of a sentence that stands within: `minister The bill`.
_FIRST = "The An In If It He They We But And With There To His Her Its Their My Our When While From At"
_FIRST_WORDS = frozenset(_FIRST.split())
_MOVED = re.compile(rf"\b[a-z]+ (?:{_FIRST.replace(' ', '|')}) [a-z]")
_MOVED_WEIGHT = 1.3
MOST_WORDS, FEWEST_LINKS, MOST_NAMED = 200, 5, 6
# Linked words turned round as often as this say nothing; what more or fewer of them weigh beside one odd place.
_USUALLY_TURNED, _TURNED_WEIGHT = 0.3, 3.0
_NOUN_MISSING, _NEAR = 3.0, 0.12


def measure_order(sides: Sides) -> float:
    """Return the odd places of the English (neighbours, beginning, end) and how far its words leave the French order.

    A sentence without an odd place is taken as it stands: of shuffled ones, one in fifty has none. An article whose
    noun is missing, though the French has one there, counts as much as a sentence in disorder.
    """
    words, odd = sides.en_words, 0.0
    if words and sides.en[0].islower() and not sides.fr[:1].islower():
        odd += 1.0
    if not _FIRST_WORDS.isdisjoint(words[1:]) and _MOVED.search(sides.en):
        odd += _MOVED_WEIGHT
    if words and words[-1] in _SELDOM_LAST:
        odd += 1.0
    met = _SELDOM & sides.en_pairs
    if met:
        met &= set(pairwise(_TOKEN.findall(sides.en)))
    missing = _NOUN_MISSING if (met or _is_alone(sides.en)) and missing_nouns(sides) else 0.0
    odd += len(met)
    return missing + odd + _TURNED_WEIGHT * disorder(sides) if odd else missing


def describe_order(sides: Sides) -> str:
    """Name the French words that an article lacks, or the neighbours that hardly ever stand so."""
    if missing := missing_nouns(sides):
        return f"nothing follows an article for: {' '.join(missing[:MOST_NAMED])}"
    odd = [" ".join(pair) for pair in pairwise(_TOKEN.findall(sides.en)) if pair in _SELDOM]
    said = [f"odd neighbours: {', '.join(odd[:MOST_NAMED])}"] if odd else []
    if moved := _MOVED.search(sides.en):
        said.append(f"a first word within: {moved[0]}")
    return "; ".join([*said, f"disorder {disorder(sides):.1f}"])


def missing_nouns(sides: Sides) -> list[str]:
    """Return the French words without a counterpart at about the place of the first articles without a noun."""
    words, french, entries = _TOKEN.findall(sides.en), sides.fr_words, load_lexicon().french
    places = [place for place, pair in enumerate(pairwise(words), start=1) if pair in _NOUNLESS]
    shares = [place / len(words) for place in places[:MOST_NAMED]]
    shares += [sides.en.find(sign) / len(sides.en) for sign in _ALONE if sign in sides.en]
    found: dict[str, None] = {}
    for share in shares:
        middle, width = int(share * len(french)), max(3, int(_NEAR * len(french)))
        near = french[max(0, middle - width) : middle + width + 1]
        found |= dict.fromkeys(uncovered(near, sides.en_stems, entries))
    return list(found)


def disorder(sides: Sides) -> float:
    """Return how many more pairs of linked words stand the other way round than in the French than usually do.

    It is a share of the pairs, times the root of the number of linked words, which is as sure as such a share gets.
    """
    places = dict(zip(reversed(stems(sides.fr_words)), range(len(sides.fr_words), 0, -1), strict=True))
    find, met, turned = load_lexicon().english, list[int](), 0
    for stem in stems(sides.en_words[:MOST_WORDS]):
        place = min((places[link] for link in find.get(stem, DULL)[2] if link in places), default=0)
        if place:
            turned += len(met) - bisect_left(met, place)
            insort(met, place)
    links = len(met)
    if links < FEWEST_LINKS:
        return 0.0
    return (2 * turned / (links * (links - 1)) - _USUALLY_TURNED) * sqrt(links)


def _is_alone(text: str) -> bool:
    first, second, third, fourth = _ALONE
    return first in text or second in text or third in text or fourth in text
