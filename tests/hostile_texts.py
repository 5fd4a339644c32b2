"""Texts that programs like to change, written as escapes where an editor would not show them."""

import random
from collections.abc import Callable, Iterator
from functools import cache

HOSTILE = (
    "-Oui, dit-il.", "- Non.", "=1+1", "=HYPERLINK(\"http://a.example\";\"x\")", "+33 1 23 45 67 89", "@cmd", "'quoted'", "'",
    '"', '""', '"Oui"', '"Oui', 'Il dit "oui" et "non"', '"a", "b"', "a,b", "a;b", "tab\tinside", "\tfirst", "last\t",
    "two\nlines", "two\r\nlines", "bare\rreturn", "line\u2028separator", "next\x85line", "vertical\x0btab", "form\x0cfeed",
    "NA", "N/A", "#N/A", "null", "NULL", "None", "nan", "NaN", "inf", "-inf", "true", "VRAI", "FALSE", "1e5", "1E5", "00123",
    "007", "3,14", "3.14", "1 000", "1\u202f000", "50 %", "12 €", "$5", "1/2", "1-2", "01/02/2024", "2024-01-02", "2 janvier 2024",
    "janvier 2024", "9:30", "9 h 30", "1.2.3", "12345678901234567890", "0x1F", "1E+400", "\u200fעברית\u200e", "\u202babc\u202c",
    "nul\x00inside", "\x00", "bell\x07", "\x1b[31m", "\x7f", "\ufeffmark", "half\ufffe", "\\", "\\n", "\\t tab", "\\\\", "\\u0041", "a\\",
    "\\&x", "\\=1", "_x0041_", "_x000D_", " blank first", "blank last ", "\u00a0no-break", "\u3000", "…", "«\u202fOui\u202f»", "“curly”", "l’été",
    "l'été", "l'e\u0301te\u0301", "é", "𝔘𝔫𝔦𝔠𝔬𝔡𝔢 😀", "👩‍👩‍👧", "＝1+1", "＋1", "－1", "＠x", "|pipe", "%0A", "{=A1}", "<b>tag</b>", "&amp;", "&#0;",
    "%appdata%", "=cmd|' /C calc'!A0", "-2+3+cmd|' /C calc'!A0", "a" * 32_000, "MARS1", "SEPT2", "1d", "5e", "1er", "XIX", "_", "E", "1e",
)  # fmt: skip

BEGINNINGS = (
    "", *"=+-@'\"\t", "NA", "null", "1e5", "00123", "\u200f", "\x00", "\\", "\\&", "\ufeff", "“", "«", "1", "12/", "3,", " ",
)  # fmt: skip
ALPHABETS = (
    "0123456789.,:/-+%eE $€", "aéÀœ'’\"«» .,;:!?-…", "\\&tnru0041_x", "\t\n\r\x00\x0b\x1f\x85\u2028\ufeff\u200f ", "".join(map(chr, range(0x20, 0x250))),
    "\u0301\u0627\u05d0\u202e\u3042\u4e2d\U0001f600\U0010ffff\ufdd0\ufffe",
)  # fmt: skip


def drawn_texts(count: int, seed: int = 8) -> Iterator[str]:
    """Yield texts drawn at random: numbers, words, escapes, control characters, scripts, behind any beginning."""
    rng = random.Random(seed)
    for _ in range(count):
        length = rng.choice((0, 1, 2, 3, 5, 8, 40))
        yield rng.choice(BEGINNINGS) + "".join(rng.choice(rng.choice(ALPHABETS)) for _ in range(length))


# What a text of any length is made of, again and again: each has made some pattern or loop look twice at a character.
RUNS = (
    "a", "A", "é", "0", "1 ", "1 000 ", "000 ", "1er 2e ", ",.;", '"', "«", "« » ", "(", "()", "(a) ", "[1]", "-", "- a ; ",
    "'", "’", "a'", "\u00a0", "\u00a0a", " ", "\t", "Ab ", "vingt et un ", "cent ", "twenty one ", "hundred and ", "XIV ", "Ve ",
    "3 mai 2024 ", "01/02/2024 ", "01/02/", "1-2-", "1.2.3.", "1 à 2 ", "@", "@a", "a@", "a@a.", "#a ", "http://", "http://a ",
    "www.", "Mot.A", "Mot. A", "a.a.", "A. ", "a.fr ", "x.y-", "x-y", "x_y", "9 h 30 ", "9:30 ", "10 h ", "8 h du soir ", "1’000",
    "+33", "01 23 ", "...", "… ", "! ! ", "; A", "1) a 2) b ", "• a ", "date : ", "source : a ", "(photo ", "© ", "\\", "\\u0041",
    "=", "<a>", "\x00", "\x85", "\u2028", "\n", "a\n", '"\n', "A b\n", "\u0301", "a\u0301\u0327", "中", "😀", "١ ", "\ud800", "\u200b ",
    "le chat de la ville ", "the cat of the city ", "Paris Londres ", "lundi ", "half past nine ", "années 80 ", "4 à 5 millions ",
)  # fmt: skip


def _words(size: int, seed: int = 3) -> str:
    """Invented words, none twice but by chance."""
    rng = random.Random(seed)
    return " ".join("".join(rng.choices("abcdefghijklmnopqrstuvwxyz", k=7)) for _ in range(size // 8 + 1))[:size]


def _growing(size: int) -> str:
    """`a a b a b c …`: each beginning of a list of words, one after the other."""
    words = _words(size).split()
    told = (word for end in range(1, int((size / 2) ** 0.5) + 1) for word in words[:end])
    return " ".join(told)[:size]


def _indented(size: int) -> str:
    """Lines that begin, or whose labels go on, with very many blanks."""
    return f"date{' ' * (size // 3)}x\n{' ' * (size // 3)}x\nle{' ' * (size // 3)}x"


MADE: dict[str, Callable[[int], str]] = {
    "words": _words,
    "names": lambda size: _words(size).title(),
    "growing": _growing,
    "times": lambda size: " ".join(f"{number % 12} h {number % 60:02} {number}" for number in range(size // 8))[:size],
    "indented": _indented,
    "nested": lambda size: "(" * (size // 2) + ")" * (size // 2),
    "one stop": lambda size: "a" * (size - 3) + ".b@",
    "marks": lambda size: "\u0301" * (size // 2) + "\u0327" * (size // 2),
    "letters": lambda size: _words(size).replace(" ", ""),
}


@cache
def hostile_text(name: str, size: int) -> str:
    """Return a text of `size` characters: one of `RUNS` repeated, or one of `MADE`."""
    return MADE[name](size) if name in MADE else (name * (size // len(name) + 1))[:size]
