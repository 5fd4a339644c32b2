"""Pairs → TMX 1.4b (LISA OSCAR, 26 April 2005), the exchange format of translation memories; written, never read.

There is no document type declaration: readers would look for a DTD on the disk or the network. OmegaT
(`org.omegat.util.TMXReader2`) compares `srclang` with the project's source language, takes a `tuv` by the first two
letters of its language and then by its region, `segtype` to know sentences from paragraphs, and reads notes,
properties, `creationid`, `changeid` and dates of a `tu`.
"""

from datetime import UTC, datetime
from pathlib import Path

import bilingual
from bilingual.dataset.manifest import Manifest
from bilingual.dataset.schema import FORMAT
from bilingual.exports.jsonl import shortest
from bilingual.exports.options import SOURCE, ExportOptions
from bilingual.exports.xml import DECLARATION, XmlText
from bilingual.pairs import Pair

MACHINE = "MT"


class Tmx:
    """Writes `STEM.tmx`: one translation unit a pair, its id as `tuid`, what else is known of it as properties."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest, options: ExportOptions) -> None:
        self._xml = XmlText()
        self._english, self._model = options.english, model_name(manifest)
        self._stream = (folder / f"{stem}.tmx").open("w", encoding="utf-8", newline="\n")
        self._write_header(manifest)

    @property
    def replaced(self) -> int:
        """The characters that XML cannot hold."""
        return self._xml.replaced

    def add(self, pair: Pair) -> None:
        """Write one `<tu>`."""
        who = {
            "tuid": pair.id,
            "creationid": MACHINE if pair.en == pair.machine_en else None,
            "changeid": pair.reviewer,
            "changedate": tmx_date(pair.reviewed),
        }
        lines = [f"<tu{self._xml.attributes(who)}>"]
        lines += [f"<note>{self._xml.content(pair.comment)}</note>"] if pair.comment else []
        lines += [self._property(name, value) for name, value in self._properties(pair).items() if value]
        for language, text in ((SOURCE, pair.fr), (self._english, pair.en)):
            lines.append(f'<tuv xml:lang="{language}"><seg>{self._xml.content(text)}</seg></tuv>')
        self._stream.write("\n".join([*lines, "</tu>\n"]))

    def close(self) -> None:
        """Write the end and close the file."""
        self._stream.write("</body>\n</tmx>\n")
        self._stream.close()

    def _properties(self, pair: Pair) -> dict[str, str]:
        return {
            "x-article": pair.article_id,
            "x-paragraph": str(pair.paragraph),
            "x-sentence": str(pair.sentence),
            "x-kind": pair.kind,
            "x-score": str(shortest(pair.score)),
            "x-flags": " ".join(pair.flags),
            "x-status": pair.status,
            "x-origin": pair.origin,
            "x-machine": self._model if pair.en == pair.machine_en else "",
        }

    def _write_header(self, manifest: Manifest) -> None:
        attributes = {
            "creationtool": "bilingual", "creationtoolversion": bilingual.__version__, "segtype": "sentence",
            "o-tmf": FORMAT, "adminlang": "en-US", "srclang": SOURCE, "datatype": "plaintext",
        }  # fmt: skip
        about = {"x-dataset": manifest.name, "x-version": str(manifest.version), "x-license": manifest.license,
                 "x-signature": manifest.signature}  # fmt: skip
        properties = "\n".join(self._property(name, value) for name, value in about.items())
        start = f'{DECLARATION}<tmx version="1.4">\n<header{self._xml.attributes(attributes)}>'
        self._stream.write(f"{start}\n{properties}\n</header>\n<body>\n")

    def _property(self, name: str, value: str) -> str:
        return f'<prop type="{name}">{self._xml.content(value)}</prop>'


def model_name(manifest: Manifest) -> str:
    """Return the name and version of the model that translated a dataset."""
    return " ".join(filter(None, (manifest.model["name"], manifest.model["version"])))


def tmx_date(moment: str | None) -> str | None:
    """Return an RFC 3339 time in UTC as TMX has it, `20260131T235959Z`; None for none or what is no such time."""
    try:
        at = datetime.fromisoformat(moment or "")
        at = at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        return None
    return f"{at.year:04}{at:%m%dT%H%M%SZ}"
