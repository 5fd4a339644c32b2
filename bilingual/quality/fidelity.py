"""Does the model stumble over a word of English that it did not write: a slip, or something the French does not say?"""

from bilingual.quality.coverage import stems
from bilingual.quality.lexicon import DULL, load_lexicon
from bilingual.quality.sides import Sides, split_words
from bilingual.readings import END, ReadWord

MOST_NAMED = 4
# Nats. Of right edits (a phrase of newstest2014's English in a translation of the embedded model) one in nine has a
# word below; of misspelled words two in three lie there, of exchanged names and added words four in five.
STUMBLE = -9.5


def measure_fidelity(sides: Sides) -> float:
    """Return the log-probability of the least likely word, in nats: 0 where the English was not read by a model.

    It is found by forced decoding (`Translator.read`), as in Thompson and Post (2020), "Automatic Machine Translation
    Evaluation in Many Languages via Zero-Shot Paraphrasing". Only words count that the lexicon cannot account for: a
    known translation of a French word, an article or a mark is a matter of style.
    """
    return min((word.log_probability for word in _unaccounted(sides)), default=0.0)


def describe_fidelity(sides: Sides) -> str:
    """Name the words that the model stumbles over, in the order of the text."""
    if not sides.reading:
        return "not read by a model"
    found = stumbles(sides)
    lowest = sorted(found, key=lambda word: word.log_probability)[:MOST_NAMED]
    return ", ".join(describe_word(word) for word in found if word in lowest) or "no very unlikely word"


def stumbles(sides: Sides) -> list[ReadWord]:
    """Return the words that the model finds very unlikely and the French does not account for."""
    return [word for word in _unaccounted(sides) if word.log_probability < STUMBLE]


def describe_word(word: ReadWord) -> str:
    """Return a word with its log-probability: `Pariss -12.3`."""
    what = "the end" if word.text == END else word.text
    return f"{what} {word.log_probability:.1f}"


def _unaccounted(sides: Sides) -> list[ReadWord]:
    return [word for word in sides.reading if word.text == END or not _is_accounted(word.text, sides)]


def _is_accounted(text: str, sides: Sides) -> bool:
    """Return whether every word within the marks is frequent and translates nothing, or translates a French word."""
    entries = load_lexicon().english
    for stem in stems(split_words(text)):
        entry = entries.get(stem)
        if entry is None:
            if stem not in sides.fr_stems:
                return False
        elif entry is not DULL and entry[2].isdisjoint(sides.fr_stems):
            return False
    return True
