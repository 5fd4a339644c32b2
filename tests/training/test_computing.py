"""What a CPU computes in a way of its own is what PyTorch computes: the softmax by rows, the attention."""

import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from torch.nn import functional

from scripts.training import softmax
from scripts.training.corpus import PAD
from scripts.training.network import Network, attend
from scripts.training.softmax import IGNORED, smoothed_loss

Wanted = st.lists(st.integers(0, 29), min_size=1, max_size=300).filter(any)


class TestSoftmaxByRows:
    @settings(max_examples=40)
    @given(wanted=Wanted, smoothing=st.sampled_from([0.0, 0.1, 0.5]), rows=st.sampled_from([1, 7, softmax.ROWS]))
    def test_loss_and_gradients_are_those_of_the_plain_cross_entropy_in_any_number_of_blocks(
        self, wanted: list[int], smoothing: float, rows: int
    ):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(softmax, "ROWS", rows)
            self.compare(wanted, smoothing)

    def compare(self, wanted: list[int], smoothing: float):
        torch.manual_seed(1)
        target = torch.tensor(wanted)
        parts = [torch.randn(len(wanted), 8), torch.randn(30, 8), torch.randn(30)]
        ours, plain = ([part.clone().requires_grad_() for part in parts] for _ in range(2))
        loss = smoothed_loss(ours[0], target, *ours[1:], smoothing=smoothing, sample=0)
        expected = functional.cross_entropy(
            functional.linear(*plain),
            target.masked_fill(target == PAD, IGNORED),
            label_smoothing=smoothing,
            ignore_index=IGNORED,
        )
        (loss * 3).backward()
        (expected * 3).backward()
        assert loss.item() == pytest.approx(expected.item(), rel=1e-4, abs=1e-6)
        for part, other in zip(ours, plain, strict=True):
            assert torch.allclose(part.grad, other.grad, atol=1e-5)

    def test_training_and_evaluation_agree_on_the_loss(self, network: Network):
        ids = torch.tensor([[5, 6, 3]]), torch.tensor([[2, 7, 8]]), torch.tensor([[7, 8, 3]])
        with torch.no_grad():
            plain = network(*ids)
        assert network(*ids).item() == pytest.approx(plain.item(), abs=1e-5)


class TestAttention:
    @pytest.mark.parametrize("causal", [False, True])
    def test_the_plain_product_is_the_fused_kernel(self, causal: bool):
        torch.manual_seed(1)
        q, k, v = (torch.randn(3, 2, 7, 4) for _ in range(3))
        mask = None if causal else (torch.arange(7) < torch.tensor([7, 3, 1])[:, None])[:, None, None]
        fused = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask, is_causal=causal)
        assert torch.allclose(attend(q, k, v, mask, causal), fused, atol=1e-6)
