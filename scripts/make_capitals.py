"""Makes bilingual/quality/capitals.txt.xz: which words the lexicon knows and writers begin with a capital.

    python scripts/make_capitals.py ../shared/training     # about 1 minute

Counts in the token shards that the embedded model was trained on (sources and licences: SOURCES.md beside them) how
often a word within a sentence is written with a capital. Those that mostly are, and whose stem the lexicon knows, are
names: what it does not know is one anyway. Two lines, French and English, the words in order.
"""

import argparse
import lzma
import re
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from make_lexicon import read_shard

from bilingual.quality.coverage import STEM
from bilingual.quality.lexicon import load_lexicon

SHARDS = {"news": 60_000, "general": 250_000, "europarl_1": 80_000, "europarl_2": 80_000, "europarl_3": 80_000}
SHORTEST, FEWEST, MOSTLY = 3, 2, 0.85
_WORD = re.compile(r"[^\W\d_]+")
_WITHIN = re.compile(r"(?<=[\w,;)%] )(?:\w{1,2}['’])?([^\W\d_]+)|(?<=\w['’-])([^\W\d_]+)")


def capitals(texts: Iterable[str], known: Iterable[str]) -> list[str]:
    """Return the words of known stems that are mostly written with a capital where no sentence begins."""
    small, capital = Counter[str](), Counter[str]()
    for text in texts:
        words = _WORD.findall(text)
        if 2 * sum(word[0].isupper() for word in words) > len(words):
            continue
        for first, second in _WITHIN.findall(text):
            word = first or second
            if word.istitle():
                capital[word.lower()] += 1
            elif word.islower():
                small[word] += 1
    stems = set(known)
    return sorted(
        word
        for word, count in capital.items()
        if count >= FEWEST
        and count >= MOSTLY * (count + small[word])
        and len(word) >= SHORTEST
        and word[:STEM] in stems
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path, help="the folder of token shards and sentencepiece.model")
    parser.add_argument("--out", type=Path, default=Path("bilingual/quality/capitals.txt.xz"))
    arguments = parser.parse_args()
    pairs = [pair for name, limit in SHARDS.items() for pair in read_shard(arguments.training, name, limit)]
    lexicon = load_lexicon()
    french = capitals((fr for fr, _ in pairs), lexicon.french)
    english = capitals((en for _, en in pairs), lexicon.english)
    text = f"{' '.join(french)}\n{' '.join(english)}\n"
    packed = lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME)
    arguments.out.write_bytes(packed)
    print(f"{arguments.out}: {len(french):,} French and {len(english):,} English words, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
