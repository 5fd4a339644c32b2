"""Sentences with a noun, a verb or an adjective of the lexicon in them."""

import random
import re
from functools import cache

from scripts.training.corpus import Row
from scripts.training.press_words import french
from scripts.training.press_words.filling import Filled, Slots, fill, frames
from scripts.training.press_words.lexicon import Described, Noun, Object, Verb, countries
from scripts.training.press_words.world import adjectives, common

OF_ITS_KIND = 0.8  # of a noun's frames are those of its kind; the others suit any noun
COUNTED = re.compile(r"a\(n\) \{n\}|\{ns?\}|This \{n\}")
BARE = re.compile(
    r"murder|rape|theft|homicide|infanticide|parricide|genocide|assault|fraud|desecration|armed robbery"
    r"|attempted (?:murder|rape)|sexual assault|breach of trust|identity theft|criminal conspiracy"
)
MASS_OBJECTS = ("violence", "information", "staff", "money")
OWNED = re.compile(r"gouvernement|\b[Ll]'(?:armée|opposition)")


def noun_pair(noun: Noun, rng: random.Random) -> Row:
    """Return a sentence about a noun; English mass nouns get none that counts them."""
    own, any_noun = frames(noun.kind), frames("any")
    if noun.mass:
        own, any_noun = ([frame for frame in some if not COUNTED.search(frame[1])] for some in (own, any_noun))
    source, target = common(rng)
    country = rng.choice(countries())
    forms = adjectives(country)
    ending = "f" if noun.feminine else "m"
    source |= forms | {"nat1": forms[f"nat{ending}"], "nats": forms[f"nat{ending}p"]} | _noun_french(noun)
    target |= {"nat": country.adjective} | _noun_english(noun)
    return fill(rng.choice(own if own and rng.random() < OF_ITS_KIND else any_noun), (source, target))


@cache
def _noun_french(noun: Noun) -> Slots:
    one, many, lone = noun.singular, noun.plural, french.elides(noun.singular)
    un, le, e = ("une", "la", "e") if noun.feminine else ("un", "le", "")
    the = f"l'{one}" if lone else f"{le} {one}"
    return {
        "n": one, "ns": many, "un": f"{un} {one}", "dun": f"d'{un} {one}", "aun": f"à {un} {one}", "le": the,
        "les": f"les {many}", "des": f"des {many}", "dels": f"des {many}", "auxns": f"à des {many}", "den": f"de~{one}",
        "dens": f"de~{many}", "du": french.elide(f"de~{the}"), "au": french.elide(f"à~{the}"), "e": e, "es": e + "s",
        "ce": f"cette {one}" if noun.feminine else f"cet {one}" if lone else f"ce {one}", "il": "elle" if e else "il",
        "lui": "elle" if e else "lui", "eaux": "elles" if e else "eaux",
        "ancien": f"l'ancienne {one}" if e else f"l'ancien {one}",
    }  # fmt: skip


@cache
def _noun_english(noun: Noun) -> Slots:
    bare = noun.english if noun.mass or BARE.fullmatch(noun.english) else noun.english_plural
    return {
        "n": noun.english, "ns": noun.english_plural,
        "the": noun.english if noun.mass == "~" else f"the {noun.english}",
        "massn": bare, "crimepl": noun.english if noun.mass else noun.english_plural,
    }  # fmt: skip


def verb_pair(verb: Verb, rng: random.Random) -> Row:
    """Return a sentence with a verb and one of its objects, or with a verb phrase."""
    stative = verb.english.base.startswith("be ")
    frame = rng.choice([frame for frame in frames(verb.kind) if not (stative and " did " in frame[1])])
    source, target = common(rng)
    source |= _verb_french(verb)
    target |= _verb_english(verb, "its" if OWNED.search(frame[0]) else "his")
    if verb.kind == "vt":
        source, target = _with_object(rng.choice(verb.objects), source, target)
    return fill(frame, (source, target))


@cache
def _verb_french(verb: Verb) -> Slots:
    rest = f" {verb.rest}" if verb.rest else ""
    slots = {"inf": verb.infinitive + rest, "deinf": f"de~{verb.infinitive}{rest}", "avoir": "avoir"}
    if verb.kind == "vx":
        return slots
    forms = french.conjugate(verb.infinitive)
    return slots | {
        "pp": forms.past, "pp0": forms.past + rest, "p3s": forms.he + rest, "p3p": forms.they + rest,
        "impf3p": forms.imperfect + rest, "ant": forms.present + rest,
    }  # fmt: skip


@cache
def _verb_english(verb: Verb, owner: str) -> Slots:
    form, self = verb.english, "itself" if owner == "its" else "himself"
    slots = {"base": form.base, "s3": form.he, "past": form.past, "part": form.participle, "ing": form.ing}
    return {slot: text.replace("POSS", owner).replace("SELF", self) for slot, text in slots.items()}


def _with_object(thing: Object, source: Slots, target: Slots) -> Filled:
    several = thing.plural and not thing.english.endswith(MASS_OBJECTS)
    return (
        source | {
            "o": thing.french, "pp": french.agree(source["pp"], thing.feminine, thing.plural),
            "ont": "ont" if thing.plural else "a", "ent": "ent" if thing.plural else "t",
        },
        target | {"o": thing.english, "was": "were" if several else "was"},
    )  # fmt: skip


def described_pair(noun: Described, rng: random.Random) -> Row:
    """Return a sentence about a noun with its adjective."""
    source, target = common(rng)
    several = noun.plural and not noun.mass
    lone = several or noun.mass
    return fill(
        rng.choice(frames("adj")),
        (
            source | _described_french(noun),
            target | {
                "a": noun.english if lone else f"a(n) {noun.english}", "the": f"the {noun.english}",
                "is": "are" if several else "is", "thisis": "these are" if several else "this is",
            },
        ),
    )  # fmt: skip


@cache
def _described_french(noun: Described) -> Slots:
    words = noun.french
    if noun.plural:
        return {
            "un": f"des {words}", "dun": f"de~{words}", "le": f"les {words}", "du": f"des {words}",
            "au": f"aux {words}", "ont": "ont", "nt": "nt",
        }  # fmt: skip
    un, le = ("une", "la") if noun.feminine else ("un", "le")
    the = f"l'{words}" if french.elides(words) else f"{le} {words}"
    return {
        "un": f"{un} {words}", "dun": f"d'{un} {words}", "le": the, "du": french.elide(f"de~{the}"),
        "au": french.elide(f"à~{the}"), "ont": "a", "nt": "",
    }  # fmt: skip
