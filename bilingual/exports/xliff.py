"""Documents → XLIFF 2.0 (OASIS Standard, 5 August 2014): a file to go on working on in a translation tool.

An article is a `<file>`, a pair a `<unit>` with one `<segment>`. Score, flags and place are in the metadata module.
"""

from pathlib import Path

from bilingual.dataset import Manifest
from bilingual.dataset.documents import Document
from bilingual.exports.jsonl import shortest
from bilingual.exports.options import SOURCE, ExportOptions
from bilingual.exports.selecting import Selection
from bilingual.exports.tmx import model_name
from bilingual.exports.xml import DECLARATION, ILLEGAL, XmlText, escaped
from bilingual.pairs import Pair

NAMESPACE = "urn:oasis:names:tc:xliff:document:2.0"
METADATA = "urn:oasis:names:tc:xliff:metadata:2.0"
# Machine output is no finished translation: in the state `initial` a tool shows it as a segment that needs work.
STATES = {"machine": "initial", "rejected": "initial", "accepted": "reviewed", "edited": "reviewed"}


class Xliff:
    """Writes `STEM.xlf`; characters of a text that XML does not have are `<cp>`, others are counted in `replaced`."""

    def __init__(self, folder: Path, stem: str, manifest: Manifest, options: ExportOptions) -> None:
        self._xml, self._model, self._files = XmlText(), model_name(manifest), 0
        self._stream = (folder / f"{stem}.xlf").open("w", encoding="utf-8", newline="\n")
        languages = f'srcLang="{SOURCE}" trgLang="{options.english}" xml:space="preserve"'
        root = f'<xliff xmlns="{NAMESPACE}" xmlns:mda="{METADATA}" version="2.0" {languages}>'
        self._stream.write(f"{DECLARATION}{root}\n")

    @property
    def replaced(self) -> int:
        """The characters that neither XML nor `<cp>` can hold where they stand."""
        return self._xml.replaced

    def add_document(self, document: Document, selection: Selection) -> None:
        """Write one `<file>`, unless no pair of the article is taken."""
        pairs = [pair for pair in document.pairs if selection.takes(pair)]
        if not pairs:
            return
        self._files += 1
        named = self._xml.attributes({"id": f"f{self._files}", "original": document.id})
        about = {name: getattr(document, name) for name in ("title", "date", "publisher", "url")}
        units = "".join(map(self._unit, pairs))
        self._stream.write(f"<file{named}>\n{self._metadata('article', about)}{units}</file>\n")

    def close(self) -> None:
        """Write the end and close the file."""
        self._stream.write("</xliff>\n")
        self._stream.close()

    def _unit(self, pair: Pair) -> str:
        state = f'state="{STATES[pair.status]}" subState="bilingual:{pair.status}"'
        texts = f"<source>{coded(pair.fr)}</source>\n<target>{coded(pair.en)}</target>"
        return (
            f"<unit{self._xml.attributes({'id': pair.id})}>\n{self._metadata('pair', self._about(pair))}"
            f"{self._note(pair.comment)}<segment {state}>\n{texts}\n</segment>\n</unit>\n"
        )

    def _about(self, pair: Pair) -> dict[str, str | None]:
        return {
            "paragraph": str(pair.paragraph),
            "sentence": str(pair.sentence),
            "kind": pair.kind,
            "score": str(shortest(pair.score)),
            "flags": " ".join(pair.flags),
            "origin": pair.origin,
            "machine": self._model if pair.en == pair.machine_en else None,
            "reviewer": pair.reviewer,
            "reviewed": pair.reviewed,
        }

    def _metadata(self, category: str, values: dict[str, str | None]) -> str:
        metas = "".join(
            f'<mda:meta type="{name}">{self._xml.content(value)}</mda:meta>\n'
            for name, value in values.items()
            if value
        )
        group = f'<mda:metaGroup category="{category}">\n{metas}</mda:metaGroup>'
        return f"<mda:metadata>\n{group}\n</mda:metadata>\n" if metas else ""

    def _note(self, comment: str) -> str:
        return f'<notes>\n<note category="comment">{self._xml.content(comment)}</note>\n</notes>\n' if comment else ""


def coded(text: str) -> str:
    """Return a text as content of `<source>` or `<target>`: `<cp hex="001B"/>` for what XML does not have."""
    return ILLEGAL.sub(lambda found: f'<cp hex="{ord(found[0]):04X}"/>', escaped(text))
