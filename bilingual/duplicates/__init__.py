"""Which texts of a corpus repeat others, exactly or nearly, and which are in a test set."""

from bilingual.duplicates.finding import SentenceIndex, exact_key, find_overlap
from bilingual.duplicates.repeats import count_duplicates, find_duplicates
from bilingual.duplicates.texts import TextIndex

__all__ = ["SentenceIndex", "TextIndex", "count_duplicates", "exact_key", "find_duplicates", "find_overlap"]
