"""Which whole texts are nearly others: by their MinHash signatures alone, so that no text is kept."""

from bilingual.duplicates.finding import SIMILAR, exact_key, runs_of
from bilingual.duplicates.forest import ROWS, Forest, sign


class TextIndex:
    """Texts, numbered as they come; about 3 kB are kept of each.

    Two are alike where their signatures agree in `SIMILAR` of their rows, which estimates the Jaccard similarity of
    their runs of bytes with a standard deviation of 0.03. The same texts in the same order give the same answers.
    """

    def __init__(self) -> None:
        self._forest = Forest()

    def add(self, text: str) -> list[int]:
        """File a text and return the numbers of earlier ones that are alike: the likeliest, at most eight."""
        signature = sign(runs_of(exact_key(text)))
        found = self._forest.likeliest(signature, round(SIMILAR * ROWS))
        self._forest.add(signature)
        return found
