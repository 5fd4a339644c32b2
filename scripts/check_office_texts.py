"""What is kept of Word documents and OpenDocument texts: their words against pandoc's and LibreOffice's plain text.

Each file is read, its offsets are looked at, and the words of its article are compared with the words that the other
programs find, each word as often as it occurs, both ways. Words that one has and the other has not are shown.
"""

import shutil
import subprocess
import tempfile
from collections import Counter
from pathlib import Path
from typing import Annotated

import typer

from bilingual import segment
from bilingual.articles import Article
from bilingual.articles.input_file import InputFile
from bilingual.articles.reading import read_file

Words = Counter[str]
WAIT = 120  # seconds for one file


def words_of(text: str) -> Words:
    """Return the words of a text: what lies between signs and blanks."""
    return Counter("".join(char if char.isalnum() else " " for char in text.replace("\u00ad", "")).split())


def by_pandoc(file: Path) -> str:
    """Return pandoc's plain text of a file."""
    command = ["pandoc", "--to=plain", "--wrap=none", "--track-changes=accept", str(file)]
    return subprocess.run(command, capture_output=True, text=True, check=True, timeout=WAIT).stdout


def by_libreoffice(file: Path) -> str:
    """Return LibreOffice's plain text of a file."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(tempfile.gettempdir(), "check-office-texts").as_uri()
        command = ["soffice", "--headless", f"-env:UserInstallation={profile}", "--convert-to"]
        command += ["txt:Text (encoded):UTF8", "--outdir", folder, str(file)]
        subprocess.run(command, capture_output=True, check=True, timeout=WAIT)
        return Path(folder, f"{file.stem}.txt").read_text(encoding="utf-8-sig")


def share(one: Words, other: Words) -> float:
    """Return which share of the characters of `one` lies in words that `other` has too, as often."""
    return 100 * characters(one & other) / max(1, characters(one))


def characters(words: Words) -> int:
    """Return how many characters words have together."""
    return sum(len(word) * number for word, number in words.items())


def check_offsets(article: Article) -> None:
    """Raise AssertionError where a segment or a mark is not where it is said to be."""
    for found in segment(article.text):
        assert article.text[found.start : found.end] == found.text
    for start, _ in article.marked:
        assert start == 0 or article.text[start - 1] == "\n"


def compare(file: Path, shown: int) -> None:
    """Print what is kept of one file."""
    (found,) = read_file(InputFile(str(file), file.name))
    if not isinstance(found, Article):
        typer.echo(f"{file.name}: {found}")
        return
    check_offsets(found)
    ours = words_of(found.text)
    for name, read in (("pandoc", by_pandoc), ("libreoffice", by_libreoffice)):
        if not shutil.which("soffice" if name == "libreoffice" else name):
            continue
        try:
            theirs = words_of(read(file))
        except (subprocess.SubprocessError, OSError) as error:
            typer.echo(f"{file.name}: {name} cannot read it: {type(error).__name__}")
            continue
        typer.echo(
            f"{file.name}: {name}: {characters(theirs):,} characters in words, kept {share(theirs, ours):.2f} %; "
            f"of ours it has {share(ours, theirs):.2f} %"
        )
        for who, missing in (("only theirs", theirs - ours), ("only ours", ours - theirs)):
            if missing and shown:
                typer.echo(f"    {who}: {' '.join(list(missing.elements())[:shown])}")
    typer.echo(f"    {', '.join(found.notes)}")


def main(
    files: Annotated[list[Path], typer.Argument(help="Files that end in .docx or .odt.")],
    shown: Annotated[int, typer.Option(help="Words of a difference to show.")] = 20,
) -> None:
    """Compare files."""
    for file in files:
        compare(file, shown)


if __name__ == "__main__":
    typer.run(main)
