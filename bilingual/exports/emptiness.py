"""An export that would hold nothing: which format of which split, and what to do."""

from collections.abc import Mapping

from bilingual.errors import UsageError
from bilingual.exports.formats import FORMATS
from bilingual.exports.selecting import USABLE, Selection
from bilingual.exports.split_files import SplitFiles

NOTHING = "nothing was written"


def refuse_empty(splits: Mapping[str, SplitFiles], selection: Selection) -> None:
    """Raise UsageError when some split has no pair for some format."""
    for split, files in splits.items():
        for name, count in files.taken.items():
            if not count:
                where = f" of `{split}`" if len(splits) > 1 else ""
                raise UsageError(f"{_describe(name, files.pairs, where, selection)}; {NOTHING}")


def _describe(name: str, pairs: int, where: str, selection: Selection) -> str:
    others = "export the other splits with --split, or " if where else ""
    if not pairs:
        return f"{name}: no pairs at all{where}; {others}build the dataset anew"
    none = f"{name}: none of the {pairs:,} pairs{where}"
    leave = f"{others}leave {name} out of --to"
    if FORMATS[name].suits is not None:
        return f"{none} is an edit that the options ask for; edit some (`bilingual review`), or {leave}"
    if selection.statuses is None and FORMATS[name].statuses != USABLE:
        asked = " or ".join(sorted(FORMATS[name].statuses))
        return f"{none} is {asked} and what the options ask for; review some, give --status all, or {leave}"
    return f"{none} is what the options ask for; ask for less, or {leave}"
