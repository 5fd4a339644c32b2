"""The three tables of a dataset, and how records become their rows and back."""

from collections.abc import Mapping
from functools import cache
from typing import Any

from bilingual.articles import Article
from bilingual.pairs import Pair, Skipped

FORMAT = "bilingual-dataset/2"
FORMAT_1 = "bilingual-dataset/1"
FORMATS = (FORMAT_1, FORMAT)  # those that are read, and whose next versions are written as they are
CONFIGS = ("default", "skipped", "articles")
FOLDERS = {"default": "data", "skipped": "skipped", "articles": "articles"}
ROW_GROUPS = {"default": 10_000, "skipped": 10_000, "articles": 500}
SHARD_ROWS = {"default": 100_000, "skipped": 100_000, "articles": 10_000}

PAIR_COLUMNS = (
    "id", "translation", "article_id", "title", "date", "publisher", "url", "paragraph", "sentence", "start", "end",
    "kind", "score", "flags", "status", "machine_en", "comment", "origin", "reviewer", "reviewed",
)  # fmt: skip
SKIPPED_COLUMNS = ("id", "article_id", "paragraph", "sentence", "start", "end", "text", "kind", "lang", "reason")
ARTICLE_COLUMNS = ("id", "text", "title", "date", "publisher", "url", "path", "encoding", "sha256")
NUMBERS = {"paragraph": "int32", "sentence": "int32", "start": "int64", "end": "int64", "score": "float32"}
COLUMNS = {"default": PAIR_COLUMNS, "skipped": SKIPPED_COLUMNS, "articles": ARTICLE_COLUMNS}
_LACKING = {FORMAT_1: ("origin", "reviewer", "reviewed"), FORMAT: ()}


def columns_of(config: str, form: str = FORMAT) -> tuple[str, ...]:
    """Return the columns of a config in a dataset of one of the `FORMATS`."""
    return tuple(name for name in COLUMNS[config] if name not in _LACKING[form])


@cache
def features(config: str, form: str = FORMAT) -> Any:  # noqa: ANN401 - datasets.Features, which is imported on use
    """Return the `datasets.Features` of a config; its Arrow schema carries the metadata that `datasets` reads back."""
    from datasets import Features, List, Translation, Value

    special = {"translation": Translation(languages=["en", "fr"]), "flags": List(Value("string"))}
    names = columns_of(config, form)
    return Features({name: special.get(name) or Value(NUMBERS.get(name, "string")) for name in names})


def pair_row(pair: Pair) -> dict[str, Any]:
    """Return the row of the `default` config."""
    row = {name: getattr(pair, name) for name in PAIR_COLUMNS if name != "translation"}
    row["translation"] = {"en": pair.en, "fr": pair.fr}
    row["flags"] = list(pair.flags)
    return row


def pair_from_row(row: Mapping[str, Any]) -> Pair:
    """Return the record of a row of the `default` config; in format 1 every verdict is a review of the pair itself."""
    fields = dict(row)
    translation = fields.pop("translation")
    fields["flags"] = tuple(fields["flags"])
    if "origin" not in fields:
        fields["origin"] = "model" if fields["status"] == "machine" else "review"
    return Pair(fr=translation["fr"], en=translation["en"], **fields)


def skipped_row(skipped: Skipped) -> dict[str, Any]:
    """Return the row of the `skipped` config."""
    return {name: getattr(skipped, name) for name in SKIPPED_COLUMNS}


def article_row(article: Article) -> dict[str, Any]:
    """Return the row of the `articles` config: the text as it was read, so that offsets can be checked."""
    return {name: getattr(article, name) for name in ARTICLE_COLUMNS}
