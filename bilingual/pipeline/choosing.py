"""Which segments become pairs, and the reason why the others do not."""

import re
from dataclasses import dataclass

from bilingual.duplicates.finding import SentenceIndex
from bilingual.pipeline.options import PUBLISHED_KINDS
from bilingual.segmenter import Segment
from bilingual.segmenter.cues import is_times

# A run of letters, hyphens and stops is read from its beginning only, so that no character is looked at again from the
# next: what holds no `@` or no site's name from there holds none from further on.
_LABELS = r"(?:-+\.)*+-*+\w[\w-]*+\."
_SITE = r"(?:[\w-]++\.)*[a-z]{2,}\b"
ADDRESS = re.compile(
    rf"https?://\S+|(?<!\S)\S+@\S+|[@#]\w++(?:(?:-[\w-]*+\.|\.{_LABELS}){_SITE})?"
    rf"|(?<![\w-])(?<![\w-]\.){_LABELS}{_SITE}",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Choice:
    """What is published: `kinds` of segment, but no text that is `held_out` for tests, or nearly so."""

    kinds: frozenset[str] = frozenset(PUBLISHED_KINDS)
    held_out: SentenceIndex | None = None

    def reason_to_skip(self, found: Segment, language: str) -> str | None:
        """Return the key of `bilingual.pairs.REASONS` for which a segment is not published, None for a pair.

        What no option changes comes first.
        """
        if found.lang != language:
            return "language"
        if is_times(found.text) or not any(character.isalpha() for character in ADDRESS.sub("", found.text)):
            return "wordless"
        if found.kind not in self.kinds:
            return "kind"
        return "held_out" if self._is_held_out(found.text) else None

    def reason_to_drop(self, english: str) -> str | None:
        """Return the key of `bilingual.pairs.REASONS` for which a translation is not published, None for a pair."""
        if not english:
            return "empty"
        return "held_out" if self._is_held_out(english) else None

    def _is_held_out(self, text: str) -> bool:
        return self.held_out is not None and self.held_out.find(text) is not None
