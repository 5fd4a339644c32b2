"""Damages of the grammar of an English sentence, and the omissions that need a look at it: see damages/demetr.py."""

from collections.abc import Iterator

from scripts.damages.edits import Edit, Sentence
from scripts.damages.verbs import BASES, PARTICIPLES, PASTS, PROGRESSIVES, THIRDS
from scripts.damages.words import (
    ADJECTIVES,
    ADVERBS,
    ARTICLES,
    AUXILIARIES,
    BE,
    CASES,
    CONJUNCTIONS,
    DETERMINERS,
    FAMILIES,
    FUNCTION,
    MODALS,
    NO_ADVERBS,
    PREPOSITIONS,
    SUBJECTS,
    SWITCHED,
)

SINGULAR_SUBJECTS = frozenset(("he", "she", "it"))
PLURAL_SUBJECTS = frozenset(("i", "you", "we", "they"))
RELATIVES = frozenset(("who", "which"))
LONGEST_SUBJECT, LONGEST_PHRASE = 4, 4


def is_plain(sentence: Sentence, number: int) -> bool:
    """Return whether this is a word in small letters with a meaning of its own."""
    word = sentence.words[number] if 0 <= number < len(sentence.words) else ""
    return len(word) > 2 and word.isalpha() and word.islower() and word not in FUNCTION


def is_name(sentence: Sentence, number: int) -> bool:
    return 0 < number < len(sentence.words) and sentence.words[number].istitle() and sentence.words[number] != "I"


def is_head_noun(sentence: Sentence, number: int) -> bool:
    """Return whether this is the noun of `the noun of`: between a determiner and what cannot follow an adjective."""
    ends = sentence.is_mark(number + 1) or sentence.at(number + 1) in PREPOSITIONS | AUXILIARIES | CONJUNCTIONS
    noun = is_plain(sentence, number) and sentence.at(number) not in ADJECTIVES
    return noun and ends and sentence.at(number - 1) in DETERMINERS


def is_adverb(sentence: Sentence, number: int) -> bool:
    word = sentence.at(number)
    return word in ADVERBS or (word.endswith("ly") and len(word) > 5 and word.islower() and word not in NO_ADVERBS)


def subject_number(sentence: Sentence, number: int) -> str:
    """Return `singular`, `plural` or nothing for what stands right before a verb that may be finite."""
    before = sentence.at(number - 1)
    if before in SINGULAR_SUBJECTS or is_name(sentence, number - 1):
        return "" if sentence.at(number - 2) in {"and", ","} else "singular"
    if before in PLURAL_SUBJECTS:
        return "" if sentence.at(number - 2) in AUXILIARIES else "plural"
    if is_plain(sentence, number - 1) and sentence.at(number - 2) in {"the", "this", "his", "their", "its", "a", "an"}:
        if sentence.at(number - 3) in PREPOSITIONS | {"to"} or sentence.at(number - 1).endswith("ss"):
            return ""
        return "plural" if sentence.at(number - 1).endswith("s") or sentence.at(number - 1) == "people" else "singular"
    return ""


def is_finite_past(sentence: Sentence, number: int) -> bool:
    """Return whether this is a past tense right behind its subject, and not before `by`, as in `the man killed by`."""
    return (
        sentence.words[number] in PASTS
        and sentence.at(number + 1) not in {"by", "in", "at", "on", "to"}
        and bool(subject_number(sentence, number))
    )


def is_content_verb(sentence: Sentence, number: int) -> bool:
    word, before = sentence.words[number], sentence.at(number - 1)
    if word in BASES and (before in MODALS | {"to"} or before.endswith(("n't", "n’t"))):
        return not sentence.is_mark(number + 1)
    if word in PROGRESSIVES:
        return before in BE
    if word in PASTS or word in PARTICIPLES:
        return before in AUXILIARIES | SUBJECTS | {"been"} or before in RELATIVES or is_finite_past(sentence, number)
    return word in THIRDS and (before in SINGULAR_SUBJECTS | RELATIVES or is_name(sentence, number - 1))


def verbs_removed(sentence: Sentence) -> Iterator[Edit]:
    for number in range(len(sentence.words)):
        if is_content_verb(sentence, number):
            yield sentence.replace(number, "")


def nouns_removed(sentence: Sentence) -> Iterator[Edit]:
    for number in range(1, len(sentence.words)):
        if is_head_noun(sentence, number):
            yield sentence.replace(number, "")


def modifiers_removed(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        attributive = word in ADJECTIVES and is_plain(sentence, number + 1)
        if attributive or (number and is_adverb(sentence, number)):
            if sentence.at(number - 1) in {"a", "an"}:
                if not sentence.is_mark(number + 1):
                    yield sentence.replace(number, sentence.words[number + 1], number + 1)
            elif sentence.at(number - 1) not in {"very", "more", "most", "as", "so"}:
                yield sentence.replace(number, "")


def subjects_removed(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.lower):
        verb = sentence.at(number + 1)
        finite = verb in AUXILIARIES or (verb in PASTS and sentence.words[number + 1].islower())
        finite = finite or (word in SINGULAR_SUBJECTS and verb in THIRDS) or (word in PLURAL_SUBJECTS and verb in BASES)
        if word in SUBJECTS and finite and sentence.at(number - 1) not in AUXILIARIES:
            yield sentence.replace(number, "")
    if (verb_at := first_auxiliary(sentence)) and sentence.at(0) not in {"there"}:
        yield sentence.replace(0, "", verb_at - 1)


def first_auxiliary(sentence: Sentence) -> int:
    """Return where the auxiliary stands whose simple subject begins the sentence; 0 if it does not begin so."""
    for number in range(1, min(LONGEST_SUBJECT + 1, len(sentence.words) - 1)):
        if sentence.at(number) in AUXILIARIES:
            head = sentence.at(0) in SUBJECTS | {"there", "this"} and number == 1
            noun = sentence.at(0) in ARTICLES | {"this", "these", "his", "its", "their", "our"} and number > 1
            names = all(word.istitle() for word in sentence.words[:number]) and sentence.at(0) not in FUNCTION
            return number if head or noun or (names and number > 1) else 0
        if sentence.is_mark(number) or sentence.at(number) in PREPOSITIONS | CONJUNCTIONS | {"that", "who", "which"}:
            return 0
    return 0


def is_clause_end(sentence: Sentence, number: int) -> bool:
    """Return whether something new begins after this mark, as it does not after the point of an abbreviation."""
    return sentence.at(number) in {",", ";"} or (number >= len(sentence.words) - 2 and sentence.at(number) in {*".?!"})


def phrases_removed(sentence: Sentence) -> Iterator[Edit]:
    """Find `in the old town`, before a mark: a preposition, perhaps a determiner, then words of meaning only."""
    for number, word in enumerate(sentence.lower[:-1]):
        if word not in PREPOSITIONS - {"between", "among"} or sentence.at(number - 1) in PREPOSITIONS | AUXILIARIES | {
            "due",
            "such",
            "not",
        }:
            continue
        last = number + 1 + (sentence.at(number + 1) in DETERMINERS)
        while last < len(sentence.words) and not sentence.is_mark(last) and sentence.at(last) not in FUNCTION:
            last += 1
        words = last - number - 1 - (sentence.at(number + 1) in DETERMINERS)
        if 0 < words <= LONGEST_PHRASE and is_clause_end(sentence, last):
            yield sentence.replace(number, "", last - (number > 0))


def conjunctions_removed(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words[:-1]):
        if number and word in CONJUNCTIONS:
            yield sentence.replace(number, "")


def parts_of_speech_shifted(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        if word in FAMILIES:
            yield sentence.replace(number, FAMILIES[word])
        elif number and is_adverb(sentence, number) and word not in ADVERBS and not word.endswith(("bly", "ily")):
            yield sentence.replace(number, word[:-2])
        elif word in ADJECTIVES and not word.endswith(("ly", "le", "y", "c")):
            yield sentence.replace(number, word + "ly")


def cases_changed(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        if word in {"her", "it", "you"} or word.lower() not in CASES or (word != "I" and not word[-1].islower()):
            continue
        yield sentence.replace(number, CASES[word.lower()] if word != "I" else ("Me" if number == 0 else "me"))


def prepositions_switched(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.lower[:-1]):
        if word in SWITCHED and not sentence.is_mark(number + 1) and sentence.words[number][1:].islower():
            yield sentence.replace(number, SWITCHED[word])


def tenses_changed(sentence: Sentence) -> Iterator[Edit]:
    plain = {"is": "was", "are": "were", "was": "is", "were": "are", "has": "had", "will": "would"}
    for number, word in enumerate(sentence.words):
        if number == 0 or word.lower() != word:
            continue
        if word in plain and sentence.at(number - 1) != "if":
            yield sentence.replace(number, plain[word])
        elif is_finite_past(sentence, number):
            verb = PASTS[word]
            yield sentence.replace(number, verb.third if subject_number(sentence, number) == "singular" else verb.base)
        elif word in THIRDS and sentence.at(number - 1) in SINGULAR_SUBJECTS | RELATIVES:
            yield sentence.replace(number, THIRDS[word].past)


def aspects_changed(sentence: Sentence) -> Iterator[Edit]:
    for number, word in enumerate(sentence.words):
        before = sentence.at(number - 1)
        if number == 0 or not word.islower():
            continue
        if word in PROGRESSIVES and before in {"is", "was", "were"}:
            verb = PROGRESSIVES[word]
            yield sentence.replace(number - 1, verb.third if before == "is" else verb.past, number)
        elif word in PARTICIPLES and before in {"has", "have", "had"}:
            yield sentence.replace(number, f"been {PARTICIPLES[word].progressive}")
        elif is_finite_past(sentence, number):
            plural = subject_number(sentence, number) == "plural" and before != "i"
            yield sentence.replace(number, f"{'were' if plural else 'was'} {PASTS[word].progressive}")
        elif word in THIRDS and before in SINGULAR_SUBJECTS | RELATIVES:
            yield sentence.replace(number, f"is {THIRDS[word].progressive}")


def questions(sentence: Sentence) -> Iterator[Edit]:
    """Find the statement that can be asked: `He is here.` gives `Is he here?`."""
    number, end = first_auxiliary(sentence), len(sentence.text)
    if not number or not sentence.text.endswith(".") or sentence.at(number) in {"have", "had", "has", "do", "does"}:
        return
    start, verb = sentence.spans[number]
    subject = sentence.text[:start].rstrip()
    if sentence.at(0) in FUNCTION and sentence.words[0] != "I":
        subject = subject[0].lower() + subject[1:]
    yield Edit(0, end, f"{sentence.words[number].capitalize()} {subject}{sentence.text[verb : end - 1]}?")
