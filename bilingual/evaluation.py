"""How good a model is: BLEU and chrF2 of its translations of test sets, by sacrebleu, and how fast it makes them."""

import gzip
import time
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from bilingual.errors import DatasetError, UsageError
from bilingual.opening import open_regular, portable_name, shown_name

if TYPE_CHECKING:
    from bilingual.models import Model

Row = tuple[str, str]
LINE_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Score:
    """The scores of one test set.

    `bleu` and `chrf` run from 0 to 100, as sacrebleu gives them with the signatures; `words_per_second` counts the
    French words (runs without a blank) of the test over the `seconds` that translating it took, loading left out.
    """

    test: str
    sentences: int
    bleu: float
    chrf: float
    bleu_signature: str
    chrf_signature: str
    words_per_second: float
    seconds: float


def read_test(path: Path) -> list[Row]:
    """Read a test set: one sentence a line, French, a tab, English, in UTF-8, gzipped or not.

    Raises UsageError when there is no such file, or no regular one, DatasetError with the line when it is no test set.
    """
    return [(fr, en) for _, fr, en in read_table(path, "test set")]


def read_table(path: Path, kind: str, gaps: bool = False) -> list[tuple[int, str, str]]:
    """Read a `kind` of table with the number of each line; with `gaps`, English may lack and lines may be blank.

    Raises UsageError when there is no such file, or no regular one, DatasetError with the line when it is none.
    """
    shown = shown_name(path)
    try:
        with open_regular(path) as file, _unpacked(file, path) as lines:
            rows = list(read_rows(lines, shown, gaps))
    except FileNotFoundError as error:
        raise UsageError(f"{shown}: no such {kind}") from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise DatasetError(f"{shown}: damaged gzip file: {error}") from error
    except OSError as error:
        raise DatasetError(f"{shown}: cannot be read: {error.strerror or error}") from error
    except (MemoryError, OverflowError) as error:
        raise DatasetError(f"{shown}: too large for the memory that is free") from error
    if not rows:
        raise DatasetError(f"{shown}: an empty {kind}; each line must hold French, a tab, and English")
    return rows


def read_rows(lines: BinaryIO, shown: str, gaps: bool) -> Iterator[tuple[int, str, str]]:
    """Yield the number, French and English of each line of a table; see `read_table`."""
    for number, line in enumerate(iter(partial(lines.readline, LINE_BYTES + 1), b""), 1):
        where = f"{shown}, line {number}"
        if len(line) > LINE_BYTES:
            raise DatasetError(f"{where}: more than {LINE_BYTES >> 20} MiB; each line must hold one sentence pair")
        try:
            cells = line.decode("utf-8-sig" if number == 1 else "utf-8").rstrip("\r\n").split("\t")
        except UnicodeDecodeError as error:
            raise DatasetError(f"{where}: not UTF-8 (byte {error.start} of the line)") from error
        if gaps and not "".join(cells).strip():
            continue
        if len(cells) < 2 or not cells[0].strip() or not (gaps or cells[1].strip()):
            raise DatasetError(f"{where}: each line must hold French, a tab, and English")
        yield number, cells[0].strip(), cells[1].strip()


def _unpacked(file: BinaryIO, path: Path) -> BinaryIO:
    return gzip.GzipFile(fileobj=file, mode="rb") if path.suffix == ".gz" else file  # type: ignore[return-value]


def evaluate(
    tests: Sequence[Path],
    model: "Model",
    beam: int = 4,
    device: str = "auto",
    workers: int = 1,
    *,
    raw: bool = False,
) -> list[Score]:
    """Translate test sets and score the result against their English, one score each, in the order given.

    References are taken as they stand; `raw` gives the model the French as it is. The test sets are read before the
    model is loaded. Raises UsageError when sacrebleu is not installed, and what `read_test` and `Translator` raise.
    """
    metrics = load_metrics()
    sets = [read_test(path) for path in tests]
    from bilingual.translator import Options, Translator

    translator = Translator(model, device=device, workers=workers, options=Options.chosen(beam, raw))
    translator.translate([source for source, _ in sets[0][:1]] if sets else [])
    scores = []
    for path, rows in zip(tests, sets, strict=True):
        began = time.perf_counter()
        english = [translation.text for translation in translator.translate([source for source, _ in rows])]
        scores.append(score(portable_name(path.name), rows, english, time.perf_counter() - began, metrics))
    return scores


def load_metrics() -> tuple[Any, Any]:
    """Return sacrebleu's BLEU and chrF2 with their default options; UsageError when it is not installed."""
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "sacrebleu":
            raise
        raise UsageError("scores need sacrebleu: pip install 'bilingual[scores]'") from error
    return BLEU(), CHRF()


def score(name: str, rows: Sequence[Row], english: Sequence[str], seconds: float, metrics: tuple[Any, Any]) -> Score:
    """Score the translations of a test set that took so many seconds."""
    bleu, chrf = metrics
    references = [[target for _, target in rows]]
    words = sum(len(source.split()) for source, _ in rows)
    return Score(
        test=name,
        sentences=len(rows),
        bleu=bleu.corpus_score(english, references).score,
        chrf=chrf.corpus_score(english, references).score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        words_per_second=words / max(seconds, 1e-9),
        seconds=seconds,
    )
