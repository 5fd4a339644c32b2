"""One segment of a dataset: where it stands, its neighbours, what every check measured, and why it was flagged."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from bilingual.dataset import Manifest, read_manifest, read_pairs, read_skipped
from bilingual.dataset.reading import one_version, read_rows
from bilingual.errors import DatasetError, UsageError
from bilingual.models import Model, find_by_hash
from bilingual.pairs import Pair, Skipped
from bilingual.quality import FLAGS, Measure, measure_pair
from bilingual.translator import Translator
from bilingual.translator.given import Reader
from bilingual.translator.tokens import load_tokenizer

AROUND = 2
CONTEXT = 160
OTHER_VERSION = "flagged when the dataset was built; the check of this version does not fail"

Segment = Pair | Skipped
Found = TypeVar("Found", Pair, Skipped)


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where a segment stands: its article, its line there (from 1), and up to 160 characters on either side.

    Where the article's text is not published, there is no line, and nothing on either side.
    """

    article_id: str
    title: str | None
    url: str | None
    path: str
    line: int | None
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """A segment with what surrounds it.

    `neighbours` are up to two segments before and after it in the article, in order; `measures` what every check of
    this version finds in the pair as it is now, `reasons` one line for each of its flags. The last two are empty for a
    skipped segment. `given` is what the model of the dataset is given for the pair's French, and then, where that
    English was garbled, what it was given again; empty where this model is not at hand.
    """

    segment: Segment
    place: Place
    neighbours: tuple[Segment, ...]
    measures: tuple[Measure, ...]
    reasons: tuple[str, ...]
    given: tuple[str, ...]


def explain_pair(dataset: Path, name: str, model: str | None = None) -> Explanation:
    """Explain the pair, or the skipped segment, with the id `name`; its first characters do, if no other has them.

    `model` names the model that the dataset was made with, where it is not among those at hand (`list_models`).
    Raises UsageError when there is no such id, or more than one; DatasetError when the dataset is damaged.
    """
    with one_version(dataset):
        manifest = read_manifest(dataset)
        segment = _find(dataset, name)
        place = _locate(dataset, segment)
        neighbours = _neighbours(dataset, segment)
    if isinstance(segment, Skipped):
        return Explanation(segment=segment, place=place, neighbours=neighbours, measures=(), reasons=(), given=())
    found = find_by_hash(manifest.model["sha256"], model)
    measures = tuple(_measure(segment, found))
    reasons = tuple(_reasons(segment, measures))
    return Explanation(
        segment=segment,
        place=place,
        neighbours=neighbours,
        measures=measures,
        reasons=reasons,
        given=_given(manifest, segment.fr, found),
    )


def _measure(pair: Pair, model: Model | None) -> list[Measure]:
    """Measure a pair: with the score that the model gave its own English, and its reading of what a person wrote."""
    if pair.en == pair.machine_en:
        return measure_pair(pair.fr, pair.en, pair.score)
    reading = Translator(model).read([(pair.fr, pair.en)])[0] if model else ()
    return measure_pair(pair.fr, pair.en, None, reading)


def _given(manifest: Manifest, french: str, model: Model | None) -> tuple[str, ...]:
    """Return what the model that the dataset was made with is given."""
    if model is None:
        return ()
    if not manifest.options.get("readable"):
        return (french,)
    reader = Reader.of(load_tokenizer(model))
    return tuple(dict.fromkeys((reader.give(french).text, reader.give(french, plainer=True).text)))


def _find(dataset: Path, name: str) -> Segment:
    wanted = name.strip().lower().removeprefix("\\")  # as the review table shields ids that look like numbers
    found: list[Segment] = [*_starting(read_pairs(dataset), wanted), *_starting(read_skipped(dataset), wanted)]
    exact = [segment for segment in found if segment.id == wanted]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if found:
        raise UsageError(f"{dataset}: {len(found)} ids begin with `{name}`; write more of it: {found[0].id}, …")
    raise UsageError(f"{dataset}: no pair and no skipped segment has the id `{name}`; those of pairs are in pairs.tsv")


def _starting(segments: Iterable[Found], wanted: str) -> list[Found]:
    return [segment for segment in segments if wanted and segment.id.startswith(wanted)]


def _locate(dataset: Path, segment: Segment) -> Place:
    row = next((row for row in read_rows(dataset, "articles") if row["id"] == segment.article_id), None)
    if row is None:
        raise DatasetError(f"{dataset}: article {segment.article_id} is missing; run `bilingual check {dataset}`")
    text, start, end = row["text"], segment.start, segment.end
    line = None if text is None else len(text[: start + 1].splitlines())
    before, after = (text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]) if text else ("", "")
    return Place(
        article_id=row["id"],
        title=row["title"],
        url=row["url"],
        path=row["path"],
        line=line,
        before=before,
        after=after,
    )


def _neighbours(dataset: Path, segment: Segment) -> tuple[Segment, ...]:
    own = segment.article_id
    beside: list[Segment] = [pair for pair in read_pairs(dataset) if pair.article_id == own]
    beside += (skipped for skipped in read_skipped(dataset) if skipped.article_id == own)
    beside.sort(key=lambda other: (other.start, other.end))
    place = next(index for index, other in enumerate(beside) if other.id == segment.id)
    return (*beside[max(0, place - AROUND) : place], *beside[place + 1 : place + 1 + AROUND])


def _reasons(pair: Pair, measures: Iterable[Measure]) -> Iterable[str]:
    """Say why the pair carries each of its flags: what the check saw, or what the flag means where none is at work."""
    seen = {measure.check: measure for measure in measures}
    for flag in pair.flags:
        measure = seen.get(flag)
        detail = f" ({measure.detail if measure.failed else OTHER_VERSION})" if measure else ""
        yield f"{flag}: {FLAGS.get(flag, 'a flag of another version')}{detail}"
