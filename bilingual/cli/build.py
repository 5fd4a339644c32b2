"""`bilingual build`: the main job."""

from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Any

import typer

from bilingual.cli.columns import Column, TextColumn, parse_columns
from bilingual.cli.console import put, put_json
from bilingual.cli.decoding import Beam, ComputeType, Device, Model, Raw
from bilingual.errors import UsageError
from bilingual.pipeline.options import PUBLISHED_KINDS, WORKERS, WRAPPING, BuildOptions, check_kinds
from bilingual.splits import parse_splits
from bilingual.text.counting import plural

SOURCE_HELP = (
    "Articles, in files, folders or glob patterns: plain text, Markdown, web pages, Word, OpenDocument, EPUB, "
    "subtitles, feeds, web archives, PDF, CSV, JSON Lines, Parquet, Arrow, zip. "
    "`bilingual inputs` has the endings; - is stdin."
)
Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help=SOURCE_HELP),
]
DEFAULTS = BuildOptions()
WRAPPED_HELP = "Join the lines of a paragraph: auto (where they look broken at one width), yes or no."


def build_command(
    sources: Sources,
    out: Annotated[Path, typer.Option(metavar="FOLDER", help="The dataset folder to write.")] = Path("dist/fr-en"),
    model: Model = DEFAULTS.model,
    beam: Beam = DEFAULTS.beam,
    device: Device = DEFAULTS.device,
    compute_type: ComputeType = DEFAULTS.compute_type,
    raw: Raw = DEFAULTS.raw,
    workers: Annotated[
        int | None,
        typer.Option(
            metavar="N",
            min=WORKERS[0],
            max=WORKERS[-1],
            show_default="all",
            help="Cores to translate on, with --engine ray of each node; the result is the same.",
        ),
    ] = DEFAULTS.workers,
    engine: Annotated[
        str,
        typer.Option(metavar="ENGINE", help="local, or ray: on all nodes of a Ray cluster; the result is the same."),
    ] = DEFAULTS.engine,
    shared: Annotated[
        str | None,
        typer.Option(
            metavar="PLACE",
            show_default="beside the dataset",
            help="With --engine ray: a folder that every node sees, or an address such as s3://bucket/folder.",
        ),
    ] = DEFAULTS.shared,
    kinds: Annotated[
        str,
        typer.Option(
            metavar="KINDS", help="Kinds of segment to publish, or all; what is left out is listed as skipped."
        ),
    ] = ",".join(PUBLISHED_KINDS),
    exclude: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="TSV", help="A test set, French, a tab, English on each line; its sentences are not published."
        ),
    ] = None,
    memory: Annotated[
        list[Path] | None,
        typer.Option(
            metavar="DATASET",
            help="A reviewed dataset, whose English is taken where its French comes again.",
        ),
    ] = None,
    split: Annotated[
        str, typer.Option(metavar="SHARES", help="Shares of the pairs, such as train=0.8,validation=0.1,test=0.1.")
    ] = "train=1",
    allow_leaks: Annotated[
        bool,
        typer.Option("--allow-leaks", help="Keep sentences in train that stand, or nearly, in another split."),
    ] = DEFAULTS.allow_leaks,
    license_id: Annotated[
        str,
        typer.Option(
            "--license",
            metavar="ID",
            help="Licence of the articles, by the Hub's name, such as cc-by-4.0; `other` for one that it lacks.",
        ),
    ] = DEFAULTS.license,
    name: Annotated[
        str | None, typer.Option(metavar="NAME", show_default="the folder's", help="The dataset's name on its card.")
    ] = DEFAULTS.name,
    published: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="Date of publication, such as 2026-03-01, for croissant.json.", show_default=False
        ),
    ] = DEFAULTS.published,
    wrapped: Annotated[str, typer.Option(metavar="WHEN", help=WRAPPED_HELP)] = "auto",
    text_column: TextColumn = None,
    columns: Column = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Build nothing when any input cannot be read.")
    ] = DEFAULTS.strict,
    no_arrow: Annotated[
        bool, typer.Option("--no-arrow", help="Leave out the Arrow copy for load_from_disk.")
    ] = not DEFAULTS.arrow,
    no_articles: Annotated[
        bool, typer.Option("--no-articles", help="Publish without the articles' full texts.")
    ] = not DEFAULTS.articles,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Translate everything again; ignore kept work.")
    ] = DEFAULTS.fresh,
    as_json: Annotated[bool, typer.Option("--json", help="Print what was built as one JSON object.")] = False,
) -> None:
    """Build a French–English dataset from French articles."""
    options = BuildOptions(
        model=model,
        beam=beam,
        raw=raw,
        device=device,
        compute_type=compute_type,
        workers=workers,
        engine=engine,
        shared=shared,
        kinds=parse_kinds(kinds),
        exclude=tuple(exclude or ()),
        memory=tuple(memory or ()),
        splits=parse_splits(split),
        allow_leaks=allow_leaks,
        articles=not no_articles,
        license=license_id,
        name=name,
        published=published,
        arrow=not no_arrow,
        wrapped=parse_wrapped(wrapped),
        columns=parse_columns(text_column, columns),
        strict=strict,
        fresh=fresh,
    )
    from bilingual.cli.progress import BuildProgress
    from bilingual.pipeline.building import build

    _refuse_place_as_source(sources)
    with BuildProgress() as progress:
        built = build(sources, out, options, progress)
    if as_json:
        put_json({"out": str(built.out), "blocks": {"translated": built.translated, "reused": built.reused},
                  "signature": built.manifest.signature, **_without_files(asdict(built.manifest))})  # fmt: skip
        return
    put(f"built      {built.out}: {describe_counts(built.manifest.counts)}{describe_unread(built.unread)}")
    if len(options.splits.names) > 1:
        put(f"splits     {describe_splits(built.manifest.counts)}")
    if options.memory:
        taken = plural(built.manifest.counts["origins"].get("memory", 0), "pair")
        put(f"memory     {taken} with English that people approved in {plural(len(options.memory), 'other dataset')}")
    put(f"blocks     {built.translated} translated, {built.reused} reused")
    put(f"signature  {built.manifest.signature}")


def _refuse_place_as_source(sources: list[str]) -> None:
    """Raise UsageError for a dataset behind other sources, which stands where its place was meant."""
    from bilingual.articles.folders import is_dataset

    *others, last = sources
    if others and Path(last).is_dir() and is_dataset(last):
        raise UsageError(
            f"{last}: a dataset, not a folder of articles; to write there: --out {last}; to build from its own: "
            f"{last}/articles"
        )


def describe_counts(counts: Mapping[str, Any]) -> str:
    """Say what was built: articles, pairs with those flagged, skipped segments by language or other reason."""
    reasons = {name: count for name, count in counts["reasons"].items() if name != "language"}
    why = ", ".join(f"{count} {name}" for name, count in (counts["languages"] | reasons).items())
    pairs = f"{plural(counts['pairs'], 'pair')} ({counts['flagged']} flagged)"
    return f"{plural(counts['articles'], 'article')}, {pairs}, {counts['skipped']} skipped" + (
        f" ({why})" if why else ""
    )


def describe_splits(counts: Mapping[str, Any]) -> str:
    """Say how many pairs are in each split, which share that is, and how many were left out as leaks."""
    left_out = counts["reasons"].get("leak", 0)
    shares = ", ".join(f"{name} {count:,} ({count / counts['pairs']:.0%})" for name, count in counts["splits"].items())
    return shares + (f"; {plural(left_out, 'pair')} left out that would leak" if left_out else "")


def describe_unread(unread: Mapping[str, Any]) -> str:
    """Say how much of the sources could not be read, where anything could not."""
    count = unread["count"]
    return f"; {plural(count, 'input')} not read, listed in its manifest.json" if count else ""


def parse_kinds(text: str) -> frozenset[str]:
    """Read `all` or a list of kinds, in capitals or not. Raises UsageError for none or one that does not exist."""
    names = [name.strip().lower() for name in text.split(",") if name.strip()]
    if names == ["all"]:
        from bilingual.segmenter import KINDS

        return frozenset(KINDS)
    return check_kinds(names, text)


def parse_wrapped(text: str) -> bool | None:
    """Read `auto`, `yes` or `no`. Raises UsageError for anything else."""
    if text not in WRAPPING:
        raise UsageError(f"--wrapped {text}: choose auto, yes or no")
    return WRAPPING[text]


def _without_files(manifest: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in manifest.items() if key != "files"}
