"""Books and pages of XHTML as tests make them, and how their articles are read."""

import re
import zipfile
from collections import Counter
from pathlib import Path

from bilingual import segment
from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file
from bilingual.errors import ArticleError

FILES = Path(__file__).parent / "files"
CONTAINER = "META-INF/container.xml"
ROOTFILE = (
    '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles>'
    '<rootfile full-path="OPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>'
)
XHTML = '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">{}</html>'


def read(path: Path) -> tuple[list[Article], list[str]]:
    """The articles of a file, and the errors, each of which is one line that begins with the file's path."""
    found = list(read_file(InputFile(str(path), path.name)))
    errors = [str(one) for one in found if isinstance(one, ArticleError)]
    assert all("\n" not in error and error.startswith(f"{path}: ") for error in errors)
    return [one for one in found if isinstance(one, Article)], errors


def marked(article: Article) -> list[tuple[str | None, str]]:
    """The lines of an article, each with the kind that it is marked with."""
    kinds, lines, start = dict(article.marked), [], 0
    for line in article.text.split("\n"):
        if line:
            lines.append((kinds.pop(start, None), line))
        start += len(line) + 1
    assert not kinds
    return lines


def check_offsets(article: Article) -> None:
    """Every segment is a stretch of the text, and each word of the text lies in one of them."""
    segments = segment(article.text)
    assert all(article.text[one.start : one.end] == one.text for one in segments)
    assert words("".join(f"{one.text}\n" for one in segments)) == words(article.text)


def words(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text))


def shared(one: Counter[str], other: Counter[str]) -> float:
    """The share of the words of one that the other has as well."""
    return (one & other).total() / one.total()


def chapter(body: str) -> str:
    return XHTML.format(f"<head><title>x</title></head><body>{body}</body>")


def item(id: str, href: str, type: str = "application/xhtml+xml", more: str = "") -> str:
    return f'<item id="{id}" href="{href}" media-type="{type}" {more}/>'


def write_book(path: Path, parts: dict[str, str | bytes], **package: str) -> Path:
    """Write a book of chapters in `OPS`; `items`, `spine`, `metadata` and `guide` replace what follows from them."""
    items = "".join(item(f"i{number}", name) for number, name in enumerate(parts))
    spine = "".join(f'<itemref idref="i{number}"/>' for number in range(len(parts)))
    opf = (
        f'<package xmlns="http://www.idpf.org/2007/opf" xmlns:opf="http://www.idpf.org/2007/opf" version="3.0">'
        f'<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">{package.get("metadata", "<dc:title>Livre</dc:title>")}'
        f"</metadata><manifest>{items}{package.get('items', '')}</manifest><spine>{package.get('spine', spine)}</spine>"
        f"<guide>{package.get('guide', '')}</guide></package>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        archive.writestr(CONTAINER, ROOTFILE)
        archive.writestr("OPS/book.opf", package.get("before", "") + opf)
        for name, content in parts.items():
            archive.writestr(f"OPS/{name}", content)
        for name, content in (("META-INF/encryption.xml", package.get("encryption")),):
            if content:
                archive.writestr(name, content)
    return path
