"""Forced decoding: pairs → what a model is given for the French, and the English as its own tokens, word by word."""

from collections.abc import Sequence
from dataclasses import dataclass

from bilingual.readings import END, Reading, ReadWord
from bilingual.translator.given import Reader
from bilingual.translator.tokens import Tokenizer


@dataclass(frozen=True, slots=True)
class Forced:
    """A pair in tokens. `words` are those of the English, `whole` says that none of them was beyond the limit."""

    source: list[str]
    words: list[list[str]]
    whole: bool

    @property
    def target(self) -> list[str]:
        """Return the tokens of the English in a row."""
        return [token for word in self.words for token in word]


def prepare(pair: tuple[str, str], reader: Reader, tokenizer: Tokenizer, limit: int) -> Forced:
    """Return a pair in tokens, at most `limit` of them on each side; the English in whole words.

    Both texts are written as the model writes. What it would be given stand-ins for (an address, an emoji) is left as
    it is: the English has the things themselves.
    """
    given = reader.give(pair[0])
    french = reader.plain(pair[0]) if given.laid.things else given.text
    words: list[list[str]] = []
    count = 0
    wanted = tokenizer.encode_target(reader.plain(pair[1]))
    for word in wanted:
        count += len(word)
        if count > limit:
            break
        words.append(word)
    return Forced(tokenizer.encode([french])[0][:limit], words, whole=len(words) == len(wanted))


def to_reading(forced: Forced, log_probabilities: Sequence[float], tokenizer: Tokenizer) -> Reading:
    """Return what a model finds of each word, from its log-probabilities of the target's tokens and of the end.

    A word with letters that the model cannot write says nothing, and is left out.
    """
    found = []
    values = iter(log_probabilities)
    for word in forced.words:
        lowest = min(next(values) for _ in word)
        if tokenizer.writes(word):
            found.append(ReadWord(tokenizer.decode(word), lowest))
    if forced.whole:
        found.append(ReadWord(END, next(values)))
    return tuple(found)
