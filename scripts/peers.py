"""Sentence splitters of others, each loaded on use, as a function from a text to spans."""

from collections.abc import Callable, Iterable

Spans = list[tuple[int, int]]
Split = Callable[[str], Spans]


def by_strings(segment: Callable[[str], Iterable[str]]) -> Split:
    """Find a splitter's strings in the text again, whatever it did to the white space."""

    def split(text: str) -> Spans:
        places = [index for index, character in enumerate(text) if not character.isspace()]
        flat = "".join(text[index] for index in places)
        spans, position = [], 0
        for piece in segment(text):
            key = "".join(piece.split())
            at = flat.find(key, position, position + len(key) + 400)
            if key and at >= 0:
                spans.append((places[at], places[at + len(key) - 1] + 1))
                position = at + len(key)
        return spans

    return split


def ours() -> Split:
    from bilingual.segmenter import split_spans

    return split_spans


def sentence_splitter() -> Split:
    from sentence_splitter import SentenceSplitter

    return by_strings(SentenceSplitter(language="fr").split)


def yasbd() -> Split:
    from yasbd import BoundaryDetector

    return by_strings(BoundaryDetector("fr").segment)


def sentencex() -> Split:
    import sentencex

    return by_strings(lambda text: sentencex.segment("fr", text))


def pysbd() -> Split:
    import pysbd

    return by_strings(pysbd.Segmenter(language="fr", clean=False).segment)


def blingfire() -> Split:
    import blingfire

    return lambda text: [(start, end) for start, end in blingfire.text_to_sentences_and_offsets(text)[1]]


def spacy_sentencizer() -> Split:
    import spacy

    pipeline = spacy.blank("fr", config={"nlp": {}})
    pipeline.add_pipe("sentencizer")
    pipeline.max_length = 100_000_000
    return lambda text: [(sent.start_char, sent.end_char) for sent in pipeline(text).sents]


PEERS: dict[str, Callable[[], Split]] = {
    "bilingual": ours, "sentence-splitter": sentence_splitter, "yasbd": yasbd, "sentencex": sentencex, "pysbd": pysbd,
    "blingfire": blingfire, "spaCy sentencizer": spacy_sentencizer,
}  # fmt: skip
