"""Does the model stumble over a word of English that it did not write: a slip, or something the French does not say?"""

from bilingual.quality.sides import Sides
from bilingual.readings import END, ReadWord

MOST_NAMED = 4
# Nats. Of right edits (a phrase of newstest2014's English in a translation of the embedded model, 379 of them) one in
# eleven has a less likely word; of misspelled words seven in ten are, of exchanged names eight, of added words seven.
STUMBLE = -10.0


def measure_fidelity(sides: Sides) -> float:
    """Return the log-probability of the least likely word, in nats: 0 where the English was not read by a model.

    It is found by forced decoding (`Translator.read`), as in Thompson and Post (2020), "Automatic machine translation
    evaluation in many languages via zero-shot paraphrasing", with a translation model and the least likely word.
    """
    return min((word.log_probability for word in sides.reading), default=0.0)


def describe_fidelity(sides: Sides) -> str:
    """Name the words that the model stumbles over, in the order of the text."""
    if not sides.reading:
        return "not read by a model"
    lowest = sorted(sides.reading, key=lambda word: word.log_probability)[:MOST_NAMED]
    named = [word for word in sides.reading if word in lowest and word.log_probability < STUMBLE]
    return ", ".join(map(describe_word, named[:MOST_NAMED])) or "no very unlikely word"


def describe_word(word: ReadWord) -> str:
    """Return a word with its log-probability: `Pariss −12.3`."""
    what = "the end" if word.text == END else word.text
    return f"{what} {word.log_probability:.1f}"
