"""`bilingual translate`: a filter, one sentence per line in, one translation per line out."""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from math import inf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bilingual.cli.console import note, put_data
from bilingual.cli.decoding import Beam, ComputeType, Device, Model, Raw
from bilingual.errors import ArticleError, UsageError
from bilingual.files.opening import open_regular, open_stdin, refuse_tilde, shown_name
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.translator import Translation, Translator

LINES_PER_BLOCK = 256
MOST_SENTENCES = 1 << 12  # of a block: some 12 kB are held for each while it is translated
LINE_BYTES = 256 << 20


def translate_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file of French lines; - is stdin.")] = "-",
    model: Model = "auto",
    beam: Beam = 4,
    device: Device = "auto",
    compute_type: ComputeType = "default",
    scores: Annotated[bool, typer.Option("--scores", help="Put the score and a tab before each line.")] = False,
    raw: Raw = False,
) -> None:
    """Translate French lines into English lines.

    A blank line stays blank. A line of several sentences is translated sentence by sentence, and its score is the
    lowest of theirs.
    """
    from bilingual.models import find_model
    from bilingual.translator import Options, Translator, available_cores

    several = 0
    with _open(file) as stream:
        found, options = find_model(model, note), Options.chosen(beam, raw)
        workers = available_cores()
        translator = Translator(found, device=device, workers=workers, options=options, compute_type=compute_type)
        translated = _translated(_blocks(_lines(stream, file)), translator)
        for first in translated:
            line = iter(partial(next, chain([first], translated)), None)
            several += _put_line(line, scores) > 1
    if several:
        note(f"note: {plural(several, 'line')} held several sentences; each was translated by itself")


def _blocks(lines: Iterable[str]) -> Iterator[list[str | None]]:
    """Yield what is translated at a time: the sentences of lines, None behind each line; a long line is divided."""
    from bilingual.segmenter import iter_spans

    block: list[str | None] = []
    for number, line in enumerate(lines, 1):
        for start, end in iter_spans(line):
            if len(block) >= MOST_SENTENCES:
                yield block
                block = []
            block.append(line[start:end])
        block.append(None)
        if number % LINES_PER_BLOCK == 0:
            yield block
            block = []
    yield block


def _translated(blocks: Iterable[list[str | None]], translator: "Translator") -> "Iterator[Translation | None]":
    """Yield the translations of sentences, None behind each line."""
    for block in blocks:
        done = iter(translator.translate([sentence for sentence in block if sentence is not None]))
        yield from (None if sentence is None else next(done) for sentence in block)


def _put_line(translations: "Iterable[Translation]", scores: bool) -> int:
    """Print one line, as its sentences come unless their lowest score stands before it, and return their number."""
    english: list[str] = []
    count, lowest, blank = 0, inf, ""
    for translation in translations:
        count += 1
        lowest = min(lowest, translation.score)
        if scores:
            english.append(translation.text)
        elif translation.text:
            put_data(blank + translation.text, end="")
            blank = " "
    put_data(f"{lowest if count else 0.0:.4f}\t{' '.join(filter(None, english))}" if scores else "")
    return count


def _open(file: str) -> BinaryIO:
    if file == "-":
        return open_stdin("French lines")
    if not file:
        raise UsageError("the file's name is empty; name a file, or leave it out to read from -")
    try:
        return open_regular(Path(file), "send its lines to -")
    except (FileNotFoundError, ValueError) as error:
        refuse_tilde(file)
        raise UsageError(f"{file!r}: no such file" if "\0" in file else f"{shown_name(file)}: no such file") from error


def _lines(stream: BinaryIO, file: str) -> Iterator[str]:
    for number, line in enumerate(iter(partial(stream.readline, LINE_BYTES + 1), b""), 1):
        where = f"{shown_name(file)}:{number}"
        if len(line) > LINE_BYTES:
            raise ArticleError(f"{where}: a line of more than {LINE_BYTES >> 20} MiB; divide it")
        try:
            yield line.rstrip(b"\r\n").decode("utf-8-sig" if number == 1 else "utf-8")
        except UnicodeDecodeError as error:
            raise ArticleError(f"{where}: broken UTF-8 (byte {error.start} of the line)") from error
