"""The tables of a dataset, and how records become their rows and back."""

import json
from collections.abc import Mapping
from functools import cache
from typing import Any

from bilingual.pairs import Pair

FORMAT = "bilingual-dataset/3"
FORMAT_1, FORMAT_2 = "bilingual-dataset/1", "bilingual-dataset/2"
FORMATS = (FORMAT_1, FORMAT_2, FORMAT)  # those that are read, and whose next versions are written as they are
CONFIGS = ("default", "flat", "documents", "skipped", "articles")
FOLDERS = {name: name for name in CONFIGS} | {"default": "data"}
ROW_GROUPS = {"default": 10_000, "flat": 10_000, "documents": 500, "skipped": 10_000, "articles": 500}
SHARD_ROWS = {"default": 100_000, "flat": 100_000, "documents": 10_000, "skipped": 100_000, "articles": 10_000}
DIVIDED = ("default", "flat", "documents")  # configs that have the dataset's splits; the others have `train` alone

PAIR_COLUMNS = (
    "id", "translation", "article_id", "title", "date", "publisher", "url", "author", "section", "paragraph",
    "sentence", "start", "end", "page", "first_cue", "last_cue", "start_ms", "end_ms", "kind", "score", "flags",
    "status", "machine_en", "comment", "origin", "reviewer", "reviewed",
)  # fmt: skip
FLAT_COLUMNS = ("fr", "en", "score", "status", "document_id", "segment_id")
DOCUMENT_COLUMNS = ("id", "fr", "en", "title", "date", "publisher", "url", "author", "language", "sentences", "gaps")
SENTENCE_FIELDS = ("id", "start", "end", "en_start", "en_end", "kind", "score", "status")
GAP_FIELDS = ("id", "start", "end", "en_start", "en_end", "reason")
SKIPPED_COLUMNS = ("id", "article_id", "paragraph", "sentence", "start", "end", "text", "kind", "lang", "reason")
ARTICLE_COLUMNS = (
    "id", "text", "title", "date", "publisher", "url", "author", "language", "path", "encoding", "sha256", "split",
    "extracted", "marks", "pages", "cues",
)  # fmt: skip
MARK_FIELDS = ("start", "kind", "language")
CUE_FIELDS = ("start", "end", "number", "start_ms", "end_ms")
NUMBERS = (
    {"score": "float32", "extracted": "bool"}
    | dict.fromkeys(("paragraph", "sentence", "page", "first_cue", "last_cue", "number"), "int32")
    | dict.fromkeys(("start", "end", "en_start", "en_end", "start_ms", "end_ms"), "int64")
)
COLUMNS = {
    "default": PAIR_COLUMNS,
    "flat": FLAT_COLUMNS,
    "documents": DOCUMENT_COLUMNS,
    "skipped": SKIPPED_COLUMNS,
    "articles": ARTICLE_COLUMNS,
}
_OF_PLACES = ("author", "section", "page", "first_cue", "last_cue", "start_ms", "end_ms")
_SINCE_3 = (*_OF_PLACES, "language", "split", "extracted", "marks", "pages", "cues")
_LACKING = {FORMAT_1: ("origin", "reviewer", "reviewed", *_SINCE_3), FORMAT_2: _SINCE_3, FORMAT: ()}


# `datasets` 5.2 loads no table without rows (huggingface/datasets#8401): where nothing was skipped, one row says so.
NOTHING_SKIPPED: Mapping[str, Any] = {
    **{name: 0 if name in NUMBERS else "" for name in SKIPPED_COLUMNS},
    "reason": "none",
}


def configs_of(form: str = FORMAT) -> tuple[str, ...]:
    """Return the configs of a dataset of one of the `FORMATS`."""
    return CONFIGS if form == FORMAT else ("default", "skipped", "articles")


def columns_of(config: str, form: str = FORMAT) -> tuple[str, ...]:
    """Return the columns of a config in a dataset of one of the `FORMATS`."""
    return tuple(name for name in COLUMNS[config] if name not in _LACKING[form])


@cache
def features(config: str, form: str = FORMAT) -> Any:  # noqa: ANN401 - datasets.Features, which is imported on use
    """Return the `datasets.Features` of a config; its Arrow schema carries the metadata that `datasets` reads back."""
    from datasets import Features, List, Translation, Value

    def plain(names: tuple[str, ...]) -> dict[str, Any]:
        return {name: Value(NUMBERS.get(name, "string")) for name in names}

    special = {
        "translation": Translation(languages=["en", "fr"]),
        "flags": List(Value("string")),
        "sentences": List(plain(SENTENCE_FIELDS)),
        "gaps": List(plain(GAP_FIELDS)),
        "marks": List(plain(MARK_FIELDS)),
        "pages": List(Value("int64")),
        "cues": List(plain(CUE_FIELDS)),
    }
    names = columns_of(config, form)
    return Features({name: special.get(name) or feature for name, feature in plain(names).items()})


def written_features(config: str, form: str = FORMAT) -> dict[str, Any]:
    """Return the features of a config as files hold them: a list as `[…]`, for `datasets` 2 and 3 have no `List`."""
    return {name: _lists_as_lists(feature) for name, feature in features(config, form).to_dict().items()}


def arrow_schema(config: str, form: str = FORMAT) -> Any:  # noqa: ANN401 - pyarrow.Schema
    """Return the Arrow schema of a config, in whose metadata `datasets` 2 to 5 find its features."""
    info = {"info": {"features": written_features(config, form)}}
    return features(config, form).arrow_schema.with_metadata({"huggingface": json.dumps(info)})


def _lists_as_lists(feature: Any) -> Any:  # noqa: ANN401 - what JSON holds
    if not isinstance(feature, dict):
        return feature
    if feature.get("_type") == "List":
        return [_lists_as_lists(feature["feature"])]
    return {name: _lists_as_lists(member) for name, member in feature.items()}


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


def flat_row(pair: Pair) -> dict[str, Any]:
    """Return the row of the `flat` config."""
    own = {"document_id": pair.article_id, "segment_id": pair.id}
    return {name: own[name] if name in own else getattr(pair, name) for name in FLAT_COLUMNS}
