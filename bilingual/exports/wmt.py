"""Documents → JSON Lines as WMT uses it, by document and by segment.

By document as the general translation task of WMT26 has it (https://github.com/wmt-conference/wmt26-general-mt,
README.md): test data with `doc_id`, `domain`, `src_lang`, `tgt_lang`, `src_text`, `refs`, where a post-edited reference
is `refPE` (humeval/07-build_synthetic_references.py there), and a system's output with `doc_id`, `hypothesis`,
`metadata`. Paragraphs are parted by an empty line. By segment with the fields of the segment-level quality task of
WMT25 (MTEval, the header of its test sets), the last year whose fields are published.
"""

from itertools import groupby
from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.exports.jsonl import json_line
from bilingual.exports.lines import as_line
from bilingual.exports.options import ExportOptions
from bilingual.exports.selecting import REVIEWED, Selection
from bilingual.exports.tmx import model_name
from bilingual.pairs import Pair

DOMAIN = "news"
LANGUAGES = {"src_lang": "fra_Latn", "tgt_lang": "eng_Latn"}
FILES = ("wmt", "wmt-system", "wmt-segments")
PARTS = "_###_"  # between the parts of a `doc_id`


class Wmt:
    """Writes `STEM.wmt.jsonl`, `STEM.wmt-system.jsonl` and `STEM.wmt-segments.jsonl`, of the pairs that are taken."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest, options: ExportOptions) -> None:
        self.replaced = self._segments = 0
        self._set, self._model = manifest.name.replace(PARTS, "_"), model_name(manifest)
        self._sha256, self._english = manifest.model["sha256"], options.english.replace("-", "_")
        paths = [folder / f"{stem}.{name}.jsonl" for name in FILES]
        self._documents, self._system, self._by_segment = (
            path.open("w", encoding="utf-8", newline="\n") for path in paths
        )

    def add_document(self, document: Document, selection: Selection) -> None:
        """Write one article to each file, unless no pair of it is taken."""
        pairs = [pair for pair in document.pairs if selection.takes(pair)]
        if not pairs:
            return
        name = PARTS.join((self._set, DOMAIN, *LANGUAGES.values(), document.id))
        reference = self._text(pairs, "en") if all(pair.status in REVIEWED for pair in pairs) else None
        row = {"doc_id": name, "domain": DOMAIN, **LANGUAGES, "src_text": self._text(pairs, "fr")}
        self._documents.write(json_line(row | {"refs": {"refPE": reference} if reference else {}}))
        made = {"model": self._model, "sha256": self._sha256}
        output = {"doc_id": name, "hypothesis": self._text(pairs, "machine_en"), "metadata": made}
        self._system.write(json_line(output))
        for pair in pairs:
            self._by_segment.write(json_line(self._segment(name, pair)))

    def close(self) -> None:
        """Close the files."""
        for stream in (self._documents, self._system, self._by_segment):
            stream.close()

    def _segment(self, name: str, pair: Pair) -> dict[str, str]:
        self._segments += 1
        return {
            "doc_id": name,
            "segment_id": str(self._segments - 1),
            "source_lang": "fr",
            "target_lang": self._english,
            "set_id": self._set,
            "system_id": self._model,
            "source_segment": pair.fr,
            "hypothesis_segment": pair.machine_en,
            "reference_segment": pair.en if pair.status in REVIEWED else "",
            "domain_name": DOMAIN,
            "method": "",
            "id": pair.id,
        }

    def _text(self, pairs: list[Pair], side: str) -> str:
        """Return one side of an article, a line a paragraph, an empty line between two."""
        paragraphs = (
            " ".join(self._line(getattr(pair, side)) for pair in paragraph)
            for _, paragraph in groupby(pairs, lambda pair: pair.paragraph)
        )
        return "\n\n".join(paragraphs)

    def _line(self, text: str) -> str:
        line, count = as_line(text)
        self.replaced += count
        return line
