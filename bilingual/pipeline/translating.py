"""Articles → pairs, block by block: segments, translations (kept, so that a rerun reuses them), checks."""

from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from bilingual.articles import Article
from bilingual.articles.places import Places, Standing
from bilingual.pairs import Pair, Skipped, segment_id
from bilingual.pipeline.blocks import group_articles
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
class Block:
    """A finished block: every segment of its articles is either in `pairs` or in `skipped`."""

    articles: tuple[Article, ...]
    pairs: tuple[Pair, ...]
    skipped: tuple[Skipped, ...]
    reused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class _Place:
    """A segment with its id, article, number within the paragraph and standing; its text is published, on one line."""

    id: str
    article: Article
    sentence: int
    segment: Segment
    standing: Standing


@dataclass(frozen=True, slots=True, kw_only=True)
class _Draft:
    """A block whose translations were found in the store (`kept`) or are under way (`pending`)."""

    articles: tuple[Article, ...]
    wanted: tuple[_Place, ...]
    skipped: tuple[Skipped, ...]
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
    under_way: deque[_Draft] = deque()
    for group in group_articles(articles):
        under_way.append(_begin(group, translator, store, choice, wrapped))
        if len(under_way) >= BLOCKS_PER_WORKER * translator.workers:
            yield _finish(under_way.popleft(), store, choice, memory)
    while under_way:
        yield _finish(under_way.popleft(), store, choice, memory)


def _begin(
    articles: tuple[Article, ...], translator: Translator, store: WorkStore, choice: Choice, wrapped: bool | None
) -> _Draft:
    wanted: list[_Place] = []
    skipped: list[Skipped] = []
    for place in _places(articles, wrapped):
        reason = choice.reason_to_skip(place.segment, translator.model.from_code)
        if reason:
            skipped.append(_skip(place, reason))
        else:
            wanted.append(place)
    texts = [place.segment.text for place in wanted]
    key = store.key(texts)
    kept = store.get(key)
    pending = translator.submit(texts) if kept is None else None
    return _Draft(articles=articles, wanted=tuple(wanted), skipped=tuple(skipped), key=key, kept=kept, pending=pending)


def _finish(draft: _Draft, store: WorkStore, choice: Choice, memory: Memory | None) -> Block:
    translations = draft.kept or []
    if draft.pending is not None:
        translations = draft.pending.result()
        store.put(draft.key, translations)
    pairs: list[Pair] = []
    skipped = list(draft.skipped)
    for place, translation in zip(draft.wanted, translations, strict=True):
        known = memory.english_of(place.segment.text) if memory else None
        reasons = map(choice.reason_to_drop, (translation.text, *([known] if known else ())))
        if reason := next(filter(None, reasons), None):
            skipped.append(_skip(place, reason))
        else:
            pair = _pair(place, translation)
            pairs.append(remember(pair, known) if known else pair)
    return Block(draft.articles, tuple(pairs), _in_order(skipped, draft.articles), draft.kept is not None)


def _in_order(skipped: Iterable[Skipped], articles: Iterable[Article]) -> tuple[Skipped, ...]:
    """Return the segments skipped before translation and dropped after it as one list, by article and place."""
    number = {article.id: index for index, article in enumerate(articles)}
    return tuple(sorted(skipped, key=lambda segment: (number[segment.article_id], segment.start)))


def _places(articles: Iterable[Article], wrapped: bool | None) -> Iterator[_Place]:
    for article in articles:
        paragraph, number, seen, places = -1, 0, Counter[str](), Places.of(article)
        for found in segment_article(article, wrapped):
            number = number + 1 if found.paragraph == paragraph else 0
            paragraph = found.paragraph
            text = one_line(found.text)
            name = segment_id(article.id, text, seen[text])
            seen[text] += 1
            yield _Place(
                id=name,
                article=article,
                sentence=number,
                segment=replace(found, text=text),
                standing=places.at(found.start, found.end),
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
