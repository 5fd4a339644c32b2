"""A file of subtitles, SubRip or WebVTT → its article: what is said, in sentences, with each cue's place and times."""

from dataclasses import replace

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.extracted import ExtractedText, extracted_article
from bilingual.articles.input_file import InputFile
from bilingual.articles.languages import language_code
from bilingual.articles.subtitles.cue_lines import read_pieces
from bilingual.articles.subtitles.speech import Speech
from bilingual.articles.subtitles.timed_cues import MOST_CUES, TooManyCuesError, read_cues
from bilingual.errors import ArticleError

MOST_BYTES = 8 << 20  # a film has 0.1 MB, ten hours of captions with the time of every word 5


def read_subtitles(file: InputFile) -> Article:
    """Return the article of a file of subtitles. Raises ArticleError where it has no cue, or no word in one."""
    decoded = decode(_content(file), file.shown)
    try:
        found = read_cues(decoded.text)
    except TooManyCuesError as error:
        raise ArticleError(f"{file.shown}: more than {MOST_CUES:,} cues in one file; divide it") from error
    if not found.cues:
        raise ArticleError(
            f"{file.shown}: no line says when a subtitle is shown (00:00:01,000 --> 00:00:02,500); if it is plain text "
            "name it .txt"
        )
    speech = Speech(found.counts)
    speech.add_all(list(read_pieces(found.cues, found.counts)))
    page = ExtractedText()
    page.counts = found.counts
    for paragraph in speech.paragraphs:
        page.add([paragraph.text], paragraph.kind)
    fields = {"title": found.header.get("title"), "language": language_code(found.header.get("language"))}
    notes = filter(None, (decoded.note, "text extracted from subtitles"))
    article = extracted_article(file, page, fields, encoding=decoded.encoding, notes=notes)
    # What is said first is no title, and no date or source that somebody names is the film's.
    return replace(article, title=found.header.get("title"), date=None, publisher=None, cues=tuple(speech.cues))


def _content(file: InputFile) -> bytes:
    content = file.read()
    if len(content) > MOST_BYTES:
        raise ArticleError(f"{file.shown}: more than {MOST_BYTES >> 20} MiB of subtitles in one file; divide it")
    return content
