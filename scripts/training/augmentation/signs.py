"""What a newspaper's page holds besides words: stand-ins for what is carried, addresses, signs, tags, capitals.

A model is not given an address, an emoji or a name in foreign letters: bilingual.translator.layout puts `Q1` in its
place. So most pairs have such stand-ins, the same on both sides; the things themselves are rare.
"""

import random
import re

from bilingual.translator.layout import NAMES as LETTERS
from scripts.training.augmentation.figures import amount, date, measure, share, time
from scripts.training.augmentation.names import Names, elided, replaced, shared_names
from scripts.training.corpus import Row

_FOREIGN = ("Киев", "Дмитрий", "Αθήνα", "بغداد", "دمشق", "北京", "東京", "서울", "ירושלים", "Երևան", "Ødegård", "Łódź")
STAND_IN = re.compile(rf"(?<![^\W_])[{LETTERS}]\d+")
_NEIGHBOURS = re.compile(rf"[{LETTERS}]\d+ [{LETTERS}]\d")  # which the package makes one
_EMOJI = "😀😂😍🙏👏👍🎉🔥❤😡😢🤔🚀⚠✅❌⚽🌍📢📷🎬☀"
_LEADING = "©©©§•→*#"
_DOMAINS = ("fr", "com", "org", "gouv.fr", "net")
_END = re.compile(r"[.!?…]$")
_ENDS = " .!?"
_PLAIN_CAPITALS = str.maketrans("ÀÂÇÉÈÊËÎÏÔÙÛÜ", "AACEEEEIIOUUU")
_TAGS = ("b", "i", "em", "strong", "span")
MOST_CAPITALS = 110
MOST_SPLICED = 260
PLACES = 6  # for an item beside a sentence
BRACKETS = 2  # of them are brackets behind it


def letter_of(rng: random.Random) -> str:
    """Return the `Q` of `Q1`, or one of the letters that bilingual.translator.layout takes where a text has a `Q1`."""
    return rng.choices(LETTERS, (7, 1, 1, 1))[0]


def exchange_stand_ins(french: str, english: str, names: Names) -> Row | None:
    """Put `Q1`, `Q2` … in the place of the names of a pair, or in brackets behind them; None when it has none."""
    shared = shared_names(french, english, names.ordinary)
    if not shared:
        return None
    rng = names.rng
    letter = letter_of(rng)
    if STAND_IN.search(french):
        return None
    behind = rng.random() < 0.25
    made = {name: f"{letter}{number}" for number, name in enumerate(shared, 1)}
    row = replaced(french, english, {name: f"{name} ({sign})" if behind else sign for name, sign in made.items()})
    return None if _NEIGHBOURS.search(row[0]) else row


def splice(french: str, english: str, item: Row, place: int) -> Row | None:
    """Add an item, which may differ on the two sides, to the end or the beginning of a pair, bracketed or not."""
    if len(french) > MOST_SPLICED:
        return None
    made = [
        _spliced(side, part, place, blank) for side, part, blank in zip((french, english), item, (" ", ""), strict=True)
    ]
    return made[0], made[1]


def _spliced(text: str, item: str, place: int, blank: str) -> str:
    end = text[-1] if _END.search(text) else ""
    body = text[: len(text) - len(end)].rstrip() if end else text
    gap = blank if end in ("!", "?") else ""
    return (
        f"{body} ({item}){gap}{end}",
        f"{text} ({item})",
        f"({item}) {text}",
        f"{item}{blank}: {text}",
        f"{text} {item}",
        f"{body} – {item}{gap}{end}",
    )[place]


def splice_stand_in(french: str, english: str, names: Names) -> Row | None:
    """Add one stand-in, or two joined by a comma, to a pair; None when it has one, as two things never share a name."""
    if STAND_IN.search(french):
        return None
    letter = letter_of(names.rng)
    item = f"{letter}1, {letter}2" if names.rng.random() < 0.15 else f"{letter}1"
    return splice(french, english, (item, item), names.rng.randrange(PLACES))


def splice_figure(french: str, english: str, names: Names) -> Row | None:
    """Add a sum, a share, a time, a date or a measure to a pair."""
    make = names.rng.choices((amount, share, time, date, measure), (4, 2, 2, 2, 2))[0]
    return splice(french, english, make(names.rng), names.rng.randrange(BRACKETS))


def splice_name(french: str, english: str, names: Names) -> Row | None:
    """Add a person, a place or an acronym to a pair, or where it was written: `KAFR RUMA (AFP) –`."""
    if names.rng.random() < 0.2:
        head = f"{names.place().upper()}{names.rng.choice((' (AFP)', '', f' ({names.acronym()})'))} –"
        return f"{head} {french}", f"{head} {english}"
    item = names.rng.choice((names.person, names.place, names.acronym))()
    return splice(french, english, (item, item), names.rng.randrange(PLACES))


def splice_sign(french: str, english: str, names: Names) -> Row | None:
    """Add what only a model without those steps reads: an address, an emoji, foreign letters; or `© Jean Morel`."""
    rng = names.rng
    make = rng.choices((_credit, address, _emoji, lambda names: names.rng.choice(_FOREIGN)), (5, 2, 2, 1))[0]
    item = make(names)
    return splice(french, english, (item, item), rng.randrange(PLACES))


def _credit(names: Names) -> str:
    return f"{names.rng.choice(_LEADING)} {names.person()}{names.rng.choice(('', '', f' / {names.acronym()}'))}"


def _emoji(names: Names) -> str:
    return names.rng.choice(_EMOJI) * names.rng.choice((1, 1, 1, 2, 3))


def address(names: Names) -> str:
    """Return an address, a handle or a hash tag."""
    rng, kind = names.rng, names.rng.random()

    def word() -> str:
        return re.sub(r"[^a-z]", "", names.surname().lower()) or "presse"

    if kind < 0.4:
        return f"https://{rng.choice(('www.', ''))}{word()}.{rng.choice(_DOMAINS)}/{rng.choice(('', word()))}"
    if kind < 0.6:
        return f"{word()}.{word()}@{word()}.{rng.choice(_DOMAINS)}"
    return (
        f"@{word()}{rng.choice(('', f'_{word()}'))}" if kind < 0.8 else f"#{word().capitalize()}{word().capitalize()}"
    )


def capitals(french: str, english: str, names: Names) -> Row | None:
    """Put a short pair in capitals, three in ten without the accents; None when it is long or has a stand-in."""
    if len(french) > MOST_CAPITALS or STAND_IN.search(french):
        return None
    raised = french.upper()
    return (raised.translate(_PLAIN_CAPITALS) if names.rng.random() < 0.3 else raised), english.upper()


def headline(french: str, english: str, names: Names) -> Row | None:
    """Take the full stop off a short pair, as headlines and lowered capitals have none."""
    if len(french) > MOST_CAPITALS or not (french.endswith(".") and english.endswith(".")) or ".." in french + english:
        return None
    return french[:-1], english[:-1]


def tag(french: str, english: str, names: Names) -> Row | None:
    """Add a reference, or put a tag around a name or the whole pair: `[1]`, `<b>Morel</b>`."""
    rng = names.rng
    if rng.random() < 0.6:
        form = rng.choice(("[{}]", " ({})"))
        item = form.format(rng.randint(1, 40))
        return _referred(french, item), _referred(english, item)
    name = rng.choice(_TAGS)
    shared = shared_names(french, english, names.ordinary)
    if shared:
        chosen = rng.choice(shared)
        return replaced(french, english, {chosen: f"<{name}>{chosen}</{name}>"})
    return f"<{name}>{french}</{name}>", f"<{name}>{english}</{name}>"


def _referred(text: str, item: str) -> str:
    end = text[-1] if text.endswith(".") and not text.endswith("..") else ""
    return f"{text[: len(text) - len(end)]}{item}{end}"


def quote(french: str, english: str, names: Names) -> Row | None:
    """Let a made-up person say a short pair: `« … », a déclaré X.`; None when it holds a quotation or is long."""
    if (
        len(french) > MOST_CAPITALS * 2
        or re.search('["«»“”]|^[-–—]', french + english)
        or not _both_end(french, english)
    ):
        return None
    speaker, rng = names.person(), names.rng
    body, english_body = french[:-1], english[:-1]
    return rng.choice((
        (f"« {body} », a déclaré {speaker}.", f'"{english_body}," {speaker} said.'),
        (f"« {body} », explique {speaker}.", f'"{english_body}," {speaker} explains.'),
        (f"{speaker} a déclaré : « {french} »", f'{speaker} said: "{english}"'),
        (f"{speaker} : « {french} »", f'{speaker}: "{english}"'),
        (f"« {french} »", f'"{english}"'),
        (elided(f"Selon {speaker}, « {body} »."), f'According to {speaker}, "{english_body}".'),
    ))  # fmt: skip


def _both_end(french: str, english: str) -> bool:
    return all(
        side.endswith(".") and not side.endswith("..") and not side.endswith(".m.") for side in (french, english)
    )
