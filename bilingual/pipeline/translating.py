"""Articles → pairs, block by block: segments, translations (kept, so that a rerun reuses them), checks."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bilingual.articles import Article
from bilingual.articles.places import Places, Standing
from bilingual.pairs import Pair, Skipped, segment_id
from bilingual.pipeline.blocks import Run, group_segments
from bilingual.pipeline.choosing import Choice
from bilingual.pipeline.segmenting import segment_article
from bilingual.pipeline.store import WorkStore
from bilingual.quality import check_pair
from bilingual.review.memory import Memory, remember
from bilingual.segmenter import Segment
from bilingual.text.lines import one_line
from bilingual.translator import Pending, Translation, Translator

BLOCKS_PER_WORKER = 4


@dataclass(frozen=True, slots=True)
class Done:
    """What became of consecutive segments of one article, in the order of its text; with `ends` they are its last."""

    article: Article
    segments: tuple[Pair | Skipped, ...]
    ends: bool


@dataclass(frozen=True, slots=True)
class Block:
    """A finished block; `reused` where its translations were kept from an earlier build."""

    runs: tuple[Done, ...]
    reused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A segment with its id, article, number within the paragraph and standing; its text is published, on one line.

    `reason` is the one for which it is skipped, None where it is to be translated.
    """

    id: str
    article: Article
    sentence: int
    segment: Segment
    standing: Standing
    reason: str | None

    @property
    def text(self) -> str:
        """The segment's text."""
        return self.segment.text


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A block whose translations were found in the store (`kept`) or are under way (`pending`)."""

    runs: tuple[Run[_Place], ...]
    key: str
    kept: list[Translation] | None
    pending: Pending | None


def translate_articles(
    articles: Iterable[Article],
    translator: Translator,
    store: WorkStore,
    choice: Choice,
    wrapped: bool | None = None,
    memory: Memory | None = None,
) -> Iterator[Block]:
    """Translate the chosen segments of articles and yield the blocks in order.

    `wrapped` is that of `segment`, for articles whose lines are as they were read. Several blocks are under way at
    once; each one's batches depend on that block alone, so the result is the same for any number of workers and any
    content of the store. What the `memory` knows is translated too: `machine_en` is the model's.
    """
    language = translator.model.from_code
    placed = ((article, _places(article, wrapped, choice, language)) for article in articles)
    under_way: deque[_Draft] = deque()
    for runs in group_segments(placed):
        under_way.append(_begin(runs, translator, store))
        if len(under_way) >= BLOCKS_PER_WORKER * translator.workers:
            yield _finish(under_way.popleft(), store, choice, memory)
    while under_way:
        yield _finish(under_way.popleft(), store, choice, memory)


def _begin(runs: tuple[Run[_Place], ...], translator: Translator, store: WorkStore) -> _Draft:
    texts = [place.text for run in runs for place in run.items if place.reason is None]
    key = store.key(texts)
    kept = store.get(key)
    return _Draft(runs=runs, key=key, kept=kept, pending=translator.submit(texts) if kept is None else None)


def _finish(draft: _Draft, store: WorkStore, choice: Choice, memory: Memory | None) -> Block:
    translations = draft.kept or []
    if draft.pending is not None:
        translations = draft.pending.result()
        store.put(draft.key, translations)
    made = iter(translations)
    runs = [
        Done(
            run.article,
            tuple(
                _skip(place, place.reason) if place.reason else _publish(place, next(made), choice, memory)
                for place in run.items
            ),
            run.ends,
        )
        for run in draft.runs
    ]
    return Block(tuple(runs), draft.kept is not None)


def _publish(place: _Place, translation: Translation, choice: Choice, memory: Memory | None) -> Pair | Skipped:
    """Return the pair of a segment with the English that the memory knows for it, or else the model's."""
    known = memory.english_of(place.text) if memory else None
    reasons = map(choice.reason_to_drop, (translation.text, *([known] if known else ())))
    if reason := next(filter(None, reasons), None):
        return _skip(place, reason)
    pair = _pair(place, translation)
    return remember(pair, known) if known else pair


def _places(article: Article, wrapped: bool | None, choice: Choice, language: str) -> Iterator[_Place]:
    paragraph, number, seen, places = -1, 0, Counter[str](), Places.of(article)
    for found in segment_article(article, wrapped):
        number = number + 1 if found.paragraph == paragraph else 0
        paragraph = found.paragraph
        text = one_line(found.text)
        name = segment_id(article.id, text, seen[text])
        seen[text] += 1
        segment = found if text == found.text else replace(found, text=text)
        yield _Place(
            id=name,
            article=article,
            sentence=number,
            segment=segment,
            standing=places.at(found.start, found.end),
            reason=choice.reason_to_skip(segment, language),
        )


def _skip(place: _Place, reason: str) -> Skipped:
    found = place.segment
    return Skipped(
        id=place.id,
        article_id=place.article.id,
        paragraph=found.paragraph,
        sentence=place.sentence,
        start=found.start,
        end=found.end,
        text=found.text,
        kind=found.kind,
        lang=found.lang,
        reason=reason,
    )


def _pair(place: _Place, translation: Translation) -> Pair:
    found, article, standing = place.segment, place.article, place.standing
    flags = tuple(check_pair(found.text, translation.text, translation.score))
    return Pair(
        id=place.id,
        fr=found.text,
        en=translation.text,
        article_id=article.id,
        title=article.title,
        date=article.date,
        publisher=article.publisher,
        url=article.url,
        author=article.author,
        section=standing.section,
        paragraph=found.paragraph,
        sentence=place.sentence,
        start=found.start,
        end=found.end,
        page=standing.page,
        first_cue=standing.first_cue,
        last_cue=standing.last_cue,
        start_ms=standing.start_ms,
        end_ms=standing.end_ms,
        kind=found.kind,
        score=translation.score,
        flags=(*flags, "truncated") if translation.truncated else flags,
        status="machine",
        machine_en=translation.text,
        comment="",
    )
