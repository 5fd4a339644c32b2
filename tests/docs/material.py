"""Small texts in place of those that docs/training.md works with, which are too large for a repository."""

import gzip
from pathlib import Path

from scripts.training.corpus import prepare
from tests.conftest import ROOT
from tests.tiny_model import write_pairs

TOKENIZER = ROOT / "bilingual" / "models" / "fr_en" / "sentencepiece.model"
TEST_SETS = {
    "newstest2014": [("Ne vous y trompez pas,", "Make no mistake,"), ("Il neige sur Lyon.", "It snows in Lyon.")],
    "flores-dev": [("Le pont est long de deux kilomètres.", "The bridge is two kilometres long.")],
}
SPEECHES = (
    ("Monsieur le Président, l'amendement numéro {} concerne tous les États membres de l'Union européenne.",
     "Mr President, amendment number {} concerns all Member States of the European Union."),
    ("Monsieur le rapporteur, l'amendement numéro {} des États membres est une bonne nouvelle.",
     "Rapporteur, this amendment number {} of the Member States is good news for all of us."),
)  # fmt: skip


def prepare_training(folder: Path) -> None:
    """Write pairs, test sets and shards of text into a folder, and a verdict into the review table there."""
    write_pairs(folder / "pairs.tsv")
    test = folder / "shards" / "test"
    test.mkdir(parents=True)
    for name, rows in TEST_SETS.items():
        packed = gzip.compress("".join(f"{french}\t{english}\n" for french, english in rows).encode(), mtime=0)
        for place in (folder, test):
            (place / f"{name}.tsv.gz").write_bytes(packed)
    _write_shards(folder / "shards", folder / "pairs.tsv")
    table = folder / "dist" / "fr-en" / "pairs.tsv"
    table.write_text(table.read_text("utf-8").replace("\tmachine\t", "\taccepted\t", 3), encoding="utf-8")


def _write_shards(shards: Path, pairs: Path) -> None:
    speeches = "".join(f"{fr.format(n)}\t{en.format(n)}\n" for n in range(30) for fr, en in SPEECHES)
    (shards / "speeches.tsv").write_text(f"{speeches}Détrompez-vous.\tMake no mistake.\n", encoding="utf-8")
    for name, text in (("europarl_5", shards / "speeches.tsv"), ("news", pairs), ("general", pairs)):
        prepared = prepare([text], shards, [], 300, tokenizer=TOKENIZER, name=name)
        _pack(prepared.shard)


def _pack(shard: Path) -> None:
    import lzma

    shard.with_name(f"{shard.name}.xz").write_bytes(lzma.compress(shard.read_bytes(), preset=0))
