"""The commands `train` and `pack`, read by argparse: a machine that is lent to train on may have little but torch."""

import argparse
import math
import signal
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import NoReturn

import torch

from bilingual.errors import UsageError
from scripts.training.checkpoint import load, load_position, save
from scripts.training.corpus import parse_weighted, read_tokenizer
from scripts.training.loop import Trainer, bf16_is_fast
from scripts.training.network import Network, Shape
from scripts.training.optimisers import OPTIMISERS
from scripts.training.packing import PIECE, pack
from scripts.training.schedule import Schedule

MIB = 1 << 20
LEAST_WIDTH = 4
SIZES = ("width", "feed_forward", "heads", "encoder_layers", "decoder_layers", "dropout")
# The options of `train` that are a schedule's, with what --help says of each.
SCHEDULE = {
    "steps": "end after so many steps, with those before --resume, unless there is --anneal",
    "seconds": "end after so many seconds, with those before --resume, unless there is --anneal",
    "clock": "a file with the seconds of the end, which may change while it runs; one that has passed saves and ends",
    "tokens": "source and target tokens a batch",
    "accumulate": "batches a step",
    "rate": "the highest learning rate",
    "warmup": "steps to reach it",
    "fall": "from this share of the whole on it falls",
    "sample": "words in the softmax, 0 for all; 4096 is fast on a CPU",
    "log_every": "print a line after so many steps",
    "save_every": "save after so many steps",
    "seed": "decides the order of the pairs and the first weights",
}
DEFAULTS = {
    **{name: getattr(Schedule(), name) for name in SCHEDULE}, "fall": 0.4,
    **{name: getattr(Shape(vocabulary=0), name) for name in SIZES},
}  # fmt: skip


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise UsageError(f"{message}; {self.prog} --help lists the options")


def run(arguments: Sequence[str], program: str) -> None:
    """Do what a command line of `program` asks for. Raises BilingualError."""
    parser = _Parser(program, description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="train | pack", parser_class=_Parser)
    _describe_train(commands.add_parser("train", help=_train.__doc__, description=_train.__doc__))
    _describe_pack(commands.add_parser("pack", help=_pack.__doc__, description=_pack.__doc__))
    asked = parser.parse_args(arguments)
    asked.command(asked)


def _describe_train(parser: argparse.ArgumentParser) -> None:
    add = parser.add_argument
    add(
        "shards",
        nargs="+",
        help="shards, each with its weight if not 1 (news.npz:3); one that comes later joins",
    )
    add("--tokenizer", type=Path, required=True, help="the sentencepiece.model that the ids come from")
    add("--out", type=Path, required=True, help="the folder that network.pt is written to")
    for name, default in DEFAULTS.items():
        kind = Path if default is None else float if default == math.inf else type(default)
        shown = "" if default in (None, math.inf) else f" ({default})"
        add(f"--{name.replace('_', '-')}", type=kind, default=default, help=SCHEDULE.get(name, "of the shape") + shown)
    add("--anneal", action="store_true", help="fall from the full rate to nearly nothing over this run alone")
    add("--optimiser", choices=OPTIMISERS, help="muon is for the hidden matrices (adamw; with --resume: as saved)")
    add("--bf16", action=argparse.BooleanOptionalAction, help="compute in bfloat16; default: where it is fast")
    add("--compile", action="store_true", help="compile the layers; for a GPU, which may be faster then")
    add(
        "--start",
        type=Path,
        help="begin with the weights of an unpacked package, a network.pt, a model.part0 or a ck.pt",
    )
    add("--resume", action="store_true", help="go on where the network.pt in --out stopped")
    parser.set_defaults(command=_train)


def _describe_pack(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("network", type=Path, help="a network.pt, or whatever --start of `train` takes")
    parser.add_argument("--out", type=Path, required=True, help="the folder that the parts are written to")
    parser.add_argument("--piece", type=float, default=PIECE / MIB, help="MiB a part has at most (15)")
    parser.set_defaults(command=_pack)


def _train(asked: argparse.Namespace) -> None:
    """Fit a Transformer to shards of pairs; Ctrl-C or SIGTERM saves and ends."""
    _check(asked)
    torch.manual_seed(asked.seed)
    saved = asked.out / "network.pt"
    trainer = _resumed(asked, saved) if asked.resume else _begun(asked)
    if asked.compile and trainer.device == "cpu":
        raise UsageError("--compile: there is no GPU, and a CPU gains nothing by it; leave it out")
    if asked.compile:
        trainer.compile()
    fast = bf16_is_fast() if asked.bf16 is None else asked.bf16
    schedule = Schedule(anneal=asked.anneal, bf16=fast, **{name: getattr(asked, name) for name in SCHEDULE})
    asked.out.mkdir(parents=True, exist_ok=True)
    with _ending_on_signals(trainer):
        trainer.run(list(map(parse_weighted, asked.shards)), schedule, _print, saved)
    save(trainer.network, saved, trainer.position)
    _print(f"saved {saved} after {trainer.step} steps")


def _pack(asked: argparse.Namespace) -> None:
    """Write a network's weights in 8 bits, in parts that fit a transfer: model.part0, model.part1 …"""
    if asked.piece * MIB < 1:
        raise UsageError(f"--piece {asked.piece}: must be above 0, in MiB")
    parts = pack(load(asked.network), asked.out, int(asked.piece * MIB))
    _print(f"{len(parts)} parts, {sum(part.stat().st_size for part in parts)} bytes: {parts[0]} …")


def _check(asked: argparse.Namespace) -> None:
    """Raise UsageError for a number that no training can do with."""
    for name in ("tokens", "accumulate", "log_every", "save_every", *SIZES[:-1]):
        if getattr(asked, name) < 1:
            raise UsageError(f"--{name.replace('_', '-')} {getattr(asked, name)}: must be 1 or more")
    for name in ("steps", "seconds", "rate"):
        if not getattr(asked, name) > 0:
            raise UsageError(f"--{name} {getattr(asked, name)}: must be above 0")
    if asked.width < LEAST_WIDTH or asked.width % 2 or asked.width % asked.heads:
        raise UsageError(
            f"--width {asked.width}: must be an even number from {LEAST_WIDTH} on that --heads {asked.heads} divides"
        )
    for name in ("fall", "dropout"):
        if not 0 <= getattr(asked, name) < 1:
            raise UsageError(f"--{name} {getattr(asked, name)}: must be from 0 to below 1")


def _begun(asked: argparse.Namespace) -> Trainer:
    pieces = _pieces(asked.tokenizer)
    shape = Shape(vocabulary=pieces, **{name: getattr(asked, name) for name in SIZES})
    network = load(asked.start, shape.dropout) if asked.start else Network(shape)
    if network.shape.vocabulary != pieces:
        raise UsageError(f"{asked.start}: {network.shape.vocabulary} pieces, but the tokenizer has {pieces}")
    return Trainer(network, optimiser=asked.optimiser or OPTIMISERS[0])


def _resumed(asked: argparse.Namespace, saved: Path) -> Trainer:
    network, position = load(saved), load_position(saved)
    if asked.optimiser not in (None, position.optimiser):
        raise UsageError(f"--optimiser {asked.optimiser}: {saved} has the state of {position.optimiser}; use --start")
    return Trainer(network, position)


def _pieces(tokenizer: Path) -> int:
    return int(read_tokenizer(tokenizer).get_piece_size())


@contextmanager
def _ending_on_signals(trainer: Trainer) -> Iterator[None]:
    """Let the first Ctrl-C or SIGTERM end the training after the step at hand, and the second end it at once."""

    def stop(number: int, frame: FrameType | None) -> None:
        signal.signal(number, signal.default_int_handler)
        trainer.stop()

    before = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _print(line: str) -> None:
    print(line, flush=True)
