"""Frames of press sentences, filled with the lexicon: a French and an English sentence that say the same."""

import random
import re
from collections.abc import Callable, Iterator
from functools import cache

from scripts.training.press import english, french
from scripts.training.press.lexicon import Country, Described, Noun, Object, Verb, cities, countries, rows

Slots = dict[str, str]
Pair = tuple[str, str]
BARE = frozenset(
    "murder rape theft homicide infanticide parricide genocide assault fraud desecration".split()
) | {"armed robbery", "attempted murder", "attempted rape", "sexual assault", "breach of trust", "identity theft", "criminal conspiracy"}
MASS_OBJECTS = ("violence", "information", "staff", "money")
PREFIXES = (
    ("russo", "Russian"), ("sino", "Sino"), ("franco", "Franco"), ("anglo", "Anglo"), ("germano", "German"),
    ("italo", "Italian"), ("israélo", "Israeli"), ("américano", "American"), ("turco", "Turkish"), ("syro", "Syrian"),
    ("irano", "Iranian"), ("saoudo", "Saudi"), ("nippo", "Japanese"), ("indo", "Indian"), ("gréco", "Greek"),
    ("hispano", "Spanish"), ("serbo", "Serbian"), ("libano", "Lebanese"), ("algéro", "Algerian"),
)  # fmt: skip
NEEDS = re.compile(r"\{(\w+)\}")


@cache
def frames(kind: str) -> tuple[Pair, ...]:
    """Return the frames for one kind of word."""
    return tuple((cells[1], cells[2]) for cells in rows("frames.tsv") if cells[0] == kind)


@cache
def fillers(slot: str) -> tuple[Pair, ...]:
    """Return what may stand in a slot that every frame can have."""
    return tuple((cells[1], cells[2]) for cells in rows("fillers.tsv") if cells[0] == slot)


def fill(frame: Pair, own: tuple[Slots, Slots], rng: random.Random) -> Pair:
    """Return the frame with its slots filled, joined and capitalised as each language writes it."""
    common = _common(rng)
    source = frame[0].format_map(common[0] | own[0])
    target = frame[1].format_map(common[1] | own[1])
    source = re.sub(r"\b([Dd])e d(?:es|'un)\b", r"\1e", french.elide(source))
    return _begun(source), _begun(english.with_articles(target))


def _begun(text: str) -> str:
    place = next(index for index, sign in enumerate(text) if sign.isalnum())
    return text[:place] + text[place].upper() + text[place + 1 :]


def _common(rng: random.Random) -> tuple[Slots, Slots]:
    drawn = {slot: rng.choice(fillers(slot)) for slot in ("qui", "src", "quand", "quand0", "num", "argent", "nom")}
    if rng.random() < 0.4:
        drawn["qui"] = _official(rng)
    source, target = ({slot: pair[side] for slot, pair in drawn.items()} for side in (0, 1))
    source["num"] = f"{source['num']}~" if source["num"].endswith(" de") else f"{source['num']} "
    target["num"] += " "
    for slots, other in ((source, target), (target, source)):
        slots.update(age="", pct="", an="")
    age, pct, year = str(rng.randint(17, 84)), str(rng.randint(2, 60)), str(rng.randint(1994, 2026))
    source.update(age=age, pct=pct, an=year)
    target.update(age=age, pct=pct, an=year)
    country = rng.choice(countries())
    source.update(_adjectives(country))
    target["nat"] = country.adjective
    place = _place(rng)
    source["lieu"], target["lieu"] = place
    return source, target


def _official(rng: random.Random) -> Pair:
    country = rng.choice(countries())
    noun, word = rng.choice((
        ("président", "president"), ("Premier ministre", "prime minister"), ("chef de la diplomatie", "foreign minister"),
        ("ministre de la Défense", "defence minister"), ("chef d'état-major", "chief of staff"),
        ("négociateur", "negotiator"), ("porte-parole", "spokesman"), ("émissaire", "envoy"),
    ))  # fmt: skip
    first, _, rest = noun.partition(" de la ")
    noun = f"{first} {country.masculine_adjective}" + (f" de la {rest}" if first == "ministre" else "")
    if first == "chef":
        noun = f"chef de la diplomatie {country.feminine_adjective}"
    return f"le~{noun}", f"the {country.adjective} {word}"


def _adjectives(country: Country, mark: str = "") -> Slots:
    masculine, feminine = country.masculine_adjective, country.feminine_adjective
    return {
        f"nat{mark}": masculine, f"natm{mark}": masculine, f"natf{mark}": feminine,
        f"natmp{mark}": french.plural_word(masculine), f"natfp{mark}": french.plural_word(feminine),
    }  # fmt: skip


def _place(rng: random.Random) -> Pair:
    if rng.random() < 0.6:
        city, name = rng.choice(cities())
        return french.elide(f"à~{city}"), f"in {name}"
    country = rng.choice(countries())
    return inside(country), f"in {country.english}"


def inside(country: Country) -> str:
    """Return `au Mali`, `en Syrie`, `aux Pays-Bas`, `à Cuba`."""
    article, name = _apart(country)
    if article == "les":
        return f"aux {name}"
    if not article:
        return "en Israël" if name == "Israël" else f"à {name}"
    return f"en {name}" if country.feminine or french.elides(name) else f"au {name}"


def _apart(country: Country) -> Pair:
    found = re.match(r"(le|la|les) (.*)|(l)'(.*)", country.french)
    if not found:
        return "", country.french
    return found[1] or found[3], found[2] or found[4]


def from_country(country: Country) -> str:
    """Return `du Mali`, `de la Syrie`, `des Pays-Bas`, `d'Israël`."""
    return french.elide(f"de~{country.french}") if _apart(country)[0] != "l" else f"de {country.french}"


def noun_slots(noun: Noun) -> tuple[Slots, Slots]:
    """Return what a noun puts into the slots of a frame, French and English."""
    one, many = noun.singular, noun.plural
    un, le, e = ("une", "la", "e") if noun.feminine else ("un", "le", "")
    ce = "cette" if noun.feminine else "cet" if french.elides(one) else "ce"
    source = {
        "n": one, "ns": many, "un": f"{un} {one}", "dun": f"d'{un} {one}", "aun": f"à {un} {one}", "le": f"{le}~{one}",
        "les": f"les {many}", "du": french.elide(f"de~{le} {one}") if not french.elides(one) else f"de l'{one}",
        "dels": f"des {many}", "ce": f"{ce} {one}", "den": f"de~{one}", "dens": f"de~{many}", "e": e, "es": e + "s",
        "au": french.elide(f"à~{le} {one}") if not french.elides(one) else f"à l'{one}",
        "eaux": "elles" if noun.feminine else "eaux",
        "ancien": ("l'ancienne " if noun.feminine else "l'ancien ") + one,
    }  # fmt: skip
    the = noun.english if noun.mass == "~" else f"the {noun.english}"
    bare = noun.english if noun.mass or noun.english in BARE else noun.english_plural
    target = {
        "n": noun.english, "ns": noun.english_plural, "the": the, "massn": bare,
        "crimepl": noun.english if noun.mass else noun.english_plural,
    }  # fmt: skip
    return source, target


def countable(frame: Pair) -> bool:
    """Return whether the frame's English needs a noun that can be counted."""
    return "a(n)" in frame[1].replace("a(n) {nat} study", "").replace("a(n) {nat} company", "") or "{ns}" in frame[1] or "{n}" in frame[1]


def noun_pair(noun: Noun, rng: random.Random) -> Pair:
    """Return a sentence about a noun; the frames are those of its kind and those for any noun."""
    own = frames(noun.kind)
    chosen = rng.choice(own if rng.random() < 0.8 else frames("any"))
    while noun.mass and countable(chosen):
        chosen = rng.choice((*own, *frames("any")))
    source, target = noun_slots(noun)
    country = rng.choice(countries())
    adjectives = _adjectives(country)
    source |= adjectives
    source["nat1"] = adjectives["natf" if noun.feminine else "natm"]
    source["nats"] = adjectives["natfp" if noun.feminine else "natmp"]
    target["nat"] = country.adjective
    return fill(chosen, (source, target), rng)


def verb_pair(verb: Verb, rng: random.Random) -> Pair:
    """Return a sentence with a verb and one of its objects, or with a verb phrase."""
    chosen = rng.choice([frame for frame in frames(verb.kind) if not (" did " in frame[1] and verb.english.base.startswith("be "))])
    source, target = _verb_slots(verb, chosen[0])
    if verb.kind == "vt":
        thing = rng.choice(verb.objects)
        _object_slots(thing, source, target)
    return fill(chosen, (source, target), rng)


def _verb_slots(verb: Verb, frame: str) -> tuple[Slots, Slots]:
    rest = f" {verb.rest}" if verb.rest else ""
    source = {"inf": verb.infinitive + rest, "deinf": f"de~{verb.infinitive}{rest}", "avoir": "avoir"}
    if verb.kind != "vx":
        forms = french.conjugate(verb.infinitive)
        source |= {
            "pp0": forms.past + rest, "p3s": forms.he + rest, "p3p": forms.they + rest, "impf3p": forms.imperfect + rest,
            "ant": forms.present + rest, "pp": forms.past,
        }  # fmt: skip
    form = verb.english
    target = {"base": form.base, "s3": form.he, "past": form.past, "part": form.participle, "ing": form.ing}
    owner, own = ("its", "itself") if "gouvernement" in frame or "L'" in frame or "l'armée" in frame else ("his", "himself")
    return source, {slot: text.replace("POSS", owner).replace("SELF", own) for slot, text in target.items()}


def _object_slots(thing: Object, source: Slots, target: Slots) -> None:
    many = thing.plural
    mass = thing.english.endswith(MASS_OBJECTS)
    ending = ("e" if thing.feminine else "") + ("s" if many else "")
    if "pp" in source:
        source["pp"] += "" if ending == "s" and source["pp"].endswith("s") else ending
    source |= {"o": thing.french, "ont": "ont" if many else "a", "ent": "ent" if many else "t"}
    target |= {"o": thing.english, "was": "were" if many and not mass else "was"}


def described_pair(noun: Described, rng: random.Random) -> Pair:
    """Return a sentence about a noun with its adjective."""
    many = noun.plural
    un, le = ("une", "la") if noun.feminine else ("un", "le")
    lone = french.elides(noun.french)
    source = {
        "un": f"des {noun.french}" if many else f"{un} {noun.french}", "dun": f"de~{noun.french}" if many else f"d'{un} {noun.french}",
        "le": f"les {noun.french}" if many else f"{le}~{noun.french}",
        "du": f"des {noun.french}" if many else f"de l'{noun.french}" if lone else french.elide(f"de~{le} {noun.french}"),
        "au": f"aux {noun.french}" if many else f"à l'{noun.french}" if lone else french.elide(f"à~{le} {noun.french}"),
        "ont": "ont" if many else "a", "nt": "nt" if many else "",
    }  # fmt: skip
    several = many and not noun.mass
    target = {
        "a": noun.english if many or noun.mass else f"a(n) {noun.english}", "the": f"the {noun.english}",
        "is": "are" if several else "is", "thisis": "these are" if several else "this is",
    }  # fmt: skip
    return fill(rng.choice(frames("adj")), (source, target), rng)


def country_pair(country: Country, rng: random.Random) -> Pair:
    """Return a sentence about a country, its people or its capital, and another country."""
    other = rng.choice([one for one in countries() if one is not country])
    many = french.plural_word(country.masculine_adjective)
    people = many[0].upper() + many[1:]
    city = rng.choice(cities())
    several = country.french.startswith("les ")
    source = {
        "pays": country.french, "pays2": other.french, "enpays": inside(country), "enpays0": inside(country),
        "enpays2": inside(other), "depays": from_country(country), "depays2": from_country(other),
        "gens": f"les {people}", "Gensfr": f"les {people}", "natnoms": people, "natmp0": many,
        "apays2": inside(other), "a3": "ont" if several else "a", "ses": "leurs" if several else "ses",
        "unhomme": f"un {country.masculine_adjective.capitalize()}", "unefemme": f"une {country.feminine_adjective.capitalize()}",
        "capitale": country.capital[0], "capitale2": other.capital[0], "acapitale": french.elide(f"à~{country.capital[0]}"),
        "acapitale2": french.elide(f"à~{other.capital[0]}"), "lieu": french.elide(f"à~{city[0]}"), "ville0": city[0],
        **_adjectives(country), **_adjectives(other, "2"),
    }  # fmt: skip
    noun = country.person
    target = {
        "Pays": country.english, "Pays2": other.english, "Gens": country.people, "people": country.people.removeprefix("the "),
        "aman": f"a(n) {noun}" if noun != "-" else f"a(n) {country.adjective} man",
        "awoman": f"a(n) {country.adjective} woman", "capital": country.capital[1], "capital2": other.capital[1],
        "ville": city[1], "lieu": f"in {city[1]}", "nat": country.adjective, "nat2": other.adjective,
    }  # fmt: skip
    return fill(rng.choice(frames("country")), (source, target), rng)


def compound_pair(country: Country, rng: random.Random) -> Pair:
    """Return a sentence with an adjective for two countries: `russo-turc`."""
    start, name = rng.choice([one for one in PREFIXES if not country.masculine_adjective.startswith(one[0][:3])])
    forms = _adjectives(country)
    city = rng.choice(cities())
    source = {
        "xm": f"{start}-{forms['natm']}", "xf": f"{start}-{forms['natf']}", "xp": f"{start}-{forms['natfp']}",
        "xmp": f"{start}-{forms['natmp']}", "ville0": city[0],
    }  # fmt: skip
    return fill(rng.choice(frames("compound")), (source, {"X": f"{name}-{country.adjective}", "ville": city[1]}), rng)


MAKERS: dict[type, Callable[..., Pair]] = {Noun: noun_pair, Verb: verb_pair, Described: described_pair}


def distinct(make: Callable[[], Pair], number: int) -> Iterator[Pair]:
    """Yield up to `number` different pairs; a word with few frames gives fewer."""
    seen = set()
    for _ in range(number * 2):
        pair = make()
        if pair not in seen and len(seen) < number:
            seen.add(pair)
            yield pair
