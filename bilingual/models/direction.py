"""Whether a plain folder is evidently for other languages, or another direction, than French to English.

No file of CTranslate2 says so. What others say is believed only where it is plain: Transformers' tokenizer settings,
the names that the families of models have, the languages on the model's card, and tokens that ask for a target.
"""

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.card import Card, one_line
from bilingual.models.parts import read_json

FRENCH, ENGLISH = {"fr", "fra", "fre", "french"}, {"en", "eng", "english"}
# Groups with French in them, as OPUS-MT names its models: Italic, Romance, Indo-European, many.
WITH_FRENCH = {"itc", "roa", "romance", "ine", "mul"}
CODE = re.compile(r"[a-z]{2,3}|romance")
FAMILY = re.compile(r"(?:opus-mt(?:-tc)?(?:-(?:base|big|bible|small|tiny))*|quickmt|translate)-([a-z_+]+)-([a-z_+]+)")
RESULTS = re.compile(r"(?:translation )?([a-z]{2,3})-([a-z]{2,3})")
REVERSED = re.compile(r"(?:^|[^a-z])en[-_]fr(?:$|[^a-z])")
TARGET = re.compile(r">>\w+<<")
SETTINGS = "tokenizer_config.json"
NO_CODES = {"tmp", "marian"}  # what scripts for Marian's models write in their places


def refuse_other_direction(folder: Path, names: Iterable[str], card: Card, source_tokens: Iterable[str]) -> None:
    """Raise `ModelError`, saying by what it is seen, unless the folder may hold a French–English model."""
    targets = [token for token in source_tokens if TARGET.fullmatch(token)]
    if len(targets) > 1:
        raise ModelError(
            f"it is for many languages: each text must begin with one of {len(targets)} tokens such as {targets[0]},"
            " which is not supported"
        )
    for source, target, where in _pairs(folder, names):
        if not _fits(source, target):
            raise ModelError(f"{where} says that it translates {source} to {target}, not French to English")
    results = [found.groups() for name in card.names if (found := RESULTS.fullmatch(name.lower()))]
    if results and not any(_fits(*pair) for pair in results):
        raise ModelError(f"its README.md has results for {' to '.join(results[0])}, none for French to English")
    languages = {code.lower().partition("-")[0] for code in card.languages}
    if languages and "multilingual" not in languages and not (languages & FRENCH and languages & ENGLISH):
        raise ModelError(f"its README.md says that it is for {', '.join(sorted(languages))}, not French and English")


def _pairs(folder: Path, names: Iterable[str]) -> Iterable[tuple[str, str, str]]:
    """Source, target and where they are said; only where both look like codes of languages or groups of them."""
    found = [(*_settings(folder / SETTINGS), SETTINGS)] if (folder / SETTINGS).is_file() else []
    for name in names:
        if family := FAMILY.search(name.lower()):
            found.append((family[1], family[2], f"the name {one_line(name)}"))
        elif REVERSED.search(name.lower()):
            found.append(("en", "fr", f"the name {one_line(name)}"))
    return [pair for pair in found if all(map(CODE.fullmatch, (*_codes(pair[0]), *_codes(pair[1]))))]


def _settings(file: Path) -> tuple[str, str]:
    """Return the languages in the settings of Transformers' MarianTokenizer; there may be none, or `marian`."""
    settings: Any = read_json(file)
    values = [settings.get(key) for key in ("source_lang", "target_lang")] if isinstance(settings, dict) else [None] * 2
    source, target = (value.lower() if isinstance(value, str) else "" for value in values)
    return ("", "") if target in NO_CODES else (source, target)


def _codes(text: str) -> list[str]:
    """Return the codes in a name such as `fr+fr_BE` or `deu_eng`; a region is one of them."""
    return re.split(r"[_+]", text)


def _fits(source: str, target: str) -> bool:
    return not (FRENCH | WITH_FRENCH).isdisjoint(_codes(source)) and not ENGLISH.isdisjoint(_codes(target))
