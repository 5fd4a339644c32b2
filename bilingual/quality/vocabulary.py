"""Which words English has, and which only French has: read once from the file that scripts/make_vocabulary.py makes."""

import lzma
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

HEAD = 3  # letters by which words are grouped: a group is one string, a tenth of the memory that a set takes


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Frequent English words, the first letter small or large, and all others grouped by it: ` end end end `.

    `french` are words that only French has, `names` those that English texts have and French texts have not.
    """

    frequent: frozenset[str]
    english: dict[str, str]
    french: dict[str, str]
    names: dict[str, str]

    def is_english(self, word: str) -> bool:
        """Return whether the list has a word in lower case as it stands; its inflected forms may not be there."""
        return word in self.frequent or f" {word[HEAD:]} " in self.english.get(word[:HEAD], "")

    def is_french(self, word: str) -> bool:
        """Return whether French has a word in lower case, and English has not."""
        return f" {word[HEAD:]} " in self.french.get(word[:HEAD], "")

    def has_french_form(self, word: str) -> bool:
        """Return whether French only has a word, or its plural, singular, feminine or masculine."""
        bare = word[:-1] if word[-1:] in ("s", "x") else word
        return any(map(self.is_french, (word, bare, bare + "s", bare + "e", bare.removesuffix("e"))))

    def is_name(self, word: str) -> bool:
        """Return whether English texts have a word, here in lower case, as a name that French texts have not."""
        return f" {word[HEAD:]} " in self.names.get(word[:HEAD], "")


@cache
def load_vocabulary() -> Vocabulary:
    """Read the vocabulary that ships with the package (a tenth of a second, once)."""
    text = lzma.decompress(files("bilingual.quality").joinpath("vocabulary.txt.xz").read_bytes()).decode()
    sections: dict[str, dict[str, str]] = {}
    for block in text.split("# ")[1:]:
        title, *lines = block.rstrip("\n").split("\n")
        sections[title] = {head: f" {ends} " for head, _, ends in (line.partition(" ") for line in lines)}
    words = [head + end for head, ends in sections["frequent"].items() for end in ends[1:-1].split(" ")]
    frequent = frozenset(words + [word.capitalize() for word in words])
    return Vocabulary(frequent, sections["english"], sections["french"], sections["names"])
