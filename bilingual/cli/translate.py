"""`bilingual translate`: a filter, one sentence per line in, one translation per line out."""

from collections.abc import Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, BinaryIO

import typer

from bilingual.cli.console import note, put_data
from bilingual.cli.decoding import Beam, Device, Model, Raw
from bilingual.errors import ArticleError, UsageError
from bilingual.files.opening import open_regular, open_stdin, refuse_tilde, shown_name
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.translator import Translation

LINES_PER_BLOCK = 256
LINE_BYTES = 256 << 20


def translate_command(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A text file of French lines; - is stdin.")] = "-",
    model: Model = "auto",
    beam: Beam = 4,
    device: Device = "auto",
    scores: Annotated[bool, typer.Option("--scores", help="Put the score and a tab before each line.")] = False,
    raw: Raw = False,
) -> None:
    """Translate French lines into English lines.

    A blank line stays blank. A line of several sentences is translated sentence by sentence, and its score is the
    lowest of theirs.
    """
    from bilingual.models import find_model
    from bilingual.segmenter import split_spans
    from bilingual.translator import Options, Translator, available_cores

    several = 0
    with _open(file) as stream:
        found, options = find_model(model, note), Options.chosen(beam, raw)
        translator = Translator(found, device=device, workers=available_cores(), options=options)
        lines = _lines(stream, file)
        while block := list(islice(lines, LINES_PER_BLOCK)):
            sentences = [[line[start:end] for start, end in split_spans(line)] for line in block]
            translations = iter(translator.translate([sentence for line in sentences for sentence in line]))
            for line in sentences:
                several += len(line) > 1
                put_data(_one_line(list(islice(translations, len(line))), scores))
    if several:
        note(f"note: {plural(several, 'line')} held several sentences; each was translated by itself")


def _one_line(translations: "Sequence[Translation]", scores: bool) -> str:
    english = " ".join(translation.text for translation in translations if translation.text)
    score = min((translation.score for translation in translations), default=0.0)
    return f"{score:.4f}\t{english}" if scores else english


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
            yield line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n")
        except UnicodeDecodeError as error:
            raise ArticleError(f"{where}: broken UTF-8 (byte {error.start} of the line)") from error
