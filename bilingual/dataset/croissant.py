"""Croissant: the dataset described in JSON-LD for machines (MLCommons Croissant format specification 1.0)."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from bilingual.dataset.manifest import FileRecord, Manifest
from bilingual.dataset.schema import CONFIGS, FOLDERS, NUMBERS, columns_of
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
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}


def write_croissant(folder: Path, manifest: Manifest) -> None:
    """Write `croissant.json`: every Parquet file with its hash, and every column with its type."""
    files = [_file_object(name, record) for name, record in manifest.files.items() if record.rows is not None]
    sets = [_file_set(config, FOLDERS[config]) for config in CONFIGS]
    write_json(
        folder / "croissant.json",
        {
            "@context": CONTEXT,
            "@type": "sc:Dataset",
            "conformsTo": "http://mlcommons.org/croissant/1.0",
            "name": manifest.name,
            "description": f"{manifest.counts['pairs']} French segments, each with its English translation.",
            "version": f"{manifest.version}.0.0",
            "license": manifest.license,
            "inLanguage": ["fr", "en"],
            "distribution": [*files, *sets],
            "recordSet": [_record_set(config, columns_of(config, manifest.format)) for config in CONFIGS],
        },
    )


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


def _file_set(config: str, folder: str) -> dict[str, Any]:
    return {
        "@type": "cr:FileSet",
        "@id": f"{config}-files",
        "name": f"{config}-files",
        "encodingFormat": "application/x-parquet",
        "includes": f"{folder}/*.parquet",
    }


def _record_set(config: str, columns: Iterable[str]) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": config,
        "name": config,
        "field": [_field(config, column) for column in columns],
    }


def _field(config: str, column: str) -> dict[str, Any]:
    field = {
        "@type": "cr:Field",
        "@id": f"{config}/{column}",
        "name": f"{config}/{column}",
        "source": {"fileSet": {"@id": f"{config}-files"}, "extract": {"column": column}},
    }
    if column == "translation":
        return field | {"subField": [_side(config, language) for language in ("en", "fr")]}
    if column == "flags":
        return field | {"dataType": "sc:Text", "repeated": True}
    return field | {"dataType": _data_type(column)}


def _side(config: str, language: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{config}/translation/{language}",
        "name": f"{config}/translation/{language}",
        "dataType": "sc:Text",
        "source": {
            "fileSet": {"@id": f"{config}-files"},
            "extract": {"column": "translation"},
            "transform": {"jsonPath": language},
        },
    }


def _data_type(column: str) -> str:
    arrow = NUMBERS.get(column)
    return "sc:Text" if arrow is None else "sc:Float" if arrow == "float32" else "sc:Integer"
