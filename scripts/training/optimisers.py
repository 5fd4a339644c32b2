"""What turns gradients into steps: AdamW for every weight, or Muon for the hidden matrices and AdamW for the rest."""

from typing import Any

import torch

from scripts.training.network import Network

OPTIMISERS = ("adamw", "muon")
CALM = {"lr": 1.0, "weight_decay": 0.01}  # the rate is set at every step


def make_optimisers(network: Network, kind: str) -> list[torch.optim.Optimizer]:
    """AdamW with the second moment of Vaswani et al. (2017), in one pass over the weights; with `muon` two optimisers.

    Muon (Jordan et al. 2024) takes steps along orthogonalised momentum; scaled to AdamW's size, so that one rate
    serves both (Liu et al. 2025, "Muon is scalable for LLM training").
    """
    hidden = [weight for name, weight in network.named_parameters() if kind == "muon" and _is_hidden(name, weight)]
    known = set(map(id, hidden))
    rest = [weight for weight in network.parameters() if id(weight) not in known]
    adamw: Any = torch.optim.AdamW(rest, betas=(0.9, 0.98), eps=1e-8, fused=True, **CALM)
    if not hidden:
        return [adamw]
    return [adamw, torch.optim.Muon(hidden, momentum=0.95, adjust_lr_fn="match_rms_adamw", **CALM)]


def _is_hidden(name: str, weight: torch.Tensor) -> bool:
    return weight.dim() == 2 and not name.startswith("emb")
