"""Which split an article belongs to: by its id alone, so that its pairs stay together and never move."""

import hashlib
import math
from dataclasses import dataclass

from bilingual.errors import UsageError

NAMES = ("train", "validation", "test")


@dataclass(frozen=True, slots=True)
class Splits:
    """Names and shares of the splits; the shares sum to 1."""

    shares: tuple[tuple[str, float], ...] = (("train", 1.0),)

    @property
    def names(self) -> tuple[str, ...]:
        """The splits' names in order."""
        return tuple(name for name, _ in self.shares)

    def of(self, article_id: str) -> str:
        """Return the split of an article: a SHA-256 of its id, read as a number in [0, 1), falls into one share."""
        place = int.from_bytes(hashlib.sha256(article_id.encode("utf-8", "surrogatepass")).digest()[:8]) / 2**64
        for name, share in self.shares:
            if place < share:
                return name
            place -= share
        return self.shares[-1][0]


def parse_splits(text: str) -> Splits:
    """Read `train=0.9,validation=0.05,test=0.05`. Raises UsageError when names or shares do not fit."""
    shares: dict[str, float] = {}
    for item in text.split(","):
        name, _, share = (part.strip() for part in item.partition("="))
        if name in shares:
            raise UsageError(f"--split {text}: `{name}` is named twice; give each split one share")
        try:
            shares[name] = float(share)
        except ValueError as error:
            raise UsageError(f"--split {text}: `{item}` is not NAME=SHARE, such as train=0.9") from error
    unknown = [name for name in shares if name not in NAMES]
    if unknown:
        raise UsageError(f"--split {text}: no split `{unknown[0]}`; choose from {', '.join(NAMES)}")
    if not math.isclose(sum(shares.values()), 1, abs_tol=1e-6) or min(shares.values()) <= 0:
        raise UsageError(f"--split {text}: the shares must be above 0 and sum to 1")
    return Splits(tuple((name, shares[name]) for name in NAMES if name in shares))
