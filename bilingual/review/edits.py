"""How far reviewers moved the model's English: chrF over every edit, one edit at a time."""

from collections import Counter
from collections.abc import Iterable, Iterator

from bilingual.files.scratch import Inserts, Scratch

ORDER, BETA = 6, 2  # sacrebleu's defaults, which its signature implies


class Edits:
    """(model's English, edited English) of every edited pair, in the dataset's order, in a temporary table."""

    def __init__(self) -> None:
        self._table = Scratch("CREATE TABLE edits (machine TEXT NOT NULL, edited TEXT NOT NULL)")
        self._new = Inserts(self._table, "INSERT INTO edits VALUES (?, ?)")
        self._count = 0

    def add(self, machine: str, edited: str) -> None:
        """Keep one edit."""
        self._new.add((machine, edited), len(machine) + len(edited))
        self._count += 1

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[tuple[str, str]]:
        self._new.flush()
        return ((machine, edited) for machine, edited in self._table.read("SELECT * FROM edits ORDER BY rowid"))


def edit_chrf(edits: Iterable[tuple[str, str]]) -> tuple[float, str] | None:
    """Return chrF (0 to 100) of the model's English against the edited, and sacrebleu's signature.

    The score is that of sacrebleu's `CHRF().corpus_score`, whose memory grows with the corpus: here its n-grams are
    counted an edit at a time and the counts added up (Popović 2015, "chrF: character n-gram F-score"). None when there
    is no edit, or sacrebleu (the extra `scores`) is not installed.
    """
    try:
        from sacrebleu.metrics import CHRF
    except ImportError:
        return None
    metric, counts = CHRF(), [[0, 0, 0] for _ in range(ORDER)]
    some: tuple[str, str] | None = None
    for some in edits:
        machine, edited = ("".join(text.split()) for text in some)
        _count(counts, machine, edited)
    if some is None:
        return None
    metric.corpus_score([some[0]], [[some[1]]])  # only then does it have a signature
    return _f_score(counts), str(metric.get_signature())


def _count(counts: list[list[int]], written: str, wanted: str) -> None:
    """Add the n-grams of one edit: for each order the written ones (where any is wanted), the wanted ones, the shared.

    Those within the beginning and the end that both texts have are in both; only the others need be compared.
    """
    begin, end = _alike(written, wanted)
    for order, count in enumerate(counts, 1):
        size, wish = (max(0, len(text) - order + 1) for text in (written, wanted))
        mine, other = (Counter(_between(text, begin, end, order)) for text in (written, wanted))
        count[0] += size if wish else 0
        count[1] += wish
        count[2] += size - (mine - other).total()


def _alike(first: str, second: str) -> tuple[int, int]:
    """Return how many characters two texts have in common at their beginning and, behind that, at their end."""
    most = min(len(first), len(second))
    begin = next((place for place in range(most) if first[place] != second[place]), most)
    end = next((place for place in range(most - begin) if first[-place - 1] != second[-place - 1]), most - begin)
    return begin, end


def _between(text: str, begin: int, end: int, order: int) -> Iterator[str]:
    """Yield the n-grams of one order that lie neither within the first `begin` characters nor within the last `end`."""
    first, behind = max(0, begin - order + 1), min(len(text) - order + 1, len(text) - end)
    return (text[place : place + order] for place in range(first, behind))


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
