"""The verdicts and comments of another dataset, such as an earlier build, as rows about the pairs of this one."""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from bilingual.dataset import read_manifest, read_pairs, read_skipped
from bilingual.dataset.cells import encode_cell
from bilingual.dataset.reading import read_rows
from bilingual.dataset.removed import removed_ids
from bilingual.files.scratch import Scratch, in_blocks
from bilingual.pairs import Pair
from bilingual.review.log_file import has_log
from bilingual.review.matching import RENAMED, Segment, match_verdicts
from bilingual.review.outcomes import Located, Outcomes, Said, read_outcomes
from bilingual.review.records import Credit, Judged
from bilingual.review.rows import Row
from bilingual.review.superseding import Superseded
from bilingual.text.counting import plural

MOST_NAMED = 5


class Carried:
    """What another dataset's people said of pairs that this one has too; `left_out` counts what they said of others."""

    def __init__(self, source: Path, dataset: Path, latest: bool = False) -> None:
        self.source, self._dataset = source, dataset
        self._logged = Located(source, read_outcomes(source, latest) if has_log(source) else Outcomes())
        self._matching = match_verdicts(self._judged(), dataset, self._others())
        self._superseded, self._kept = Superseded(source, dataset), 0
        self._told = Scratch("CREATE TABLE told (id TEXT PRIMARY KEY, origin, reviewer, reviewed) WITHOUT ROWID")
        self.left_out = sum(self._matching.lost.values()) + self._logged.left_out

    def rows(self) -> Iterator[Row]:
        """Yield a row for every pair of this dataset that has a verdict or a comment there.

        Edited English is offered as accepted: it is an edit only if this dataset's model says something else. A comment
        without a verdict is a row that still says `machine`; it says nothing of the English. What was brought here
        before and has been judged anew since has none.
        """
        judged = ((number, *each) for number, each in enumerate(self._pairs(), 1) if _is_judged(each[0]))
        found = ((*each, name) for each, name in zip(judged, self._matching.pairs(), strict=True) if name is not None)
        for block in in_blocks(found):
            former = self._logged.names_of([pair.id for _, pair, _, _ in block])
            kept = self._superseded([(pair, former.get(pair.id, pair.id), name) for _, pair, _, name in block])
            self._kept += sum(kept)
            brought = [each for each, is_kept in zip(block, kept, strict=True) if not is_kept]
            self._told.fill("INSERT OR IGNORE INTO told VALUES (?, ?, ?, ?)", (_told(*each[1:]) for each in brought))
            yield from (_row(f"{self.source}", number, name, pair) for number, pair, _, name in brought)

    def pair_of(self, name: str) -> str | None:
        """Return the id that a judged pair has in this dataset, None for one that is not in it."""
        return self._matching.pair_of(self._logged.pair_of(name))

    def _pairs(self) -> Iterator[tuple[Pair, Said | None]]:
        """Yield the pairs as the verdicts in their log will have them, which may not be applied yet, with these.

        Their flags are those of before, and are found anew in the dataset they are brought to.
        """
        for pair, said in self._logged.on_all(read_pairs(self.source)):
            yield said.settle(pair, check=False) if said else pair, said

    def _judged(self) -> Iterator[Judged]:
        return (Judged.of(pair) for pair, _ in self._pairs() if _is_judged(pair))

    def _others(self) -> Iterator[Segment]:
        for pair, _ in self._pairs():
            if not _is_judged(pair):
                yield pair.article_id, pair.start, pair.fr
        for skipped in read_skipped(self.source):
            yield skipped.article_id, skipped.start, skipped.text

    def origin(self, pair: str) -> str:
        """Return the origin of what was said of a pair of this dataset: what a memory said there is no review here."""
        row = self._told.first("SELECT origin FROM told WHERE id = ?", (pair,))
        return "memory" if row == ("memory",) else "review"

    def credit(self, pair: str) -> Credit | None:
        """Return who gave the verdict on a pair of this dataset there, and when; None for a pair without any."""
        row = self._told.first("SELECT reviewer, reviewed FROM told WHERE id = ?", (pair,))
        return Credit(*row) if row else None

    def notices(self) -> Iterator[str]:
        """Say how many came over, and which did not and why, a line each for those of the dataset and of its log."""
        yield self._notice()
        yield from (f"{self.source}: {said}" for said in self._logged.notices())
        yield from self._returned()

    def _returned(self) -> Iterator[str]:
        """Name the articles that were removed there and are in this dataset, which a build elsewhere brings back."""
        removed = removed_ids(read_manifest(self.source))
        ids = (row["id"] for row in read_rows(self._dataset, "articles", columns=["id"])) if removed else ()
        if again := [name for name in ids if name in removed]:
            were = plural(len(again), "article that was", "articles that were")
            them = "it" if len(again) == 1 else "them"
            named = ", ".join(again[:MOST_NAMED]) + (", …" if len(again) > MOST_NAMED else "")
            yield f"{self._dataset} has {were} removed from {self.source}: {named}; `bilingual remove` takes {them} out"

    def _notice(self) -> str:
        found, lost = sum(self._matching.counts.values()), self._matching.lost
        how = ", ".join(self._described())
        said = f"{found} of {plural(found + sum(lost.values()), 'verdict')} carried over{f' ({how})' if how else ''}"
        if self._kept:
            stay = "stays as it was" if self._kept == 1 else "stay as they were"
            said += f"; {self._kept} of them {stay} judged here since"
        if not lost:
            return f"{self.source}: {said}"
        reasons = "; ".join(f"{count} not: {reason} ({self._named(reason)})" for reason, count in lost.items())
        return f"{self.source}: {said}; {reasons}"

    def _described(self) -> Iterator[str]:
        for how, count in self._matching.counts.items():
            if how == RENAMED:
                renames = self._matching.renames()
                shown = ", ".join(f"{rename.old} → {rename.new}" for rename in islice(renames, MOST_NAMED))
                yield f"{count} in a renamed article: {shown}{', …' if next(renames, None) else ''}"
            else:
                yield f"{count} {how}"

    def _named(self, reason: str) -> str:
        lost = self._matching.unmatched(reason)
        shown = ", ".join(one.id for one in islice(lost, MOST_NAMED))
        return f"{shown}, …" if next(lost, None) else shown


def _is_judged(pair: Pair) -> bool:
    return bool(pair.status != "machine" or pair.en != pair.machine_en or pair.comment)


def _told(pair: Pair, said: Said | None, name: str) -> tuple[str | None, ...]:
    """Return what is remembered of a verdict: its pair here, its origin, and who gave it when."""
    who = (said.reviewer, said.reviewed) if said else (pair.reviewer, pair.reviewed)
    return name, pair.origin, *who


def _row(file: str, line: int, name: str, pair: Pair) -> Row:
    fr, en, comment = (encode_cell(text) for text in (pair.fr, pair.en, pair.comment))
    status = "accepted"
    if pair.status == "rejected":
        status, en = "rejected", ""
    elif pair.status == "machine" and pair.en == pair.machine_en:
        status, en = "machine", ""
    return Row(file=file, line=line, id=name, status=status, fr=fr, en=en, comment=comment)
