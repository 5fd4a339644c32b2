"""What must be the same on every node, read there: it is sent there as it is, and imports nothing of the package."""

import hashlib
import platform
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

MISSING = "none"
OWN = "bilingual"


def read_facts(packages: Sequence[str]) -> dict[str, str]:
    """Return what a node has: Python's minor version, those of packages, and a hash over this package's own code."""
    python = ".".join(platform.python_version_tuple()[:2])
    return {"Python": python, f"the code of {OWN}": _code_hash(), **{name: _version(name) for name in packages}}


def cpu_name() -> str:
    """Return the name of the processor, as Linux has it."""
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    names = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.machine())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return MISSING


def _code_hash() -> str:
    """Hash the modules by their names and contents: a version number does not tell an edited copy."""
    spec = find_spec(OWN)
    if spec is None or spec.origin is None:
        return MISSING
    root, digest = Path(spec.origin).parent, hashlib.sha256()
    for path in sorted(root.rglob("*.py")):
        digest.update(f"{path.relative_to(root).as_posix()}\0".encode() + path.read_bytes() + b"\0")
    return digest.hexdigest()[:12]
