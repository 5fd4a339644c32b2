"""What the readers of a Word document's elements share: where they are, what is left out, where characters go."""

from collections import Counter
from collections.abc import Callable, Mapping

from bilingual.articles.office.flow import Flow
from bilingual.articles.office.left_out import HIDDEN
from bilingual.articles.office.word_fields import Fields

HIDDEN_RUN, TOLD_RUN, MARK_RUN = "hidden", "hidden and counted", "mark of a note"
Opening = dict[str, Callable[[Mapping[str, str]], None]]
Closing = dict[str, Callable[[], None]]


class Reading:
    """The state of reading one part after the other."""

    def __init__(self, flow: Flow, counts: Counter[str]) -> None:
        self.flow, self.counts = flow, counts
        self.title: str | None = None
        self.fields = Fields()
        self.depth = 0
        self.skipped = 0  # how deep the element lies that is left out
        self.runs: list[str] = []  # why each stretch is no text, "" where it is
        self.font = ""  # of the stretch, where it names one
        self.cells: list[int] = []  # how deep each lies
        self.in_note = False

    @property
    def is_text(self) -> bool:
        """Whether what is read now is text that a reader sees."""
        return not self.fields.silent and not (self.runs and self.runs[-1])

    def skip(self, what: str = "") -> None:
        """Leave out the element that has just begun, and count it as `what`."""
        self.skipped = self.depth
        if what:
            self.counts[what] += 1

    def add(self, text: str) -> None:
        """Add characters to the paragraph, or count that they are hidden."""
        if self.is_text:
            self.flow.add(text)
        elif self.runs and self.runs[-1] == HIDDEN_RUN and text.strip():
            self.counts[HIDDEN] += 1
            self.runs[-1] = TOLD_RUN
