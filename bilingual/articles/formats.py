"""The one table of input formats: which files are read, by what."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from bilingual.articles.article import Article
from bilingual.articles.html import read_html
from bilingual.articles.input_file import InputFile
from bilingual.articles.jsonl import read_jsonl
from bilingual.articles.markdown import read_markdown
from bilingual.articles.plain_text import read_text
from bilingual.errors import ArticleError

Found = Article | ArticleError


@dataclass(frozen=True, slots=True)
class Format:
    """How a file is read: its articles, and an error for each row at fault; with `rows` each of them is an article."""

    read: Callable[[InputFile], Iterable[Found]]
    rows: bool = False


def _whole(read: Callable[[InputFile], Article]) -> Format:
    """Return the format of files that hold one article each."""

    def read_one(file: InputFile) -> Iterator[Found]:
        yield read(file)

    return Format(read_one)


def _read_parquet(file: InputFile) -> Iterable[Found]:
    from bilingual.articles.parquet import read_parquet  # Arrow takes longer to load than most texts to read

    return read_parquet(file)


FORMATS = {
    ".txt": _whole(read_text),
    ".md": _whole(read_markdown),
    ".markdown": _whole(read_markdown),
    ".html": _whole(read_html),
    ".htm": _whole(read_html),
    ".jsonl": Format(read_jsonl, rows=True),
    ".parquet": Format(_read_parquet, rows=True),
}
