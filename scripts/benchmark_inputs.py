"""Writes large files of several formats and prints how long each takes to read, and with how much memory.

    python scripts/benchmark_inputs.py [--megabytes 100] [--pages 1000] [--only docx,warc]

A file is read once, in a process of its own, as `bilingual segment` and the survey of a build read it. `peak` is the
most memory of that process, its 25 MB of Python among it. Pages of the Word document have 2,500 characters. Linux only.
"""

import gzip
import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import Annotated
from zipfile import ZIP_DEFLATED, ZipFile

import typer
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.inputs.peaks import PEAK
from tests.inputs.word_packages import paragraph, run, word_document

ROOT = Path(__file__).parent.parent
PAGE_CHARACTERS = 2_500
READ = (
    PEAK
    + """
from bilingual.articles import read_articles
articles = characters = 0
for article in read_articles(sys.argv[1]):
    articles, characters = articles + 1, characters + len(article.text)
print(articles, characters, peak())
"""
)
Write = Callable[[Path, int], None]


def sentences() -> list[str]:
    """Return the lines of the five articles that are paragraphs."""
    texts = [path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))]
    return [line for text in texts for line in text.splitlines() if len(line) > 200]


def bodies(size: int) -> list[str]:
    """Return as many paragraphs, numbered so that none is like another, as have `size` characters."""
    lines, found, length = sentences(), [], 0
    while length < size:
        found.append(f"{len(found)}. {lines[len(found) % len(lines)]}")
        length += len(found[-1])
    return found


def write_docx(path: Path, size: int) -> None:
    """Write a Word document with `size` characters."""
    paragraphs = (paragraph(run(line)) for line in bodies(size))
    path.write_bytes(word_document("".join(paragraphs)))


def write_epub(path: Path, size: int) -> None:
    """Write a book of chapters with twenty paragraphs."""
    lines = bodies(size)
    chapters = [lines[at : at + 20] for at in range(0, len(lines), 20)]
    numbers, kind = range(len(chapters)), "application/xhtml+xml"
    items = "".join(f'<item id="c{number}" href="{number}.xhtml" media-type="{kind}"/>' for number in numbers)
    spine = "".join(f'<itemref idref="c{number}"/>' for number in numbers)
    container = "urn:oasis:names:tc:opendocument:xmlns:container"
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        root = '<rootfile full-path="content.opf" media-type="application/oebps-package+xml"/>'
        archive.writestr(
            "META-INF/container.xml",
            f'<container xmlns="{container}"><rootfiles>{root}</rootfiles></container>',
        )
        archive.writestr(
            "content.opf",
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0"><metadata/>'
            f"<manifest>{items}</manifest><spine>{spine}</spine></package>",
        )
        for number, chapter in enumerate(chapters):
            text = "".join(f"<p>{line.replace('&', '&amp;').replace('<', '&lt;')}</p>" for line in chapter)
            page = f'<html xmlns="http://www.w3.org/1999/xhtml"><body><h1>Chapitre {number}</h1>{text}</body></html>'
            archive.writestr(f"{number}.xhtml", page)


def write_warc(path: Path, size: int) -> None:
    """Write a web archive of pages of fifteen paragraphs."""
    lines = bodies(size)
    with path.open("wb") as stream:
        writer = WARCWriter(stream, gzip=False)
        for number in range(0, len(lines), 15):
            text = "".join(f"<p>{line}</p>" for line in lines[number : number + 15])
            title = f"<title>Page {number}</title>"
            page = f"<html><head>{title}</head><body><article>{text}</article></body></html>"
            head = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            address = f"http://exemple.fr/{number}.html"
            writer.write_record(
                writer.create_warc_record(address, "response", payload=BytesIO(page.encode()), http_headers=head)
            )


def write_csv(path: Path, size: int) -> None:
    """Write a table of texts."""
    rows = [f'{number},"{line.replace(chr(34), chr(34) * 2)}"\n' for number, line in enumerate(bodies(size))]
    path.write_text("id,text\n" + "".join(rows), encoding="utf-8")


def write_jsonl_gz(path: Path, size: int) -> None:
    """Write lines of JSON, compressed."""
    with gzip.open(path, "wt", encoding="utf-8") as stream:
        stream.writelines(json.dumps({"text": line}, ensure_ascii=False) + "\n" for line in bodies(size))


def write_srt(path: Path, size: int) -> None:
    """Write subtitles, at most the 8 MiB that are read."""
    words = " ".join(bodies(min(size, 4 << 20))).split()
    cues = [" ".join(words[at : at + 9]) for at in range(0, len(words), 9)][:99_000]
    clock = [f"{ms // 3_600_000:02}:{ms // 60_000 % 60:02}:{ms // 1_000 % 60:02},{ms % 1_000:03}" for ms in
             range(0, 2_000 * (len(cues) + 1), 2_000)]  # fmt: skip
    blocks = (f"{at + 1}\n{clock[at]} --> {clock[at + 1]}\n{cue}\n\n" for at, cue in enumerate(cues))
    path.write_text("".join(blocks), encoding="utf-8")


def write_zip(path: Path, size: int) -> None:
    """Write an archive of text files of twenty paragraphs."""
    lines = bodies(size)
    with ZipFile(path, "w", ZIP_DEFLATED) as archive:
        for number in range(0, len(lines), 20):
            archive.writestr(f"{number}.txt", "\n".join(lines[number : number + 20]))


WRITERS: dict[str, tuple[str, Write]] = {
    "docx": ("long.docx", write_docx),
    "epub": ("long.epub", write_epub),
    "warc": ("crawl.warc", write_warc),
    "csv": ("long.csv", write_csv),
    "jsonl": ("long.jsonl.gz", write_jsonl_gz),
    "srt": ("long.srt", write_srt),
    "zip": ("long.zip", write_zip),
}


def main(
    megabytes: Annotated[int, typer.Option(help="Size of the text in each file but the Word document.")] = 100,
    pages: Annotated[int, typer.Option(help="Pages of the Word document.")] = 1_000,
    only: Annotated[str, typer.Option(help="Formats to read.")] = ",".join(WRITERS),
) -> None:
    """Print a table."""
    typer.echo(f"{'format':8}{'file MB':>9}{'articles':>10}{'characters':>13}{'seconds':>9}{'peak MB':>9}")
    for name in only.split(","):
        file, write = WRITERS[name]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, file)
            write(path, pages * PAGE_CHARACTERS if name == "docx" else megabytes * 1_000_000)
            before = time.monotonic()
            done = subprocess.run(
                [sys.executable, "-c", READ, path], cwd=ROOT, capture_output=True, text=True, check=True
            )
            took = time.monotonic() - before
            articles, characters, peak = map(int, done.stdout.split())
            size = path.stat().st_size / 1e6
            typer.echo(f"{name:8}{size:9.1f}{articles:10,}{characters:13,}{took:9.1f}{peak:9,}")


if __name__ == "__main__":
    typer.run(main)
