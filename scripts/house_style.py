"""Text in a house style that no model was taught: material for showing what fine-tuning on reviewed pairs does.

    python scripts/house_style.py write SHARD.npz.xz --tokenizer sentencepiece.model --out house
    python scripts/house_style.py share house/test.tsv --model PACKAGE

`write` takes parliamentary pairs from a shard of training text and puts their English into the style of an invented
house, whose editors always change the same words (`STYLE`): a review table of edited pairs, `pairs.tsv`, and others as
a test set, `test.tsv`. `share` translates the test set and counts how many of the places where the style decides
follow it. The pairs are the first of the shard with two such places or more, so the same shard gives the same bytes.
"""

import re
import sys
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.cli.console import say
from bilingual.cli.process import main_with

if TYPE_CHECKING:
    from bilingual.pairs import Pair

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
WORDS = tuple(sorted({re.sub(r"\\1", "(?:Mr|Madam)", ours).strip() for _, ours in STYLE}))
SHORTEST, LONGEST = 60, 240

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)


def in_style(english: str) -> tuple[str, int]:
    """Return the English in house style, and the number of places that this changed."""
    places = 0
    for pattern, ours in STYLE:
        english, changed = re.subn(pattern, ours, english)
        places += changed
    return english, places


def followed(english: str) -> tuple[int, int]:
    """Return how many places of a translation follow the style, and how many the style decides."""
    kept = sum(len(re.findall(rf"\b{words}\b", english)) for words in WORDS)
    return kept, kept + in_style(english)[1]


@app.command("write")
def write_command(
    shard: Annotated[Path, typer.Argument(help="A shard of parliamentary text.")],
    tokenizer: Annotated[Path, typer.Option(help="The sentencepiece.model that its ids come from.")],
    out: Annotated[Path, typer.Option(help="The folder to write to.")],
    reviewed: Annotated[int, typer.Option(min=1, help="Pairs of the review table.")] = 200,
    others: Annotated[int, typer.Option(min=1, help="Pairs of the test set.")] = 800,
) -> None:
    """Write a review table and a test set whose English follows the house style."""
    from bilingual.dataset.review_table import write_review_tsv

    found = _pairs(shard, tokenizer)
    out.mkdir(parents=True, exist_ok=True)
    write_review_tsv((_edited(number, *row) for number, row in enumerate(islice(found, reviewed))), out / "pairs.tsv")
    test = [f"{french}\t{english}\n" for french, english in islice(found, others)]
    (out / "test.tsv").write_text("".join(test), encoding="utf-8")
    say(f"{out}: {reviewed} edited pairs in pairs.tsv, {len(test)} others in test.tsv")


def _edited(number: int, french: str, english: str) -> "Pair":
    """Return the pair as it stands in a review table after an edit."""
    from bilingual.pairs import Pair

    return Pair(
        id=f"{number:016x}",
        fr=french,
        en=english,
        article_id="house",
        title=None,
        date=None,
        publisher=None,
        url=None,
        paragraph=number,
        sentence=0,
        start=0,
        end=len(french),
        kind="sentence",
        score=0.0,
        flags=(),
        status="edited",
        machine_en=english,
        comment="",
    )


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
) -> None:
    """Print which share of the places follow the style, for each model."""
    from bilingual.models import find_model
    from bilingual.pair_tables import read_test
    from bilingual.translator import Translator, available_cores

    french = [source for source, _ in read_test(test)]
    for found in (find_model(name, say) for name in model):
        english = [made.text for made in Translator(found, workers=available_cores()).translate(french)]
        kept, places = map(sum, zip(*map(followed, english), strict=True))
        print(f"{found.name} {found.version}: {kept} of {places} places in house style")


if __name__ == "__main__":
    main_with(app)
