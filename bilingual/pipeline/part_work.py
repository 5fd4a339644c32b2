"""One part of a corpus → its tables: what is done in any process, on any machine."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bilingual.dataset.part_tables import PartFiles
from bilingual.duplicates import SentenceIndex
from bilingual.errors import DatasetError
from bilingual.models import Model
from bilingual.pairs import Pair
from bilingual.pipeline.choosing import Choice
from bilingual.pipeline.parts import BLOCKS, DONE, read_part, write_done
from bilingual.pipeline.store import WorkStore
from bilingual.pipeline.translating import Block, translate_articles
from bilingual.pipeline.watching import Advance, Watcher
from bilingual.review.memory import Memory
from bilingual.translator import Options, Translator


@dataclass(frozen=True, slots=True, kw_only=True)
class PartWork:
    """What a worker needs to do any part of a build, wherever it runs; it can be pickled.

    `held_out` are the sentences of the test sets, `memories` the datasets, and `remembered` what a manifest keeps of
    them: a worker that finds others there refuses to work.
    """

    model: Model
    device: str
    compute_type: str
    options: Options
    kinds: frozenset[str]
    held_out: tuple[str, ...]
    memories: tuple[Path, ...]
    remembered: str
    wrapped: bool | None

    def decides(self, signature: Mapping[str, object], versions: Mapping[str, str]) -> str:
        """Return everything beside the articles that decides the rows of a part, given a translator's signature."""
        own = [sorted(self.kinds), self.held_out, self.remembered, self.wrapped]
        return json.dumps([dict(signature), dict(versions), own], sort_keys=True)


class PartWorker:
    """Does parts one after the other with a model that is loaded once; `threads` batches run at once.

    `translator` is the model's. Raises what `Translator` and `Memory` raise.
    """

    def __init__(self, work: PartWork, threads: int) -> None:
        self._work = work
        self.translator = Translator(
            work.model,
            device=work.device,
            workers=threads,
            options=work.options,
            compute_type=work.compute_type,
        )
        self._choice = Choice(work.kinds, SentenceIndex(work.held_out) if work.held_out else None)
        self._memory = Memory(work.memories) if work.memories else None
        if self._memory and remembered(self._memory) != work.remembered:
            raise DatasetError(f"--memory: {work.memories[0]}: it changed since the build began; run the build again")

    @property
    def signature(self) -> Mapping[str, str | int | float]:
        """Everything that decides a translation: model, options, engine and number format."""
        return self.translator.signature

    def run(self, folder: Path, kept: Path | None, watcher: Watcher) -> None:
        """Do the part whose articles lie in `folder`, and put its tables there.

        Finished blocks are kept there too; those that the work store at `kept` has are not translated again. Raises
        ModelError where the model fails, DatasetError where a file cannot be read or written.
        """
        (folder / DONE).unlink(missing_ok=True)
        with WorkStore(folder / BLOCKS, self.signature, watcher.notice, kept) as store, PartFiles(folder) as files:
            blocks = translate_articles(
                read_part(folder),
                self.translator,
                store,
                self._choice,
                wrapped=self._work.wrapped,
                memory=self._memory,
            )
            _write(blocks, files, watcher)
            files.close()
        write_done(folder, files.names, blocks=sorted(store.used), translated=store.translated, reused=store.reused)


def remembered(memory: Memory | None) -> str:
    """Return what tells one translation memory from another."""
    return json.dumps(memory.record if memory else [])


def _write(blocks: Iterable[Block], files: PartFiles, watcher: Watcher) -> None:
    """Write the rows of blocks, and tell of each how many articles end in it, and how far it leads in their texts."""
    documents, ended, come_to = files.documents, True, 0
    for block in blocks:
        articles = characters = 0
        for run in block.runs:
            if ended:
                documents.begin(run.article)
            documents.add(run.segments)
            if run.ends:
                documents.end()
            end = len(run.article.text) if run.ends else run.segments[-1].end
            characters += end - come_to
            articles += run.ends
            ended, come_to = run.ends, 0 if run.ends else end
        watcher.advanced(Advance(articles, characters, _words(block)))


def _words(block: Block) -> int:
    """Return how many French words were translated."""
    pairs = (each for run in block.runs for each in run.segments if isinstance(each, Pair))
    return 0 if block.reused else sum(len(pair.fr.split()) for pair in pairs)
