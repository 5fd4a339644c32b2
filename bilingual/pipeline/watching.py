"""How a build is watched: the four things that it tells, whoever listens."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bilingual.models import Model


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build is about to translate, and with which model."""

    files: int
    articles: int
    characters: int
    model: "Model"


@dataclass(frozen=True, slots=True)
class Advance:
    """What a finished block adds; `words` counts the French words translated, none where its work was kept."""

    articles: int
    characters: int
    words: int


class Watcher:
    """Hears how a build goes on; does nothing by itself."""

    def notice(self, line: str) -> None:
        """Hear something that the user should know, in one line."""

    def unread(self, line: str) -> None:
        """Hear what could not be read, and why, in one line; a notice like others unless somebody listens."""
        self.notice(f"not read: {line}")

    def started(self, plan: Plan) -> None:
        """Hear what is about to be translated."""

    def advanced(self, advance: Advance) -> None:
        """Hear that a block is finished."""
