"""Frames of press sentences and how they are filled: a French and an English sentence that say the same."""

import random
import re
from functools import cache

from scripts.training.corpus import Row
from scripts.training.press_words import english, french
from scripts.training.press_words.lexicon import rows

Slots = dict[str, str]
Filled = tuple[Slots, Slots]
PLAIN_SLOTS = ("src", "quand", "quand0", "num", "argent", "nom")
JOINTS = (
    (" et ", " and "), (", mais ", ", but "), (" ; ", "; "), (", tandis que~", ", while "),
    (", alors que~", ", while "),
)  # fmt: skip
LOOSE = (" ; ", "; ")
JOINED = 0.15  # of the sentences get a second one behind them
PROPER = ("Kiev", "Kyiv", "ONU", "ONG", "NGOs", "Police", "Trafficking")
PARTICIPLE = re.compile(
    r"(?:Née?|Créée?|Filmée?|Touché|Grièvement|Accusée?|Poursuivi|Inculpé|Interr\w+|Suspecté|Située|Faute) "
)
OPEN = re.compile(r'[«"?:]|[^.]$')


@cache
def frames(kind: str) -> tuple[Row, ...]:
    """Return the frames for one kind of word."""
    return tuple((cells[1], cells[2]) for cells in rows("frames.tsv") if cells[0] == kind)


@cache
def fillers(slot: str) -> tuple[Row, ...]:
    """Return what may stand in a slot that any frame can have."""
    return tuple((cells[1], cells[2]) for cells in rows("fillers.tsv") if cells[0] == slot)


def plain(rng: random.Random) -> Filled:
    """Draw what fills the slots that belong to no word: days, numbers, sources, sums."""
    drawn = {slot: rng.choice(fillers(slot)) for slot in PLAIN_SLOTS}
    source, target = ({slot: pair[side] for slot, pair in drawn.items()} for side in (0, 1))
    source["num"] += "~" if source["num"].endswith(" de") else " "
    target["num"] += " "
    same = {
        "age": str(rng.randint(17, 84)), "pct": str(rng.randint(2, 60)), "an": str(rng.randint(1994, 2026)),
    }  # fmt: skip
    return source | same, target | same


def fill(frame: Row, slots: Filled) -> Row:
    """Return the frame with its slots filled; what is to be joined stays apart (`de~obus`, `a(n) order`)."""
    return frame[0].format_map(slots[0]), frame[1].format_map(slots[1])


def finish(pair: Row) -> Row:
    """Return the pair joined and capitalised as each language writes it."""
    source = re.sub(r"\b([Dd])e d(?:es|e) ", r"\1e ", french.elide(pair[0]))
    return _begun(source), _begun(english.with_articles(pair[1]))


def join(first: Row, second: Row, rng: random.Random) -> Row:
    """Return one sentence made of two, now and then; quotations, questions and headlines stay alone."""
    if rng.random() > JOINED or any(OPEN.search(side) for side in (*first, *second)):
        return first
    joint = LOOSE if PARTICIPLE.match(second[0]) else rng.choice(JOINTS)
    source, target = (f"{first[side][:-1]}{joint[side]}{_continued(second[side])}" for side in (0, 1))
    return source, target


def _continued(text: str) -> str:
    """Return a sentence as it goes on behind another: a small letter, unless it begins with a name."""
    word = text.split(" ")[0]
    known = re.fullmatch(r"(?:[LD]'\w+|[A-ZÀÉ][a-zàéèêç]*)", word) and word in _starts() and word not in PROPER
    return text[0].lower() + text[1:] if known else text


@cache
def _starts() -> frozenset[str]:
    """Return the words with which frames begin by themselves, whatever fills their slots."""
    return frozenset(side.split(" ")[0] for cells in rows("frames.tsv") for side in cells[1:] if side[0] != "{")


def _begun(text: str) -> str:
    place = next(index for index, sign in enumerate(text) if sign.isalnum())
    return text[:place] + text[place].upper() + text[place + 1 :]
