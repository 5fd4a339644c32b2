"""How far reviewers moved the model's English: chrF over every edit, one edit at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bilingual.files.scratch import Scratch

ORDER, BETA = 6, 2  # sacrebleu's defaults, which its signature implies


class Edits:
    """(model's English, edited English) of every edited pair, in the dataset's order, in a temporary table."""

    def __init__(self) -> None:
        self._table = Scratch("CREATE TABLE edits (machine TEXT NOT NULL, edited TEXT NOT NULL)")
        self._count = 0

    def add(self, machine: str, edited: str) -> None:
        """Keep one edit."""
        self._table.write("INSERT INTO edits VALUES (?, ?)", (machine, edited))
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[str, str]]:
        return ((machine, edited) for machine, edited in self._table.read("SELECT * FROM edits ORDER BY rowid"))


def edit_chrf(edits: Iterable[tuple[str, str]]) -> tuple[float, str] | None:
    """Return chrF (0 to 100) of the model's English against the edited, and sacrebleu's signature.

    The score is that of sacrebleu's `CHRF().corpus_score`, whose memory grows with the corpus: here its n-grams are
    counted an edit at a time and the counts added up (Popović 2015, "chrF: character n-gram F-score"). None when there
    is no edit, or sacrebleu (the extra `scores`) is not installed.
    """
    try:
        from sacrebleu.metrics import CHRF
        from sacrebleu.metrics.helpers import extract_all_char_ngrams
    except ImportError:
        return None
    metric, counts = CHRF(), [[0, 0, 0] for _ in range(ORDER)]
    some: tuple[str, str] | None = None
    for some in edits:
        machine, edited = (extract_all_char_ngrams(text, ORDER) for text in some)
        for count, written, wanted in zip(counts, machine, edited, strict=True):
            _count(count, written, wanted)
    if some is None:
        return None
    metric.corpus_score([some[0]], [[some[1]]])  # only then does it have a signature
    return _f_score(counts), str(metric.get_signature())


def _count(count: list[int], written: Counter[str], wanted: Counter[str]) -> None:
    """Add the n-grams of one order and edit: written ones (where any is wanted), wanted ones, and those in both."""
    count[0] += written.total() if wanted else 0
    count[1] += wanted.total()
    count[2] += sum(min(number, wanted[gram]) for gram, number in written.items() if gram in wanted)


def _f_score(counts: Iterable[list[int]]) -> float:
    """Return the F-score of mean precision and recall over the orders that both sides have."""
    orders, precision, recall = 0, 0.0, 0.0
    for written, wanted, both in counts:
        if written and wanted:  # summed here and not by `sum`, which rounds otherwise from Python 3.12 on
            orders, precision, recall = orders + 1, precision + both / written, recall + both / wanted
    if not precision + recall:
        return 0.0
    precision, recall = precision / orders, recall / orders
    return 100 * ((1 + BETA**2) * precision * recall / (BETA**2 * precision + recall))
