"""The main job: sources in, a published dataset folder out."""

import platform
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import Any, TypeVar

import bilingual
from bilingual.articles import Article, Survey, survey_articles
from bilingual.articles.columns import check_columns
from bilingual.dataset import DatasetWriter, Manifest, stage
from bilingual.dataset.dividing import divide
from bilingual.dataset.documents import Document
from bilingual.dataset.folder import finish_interrupted, publish, refuse_wrong_place
from bilingual.dataset.labels import check_label, label_of
from bilingual.dataset.licences import check_licence
from bilingual.dataset.manifest import sha256_of
from bilingual.duplicates import SentenceIndex
from bilingual.errors import ArticleError, DatasetError, UsageError
from bilingual.files.opening import portable_name
from bilingual.models import Model, find_model
from bilingual.pair_tables import read_test
from bilingual.pairs import Pair, Skipped
from bilingual.pipeline.choosing import Choice
from bilingual.pipeline.conflicts import Conflicts
from bilingual.pipeline.options import BuildOptions
from bilingual.pipeline.protecting import Removed, protect_reviews
from bilingual.pipeline.segmenting import wrapping_note
from bilingual.pipeline.store import WorkStore
from bilingual.pipeline.translating import Block, translate_articles
from bilingual.pipeline.watching import Advance, Plan, Watcher
from bilingual.review.memory import Memory
from bilingual.text.counting import plural
from bilingual.translator import Options, Translator, available_cores

DEFAULT_OUT = Path("dist/fr-en")
Found = TypeVar("Found", Pair, Skipped)
SOFTWARE = ("ctranslate2", "sentencepiece", "datasets", "pyarrow", "rensa")


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
    options = replace(options, license=check_licence(options.license))
    finish_interrupted(out)
    protect_reviews(out)
    choice, memory = Choice(options.kinds, _held_out(options.exclude)), _memory(options.memory, out, watcher)
    survey = _survey(sources, out, options, watcher)
    translator = _translator(options, watcher)
    watcher.started(Plan(len(survey.files), survey.articles, survey.characters, translator.model))
    with _resumable(), stage(out, lambda: protect_reviews(out)) as place:
        if options.fresh:
            WorkStore.forget(place.work / "blocks.sqlite")
        with WorkStore(place.work / "blocks.sqlite", translator.signature, watcher.notice) as store:
            with DatasetWriter(place.new, options.splits.names, arrow=options.arrow, texts=options.articles) as writer:
                blocks = translate_articles(
                    survey.read(), translator, store, choice, wrapped=options.wrapped, memory=memory
                )
                documents = _documents(blocks, watcher)
                for document in divide(documents, options.splits, place.new / "draft", allow_leaks=options.allow_leaks):
                    writer.add_document(document)
                manifest = writer.finish(_manifest(name, survey, translator, options, memory))
            publish(place)
            _prune(store, watcher)
            return Built(
                out=out, manifest=manifest, model=translator.model, translated=store.translated, reused=store.reused
            )


def _survey(sources: str | Path | Sequence[str | Path], out: Path, options: BuildOptions, watcher: Watcher) -> Survey:
    """Read the sources a first time, refuse what was removed from the dataset, and say what is worth knowing."""
    removed = Removed(out)

    def look(article: Article) -> Iterable[str]:
        removed.look(article.id)
        return wrapping_note(article, options.wrapped)

    survey = survey_articles(sources, look, columns=options.columns)
    removed.refuse()
    options.splits.refuse_fewer(survey.articles)
    for note in survey.notes:
        watcher.notice(note)
    _pass_over_unread(survey, options.strict, watcher)
    return survey


def _translator(options: BuildOptions, watcher: Watcher) -> Translator:
    return Translator(
        find_model(options.model, watcher.notice),
        device=options.device,
        workers=options.workers or available_cores(),
        options=Options.chosen(options.beam, options.raw),
        compute_type=options.compute_type,
    )


def _pass_over_unread(survey: Survey, strict: bool, watcher: Watcher) -> None:
    """Name what cannot be read, or refuse to build without it."""
    count = survey.unread.count
    if count and strict:
        raise survey.unread.refusal(
            f"{plural(count, 'input')} cannot be read, and nothing is built because of --strict"
        )
    for line in survey.unread.lines():
        watcher.unread(line)


def _prune(store: WorkStore, watcher: Watcher) -> None:
    """Forget old work; the dataset stands, so a full disk is only worth a notice here."""
    try:
        store.prune()
    except DatasetError as error:
        watcher.notice(str(error))


@contextmanager
def _resumable() -> Iterator[None]:
    """Tell whoever interrupts a build what is kept of it."""
    try:
        yield
    except KeyboardInterrupt:
        raise KeyboardInterrupt("finished blocks are kept; run the same command again to go on") from None


def _documents(blocks: Iterator[Block], watcher: Watcher) -> Iterator[Document]:
    """Yield the documents of all blocks, the same French with other English flagged across them."""
    published, conflicts = 0, Conflicts()
    for block in blocks:
        pairs, skipped = _by_article(conflicts.flag(block.pairs)), _by_article(block.skipped)
        for article in block.articles:
            yield Document.of(article, pairs.get(article.id, ()), skipped.get(article.id, ()))
        published += len(block.pairs)
        watcher.advanced(_advance(block))
    if not published:
        raise ArticleError("no French segment to translate in these articles; nothing was written")


def _by_article(segments: Iterable[Found]) -> dict[str, list[Found]]:
    found: dict[str, list[Found]] = {}
    for segment in segments:
        found.setdefault(segment.article_id, []).append(segment)
    return found


def _advance(block: Block) -> Advance:
    words = 0 if block.reused else sum(len(pair.fr.split()) for pair in block.pairs)
    return Advance(len(block.articles), sum(len(article.text) for article in block.articles), words)


def _held_out(test_sets: Sequence[Path]) -> SentenceIndex | None:
    """Index both sides of the test sets together: what one of them says must not be learned from either side."""
    sentences = [side for path in test_sets for row in read_test(path) for side in row]
    return SentenceIndex(sentences) if sentences else None


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


def _manifest(
    name: str, survey: Survey, translator: Translator, options: BuildOptions, memory: Memory | None
) -> Manifest:
    return Manifest(
        name=name,
        version=1,
        parent=None,
        license=options.license,
        inputs={
            "files": len(survey.files),
            "articles": survey.articles,
            "characters": survey.characters,
            "sha256": survey.sha256,
            "unread": survey.unread.as_record(),
            **({"columns": check_columns(options.columns)} if options.columns else {}),
            **({"memories": memory.record} if memory else {}),
            **({"published": options.published} if options.published else {}),
        },
        model=translator.model.entry(),
        options=_recorded(options, translator),
        versions=software_versions(),
        counts={},
        files={},
    )


def _recorded(options: BuildOptions, translator: Translator) -> dict[str, Any]:
    decoding = {key: value for key, value in translator.signature.items() if key not in ("model", "ctranslate2")}
    test_sets = [{"name": portable_name(path.name), "sha256": sha256_of(path)} for path in options.exclude]
    return {**decoding, **options.record(), **({"exclude": test_sets} if test_sets else {})}


def software_versions() -> dict[str, str]:
    """Return the versions of everything that has a part in the bytes of a dataset."""
    python = ".".join(platform.python_version_tuple()[:2])  # no release of one has had a part in any byte
    packages = {package: version(package) for package in SOFTWARE}
    return {"bilingual": bilingual.__version__, "python": python, **packages}
