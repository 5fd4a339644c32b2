"""Makes a French→English Argos package from pairs, on a CPU or a GPU, and teaches one what reviewers have corrected.

    python scripts/train_model.py prepare PAIRS.tsv… --out work [--held-out TEST.tsv]
    python scripts/train_model.py vocabulary work/train.npz --old work/sentencepiece.model --new work/press.model
    python scripts/train_model.py graft work/network.pt --old … --new work/press.model --out work/start.pt
    python scripts/train_model.py augment work/train.npz --old … --new work/press.model --out press
    python scripts/train_model.py train work/train.npz --tokenizer work/sentencepiece.model --out work --seconds 1200
    python scripts/train_model.py export work/network.pt --tokenizer work/sentencepiece.model --out build
    python scripts/train_model.py finetune --model auto --pairs dist/fr-en/pairs.tsv --out build
    python scripts/train_model.py press-words --out press.tsv
    python scripts/train_model.py overlap work/train.npz --tokenizer work/sentencepiece.model --test TEST.tsv

`prepare` cuts the text into subword ids, `train` fits a Transformer, `export` writes an 8-bit Argos package that
CTranslate2, Argos Translate and `bilingual build --model` load; `pack` cuts the weights into parts that fit a transfer;
`finetune` takes such a package back; `press-words` writes pairs that teach the words of the press; `overlap` counts the
test sentences that stand in the training text.
docs/training.md tells the whole story.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.cli.process import main_with
from bilingual.errors import UsageError

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Tokenizer = Annotated[Path, typer.Option(help="The sentencepiece.model that the ids come from.")]
Out = Annotated[Path, typer.Option(help="The folder to write to.")]
Name = Annotated[str, typer.Option(help="The package's name.")]
Version = Annotated[str, typer.Option(help="The package's version.")]
# `scripts/training/command.py` reads these options, for machines without Typer too.
AS_IT_STANDS = {"allow_extra_args": True, "ignore_unknown_options": True}


@app.command("prepare")
def prepare_command(
    pairs: Annotated[list[Path], typer.Argument(help="TSV files: French, tab, English; gzipped or not.")],
    out: Out,
    held_out: Annotated[list[Path] | None, typer.Option(help="Test sets whose sentences must not get in.")] = None,
    vocabulary: Annotated[int, typer.Option(min=300, max=65_536, help="Pieces for both languages.")] = 16_000,
    tokenizer: Annotated[Path | None, typer.Option(help="Use this one and train none.")] = None,
    name: Annotated[str, typer.Option(help="The shard's name.")] = "train",
) -> None:
    """Cut pairs into token ids."""
    from scripts.training.corpus import prepare

    done = prepare(pairs, out, held_out or [], vocabulary, tokenizer=tokenizer, name=name)
    print(f"{done.pairs} pairs in {done.shard}, tokenizer {done.tokenizer}")


@app.command("overlap")
def overlap_command(
    shards: Annotated[list[Path], typer.Argument(help="Shards of training text: .npz or .npz.xz")],
    tokenizer: Tokenizer,
    test: Annotated[list[Path], typer.Option(help="A test set; may be given again.")],
) -> None:
    """Count the test sentences that stand in the training text; exit 1 when there are any."""
    from scripts.training.overlap import find_overlap

    found = find_overlap(shards, tokenizer, test)
    for overlap in found:
        print(f"{overlap.test}: {overlap.found} of {overlap.sentences} sentences in {overlap.pairs} training pairs")
        for example in overlap.examples:
            print(f"  {example}")
    raise typer.Exit(int(any(overlap.found for overlap in found)))


@app.command("train", add_help_option=False, context_settings=AS_IT_STANDS)
def train_command(context: typer.Context) -> None:
    """Fit a Transformer to shards of pairs; Ctrl-C or SIGTERM saves and ends."""
    from scripts.training.command import run

    run(["train", *context.args], "train_model.py")


@app.command("pack", add_help_option=False, context_settings=AS_IT_STANDS)
def pack_command(context: typer.Context) -> None:
    """Write a network's weights in 8 bits, in parts that fit a transfer."""
    from scripts.training.command import run

    run(["pack", *context.args], "train_model.py")


@app.command("export")
def export_command(
    network: Annotated[Path, typer.Argument(help="A network.pt, a ck.pt or a model.part0.")],
    tokenizer: Tokenizer,
    out: Out,
    name: Name = "translate-fr_en-0_1",
    version: Version = "0.1",
    shortlist: Annotated[Path | None, typer.Option(help="A map that `shortlist` made: faster, at some cost.")] = None,
) -> None:
    """Write an Argos package, as a folder and as one file."""
    from scripts.training.checkpoint import load
    from scripts.training.package import export_package

    if shortlist and not shortlist.is_file():
        raise UsageError(f"{shortlist}: no such shortlist; `shortlist` makes one")
    print(export_package(load(network), tokenizer, out, name, version, shortlist=shortlist))


@app.command("shortlist")
def shortlist_command(
    shards: Annotated[list[Path], typer.Argument(help="Shards of training text: .npz or .npz.xz")],
    tokenizer: Tokenizer,
    out: Annotated[Path, typer.Option(help="The file to write.")],
    each: Annotated[int, typer.Option(min=1, help="English pieces for each French one.")] = 50,
    common: Annotated[int, typer.Option(min=0, help="The commonest English pieces, for every sentence.")] = 300,
    pairs: Annotated[int, typer.Option(min=1, help="Read so many pairs at most.")] = 400_000,
) -> None:
    """Learn which English pieces each French piece can become, for `export --shortlist`."""
    from scripts.training.shortlist import Width, write_shortlist

    read = write_shortlist(shards, tokenizer, out, Width(each=each, common=common), pairs)
    print(f"{out}, from {read} pairs")


@app.command("finetune")
def finetune_command(
    pairs: Annotated[Path, typer.Option(help="A review table: its accepted and edited pairs are learnt.")],
    out: Out,
    model: Annotated[str, typer.Option(help="auto, a model's name, or the path of an Argos package.")] = "auto",
    replay: Annotated[
        list[Path] | None, typer.Option(help="Text that must not be forgotten: TSV pairs or shards; may be repeated.")
    ] = None,
    epochs: Annotated[int, typer.Option(min=1, help="Passes over the reviewed pairs.")] = 8,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 2e-4,
    tokens: Annotated[int, typer.Option(min=1, help="Source and target tokens a step.")] = 2048,
    share: Annotated[float, typer.Option(min=0, max=0.95, help="The share of replayed text in each step.")] = 0.5,
    keep: Annotated[float, typer.Option(min=0, max=1, help="The share of the old weights in the result.")] = 0.1,
    dropout: Annotated[float, typer.Option(min=0, max=0.9, help="0 for a model that is very small.")] = 0.1,
    name: Name = "translate-fr_en-0_2",
    version: Version = "0.2",
) -> None:
    """Teach a model the pairs that people have reviewed, and write the new package."""
    import torch

    from bilingual.models import find_model
    from bilingual.models.shortlist import NAME as SHORTLIST
    from scripts.training.checkpoint import load
    from scripts.training.finetuning import Recipe, finetune, read_reviewed
    from scripts.training.package import export_package

    torch.manual_seed(1)
    reviewed = read_reviewed(pairs)
    found = find_model(model, lambda line: print(line, file=sys.stderr))
    recipe = Recipe(epochs=epochs, rate=rate, tokens=tokens, replay=share, keep=keep)
    network = finetune(
        load(found.path, dropout), found.tokenizer, reviewed,
        replay=replay or [], recipe=recipe, out=out / "text", report=print,
    )  # fmt: skip
    shortlist = found.engine_folder / SHORTLIST
    kept = shortlist if shortlist.is_file() else None
    print(export_package(network, found.tokenizer, out, name, version, shortlist=kept))


@app.command("augment")
def augment_command(
    inputs: Annotated[
        list[str],
        typer.Argument(help="Shards or TSV files, each with a factor of --share if it should not be 1: news.npz.xz:3"),
    ],
    out: Out,
    old: Annotated[Path, typer.Option(help="The sentencepiece.model that the shards' ids come from.")],
    new: Annotated[Path | None, typer.Option(help="The one to write with; default: the same.")] = None,
    share: Annotated[float, typer.Option(min=0, max=1, help="The share of the pairs that a change is tried on.")] = 0.5,
    longest: Annotated[int, typer.Option(min=1, max=255, help="Tokens of a pair's longer side.")] = 160,
    seed: Annotated[int, typer.Option(help="The same seed gives the same bytes.")] = 7,
) -> None:
    """Type the French as the press does, and make pairs with names, figures and signs that are rare in the text."""
    from scripts.training.augmentation.augmenting import Plan, augment
    from scripts.training.corpus import parse_weighted

    plan = Plan(old=old, new=new or old, share=share, longest=longest, seed=seed)
    made = augment(list(map(parse_weighted, inputs)), out, plan, lambda line: print(line, flush=True))
    for kind, count in sorted(made.kinds.items(), key=lambda item: -item[1]):
        print(f"{count:8} {kind}")
    print(f"{made.shards[out / 'augmented.npz']} pairs in {out / 'augmented.npz'}; read some of them in {made.sample}")


@app.command("vocabulary")
def vocabulary_command(
    shards: Annotated[list[Path], typer.Argument(help="Shards that tell which pieces are rare: .npz or .npz.xz")],
    old: Annotated[Path, typer.Option(help="The sentencepiece.model that the shards' ids come from.")],
    new: Annotated[Path, typer.Option(help="The sentencepiece.model to write.")],
    characters: Annotated[str, typer.Option(help="Characters to make room for; default: those of the press.")] = "",
) -> None:
    """Let a tokenizer's rarest pieces make room for single characters; its size stays."""
    from scripts.training.vocabulary import CHARACTERS, make_room

    room = make_room(old, shards, new, characters or CHARACTERS)
    print(f"{len(room.taken)} characters in: {room.taken}")
    if room.unwritable:
        print(f"{len(room.unwritable)} that the tokenizer turns into others: {room.unwritable}")
    print(f"the commonest piece out stood {room.most_used} times in the shards; wrote {new}")


@app.command("graft")
def graft_command(
    network: Annotated[Path, typer.Argument(help="A network.pt, an unpacked package, a ck.pt or a model.part0.")],
    old: Annotated[Path, typer.Option(help="The network's sentencepiece.model.")],
    new: Annotated[Path, typer.Option(help="The one that `vocabulary` made of it.")],
    out: Annotated[Path, typer.Option(help="The network.pt to write.")],
) -> None:
    """Fit a network's weights to another tokenizer of the same size."""
    from scripts.training.checkpoint import load, save
    from scripts.training.grafting import graft

    grafted = load(network)
    fresh = graft(grafted, old, new)
    out.parent.mkdir(parents=True, exist_ok=True)
    save(grafted, out)
    print(f"{fresh} new pieces; wrote {out}")


@app.command("press-words")
def press_words_command(
    out: Annotated[Path, typer.Option(help="The TSV file to write: French, tab, English.")],
    around: Annotated[
        list[Path] | None, typer.Option(help="A shard of real pairs, in which nouns are exchanged; may be repeated.")
    ] = None,
    tokenizer: Annotated[Path | None, typer.Option(help="The sentencepiece.model of those shards.")] = None,
    exchanged: Annotated[int, typer.Option(min=0, help="The most pairs with a noun exchanged.")] = 25_000,
    seed: Annotated[int, typer.Option(help="The same seed gives the same pairs.")] = 1,
) -> None:
    """Write pairs that teach the words of the press."""
    from scripts.training.press_words.making import decoded, press_pairs, write_pairs

    if around and not tokenizer:
        raise UsageError("--around needs --tokenizer, the sentencepiece.model that the shards were cut with")
    real = decoded(around, tokenizer, seed) if around and tokenizer else ()
    print(f"{write_pairs(press_pairs(real, exchanged, seed), out)} pairs in {out}")


if __name__ == "__main__":
    main_with(app)
