"""Makes a French→English Argos package from TSV files of pairs, on a CPU or a GPU.

    python scripts/train_model.py prepare PAIRS.tsv… --out work [--held-out TEST.tsv]
    python scripts/train_model.py train work/train.npz --tokenizer work/sentencepiece.model --out work --seconds 1200
    python scripts/train_model.py export work/network.pt --tokenizer work/sentencepiece.model --out build

`prepare` cuts the text into subword ids, `train` fits a Transformer, `export` writes an 8-bit Argos package that
CTranslate2, Argos Translate and `bilingual build --model` load.
"""

import sys
from pathlib import Path
from typing import Annotated

import typer

sys.path.insert(0, str(Path(__file__).parent.parent))

app = typer.Typer(help=__doc__, no_args_is_help=True, add_completion=False, pretty_exceptions_enable=False)
Tokenizer = Annotated[Path, typer.Option(help="The sentencepiece.model that the ids come from.")]
Out = Annotated[Path, typer.Option(help="The folder to write to.")]


@app.command("prepare")
def prepare_command(
    pairs: Annotated[list[Path], typer.Argument(help="TSV files: French, tab, English; gzipped or not.")],
    out: Out,
    held_out: Annotated[list[Path] | None, typer.Option(help="Test sets whose sentences must not get in.")] = None,
    vocabulary: Annotated[int, typer.Option(help="SentencePiece pieces for both languages.")] = 16_000,
    tokenizer: Annotated[Path | None, typer.Option(help="Use this one and train none.")] = None,
    name: Annotated[str, typer.Option(help="The shard's name.")] = "train",
) -> None:
    """Cut pairs into token ids."""
    from scripts.training.corpus import prepare

    done = prepare(pairs, out, held_out or [], vocabulary, tokenizer=tokenizer, name=name)
    print(f"{done.pairs} pairs in {done.shard}, tokenizer {done.tokenizer}")


@app.command("train")
def train_command(
    shards: Annotated[list[str], typer.Argument(help="Shards, each with a weight if it should not be 1: news.npz:3")],
    tokenizer: Tokenizer,
    out: Out,
    steps: Annotated[int, typer.Option(help="End after so many steps.")] = 0,
    seconds: Annotated[float, typer.Option(help="End after so many seconds.")] = 0,
    tokens: Annotated[int, typer.Option(help="Source and target tokens a step.")] = 4096,
    rate: Annotated[float, typer.Option(help="The highest learning rate.")] = 7e-4,
    width: int = 256,
    feed_forward: int = 1024,
    heads: int = 4,
    encoder_layers: int = 5,
    decoder_layers: int = 2,
    dropout: float = 0.1,
    start: Annotated[Path | None, typer.Option(help="Go on from the network.pt of an earlier run.")] = None,
) -> None:
    """Fit a Transformer to shards of pairs."""
    import sentencepiece
    import torch

    from scripts.training.loop import Schedule, load, save, train
    from scripts.training.network import Network, Shape

    torch.manual_seed(1)
    size = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer)).get_piece_size()
    shape = Shape(size, width, feed_forward, heads, encoder_layers, decoder_layers, dropout)
    network = load(start) if start else Network(shape)
    weighted = [(Path(path), float(weight or 1)) for path, _, weight in (shard.partition(":") for shard in shards)]
    train(network, weighted, Schedule(steps, seconds, tokens, rate), lambda line: print(line, flush=True))
    out.mkdir(parents=True, exist_ok=True)
    save(network, out / "network.pt")
    print(f"saved {out / 'network.pt'}")


@app.command("export")
def export_command(
    network: Annotated[Path, typer.Argument(help="A network.pt.")],
    tokenizer: Tokenizer,
    out: Out,
    name: Annotated[str, typer.Option(help="The package's name.")] = "translate-fr_en-0_1",
    version: Annotated[str, typer.Option(help="The package's version.")] = "0.1",
) -> None:
    """Write an Argos package, as a folder and as one file."""
    from scripts.training.loop import load
    from scripts.training.package import export_package

    print(export_package(load(network), tokenizer, out, name, version))


if __name__ == "__main__":
    app()
