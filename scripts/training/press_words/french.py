"""French word forms: plurals, feminines, verbs, elision and contraction."""

import re
from dataclasses import dataclass

VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
# Words whose h is aspirated: no elision, no liaison; and numbers that behave so.
ASPIRATED = (
    "hain", "halt", "hangar", "harcèl", "hasard", "hauss", "haut", "hâte", "heurt", "hezbollah", "hiérarch", "hollande",
    "hond", "hongr", "horde", "hors", "houle", "houthi", "huit", "hub", "hurl", "haïe", "handicap", "hach", "hamas",
    "haye", "havane", "onz", "oui", "yém", "yacht", "yazid", "yézid",
)  # fmt: skip
STOP = ("de", "d", "du", "des", "à", "a", "au", "aux", "en", "sans", "par", "contre", "sous", "dans", "sur", "d'")
ALS = ("naval", "fatal", "natal", "final", "banal", "bancal", "festival", "bal", "carnaval", "récital", "régal")
EAUX_S = ("bleu", "pneu", "landau")
CONTRACTIONS = (("de~le ", "du "), ("de~les ", "des "), ("à~le ", "au "), ("à~les ", "aux "))
IRREGULAR = {
    "mettre": ("met", "mettent", "mett", "mis", "mettant"),
    "prendre": ("prend", "prennent", "pren", "pris", "prenant"),
    "tenir": ("tient", "tiennent", "ten", "tenu", "tenant"),
    "sortir": ("sort", "sortent", "sort", "sorti", "sortant"),
    "faire": ("fait", "font", "fais", "fait", "faisant"),
    "battre": ("bat", "battent", "batt", "battu", "battant"),
    "perdre": ("perd", "perdent", "perd", "perdu", "perdant"),
    "tendre": ("tend", "tendent", "tend", "tendu", "tendant"),
    "rendre": ("rend", "rendent", "rend", "rendu", "rendant"),
    "voir": ("voit", "voient", "voy", "vu", "voyant"),
    "ouvrir": ("ouvre", "ouvrent", "ouvr", "ouvert", "ouvrant"),
    "rompre": ("rompt", "rompent", "romp", "rompu", "rompant"),
    "abattre": ("abat", "abattent", "abatt", "abattu", "abattant"),
    "reprendre": ("reprend", "reprennent", "repren", "repris", "reprenant"),
    "reconduire": ("reconduit", "reconduisent", "reconduis", "reconduit", "reconduisant"),
    "démentir": ("dément", "démentent", "dément", "démenti", "démentant"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Conjugation:
    """The forms of a verb that the frames use; `past` is the masculine singular of the past participle."""

    infinitive: str
    he: str
    they: str
    imperfect: str
    past: str
    present: str


def elides(word: str) -> bool:
    """Return whether `le`, `de`, `que` lose their vowel before the word: `l'obus`, but `le houthi`."""
    first = word.lstrip('«" ').casefold()
    return first.startswith((*VOWELS, "h")) and not first.startswith(ASPIRATED)


def elide(text: str) -> str:
    """Join every `de~word`, `le~word`, `la~word`, `que~word` and `à~word` as French writes it."""
    text = re.sub(r"~(Le|Les) ", lambda match: f"~{match[1].lower()} ", text)
    for apart, joined in CONTRACTIONS:
        text = text.replace(apart, joined)
    return re.sub(r"\b(\w+)~(?=(\S+))", _joined, text)


def _joined(match: re.Match[str]) -> str:
    word, following = match[1], match[2]
    return f"{word[:-1]}'" if word[-1] in "ea" and elides(following) else f"{word} "


def agree(participle: str, feminine: bool, plural: bool) -> str:
    """Return a past participle in the gender and number of what it belongs to."""
    form = participle + ("e" if feminine else "")
    return form + "s" if plural and not form.endswith("s") else form


def plural(phrase: str) -> str:
    """Return the plural of a noun phrase: the noun and its adjectives, up to the first preposition."""
    words = phrase.split(" ")
    end = next(
        (place for place, word in enumerate(words) if place and (word in STOP or word.startswith("d'"))), len(words)
    )
    return " ".join([*map(plural_word, words[:end]), *words[end:]])


def plural_word(word: str) -> str:
    """Return the plural of one word; capitals, numbers and what ends in s, x or z stay."""
    if word[-1] in "sxz" or word.isupper():
        return word
    if word.endswith("al") and not word.endswith(ALS):
        return word[:-2] + "aux"
    if word.endswith(("eau", "eu")) and word not in EAUX_S:
        return word + "x"
    return word + "s"


def feminine(word: str) -> str:
    """Return the feminine of a regular adjective."""
    for ending, other in (("if", "ive"), ("eux", "euse"), ("er", "ère"), ("en", "enne"), ("el", "elle")):
        if word.endswith(ending):
            return word[: -len(ending)] + other
    return word if word[-1] in "eè" else word + "e"


def conjugate(infinitive: str) -> Conjugation:
    """Return the forms of a verb in -er or -ir, or of one in `IRREGULAR`; raises ValueError for another."""
    if infinitive in IRREGULAR:
        he, they, stem, past, present = IRREGULAR[infinitive]
        return Conjugation(
            infinitive=infinitive, he=he, they=they, imperfect=stem + "aient", past=past, present=present
        )  # fmt: skip
    if infinitive.endswith("ir"):
        stem = infinitive[:-1]
        return Conjugation(
            infinitive=infinitive, he=stem + "t", they=stem + "ssent", imperfect=stem + "ssaient", past=stem,
            present=stem + "ssant",
        )  # fmt: skip
    if not infinitive.endswith("er"):
        raise ValueError(f"{infinitive}: not regular; add it to IRREGULAR")
    return _first_group(infinitive)


def _first_group(infinitive: str) -> Conjugation:
    stem = infinitive[:-2]
    soft = stem + "e" if stem.endswith("g") else stem[:-1] + "ç" if stem.endswith("c") else stem
    strong = _strong(stem)
    return Conjugation(
        infinitive=infinitive, he=strong + "e", they=strong + "ent", imperfect=soft + "aient", past=stem + "é",
        present=soft + "ant",
    )  # fmt: skip


def _strong(stem: str) -> str:
    """Return the stem before a silent ending: `gèl-`, `rappell-`, `révèl-`, `essui-`."""
    if stem.endswith(("uy", "oy")):
        return stem[:-1] + "i"
    if stem.endswith(("appel", "jet", "musel")):
        return stem + stem[-1]
    if found := re.search(r"[eé]([bcdfglmnprstv]|gn)$", stem):
        return stem[: found.start()] + "è" + found[1]
    return stem
