"""The lexicon of the press: nouns, verbs, adjectives, countries and cities, read from the tables beside this module."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from scripts.training.press_words import english, french

HERE = Path(__file__).parent
PLURAL_STARTS = ("les", "des", "deux", "trois", "quatre", "plusieurs", "ces", "ses", "vingt-trois", "de")
FEMININE_PLURALS = re.compile(
    r"\w+ (?:positions|lignes|manifestations|négociations|relations|tensions|sanctions|violences|frappes|lycéennes"
    r"|caves|voitures|restrictions|accusations|exigences|milices|bombes|images|personnes|armes|entreprises|élections"
    r"|informations|centaines|élites|tombes)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Noun:
    """A noun phrase in both languages; `mass` is `~` for English without article or plural, `~the` with `the`."""

    kind: str
    feminine: bool
    singular: str
    plural: str
    english: str
    english_plural: str
    mass: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Object:
    """What a verb is used with: `une passante`, `a passer-by`."""

    french: str
    english: str
    feminine: bool
    plural: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Verb:
    """A verb with its objects, or a verb phrase without (`rest` is what follows the verb)."""

    kind: str
    infinitive: str
    rest: str
    english: english.Forms
    objects: tuple[Object, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A noun with an adjective of the press: `opérations héliportées`, `heliborne operations`."""

    french: str
    english: str
    feminine: bool
    plural: bool
    mass: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country, its adjective (masculine, feminine), its people in English, and its capital."""

    french: str
    feminine: bool
    masculine_adjective: str
    feminine_adjective: str
    english: str
    adjective: str
    people: str
    person: str
    capital: tuple[str, str]


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each line of a table that is no comment."""
    for line in (HERE / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


@cache
def nouns() -> tuple[Noun, ...]:
    """Return the nouns of nouns.tsv: gender.kind, French, English; an irregular plural stands behind a slash."""
    return tuple(_noun(*cells) for cells in rows("nouns.tsv"))


def _noun(kind: str, source: str, target: str) -> Noun:
    singular, _, plural = source.partition("/")
    word, _, words = target.partition("/")
    mass = words if words.startswith("~") else ""
    return Noun(
        kind=kind[3:], feminine=kind.startswith("nf"), singular=singular, plural=plural or french.plural(singular),
        english=word, english_plural="" if mass else words or english.plural(word), mass=mass,
    )  # fmt: skip


@cache
def verbs() -> tuple[Verb, ...]:
    """Return the verbs of verbs.tsv: kind, French, English forms, objects."""
    return tuple(_verb(*cells) for cells in rows("verbs.tsv"))


def _verb(kind: str, source: str, target: str, objects: str = "") -> Verb:
    verb, _, rest = source.partition(" ")
    if kind == "vx":
        verb, rest = source, ""
    return Verb(
        kind=kind, infinitive=verb, rest=rest, english=english.verb_forms(*target.split("/")),
        objects=tuple(_object(pair) for pair in objects.split(";") if pair),
    )  # fmt: skip


def _object(pair: str) -> Object:
    source, _, target = pair.partition("=")
    plain = source.removesuffix("(f)").removesuffix("(m)")
    first = plain.split(" ")[0]
    plural = first in PLURAL_STARTS
    feminine = (
        source.endswith("(f)")
        or first in ("une", "la", "sa")
        or (bool(FEMININE_PLURALS.match(plain) and not source.endswith("(m)")))
    )
    return Object(french=plain, english=target, feminine=feminine, plural=plural)


@cache
def described() -> tuple[Described, ...]:
    """Return each noun of adjectives.tsv with its adjective."""
    return tuple(noun for cells in rows("adjectives.tsv") for noun in _described(*cells[1:]))


def _described(source: str, target: str, examples: str) -> Iterator[Described]:
    masculine, _, other = source.partition("/")
    for example in examples.split(";"):
        noun, _, word = example.partition("=")
        noun, _, number = noun.rpartition(" ")
        form = (other or french.feminine(masculine)) if number[0] == "f" else masculine
        form = form if not number.endswith("p") else french.plural_word(form)
        yield Described(
            french=f"{noun} {form}", english=f"{target} {word.removesuffix('~')}", feminine=number[0] == "f",
            plural=number.endswith("p"), mass=word.endswith("~"),
        )  # fmt: skip


@cache
def countries() -> tuple[Country, ...]:
    """Return the countries of countries.tsv: French, adjective, English, English people, capital."""
    return tuple(_country(*cells) for cells in rows("countries.tsv"))


def _country(source: str, adjective: str, target: str, people: str, capital: str) -> Country:
    name = source.removesuffix(" f")
    masculine, _, other = adjective.removesuffix("!").partition("/")
    adjective_en, plural, person = people.split(":") if ":" in people else (people, _people(people), people)
    city, _, city_en = capital.partition("=")
    return Country(
        french=name, feminine=name != source or name.startswith("la "), masculine_adjective=masculine,
        feminine_adjective=masculine if adjective.endswith("!") else other or french.feminine(masculine),
        english=target, adjective=adjective_en, people=plural, person=person, capital=(city, city_en or city),
    )  # fmt: skip


def _people(adjective: str) -> str:
    return f"the {adjective}" if adjective.endswith("ese") else adjective if adjective[-1] in "sz" else adjective + "s"


@cache
def cities() -> tuple[tuple[str, str], ...]:
    """Return cities in French and English: those of cities.tsv and the capitals."""
    listed = [(cells[0], cells[-1]) for cells in rows("cities.tsv")]
    return (*listed, *(country.capital for country in countries()))
