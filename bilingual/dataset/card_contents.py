"""What the card says of the configurations: what each holds and takes, what is proved of them, how they are divided."""

from bilingual.dataset.manifest import Manifest
from bilingual.dataset.markdown import table
from bilingual.dataset.stats import Stats
from bilingual.dataset.tables import Table
from bilingual.text.counting import plural

HOLDS = {
    "default": "the pairs, with place (section, page and times too, where known), score, flags and review status",
    "flat": "the pairs' French, English, score and status in plain columns",
    "documents": "the articles as whole texts in both languages, with each sentence's place on both sides",
    "skipped": "the segments that were not published, with the reason",
    "articles": "the articles' full text, metadata, pages and subtitle cues",
}
DIVIDED, UNDIVIDED = ("flat", "documents"), ("skipped", "articles")
WITHOUT_TEXTS = {"articles": "the articles' metadata, without their texts"}


def describe_contents(manifest: Manifest, tables: list[Table]) -> list[tuple[str, str, str, str]]:
    """Name each configuration with its rows and what its files take on the disk."""
    rows = []
    holds = HOLDS | (WITHOUT_TEXTS if "articles" in manifest.options else {})
    for config in dict.fromkeys(each.config for each in tables):
        mine = [each for each in tables if each.config == config]
        size = sum(shard.path.stat().st_size for each in mine for shard in each.shards)
        rows.append((config, f"{sum(each.rows for each in mine):,}", f"{size / 1000:,.0f} kB", holds[config]))
    return rows


def describe_loading(tables: list[Table]) -> str:
    """Say by which names the configurations are loaded, and which splits they have."""
    configs = {each.config for each in tables}
    divided, whole = (" and ".join(f"`{name}`" for name in names if name in configs) for names in (DIVIDED, UNDIVIDED))
    said = "Every configuration in the table below is loaded by its name"
    like_pairs = f"{divided} with the splits of the pairs, " if divided else ""
    return f"{said}: {like_pairs}{whole} with `train` alone."


def describe_accounted(manifest: Manifest) -> str:
    """Say what is proved of the articles' characters, and what stands where."""
    said = "Every non-blank character of every article lies in exactly one row of `default` or `skipped`"
    if manifest.options.get("articles"):
        return (
            f"{said}; the articles' full texts, into which `start` and `end` are offsets, are not published: their "
            "sentences are, one by one."
        )
    return (
        f"{said}; `start` and `end` are character offsets into the article's `text`. In a document, `fr[start:end]` is "
        "a sentence and `en[en_start:en_end]` its English; what was not translated stands in `en` as French and is "
        "listed in `gaps`. `bilingual check` proves it."
    )


def describe_splits(manifest: Manifest, stats: Stats) -> str:
    """Say how the pairs were divided, and what was left out so that no split knows another."""
    if len(stats.splits) < 2:
        return "All pairs are in one split."
    rows = ((name, f"{count:,}", f"{manifest.options['splits'][name]:.0%}") for name, count in stats.splits.items())
    rule = _describe_leaks(manifest, stats.reasons.get("leak", 0))
    whole = "An article is in one split, with those that are nearly the same."
    return f"{table(('split', 'pairs', 'share asked for'), rows)}\n\n{whole} {rule}"


def _describe_leaks(manifest: Manifest, count: int) -> str:
    """Say what no split knows of another, what was left out for that, and where it still stands."""
    if manifest.options.get("leaks") != "left out":
        return "Sentences of one split may stand in another, too."
    said = (
        "No sentence of a test split, in French or in the machine's English, nor nearly one, is in the others, and "
        "none of a validation split in train"
    )
    if not count:
        return f"{said}; no pair had to be left out for that."
    in_documents = "" if "articles" in manifest.options else " In `documents` they stay in their articles, as French."
    return (
        f"{said}: {plural(count, 'pair was', 'pairs were')} left out for that, listed in `skipped` with the reason "
        f"`leak`.{in_documents} The shares are of all pairs, these too."
    )
