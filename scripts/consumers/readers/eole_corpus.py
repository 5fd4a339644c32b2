"""eole: its own corpus class over Moses files, with and without blank lines, and over the columns of `flat`."""

import os
import sys
from importlib.metadata import version

from eole.inputters.text_corpus import ParallelCorpus, ParallelCorpusIterator
from expected import expected, report


class NoTransform:
    def stats(self) -> str:
        return ""


def read(source: str, target: str, scores: str | None = None) -> list[tuple[str, str, float]]:
    corpus = ParallelCorpus("pairs", source, target, path_sco=scores)
    examples = [example for example, _, _ in ParallelCorpusIterator(corpus, NoTransform(), skip_empty_level="silent")]
    # Both sides of a blank line are empty; eole passes such an example on, and drops it when it makes batches.
    return [(each["src"], each["tgt"], each["sco"]) for each in examples if each["src"]]


about = expected()
for split, wanted in about.splits.items():
    texts = [(pair["fr"].strip(), pair["en"].strip()) for pair in wanted]
    for folder in ("export", "by-article"):
        sides = [str(about.export(split, side, folder)) for side in ("fr", "en")]
        assert [pair[:2] for pair in read(*sides)] == texts, (folder, split)
os.chdir(about.folder.parent)
flat = f"hf://{about.folder.name}/fr-en/flat"
found = read(f"{flat}/fr", f"{flat}/en", f"{flat}/score")
assert found == [(pair["fr"], pair["en"], pair["score"]) for pair in about.splits["train"]]
assert "eole" in sys.modules
report(version("eole"), "Moses, also with --blank-lines", "flat by hf://: fr, en, score (train)")
