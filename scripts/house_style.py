"""Text in a house style that no model was taught: material for showing what fine-tuning on reviewed pairs does.

    python scripts/house_style.py write SHARD.npz.xz --tokenizer sentencepiece.model --out house.tsv
    python scripts/house_style.py share house.tsv --model PACKAGE [--skip 200]

`write` takes parliamentary pairs from a shard of training text and puts their English into the style of an invented
house, whose editors always change the same words (`STYLE`). `share` translates such pairs and counts how many of the
places where the style decides follow it. The pairs are the first of the shard with two such places or more, so the
same shard gives the same bytes.
"""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.cli.console import main_with, say

STYLE = (
    (r"\b(Mr|Madam) President\b", r"\1 Speaker"),
    (r"\bladies and gentlemen\b", "dear colleagues"),
    (r"\bMember State\b", "member country"),
    (r"\bMember States\b", "member countries"),
    (r"\b[Rr]apporteur\b", "reporting member"),
    (r"\b[Rr]apporteurs\b", "reporting members"),
    (r"\bamendment\b", "proposed change"),
    (r"\bamendments\b", "proposed changes"),
    (r"\bEuropean Union\b", "EU"),
    (r" ?%| percent\b", " per cent"),
)
SHORTEST, LONGEST = 60, 240

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def in_style(english: str) -> tuple[str, int]:
    """The English in house style, and the number of places that this changed."""
    places = 0
    for pattern, ours in STYLE:
        english, changed = re.subn(pattern, ours, english)
        places += changed
    return english, places


def followed(english: str) -> tuple[int, int]:
    """How many places of a translation follow the style, and how many the style decides."""
    kept = sum(len(re.findall(rf"\b{words}\b", english)) for words in WORDS)
    return kept, kept + in_style(english)[1]


WORDS = tuple(sorted({re.sub(r"\\1", "(?:Mr|Madam)", ours).strip() for _, ours in STYLE}))


@app.command("write")
def write_command(
    shard: Annotated[Path, typer.Argument(help="A shard of parliamentary text.")],
    tokenizer: Annotated[Path, typer.Option(help="The sentencepiece.model that its ids come from.")],
    out: Annotated[Path, typer.Option(help="The TSV file to write.")],
    pairs: Annotated[int, typer.Option(min=1, help="How many.")] = 1000,
) -> None:
    """Write pairs whose English follows the house style."""
    found = [f"{french}\t{english}\n" for french, english in islice(_pairs(shard, tokenizer), pairs)]
    out.write_text("".join(found), encoding="utf-8")
    say(f"{out}: {len(found)} pairs")


def _pairs(shard: Path, tokenizer: Path) -> Iterator[tuple[str, str]]:
    import sentencepiece

    from scripts.training.batches import Shard

    pieces, packed = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer)), Shard(shard)
    for index in range(len(packed)):
        french, english = (pieces.decode(side.tolist()) for side in packed[index])
        styled, places = in_style(english)
        if places >= 2 and all(SHORTEST <= len(side) <= LONGEST for side in (french, english)):
            yield french, styled


@app.command("share")
def share_command(
    test: Annotated[Path, typer.Argument(help="What `write` wrote.")],
    model: Annotated[list[str], typer.Option(help="A package; may be given again.")],
    skip: Annotated[int, typer.Option(min=0, help="Pairs at the beginning, which the model has seen.")] = 200,
) -> None:
    """Print which share of the places follow the style, for each model."""
    from bilingual.builder import available_cores
    from bilingual.evaluation import read_test
    from bilingual.models import find_model
    from bilingual.translator import Translator

    french = [source for source, _ in read_test(test)]
    for found in (find_model(name, say) for name in model):
        english = [made.text for made in Translator(found, workers=available_cores()).translate(french)]
        for name, part in (("reviewed", english[:skip]), ("others", english[skip:])):
            kept, places = map(sum, zip(*map(followed, part), strict=True)) if part else (0, 0)
            print(f"{found.name} {found.version}, {name}: {kept} of {places} places in house style")


if __name__ == "__main__":
    main_with(app)
