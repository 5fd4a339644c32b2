"""The dataset card: YAML that the Hugging Face hub reads, then what a person should know before using the pairs."""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from bilingual.dataset.figures import write_histogram
from bilingual.dataset.manifest import Manifest
from bilingual.dataset.reading import read_pairs
from bilingual.dataset.schema import CONFIGS, FOLDERS, features
from bilingual.dataset.stats import Stats
from bilingual.dataset.tables import Table
from bilingual.pairs import REASONS
from bilingual.quality import FLAGS

SIZES = ((1_000, "n<1K"), (10_000, "1K<n<10K"), (100_000, "10K<n<100K"), (1_000_000, "100K<n<1M"),
         (10_000_000, "1M<n<10M"), (100_000_000, "10M<n<100M"))  # fmt: skip
EXAMPLES = 3


def write_card(folder: Path, manifest: Manifest, stats: Stats, tables: list[Table]) -> None:
    """Write `README.md` and its figures from what the tables hold."""
    import yaml

    write_histogram(
        folder / "figures/scores.svg", "Pairs by score", "mean log-probability per target token (lower bin edge)", stats.scores
    )
    write_histogram(
        folder / "figures/lengths.svg", "Pairs by length", "French words in the segment (lower bin edge)", stats.lengths
    )
    header = yaml.safe_dump(_header(manifest, stats, tables), sort_keys=False, allow_unicode=True, width=1000)
    body = "\n\n".join(_sections(folder, manifest, stats))
    (folder / "README.md").write_text(f"---\n{header}---\n\n{body}\n", encoding="utf-8")


def _header(manifest: Manifest, stats: Stats, tables: list[Table]) -> dict[str, Any]:
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
        "configs": [_config(config, tables) for config in CONFIGS],
        "dataset_info": [_info(config, tables) for config in CONFIGS],
    }


def _config(config: str, tables: list[Table]) -> dict[str, Any]:
    files = [
        {"split": table.split, "path": f"{FOLDERS[config]}/{table.split}-*.parquet"}
        for table in tables
        if table.config == config
    ]
    return {"config_name": config, "data_files": files} | ({"default": True} if config == "default" else {})


def _info(config: str, tables: list[Table]) -> dict[str, Any]:
    mine = [table for table in tables if table.config == config]
    return {
        "config_name": config,
        "features": features(config)._to_yaml_list(),
        "splits": [
            {"name": table.split, "num_bytes": table.bytes, "num_examples": table.rows} for table in mine
        ],
        "download_size": sum(shard.path.stat().st_size for table in mine for shard in table.shards),
        "dataset_size": sum(table.bytes for table in mine),
    }


def _sections(folder: Path, manifest: Manifest, stats: Stats) -> Iterable[str]:
    yield f"# {manifest.name}"
    yield (
        f"{stats.pairs:,} French segments from {_count(stats.articles, 'article')}, each aligned with its English "
        f"translation: {stats.words_fr:,} French and {stats.words_en:,} English words. The English was written by a machine "
        f"and {_reviewed(stats)}."
    )
    yield "## Use\n\n" + _use()
    yield "## Examples\n\n" + _table(("French", "English", "score"), _examples(folder))
    yield "## What is in it\n\n" + _table(
        ("config", "rows", "holds"),
        [
            ("default", f"{stats.pairs:,}", "the pairs, with place, score, flags and review status"),
            ("skipped", f"{stats.skipped:,}", "the segments that were not published, with the reason"),
            ("articles", f"{stats.articles:,}", "the articles' full text and metadata"),
        ],
    ) + "\n\nEvery non-blank character of every article lies in exactly one row of `default` or `skipped`; `start` and `end` are character offsets into the article's `text`."
    yield "## How it was made\n\n" + _provenance(manifest)
    yield "## Figures\n\n![Pairs by score](figures/scores.svg)\n\n![Pairs by length](figures/lengths.svg)\n\n" + _table(
        ("kind of segment", "pairs"), stats.kinds.items()
    )
    yield "## Quality\n\n" + _quality(stats)
    if stats.skipped:
        yield "## Skipped\n\n" + _table(
            ("reason", "meaning", "segments"),
            [(reason, REASONS.get(reason, ""), count) for reason, count in stats.reasons.items()],
        ) + f"\n\nLanguages of the skipped segments: {_list(stats.languages)}."
    yield "## Limits\n\n" + _limits(manifest)
    yield "## Licence and attribution\n\n" + _licence(manifest, stats)


def _use() -> str:
    return (
        "```python\nfrom datasets import load_dataset\n\n"
        'pairs = load_dataset("path/to/this/folder", split="train")\n'
        'print(pairs[0]["translation"])\n\n'
        'clean = pairs.filter(lambda pair: not pair["flags"] and pair["status"] != "rejected")\n```'
    )


def _examples(folder: Path) -> list[tuple[str, str, str]]:
    """The first unflagged sentences of a readable length."""
    found: list[tuple[str, str, str]] = []
    for pair in read_pairs(folder):
        if pair.kind == "sentence" and not pair.flags and 8 <= len(pair.fr.split()) <= 25:
            found.append((_cell(pair.fr), _cell(pair.en), f"{pair.score:.2f}"))
            if len(found) == EXAMPLES:
                break
    return found


def _provenance(manifest: Manifest) -> str:
    model, inputs, options = manifest.model, manifest.inputs, manifest.options
    rows = [
        ("articles", f"{inputs['articles']:,} from {inputs['files']:,} files, SHA-256 over all `{inputs['sha256'][:16]}…`"),
        ("segments", "French sentence rules with exact offsets, no model"),
        ("model", f"Argos package `{model['name']}` {model['version']} ({model['origin']}), SHA-256 `{model['sha256'][:16]}…`"),
        ("decoding", f"beam {options['beam']}, length penalty {options['length_penalty']:g}, {options['compute_type']} on {options['device']}"),
        ("software", ", ".join(f"{name} {version}" for name, version in manifest.versions.items())),
        ("signature", f"`{_cell(manifest.signature)}`"),
    ]
    return _table(("", ""), rows) + "\n\n`manifest.json` has all of it, with the SHA-256 of every file; the same inputs, model, options and versions give the same bytes again."


def _quality(stats: Stats) -> str:
    share = stats.flagged / stats.pairs if stats.pairs else 0
    intro = (
        f"{stats.flagged:,} of {stats.pairs:,} pairs ({share:.0%}) carry at least one flag. A flag says that a check failed, not that "
        "the translation is wrong; nothing was removed or rewritten because of it. "
        f"`score` is the mean log-probability per target token (0 is certain); its mean here is {stats.mean_score:.2f}."
    )
    rows = [(name, FLAGS[name], count) for name, count in stats.flags.items() if name in FLAGS]
    return intro + ("\n\n" + _table(("flag", "meaning", "pairs"), rows) if rows else "")


def _limits(manifest: Manifest) -> str:
    starter = (
        "The model is the small starter that ships with the tool: expect errors in rare names, long sentences and "
        "specialised words. `bilingual model install` fetches the full Argos package.\n- "
        if manifest.model["origin"] == "embedded"
        else ""
    )
    return (
        f"- {starter}Machine translation can be fluent and wrong; checks catch some errors of form, few of meaning.\n"
        "- Each segment is translated alone: pronouns, terms and tense may not agree across segments.\n"
        "- The articles' statements are their authors'; nothing was verified, and views and errors remain."
    )


def _licence(manifest: Manifest, stats: Stats) -> str:
    publishers = _list(stats.publishers)
    terms = (
        "No licence for the articles was given to the build, so none is claimed here: the rights in the French text, and so "
        "in translations of it, stay with its publishers."
        if manifest.license == "unknown"
        else f"The builder states the licence of the articles as `{manifest.license}`."
    )
    return f"{terms} Pairs by publisher: {publishers}. The model's own card names its training data and licence."


def _reviewed(stats: Stats) -> str:
    reviewed = stats.pairs - stats.statuses.get("machine", 0)
    return f"{reviewed:,} of them have been reviewed by a person" if reviewed else "has not been reviewed by a person"


def _table(head: tuple[str, ...], rows: Iterable[tuple[Any, ...]]) -> str:
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def _cell(text: str) -> str:
    """Text for a cell of a Markdown table: one line, no bar or tag of its own."""
    return " ".join(text.split()).replace("|", "\\|").replace("<", "&lt;")


def _list(counts: Mapping[str, int]) -> str:
    return ", ".join(f"{_cell(name)} ({count})" for name, count in counts.items())


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
