"""What a model cannot read and need not: carried around it, and put back into its English.

An address, a placeholder or a name in foreign letters stands for a noun, so a stand-in that models copy (`Q1`) takes
its place. A mark (an emoji, a tag, `®`) is taken out, and put back beside the English word that the model's attention
gives for the French word that it stood beside.
"""

import re
from dataclasses import dataclass, field
from itertools import groupby

from bilingual.text.normalising import BEYOND_LATIN
from bilingual.translator.layout import CARRIED, FIRST, MOST, Laid, Layout, unpack
from bilingual.translator.plain import BLANK, Knows, Reads, unknown

# Things for programs or to be found again, the same in every language.
UNTRANSLATED = re.compile(
    r"(?:https?|ftp)://[^\s<>«»\"“”]++|(?<![\w.@-])www\.[^\s<>«»\"“”]++"
    r"|(?<![\w.+-])[\w.+-]++@[\w-]++(?:\.[\w-]++)++"
    r"|(?<![\w@#&/.])[@#](?=[\w-]*[^\W\d])\w[\w-]*+"
    r"|\{\{[^{}\n]{1,80}\}\}|\$?\{[^{}\n]{0,80}\}|%\(\w{1,40}\)[sdif]|(?<!\d)(?<!\d )%(?:\d\$)?[sdif]\b(?!['’])"
    r"|(?<![\w.@/-])(?:[a-z\d][a-z\d-]*+\.)++(?:fr|com|org|net|eu|be|ch|info|io|uk|tv|ru)\b(?:/[^\s<>«»\"“”]*+)?"
    r"|(?<![\w.,+])(?:\+\d\d[ \u00a0\u202f.]?\d|0\d)(?:[ \u00a0\u202f.-]?\d\d){4}(?![\w,])"  # telephone
    r"|(?<![\w.,])\d{1,3}(?:\.\d{1,3}){3}(?::\d{1,5})?(?![\w,.]\w)"  # address of a computer
    r"|(?<![\w/])(?:[a-z]:\\|~?/)(?:[\w.-]++[\\/])+[\w.-]*+",
    re.IGNORECASE,
)
# What no match of UNTRANSLATED is without, each found quickly: a sign, a dot before a letter, or figures in a row, and
# beside these alone, as a year has them, a telephone's, a computer's address, or `www.`.
SIGN_OF_ADDRESS, DOTTED = re.compile(r"[@#{%\\/]"), re.compile(r"\.[a-z]", re.IGNORECASE)
IN_A_ROW = re.compile(r"\d[ \u00a0\u202f.-]?\d\d[ \u00a0\u202f.-]?\d")
LONG_NUMBER = re.compile(r"\d(?:[ \u00a0\u202f.-]?\d\d){4}|\d\.\d{1,3}\.\d{1,3}\.\d|www\.", re.IGNORECASE)
SIGN_OF_TAG = re.compile("[<&™℠]")
TAG = re.compile(
    r"</?(?:[a-z][a-z\d:-]{0,30}|[A-Z][A-Z\d_:-]{0,30})(?:\s[^<>]{0,300})?/?>|[™℠]|&(?:[a-z]{2,8}|#\d{1,6});"
)
PICTURE = "[\u2190-\u2bff\u3030\u303d\U0001f000-\U0001faff]"
EMOJI = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?(?:\u200d{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]?)+"
    f"|{PICTURE}[\ufe0f\U0001f3fb-\U0001f3ff]"
)
FORMULA = re.compile(rf"(?<![\w.,])\d[\d.,]*+(?:{BLANK}?[+×÷=*/^−-]{BLANK}?\d[\d.,]*+)+")
COMPANY = re.compile(r"(?<![\w'’])[A-ZÀ-Þ][\w'’.-]{0,40}+(?: & [A-ZÀ-Þ][\w'’-]{0,40}+)+")
CALCULATED = frozenset("+×÷=*^")
DECIMAL = re.compile(r"(?<=\d),(?=\d)")
AT_ENDS = ".'’*_-"
TRAILING = ".,;:!?…)]}'’*_»"
# Letters of French: a model that lacks them has met them spelled in bytes often enough.
FRENCH = frozenset("àâäæçéèêëîïôöœùûüÿÀÂÄÆÇÉÈÊËÎÏÔÖŒÙÛÜŸ")
ELISION = re.compile(r"(?:[dlnsjmtc]|qu|lorsqu|puisqu|jusqu)['’]", re.IGNORECASE)
PART = re.compile(r"[^\s«»\"“”„(){}\[\],;:!?…]+")
MIXED = re.compile(r"[^\W_]{1,4}(?:[^\w\s]{1,2}[^\W_]{1,4})+|[^\W\d_]{1,2}(?:\+\+|#)")  # `R&D`, `C++`
NEIGHBOURS = re.compile("[\U000f0000-\U000ffffd](?: [\U000f0000-\U000ffffd])+")
MARKS = re.compile("[\U000f0000-\U000ffffd]{2,}")


@dataclass(slots=True)
class Luggage:
    """Things taken out of one text, each replaced in it by a private sign; `nouns` are those to be stood in for."""

    things: list[str] = field(default_factory=list)
    nouns: set[str] = field(default_factory=set)

    def take_emoji(self, text: str) -> str:
        """Take out emoji of several characters, whose joiners are invisible signs elsewhere."""
        if not BEYOND_LATIN.search(text):
            return text  # which holds neither an emoji nor a private sign
        text = CARRIED.sub(lambda match: self._keep(match[0]), text)
        return EMOJI.sub(lambda match: self._take(match[0], is_noun=False), text)

    def take_fixed(self, text: str) -> str:
        """Take out addresses, handles, placeholders and tags."""
        if SIGN_OF_TAG.search(text):
            text = TAG.sub(lambda match: self._take(match[0], is_noun=False), text)
        return UNTRANSLATED.sub(self._take_address, text) if _may_hold_address(text) else text

    def take_strange(self, text: str, knows: Knows, reads: Reads) -> str:
        """Take out names in letters that the model lacks, formulas, and signs that it lacks."""
        strange = {sign for sign in unknown(text, knows) if not sign.isspace() and not CARRIED.match(sign)}
        strange = {sign for sign in strange if not (sign.isascii() and sign.isalnum()) and sign not in FRENCH}
        if not strange:
            return MARKS.sub(self._merge, text)
        if strange & CALCULATED:
            text = FORMULA.sub(lambda match: self._take_formula(match, strange), text)
        if "&" in strange:
            text = COMPANY.sub(lambda match: self._take(match[0], is_noun=True), text)
        text = PART.sub(lambda match: self._take_part(match[0], strange, reads), text)
        if signs := sorted(sign for sign in strange if not sign.isalpha()):
            text = re.sub(f"[{''.join(map(re.escape, signs))}]+", lambda match: self._take(match[0], False), text)
        return NEIGHBOURS.sub(self._join, MARKS.sub(self._merge, text))

    def lay_out(self, text: str) -> Laid:
        """Return the text with stand-ins for the nouns and without the marks."""
        return Layout(self.nouns, text).lay_out(tuple(self.things)) if self.things else Laid(text=text)

    def _take(self, thing: str, is_noun: bool) -> str:
        if len(self.things) >= MOST:
            return thing
        sign = self._keep(unpack(thing, self.things))
        if is_noun:
            self.nouns.add(sign)
        return sign

    def _keep(self, thing: str) -> str:
        self.things.append(thing)
        return chr(FIRST + len(self.things) - 1)

    def _take_address(self, match: re.Match[str]) -> str:
        address = match[0] if match[0].endswith(("}", "}}")) else match[0].rstrip(TRAILING)
        return self._take(address, is_noun=True) + match[0][len(address) :] if address else match[0]

    def _take_formula(self, match: re.Match[str], strange: set[str]) -> str:
        formula = match[0].rstrip(TRAILING)
        if not CALCULATED & strange & set(formula):
            return match[0]
        return self._take(DECIMAL.sub(".", formula), is_noun=True) + match[0][len(formula) :]

    def _take_part(self, part: str, strange: set[str], reads: Reads) -> str:
        """Take a whole name for its foreign letters or for the signs in it; leave signs at its ends."""
        if not strange.intersection(part):
            return part
        elided = ELISION.match(part)
        head, word = (part[: elided.end()], part[elided.end() :]) if elided else ("", part)
        signs = "".join(sign for sign in strange if not sign.isalpha())
        mixed = MIXED.match(word)
        body = mixed[0] if mixed and not word[mixed.end() :].strip(AT_ENDS) else word.strip(signs + AT_ENDS)
        if not body or not strange.intersection(body) or reads(body):
            return part
        at = word.find(body)
        pieces = body.split("-") if body[0].islower() or not body[0].isascii() else [body]  # `β-carotène`
        taken = (self._take(piece, is_noun=True) if strange.intersection(piece) else piece for piece in pieces)
        return head + word[:at] + "-".join(taken) + word[at + len(body) :]

    def _merge(self, match: re.Match[str]) -> str:
        """Return the text with marks in a row made one."""
        return match[0] if self.nouns.intersection(match[0]) else self._take(match[0], is_noun=False)

    def _join(self, match: re.Match[str]) -> str:
        """Neighbouring nouns are one, a name of several words; beside a mark they stay what they are."""
        runs = groupby(match[0].split(" "), key=self.nouns.__contains__)
        together = ((is_noun, list(signs)) for is_noun, signs in runs)
        return " ".join(
            self._take(" ".join(signs), is_noun=True) if is_noun and len(signs) > 1 else " ".join(signs)
            for is_noun, signs in together
        )


def _may_hold_address(text: str) -> bool:
    if SIGN_OF_ADDRESS.search(text) or DOTTED.search(text):
        return True
    return IN_A_ROW.search(text) is not None and LONG_NUMBER.search(text) is not None
