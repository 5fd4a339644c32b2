"""Which French and English stems translate each other: read once from the data file that scripts/make_lexicon.py makes."""

import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Entry = tuple[float, float, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Per side a stem's weights, in nats, without and with a counterpart on the other side, and the stems it links to."""

    french: dict[str, Entry]
    english: dict[str, Entry]


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that ships with the package (some tenths of a second, once)."""
    sides: dict[str, dict[str, Entry]] = {"fr": {}, "en": {}}
    text = lzma.decompress(files("bilingual.quality").joinpath("lexicon.tsv.xz").read_bytes()).decode()
    for line in text.split("\n"):
        side, stem, without, with_one, linked = line.split("\t")
        sides[side][stem] = (int(without) / 10, int(with_one) / 10, frozenset([stem, *linked.split()]))
    return Lexicon(sides["fr"], sides["en"])
