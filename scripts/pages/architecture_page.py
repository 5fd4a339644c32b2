"""ARCHITECTURE.md: the lines in which the steps of one sentence are defined."""

import ast
import re
from pathlib import Path

STEP = re.compile(r"`(\w+)`(\s+)\(([\w/]+\.py):\d+\)")


def render_steps(page: str, root: Path) -> str:
    """Return the page with the line of every definition that it names with its file."""
    return STEP.sub(lambda step: f"`{step[1]}`{step[2]}({step[3]}:{_line(root / step[3], step[1])})", page)


def _line(path: Path, name: str) -> int:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and node.name == name:
            return node.lineno
    raise LookupError(f"{path}: defines no {name}")
