"""The loss of a batch: label-smoothed cross-entropy over all words or a sample; on a CPU, some rows at a time."""

import math
from typing import Any

import torch
import torch.nn.functional as functional
from torch import Tensor

from scripts.training.corpus import PAD

IGNORED = -100
ROWS = 128  # logits of so many tokens at a time stay in a CPU's cache


def smoothed_loss(
    hidden: Tensor, wanted: Tensor, weight: Tensor, bias: Tensor, *, smoothing: float, sample: int
) -> Tensor:
    """Return the mean loss, nats per target token, of `hidden` (tokens, width) where `wanted` (tokens) is no padding.

    With `sample`, over the batch's own words and a random choice of the others, `sample` in all, which stand for
    the rest (Jean et al. 2015): the sum under the softmax is right on average, at a quarter of the work.
    """
    by_rows = hidden.device.type == "cpu" and torch.is_grad_enabled()
    if by_rows:
        real = wanted != PAD
        hidden, wanted = hidden[real], wanted[real]
    target = wanted
    if 0 < sample < len(weight):
        chosen, correction, target = sample_vocabulary(wanted, len(weight), sample)
        weight, bias = weight.index_select(0, chosen), bias[chosen] + correction
    if by_rows:
        loss: Tensor = _ByRows.apply(_narrowed(hidden), weight, bias, target, smoothing)
        return loss
    logits = functional.linear(hidden, weight, bias).float()
    target = target.masked_fill(wanted == PAD, IGNORED)
    return functional.cross_entropy(logits, target, ignore_index=IGNORED, label_smoothing=smoothing)


def sample_vocabulary(target: Tensor, size: int, sample: int) -> tuple[Tensor, Tensor, Tensor]:
    """Return the chosen ids, what to add to each one's logit, and `target` as positions among the chosen ids."""
    used, positions = target.unique(return_inverse=True)
    unused = torch.ones(size, dtype=torch.bool, device=target.device)
    unused[used] = False
    others = unused.nonzero()[:, 0]
    drawn = others[torch.randperm(len(others), device=target.device)[: max(1, sample - len(used))]]
    correction = torch.zeros(len(used) + len(drawn), device=target.device)
    correction[len(used) :] = math.log(len(others) / max(1, len(drawn)))
    return torch.cat([used, drawn]), correction, positions


def _narrowed(hidden: Tensor) -> Tensor:
    """Return `hidden` in the type that autocast computes in, if it is on: an autograd function must see to that."""
    return hidden.to(torch.get_autocast_dtype("cpu")) if torch.is_autocast_enabled("cpu") else hidden


class _ByRows(torch.autograd.Function):
    """Mean smoothed cross-entropy whose logits exist only `ROWS` at a time; forward works out the gradients too."""

    @staticmethod
    def forward(
        ctx: Any,  # noqa: ANN401 - what autograd hands over has no public type
        hidden: Tensor, weight: Tensor, bias: Tensor, target: Tensor, smoothing: float,
    ) -> Tensor:  # fmt: skip
        words = weight.to(hidden.dtype)
        to_hidden, to_weight, to_bias = torch.empty_like(hidden), torch.zeros_like(weight), torch.zeros_like(bias)
        loss = torch.zeros((), device=hidden.device)
        for first in range(0, len(hidden), ROWS):
            rows = slice(first, first + ROWS)
            part, gradient = _loss_and_gradient((hidden[rows] @ words.T).float().add_(bias), target[rows], smoothing)
            loss += part
            to_bias += gradient.sum(0)
            gradient = gradient.to(hidden.dtype)
            torch.mm(gradient, words, out=to_hidden[rows])
            if hidden.dtype == weight.dtype:
                to_weight.addmm_(gradient.T, hidden[rows])
            else:
                to_weight += gradient.T @ hidden[rows]
        ctx.save_for_backward(to_hidden, to_weight, to_bias)
        return loss / len(hidden)

    @staticmethod
    def backward(ctx: Any, outer: Tensor) -> tuple[Tensor | None, ...]:  # noqa: ANN401
        to_hidden, to_weight, to_bias = ctx.saved_tensors
        scale = outer / len(to_hidden)
        return to_hidden * scale.to(to_hidden.dtype), to_weight * scale, to_bias * scale, None, None


def _loss_and_gradient(logits: Tensor, target: Tensor, smoothing: float) -> tuple[Tensor, Tensor]:
    """Return the sum of the losses of some rows, and its gradient by the logits, in their place."""
    target = target[:, None]
    logs = functional.log_softmax(logits, 1, dtype=torch.float32)
    loss = -(1 - smoothing) * logs.gather(1, target).sum() - smoothing * logs.sum() / logs.size(1)
    gradient = logs.exp_().sub_(smoothing / logs.size(1))
    return loss, gradient.scatter_add_(1, target, gradient.new_full(target.shape, smoothing - 1))
