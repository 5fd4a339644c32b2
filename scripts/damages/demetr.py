"""Damages of our own making in the 35 kinds of error of DEMETR, each with its severity.

The kinds and their severities are recalled from Karpinska et al. 2022, "DEMETR: Diagnosing Evaluation Metrics for
Translation"; no sentence, word list or program of theirs was used. A damage takes a row of a corpus and returns the
damaged English, or None where there is nothing to damage in this way. Words are told apart by closed lists and by
their neighbours; of ten damages of a kind, nine or more are what a linguist would accept.
"""

import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from bilingual.quality.coverage import STEM
from bilingual.quality.lexicon import load_lexicon
from scripts.damages import grammar, surface
from scripts.damages.edits import Edit, Sentence, choose, every, one_of
from scripts.damages.mechanical import Corpus, Damage, Pair, number_changed, shared_names
from scripts.damages.words import (
    ADDED_ADJECTIVES,
    ADDED_ADVERBS,
    ADDED_NOUNS,
    ANTONYMS,
    AUXILIARIES,
    CONJUNCTIONS,
    CONTRACTIONS,
    FUNCTION,
    GENDERS,
    HYPERNYMS,
    MAGNITUDES,
    MODALS,
    NUMBER_WORDS,
    PREPOSITIONS,
)

_NOT = re.compile(r" not\b|(?<=\w)n['’]t\b")
_LETTERS = re.compile(r"[^\W\d_]+")
_ELIDED = re.compile(r"['’-]")
LONG = 5
AFTER_OBJECT = PREPOSITIONS | CONJUNCTIONS | AUXILIARIES | {"that", "to", "as", "so", "not", "the", "a", "an"}
# Stems that the lexicon links with all sorts of words.
VAGUE = frozenset(
    ("avoir", "êtres", "faire", "cette", "leurs", "aussi", "alors", "comme", "entre", "toute", "toutes", "autre")
)
PERFECT = frozenset(("has", "have", "had"))


@dataclass(frozen=True)
class Kind:
    """A kind of error: how bad the paper calls it, and how it is made."""

    severity: str
    damage: Damage


def antonyms(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        if word in ANTONYMS and sentence.at(number - 1) not in {"a", "an"} | ({"no"} if word == "longer" else set()):
            yield sentence.replace(number, ANTONYMS[word])


def wider_words(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        if word in HYPERNYMS:
            yield sentence.replace(number, HYPERNYMS[word])


def negated(sentence: Sentence) -> Iterator[Edit]:
    """Find a `not` to take out, or else an auxiliary to put it behind."""
    removals = [_without_not(sentence.text, match) for match in _NOT.finditer(sentence.text)]
    yield from removals
    for number, word in enumerate(sentence.lower if not removals else []):
        simple = word in AUXILIARIES - PERFECT - {"do", "does", "did"} and _may_be_negated(sentence, number)
        if simple or (word in PERFECT and _has_participle(sentence, number + 1)):
            yield sentence.replace(number, f"{sentence.words[number]} not")


def _has_participle(sentence: Sentence, number: int) -> bool:
    return sentence.at(number) == "been" or (number < len(sentence.words) and grammar.is_content_verb(sentence, number))


def _may_be_negated(sentence: Sentence, number: int) -> bool:
    follows = sentence.words[number + 1] if number + 1 < len(sentence.words) else ""
    asked = number == 0 or follows.lower() in {"he", "she", "it", "they", "we", "you", "not", "never", "no", "n"}
    return not asked and follows[:1].isalnum() and sentence.words[number].islower()


def _without_not(english: str, match: re.Match[str]) -> Edit:
    start, end = match.span()
    if english[:start].lower().endswith((" ca", " wo", " sha")):
        word = english[:start].rsplit(" ", 1)[1]
        return Edit(start - len(word), end, {"ca": "can", "wo": "will", "sha": "shall"}[word.lower()])
    return Edit(start, end)


def added(sentence: Sentence) -> Iterator[Edit]:
    """Find where an adjective, an adverb or a second noun would fit that the French does not have."""
    for number in range(1, len(sentence.words)):
        if grammar.is_head_noun(sentence, number) and sentence.at(number - 1) not in {"a", "an", "no", "every"}:
            noun = sentence.words[number]
            yield from (sentence.replace(number, f"{adjective} {noun}") for adjective in ADDED_ADJECTIVES)
            yield from (sentence.replace(number, f"{noun} {other}") for other in ADDED_NOUNS)
        elif sentence.words[number] in MODALS | {"is", "was", "has"} and _may_be_negated(sentence, number):
            yield from (sentence.replace(number, f"{sentence.words[number]} {adverb}") for adverb in ADDED_ADVERBS)


def gender_changed(corpus: Corpus, number: int, _: random.Random) -> str | None:
    """Return the sentence with he for she and she for he throughout."""
    sentence = Sentence(corpus.pairs[number][1])
    edits = []
    for place, word in enumerate(sentence.lower):
        if word == "her" and (sentence.is_mark(place + 1) or sentence.at(place + 1) in AFTER_OBJECT):
            edits.append(sentence.replace(place, "him"))
        elif word in GENDERS:
            edits.append(sentence.replace(place, GENDERS[word]))
    return every(edits, sentence.text)


def any_number_changed(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    """Return the sentence with another digit, or another word for a number."""
    sentence = Sentence(corpus.pairs[number][1])
    if changed := number_changed(corpus, number, rng):
        return changed
    words = [
        sentence.replace(place, rng.choice([other for other in NUMBER_WORDS if other != word]))
        for place, word in enumerate(sentence.lower)
        if word in NUMBER_WORDS
    ]
    sizes = [sentence.replace(at, MAGNITUDES[word]) for at, word in enumerate(sentence.words) if word in MAGNITUDES]
    return choose(sentence.text, words + sizes, rng)


def names_of(corpus: Corpus, number: int) -> list[tuple[int, int]]:
    """Return the first and last word of each run of capitalised words that holds a name of both sides."""
    pair = corpus.pairs[number]
    known = set(shared_names(pair)) & set(corpus.names)
    sentence, runs = Sentence(pair[1]), []
    place = 0
    while known and place < len(sentence.words):
        last = place
        while last < len(sentence.words) and sentence.words[last][0].isupper() and sentence.words[last] != "I":
            last += 1
        names = known.intersection(sentence.words[place:last])
        if names and sentence.at(place) not in FUNCTION:
            runs.append((place, last - 1))
        place = max(last, place + 1)
    return runs


def name_removed(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    sentence = Sentence(corpus.pairs[number][1])
    return choose(sentence.text, [sentence.replace(a, "", b) for a, b in names_of(corpus, number)], rng)


def name_replaced(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    sentence = Sentence(corpus.pairs[number][1])
    edits = [sentence.replace(a, rng.choice(corpus.names), b) for a, b in names_of(corpus, number)]
    return choose(sentence.text, edits, rng)


def left_in_french(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    """Return the sentence with one word as the French has it: the only one that the lexicon links with the English."""
    french, english = corpus.pairs[number]
    sentence = Sentence(english)
    links = load_lexicon().english
    written = [
        word
        for word in _LETTERS.findall(_ELIDED.sub(" ", french))
        if word.islower() and len(word) >= LONG and word not in VAGUE
    ]
    edits = []
    for place, word in enumerate(sentence.words):
        if not grammar.is_plain(sentence, place) or len(word) < LONG or word[:STEM] not in links:
            continue
        same = {other for other in written if other[:STEM] in links[word[:STEM]][2] and other[:4] != word[:4]}
        if len(same) == 1:
            edits.append(sentence.replace(place, same.pop()))
    return choose(english, edits, rng)


def said_otherwise(corpus: Corpus, number: int, rng: random.Random) -> str | None:
    """Return another right wording: nothing is wrong with it, so a flag is a false alarm."""
    english = corpus.pairs[number][1]
    edits = [
        Edit(match.start(), match.end(), other)
        for words, other in CONTRACTIONS.items()
        for match in re.finditer(rf"\b{words}\b", english)
    ]
    return choose(english, edits, rng)


KINDS: dict[str, Kind] = {
    "last word said twice": Kind("minor", surface.repeated),
    "last word said four times": Kind("minor", partial(surface.repeated, times=3)),
    "word too general": Kind("major", one_of(wider_words)),
    "word left in French": Kind("critical", left_in_french),
    "prepositional phrase removed": Kind("major", one_of(grammar.phrases_removed)),
    "word added": Kind("critical", one_of(added)),
    "antonym": Kind("critical", one_of(antonyms)),
    "negation changed": Kind("critical", one_of(negated)),
    "name replaced": Kind("critical", name_replaced),
    "number replaced": Kind("critical", any_number_changed),
    "gender changed": Kind("critical", gender_changed),
    "adjective or adverb removed": Kind("major", one_of(grammar.modifiers_removed)),
    "verb removed": Kind("critical", one_of(grammar.verbs_removed)),
    "noun removed": Kind("critical", one_of(grammar.nouns_removed)),
    "subject removed": Kind("critical", one_of(grammar.subjects_removed)),
    "name removed": Kind("critical", name_removed),
    "conjunction removed": Kind("minor", one_of(grammar.conjunctions_removed)),
    "part of speech shifted": Kind("minor", one_of(grammar.parts_of_speech_shifted)),
    "neighbours swapped": Kind("minor", one_of(surface.swapped)),
    "case of a pronoun": Kind("minor", one_of(grammar.cases_changed)),
    "preposition switched": Kind("major", one_of(grammar.prepositions_switched)),
    "tense changed": Kind("major", one_of(grammar.tenses_changed)),
    "aspect changed": Kind("major", one_of(grammar.aspects_changed)),
    "statement made a question": Kind("major", one_of(grammar.questions)),
    "word misspelled": Kind("minor", surface.misspelled),
    "letter deleted": Kind("minor", surface.letter_deleted),
    "end mark omitted": Kind("minor", surface.end_mark_omitted),
    "comma added": Kind("minor", one_of(surface.mark_added)),
    "tokenised": Kind("minor", surface.tokenised),
    "in small letters": Kind("minor", surface.lowercased),
    "first word in small letters": Kind("minor", surface.first_word_lowercased),
    "words shuffled": Kind("critical", surface.shuffled),
    "empty": Kind("base", surface.empty),
    "unrelated": Kind("base", surface.unrelated),
    "another right wording": Kind("right", said_otherwise),
}


def damage_rows(corpus: Corpus, rows: Sequence[int], kind: Kind, seed: int = 1) -> list[tuple[Pair, str]]:
    """Return the pairs that can be damaged in this way, each with its damaged English; the same for the same seed."""
    rng = random.Random(seed)
    made = [(corpus.pairs[row], kind.damage(corpus, row, rng)) for row in rows]
    return [(pair, english) for pair, english in made if english is not None]
