"""Every message that the package can end with, collected from its source: what is raised, listed or handed on."""

import ast
import builtins
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.pages.patterns import GAP, parts_of, texts_of

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "bilingual"
PROBLEM = "Problem"  # of a review file: the third argument is its text
CHECKS = ("_check", "check_")  # the functions of `bilingual check` yield what is wrong
# Functions that return the text, or part of it, of an error that is made elsewhere.
WORDS = frozenset(
    ("_describe_answer", "_describe_failure", "_describe_refusal", "_what_is_wrong", "_what_is_wrong_with_new")
)  # fmt: skip
INTERRUPTED = 130


@dataclass(frozen=True, slots=True, order=True)
class Message:
    """One message: its text with `…` for what differs, the exit code of the command, and where it stands."""

    text: str
    code: int
    place: str


def collect_messages(package: Path = PACKAGE) -> dict[str, Message]:
    """Return the messages of a package by their text."""
    trees = {path: ast.parse(path.read_text(encoding="utf-8")) for path in sorted(package.rglob("*.py"))}
    codes, constants = _exit_codes(trees.values()), _constants(package, trees)
    found: dict[str, Message] = {}
    for path, tree in trees.items():
        place = path.relative_to(package.parent).as_posix()
        for message in _Collector(place, codes, constants[_module(package, path)]).collect(tree):
            known = found.setdefault(message.text, message)
            found[message.text] = Message(message.text, max(known.code, message.code), known.place)
    return found


def _exit_codes(trees: Iterable[ast.Module]) -> dict[str, int]:
    """Return the package's exceptions, and Python's, with the exit code that each gives the command."""
    codes = {name: 1 for name, kind in vars(builtins).items() if isinstance(kind, type) and issubclass(kind, Exception)}
    codes |= {"KeyboardInterrupt": INTERRUPTED, "BadParameter": 2, "DatabaseError": 1}
    own = {node.name: node for tree in trees for node in tree.body if isinstance(node, ast.ClassDef)}
    waiting = dict(own)
    while ready := [node for node in waiting.values() if _base(node) in codes and _base(node) not in waiting]:
        codes.update({node.name: _own_code(node, codes[_base(node)]) for node in ready})
        waiting = {name: node for name, node in waiting.items() if name not in codes}
    return codes


def _base(node: ast.ClassDef) -> str:
    return getattr(node.bases[0], "id", "") if node.bases else ""


def _own_code(node: ast.ClassDef, inherited: int) -> int:
    for line in node.body:
        match line:
            case ast.Assign(targets=[ast.Name(id="exit_code")], value=ast.Constant(value=int(code))):
                return code
    return inherited


def _module(package: Path, path: Path) -> str:
    parts = path.relative_to(package.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _constants(package: Path, trees: dict[Path, ast.Module]) -> dict[str, dict[str, list[str]]]:
    """Return the texts of each module's own constants and of those that it imports from the package."""
    own = {_module(package, path): dict(_assigned(tree.body, {})) for path, tree in trees.items()}
    for path, tree in trees.items():
        own[_module(package, path)] |= _returned(tree, own[_module(package, path)])
    for path, tree in trees.items():
        names = own[_module(package, path)]
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom):
                there = own.get(node.module or "", {})
                names.update({name.asname or name.name: there[name.name] for name in node.names if name.name in there})
    return own


def _assigned(body: Iterable[ast.AST], known: dict[str, list[str]]) -> Iterator[tuple[str, list[str]]]:
    """Names that are given a text; one that is given several has them all."""
    found: dict[str, list[str]] = {}
    for node in body:
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=value) if texts := parts_of(value, known):
                found[name] = [*found.get(name, ()), *texts]
            case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
                pairs = zip(names, values, strict=True)
                found.update({n.id: t for n, v in pairs if isinstance(n, ast.Name) and (t := parts_of(v, known))})
    yield from found.items()


def _returned(tree: ast.Module, known: dict[str, list[str]]) -> dict[str, list[str]]:
    """Return the texts that functions of a module can return, by their names; of those behind them first."""
    found = dict(known)
    for function in reversed([node for node in tree.body if isinstance(node, ast.FunctionDef)]):
        names = found | dict(_assigned(_within(function), found))
        values = [node.value for node in ast.walk(function) if isinstance(node, ast.Return) and node.value]
        texts = [text for value in values for text in parts_of(value, names) or [GAP]]
        if any(" " in text for text in texts):
            found[function.name] = list(dict.fromkeys(texts))
    return found


class _Collector(ast.NodeVisitor):
    """Walks one module; knows the texts of the names at each place."""

    def __init__(self, place: str, codes: dict[str, int], constants: dict[str, list[str]]) -> None:
        self._place, self._codes = place, codes
        self._names, self._function = constants, ""
        self._found: list[Message] = []

    def collect(self, tree: ast.Module) -> list[Message]:
        self.visit(tree)
        return self._found

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        before = self._names, self._function
        self._names = self._names | dict(_assigned(_within(node), self._names))
        self._function = node.name
        self.generic_visit(node)
        self._names, self._function = before

    def visit_Call(self, node: ast.Call) -> None:
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        if name in self._codes:
            for argument in node.args[:2]:
                self._add(argument, self._codes[name])
        elif name == PROBLEM and len(node.args) == 3:
            self._add(node.args[2], self._codes["ReviewError"])
        elif name == "refusal" and node.args:
            self._add(node.args[0], self._codes["ArticleError"])
        elif name == "__init__" and self._function == "__init__" and node.args:
            self._add(node.args[0], self._codes["BilingualError"])
        self.generic_visit(node)

    def visit_Return(self, node: ast.Return) -> None:
        if node.value and self._function in WORDS:
            self._add(node.value, 1)
        self.generic_visit(node)

    def visit_Yield(self, node: ast.Yield) -> None:
        if node.value and self._function.startswith(CHECKS):
            self._add(node.value, 1)
        self.generic_visit(node)

    def _add(self, node: ast.expr, code: int) -> None:
        place = f"{self._place}:{node.lineno}"
        self._found += [Message(text, code, place) for text in texts_of(node, self._names)]


def _within(function: ast.FunctionDef) -> Iterator[ast.AST]:
    return (node for node in ast.walk(function) if isinstance(node, ast.Assign))
