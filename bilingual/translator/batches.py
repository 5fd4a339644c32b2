"""How the texts of one block are grouped into batches: by their own lengths and nothing else.

On int8, a translation's log-probabilities move with what else is in the batch. So a batch depends on the block's
texts alone: not on workers, on what a cache holds, or on other blocks.
"""

from collections.abc import Sequence
from sys import maxsize


def plan_batches(lengths: Sequence[int], budget: int, most: int = maxsize) -> list[list[int]]:
    """Group items, longest first, into batches whose padded size (items x longest) fits `budget` tokens.

    No batch has more than `most` items. Returns the items' indices, batch by batch; an item longer than the budget is
    a batch of its own.
    """
    order = sorted(range(len(lengths)), key=lambda index: (-lengths[index], index))
    batches: list[list[int]] = []
    widest = 0
    for index in order:
        if not batches or len(batches[-1]) >= most or widest * (len(batches[-1]) + 1) > budget:
            batches.append([])
            widest = max(1, lengths[index])
        batches[-1].append(index)
    return batches
