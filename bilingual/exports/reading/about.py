"""What a copy says of the dataset that it was made from, and of the articles in it in numbers."""

from collections import Counter
from dataclasses import dataclass, field

from bilingual.dataset.manifest import Manifest
from bilingual.exports.reading.content import Story
from bilingual.exports.reading.showing import Showing

UNLICENSED = "none was stated, the rights stay with their publishers"


@dataclass(frozen=True, slots=True, kw_only=True)
class About:
    """The dataset, in texts that a page can hold; `license` is that of the articles."""

    title: str
    version: int
    model: str
    license: str
    software: str
    signature: str

    @classmethod
    def of(cls, manifest: Manifest, stem: str, showing: Showing) -> "About":
        """Return what a manifest says; the title names the split where files of several are written."""
        title = manifest.name if stem == "pairs" else f"{manifest.name} · {stem}"
        return cls(
            title=showing.show(title),
            version=manifest.version,
            model=showing.show(f"{manifest.model['name']} {manifest.model['version']}".strip()),
            license=showing.show(manifest.license) if manifest.license != "unknown" else UNLICENSED,
            software=showing.show(f"bilingual {manifest.versions['bilingual']}"),
            signature=showing.show(manifest.signature),
        )


@dataclass(slots=True)
class Counts:
    """Articles and segments, those with English among them, and these by the mark of who vouches for it."""

    articles: int = 0
    segments: int = 0
    translated: int = 0
    marks: Counter[str] = field(default_factory=Counter)

    def add(self, story: Story) -> None:
        """Count one article."""
        self.articles += 1
        for line in story.lines:
            self.segments += 1
            self.translated += line.en is not None
            self.marks[line.mark] += 1

    @property
    def reviewed(self) -> int:
        """The segments whose English a person vouches for."""
        return self.marks["accepted"] + self.marks["edited"]
