"""Documents as a build makes them, but with English that no model wrote."""

import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bilingual.articles import Article
from bilingual.dataset import DatasetWriter, read_manifest
from bilingual.dataset.columns import documents_table
from bilingual.dataset.documents import Document
from bilingual.dataset.merging import merge_parts
from bilingual.dataset.part_tables import PartFiles, PartTables
from bilingual.dataset.two_sides import TwoSides
from bilingual.pairs import Pair, Skipped, segment_id
from bilingual.segmenter import segment
from bilingual.splits import Splits
from bilingual.text.lines import one_line

English = Callable[[str], str]


def translated(text: str) -> str:
    return f"<{text}>"


def document(
    name: str, text: str, english: English = translated, every: int = 0, wrapped: bool | None = None
) -> Document:
    """An article with its segments, of which each `every`-th is skipped."""
    pairs, skipped, seen = list[Pair](), list[Skipped](), dict[str, int]()
    for number, found in enumerate(segment(text, wrapped=wrapped)):
        french = one_line(found.text)
        seen[french] = seen.get(french, -1) + 1
        place = {
            "id": segment_id(name, french, seen[french]), "article_id": name, "paragraph": found.paragraph,
            "sentence": number, "start": found.start, "end": found.end, "kind": found.kind,
        }  # fmt: skip
        if every and number % every == 0:
            skipped.append(Skipped(**place, text=french, lang="en", reason="language"))
        else:
            en = english(french)
            pairs.append(
                Pair(**place, fr=french, en=en, machine_en=en, title=None, date=None, publisher=None, url=None,
                     score=-0.5, flags=(), status="machine", comment="")
            )  # fmt: skip
    return Document.of(Article(id=name, text=text), pairs, skipped)


def write(
    like: Path, out: Path, documents: Iterable[Document], splits: Splits | None = None, *, allow_leaks: bool = False,
    texts: bool = True,
) -> Path:  # fmt: skip
    """Write a dataset of documents as a build does, with the manifest of another."""
    splits, out = splits or Splits(), out
    out.mkdir()
    options = read_manifest(like).options | {
        "splits": dict(splits.shares),
        "leaks": "allowed" if allow_leaks else "left out",
    }
    if not texts:
        options["articles"] = "without texts"
    with DatasetWriter(out, splits.names, arrow=False, texts=texts) as writer:
        merge_parts([part_of(documents, out / "part")], writer, splits, allow_leaks=allow_leaks)
        shutil.rmtree(out / "part")
        writer.finish(replace(read_manifest(like), options=options))
    return out


def part_of(documents: Iterable[Document], folder: Path) -> PartTables:
    """The tables of a part that has these documents."""
    folder.mkdir(parents=True)
    with PartFiles(folder) as files:
        for each in documents:
            files.documents.add_document(each)
        files.close()
    return PartTables(folder)


def row_of(made: Document) -> dict:
    """The row that a document with its text has in `documents`."""
    (row,) = documents_table([TwoSides.of(made, made.text)]).to_pylist()
    return row


NOUNS = ("maire", "préfète", "syndicat", "musée", "tribunal", "pêcheur", "lycée", "théâtre", "notaire", "boulanger")
VERBS = ("ouvre", "ferme", "rénove", "refuse", "fête", "cherche", "visite")
THINGS = ("la piscine", "le pont de pierre", "la gare routière", "le vieux marché", "une usine à papier", "le festival")
STOCK = ("Toute reproduction est interdite sans autorisation écrite.", "La rédaction vous remercie de votre fidélité.")


def briefs(count: int) -> Iterator[Document]:
    """Short articles of which every second one ends with the same stock sentences."""
    for number in range(count):
        sentences = [
            f"Le {NOUNS[n % 10]} {VERBS[n % 7]} {THINGS[n % 6]} de la rue {n * 7919} à {n % 24} h."
            for n in range(number * 4, number * 4 + 2 + number % 3)
        ]
        ending = STOCK if number % 2 else ()
        yield document(f"brief-{number:02}", "\n\n".join((*sentences, *ending)))
