"""Numbers with what they count, singular or plural."""


def plural(number: int, one: str, many: str | None = None) -> str:
    """Return `1 pair` or `1,204 pairs`: the number with its noun, whose plural is `many` or adds an s."""
    return f"{number:,} {one if number == 1 else many or f'{one}s'}"
