"""The main job: sources in, a published dataset folder out."""

import os
import platform
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

import bilingual
from bilingual.articles import Article, Survey, survey_articles
from bilingual.choosing import Choice
from bilingual.conflicts import Conflicts
from bilingual.dataset import DatasetWriter, Manifest, read_manifest, stage
from bilingual.dataset.folder import MANIFEST, finish_interrupted, publish, refuse_wrong_place
from bilingual.dataset.labels import check_label, label_of
from bilingual.dataset.manifest import sha256_of
from bilingual.dataset.reviewed import refuse_loss, reviewed_pairs
from bilingual.dataset.splits import Splits
from bilingual.duplicates import SentenceIndex
from bilingual.errors import ArticleError, DatasetError
from bilingual.models import Model, find_model
from bilingual.opening import portable_name
from bilingual.pair_tables import read_test
from bilingual.pipeline import Block, translate_articles
from bilingual.segmenter import DEFAULT_KINDS
from bilingual.segmenter.wrapping import WRAPPING, is_wrapped
from bilingual.store import WorkStore
from bilingual.translator import Options, Translator

DEFAULT_OUT = Path("dist/fr-en")
SOFTWARE = ("ctranslate2", "sentencepiece", "datasets", "pyarrow", "rensa")

Notice = Callable[[str], None]


@dataclass(frozen=True, slots=True)
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


class Watcher:
    """Hears how a build goes on; does nothing by itself. The command line's own draws a progress bar."""

    def notice(self, line: str) -> None:
        """Hear something that the user should know, in one line."""

    def started(self, survey: Survey, model: Model) -> None:
        """Hear what is about to be translated, and with which model."""

    def advanced(self, block: Block) -> None:
        """Hear that a block is finished."""


def build(
    sources: Sequence[str | Path],
    out: str | Path = DEFAULT_OUT,
    *,
    model: str | None = None,
    beam: int = 4,
    raw: bool = False,
    device: str = "auto",
    workers: int | None = None,
    kinds: Collection[str] = DEFAULT_KINDS,
    exclude: Sequence[Path] = (),
    splits: Splits | None = None,
    license: str = "unknown",
    name: str | None = None,
    arrow: bool = True,
    wrapped: bool | None = None,
    strict: bool = False,
    fresh: bool = False,
    watcher: Watcher | None = None,
) -> Built:
    """Build the dataset `out` from articles; an existing one is replaced only by a complete one, a reviewed one never.

    `workers` is the number of cores (None: all); it changes the speed, not a byte of the result. `raw` gives the model
    every text as it is, with what it cannot read. `kinds` are published (`KINDS`: all), other segments are skipped; no
    pair is whose French or English is, or nearly is, in a test set of `exclude`. `wrapped` says whether the lines of a
    text between blank ones are one paragraph (None: where they look so). What cannot be read is listed and the rest is
    built, unless `strict`. `fresh` ignores the work that earlier builds kept. Raises BilingualError: UsageError for
    options and places that cannot be, ArticleError, ModelError and DatasetError for what is wrong in the data.
    """
    watcher = watcher or Watcher()
    splits = splits or Splits()
    refuse_wrong_place(Path(out))
    name = label_of(Path(out).name) if name is None else check_label("--name", name)
    check_label("--license", license)
    finish_interrupted(Path(out))
    _protect_reviews(Path(out))
    choice = Choice(frozenset(kinds), _held_out(exclude))
    survey = survey_articles(sources, _wrapping_notes(wrapped))
    for note in survey.notes:
        watcher.notice(note)
    _pass_over_unread(survey, strict, watcher)
    found = find_model(model, watcher.notice)
    translator = Translator(
        found, device=device, workers=workers or available_cores(), options=Options.chosen(beam, raw)
    )
    options = _options(translator, kinds, exclude, splits, wrapped)
    watcher.started(survey, found)
    with _resumable(), stage(Path(out), lambda: _protect_reviews(Path(out))) as place:
        if fresh:
            WorkStore.forget(place.work / "blocks.sqlite")
        with WorkStore(place.work / "blocks.sqlite", translator.signature, watcher.notice) as store:
            with DatasetWriter(place.new, splits, arrow) as writer:
                blocks = translate_articles(survey.read(), translator, store, choice, wrapped)
                _write(blocks, writer, watcher)
                draft = _manifest(survey, translator, name, license, options)
                manifest = writer.finish(draft)
            publish(place)
            _prune(store, watcher)
            return Built(Path(out), manifest, found, store.translated, store.reused)


def available_cores() -> int:
    """Return the number of cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _wrapping_notes(wrapped: bool | None) -> Callable[[Article], Iterator[str]]:
    """What to say of articles whose lines are joined."""

    def look(article: Article) -> Iterator[str]:
        if wrapped is None and not article.extracted and is_wrapped(article.text):
            yield "lines taken as wrapped, and joined (--wrapped no leaves each line as it stands)"

    return look


def _pass_over_unread(survey: Survey, strict: bool, watcher: Watcher) -> None:
    """Name what cannot be read, or refuse to build without it."""
    count = survey.unread.count
    if count and strict:
        raise survey.unread.refusal(
            f"{count:,} input{'s' * (count != 1)} cannot be read, and nothing is built because of --strict"
        )
    for line in survey.unread.lines():
        watcher.notice(f"not read: {line}")


def _protect_reviews(out: Path) -> None:
    """Refuse to replace a dataset that people have reviewed: what they wrote is in no other place."""
    if not (out / MANIFEST).is_file():
        return
    statuses = read_manifest(out).counts["statuses"]
    # The tables know of comments and edits too; the manifest knows of verdicts in tables that are gone.
    reviewed = max(reviewed_pairs(out), sum(statuses.values()) - statuses.get("machine", 0))
    if reviewed:
        raise DatasetError(
            f"{out}: {reviewed} of its pairs have been reviewed; build with another --out, then bring the reviews over "
            f"with `bilingual review apply {out} NEW`"
        )
    refuse_loss(out)


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


def _write(blocks: Iterator[Block], writer: DatasetWriter, watcher: Watcher) -> None:
    published, conflicts = 0, Conflicts()
    for block in blocks:
        for article in block.articles:
            writer.add_article(article)
        for pair in conflicts.flag(block.pairs):
            writer.add_pair(pair)
        for skipped in block.skipped:
            writer.add_skipped(skipped)
        published += len(block.pairs)
        watcher.advanced(block)
    if not published:
        raise ArticleError("no French segment to translate in these articles; nothing was written")


def _held_out(test_sets: Sequence[Path]) -> SentenceIndex | None:
    """Index both sides of the test sets together: what one of them says must not be learned from either side."""
    sentences = [side for path in test_sets for row in read_test(path) for side in row]
    return SentenceIndex(sentences) if sentences else None


def _manifest(survey: Survey, translator: Translator, name: str, license_id: str, options: dict[str, Any]) -> Manifest:
    return Manifest(
        name=name,
        version=1,
        parent=None,
        license=license_id,
        inputs={
            "files": len(survey.files),
            "articles": survey.articles,
            "characters": survey.characters,
            "sha256": survey.sha256,
            "unread": survey.unread.as_record(),
        },
        model=translator.model.entry(),
        options=options,
        versions=software_versions(),
        counts={},
        files={},
    )


def _options(
    translator: Translator,
    kinds: Collection[str],
    exclude: Sequence[Path],
    splits: Splits,
    wrapped: bool | None,
) -> dict[str, Any]:
    decoding = {key: value for key, value in translator.signature.items() if key not in ("model", "ctranslate2")}
    test_sets = [{"name": portable_name(path.name), "sha256": sha256_of(path)} for path in exclude]
    excluded = {"exclude": test_sets} if test_sets else {}
    return {
        **decoding,
        "kinds": sorted(kinds),
        "wrapped": next(said for said, value in WRAPPING.items() if value is wrapped),
        **excluded,
        "splits": dict(splits.shares),
    }


def software_versions() -> dict[str, str]:
    """Return the versions of everything that has a part in the bytes of a dataset."""
    packages = {package: version(package) for package in SOFTWARE}
    return {"bilingual": bilingual.__version__, "python": platform.python_version(), **packages}
