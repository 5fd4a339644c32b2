"""The YAML at the top of a dataset card: what the Hub and `datasets` read of it."""

from collections.abc import Mapping
from typing import Any

from bilingual.dataset.manifest import Manifest
from bilingual.dataset.schema import CONFIGS, FOLDERS, features
from bilingual.dataset.stats import Stats
from bilingual.dataset.tables import Table
from bilingual.text.visible import HIDDEN

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
         (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"))  # fmt: skip


def card_header(manifest: Manifest, stats: Stats, tables: list[Table]) -> dict[str, Any]:
    """Return the header of a card; `tables` are those with rows."""
    return {
        "pretty_name": manifest.name,
        "language": ["fr", "en"],
        "license": manifest.license,
        "multilinguality": ["translation"],
        "task_categories": ["translation"],
        "size_categories": [next((name for limit, name in SIZES if stats.pairs < limit), "n>100M")],
        "annotations_creators": ["machine-generated"],
        "language_creators": ["found", "machine-generated"],
        "source_datasets": ["original"],
        "configs": [_config(config, tables) for config in _present(tables)],
        "dataset_info": [_info(config, tables, manifest.format) for config in _present(tables)],
    }


def _present(tables: list[Table]) -> list[str]:
    return [config for config in CONFIGS if any(table.config == config for table in tables)]


def _config(config: str, tables: list[Table]) -> dict[str, Any]:
    files = [
        {"split": table.split, "path": f"{FOLDERS[config]}/{table.split}-*.parquet"}
        for table in tables
        if table.config == config
    ]
    return {"config_name": config, "data_files": files} | ({"default": True} if config == "default" else {})


def _info(config: str, tables: list[Table], form: str) -> dict[str, Any]:
    mine = [table for table in tables if table.config == config]
    return {
        "config_name": config,
        "features": features(config, form)._to_yaml_list(),
        "splits": [{"name": table.split, "num_bytes": table.bytes, "num_examples": table.rows} for table in mine],
        "download_size": sum(shard.path.stat().st_size for table in mine for shard in table.shards),
        "dataset_size": sum(table.bytes for table in mine),
    }


def write_yaml(header: Mapping[str, Any]) -> str:
    """Return YAML from which every text comes back exactly: one that holds what acts or hides is quoted and escaped."""
    import yaml

    class Dumper(yaml.SafeDumper):
        pass

    def represent(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
        return dumper.represent_scalar("tag:yaml.org,2002:str", text, style='"' if HIDDEN.search(text) else None)

    Dumper.add_representer(str, represent)
    return yaml.dump(header, Dumper=Dumper, sort_keys=False, allow_unicode=True, width=1000)
