"""English verbs and their forms for damages/demetr.py."""

from typing import NamedTuple


class Verb(NamedTuple):
    """The forms of a verb: work, works, worked, worked, working."""

    base: str
    third: str
    past: str
    participle: str
    progressive: str


_IRREGULAR = """
say said said go went gone make made made take took taken give gave given see saw seen know knew known get got got
find found found think thought thought tell told told become became become leave left left feel felt felt
bring brought brought begin began begun keep kept kept hold held held write wrote written stand stood stood
hear heard heard mean meant meant meet met met pay paid paid sit sat sat speak spoke spoken lead led led
grow grew grown lose lost lost fall fell fallen send sent sent build built built understand understood understood
draw drew drawn break broke broken spend spent spent rise rose risen drive drove driven buy bought bought wear wore worn
choose chose chosen seek sought sought throw threw thrown catch caught caught teach taught taught win won won
sell sold sold fight fought fought forget forgot forgotten hide hid hidden eat ate eaten drink drank drunk
fly flew flown sing sang sung swim swam swum steal stole stolen shoot shot shot sleep slept slept
"""
_REGULAR = """
announce ask seem work call try need help start turn show play move like live believe happen include continue
change watch follow stop create open walk offer remember consider appear serve expect stay reach kill remain
suggest raise pass require report decide pull explain hope develop carry receive agree support hit produce
describe allow add publish discuss learn claim return provide use plan confirm accuse arrest launch join
improve increase reduce reveal refuse accept propose present organise organize visit represent obtain
involve affect cause attack cover deny doubt face fail force fear force focus form gain handle identify
ignore introduce invest invite kick lack laugh lift limit link listen locate maintain manage mark mention note
notice observe occur order own pick place point prefer prepare prevent promise protect prove push rate realise
realize recall recognise recognize record refer reflect release remove repeat replace reply reject respond
rest review share sign solve sound state struggle study succeed suffer suppose survive talk target test thank
threaten touch trade train travel treat treat trust vote wait want warn wish worry argue admit
die lie tie complain criticise criticize defend deliver demand destroy discover dominate earn emerge employ
enjoy ensure escape establish estimate evolve examine exist expand express extend finish
"""
_DOUBLED = {"stop", "plan", "admit", "occur", "refer", "drop", "control"}


def _third(base: str) -> str:
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ies"
    return base + ("es" if base.endswith(("s", "x", "ch", "sh", "o")) else "s")


def _progressive(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base in _DOUBLED | {"get", "begin", "sit", "win", "swim", "forget", "hit"}:
        return base + base[-1] + "ing"
    return (base[:-1] if base.endswith("e") and not base.endswith("ee") else base) + "ing"


def _regular(base: str) -> Verb:
    stem = base + base[-1] if base in _DOUBLED else base
    past = stem + "d" if base.endswith("e") else stem + "ed"
    if base.endswith("y") and base[-2] not in "aeiou":
        past = base[:-1] + "ied"
    past = base if base == "hit" else past
    return Verb(base, _third(base), past, past, _progressive(base))


def _irregular() -> list[Verb]:
    words = _IRREGULAR.split()
    return [
        Verb(a, _third(a), b, c, _progressive(a)) for a, b, c in zip(words[::3], words[1::3], words[2::3], strict=True)
    ]


VERBS = [*_irregular(), *map(_regular, dict.fromkeys(_REGULAR.split()))]
BASES = {verb.base: verb for verb in VERBS}
THIRDS = {verb.third: verb for verb in VERBS}
PASTS = {verb.past: verb for verb in VERBS if verb.past != verb.base}
PARTICIPLES = {verb.participle: verb for verb in VERBS}
PROGRESSIVES = {verb.progressive: verb for verb in VERBS}
