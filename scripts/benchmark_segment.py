"""Scores and times our segmenter beside its peers on the same gold, in one run.

    python scripts/benchmark_segment.py [GOLD.jsonl...] [--seconds 2] [--growth] [--json]

GOLD is a line per text, {"text", "spans": [[start, end], …]}, or a line per segment of an article, {"doc", "par",
"start", "end", …} with offsets into seeds/DOC.txt, given a paragraph at a time; by default all of
../shared/segmentation/dev, where it is present. Peers that are not installed are left out
(pip install sentence-splitter yasbd-lib sentencex pysbd blingfire spacy).

F1 is over exact spans, trimmed, so that a wrong boundary costs two; boundary F1 over the inner starts only. `lost`
counts non-blank characters that lie in no span, or that came back altered; `odd` the odd inputs (empty, a lone
surrogate, zero-width, private use …) on which a splitter raises or loses a character. Speed is CPU time over the gold
texts, again and again for --seconds. --growth prints our time per character from 10 kB to 10 MB.
"""

import json
import sys
import time
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from itertools import groupby
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from scripts.peers import PEERS, Spans, Split

ROOT = Path(__file__).parent.parent

DEV = ROOT.parent / "shared" / "segmentation" / "dev"
ODD = [
    "", " ", "\ufeffUn. Deux.", "Un.\u200b Deux.", "Un. \ud800 Deux.", "Un. \ue000 Deux.", "Un.\x00 Deux.",
    "Un\x07. Deux.", "Un.\u2028Deux.", "e\u0301te\u0301. Deux.",
    "ﬁn. Deux.", "Un… « Deux ! »", "Un.\r\nDeux.", "㎏. Ⅳ. ½.",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What one splitter reached; F1 in per cent, speed in MB of UTF-8 per second of CPU time."""

    splitter: str
    articles_f1: float
    ud_f1: float
    clean_f1: float
    ud_boundary_f1: float
    lost: int
    crashes: int
    odd: int
    mb_s: float


def trimmed(text: str, spans: Spans) -> Spans:
    """Cut the blanks off both ends of every span, and drop spans that hold nothing else."""
    kept = []
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            kept.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
    return kept


def lost_characters(text: str, spans: Spans) -> int:
    """Count the non-blank characters that lie in no span."""
    covered = bytearray(len(text))
    for start, end in spans:
        covered[start:end] = b"\x01" * (end - start)
    return sum(not covered[index] and not character.isspace() for index, character in enumerate(text))


def load(path: Path) -> list[tuple[str, Spans]]:
    """Read a gold file: texts with the spans of their segments."""
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    if "spans" in rows[0]:
        return [(row["text"], [(start, end) for start, end in row["spans"]]) for row in rows]
    items = []
    for (doc, _), group in groupby(rows, key=lambda row: (row["doc"], row["par"])):
        spans = [(row["start"], row["end"]) for row in group]
        text = (ROOT / "seeds" / f"{doc}.txt").read_bytes().decode()
        low, high = spans[0][0], spans[-1][1]
        items.append((text[low:high], [(start - low, end - low) for start, end in spans]))
    return items


def load_groups(paths: Iterable[Path]) -> dict[str, list[tuple[str, Spans]]]:
    """Read gold files as press articles, UD text as it is, and UD text whose limits can be seen."""
    groups: dict[str, list[tuple[str, Spans]]] = {"articles": [], "ud": [], "clean": []}
    for path in paths:
        is_article = '"doc"' in path.read_text(encoding="utf-8").split("\n", 1)[0]
        groups["articles" if is_article else "clean" if path.parent.name == "clean" else "ud"] += load(path)
    return groups


def installed() -> Iterable[tuple[str, Split]]:
    """Yield the splitters that can be imported, ready to work."""
    for name, prepare in PEERS.items():
        try:
            yield name, prepare()
        except ImportError as error:
            print(f"{name}: left out, {error}", file=sys.stderr)


def f1(gold: list[Spans], found: list[Spans], inner: bool = False) -> float:
    """F1 in per cent over exact spans, or over inner starts only."""
    pairs = [
        ({start for start, _ in a[1:]}, {start for start, _ in b[1:]}) if inner else (set(a), set(b))
        for a, b in zip(gold, found, strict=True)
    ]
    wanted, given = sum(len(a) for a, _ in pairs), sum(len(b) for _, b in pairs)
    return 200 * sum(len(a & b) for a, b in pairs) / (wanted + given) if wanted + given else 0.0


def attempt(split: Split, text: str) -> Spans | None:
    """Spans of a text, or None where the splitter raises."""
    try:
        return trimmed(text, split(text))
    except Exception:  # noqa: BLE001 - a peer may raise anything
        return None


def measure(name: str, split: Split, gold: dict[str, list[tuple[str, Spans]]], seconds: float) -> Result:
    """Score a splitter on every group of gold files, on odd inputs, and time it."""
    found, crashes, lost = {}, 0, 0
    for group, items in gold.items():
        answers = [attempt(split, text) for text, _ in items]
        crashes += answers.count(None)
        found[group] = [answer or [] for answer in answers]
        lost += sum(lost_characters(text, spans) for (text, _), spans in zip(items, found[group], strict=True))
    wanted = {group: [spans for _, spans in items] for group, items in gold.items()}
    odd = [attempt(split, text) for text in ODD]
    odd_failures = sum(a is None or lost_characters(t, a) > 0 for t, a in zip(ODD, odd, strict=True))
    texts = [text for items in gold.values() for text, _ in items]
    exact = {f"{group}_f1": f1(wanted[group], found[group]) for group in ("articles", "ud", "clean")}
    return Result(
        splitter=name,
        **exact,
        ud_boundary_f1=f1(wanted["ud"], found["ud"], inner=True),
        lost=lost,
        crashes=crashes,
        odd=odd_failures,
        mb_s=speed(split, texts, seconds),
    )


def speed(split: Split, texts: list[str], seconds: float) -> float:
    """MB of UTF-8 per second of CPU time; a text on which the splitter raises is left out."""
    usable = [text for text in texts if attempt(split, text) is not None]
    size = sum(len(text.encode()) for text in usable)
    rounds, start = 0, time.process_time()
    while (spent := time.process_time() - start) < seconds:
        for text in usable:
            split(text)
        rounds += 1
    return rounds * size / spent / 1e6


def growth(texts: list[str]) -> list[tuple[int, float, float]]:
    """(characters, ns per character of split_spans, the same of segment) for one text of 10 kB to 10 MB."""
    from bilingual.segmenter import segment, split_spans

    body, rows = "\n".join(texts), []
    for size in (10_000, 100_000, 1_000_000, 10_000_000):
        text = (body * (size // len(body) + 1))[:size]
        times = []
        for function in (split_spans, segment):
            repeats, start = max(1, 1_000_000 // size), time.process_time()
            for _ in range(repeats):
                function(text)
            times.append((time.process_time() - start) / repeats / size * 1e9)
        rows.append((size, times[0], times[1]))
    return rows


def print_table(results: list[Result]) -> None:
    print("| splitter | articles F1 | UD F1 | clean UD F1 | UD boundary F1 | lost | crashes | odd | CPU MB/s |")
    print("| --- | --- | --- | --- | --- | --- | --- | --- | --- |")
    for one in results:
        scores = f"{one.articles_f1:.1f} | {one.ud_f1:.1f} | {one.clean_f1:.1f} | {one.ud_boundary_f1:.1f}"
        print(f"| {one.splitter} | {scores} | {one.lost} | {one.crashes} | {one.odd}/{len(ODD)} | {one.mb_s:.2f} |")


def print_growth(rows: list[tuple[int, float, float]]) -> None:
    print("\n| characters of one text | split_spans ns a character | segment ns a character |\n| --- | --- | --- |")
    for size, spans, whole in rows:
        print(f"| {size} | {spans:.0f} | {whole:.0f} |")


def main(
    gold: Annotated[list[Path] | None, typer.Argument(help="Gold files; default: the development gold.")] = None,
    seconds: Annotated[float, typer.Option(help="CPU seconds that the speed of each splitter is measured for.")] = 2.0,
    show_growth: Annotated[bool, typer.Option("--growth", help="Also print our time per character by size.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object per splitter instead of a table.")] = False,
) -> None:
    """Score and time the segmenter beside its peers."""
    paths = gold or sorted(path for path in DEV.rglob("*.jsonl") if path.name != "ambiguous.jsonl")
    if not paths:
        raise typer.BadParameter(f"no gold given and none in {DEV}")
    groups = load_groups(paths)
    results = [measure(name, split, groups, seconds) for name, split in installed()]
    if as_json:
        print("\n".join(json.dumps(asdict(result)) for result in results))
    else:
        print_table(results)
    if show_growth:
        print_growth(growth([text for items in groups.values() for text, _ in items]))


if __name__ == "__main__":
    typer.run(main)
