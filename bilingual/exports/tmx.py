"""Pairs → TMX 1.4b (LISA OSCAR, 26 April 2005), the exchange format of translation memories; written, never read.

There is no document type declaration: readers would look for a DTD on the disk or the network.
"""

import re
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import bilingual
from bilingual.dataset.manifest import Manifest
from bilingual.dataset.schema import FORMAT
from bilingual.exports.jsonl import shortest
from bilingual.pairs import Pair

# All that the production `Char` of XML 1.0 (fifth edition, 2.2) leaves out.
_ILLEGAL = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
REPLACEMENT = "\ufffd"
# A parser turns a bare return into a line feed (XML 1.0, 2.11); this one stays.
_RETURN = {"\r": "&#13;"}


class Tmx:
    """Writes `STEM.tmx`: one translation unit a pair, its id as `tuid`, what else is known of it as properties."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest) -> None:
        self.replaced = 0
        self._stream = (folder / f"{stem}.tmx").open("w", encoding="utf-8", newline="\n")
        self._write_header(manifest)

    def add(self, pair: Pair) -> None:
        """Write one `<tu>`."""
        properties = {
            "x-article": pair.article_id,
            "x-paragraph": str(pair.paragraph),
            "x-sentence": str(pair.sentence),
            "x-kind": pair.kind,
            "x-score": str(shortest(pair.score)),
            "x-flags": " ".join(pair.flags),
            "x-status": pair.status,
        }
        lines = [f"<tu tuid={quoteattr(pair.id)}>"]
        lines += [f"<note>{self._text(pair.comment)}</note>"] if pair.comment else []
        lines += [self._property(name, value) for name, value in properties.items() if value]
        for language, text in (("fr", pair.fr), ("en", pair.en)):
            lines.append(f'<tuv xml:lang="{language}"><seg>{self._text(text)}</seg></tuv>')
        self._stream.write("\n".join([*lines, "</tu>\n"]))

    def close(self) -> None:
        """Write the end and close the file."""
        self._stream.write("</body>\n</tmx>\n")
        self._stream.close()

    def _write_header(self, manifest: Manifest) -> None:
        attributes = {
            "creationtool": "bilingual", "creationtoolversion": bilingual.__version__, "segtype": "sentence",
            "o-tmf": FORMAT, "adminlang": "en", "srclang": "fr", "datatype": "plaintext",
        }  # fmt: skip
        listed = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
        about = {"x-dataset": manifest.name, "x-version": str(manifest.version), "x-license": manifest.license,
                 "x-signature": manifest.signature}  # fmt: skip
        properties = "\n".join(self._property(name, value) for name, value in about.items())
        start = '<?xml version="1.0" encoding="UTF-8"?>\n<tmx version="1.4">'
        self._stream.write(f"{start}\n<header {listed}>\n{properties}\n</header>\n<body>\n")

    def _property(self, name: str, value: str) -> str:
        return f'<prop type="{name}">{self._text(value)}</prop>'

    def _text(self, text: str) -> str:
        legal, count = _ILLEGAL.subn(REPLACEMENT, text)
        self.replaced += count
        return escape(legal, _RETURN)
