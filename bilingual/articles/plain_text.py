"""A text file → its article."""

from bilingual.articles.article import Article
from bilingual.articles.decoding import decode
from bilingual.articles.input_file import InputFile
from bilingual.articles.metadata import read_metadata


def read_text(file: InputFile) -> Article:
    """Return the article of a text file. Raises ArticleError when it cannot be decoded or is empty."""
    decoded = decode(file.read(), file.shown)
    found = read_metadata(decoded.text)
    return Article(
        id=file.stem,
        text=decoded.text,
        title=found.title,
        date=found.date,
        publisher=found.publisher,
        url=None,
        path=file.name,
        encoding=decoded.encoding,
        notes=(decoded.note,) if decoded.note else (),
    )
