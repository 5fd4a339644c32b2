"""A tiny French→English Argos package, trained here from made-up pairs by the code that trains the real one."""

import random
from itertools import product
from pathlib import Path

SUBJECTS = (("Le chat", "The cat"), ("La ville", "The city"), ("Le ministre", "The minister"), ("Un train", "A train"),
            ("La pluie", "The rain"), ("Le parlement", "The parliament"))  # fmt: skip
VERBS = (("dort", "sleeps"), ("attend", "waits"), ("arrive", "arrives"), ("rêve", "dreams"), ("tombe", "falls"))
ENDS = (("lundi", "on Monday"), ("dans le jardin", "in the garden"), ("sous le pont", "under the bridge"),
        ("près de la gare", "near the station"), ("depuis 2019", "since 2019"))  # fmt: skip
STEPS, VOCABULARY = 300, 420


def write_pairs(path: Path) -> Path:
    """Write the pairs as TSV: every combination of subject, verb and end, in an order of its own."""
    rows = [
        tuple(" ".join(part) + "." for part in zip(*parts, strict=True)) for parts in product(SUBJECTS, VERBS, ENDS)
    ]
    rows.append(("Bonjour.", "Hello."))
    random.Random(1).shuffle(rows)
    path.write_text("".join(f"{source}\t{target}\n" for source, target in rows), encoding="utf-8")
    return path


def build_tiny_model(folder: Path) -> Path:
    """Train and export; returns the `.argosmodel`, with the unpacked package beside it."""
    import torch

    from scripts.training.corpus import prepare
    from scripts.training.loop import train
    from scripts.training.network import Network, Shape
    from scripts.training.package import export_package
    from scripts.training.schedule import Schedule

    torch.manual_seed(1)
    torch.set_num_threads(1)  # matrices this small lose more to waiting threads than they gain
    prepared = prepare([write_pairs(folder / "pairs.tsv")], folder / "prepared", vocabulary=VOCABULARY)
    import sentencepiece

    size = sentencepiece.SentencePieceProcessor(model_file=str(prepared.tokenizer)).get_piece_size()
    shape = Shape(vocabulary=size, width=32, feed_forward=64, heads=2, encoder_layers=1, decoder_layers=1, dropout=0.0)
    schedule = Schedule(steps=STEPS, tokens=1024, rate=1e-2, warmup=20)
    network = train(Network(shape), [(prepared.shard, 1.0)], schedule, lambda line: None)
    return export_package(network, prepared.tokenizer, folder, "translate-fr_en-0_0", "0.0")
