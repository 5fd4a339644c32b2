"""English as a model reads it: how likely it finds each word of a translation that it did not write."""

from dataclasses import dataclass

END = "</s>"


@dataclass(frozen=True, slots=True)
class ReadWord:
    """A word as it stands in a translation, with the marks on it, and how likely a model finds it there.

    `log_probability` is that of the least likely of its tokens, in nats (at most 0), given the French and all the
    English before it. The last word of a whole text is `END`: how likely it is that nothing follows.
    """

    text: str
    log_probability: float


Reading = tuple[ReadWord, ...]
