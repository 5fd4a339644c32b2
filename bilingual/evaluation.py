"""Test sets → BLEU, chrF and speed of a model, with sacrebleu's signatures (Post 2018) so that they can be repeated."""

import gzip
import time
from dataclasses import dataclass
from pathlib import Path

from bilingual.errors import UsageError
from bilingual.translator import Translator

PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "«": '"', "»": '"', "\u00a0": " ", "\u202f": " "})


@dataclass(frozen=True, slots=True)
class Score:
    """How a model did on one test set; `words_per_second` counts blank-separated French words.

    `bleu` and `chrf` compare with the references as they are, `bleu_plain` and `chrf_plain` after straight quotes and
    apostrophes were put for typographic ones on both sides, for a model cannot know which a test set prefers.
    """

    test_set: str
    sentences: int
    words: int
    bleu: float
    chrf: float
    bleu_plain: float
    chrf_plain: float
    bleu_signature: str
    chrf_signature: str
    seconds: float
    words_per_second: float


def read_test_set(path: Path) -> list[tuple[str, str]]:
    """Read (French, English) from a TSV file, gzipped or not. Raises UsageError naming the line that does not fit."""
    opener = gzip.open if path.suffix == ".gz" else open
    pairs: list[tuple[str, str]] = []
    try:
        with opener(path, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines, 1):
                cells = line.rstrip("\r\n").split("\t")
                if len(cells) < 2 or not cells[0].strip() or not cells[1].strip():
                    raise UsageError(f"{path}:{number}: expected French, a tab, English")
                pairs.append((cells[0].strip(), cells[1].strip()))
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: not a test set that can be read: {error}") from error
    if not pairs:
        raise UsageError(f"{path}: the test set is empty")
    return pairs


def evaluate(test_set: Path, translator: Translator) -> Score:
    """Translate a test set and score it. Raises UsageError for a bad file or when sacrebleu is not installed."""
    try:
        from sacrebleu.metrics import BLEU, CHRF
    except ImportError as error:
        raise UsageError("scores need an extra: pip install 'bilingual[scores]'") from error
    pairs = read_test_set(test_set)
    sources, references = [source for source, _ in pairs], [target for _, target in pairs]
    words = sum(len(source.split()) for source in sources)
    began = time.perf_counter()
    hypotheses = [made.text for made in translator.translate(sources)]
    seconds = time.perf_counter() - began
    plain, plain_references = ([text.translate(PLAIN) for text in side] for side in (hypotheses, references))
    bleu, chrf = BLEU(), CHRF()
    return Score(
        test_set=test_set.name.split(".")[0],
        sentences=len(pairs),
        words=words,
        bleu=bleu.corpus_score(hypotheses, [references]).score,
        chrf=chrf.corpus_score(hypotheses, [references]).score,
        bleu_plain=bleu.corpus_score(plain, [plain_references]).score,
        chrf_plain=chrf.corpus_score(plain, [plain_references]).score,
        bleu_signature=str(bleu.get_signature()),
        chrf_signature=str(chrf.get_signature()),
        seconds=seconds,
        words_per_second=words / seconds,
    )
