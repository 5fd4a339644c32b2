"""How the code is laid out: which way imports point, and the habits that every module keeps."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.conftest import ROOT

# What each package, or module beside them, may import of the others: only of those above it, as data flows one way.
IMPORTS = {
    "errors": "",
    "text": "",
    "pairs": "",
    "readings": "",
    "splits": "errors",
    "files": "errors text",
    "pair_tables": "errors files",
    "duplicates": "files text",
    "segmenter": "text",
    "articles": "errors files segmenter text",
    "models": "errors files text",
    "translator": "errors models readings text",
    "quality": "readings text",
    "press_sheet": "errors files quality",
    "dataset": "articles duplicates errors files pairs quality splits text",
    "exports": "dataset errors files pairs splits text",
    "report": "dataset errors files pairs quality text",
    "publishing": "dataset errors",
    "review": "dataset duplicates errors files models pairs quality readings segmenter text translator",
    "pipeline": "articles dataset duplicates errors files models pair_tables pairs quality review segmenter splits text"
    " translator",
    "evaluation": "errors files models pair_tables press_sheet translator",
    "explain": "dataset errors models pairs quality translator",
    "flagging": "quality readings translator",
    "cli": "articles dataset errors evaluation explain exports files flagging models pair_tables pairs pipeline press_sheet publishing"
    " quality"
    " report review segmenter splits text translator",
}  # fmt: skip
PACKAGE = ROOT / "bilingual"
SOURCES = sorted(path for folder in ("bilingual", "scripts") for path in (ROOT / folder).rglob("*.py"))
MAKERS = ("augmentation", "press_words")
MOST_FIELDS, MOST_POSITIONAL = 4, 5


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def home(path: Path) -> str:
    """The package or root module that a file belongs to."""
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The homes that a file imports from, wherever in it; the version number, which is the package's own, apart."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "bilingual":
            names = [node.module] if node.module != "bilingual" else [f"bilingual.{alias.name}" for alias in node.names]
        elif isinstance(node, ast.Import):
            names = [alias.name for alias in node.names if alias.name.startswith("bilingual.")]
        else:
            continue
        yield from (name.split(".")[1] for name in names if name and name != "bilingual.__version__")


@pytest.fixture(scope="module")
def found() -> dict[str, set[str]]:
    homes: dict[str, set[str]] = {}
    for path in PACKAGE.rglob("*.py"):
        if home(path) not in ("__init__", "__main__"):
            homes.setdefault(home(path), set()).update(imported(path))
    return {name: others - {name} for name, others in homes.items()}


class TestImports:
    def test_point_only_where_the_table_lets_them(self, found: dict[str, set[str]]):
        assert {name: sorted(others) for name, others in found.items()} == {
            name: sorted(others.split()) for name, others in IMPORTS.items()
        }

    def test_of_the_table_never_lead_back(self):
        names = list(IMPORTS)
        assert names[-1] == "cli"
        for number, name in enumerate(names):
            assert set(IMPORTS[name].split()) <= set(names[:number]), name


def names_imported(path: Path) -> Iterator[str]:
    """The full names of the modules that a file imports, wherever in it, and of what it imports from them."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


def all_imported(path: Path, seen: set[Path]) -> Iterator[str]:
    """What a script imports, and what the scripts that it imports import in turn."""
    seen.add(path)
    for name in names_imported(path):
        yield name
        for stem in (name, name.rpartition(".")[0]):
            script = ROOT / f"{stem.replace('.', '/')}.py"
            if stem.startswith("scripts.") and script.is_file() and script not in seen:
                yield from all_imported(script, seen)


class TestScripts:
    def test_are_imported_by_nothing_in_the_package(self):
        for path in PACKAGE.rglob("*.py"):
            assert not [name for name in names_imported(path) if name.startswith(("scripts", "tests"))], path

    def test_that_train_know_nothing_of_those_that_make_the_text(self):
        names = set(all_imported(ROOT / "scripts" / "training" / "loop.py", set()))
        assert any(name.startswith("scripts.training.network.") for name in names)
        assert not [name for name in names if name.startswith("scripts.training.") and name.split(".")[2] in MAKERS]
        assert {name.split(".")[1] for name in names if name.startswith("bilingual.")} == {"errors"}


def is_record(node: ast.AST) -> bool:
    return isinstance(node, ast.ClassDef) and any("dataclass" in ast.unparse(mark) for mark in node.decorator_list)


def of_any_number(path: Path) -> set[str]:
    """The functions of a file that take any number of arguments."""
    return {node.name for node in ast.walk(tree(path)) if isinstance(node, ast.FunctionDef) and node.args.vararg}


class TestEveryModule:
    @pytest.mark.slow
    def test_builds_records_of_more_than_four_fields_by_keyword(self):
        for path in SOURCES:
            for node in filter(is_record, ast.walk(tree(path))):
                fields = [line for line in node.body if isinstance(line, ast.AnnAssign)]
                marks = " ".join(map(ast.unparse, node.decorator_list))
                assert len(fields) <= MOST_FIELDS or "kw_only=True" in marks, f"{path}: {node.name}"

    @pytest.mark.slow
    def test_passes_at_most_five_arguments_by_place(self):
        for path in SOURCES:
            free = of_any_number(path) | {"super().redirect_request"}  # urllib's own, which it calls by place
            for node in ast.walk(tree(path)):
                if isinstance(node, ast.Call) and ast.unparse(node.func) not in free:
                    assert len(node.args) <= MOST_POSITIONAL, f"{path}:{node.lineno}: {ast.unparse(node.func)}"

    def test_names_constants_before_they_are_used(self):
        for path in SOURCES:
            used: set[str] = set()
            for node in tree(path).body:
                if isinstance(node, ast.FunctionDef | ast.ClassDef):
                    used |= {name.id for name in ast.walk(node) if isinstance(name, ast.Name)}
                elif isinstance(node, ast.Assign | ast.AnnAssign):
                    targets = node.targets if isinstance(node, ast.Assign) else [node.target]
                    late = used & {
                        name.id for target in targets for name in ast.walk(target) if isinstance(name, ast.Name)
                    }
                    assert not late, f"{path}:{node.lineno}: {late}"


class TestTheArchitecturePage:
    PAGE = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    STEP = re.compile(r"`(\w+)`\s+\(([\w/]+\.py):(\d+)\)")

    def test_names_each_package_and_module_behind_all_that_it_imports(self):
        rows = self.PAGE.partition("| package |")[2].partition("\n\n")[0].splitlines()[2:]
        firsts = "".join(row.split("|")[1] for row in rows)
        names = [name.rstrip("/").removesuffix(".py") for name in re.findall(r"`([\w./]+)`", firsts)]
        assert sorted(names) == sorted(IMPORTS)
        for number, name in enumerate(names):
            assert set(IMPORTS[name].split()) <= set(names[:number]), name

    def test_follows_a_sentence_to_lines_that_are_there(self):
        steps = self.STEP.findall(self.PAGE)
        assert len(re.findall(r"^\d+\. ", self.PAGE, re.MULTILINE)) == 10 <= len(steps)
        for name, path, line in steps:
            defined = [node.lineno for node in ast.walk(tree(ROOT / path)) if getattr(node, "name", "") == name]
            assert int(line) in defined, f"{name} is defined in line {defined} of {path}; run `make docs`"

    def test_names_files_that_are_there(self):
        for name in re.findall(r"`((?:\w+/)*\w+\.py|(?:\w+/)+)`", self.PAGE):
            if "NAME" not in name:
                assert (PACKAGE / name).exists() or (ROOT / name).exists(), name
