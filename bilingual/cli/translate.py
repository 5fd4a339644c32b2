"""`bilingual translate`: a filter, one sentence per line in, one translation per line out."""

import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated, BinaryIO

import typer

from bilingual.cli.console import put_data, say
from bilingual.errors import ArticleError, UsageError

LINES_PER_BLOCK = 256


def translate_command(
    file: Annotated[str, typer.Argument(help="A text file with one French sentence a line; - is stdin.")] = "-",
    model: Annotated[str, typer.Option(help="auto, a model's name, or the path of an Argos package.")] = "auto",
    beam: Annotated[int, typer.Option(min=1, max=64, help="Hypotheses kept while decoding; 1 is greedy.")] = 4,
    device: Annotated[str, typer.Option(help="auto, cpu or cuda.")] = "auto",
    scores: Annotated[bool, typer.Option("--scores", help="Put the score and a tab before each line.")] = False,
) -> None:
    """Translate French lines into English lines; a blank line stays blank."""
    from bilingual.builder import available_cores
    from bilingual.models import find_model
    from bilingual.translator import Translator

    with _open(file) as stream:
        translator = Translator(find_model(model, say), beam=beam, device=device, workers=available_cores())
        lines = _lines(stream, file)
        while block := list(islice(lines, LINES_PER_BLOCK)):
            for translation in translator.translate(block):
                put_data(f"{translation.score:.4f}\t{translation.text}" if scores else translation.text)


def _open(file: str) -> BinaryIO:
    if file == "-":
        return sys.stdin.buffer
    try:
        return Path(file).open("rb")
    except FileNotFoundError as error:
        raise UsageError(f"{file}: no such file") from error


def _lines(stream: BinaryIO, name: str) -> Iterator[str]:
    for number, line in enumerate(stream, 1):
        try:
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise ArticleError(f"{name}:{number}: broken UTF-8 (byte {error.start} of the line)") from error
