"""Countries, their people and their cities in the slots of frames, and sentences about them."""

import random
import re
from functools import cache

from scripts.training.corpus import Row
from scripts.training.press_words import french
from scripts.training.press_words.filling import Filled, Slots, fill, fillers, frames, plain
from scripts.training.press_words.lexicon import Country, cities, countries

OFFICES = (
    ("président", "", "president"), ("Premier ministre", "", "prime minister"),
    ("ministre", " de la Défense", "defence minister"), ("ministre", " des Affaires étrangères", "foreign minister"),
    ("négociateur", "", "negotiator"), ("porte-parole", "", "spokesman"), ("émissaire", "", "envoy"),
)  # fmt: skip
PREFIXES = (
    ("russo", "Russian"), ("sino", "Sino"), ("franco", "Franco"), ("anglo", "Anglo"), ("germano", "German"),
    ("italo", "Italian"), ("israélo", "Israeli"), ("américano", "American"), ("turco", "Turkish"), ("syro", "Syrian"),
    ("irano", "Iranian"), ("saoudo", "Saudi"), ("nippo", "Japanese"), ("indo", "Indian"), ("gréco", "Greek"),
    ("hispano", "Spanish"), ("serbo", "Serbian"), ("libano", "Lebanese"), ("algéro", "Algerian"),
)  # fmt: skip
SIDES = (("pro", "pro"), ("anti", "anti"))
SIDED = 0.5  # of the adjectives with a prefix say for or against whom
OFFICIALS = 0.4  # of the people who speak and act hold an office in some country
IN_CITIES = 0.6  # of the places are cities


def common(rng: random.Random) -> Filled:
    """Draw what fills the slots that any frame may have, with a country, a place and a person who acts."""
    source, target = plain(rng)
    country, city = rng.choice(countries()), rng.choice(cities())
    source |= adjectives(country) | {"ville0": city[0]}
    target |= {"nat": country.adjective, "ville": city[1]}
    source["qui"], target["qui"] = _official(rng) if rng.random() < OFFICIALS else rng.choice(fillers("qui"))
    source["lieu"], target["lieu"] = _place(rng)
    return source, target


def _official(rng: random.Random) -> Row:
    country, (noun, rest, word) = rng.choice(countries()), rng.choice(OFFICES)
    return f"le~{noun} {country.masculine_adjective}{rest}", f"the {country.adjective} {word}"


@cache
def adjectives(country: Country, mark: str = "") -> Slots:
    """Return the four forms of a country's adjective as the slots `natm`, `natf`, `natmp` and `natfp`."""
    masculine, feminine = country.masculine_adjective, country.feminine_adjective
    forms = (masculine, masculine, feminine, french.plural_word(masculine), french.plural_word(feminine))
    return {f"nat{form}{mark}": text for form, text in zip(("", "m", "f", "mp", "fp"), forms, strict=True)}


def _place(rng: random.Random) -> Row:
    if rng.random() < IN_CITIES:
        city, name = rng.choice(cities())
        return f"à~{city}", f"in {name}"
    country = rng.choice(countries())
    return inside(country), f"in {country.english}"


@cache
def inside(country: Country) -> str:
    """Return `au Mali`, `en Syrie`, `aux Pays-Bas`, `à Cuba`."""
    article, name = _apart(country)
    if article == "les":
        return f"aux {name}"
    if not article:
        return f"en {name}" if name in ("Israël", "Haïti") else f"à {name}"
    return f"en {name}" if country.feminine or french.elides(name) else f"au {name}"


@cache
def from_country(country: Country) -> str:
    """Return `du Mali`, `de la Syrie`, `des Pays-Bas`, `d'Israël`."""
    return french.elide(f"de~{country.french}") if _apart(country)[0] != "l" else f"de {country.french}"


def _apart(country: Country) -> Row:
    found = re.match(r"(?:(le|la|les) |(l)')(.*)", country.french)
    return (found[1] or found[2], found[3]) if found else ("", country.french)


def country_pair(country: Country, rng: random.Random) -> Row:
    """Return a sentence about a country, its people or its capital, and another country."""
    other = rng.choice([one for one in countries() if one is not country])
    source, target = common(rng)
    city = rng.choice(cities())
    source |= _french_slots(country, other) | {"lieu": f"à~{city[0]}"}
    target |= _english_slots(country, other) | {"lieu": f"in {city[1]}", "ville": city[1]}
    return fill(rng.choice(frames("country")), (source, target))


def _french_slots(country: Country, other: Country) -> Slots:
    many, several = french.plural_word(country.masculine_adjective), country.french.startswith("les ")
    people = many.title()
    return {
        "pays": country.french, "pays2": other.french, "enpays": inside(country), "enpays0": inside(country),
        "enpays2": inside(other), "apays2": inside(other), "depays": from_country(country),
        "depays2": from_country(other),
        "gens": f"les {people}", "Gensfr": f"les {people}", "natnoms": people, "natmp0": many,
        "a3": "ont" if several else "a", "ses": "leurs" if several else "ses",
        "unhomme": f"un {country.masculine_adjective.title()}",
        "unefemme": f"une {country.feminine_adjective.title()}",
        "capitale": country.capital[0], "capitale2": other.capital[0], "acapitale": f"à~{country.capital[0]}",
        "acapitale2": f"à~{other.capital[0]}", **adjectives(country), **adjectives(other, "2"),
    }  # fmt: skip


def _english_slots(country: Country, other: Country) -> Slots:
    man = f"a(n) {country.person}" if country.person != "-" else f"a(n) {country.adjective} man"
    return {
        "Pays": country.english, "Pays2": other.english, "Gens": country.people, "aman": man,
        "people": country.people.removeprefix("the "), "awoman": f"a(n) {country.adjective} woman",
        "capital": country.capital[1], "capital2": other.capital[1], "nat": country.adjective, "nat2": other.adjective,
    }  # fmt: skip


def compound_pair(country: Country, rng: random.Random) -> Row:
    """Return a sentence with an adjective of two countries, or of one and a side: `russo-turc`, `pro-turc`."""
    others = [one for one in PREFIXES if not country.masculine_adjective.startswith(one[0][:3])]
    start, name = rng.choice(SIDES if rng.random() < SIDED else others)
    source, target = common(rng)
    forms = adjectives(country)
    for slot, form in (("xm", "natm"), ("xf", "natf"), ("xp", "natfp"), ("xmp", "natmp")):
        source[slot] = f"{start}-{forms[form]}"
    return fill(rng.choice(frames("compound")), (source, target | {"X": f"{name}-{country.adjective}"}))
