"""OpenNMT-py: its own corpus class over Moses files, with and without blank lines."""

from importlib.metadata import version

from expected import expected, report
from onmt.inputters.text_corpus import ParallelCorpus, ParallelCorpusIterator


class NoTransform:
    def stats(self) -> str:
        return ""


def read(source: str, target: str) -> list[tuple[str, str]]:
    iterator = ParallelCorpusIterator(ParallelCorpus("pairs", source, target), NoTransform(), skip_empty_level="silent")
    lines = [(" ".join(each["src"]), " ".join(each["tgt"])) for each, _, _ in iterator]
    return [pair for pair in lines if any(pair)]


about = expected()
for split, wanted in about.splits.items():
    for folder in ("export", "by-article"):
        sides = [str(about.export(split, side, folder)) for side in ("fr", "en")]
        texts = [(pair["fr"].strip(), pair["en"].strip()) for pair in wanted]
        assert read(*sides) == texts, (folder, split)
report(version("OpenNMT-py"), "Moses, also with --blank-lines")
