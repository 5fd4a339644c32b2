"""Fields of a Word document: what Word works out and shows, and the instruction for it (ECMA-376 part 1, 17.16)."""

from dataclasses import dataclass

LONGEST_INSTRUCTION = 100  # characters of which the first word matters
DEEPEST = 1_000  # in each other; Word has 20
LISTS = ("TOC", "INDEX", "TOA", "RD")  # of contents and of what else is in the document


def is_list(instruction: str) -> bool:
    """Return whether a field makes a table of contents or an index."""
    return instruction.strip().partition(" ")[0].upper() in LISTS


@dataclass(slots=True)
class _Field:
    instruction: str = ""
    shows: bool = False  # its result has begun
    hides: bool = True  # what is read in it now is no text


class Fields:
    """The fields that are open, each in the instruction of another or in its result."""

    def __init__(self) -> None:
        self._open: list[_Field] = []
        self._hiding = 0

    @property
    def silent(self) -> bool:
        """Whether what is read now is no text."""
        return self._hiding > 0

    def begin(self) -> None:
        """Begin a field with its instruction."""
        if len(self._open) < DEEPEST:
            self._open.append(_Field())
            self._hiding += 1

    def add(self, text: str) -> None:
        """Add to the instruction of the innermost field."""
        if self._open and not self._open[-1].shows:
            self._open[-1].instruction = (self._open[-1].instruction + text)[:LONGEST_INSTRUCTION]

    def separate(self) -> bool:
        """Begin the result of the innermost field, and return whether that is a list that is left out."""
        if not self._open or self._open[-1].shows:
            return False
        field = self._open[-1]
        field.shows, field.hides = True, is_list(field.instruction)
        self._hiding -= not field.hides
        return field.hides

    def end(self) -> None:
        """End the innermost field."""
        if self._open:
            self._hiding -= self._open.pop().hides

    def __len__(self) -> int:
        """Return how many are open."""
        return len(self._open)
