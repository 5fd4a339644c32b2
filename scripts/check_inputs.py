"""Reads files that other programs made, proves their offsets, and compares their words with those of other readers.

    python scripts/check_inputs.py [FILE ...] [--shown 20]

Without files, those of tests/inputs/files. For each: the articles and segments; how many offsets do not hold (a segment
that is not its stretch of the text, overlaps another or leaves a character out); and, where pandoc, LibreOffice or
pdftotext is installed and reads the format, which share of the characters in its words is kept (in any order, with
their number), and which share of ours it has too. Words are runs of letters and digits; `--shown` prints those of the
differences. Ends with 1 if an offset does not hold.
"""

import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.articles import Article, read_articles
from bilingual.errors import BilingualError
from bilingual.pipeline.segmenting import segment_article
from bilingual.segmenter import Segment

ROOT = Path(__file__).parent.parent
SAMPLES = ROOT / "tests" / "inputs" / "files"
WORD = re.compile(r"[^\W_]+")
TIMEOUT_S = 120
Other = Callable[[Path, Path], str]


def with_pandoc(path: Path, folder: Path) -> str:
    """Return the text that pandoc makes of a file; pictures and links are their words."""
    return output("pandoc", "--to", "plain", "--wrap", "none", "--track-changes", "accept", path)


def with_libreoffice(path: Path, folder: Path) -> str:
    """Return the text that LibreOffice exports."""
    profile = f"-env:UserInstallation=file://{folder / 'profile'}"
    output("soffice", profile, "--headless", "--convert-to", "txt:Text (encoded):UTF8", "--outdir", folder, path)
    return (folder / f"{path.stem}.txt").read_text(encoding="utf-8-sig")


def with_pdftotext(path: Path, folder: Path) -> str:
    """Return the text that Poppler finds."""
    return output("pdftotext", path, "-")


OTHERS: dict[str, tuple[str, Other]] = {"pandoc": ("pandoc", with_pandoc), "LibreOffice": ("soffice", with_libreoffice),
                                        "pdftotext": ("pdftotext", with_pdftotext)}  # fmt: skip
READ_BY = {
    ".docx": ("pandoc", "LibreOffice"),
    ".odt": ("pandoc", "LibreOffice"),
    ".epub": ("pandoc",),
    ".html": ("pandoc",),
    ".pdf": ("pdftotext",),
}


def output(*command: object) -> str:
    """Return what a program prints."""
    done = subprocess.run(list(map(str, command)), capture_output=True, timeout=TIMEOUT_S, check=True)
    return done.stdout.decode("utf-8")


def faults(article: Article, segments: list[Segment]) -> Iterator[str]:
    """Yield what does not hold of an article's offsets."""
    reached = 0
    for each in segments:
        if article.text[each.start : each.end] != each.text or each.text != each.text.strip():
            yield f"{each.start}-{each.end} is another text"
        if article.text[reached : each.start].strip():
            yield f"{reached}-{each.start} is in no segment"
        reached = max(reached, each.end)
    if article.text[reached:].strip():
        yield f"the end from {reached} is in no segment"
    if any(each.start < before.end for before, each in pairwise(segments)):
        yield "segments overlap"


def characters(words: Counter[str]) -> int:
    """Return how many characters words have together."""
    return sum(len(word) * number for word, number in words.items())


def compared(ours: str, theirs: str, shown: int) -> Iterator[str]:
    """Yield which share of their words is kept, and which share of ours they have; then words of the differences."""
    own, other = (Counter(WORD.findall(text.replace("\u00ad", ""))) for text in (ours, theirs))
    common = characters(own & other)
    yield f"{common / max(1, characters(other)):7.2%} kept, {common / max(1, characters(own)):7.2%} of ours"
    for who, words in (("theirs alone", other - own), ("ours alone", own - other)):
        if shown and words:
            yield f"    {who}: {' '.join(list(words.elements())[:shown])}"


def main(
    files: Annotated[list[Path] | None, typer.Argument()] = None,
    shown: Annotated[int, typer.Option(help="Words of each difference to print.")] = 0,
) -> None:
    """Print a table and end with 1 if an offset does not hold."""
    wrong = 0
    for path in files or sorted(path for path in SAMPLES.iterdir() if path.is_file()):
        try:
            articles = list(read_articles(path))
        except BilingualError as error:
            typer.echo(f"{path.name}: {error}")
            continue
        segments = [list(segment_article(article, None)) for article in articles]
        found = [what for article, each in zip(articles, segments, strict=True) for what in faults(article, each)]
        wrong += len(found)
        notes = Counter(note for article in articles for note in article.notes)
        typer.echo(
            f"{path.name}: {len(articles)} articles, {sum(map(len, segments))} segments, {len(found)} offsets wrong"
        )
        typer.echo("".join(f"    {note} ({count} ×)\n" for note, count in notes.items()), nl=False)
        text = "\n".join(article.text for article in articles)
        for name in READ_BY.get(path.suffix.lower(), ()):
            program, read = OTHERS[name]
            if shutil.which(program):
                with tempfile.TemporaryDirectory() as folder:
                    for line in compared(text, read(path, Path(folder)), shown):
                        typer.echo(f"    {name}: {line}")
    raise typer.Exit(int(wrong > 0))


if __name__ == "__main__":
    typer.run(main)
