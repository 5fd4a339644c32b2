"""On what a model runs, in which arithmetic and with how much at once: the processor's cores, or CUDA devices.

Sources: CTranslate2's pages on performance ("use a larger batch size" on a GPU), on parallel execution (workers on one
GPU share its weights, each with a stream of its own) and on quantization (what a device computes in).
"""

from collections.abc import Collection
from dataclasses import dataclass
from sys import maxsize
from typing import Any

from bilingual.errors import UsageError

DEVICES = ("auto", "cpu", "cuda")
# As CTranslate2 names them: `default` is the type that the model was saved in, `auto` the fastest that there is.
COMPUTE_TYPES = ("default", "auto", "int8", "int8_float32", "int8_float16", "int8_bfloat16", "int16", "float16",
                 "bfloat16", "float32")  # fmt: skip
ANYWHERE = ("default", "auto")
WORKERS_PER_GPU = 2  # one computes while the next batch is handed over; more need as much memory each


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one batch holds at most, padding counted: a constant of the device, so that its batches are the same.

    What memory is free when it runs decides nothing.
    """

    tokens: int
    items: int


# A core is busy with some thirty sentences. A GPU takes what a block of a build holds as one batch; CTranslate2 was not
# tested with 1 000 items and more (its issue 1050).
BUDGETS = {"cpu": Budget(tokens=1024, items=maxsize), "cuda": Budget(tokens=16_384, items=512)}


def find_device(asked: str, cuda_devices: int) -> str:
    """Return `cpu` or `cuda`. Raises UsageError for a device that is not there."""
    if asked not in DEVICES:
        raise UsageError(f"--device {asked}: choose auto, cpu or cuda")
    if asked == "auto":
        return "cuda" if cuda_devices else "cpu"
    if asked == "cuda" and not cuda_devices:
        raise UsageError("--device cuda: CTranslate2 finds no CUDA device here; use --device cpu")
    return asked


def refuse_unknown_type(asked: str) -> None:
    """Raise UsageError for a compute type that is none."""
    if asked not in COMPUTE_TYPES:
        raise UsageError(f"--compute-type {asked}: choose from {', '.join(COMPUTE_TYPES)}")


def refuse_compute_type(asked: str, device: str, supported: Collection[str]) -> None:
    """Raise UsageError for a compute type that is none, or in which the device does not compute fast."""
    refuse_unknown_type(asked)
    if asked not in (*ANYWHERE, *supported):
        choice = ", ".join((*ANYWHERE, *sorted(supported)))
        raise UsageError(f"--compute-type {asked}: --device {device} does not compute in it here; choose from {choice}")


def engine_settings(device: str, workers: int, cuda_devices: int) -> dict[str, Any]:
    """Return how CTranslate2 is to spread batches: over as many cores as `workers`, or over all GPUs that it sees."""
    if device == "cpu":
        return {"device": device, "inter_threads": workers, "intra_threads": 1}
    return {"device": device, "device_index": list(range(cuda_devices)), "inter_threads": WORKERS_PER_GPU}


def batches_at_once(device: str, workers: int, cuda_devices: int) -> int:
    """Return how many batches are computed at the same time."""
    return workers if device == "cpu" else WORKERS_PER_GPU * cuda_devices
