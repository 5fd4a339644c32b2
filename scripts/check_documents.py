"""Builds fuzzed articles and proves, from the Parquet files alone, that every offset holds on both sides of a document.

    python scripts/check_documents.py [--articles 1000] [--model embedded] [--seed 1]

An article is drawn from the five of `seeds/` and from texts that break programs: sentences, cut, glued, wrapped,
in other line ends, with invisible characters, markup, other languages. Ends with 1 if any offset does not hold.
"""

import json
import random
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import pyarrow.parquet as pq
import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.text.lines import one_line
from tests.hostile_texts import HOSTILE

ROOT = Path(__file__).parent.parent
BREAKS = (
    " ",
    " ",
    " ",
    "",
    "\n",
    "\n\n",
    "\r\n",
    "\r\n\r\n",
    "\u2028",
    "\u00a0",
    "\t",
    "\r",
    "  \n  ",
    "\n> ",
    "\u200b",
    "\ufeff",
)
ALIEN = (
    "This line is English.",
    "Bu bir cümle.",
    "日本語の文です。",
    "مرحبا بالعالم.",
    "👩\u200d👩\u200d👧 !",
    "…",
    "—",
    "12 345,67 €",
)


def articles(count: int, chance: random.Random) -> Iterator[str]:
    """Yield fuzzed texts."""
    words = " ".join(path.read_text("utf-8") for path in sorted((ROOT / "seeds").glob("*.txt"))).split(" ")
    sentences = [" ".join(words[start : start + 12]) for start in range(0, len(words), 12)]
    for _ in range(count):
        pieces: list[str] = []
        for _ in range(chance.randrange(1, 14)):
            piece = chance.choice(sentences if chance.random() < 0.7 else (*ALIEN, *HOSTILE))[:400]
            if chance.random() < 0.2:
                piece = piece[: chance.randrange(len(piece) + 1)]
            pieces += (piece, chance.choice((".", ".", "", " !", "…", " »")), chance.choice(BREAKS))
        yield "".join(pieces)


def violations(dataset: Path) -> tuple[list[str], Counter[str]]:
    """Return what does not hold in a dataset, and how much was looked at."""
    pairs = {row["id"]: row for row in rows(dataset, "data")}
    skipped = {row["id"]: row for row in rows(dataset, "skipped")}
    texts = {row["id"]: row["text"] for row in rows(dataset, "articles")}
    wrong, counts = list[str](), Counter[str]()
    for row in rows(dataset, "documents"):
        counts["documents"] += 1
        wrong += [f"{row['id']}: other French"] * (row["fr"] != texts.pop(row["id"]))
        rest = list(row["en"])
        for kind, places in (("sentences", row["sentences"]), ("gaps", row["gaps"])):
            for place in places:
                counts[kind] += 1
                known = (pairs if kind == "sentences" else skipped).pop(place["id"])
                french = one_line(row["fr"][place["start"] : place["end"]])
                english = row["en"][place["en_start"] : place["en_end"]]
                wanted = known["translation"] if kind == "sentences" else {"fr": known["text"], "en": known["text"]}
                if (french, english) != (wanted["fr"], wanted["en"]):
                    wrong.append(f"{row['id']}, {place['id']}: {french!r} / {english!r}")
                rest[place["en_start"] : place["en_end"]] = " " * len(english)
        wrong += [f"{row['id']}: more English"] * bool("".join(rest).strip())
    missing = (*pairs, *(name for name in skipped if name), *texts)
    return [*wrong, *(f"{name}: in no document" for name in missing)], counts


def rows(dataset: Path, config: str) -> Iterator[dict[str, Any]]:
    """Yield the rows of a configuration's files, in no library but Arrow's."""
    for shard in sorted((dataset / config).glob("*.parquet")):
        yield from pq.read_table(shard).to_pylist()


def main(
    count: Annotated[int, typer.Option("--articles", help="How many fuzzed articles.")] = 1000,
    model: Annotated[str, typer.Option(help="The model to build with.")] = "embedded",
    seed: Annotated[int, typer.Option(help="Of the fuzzing.")] = 1,
) -> None:
    """Build the five articles and the fuzzed ones, and look at every offset."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        with (place / "fuzzed.jsonl").open("w", encoding="utf-8") as stream:
            for number, text in enumerate(articles(count, random.Random(seed))):
                stream.write(json.dumps({"id": f"f{number}", "text": text}) + "\n")
        failed = False
        for name, source in (("seeds", ROOT / "seeds"), ("fuzzed", place / "fuzzed.jsonl")):
            command = [
                sys.executable,
                "-m",
                "bilingual",
                "-q",
                "build",
                source,
                "--out",
                place / name,
                "--model",
                model,
            ]
            subprocess.run([*map(str, command), "--beam", "1", "--no-arrow"], cwd=ROOT, check=True)
            checked = subprocess.run(
                [sys.executable, "-m", "bilingual", "check", str(place / name)], cwd=ROOT, check=False
            )
            wrong, counts = violations(place / name)
            print(f"{name}: {dict(counts)}; {len(wrong)} violations; check ends with {checked.returncode}")
            print(*wrong[:20], sep="\n")
            failed = failed or bool(wrong) or checked.returncode != 0
    raise typer.Exit(int(failed))


if __name__ == "__main__":
    typer.run(main)
