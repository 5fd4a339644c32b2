"""Makes a French→English Argos package from pairs, on a CPU or a GPU, and teaches one what reviewers have corrected.

    python scripts/train_model.py prepare PAIRS.tsv… --out work [--held-out TEST.tsv]
    python scripts/train_model.py train work/train.npz --tokenizer work/sentencepiece.model --out work --seconds 1200
    python scripts/train_model.py export work/network.pt --tokenizer work/sentencepiece.model --out build
    python scripts/train_model.py finetune --model auto --pairs dist/fr-en/pairs.tsv --out build
    python scripts/train_model.py overlap work/train.npz --tokenizer work/sentencepiece.model --test TEST.tsv

`prepare` cuts the text into subword ids, `train` fits a Transformer, `export` writes an 8-bit Argos package that
CTranslate2, Argos Translate and `bilingual build --model` load; `finetune` takes such a package back; `overlap` counts
the test sentences that stand in the training text. docs/training.md tells the whole story.
"""

import signal
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

from bilingual.cli.process import main_with
from bilingual.errors import UsageError

if TYPE_CHECKING:
    from scripts.training.loop import Trainer
    from scripts.training.network import Shape

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Tokenizer = Annotated[Path, typer.Option(help="The sentencepiece.model that the ids come from.")]
Out = Annotated[Path, typer.Option(help="The folder to write to.")]
Name = Annotated[str, typer.Option(help="The package's name.")]
Version = Annotated[str, typer.Option(help="The package's version.")]
Shards = Annotated[list[str], typer.Argument(help="Shards, each with a weight if it should not be 1: news.npz:3")]
Start = Annotated[
    Path | None,
    typer.Option(help="Begin with the weights of a network.pt, an unpacked package, a ck.pt or a model.part0."),
]


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


@app.command("train")
def train_command(
    shards: Shards,
    tokenizer: Tokenizer,
    out: Out,
    steps: Annotated[int, typer.Option(help="End after so many steps.")] = 0,
    seconds: Annotated[float, typer.Option(help="End after so many seconds.")] = 0,
    tokens: Annotated[int, typer.Option(help="Source and target tokens a step.")] = 4096,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 7e-4,
    warmup: Annotated[int, typer.Option(help="Steps to reach it.")] = 400,
    fall: Annotated[float, typer.Option(min=0, max=0.99, help="From this share of the whole on it falls.")] = 0.4,
    sample: Annotated[int, typer.Option(help="Words in the softmax, 0 for all; 4096 is fast on a CPU.")] = 0,
    width: int = 256,
    feed_forward: int = 1024,
    heads: int = 4,
    encoder_layers: int = 5,
    decoder_layers: int = 2,
    dropout: float = 0.1,
    bf16: Annotated[bool | None, typer.Option(help="Compute in bfloat16; default: where it is fast.")] = None,
    start: Start = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the network.pt in --out stopped.")] = False,
    save_every: Annotated[int, typer.Option(min=1, help="Save after so many steps.")] = 1000,
) -> None:
    """Fit a Transformer to shards of pairs; Ctrl-C or SIGTERM saves and ends."""
    import torch

    from scripts.training.checkpoint import save
    from scripts.training.loop import Schedule, bf16_is_fast
    from scripts.training.network import Shape

    torch.manual_seed(1)
    shape = Shape(
        vocabulary=_pieces(tokenizer),
        width=width,
        feed_forward=feed_forward,
        heads=heads,
        encoder_layers=encoder_layers,
        decoder_layers=decoder_layers,
        dropout=dropout,
    )
    fast = bf16_is_fast() if bf16 is None else bf16
    schedule = Schedule(
        steps=steps,
        seconds=seconds,
        tokens=tokens,
        rate=rate,
        warmup=warmup,
        fall=fall,
        sample=sample,
        bf16=fast,
        save_every=save_every,
    )
    out.mkdir(parents=True, exist_ok=True)
    trainer = _trainer(shape, out / "network.pt", start, resume)
    weighted = [(Path(path), float(weight or 1)) for path, _, weight in (shard.partition(":") for shard in shards)]
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    with suppress(KeyboardInterrupt):
        trainer.run(weighted, schedule, lambda line: print(line, flush=True), out / "network.pt")
    save(trainer.network, out / "network.pt", trainer.position)
    print(f"saved {out / 'network.pt'} after {trainer.step} steps")


def _pieces(tokenizer: Path) -> int:
    import sentencepiece

    if not tokenizer.is_file():
        raise UsageError(f"{tokenizer}: no such tokenizer; `prepare` makes one")
    return int(sentencepiece.SentencePieceProcessor(model_file=str(tokenizer)).get_piece_size())


def _trainer(shape: "Shape", saved: Path, start: Path | None, resume: bool) -> "Trainer":
    from scripts.training.checkpoint import load, load_position
    from scripts.training.loop import Trainer
    from scripts.training.network import Network

    if resume:
        return Trainer(load(saved), load_position(saved))
    network = load(start, shape.dropout) if start else Network(shape)
    if network.shape.vocabulary != shape.vocabulary:
        raise UsageError(f"{start}: {network.shape.vocabulary} pieces, but the tokenizer has {shape.vocabulary}")
    return Trainer(network)


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


if __name__ == "__main__":
    main_with(app)
