"""All articles, read once: every fault is found before the first sentence is translated."""

import hashlib
import json
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bilingual.articles.article import Article
from bilingual.articles.formats import FORMATS
from bilingual.articles.input_file import InputFile
from bilingual.articles.notes import Notes
from bilingual.articles.reading import read_file
from bilingual.articles.sources import find_inputs
from bilingual.articles.unread import UnreadInputs, unread_from
from bilingual.errors import ArticleError
from bilingual.text.visible import visible

PUBLISHED = ("id", "sha256", "title", "date", "publisher", "url", "path", "encoding")
KNOWN_TO_SOME = ("author", "language", "languages", "pages")  # what few formats tell, named only where it is there

Look = Callable[[Article], Iterable[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the sources hold.

    `files` are those with an article that can be read, `unread` what cannot; `characters` counts all texts; `sha256`
    covers everything that is published of them.
    """

    files: tuple[InputFile, ...]
    articles: int
    characters: int
    sha256: str
    notes: tuple[str, ...]
    unread: UnreadInputs


class _Surveyor:
    """What is counted while the files are read one after the other."""

    def __init__(self, notes: Notes, unread: UnreadInputs, look: Look) -> None:
        self.notes, self.unread, self.look = notes, unread, look
        self.ids = array("Q")
        self.digest, self.characters = hashlib.sha256(), 0

    def read(self, file: InputFile) -> bool:
        """Read a file; say whether it holds any article that can be read."""
        before, here = len(self.ids), UnreadInputs()
        for found in read_file(file):
            if isinstance(found, ArticleError):
                here.add(unread_from(found, file.name, file.shown))
            else:
                self._count(file, found)
        if len(self.ids) > before:
            self.unread.add_all(here)
        elif here.count:
            self.unread.add(here.as_one(file.shown))
        return len(self.ids) > before

    def _count(self, file: InputFile, article: Article) -> None:
        self.ids.append(_short_hash(article.id))
        self.digest.update(_mark(article))
        self.characters += len(article.text)
        self.notes.add_all(article, self.look(article))


def survey_articles(
    sources: str | Path | Sequence[str | Path],
    look: Look = lambda article: (),
    *,
    columns: Mapping[str, str] | None = None,
) -> Survey:
    """Read every article once, for `look`, which may add notes on it. What cannot be read is listed in the survey.

    `columns` says under which names tables have the fields of an article, as for `read_articles`.

    Raises UsageError for a source that cannot be one, ArticleError for two articles with one id and when no article at
    all can be read.
    """
    inputs = find_inputs(sources, columns)
    surveyor = _Surveyor(inputs.notes, inputs.unread, look)
    files = [file for file in inputs.files if surveyor.read(file)]
    if not surveyor.ids:
        raise inputs.unread.refusal(f"none of the {inputs.unread.count:,} inputs can be read")
    if suspects := _repeated(surveyor.ids):
        _refuse_one_id(files, suspects)
    return Survey(
        files=tuple(files),
        articles=len(surveyor.ids),
        characters=surveyor.characters,
        sha256=surveyor.digest.hexdigest(),
        notes=tuple(inputs.notes.lines()),
        unread=inputs.unread,
    )


def _mark(article: Article) -> bytes:
    """Return an article as a line of JSON, because no text in a field can then pass for two fields."""
    fields = [getattr(article, name) for name in PUBLISHED]
    known = {name: value for name in KNOWN_TO_SOME if (value := getattr(article, name))}
    if article.cues:
        known["cues"] = [(cue.start, cue.end, cue.number, cue.start_ms, cue.end_ms) for cue in article.cues]
    if known:
        fields += [article.marked, known]
    elif article.marked:
        fields.append(article.marked)
    return json.dumps(fields).encode() + b"\n"


def _short_hash(name: str) -> int:
    return int.from_bytes(hashlib.blake2b(name.encode("utf-8", "surrogatepass"), digest_size=8).digest())


def _repeated(hashes: "array[int]") -> set[int]:
    """Return the hashes that occur twice; eight bytes an article are kept, so that ten million take 80 MB."""
    import numpy as np

    ordered = np.sort(np.frombuffer(hashes, dtype=np.uint64)) if hashes else np.zeros(0, dtype=np.uint64)
    return set(ordered[1:][ordered[1:] == ordered[:-1]].tolist())


def _refuse_one_id(files: Sequence[InputFile], suspects: set[int]) -> None:
    """Read again for the names: ids with one hash are the same but for a chance of one in millions."""
    seen: dict[str, tuple[str, str]] = {}
    for file in files:
        for article in read_file(file):
            if isinstance(article, ArticleError):
                continue
            if article.id in seen:
                names, paths = zip(seen[article.id], (article.path, file.shown), strict=True)
                same = names[0] == names[1] and paths[0] != paths[1]
                where = visible(" and ".join(dict.fromkeys(paths if same else names)))
                advice = ", or number the rows: --column id=" if FORMATS[file.ending].columns else ""
                raise ArticleError(f"two articles have the id {article.id!r}, in {where}; rename one of them{advice}")
            if _short_hash(article.id) in suspects:
                seen[article.id] = article.path, file.shown
