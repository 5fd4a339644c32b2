"""Twice the text takes at most twice the time, or little more: whatever the text, for every function that takes one.

CPU time, in a process of its own clock. What looks too slow is looked at again, the least of several runs, and at greater
sizes, so that a busy machine is not taken for a slow function.
"""

import inspect
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

from bilingual import check_pair, segment
from bilingual.articles.charsets import declared_charset, likely_charset
from bilingual.articles.decoding import decode, decode_page
from bilingual.articles.dialects import to_commonmark
from bilingual.articles.front_matter import read_front_matter
from bilingual.articles.indents import looks_like_code, undent_text
from bilingual.articles.markdown import read_page
from bilingual.articles.markup import without_hidden
from bilingual.articles.metadata import read_metadata
from bilingual.choosing import Choice
from bilingual.duplicates import (
    SentenceIndex,
    exact_key,
    find_duplicates,
    find_overlap,
    near_groups,
    similarity,
)  # fmt: skip
from bilingual.errors import BilingualError
from bilingual.exports.cells import decode_cell, encode_cell
from bilingual.language import identify, recognise
from bilingual.lines import one_line
from bilingual.normalising import compatible, composed
from bilingual.quality import CHECKS, Check, measure_pair
from bilingual.quality.conversions import single_quantities
from bilingual.quality.english_numbers import ENGLISH, read_english_figures, spoken_times
from bilingual.quality.french_numbers import FRENCH, read_french_figures
from bilingual.quality.loans import without_phrases
from bilingual.quality.lone_names import sentence_starts
from bilingual.quality.number_forms import numbered_names, one_and_half, plain_text, raised_figures
from bilingual.quality.number_words import evaluate, read_phrases
from bilingual.quality.placeholders import find_placeholders
from bilingual.quality.polarity import english_denial, french_denial
from bilingual.quality.punctuation import end_class
from bilingual.quality.quoted import without_quotations
from bilingual.quality.sides import read_sides, split_words
from bilingual.quality.units import ENGLISH as UNITS_EN
from bilingual.quality.units import FRENCH as UNITS_FR
from bilingual.quality.units import mentioned, names_unit, read_units
from bilingual.quality.urls import find_addresses, without_addresses
from bilingual.quality.written_out import write_out_english, write_out_french
from bilingual.report.picking import Histogram, Smallest
from bilingual.review.delimited import read_records
from bilingual.review.likeness import same_words
from bilingual.review.sampling import share_out
from bilingual.segmenter import Segment, split_spans
from bilingual.segmenter.kinds import line_kinds
from bilingual.segmenter.wrapping import flatten, is_wrapped
from bilingual.translator.alignment import Alignment
from bilingual.translator.batches import plan_batches
from bilingual.translator.capitals import lower_capitals
from bilingual.translator.given import Reader
from bilingual.translator.parts import split_long
from bilingual.translator.plain import cleaned, plain_letters, plain_marks, shape_again, shaped
from bilingual.translator.quotations import close_up, open_up
from bilingual.translator.symbols import say_signs
from bilingual.wording import letters_beside_names, may_be_french, most_frequent_words, slogan_language, words_of
from tests.hostile_texts import MADE, RUNS, hostile_text

SIZE = 8_000  # characters; then twice that, and more for what is slow
QUICK = 0.05  # seconds of CPU for twice `SIZE` that no growth can make matter
CERTAIN = 0.1  # seconds that a clock in ticks measures well
MOST = 2.5
DOUBTS = 2  # a busy machine may spoil a size or two; what is quadratic fails at every one

READER = Reader(
    knows=lambda character: character in KNOWN,
    reads=lambda word: KNOWN.issuperset(word),
    likelihood=lambda word: fit(word),
    spells=True,
)
KNOWN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéèêàçÉ0123456789 .,;:!?'’«»()-%")

Call = Callable[[Any], object]
Prepare = Callable[[str], Any]


def cpu(call: Call, given: object) -> float:
    """The CPU time of a call, in seconds."""
    start = time.process_time()
    call(given)
    return time.process_time() - start


def least(call: Call, small: object, large: object, rounds: int) -> tuple[float, float]:
    """The least CPU times of two inputs, measured by turns."""
    times = [(cpu(call, small), cpu(call, large)) for _ in range(rounds)]
    return min(one for one, _ in times), min(other for _, other in times)


def growth(call: Call, made: Callable[[int], Any], size: int = SIZE) -> float:
    """How many times as long twice the input takes; 0 where it takes next to no time."""
    large = cpu(call, made(2 * size))
    if large < QUICK:
        return 0.0
    small = cpu(call, made(size))
    if large <= MOST * small:
        return large / small
    doubts = 0
    while True:
        small, large = least(call, made(size), made(2 * size), rounds=2)
        if small > CERTAIN and large > MOST * small:
            small, large = least(call, made(size), made(2 * size), rounds=5)
        if large <= MOST * small or (small > CERTAIN and doubts == DOUBTS):
            return large / max(small, 1e-9)
        doubts += small > CERTAIN
        size *= 2


def changed(text: str) -> str:
    """The text with a word more in its middle."""
    return f"{text[: len(text) // 2]} Mot {text[len(text) // 2 :]}"


def whole(text: str) -> str:
    return text


def twice(text: str) -> tuple[str, str]:
    return text, changed(text)


def of_pair(function: Callable[[str, str], object]) -> Call:
    return lambda pair: function(*pair)


def of_sides(check: Check) -> tuple[Prepare, Call]:
    """What a check measures and describes where both sides, or one, are such a text."""

    def prepare(text: str) -> list[Any]:
        mirrored = " ".join(word[::-1].capitalize() for word in text.split(" "))
        pairs = (twice(text), (text, mirrored), (text, "Mot."), ("Mot.", text))
        return [read_sides(*pair) for pair in pairs]

    return prepare, lambda given: [(check.measure(sides), check.describe(sides)) for sides in given]


def refused(function: Call) -> Call:
    """The function, for which an error of our own is an answer."""

    def call(given: object) -> object:
        try:
            return function(given)
        except BilingualError as error:
            return error

    return call


def chosen(text: str) -> list[str | None]:
    choice = Choice(held_out=SentenceIndex(["Une phrase de test, tout simplement."]))
    found = Segment(0, len(text), text, "sentence", 0, "fr")
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
    **{f"check {check.name}": of_sides(check) for check in CHECKS},
    "segment": (whole, segment),
    "split_spans": (whole, split_spans),
    "line_kinds": (lambda text: text.split() or ["a"], line_kinds),
    "check_pair": (twice, of_pair(check_pair)),
    "measure_pair": (twice, of_pair(measure_pair)),
    "read_sides": (twice, of_pair(read_sides)),
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
    "flatten": (lambda text: text.replace(" ", "\n"), flatten),
    "flatten, cues": (lambda text: f"00:01 --> 00:02\n{text}".replace(" ", "\n"), flatten),
    "is_wrapped": (wrapped_at(60), is_wrapped),
    "segment, wrapped": (wrapped_at(60), segment),
    "Choice": (whole, chosen),
    "compatible": (whole, compatible),
    "exact_key": (whole, exact_key),
    "similarity": (twice, of_pair(similarity)),
    "encode_cell": (whole, encode_cell),
    "decode_cell": (whole, decode_cell),
    "same_words": (twice, of_pair(same_words)),
    "Reader": (whole, given_and_back),
    "composed": (whole, composed),
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

# Public functions that take `str` and stand in no row above, and why.
ELSEWHERE = {
    "find_duplicates": "of many texts, below",
    "find_overlap": "of many texts, below",
    "near_groups": "of many texts, below",
    "longest_loop": "check repetition",
    "stems": "read_sides",
    "cover": "read_sides",
    "uncovered": "check alignment and check length",
    "lacks_counterpart": "a word",
    "widen": "check numbers",
    "begins_name": "a word",
    "words_of_names": "check words",
    "either_case": "our own vocabulary",
    "is_headline": "check words",
    "said_in_words": "check length, of short texts",
    "lost_acronyms": "check names",
    "capitals_of": "check names",
    "lost_names": "check names",
    "added_names": "check names",
    "match_names": "check names",
    "likeness": "names of bounded length",
    "formed": "a word of bounded length",
    "inflected_from": "a word of bounded length",
    "spoken_hours": "check numbers",
    "read_quantities": "check numbers",
    "in_name": "looks at twelve characters",
    "label": "looks at twelve characters",
    "formula": "a name in a table",
    "locants": "a match of read_french_figures or read_english_figures",
    "read_fraction": "a match of bounded length",
    "scan": "read_french_figures and read_english_figures",
    "read_phone": "a match of bounded length",
    "read_date": "a match of bounded length",
    "plain": "a match of read_french_figures or read_english_figures",
    "is_unit": "looks at three characters",
    "short_years": "looks at ten characters",
    "phrase_pattern": "our own vocabulary",
    "evaluate": "a phrase of at most LONGEST_RUN words",
    "segment_kind": "segment",
    "is_english_title": "recognise",
    "is_beyond": "looks at a length",
    "lines_of": "segment and split_spans",
    "as_it_is": "looks at nothing",
    "unpack": "Reader",
    "page_lines": "flatten",
    "is_times": "looks at 300 characters",
    "is_webvtt": "looks at the beginning",
    "keeps_hyphen": "two words of bounded length",
}  # fmt: skip
# Packages, of what they export, and modules whose every public function takes a text.
TEXT_PACKAGES = ("bilingual.segmenter", "bilingual.quality")
TEXT_MODULES = (
    "choosing", "duplicates", "language", "normalising", "lines", "hyphens", "exports.cells", "review.likeness",
    "articles.decoding", "articles.charsets", "articles.dialects", "articles.front_matter", "articles.indents",
    "articles.markdown", "articles.markup", "articles.metadata", "segmenter.wrapping", "segmenter.layout", "segmenter.cues",
    "segmenter.segments", "segmenter.kinds", "wording", "translator.parts", "translator.given", "translator.plain",
    "translator.quotations", "translator.capitals", "translator.symbols", "translator.carrying", "translator.layout",
    *(f"quality.{path.stem}" for path in sorted(Path(inspect.getfile(check_pair)).parent.glob("[a-z]*.py"))),
)  # fmt: skip


@pytest.mark.parametrize("name", FUNCTIONS)
def test_twice_the_text_takes_at_most_little_more_than_twice_the_time(name: str):
    prepare, call = FUNCTIONS[name]
    call(prepare("Il pleut."))  # loads what is loaded once
    for run in (*RUNS, *MADE):
        assert growth(call, lambda size, run=run: prepare(hostile_text(run, size))) <= MOST, run


def takes_text(function: Callable[..., object]) -> bool:
    return any(
        re.search(r"\bstr\b", str(parameter.annotation))
        for parameter in inspect.signature(function).parameters.values()
    )


def test_every_public_function_that_takes_a_text_is_in_the_table():
    public = {
        name: value
        for package in TEXT_PACKAGES
        for name, value in vars(import_module(package)).items()
        if name in import_module(package).__all__ and inspect.isfunction(value)
    }
    for module in TEXT_MODULES:
        loaded = import_module(f"bilingual.{module}")
        public |= {
            name: value
            for name, value in vars(loaded).items()
            if inspect.isfunction(value) and value.__module__ == loaded.__name__ and not name.startswith("_")
        }
    of_checks = {function.__name__ for check in CHECKS for function in (check.measure, check.describe)}
    known = {name.partition(",")[0] for name in FUNCTIONS} | ELSEWHERE.keys() | of_checks
    assert [name for name in public if takes_text(public[name]) and name not in known] == []


def templated(count: int) -> list[str]:
    """Sentences of one form that differ in some words, most by more than makes them alike."""
    rng = random.Random(1)
    who = ("Le ministre", "La ville", "Le parlement", "Un train", "Le chat", "La pluie", "Le maire", "La police")
    what = (
        "attend la réponse des élections",
        "arrive près de la gare",
        "demande un accord sur le budget",
        "visite le port",
    )
    where = ("à Paris", "à Lyon", "à Lille", "à Nice", "à Brest")
    return [
        f"{rng.choice(who)} {rng.choice(what)} {rng.choice(where)} le {rng.randrange(1, 29)}, numéro {rng.randrange(10**6)}."
        for _ in range(count)
    ]


def same_end(count: int) -> list[str]:
    """Invented words before an end that all share."""
    return [
        f"{words} dans la ville de Paris selon les autorités locales"
        for words in map(" ".join, zip(*[iter(hostile_text("words", 40 * count).split())] * 5, strict=False))
    ]


def copies(count: int) -> list[str]:
    """One sentence, with another word each time."""
    return [f"{'Le gouvernement a annoncé mardi la fermeture de trois centrales. ' * 3}{word}" for word in range(count)]


def lookups(texts: Sequence[str]) -> list[object]:
    index = SentenceIndex(texts[::2])
    return [index.find(text) for text in texts[1::2]]


MANY = {
    "find_duplicates": lambda texts: find_duplicates([(text, "x") for text in texts]),
    "near_groups": near_groups,
    "SentenceIndex": lookups,
    "find_overlap": lambda texts: find_overlap(texts[1::2], texts[::2]),
}


@pytest.mark.parametrize("made", [templated, same_end, copies])
@pytest.mark.parametrize("name", MANY)
def test_twice_as_many_texts_take_at_most_little_more_than_twice_the_time(name: str, made: Callable[[int], list[str]]):
    MANY[name](made(4))
    assert growth(MANY[name], made, size=2_000) <= MOST


TABLES = {"quoted": 'id\ten\n"', "tabs": "id\ten\n", "commas": "id,en\n", "quoted, commas": 'id,en\n"'}


@pytest.mark.parametrize("header", TABLES)
def test_a_table_is_read_in_time_that_grows_with_it(header: str, tmp_path: Path):
    def written(run: str, size: int) -> Path:
        path = tmp_path / f"{size}.tsv"
        path.write_text(TABLES[header] + hostile_text(run, size), encoding="utf-8", errors="replace", newline="")
        return path

    read = refused(lambda path: sum(1 for _ in read_records(path)))
    for run in (*RUNS, *MADE):
        assert growth(read, lambda size, run=run: written(run, size), size=64_000) <= MOST, run


def kept(size: int) -> None:
    smallest = Smallest[int](40)
    for number in range(size):
        smallest.offer(-number, number, number)


def binned(size: int) -> None:
    histogram = Histogram(1, 0, 60, digits=0)
    for number in range(size):
        histogram.add(number, marked=False)
    histogram.bars()


@pytest.mark.parametrize(
    "call",
    [
        lambda size: plan_batches(range(size)),
        lambda size: share_out({"names": size, "urls": 2 * size}, size),
        kept,
        binned,
    ],
    ids=["plan_batches", "share_out", "Smallest", "Histogram"],
)
def test_what_counts_takes_time_that_grows_with_the_count(call: Call):
    assert growth(call, lambda size: size, size=20_000) <= MOST


@pytest.mark.parametrize("run", ["a", "Mot.A", "9 h 30 ", "letters"])
def test_a_pair_of_a_million_characters_is_checked_in_seconds(run: str):
    text = hostile_text(run, 1_000_000)
    check_pair("Oui.", "Yes.")
    # Two seconds on a quiet machine (docs/performance.md); what was quadratic took hours.
    assert min(cpu(of_pair(check_pair), (text, text)) for _ in range(2)) < 6


def test_a_run_of_number_words_is_no_number_without_end():
    assert all(number.values[0] < 10**100 for number in read_phrases("cent " * 1_000, FRENCH))
    assert evaluate("deux cent mille", FRENCH) == (200_000, False)
    assert isinstance(check_pair("cent " * 1_000 + "et demi 0,5", "3 and a half"), list)
