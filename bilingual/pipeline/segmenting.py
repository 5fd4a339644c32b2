"""An article → its segments, as its lines are to be read."""

from collections.abc import Iterator

from bilingual.articles import Article
from bilingual.segmenter import Segment, iter_segments
from bilingual.segmenter.wrapping import is_wrapped


def segment_article(article: Article, wrapped: bool | None) -> Iterator[Segment]:
    """Yield the segments of an article; `wrapped` is that of `segment`, for articles whose lines are as they came.

    The language that is declared for all of an article decides nothing: templates call French pages English.
    """
    joined = False if article.extracted else wrapped
    return iter_segments(article.text, wrapped=joined, marked=dict(article.marked), languages=dict(article.languages))


def wrapping_note(article: Article, wrapped: bool | None) -> Iterator[str]:
    """Yield what a user should know of an article whose lines are joined without being asked."""
    if wrapped is None and not article.extracted and is_wrapped(article.text):
        yield "lines taken as wrapped, and joined (--wrapped no leaves each line as it stands)"
