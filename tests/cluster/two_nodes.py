"""Two nodes of Ray on this machine, small ones: prints their address, and ends them when its input ends."""

import sys

from ray.cluster_utils import Cluster

STORE_BYTES = 80 << 20


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def main() -> None:
    cluster = Cluster()
    try:
        cluster.add_node(num_cpus=1, object_store_memory=STORE_BYTES, include_dashboard=False)
        cluster.add_node(num_cpus=1, object_store_memory=STORE_BYTES)
        say(cluster.address)
        sys.stdin.read()
    finally:
        cluster.shutdown()


if __name__ == "__main__":
    main()
