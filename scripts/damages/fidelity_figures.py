"""What does the embedded model stumble over in English that it did not write? A section of benchmark_quality.py."""

import random
from collections.abc import Sequence
from difflib import SequenceMatcher

from bilingual.quality import CHECKS
from bilingual.quality.fidelity import STUMBLE, measure_fidelity
from bilingual.quality.sides import read_sides
from bilingual.translator import Translator
from scripts.damages.demetr import KINDS, damage_rows
from scripts.damages.mechanical import Pair, make_corpus

HUNK = 5  # words that a right edit changes at most
THRESHOLD = next(check.threshold for check in CHECKS if check.name == "fidelity")


def print_fidelity(sets: dict[str, Sequence[Pair]], sentences: int, each: int = 100) -> None:
    """Print the share of human pairs below the threshold, then of right and of damaged edits below `STUMBLE`.

    The edits are made of the embedded model's translations of the first set: with a phrase of the human translation
    in it, or damaged in the ways of `KINDS`, at most `each` of a kind.
    """
    translator = Translator("embedded", workers=2)
    print(f"\nforced decoding by {translator.model.title}: human pairs below {THRESHOLD:g}")
    for name, pairs in sets.items():
        print(f"  {name:28} {len(pairs):6,} {_share(translator, pairs, THRESHOLD):7.1%}")
    human = next(iter(sets.values()))[:sentences]
    french = [pair[0] for pair in human]
    machine = [translation.text for translation in translator.translate(french)]
    own = list(zip(french, machine, strict=True))
    right = right_edits(machine, human)
    print(f"edits of the model's English below {STUMBLE:g}")
    print(f"  {'untouched':28} {len(own):6,} {_share(translator, own, STUMBLE):7.1%}")
    print(f"  {'right edits':28} {len(right):6,} {_share(translator, right, STUMBLE):7.1%}")
    corpus = make_corpus(own)
    for name, kind in KINDS.items():
        damaged = [(pair[0], wrong) for pair, wrong in damage_rows(corpus, range(len(own)), kind)[:each]]
        print(f"  {name:28} {len(damaged):6,} {_share(translator, damaged, STUMBLE):7.1%}")


def right_edits(machine: Sequence[str], human: Sequence[Pair], seed: int = 3) -> list[Pair]:
    """Put one phrase of the human translation, of at most `HUNK` words, in its place in the machine's."""
    rng = random.Random(seed)
    edits = []
    for english, (french, reference) in zip(machine, human, strict=True):
        own, other = english.split(), reference.split()
        changes = SequenceMatcher(None, own, other, autojunk=False).get_opcodes()
        small = [change for change in changes if change[0] == "replace" and max(_lengths(change)) <= HUNK]
        if small:
            _, start, end, from_word, to_word = rng.choice(small)
            edits.append((french, " ".join((*own[:start], *other[from_word:to_word], *own[end:]))))
    return edits


def _lengths(change: tuple[str, int, int, int, int]) -> tuple[int, int]:
    return change[2] - change[1], change[4] - change[3]


def _share(translator: Translator, pairs: Sequence[Pair], below: float) -> float:
    readings = translator.read(pairs)
    values = [
        measure_fidelity(read_sides(fr, en, reading=reading)) for (fr, en), reading in zip(pairs, readings, strict=True)
    ]
    return sum(value < below for value in values) / max(1, len(values))
