"""The Transformer (Vaswani et al. 2017), layer norm first, in the layout that CTranslate2 runs."""

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import torch
import torch.nn.functional as functional
from torch import Tensor, nn

from scripts.training.corpus import PAD
from scripts.training.softmax import smoothed_loss

POSITIONS = 512


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The sizes of a model; `width` and `feed_forward` are in units, `dropout` is a probability."""

    vocabulary: int
    width: int = 256
    feed_forward: int = 1024
    heads: int = 4
    encoder_layers: int = 5
    decoder_layers: int = 2
    dropout: float = 0.1


class Attention(nn.Module):
    """Multi-head attention on its normalised input, added to it; over `memory` where one is given."""

    def __init__(self, shape: Shape, cross: bool = False) -> None:
        super().__init__()
        self.heads, self.dropout = shape.heads, shape.dropout
        self.norm = nn.LayerNorm(shape.width)
        if cross:
            self.q, self.kv = nn.Linear(shape.width, shape.width), nn.Linear(shape.width, 2 * shape.width)
        else:
            self.qkv = nn.Linear(shape.width, 3 * shape.width)
        self.o = nn.Linear(shape.width, shape.width)

    def forward(self, x: Tensor, mask: Tensor | None, memory: Tensor | None = None, causal: bool = False) -> Tensor:
        """Return `x` (sentences, tokens, width) plus what it attends to."""
        y = self.norm(x)
        if memory is None:
            q, k, v = self.qkv(y).chunk(3, -1)
        else:
            q, (k, v) = self.q(y), self.kv(memory).chunk(2, -1)
        q, k, v = (part.unflatten(-1, (self.heads, -1)).transpose(1, 2) for part in (q, k, v))
        z = attend(q, k, v, mask, causal)
        return x + functional.dropout(self.o(z.transpose(1, 2).flatten(2)), self.dropout, self.training)


class FeedForward(nn.Module):
    """Two linear layers with a rectifier between, on the normalised input, added to it."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.dropout = shape.dropout
        self.norm = nn.LayerNorm(shape.width)
        self.a, self.b = nn.Linear(shape.width, shape.feed_forward), nn.Linear(shape.feed_forward, shape.width)

    def forward(self, x: Tensor) -> Tensor:
        """Return `x` plus its transformation."""
        inner = functional.dropout(functional.relu(self.a(self.norm(x))), self.dropout, self.training)
        return x + functional.dropout(self.b(inner), self.dropout, self.training)


class EncoderLayer(nn.Module):
    """Self-attention and feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.sa, self.ff = Attention(shape), FeedForward(shape)

    def forward(self, x: Tensor, mask: Tensor) -> Tensor:
        """Return the next layer's input."""
        out: Tensor = self.ff(self.sa(x, mask))
        return out


class DecoderLayer(nn.Module):
    """Causal self-attention, attention over the source, feed-forward."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.sa, self.ca, self.ff = Attention(shape), Attention(shape, cross=True), FeedForward(shape)

    def forward(self, x: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Return the next layer's input."""
        out: Tensor = self.ff(self.ca(self.sa(x, None, causal=True), mask, memory))
        return out


class Network(nn.Module):
    """Encoder and decoder with one embedding for source, target and output."""

    def __init__(self, shape: Shape) -> None:
        super().__init__()
        self.shape = shape
        self.emb = nn.Embedding(shape.vocabulary, shape.width, padding_idx=PAD)
        self.bias = nn.Parameter(torch.zeros(shape.vocabulary))
        self.enc = nn.ModuleList(EncoderLayer(shape) for _ in range(shape.encoder_layers))
        self.dec = nn.ModuleList(DecoderLayer(shape) for _ in range(shape.decoder_layers))
        self.en, self.dn = nn.LayerNorm(shape.width), nn.LayerNorm(shape.width)
        self.register_buffer("pe", torch.from_numpy(sinusoids(POSITIONS, shape.width)), persistent=False)
        self._initialise()

    def _initialise(self) -> None:
        nn.init.normal_(self.emb.weight, 0, self.shape.width**-0.5)
        shrink = (2 * (self.shape.encoder_layers + self.shape.decoder_layers)) ** -0.5
        for name, weight in self.named_parameters():
            if weight.dim() == 2 and not name.startswith("emb"):
                nn.init.xavier_uniform_(weight)
                if name.endswith(("o.weight", "b.weight")):
                    weight.data.mul_(shrink)

    def forward(self, source: Tensor, given: Tensor, wanted: Tensor, smoothing: float = 0.1, sample: int = 0) -> Tensor:
        """Return the mean label-smoothed cross-entropy (nats per target token) of a batch.

        `sample` words stand for the vocabulary (0: all of them); see `smoothed_loss`.
        """
        hidden = self.decode(given, *self.encode(source)).flatten(0, 1)
        return smoothed_loss(
            hidden, wanted.flatten(), self.emb.weight, self.bias, smoothing=smoothing, sample=sample
        )  # fmt: skip

    def encode(self, source: Tensor) -> tuple[Tensor, Tensor]:
        """Return what the decoder looks at, (sentences, tokens, width), and the mask of real tokens."""
        mask = (source != PAD)[:, None, None, :]
        x = self._embed(source)
        for layer in self.enc:
            x = layer(x, mask)
        return self.en(x), mask

    def decode(self, given: Tensor, memory: Tensor, mask: Tensor) -> Tensor:
        """Return the last layer's output for each target token; logits are its product with the embedding."""
        y = self._embed(given)
        for layer in self.dec:
            y = layer(y, memory, mask)
        out: Tensor = self.dn(y)
        return out

    def _embed(self, ids: Tensor) -> Tensor:
        x = self.emb(ids) * math.sqrt(self.shape.width) + self.pe[: ids.size(1)]
        return functional.dropout(x, self.shape.dropout, self.training)


def attend(q: Tensor, k: Tensor, v: Tensor, mask: Tensor | None, causal: bool) -> Tensor:
    """Return what each query (sentences, heads, tokens, width of a head) finds; `mask` is true where it may look.

    A CPU computes the plain product: the backward pass of its fused kernel is slow for short sequences.
    """
    if q.device.type != "cpu":
        return functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
    scores = (q * q.size(-1) ** -0.5) @ k.transpose(-2, -1)
    if causal:
        mask = torch.ones(scores.shape[-2:], dtype=torch.bool).tril()
    if mask is not None:
        scores = scores + scores.new_zeros(mask.shape).masked_fill_(~mask, -math.inf)
    return functional.softmax(scores, -1, dtype=scores.dtype) @ v


def sinusoids(positions: int, width: int) -> npt.NDArray[np.float32]:
    """Return the position encodings (positions, width): all sines, then all cosines, as CTranslate2 expects them."""
    step = np.exp(np.arange(width // 2, dtype=np.float32) * -(math.log(10000.0) / (width // 2 - 1)))
    angles = np.arange(positions, dtype=np.float32)[:, None] * step
    return np.concatenate([np.sin(angles), np.cos(angles)], 1).astype(np.float32)
