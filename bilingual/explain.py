"""One segment of a dataset: where it stands, its neighbours, what every check measured, and why it was flagged."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset import Manifest, one_version, read_manifest
from bilingual.dataset.locating import Segment, find_article, find_beside, find_segment
from bilingual.errors import DatasetError
from bilingual.models import Model, find_by_hash
from bilingual.pairs import Pair, Skipped
from bilingual.quality import FLAGS, Measure, measure_pair
from bilingual.translator import Translator
from bilingual.translator.given import Reader
from bilingual.translator.tokens import load_tokenizer

AROUND = 2
CONTEXT = 160
OTHER_VERSION = "flagged when the dataset was built; the check of this version does not fail"
OF_ARTICLE = ("id", "text", "title", "url", "path")


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
        segment = find_segment(dataset, name)
        place = _locate(dataset, segment)
        neighbours = find_beside(dataset, segment, AROUND)
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


def _locate(dataset: Path, segment: Segment) -> Place:
    row = find_article(dataset, segment.article_id, OF_ARTICLE)
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


def _reasons(pair: Pair, measures: Iterable[Measure]) -> Iterable[str]:
    """Say why the pair carries each of its flags: what the check saw, or what the flag means where none is at work."""
    seen = {measure.check: measure for measure in measures}
    for flag in pair.flags:
        measure = seen.get(flag)
        detail = f" ({measure.detail if measure.failed else OTHER_VERSION})" if measure else ""
        yield f"{flag}: {FLAGS.get(flag, 'a flag of another version')}{detail}"
