"""The main job: sources in, a published dataset folder out."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from bilingual.articles import Article, Survey, survey_articles
from bilingual.dataset import DatasetWriter, Manifest, stage
from bilingual.dataset.folder import finish_interrupted, publish, refuse_wrong_place
from bilingual.dataset.labels import check_label, label_of
from bilingual.dataset.licences import check_licence
from bilingual.dataset.merging import merge_parts
from bilingual.dataset.part_tables import PartTables
from bilingual.errors import ArticleError, UsageError
from bilingual.models import Model, find_model
from bilingual.pair_tables import read_test
from bilingual.pipeline.describing import describe_build, software_versions
from bilingual.pipeline.engines.finding import find_engine
from bilingual.pipeline.kept_work import KeptWork
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.part_work import PartWork, remembered
from bilingual.pipeline.parts import PART_CHARACTERS, Part, PartCutter
from bilingual.pipeline.protecting import Removed, protect_reviews
from bilingual.pipeline.segmenting import wrapping_note
from bilingual.pipeline.watching import Plan, Watcher
from bilingual.review.memory import Memory
from bilingual.text.counting import plural
from bilingual.translator import Options

DEFAULT_OUT = Path("dist/fr-en")


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """A finished build: where it is, what it holds, and how many blocks were translated or reused."""

    out: Path
    manifest: Manifest
    model: Model
    translated: int
    reused: int

    @property
    def unread(self) -> dict[str, Any]:
        """What could not be read, as the manifest has it: `count`, `reasons` with theirs, the first as `listed`."""
        return dict(self.manifest.inputs["unread"])


def build(
    sources: str | Path | Sequence[str | Path],
    out: str | Path = DEFAULT_OUT,
    options: BuildOptions | None = None,
    watcher: Watcher | None = None,
) -> Built:
    """Build the dataset `out` from articles; an existing one is replaced only by a complete one, a reviewed one never.

    What cannot be read is listed and the rest is built, unless the options are strict. Raises BilingualError:
    UsageError for options and places that cannot be, ArticleError, ModelError and DatasetError for what is wrong in the
    data.
    """
    out, options, watcher = Path(out), options or BuildOptions(), watcher or Watcher()
    refuse_wrong_place(out)
    name = label_of(out.name) if options.name is None else check_label("--name", options.name)
    options = replace(options, name=name, license=check_licence(options.license))
    finish_interrupted(out)
    protect_reviews(out)
    held_out, memory = _held_out(options.exclude), _memory(options.memory, out, watcher)
    with (
        _resumable(),
        stage(out, lambda: protect_reviews(out)) as place,
        KeptWork(place.work, options.fresh, watcher.notice) as kept,
        find_engine(options) as engine,
    ):
        cutter = PartCutter(kept.parts, PART_CHARACTERS)
        survey = _survey(sources, out, options, watcher, cutter.add)
        work = _work(options, held_out, memory, watcher)
        signature = engine.start(work)
        watcher.started(Plan(len(survey.files), survey.articles, survey.characters, work.model))
        parts = cutter.name_parts(work.decides(signature, software_versions()))
        engine.run(kept.unfinished(parts, watcher), kept.parts, kept.store, watcher)
        with DatasetWriter(place.new, options.splits.names, arrow=options.arrow, texts=options.articles) as writer:
            _merge(parts, kept.parts, writer, options)
            manifest = writer.finish(describe_build(survey, work.model, signature, options, memory))
        publish(place)
        translated, reused = kept.close(parts)
        return Built(out=out, manifest=manifest, model=work.model, translated=translated, reused=reused)


def _work(options: BuildOptions, held_out: tuple[str, ...], memory: Memory | None, watcher: Watcher) -> PartWork:
    return PartWork(
        model=find_model(options.model, watcher.notice),
        device=options.device,
        compute_type=options.compute_type,
        options=Options.chosen(options.beam, options.raw),
        kinds=options.kinds,
        held_out=held_out,
        memories=options.memory,
        remembered=remembered(memory),
        wrapped=options.wrapped,
    )


def _survey(
    sources: str | Path | Sequence[str | Path],
    out: Path,
    options: BuildOptions,
    watcher: Watcher,
    take: Callable[[Article], None],
) -> Survey:
    """Read the sources, refuse what was removed from the dataset, and say what is worth knowing."""
    removed = Removed(out)

    def look(article: Article) -> Iterable[str]:
        removed.look(article.id)
        take(article)
        return wrapping_note(article, options.wrapped)

    survey = survey_articles(sources, look, columns=options.columns)
    removed.refuse()
    options.splits.refuse_fewer(survey.articles)
    for note in survey.notes:
        watcher.notice(note)
    _pass_over_unread(survey, options.strict, watcher)
    return survey


def _merge(parts: Sequence[Part], folder: Path, writer: DatasetWriter, options: BuildOptions) -> None:
    """Put the parts together. Raises ArticleError where none of them has a pair."""
    tables = [PartTables(folder / part.name) for part in parts]
    if not any(part.pairs for part in tables):
        raise ArticleError("no French segment to translate in these articles; nothing was written")
    merge_parts(tables, writer, options.splits, allow_leaks=options.allow_leaks)


def _pass_over_unread(survey: Survey, strict: bool, watcher: Watcher) -> None:
    """Name what cannot be read, or refuse to build without it."""
    count = survey.unread.count
    if count and strict:
        raise survey.unread.refusal(
            f"{plural(count, 'input')} cannot be read, and nothing is built because of --strict"
        )
    for line in survey.unread.lines():
        watcher.unread(line)


@contextmanager
def _resumable() -> Iterator[None]:
    """Tell whoever interrupts a build what is kept of it."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt("finished blocks are kept; run the same command again to go on") from None


def _held_out(test_sets: Sequence[Path]) -> tuple[str, ...]:
    """Return both sides of the test sets together: what one of them says must not be learned from either side."""
    return tuple(side for path in test_sets for row in read_test(path) for side in row)


def _memory(datasets: Sequence[Path], out: Path, watcher: Watcher) -> Memory | None:
    """Read the translation memories, and say where they contradict each other or themselves."""
    if not datasets:
        return None
    for dataset in datasets:
        if dataset.resolve() == out.resolve():
            raise UsageError(f"--memory {dataset}: the dataset that is to be replaced; build with another --out")
    memory = Memory(datasets)
    if memory.contradictions:
        several = plural(memory.contradictions, "French sentence has", "French sentences have")
        watcher.notice(f"--memory: {several} more than one English; that which most pairs have is taken")
    return memory
