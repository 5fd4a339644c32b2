"""A network of one tokenizer → the same network for another one: only the rows of pieces that are new are made anew."""

from pathlib import Path

import sentencepiece
import torch

from bilingual.errors import UsageError
from scripts.training.corpus import read_tokenizer
from scripts.training.network import Network

# What a new character begins as: the first of these pieces that the old tokenizer has.
ALIKE = {
    "€": ("▁euros", "▁euro"), "£": ("▁pounds",), "¥": ("▁yen",), "§": ("▁section",), "“": ('"', "«"), "”": ('"', "»"),
    "„": ('"',), "‹": ("«", '"'), "›": ("»", '"'), "‘": ("'",), "‐": ("-",), "−": ("-",), "•": ("-",), "·": ("-",),
    "*": ("-",), "×": ("▁x", "x"), "°": ("▁degrees",), "&": ("▁and",), "@": ("▁to",), "+": ("▁plus",), "=": ("▁equal",),
    "<": ("▁less",), "≤": ("▁less",), ">": ("▁more",), "≥": ("▁more",), "Œ": ("œ",),
}  # fmt: skip
NOISE = 0.02  # standard deviation: characters that begin alike can part
SEED = 7


def graft(network: Network, old: Path, new: Path) -> int:
    """Move the network's rows to the ids of tokenizer `new`; return how many are new.

    A new piece begins as one alike, as its small letter, or as the mean of what the old tokenizer cuts it into, its
    output as the least likely of these. Raises UsageError when a tokenizer has not the network's number of pieces.
    """
    before, after = read_tokenizer(old), read_tokenizer(new)
    for path, pieces in ((old, before), (new, after)):
        if len(pieces) != network.shape.vocabulary:
            raise UsageError(f"{path}: {len(pieces)} pieces, but the network has {network.shape.vocabulary}")
    known = {before.id_to_piece(index): index for index in range(len(before))}
    names = [after.id_to_piece(index) for index in range(len(after))]
    sources = [[known[name]] if name in known else alike(name, before) for name in names]
    fresh = torch.tensor([name not in known for name in names])
    with torch.no_grad():
        embedding, bias = network.emb.weight.clone(), network.bias.clone()
        noise = torch.randn(embedding.shape, generator=torch.Generator().manual_seed(SEED)) * NOISE
        rows = torch.stack([embedding[ids].mean(0) for ids in sources])
        network.emb.weight.copy_(torch.where(fresh[:, None], rows + noise, rows))
        network.bias.copy_(torch.stack([bias[ids].min() for ids in sources]))
    return int(fresh.sum())


def alike(piece: str, tokenizer: sentencepiece.SentencePieceProcessor) -> list[int]:
    """Return the ids whose mean a new piece begins as."""
    small = (piece.lower(),) if piece.lower() != piece else ()
    for candidate in (*ALIKE.get(piece, ()), *small):
        index = int(tokenizer.piece_to_id(candidate))
        if not tokenizer.is_unknown(index):
            return [index]
    ids = [int(index) for index in tokenizer.encode(piece)]
    return [index for index in ids if tokenizer.id_to_piece(index) != "▁"] or ids or [int(tokenizer.unk_id())]
