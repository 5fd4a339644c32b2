"""Makes bilingual/quality/vocabulary.txt.xz: the words that English has, and those that only French has.

    python scripts/make_vocabulary.py ../shared/training /usr/share/dict     # about 3 minutes

English are the words of SCOWL (Kevin Atkinson's lists, as Debian's wamerican-huge, wamerican-large and the two
british packages install them; free to use with the notice in vocabulary.LICENSE.txt) and those that the English of
the training shards holds often enough (sources: SOURCES.md beside them). A word that French uses far more than
English, and that only the hugest list knows (`maire`), is left to French. What `word_forms.formed` derives from a
kept word is not written. Names are those that only the English has (`Brussels`): others are looked for in the French.

The file holds one section a kind, `# frequent`, `# english`, `# french` and `# names`, in it a line for each
beginning of three letters: the beginning, then the words' ends.
"""

import argparse
import lzma
from collections import Counter
from pathlib import Path

from make_lexicon import SHARDS, read_shard

from bilingual.quality.misspellings import MISSPELLINGS
from bilingual.quality.sides import split_words
from bilingual.quality.vocabulary import HEAD
from bilingual.quality.word_forms import formed

SHORTEST_NAME = 5
FREQUENT, FEWEST_ENGLISH, FEWEST_FRENCH = 20, 3, 2
SHARE_OF_FRENCH = 30  # how many times as often French must have a word than English, to take it from the huge list
SHARE_OF_LOANS = 10  # and a word on no list, lest a loan be taken for a word left in French
ALL = 10**9


def count_words(training: Path) -> tuple[Counter[str], Counter[str]]:
    """Return how often the French and the English of the shards hold each word as written."""
    french, english = Counter[str](), Counter[str]()
    for name in SHARDS:
        for fr, en in read_shard(training, name, ALL):
            french.update(split_words(fr))
            english.update(split_words(en))
    return french, english


def read_lists(folder: Path, names: list[str]) -> set[str]:
    """Return the words of installed word lists, in lower case."""
    texts = [(folder / name).read_text(encoding="utf-8") for name in names]
    return {word.lower() for text in texts for word in split_words(text)}


def choose_english(french: Counter[str], english: Counter[str], large: set[str], huge: set[str]) -> set[str]:
    """Return the words that are English, whatever French says."""
    counted = {word for word, count in english.items() if count >= FEWEST_ENGLISH and word.islower()}
    return {
        word
        for word in counted | huge
        if word in large or french[word] < 3 or french[word] < SHARE_OF_FRENCH * english[word]
        if word not in MISSPELLINGS
    }


def choose_french(french: Counter[str], english: Counter[str], known: set[str]) -> set[str]:
    """Return the words of French that English has not; one met once only where no English text has it."""
    return {
        word
        for word, count in french.items()
        if word.islower() and len(word) > 2 and word not in known
        and (count >= FEWEST_FRENCH or not english[word]) and count > SHARE_OF_LOANS * english[word]
    }  # fmt: skip


def choose_names(french: Counter[str], english: Counter[str], known: set[str], frequent: set[str]) -> set[str]:
    """Return, in lower case, what English texts write with a capital only, and French texts not at all."""
    names = {word.lower() for word in english if word.istitle() and len(word) >= SHORTEST_NAME and not french[word]}
    return {name for name in names if name not in known and not formed(name, known.__contains__, frequent)}


def underived(words: set[str], kept: set[str]) -> set[str]:
    """Return the words that do not come of shorter ones; the short ones are looked at first."""
    found = set(kept)
    for word in sorted(words - kept, key=lambda word: (len(word), word)):
        if not formed(word, found.__contains__, kept):
            found.add(word)
    return found


def section(title: str, words: set[str]) -> list[str]:
    """Write a section: a line for each beginning, with the ends of its words."""
    groups: dict[str, list[str]] = {}
    for word in sorted(words):
        groups.setdefault(word[:HEAD], []).append(word[HEAD:])
    return [f"# {title}", *(" ".join([head, *ends]) for head, ends in groups.items())]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("training", type=Path, help="the folder of token shards and sentencepiece.model")
    parser.add_argument("lists", type=Path, help="the folder of SCOWL's lists, huge and large")
    parser.add_argument("--out", type=Path, default=Path("bilingual/quality/vocabulary.txt.xz"))
    arguments = parser.parse_args()
    french, english = count_words(arguments.training)
    large = read_lists(arguments.lists, ["american-english-large", "british-english-large"])
    huge = large | read_lists(arguments.lists, ["american-english-huge", "british-english-huge"])
    known = choose_english(french, english, large, huge)
    frequent = {word for word in known if english[word] >= FREQUENT}
    rare = underived(known, frequent) - frequent
    only_french = choose_french(french, english, known)
    names = choose_names(french, english, known, frequent)
    sections = {"frequent": frequent, "english": rare, "french": only_french, "names": names}
    text = [line for title, words in sections.items() for line in section(title, words)]
    # A larger preset gains nothing at this size and takes 64 MB to read.
    packed = lzma.compress("\n".join(text).encode(), preset=6 | lzma.PRESET_EXTREME)
    arguments.out.write_bytes(packed)
    sizes = ", ".join(f"{len(words):,} {title}" for title, words in sections.items())
    print(f"{arguments.out}: {sizes}, {len(packed):,} bytes")


if __name__ == "__main__":
    main()
