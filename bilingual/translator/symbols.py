"""Signs that a model lacks, said in French words before it, and turned back into signs in its English."""

import re
from dataclasses import dataclass
from functools import partial

from bilingual.translator.plain import BLANK, Knows, unknown

# What a currency's amounts are called in French, and how a model may call them in English.
CURRENCIES = {
    "€": ("euros", r"euros?|EUR"),
    "$": ("dollars", r"dollars?|USD"),
    "£": ("livres sterling", r"pounds?(?: of pounds?)?(?: sterling)?|GBP"),
    "¥": ("yens", r"yens?|JPY"),
    "₽": ("roubles", r"rou?bles?|RUB"),
    "₹": ("roupies", r"rupees?|INR"),
    "₪": ("shekels", r"shekels?|ILS"),
    "₺": ("livres turques", r"Turkish (?:lira|pound)s?|TRY"),
    "₴": ("hryvnias", r"hryvnias?|UAH"),
    "₿": ("bitcoins", r"bitcoins?|BTC"),
    "₩": ("wons", r"wons?|KRW"),
}
DOLLARS = {"US": "américains", "CA": "canadiens", "CAN": "canadiens", "C": "canadiens", "AU": "australiens"}
SCALES = {"k": " 000", "K": " 000", "M": " millions", "m": " millions", "G": " milliards"}
SCALES |= dict.fromkeys(("Md", "Mds", "md", "mds", "Mrd", "Mia"), " milliards")
SIGNS = f"[{''.join(map(re.escape, CURRENCIES))}]"
SIGN = f"(?P<sign>{SIGNS})"
SCALE = "|".join(sorted(SCALES, key=len, reverse=True))
AMOUNT = rf"\d++(?:{BLANK}\d\d\d(?!\d)|[,.]\d++)*+"
BEHIND = re.compile(rf"(?P<number>\d){BLANK}?(?P<scale>(?:{SCALE})(?={BLANK}?{SIGNS}))?{BLANK}?{SIGN}")
BEFORE = re.compile(rf"{SIGN}{BLANK}?(?P<number>{AMOUNT})(?:{BLANK}?(?P<scale>{SCALE}|milli(?:on|ard)s?)\b)?")
COUNTED = re.compile(rf"(?P<scale>milli(?:on|ard|er)s?){BLANK}?{SIGN}")
ALONE = re.compile(rf"(?P<scale>\b(?:{SCALE}))?{SIGN}")
DOLLARS_BEHIND = re.compile(rf"(?<=\d){BLANK}?\${BLANK}?(US|CAN?|AU)\b")
DOLLARS_BEFORE = re.compile(rf"\b(US|CAN?|C|AU)\${BLANK}?({AMOUNT})")
ENGLISH_AMOUNT = r"\d++(?: \d\d\d(?!\d)|[,.]\d++)*+"
THOUSANDS = re.compile(r"(?<=\d) (?=\d)")
ENGLISH_SCALE = r"(?: (?:million|billion|trillion|thousand))?"
COMPARISONS = {
    "<": "inférieur à", ">": "supérieur à", "≤": "inférieur ou égal à", "≥": "supérieur ou égal à",
    "⩽": "inférieur ou égal à", "⩾": "supérieur ou égal à", "≈": "environ", "~": "environ", "∼": "environ",
    "±": "plus ou moins",
}  # fmt: skip
COMPARED = re.compile(rf"(?<![<>\w])([{''.join(COMPARISONS)}])\s?(?=\d)")
DEGREES = re.compile(rf"(?P<number>\d){BLANK}?(?:°{BLANK}?(?P<scale>[CF])\b|(?P<whole>[℃℉])|°(?![\w°]))")
DEGREE_NAMES = {"C": " Celsius", "F": " Fahrenheit", "℃": " Celsius", "℉": " Fahrenheit"}
ENGLISH_DEGREES = re.compile(r"(\d) degrees? (C|F)(?:elsius|ahrenheit)\b")
NUMERO = re.compile(rf"\b([Nn])[°ºᵒ]{BLANK}?(s{BLANK})?(?=[\d\U000f0000-\U000ffffd])")
INCLUSIVE = re.compile(r"(?<![^\W\d_])(?P<word>[^\W\d_]++)(?P<point>[·•‧∙⋅])[^\W\d_]{1,6}(?P<plural>(?P=point)s\b)?")
AND = re.compile(rf"(?<=[^\s&]){BLANK}&{BLANK}(?=[^\W\dA-ZÀ-Þ])")  # not the `&` of a company's name


@dataclass(frozen=True, slots=True)
class Said:
    """A text whose signs are said in words, and the signs to look for behind the model."""

    text: str
    currencies: frozenset[str] = frozenset()
    degrees: bool = False

    def sign_again(self, english: str) -> str:
        """Return the English with the signs of the French: `€650` for `EUR 650`, `30°C`."""
        for sign in sorted(self.currencies):
            name = CURRENCIES[sign][1]
            english = re.sub(rf"\b(?:{name}) ?({ENGLISH_AMOUNT})", partial(_signed, sign), english)
            english = re.sub(rf"({re.escape(sign)}{ENGLISH_AMOUNT}{ENGLISH_SCALE}) (?:{name})\b", r"\1", english)
            amount = rf"(?<![€$£¥₽₹₪₺₴₿₩\d.,])({ENGLISH_AMOUNT}{ENGLISH_SCALE})[ -](?:{name})\b"
            english = re.sub(amount, partial(_signed, sign), english)
        return ENGLISH_DEGREES.sub(r"\1°\2", english) if self.degrees else english


def _signed(sign: str, amount: re.Match[str]) -> str:
    """`€1,650` for `EUR 1 650`."""
    return sign + THOUSANDS.sub(",", amount[1])


def say_signs(text: str, knows: Knows) -> Said:
    """Say the signs that the model lacks in words: amounts, comparisons, degrees, `n°`, `&`, inclusive spelling."""
    strange = {sign for sign in unknown(text, knows) if not sign.isalnum() and not sign.isspace()}
    if not strange:
        return Said(text)
    if "$" in strange:
        text = DOLLARS_BEFORE.sub(lambda match: f"{match[2]} dollars {DOLLARS[match[1]]}", text)
        text = DOLLARS_BEHIND.sub(lambda match: f" dollars {DOLLARS[match[1]]}", text)
    currencies = strange.intersection(CURRENCIES, text)
    if currencies:
        text = _say_amounts(text, currencies)
    if strange & set(COMPARISONS):
        text = COMPARED.sub(lambda match: _say_comparison(match, strange), text)
    if strange & set("·•‧∙⋅"):
        text = INCLUSIVE.sub(_say_masculine, text)
    if "&" in strange:
        text = AND.sub(" et ", text)
    degrees = strange & set("°℃℉º") and DEGREES.search(text)
    if strange & set("°℃℉º"):
        text = NUMERO.sub(lambda match: f"{match[1]}uméro{'s' if match[2] else ''} ", text)
        text = DEGREES.sub(_say_degrees, text)
    return Said(text, frozenset(currencies), bool(degrees))


def _say_amounts(text: str, currencies: set[str]) -> str:
    """Say `650 €`, `€650`, `2,5 M€`, `3 millions $` and `en €` as French reads them aloud."""

    def say(match: re.Match[str]) -> str:
        found = match.groupdict()
        if found["sign"] not in currencies:
            return match[0]
        number, scale = found.get("number") or "", found.get("scale") or ""
        amount = f"{number}{_scaled(scale, CURRENCIES[found['sign']][0])}"
        return amount if number else amount.lstrip()

    for pattern in (BEHIND, BEFORE, COUNTED, ALONE):
        text = pattern.sub(say, text)
    return text


def _scaled(scale: str, name: str) -> str:
    """Return what follows a number: ` euros`, ` 000 dollars`, ` millions d'euros`."""
    said = SCALES.get(scale, f" {scale}" if scale else "")
    if not said.startswith(" mill"):
        return f"{said} {name}"
    return f"{said} d'{name}" if name[0] in "aeiouh" else f"{said} de {name}"


def _say_comparison(match: re.Match[str], strange: set[str]) -> str:
    return f"{COMPARISONS[match[1]]} " if match[1] in strange else match[0]


def _say_degrees(match: re.Match[str]) -> str:
    return f"{match['number']} degrés{DEGREE_NAMES.get(match['scale'] or match['whole'] or '', '')}"


def _say_masculine(match: re.Match[str]) -> str:
    """`étudiant·e·s` → `étudiants`: English has one form for both."""
    plural = match["plural"] and not match["word"].endswith(("s", "x"))
    return match["word"] + ("s" if plural else "")
