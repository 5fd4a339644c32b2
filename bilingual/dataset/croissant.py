"""Croissant: the dataset described in JSON-LD for machines (MLCommons Croissant format specification 1.0)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bilingual.dataset.citing import cite_as
from bilingual.dataset.manifest import FileRecord, Manifest
from bilingual.dataset.schema import DIVIDED, FOLDERS, arrow_schema, configs_of
from bilingual.dataset.spdx import licence_url
from bilingual.dataset.tables import write_json

CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "parentField": "cr:parentField",
    "path": "cr:path",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
SPLIT_URLS = {"train": "cr:TrainingSplit", "validation": "cr:ValidationSplit", "test": "cr:TestSplit"}


def write_croissant(folder: Path, manifest: Manifest) -> None:
    """Write `croissant.json`: every Parquet file with its hash, every configuration, every column with its type."""
    tables = {name: record for name, record in manifest.files.items() if record.rows is not None}
    written = {name.partition("/")[0] for name in tables}
    configs = [config for config in configs_of(manifest.format) if FOLDERS[config] in written]
    published = manifest.inputs.get("published")
    write_json(
        folder / "croissant.json",
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": manifest.name,
            "description": f"{manifest.counts['pairs']} French segments, each with its English translation.",
            "citeAs": cite_as(manifest),
            "version": f"{manifest.version}.0.0",
            "license": _licence(manifest.license),
            **({"datePublished": published} if published else {}),
            "inLanguage": ["fr", "en"],
            "distribution": [
                *(_file_object(name, record) for name, record in tables.items()),
                *(_file_set(config) for config in configs),
            ],
            "recordSet": [_splits(manifest), *(_record_set(config, manifest.format) for config in configs)],
        },
    )


def _licence(name: str) -> str | dict[str, str]:
    """Return the address of a licence, or a work of that name where none is known."""
    return licence_url(name) or {"@type": "sc:CreativeWork", "name": name}


def _file_object(name: str, record: FileRecord) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": name,
        "name": name,
        "contentUrl": name,
        "contentSize": f"{record.bytes} B",
        "encodingFormat": "application/x-parquet",
        "sha256": record.sha256,
    }


def _file_set(config: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{config}-files",
        "name": f"{config}-files",
        "encodingFormat": "application/x-parquet",
        "includes": f"{FOLDERS[config]}/*.parquet",
    }


def _splits(manifest: Manifest) -> dict[str, Any]:
    """Return the records that say which splits there are, and what each is for."""
    return {
        "@type": "cr:RecordSet",
        "@id": "splits",
        "name": "splits",
        "dataType": "cr:Split",
        "key": {"@id": "splits/name"},
        "field": [
            {"@type": "cr:Field", "@id": "splits/name", "name": "splits/name", "dataType": "sc:Text"},
            {"@type": "cr:Field", "@id": "splits/url", "name": "splits/url", "dataType": ["sc:URL", "cr:Split"]},
        ],
        "data": [
            {"splits/name": name, "splits/url": url}
            for name, url in SPLIT_URLS.items()
            if name in manifest.options["splits"]
        ],
    }


def _record_set(config: str, form: str) -> dict[str, Any]:
    schema = arrow_schema(config, form)
    fields = [_field(config, column.name, column.type) for column in schema]
    if config in DIVIDED:
        fields.append(_split_field(config))
    key = {"key": {"@id": f"{config}/id"}} if "id" in schema.names else {}
    return {"@type": "cr:RecordSet", "@id": config, "name": config, **key, "field": fields}


def _split_field(config: str) -> dict[str, Any]:
    """Return the field that is read from the names of the files."""
    return _named(f"{config}/split") | {
        "dataType": "sc:Text",
        "references": {"field": {"@id": "splits/name"}},
        "source": {
            "fileSet": {"@id": f"{config}-files"},
            "extract": {"fileProperty": "fullpath"},
            # mlcroissant applies it to its own result once more, where a field has references.
            "transform": {"regex": f"(?:{FOLDERS[config]}/)?({'|'.join(SPLIT_URLS)})(?:-.*)?$"},
        },
    }


def _field(config: str, column: str, kind: Any) -> dict[str, Any]:  # noqa: ANN401 - pyarrow.DataType
    """Return the field of a column: texts and numbers, structs, and lists of either."""
    import pyarrow as pa

    repeated = {"repeated": True} if pa.types.is_list(kind) else {}
    kind = kind.value_type if repeated else kind
    source = {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}}
    field = _named(f"{config}/{column}") | repeated
    if not pa.types.is_struct(kind):
        return field | {"dataType": _data_type(kind), "source": source}
    return field | {"subField": list(_members(field["@id"], kind, source))}


def _members(parent: str, struct: Any, source: dict[str, Any]) -> Iterable[dict[str, Any]]:  # noqa: ANN401 - pyarrow.StructType
    for member in struct:
        path = {"transform": {"jsonPath": member.name}}
        yield _named(f"{parent}/{member.name}") | {"dataType": _data_type(member.type), "source": source | path}


def _named(name: str) -> dict[str, Any]:
    return {"@type": "cr:Field", "@id": name, "name": name}


def _data_type(kind: Any) -> str:  # noqa: ANN401 - pyarrow.DataType
    import pyarrow as pa

    return "sc:Float" if pa.types.is_floating(kind) else "sc:Integer" if pa.types.is_integer(kind) else "sc:Text"
