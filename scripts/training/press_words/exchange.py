"""Real pairs in which an everyday noun has made room for one of the press, on both sides alike."""

import random
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from scripts.training.corpus import Row
from scripts.training.press_words import english, french
from scripts.training.press_words.lexicon import Noun, nouns, rows

FEWEST, MOST = 5, 28  # words on a side: shorter ones say nothing about a word, longer ones much about others
PART = r"[\w'’-]"


@dataclass(frozen=True, slots=True, kw_only=True)
class Carrier:
    """An everyday noun in one number, and the kinds of the nouns that may take its place."""

    source: str
    target: str
    plural: bool
    feminine: bool
    kinds: tuple[str, ...]


@cache
def carriers() -> tuple[Carrier, ...]:
    """Return the nouns of carriers.tsv in both numbers: gender, French, its plural, English, its plural, kinds."""
    return tuple(
        Carrier(
            source=(one, many)[plural], target=(word, words)[plural], plural=bool(plural), feminine=gender == "f",
            kinds=tuple(kinds.split(" ")),
        )
        for gender, one, many, word, words, kinds in rows("carriers.tsv")
        for plural in (0, 1)
    )  # fmt: skip


def exchange(pairs: Iterable[Row], most: int, rng: random.Random) -> Iterator[Row]:
    """Yield pairs with a noun exchanged, each noun about equally often, and no more than `most`.

    A pair serves when the everyday noun stands in it once on each side; the new noun has its gender, number and
    first sound, so that the French around it stays right, and `a` or `an` is set anew.
    """
    by_word, used, made = {carrier.source: carrier for carrier in carriers()}, Counter[str](), 0
    for pair in pairs:
        carrier = _carrier(pair, by_word) if made < most else None
        if carrier and (fitting := _fitting(carrier)):
            noun = min(rng.sample(fitting, min(12, len(fitting))), key=lambda one: used[one.singular])
            used[noun.singular] += 1
            made += 1
            yield put(pair, carrier, noun)


@cache
def _fitting(carrier: Carrier) -> tuple[Noun, ...]:
    return tuple(
        noun for noun in nouns()
        if noun.kind in carrier.kinds and noun.feminine == carrier.feminine and not noun.mass
        and french.elides(noun.singular) == french.elides(carrier.source)
    )  # fmt: skip


def _carrier(pair: Row, by_word: dict[str, Carrier]) -> Carrier | None:
    if not all(FEWEST <= len(side.split()) <= MOST for side in pair):
        return None
    words = Counter(re.findall(rf"{PART}+", re.sub(r"(?<=\w)['’](?=\w)", " ", pair[0])))
    for word in words:
        carrier = by_word.get(word)
        if carrier and words[word] == 1 and len(_places(carrier.target, pair[1])) == 1:
            return carrier
    return None


def _places(word: str, text: str) -> list[re.Match[str]]:
    return list(re.finditer(rf"(?<!{PART}){re.escape(word)}(?!{PART})", text))


def put(pair: Row, carrier: Carrier, noun: Noun) -> Row:
    """Return the pair with `noun` in the place of the carrier."""
    source = re.sub(rf"(?<![\w-]){carrier.source}(?![\w-])", noun.plural if carrier.plural else noun.singular, pair[0])
    word = noun.english_plural if carrier.plural else noun.english
    [place] = _places(carrier.target, pair[1])
    before = pair[1][: place.start()]
    before = re.sub(r"\b([Aa])n? $", lambda found: f"{found[1]}{english.article(word)[1:]} ", before)
    return source, before + word + pair[1][place.end() :]
