"""Reviewed pairs → what TRL trains on, as JSON Lines in its standard format.

https://huggingface.co/docs/trl/dataset_formats (read in version 1.16): preference is `prompt`, `chosen`, `rejected`,
completion is `prompt`, `completion`. `SFTTrainer` and `DPOTrainer` join prompt and answer without anything between, so
the prompt ends with one line end, which tokenizers keep apart from what follows. Both drop columns that they do not
know, such as the pair's `id`.
"""

from collections.abc import Callable
from pathlib import Path

from bilingual.exports.jsonl import json_line
from bilingual.pairs import Pair

PROMPT = "Translate the following French text into English.\n\n{fr}\n\nEnglish:\n"


class _Trained:
    """Writes `STEM.NAME.jsonl`, a row a pair."""

    def __init__(self, path: Path, answers: Callable[[Pair], dict[str, str]]) -> None:
        self.replaced = 0
        self._answers = answers
        self._stream = path.open("w", encoding="utf-8", newline="\n")

    def add(self, pair: Pair) -> None:
        """Write one row."""
        prompt = {"id": pair.id, "prompt": PROMPT.replace("{fr}", pair.fr)}
        self._stream.write(json_line(prompt | self._answers(pair)))

    def close(self) -> None:
        """Close the file."""
        self._stream.close()


def preferences(folder: Path, stem: str) -> _Trained:
    """Return the file of preferences: the reviewer's English is chosen, the model's rejected."""
    return _Trained(
        folder / f"{stem}.trl-preference.jsonl", lambda pair: {"chosen": pair.en, "rejected": pair.machine_en}
    )


def completions(folder: Path, stem: str) -> _Trained:
    """Return the file of completions: the English of a pair."""
    return _Trained(folder / f"{stem}.trl-completion.jsonl", lambda pair: {"completion": pair.en})


def is_edit(pair: Pair) -> bool:
    """Return whether a reviewer wrote other English than the model."""
    return pair.status == "edited" and pair.en != pair.machine_en
