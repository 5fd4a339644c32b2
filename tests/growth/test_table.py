"""No public function that takes a text is left out of the table of those that are measured."""

import inspect
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from bilingual import check_pair
from bilingual.quality import CHECKS
from tests.growth.functions import FUNCTIONS

# Public functions that take `str` and stand in no row above, and why.
ELSEWHERE = {
    "find_duplicates": "of many texts, below",
    "find_overlap": "of many texts, below",
    "runs_of": "of many texts, below",
    "longest_loop": "check repetition",
    "unknown": "plain_marks and say_signs",
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
    "known_acronyms": "check names",
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
    "charset_of_label": "looks at 40 characters",
    "eight_bit_charset": "decode, of another charset",
    "encoded_once": "decode",
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
    "begins_with_capital": "looks at the beginning",
    "begin_with_capital": "looks at the beginning",
    "unpack": "Reader",
    "page_lines": "flatten",
    "is_times": "looks at 300 characters",
    "is_webvtt": "looks at the beginning",
    "keeps_hyphen": "two words of bounded length",
}  # fmt: skip
# Packages, of what they export, and modules whose every public function takes a text.
TEXT_PACKAGES = ("bilingual.segmenter", "bilingual.quality")
TEXT_MODULES = (
    "pipeline.choosing",
    "duplicates.finding",
    "segmenter.language",
    "text.digests",
    "text.normalising",
    "text.lines",
    "text.hyphens",
    "dataset.cells",
    "exports.reading.showing",
    "review.likeness",
    "articles.decoding",
    "articles.charsets",
    "articles.markdown.dialects",
    "articles.markdown.front_matter",
    "articles.markdown.indents",
    "articles.markdown.markdown",
    "articles.markdown.markup",
    "articles.metadata",
    "segmenter.wrapping",
    "segmenter.layout",
    "segmenter.cues",
    "segmenter.segments",
    "segmenter.kinds",
    "segmenter.wording",
    "translator.parts",
    "translator.given",
    "translator.plain",
    "translator.quotations",
    "translator.capitals",
    "translator.symbols",
    "translator.carrying",
    "translator.layout",
    *(f"quality.{path.stem}" for path in sorted(Path(inspect.getfile(check_pair)).parent.glob("[a-z]*.py"))),
)


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
