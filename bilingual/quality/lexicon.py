"""Which French and English stems translate each other: read once from the file that scripts/make_lexicon.py makes."""

import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

Entry = tuple[float, float, frozenset[str], str]
DULL: Entry = (0.0, 0.0, frozenset(), "")


@dataclass(frozen=True, slots=True)
class Lexicon:
    """For each stem its weights, in nats, without and with a counterpart, what counts as one, and the likeliest."""

    french: dict[str, Entry]
    english: dict[str, Entry]


@cache
def load_lexicon() -> Lexicon:
    """Read the lexicon that ships with the package (some tenths of a second, once)."""
    sides: dict[str, dict[str, Entry]] = {"fr": {}, "en": {}}
    nats = {str(tenths): tenths / 10 for tenths in range(-100, 101)}  # shared floats: the table stays small in memory
    text = lzma.decompress(files("bilingual.quality").joinpath("lexicon.tsv.xz").read_bytes()).decode()
    for line in text.split("\n"):
        side, stem, without, with_one, linked = line.split("\t")
        links = linked.split()
        sides[side][stem] = (nats[without], nats[with_one], frozenset(links), links[0]) if links else DULL
    return Lexicon(sides["fr"], sides["en"])
