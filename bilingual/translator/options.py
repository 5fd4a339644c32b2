"""How a model decodes: what decides a translation besides the model itself."""

from dataclasses import dataclass, replace
from typing import Self

from bilingual.errors import UsageError
from bilingual.translator.devices import BUDGETS
from bilingual.translator.given import REVISION

# Halving sentences of 100 tokens and more gains 1 chrF on newstest2014 and FLORES dev; below, it gains nothing.
SOURCE_LIMIT = 100
TARGET_LIMIT = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Options:
    """What decides a translation besides the model; written to the manifest and part of every work-store key.

    `source_limit` is the longest part sent to the model and `target_limit` the longest hypothesis, in tokens:
    small enough for every Argos package (CTranslate2 itself would cut at 1 024 and 256). `readable` is the revision of
    the rules by which a text is made readable for the model (`given`); with 0 it is given as it is. `batch_tokens` is
    what a batch holds at most, 0 for what suits the device. Raises UsageError for a beam below 1.
    """

    beam: int = 4
    length_penalty: float = 1.0
    batch_tokens: int = 0
    source_limit: int = SOURCE_LIMIT
    target_limit: int = TARGET_LIMIT
    readable: int = REVISION

    def __post_init__(self) -> None:
        if not isinstance(self.beam, int) or self.beam < 1:
            raise UsageError(f"beam {self.beam}: choose a whole number from 1 on")

    @classmethod
    def chosen(cls, beam: int, raw: bool) -> Self:
        """Return the options that a user chooses: the beam, and whether a model gets its texts `raw`, as they are."""
        return cls(beam=beam, readable=0 if raw else REVISION)

    def on(self, device: str) -> Self:
        """Return the options with the batches that suit a device, `cpu` or `cuda`, where none are chosen."""
        return replace(self, batch_tokens=self.batch_tokens or BUDGETS[device].tokens)
