"""The dataset card: YAML that the Hugging Face hub reads, then what a person should know before using the pairs."""

from collections.abc import Iterable, Mapping
from itertools import islice
from pathlib import Path
from string import Template
from typing import Any

from bilingual.dataset.card_contents import describe_accounted, describe_contents, describe_loading, describe_splits
from bilingual.dataset.card_header import card_header, write_yaml
from bilingual.dataset.figures import Bar, write_histogram
from bilingual.dataset.manifest import Manifest
from bilingual.dataset.markdown import code, counted, plain, short, table
from bilingual.dataset.reading import read_batches
from bilingual.dataset.removed import describe_removed
from bilingual.dataset.schema import NOTHING_SKIPPED
from bilingual.dataset.stats import LENGTH_BIN, SCORE_BIN, Stats
from bilingual.dataset.tables import Table
from bilingual.dataset.word_counts import count_words
from bilingual.pairs import REASONS
from bilingual.quality import FLAGS
from bilingual.quality.meaning import meaning_of_flags
from bilingual.splits import NAMES
from bilingual.text.counting import plural

EXAMPLES = 3
UNREAD = 20
LONGEST_EXAMPLE = 400
FEWEST_WORDS, MOST_WORDS = 8, 25  # of an example
TEMPLATE = Path(__file__).with_name("card.md")


def write_card(folder: Path, manifest: Manifest, stats: Stats, tables: list[Table]) -> None:
    """Write `README.md` and its figures from what the tables hold."""
    figures = folder / "figures"
    scores, lengths = _bars(stats.scores, SCORE_BIN), _bars(stats.lengths, LENGTH_BIN)
    write_histogram(figures / "scores.svg", "Pairs by score", "mean log-probability per target token", scores)
    write_histogram(figures / "lengths.svg", "Pairs by length", "French words in the segment", lengths)
    # A split without rows is left out: `datasets` 5.2 refuses a whole configuration that lists one.
    filled = [table for table in tables if table.rows]
    header = write_yaml(card_header(manifest, stats, filled))
    template = Template(TEMPLATE.read_text(encoding="utf-8"))
    body = template.substitute(_fields(folder, manifest, stats, filled))
    (folder / "README.md").write_text(f"---\n{header}---\n\n{body}", encoding="utf-8")


def _bars(bins: Mapping[str, int], step: float) -> list[Bar]:
    """Return the bins of a histogram in order, those that count nothing too."""
    counts = {round(float(edge) / step): (edge, count) for edge, count in bins.items()}
    every = range(min(counts), max(counts) + 1) if counts else ()
    digits = 1 if step < 1 else 0
    return [Bar(*counts.get(index, (f"{index * step:.{digits}f}", 0))) for index in every]


def _fields(folder: Path, manifest: Manifest, stats: Stats, tables: list[Table]) -> dict[str, str]:
    """Return what the template's placeholders stand for, all of it Markdown."""
    return {
        "name": plain(short(manifest.name)),
        "reviewed": _reviewed(stats),
        "split": next((name for name in NAMES if name in manifest.options["splits"]), NAMES[0]),
        "loading": describe_loading(tables),
        "examples": table(("French", "English", "score"), choose_examples(folder)),
        "tables": table(("config", "rows", "size", "holds"), describe_contents(manifest, tables)),
        "accounted": describe_accounted(manifest) + describe_removed(manifest),
        "splits": describe_splits(manifest, stats),
        "provenance": table(("step", "with"), _provenance(manifest)),
        "signature": code(manifest.signature, in_table=False),
        "kinds": table(("kind of segment", "pairs"), ((plain(kind), count) for kind, count in stats.kinds.items())),
        "meaning": " ".join(meaning_of_flags()),
        "flags": table(("flag", "meaning", "pairs"), _explained(stats.flags, FLAGS)),
        "skipped": _skipped(stats),
        "unread": _unread(manifest.inputs.get("unread", {})),
        "limits": "\n".join(f"- {limit}" for limit in known_limits(manifest)),
        "terms": _terms(manifest.license),
        "model": _model(manifest.model),
        "model_terms": _model_terms(manifest.model),
        "publishers": counted(stats.publishers),
    } | _numbers(stats)


def _numbers(stats: Stats) -> dict[str, str]:
    return {
        "pairs": f"{stats.pairs:,}",
        "articles": f"{stats.articles:,}",
        "words_fr": f"{stats.words_fr:,}",
        "words_en": f"{stats.words_en:,}",
        "flagged": f"{stats.flagged:,}",
        "flagged_share": f"{stats.flagged / stats.pairs:.0%}" if stats.pairs else "0%",
        "mean_score": f"{stats.mean_score:.2f}",
    }


def choose_examples(folder: Path) -> list[tuple[str, str, str]]:
    """Return the first unflagged sentences of a readable length."""
    batches = read_batches(folder, "default", columns=("translation", "kind", "score", "flags"))
    rows = islice((row for batch in batches for row in _readable(batch).to_pylist()), EXAMPLES)
    return [(plain(row["translation"]["fr"]), plain(row["translation"]["en"]), f"{row['score']:.2f}") for row in rows]


def _readable(batch: Any) -> Any:  # noqa: ANN401 - pyarrow.RecordBatch, which is imported on use
    """Return the rows of a batch that may stand as examples, no more than are needed."""
    import pyarrow.compute as pc

    fr, en = (pc.struct_field(batch["translation"], side) for side in ("fr", "en"))
    short = pc.less_equal(pc.max_element_wise(pc.utf8_length(fr), pc.utf8_length(en)), LONGEST_EXAMPLE)
    plainly = pc.and_(pc.equal(batch["kind"], "sentence"), pc.equal(pc.list_value_length(batch["flags"]), 0))
    fitting = batch.filter(pc.and_(short, plainly))
    words = count_words(pc.struct_field(fitting["translation"], "fr"))
    return fitting.filter((words >= FEWEST_WORDS) & (words <= MOST_WORDS)).slice(0, EXAMPLES)


def _provenance(manifest: Manifest) -> list[tuple[str, str]]:
    model, inputs, options = manifest.model, manifest.inputs, manifest.options
    decoding = f"beam {options['beam']}, length penalty {options['length_penalty']:g}"
    excluded = options.get("exclude", [])
    hashed = code(f"{inputs['sha256'][:16]}…")
    return [
        ("articles", f"{inputs['articles']:,} from {plural(inputs['files'], 'file')}, SHA-256 {hashed}"),
        ("segments", "French sentence rules with exact offsets, no model"),
        ("model", _model(model)),
        ("model's terms", _model_terms(model)),
        ("model's SHA-256", code(model["sha256"])),
        *(
            ("left out", f"the sentences of {code(short(test['name']))}, SHA-256 {code(test['sha256'])}")
            for test in excluded
        ),
        *(
            ("reviewed English from", f"{code(short(memory['name']))}, its manifest's SHA-256 {code(memory['sha256'])}")
            for memory in inputs.get("memories", ())
        ),
        ("the model was given", _given(options)),
        ("decoding", f"{decoding}, {plain(options['compute_type'])} on {plain(options['device'])}"),
        ("software", ", ".join(f"{plain(name)} {plain(version)}" for name, version in manifest.versions.items())),
    ]


def _given(options: Mapping[str, Any]) -> str:
    """Say whether texts were made readable for the model; earlier datasets do not say, and did not."""
    revision = options.get("readable", 0)
    return f"the French made readable for its vocabulary (rules {revision})" if revision else "the French as it is"


def _model(model: Mapping[str, Any]) -> str:
    """Form, name, version and origin; what earlier manifests do not have is what all models then were."""
    version = f" {plain(model['version'])}" if model["version"] else ""
    return f"{plain(model.get('form', 'Argos package'))} {code(model['name'])}{version} ({plain(model['origin'])})"


def _model_terms(model: Mapping[str, Any]) -> str:
    """Return the model's licence and whom it asks to name, as far as it states them."""
    licence, attribution = (plain(model.get(key, "")) for key in ("license", "attribution"))
    stated = f"licence {licence}" if licence else "a licence that it does not state"
    return f"{stated}, attribution: {attribution}" if attribution else stated


def _skipped(stats: Stats) -> str:
    if not stats.skipped:
        return (
            f"No segment was skipped: the one row of `skipped`, with the reason `{NOTHING_SKIPPED['reason']}`, stands "
            "for none, since `datasets` loads no configuration without rows."
        )
    reasons = table(("reason", "meaning", "segments"), _explained(stats.reasons, REASONS))
    return f"{reasons}\n\nOther languages: {counted(stats.languages)}." if stats.languages else reasons


def _unread(unread: Mapping[str, Any]) -> str:
    """Name the inputs that could not be read: the first of them, and the number for each reason."""
    if not unread.get("count"):
        return "Every input was read."
    reasons = table(("reason", "inputs"), ((plain(short(why)), count) for why, count in unread["reasons"].items()))
    first = unread["listed"][:UNREAD]
    rows = ((plain(short(one["path"])), plain(one["place"]), plain(short(one["reason"]))) for one in first)
    named = table(("file", "place", "why it was not read"), rows)
    more = unread["count"] - len(first)
    rest = f"\n\n`manifest.json` lists {len(unread['listed']):,} of {unread['count']:,}." if more else ""
    return f"{reasons}\n\n{named}{rest}"


def _explained(counts: Mapping[str, int], meanings: Mapping[str, str]) -> list[tuple[str, str, int]]:
    return [(code(name), meanings.get(name, ""), count) for name, count in counts.items()]


def known_limits(manifest: Manifest) -> Iterable[str]:
    """Yield what a reader must know before trusting the pairs, in Markdown."""
    if manifest.model["origin"] == "embedded":
        yield (
            "The model is the small starter that ships with the tool: expect errors in rare names, long sentences and "
            "specialised words. `bilingual model install` fetches the full Argos package."
        )
    yield "Machine translation can be fluent and wrong; checks catch some errors of form, few of meaning."
    yield "Each segment is translated alone: pronouns, terms and tense may not agree across segments."
    yield "The articles' statements are their authors'; nothing was verified, and views and errors remain."


def _terms(license_id: str) -> str:
    if license_id != "unknown":
        return f"The builder states the licence of the articles as {code(short(license_id))}."
    return (
        "No licence for the articles was given to the build, so none is claimed here: the rights in the French text, "
        "and so in translations of it, stay with its publishers."
    )


def _reviewed(stats: Stats) -> str:
    taken = stats.origins.get("memory", 0)
    reviewed = stats.pairs - stats.statuses.get("machine", 0) - taken
    said = "has not been reviewed by a person"
    if reviewed:
        said = f"{plural(reviewed, 'pair has', 'pairs have')} been reviewed by a person"
    if taken:
        have = plural(taken, "pair has", "pairs have")
        said += f"; {have} the English that a person approved for the same French in another dataset"
    return said
