"""What the user should know about the sources, counted: one line for each kind of note, however many places it has."""

from collections.abc import Iterator

from bilingual.visible import visible

PLACES = 3


class Notes:
    """Notes by kind, each with its number and its first places, so that memory does not grow with the corpus."""

    def __init__(self) -> None:
        self._kinds: dict[tuple[str, str], tuple[int, list[str]]] = {}

    def add(self, place: str, note: str, noun: str = "article") -> None:
        """Count a note about a place; `noun` is what the place is."""
        count, places = self._kinds.get((note, noun), (0, []))
        if count < PLACES:
            places.append(visible(place))
        self._kinds[note, noun] = (count + 1, places)

    def lines(self) -> Iterator[str]:
        """Yield a line for each kind, in the order of their first places."""
        for (note, noun), (count, places) in self._kinds.items():
            if count == 1:
                yield f"{places[0]}: {note}"
            else:
                rest = ", …" if count > PLACES else ""
                yield f"{count:,} {noun}s: {note}: {', '.join(places)}{rest}"
