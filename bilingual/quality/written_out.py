"""Short texts with their abbreviations and figures written out: `2 h` is as long as `deux heures`."""

import re
from collections.abc import Mapping

from bilingual.quality.english_numbers import ENGLISH
from bilingual.quality.french_numbers import FRENCH

_FRENCH = {
    "h": "heures", "min": "minutes", "mn": "minutes", "s": "secondes", "km": "kilomètres", "m": "mètres",
    "kg": "kilogrammes", "cm": "centimètres", "mm": "millimètres", "g": "grammes", "l": "litres", "ha": "hectares",
    "km/h": "kilomètres à l'heure", "°C": "degrés Celsius", "°": "degrés", "%": "pour cent", "€": "euros",
    "$": "dollars", "£": "livres", "M.": "Monsieur", "MM.": "Messieurs", "Mme": "Madame", "Mlle": "Mademoiselle",
    "n°": "numéro", "N°": "numéro", "p.": "page", "pp.": "pages", "av.": "avant", "J.-C.": "Jésus-Christ",
    "apr.": "après", "Dr": "Docteur", "Pr": "Professeur", "St": "Saint", "RDV": "rendez-vous", "tél.": "téléphone",
    "Tél.": "Téléphone", "art.": "article", "env.": "environ", "Md€": "milliards d'euros", "M€": "millions d'euros",
    "&": "et", "1er": "premier", "1re": "première", "etc.": "et cetera", "TVA": "taxe sur la valeur ajoutée",
}  # fmt: skip
_ENGLISH = {
    "h": "hours", "hrs": "hours", "min": "minutes", "km": "kilometres", "m": "metres", "kg": "kilograms",
    "cm": "centimetres", "mm": "millimetres", "g": "grams", "l": "litres", "ha": "hectares",
    "km/h": "kilometres per hour", "mph": "miles per hour", "°C": "degrees Celsius", "%": "per cent", "€": "euros",
    "$": "dollars", "£": "pounds", "Mr": "Mister", "Mr.": "Mister", "Mrs": "Missus", "Ms": "Miss", "No.": "number",
    "p.": "page", "pp.": "pages", "a.m.": "in the morning", "am": "in the morning", "p.m.": "in the evening",
    "pm": "in the evening", "BC": "before Christ", "AD": "Anno Domini", "Dr": "Doctor", "Dr.": "Doctor",
    "Prof.": "Professor", "St": "Saint", "St.": "Saint", "Tel.": "Telephone", "&": "and", "VAT": "value-added tax",
}  # fmt: skip
_FIRST_ENGLISH = {"1st": "first", "2nd": "second", "3rd": "third", "o'clock": "hours", "o’clock": "hours"}


_TEENS = {17: "dix-sept", 18: "dix-huit", 19: "dix-neuf"}
_ELSEWHERE = ("septante", "huitante", "octante", "nonante", "une", "vingts", "dozen")  # not what most texts say


def _figures(numbers: Mapping[str, int], more: Mapping[int, str]) -> dict[int, str]:
    """Return the words for the numbers that have their own, and for tens with units."""
    own = {value: word for word, value in numbers.items() if not word.endswith(("aine", *_ELSEWHERE))}
    own.update(more)
    tens = [ten for ten in range(20, 100, 10) if ten in own]
    return {ten + unit: f"{own[ten]}-{own[unit]}" for ten in tens for unit in range(1, 10)} | own


def _french_figures() -> dict[int, str]:
    said = _figures(FRENCH.cardinals, _TEENS)
    seventies = {60 + unit: f"soixante-{said[unit]}" for unit in range(10, 20)}
    return said | seventies | {80: "quatre-vingts"} | {80 + unit: f"quatre-vingt-{said[unit]}" for unit in range(1, 20)}


_IN_FRENCH = {str(value): word for value, word in _french_figures().items()} | _FRENCH
_IN_ENGLISH = {str(value): word for value, word in _figures(ENGLISH.cardinals, {}).items()} | _ENGLISH | _FIRST_ENGLISH
_PIECE = re.compile(
    r"\d+(?:[.,:]\d+|er\b|re\b|st\b|nd\b|rd\b)?|km/h|°C?|[%€$£&]|M[d]?€|[Nn]°|J\.-C\.|[ap]\.m\.|o['’]clock|(?<!['’])(?<![^\W\d_])[^\W\d_]{1,5}(?![^\W\d_])\.?"
)


def write_out_french(text: str) -> str:
    """Return a French text with common abbreviations, signs and small numbers in words."""
    return _write_out(text, _IN_FRENCH)


def write_out_english(text: str) -> str:
    """Return an English text with common abbreviations, signs and small numbers in words."""
    return _write_out(text, _IN_ENGLISH)


def _write_out(text: str, words: Mapping[str, str]) -> str:
    def said(match: re.Match[str]) -> str:
        piece, before = match[0], " " if text[match.start() - 1 : match.start()].isdecimal() else ""  # 25%, 5km
        if word := words.get(piece):
            return before + word
        return f"{before}{words[piece[:-1]]}." if piece.endswith(".") and piece[:-1] in words else piece

    return _PIECE.sub(said, text)
