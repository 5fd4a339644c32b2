"""Every function that takes a text: what it is given, and how it is called."""

from collections import Counter

from bilingual import check_pair, segment
from bilingual.articles.charsets import declared_charset, likely_charset
from bilingual.articles.decoding import decode, decode_page
from bilingual.articles.markdown.dialects import to_commonmark
from bilingual.articles.markdown.front_matter import read_front_matter
from bilingual.articles.markdown.indents import looks_like_code, undent_text
from bilingual.articles.markdown.markdown import read_page
from bilingual.articles.markdown.markup import without_hidden
from bilingual.articles.metadata import read_metadata
from bilingual.dataset.cells import decode_cell, encode_cell, encode_sheet_cell
from bilingual.duplicates.finding import (
    SentenceIndex,
    exact_key,
    similarity,
)  # fmt: skip
from bilingual.exports.reading.showing import Showing, web_address
from bilingual.pipeline.choosing import Choice
from bilingual.press_sheet import make_sheet
from bilingual.quality import Check, measure_pair
from bilingual.quality.conversions import single_quantities
from bilingual.quality.english_numbers import ENGLISH, read_english_figures, spoken_times
from bilingual.quality.french_numbers import FRENCH, read_french_figures
from bilingual.quality.loans import without_phrases
from bilingual.quality.lone_names import sentence_starts
from bilingual.quality.number_forms import numbered_names, one_and_half, plain_text, raised_figures
from bilingual.quality.number_words import read_phrases
from bilingual.quality.placeholders import find_placeholders
from bilingual.quality.polarity import english_denial, french_denial
from bilingual.quality.punctuation import end_class
from bilingual.quality.quoted import without_quotations
from bilingual.quality.sides import Sides, read_sides, split_words
from bilingual.quality.tallies import tally_names, tally_numbers, tally_symbols
from bilingual.quality.units import ENGLISH as UNITS_EN
from bilingual.quality.units import FRENCH as UNITS_FR
from bilingual.quality.units import mentioned, names_unit, read_units
from bilingual.quality.urls import find_addresses, without_addresses
from bilingual.quality.written_out import write_out_english, write_out_french
from bilingual.review.likeness import fits_windows_1252, same_in_windows_1252, same_words
from bilingual.segmenter import Segment, split_spans
from bilingual.segmenter.kinds import line_kinds
from bilingual.segmenter.language import identify, recognise
from bilingual.segmenter.wording import (
    letters_beside_names,
    may_be_french,
    most_frequent_words,
    slogan_language,
    words_of,
)
from bilingual.segmenter.wrapping import flat_lines, is_wrapped
from bilingual.text.digests import text_digest
from bilingual.text.lines import one_line
from bilingual.text.normalising import compatible, composed
from bilingual.translator.alignment import Alignment
from bilingual.translator.capitals import lower_capitals
from bilingual.translator.given import Reader
from bilingual.translator.parts import split_long
from bilingual.translator.plain import cleaned, plain_letters, plain_marks, shape_again, shaped
from bilingual.translator.quotations import close_up, open_up
from bilingual.translator.symbols import say_signs
from tests.growth.measuring import Call, Prepare, of_pair, refused

READER = Reader(
    knows=lambda character: character in KNOWN,
    reads=lambda word: KNOWN.issuperset(word),
    likelihood=lambda word: fit(word),
    spells=True,
)
KNOWN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèêàçÉ0123456789 .,;:!?'’«»()-%")


def changed(text: str) -> str:
    """The text with a word more in its middle."""
    return f"{text[: len(text) // 2]} Mot {text[len(text) // 2 :]}"


def whole(text: str) -> str:
    return text


def twice(text: str) -> tuple[str, str]:
    return text, changed(text)


def prepare_sides(text: str) -> list[Sides]:
    """Return pairs whose sides, or one of whose sides, are such a text."""
    mirrored = " ".join(word[::-1].capitalize() for word in text.split(" "))
    pairs = (twice(text), (text, mirrored), (text, "Mot."), ("Mot.", text))
    return [read_sides(*pair) for pair in pairs]


def of_check(check: Check) -> Call:
    """Return what a check does with prepared sides: it measures and describes."""
    return lambda given: [(check.measure(sides), check.describe(sides)) for sides in given]


def chosen(text: str) -> list[str | None]:
    choice = Choice(held_out=SentenceIndex(["Une phrase de test, tout simplement."]))
    found = Segment(start=0, end=len(text), text=text, kind="sentence", paragraph=0, lang="fr")
    return [choice.reason_to_skip(found, "fr"), choice.reason_to_drop(text)]


def wrapped_at(width: int) -> Prepare:
    """The text in lines of one width."""
    return lambda text: "\n".join(text[start : start + width] for start in range(0, len(text), width))


def token_count(text: str) -> int:
    return text.count(" ") + len(text) // 4


def fit(word: str) -> float:
    return float(-len(word) - word[1:].isupper())


def given_and_back(text: str) -> str:
    given = READER.give(text)
    return given.finish(given.text, Alignment.spread(given.text, given.text))


FUNCTIONS: dict[str, tuple[Prepare, Call]] = {
    "segment": (whole, segment),
    "split_spans": (whole, split_spans),
    "line_kinds": (lambda text: text.split() or ["a"], lambda lines: list(line_kinds(lines))),
    "check_pair": (twice, of_pair(check_pair)),
    "measure_pair": (twice, of_pair(measure_pair)),
    "read_sides": (twice, of_pair(read_sides)),
    "tallies": (prepare_sides, lambda given: [(tally_names(s), tally_numbers(s), tally_symbols(s)) for s in given]),
    "make_sheet": (lambda text: [twice(text), (text, "Mot.")], make_sheet),
    "split_words": (whole, split_words),
    "end_class": (whole, end_class),
    "find_addresses": (whole, find_addresses),
    "sentence_starts": (whole, sentence_starts),
    "without_phrases": (split_words, without_phrases),
    "without_quotations": (whole, lambda text: without_quotations(text, 80)),
    "french_denial": (split_words, french_denial),
    "english_denial": (split_words, english_denial),
    "without_addresses": (whole, without_addresses),
    "find_placeholders": (whole, lambda text: list(find_placeholders(text))),
    "read_units": (whole, lambda text: read_units(text, UNITS_FR, spoken=True)),
    "names_unit": (whole, lambda text: names_unit(text, set(split_words(text)), UNITS_FR)),
    "mentioned": (whole, lambda text: mentioned(set(split_words(text)), text, UNITS_EN)),
    "read_french_figures": (whole, lambda text: list(read_french_figures(text))),
    "read_english_figures": (whole, lambda text: list(read_english_figures(text))),
    "spoken_times": (whole, lambda text: list(spoken_times(text))),
    "plain_text": (whole, plain_text),
    "raised_figures": (whole, lambda text: list(raised_figures(text))),
    "one_and_half": (whole, lambda text: list(one_and_half(text))),
    "numbered_names": (whole, numbered_names),
    "single_quantities": (whole, lambda text: list(single_quantities(text))),
    "write_out_french": (whole, write_out_french),
    "write_out_english": (whole, write_out_english),
    "read_phrases": (whole, lambda text: [*read_phrases(text, FRENCH), *read_phrases(text, ENGLISH)]),
    "identify": (whole, identify),
    "recognise": (whole, recognise),
    "words_of": (whole, words_of),
    "most_frequent_words": (lambda text: (text, words_of(text)), of_pair(most_frequent_words)),
    "slogan_language": (whole, slogan_language),
    "letters_beside_names": (whole, letters_beside_names),
    "may_be_french": (whole, lambda text: may_be_french(text or "a", words_of(text), "es")),
    "read_metadata": (whole, read_metadata),
    "read_metadata, in a body": (lambda text: f"Titre\n{text}\nFin", read_metadata),
    "decode": (
        lambda text: text.encode("utf-8", "replace"),
        refused(lambda content: decode(content, "a.txt")),
    ),
    "decode, of another charset": (
        lambda text: f"été {text}".encode("mac-roman", "replace"),
        refused(lambda content: decode(content, "a.txt")),
    ),
    "decode_page": (
        lambda text: f'<meta charset="macintosh">été {text}'.encode("mac-roman", "replace"),
        refused(lambda content: decode_page(content, "a.html")),
    ),
    "declared_charset": (lambda text: text.encode("utf-8", "replace"), declared_charset),
    "likely_charset": (lambda text: text.encode("cp1252", "replace"), likely_charset),
    "read_front_matter": (lambda text: f"---\ntitle: {text}\n---\n{text}", read_front_matter),
    "read_page": (whole, read_page),
    "read_page, of lines": (lambda text: "\n".join(text.split(" ")), read_page),
    "to_commonmark": (whole, lambda text: to_commonmark(text, Counter())),
    "to_commonmark, of lines": (lambda text: text.replace(" ", "\n"), lambda text: to_commonmark(text, Counter())),
    "without_hidden": (whole, lambda text: without_hidden(text, Counter())),
    "undent_text": (lambda text: [f"    {line}" for line in text.split(" ")], lambda lines: list(undent_text(lines))),
    "looks_like_code": (whole, looks_like_code),
    "one_line": (lambda text: text.replace(" ", "\n"), one_line),
    "one_line, hyphens": (lambda text: text.replace(" ", "-\n"), one_line),
    "flat_lines": (lambda text: text.replace(" ", "\n"), lambda text: list(flat_lines(text))),
    "flat_lines, cues": (
        lambda text: f"00:01 --> 00:02\n{text}".replace(" ", "\n"),
        lambda text: list(flat_lines(text)),
    ),
    "is_wrapped": (wrapped_at(60), is_wrapped),
    "segment, wrapped": (wrapped_at(60), segment),
    "Choice": (whole, chosen),
    "compatible": (whole, compatible),
    "exact_key": (whole, exact_key),
    "similarity": (twice, of_pair(similarity)),
    "encode_cell": (whole, encode_cell),
    "show": (whole, lambda text: Showing().show(text)),
    "web_address": (lambda text: f"https://{text}", web_address),
    "encode_sheet_cell": (whole, encode_sheet_cell),
    "decode_cell": (whole, decode_cell),
    "same_words": (twice, of_pair(same_words)),
    "same_in_windows_1252": (twice, of_pair(same_in_windows_1252)),
    "fits_windows_1252": (whole, fits_windows_1252),
    "Reader": (whole, given_and_back),
    "composed": (whole, composed),
    "text_digest": (whole, text_digest),
    "cleaned": (whole, cleaned),
    "plain_marks": (whole, lambda text: plain_marks(text, str.isascii)),
    "plain_letters": (whole, lambda text: plain_letters(text, str.isascii, str.isascii)),
    "shaped": (whole, shaped),
    "shape_again": (whole, lambda text: shape_again(text, shaped(text))),
    "open_up": (whole, lambda text: open_up(text, str.isascii)),
    "close_up": (whole, close_up),
    "say_signs": (whole, lambda text: say_signs(text, str.isalpha).sign_again(text)),
    "lower_capitals": (whole, lambda text: lower_capitals(text, fit).raise_again(text)),
    "split_long": (whole, lambda text: split_long(text, 20, token_count)),
}  # fmt: skip
