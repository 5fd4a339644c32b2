"""The pages that follow from the code say what the code does; `make docs` writes them again."""

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

import bilingual
from bilingual import errors
from bilingual.cli import app
from scripts.make_docs import DOCS, pages
from scripts.pages.api_page import described, exported
from scripts.pages.cli_page import render_commands
from scripts.pages.errors_page import line_of, listed, render_errors, without_cause
from scripts.pages.messages import PACKAGE, Message, collect_messages
from tests.conftest import ROOT, Run

ERRORS = (DOCS / "errors.md").read_text("utf-8")

PUBLIC = [
    "Article", "BilingualError", "BuildOptions", "Built", "Pair", "Segment", "Splits", "Translation", "Translator", "Watcher", "__version__",
    "build", "check_pair", "find_model", "read_articles", "segment",
]  # fmt: skip


@cache
def messages() -> dict[str, Message]:
    """The messages of the package, collected when a test first asks for them."""
    return collect_messages()


def commands_of(group: Any, before: str = "") -> Iterator[str]:
    """The commands that do something, each as it is typed behind `bilingual`."""
    for name, command in group.commands.items():
        yield from commands_of(command, f"{before}{name} ") if hasattr(command, "commands") else [f"{before}{name}"]


def texts_behind_raise(node: ast.AST) -> Iterator[list[ast.expr]]:
    """The parts of the text of an error of ours, where `raise` itself has it."""
    match node:
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[ast.JoinedStr(values=parts)])) if hasattr(
            errors, name
        ):
            yield parts
        case ast.Raise(exc=ast.Call(func=ast.Name(id=name), args=[ast.Constant() as text])) if hasattr(errors, name):
            yield [text]


def test_each_page_is_what_make_docs_writes():
    for path, render in pages().items():
        page = path.read_text("utf-8")
        assert render(page) == page, f"{path.name} is stale: run `make docs`"


class TestCommands:
    @pytest.mark.parametrize("command", sorted(commands_of(get_command(app))))
    def test_every_command_and_option_of_the_help_is_on_the_page(self, command: str):
        help_text = CliRunner().invoke(app, [*command.split(), "--help"], env={"COLUMNS": "200", "TERM": "dumb"}).stdout
        left = " ".join(re.findall(r"^  (-.*?)(?:  |$)", help_text, re.MULTILINE))
        listed = set(re.findall(r"--[a-z][a-z-]+", left))
        page = render_commands()
        everywhere, section = (
            set(re.findall(r"--[a-z][a-z-]+", page.partition(f"## {heading}\n")[2].partition("\n## ")[0]))
            for heading in ("bilingual", f"bilingual {command}")
        )
        assert {"--help", "--quiet"} <= listed
        assert listed - everywhere - {"--help"} <= section
        assert f"## bilingual {command}\n" in page


class TestErrors:
    def test_every_message_of_the_source_has_a_cause(self):
        new = without_cause(ERRORS, messages())
        hint = "\n".join(f"{line_of(message)}   <- {message.place}" for message in new)
        assert not new, (
            f"messages without a cause: run `make docs`, then put these under theirs in docs/errors.md\n{hint}"
        )

    def test_no_message_is_listed_twice_or_is_none_of_the_source(self):
        texts = [text for text, _ in listed(ERRORS)]
        assert len(texts) == len(set(texts))
        assert set(texts) <= messages().keys(), "run `make docs`"

    @pytest.mark.slow
    def test_every_raise_of_an_error_of_ours_gives_a_message_to_the_page(self):
        """Found in another way than the collector's: the longest piece of each text behind `raise`."""
        places = [
            (path, node) for path in PACKAGE.rglob("*.py") for node in ast.walk(ast.parse(path.read_text("utf-8")))
        ]
        raised = [(path, text) for path, node in places for text in texts_behind_raise(node)]
        assert len(raised) > 200
        for path, text in raised:
            piece = max((part.value for part in text if isinstance(part, ast.Constant)), key=len, default="")
            assert any(" ".join(piece.split()) in " ".join(known.split()) for known in messages()), (path, piece)

    def test_an_error_that_is_met_is_on_the_page(self, run: Run, tmp_path: Path):
        said = run("explain", tmp_path, "abc").stderr.strip().removeprefix("bilingual: ")
        patterns = [re.escape(text).replace("…", ".*") for text, _ in listed(ERRORS)]
        assert any(re.fullmatch(pattern, said) for pattern in patterns), said

    def test_a_reworded_message_keeps_its_place_and_one_that_is_gone_goes(self):
        page = "**A.** Do.\n\n- `…: no such file here` (2)\n- `…: gone` (1)\n\n**B.** Do.\n\n- `other words altogether` (1)\n"
        messages = {
            text: Message(text, code, "x.py:1")
            for text, code in (("…: no such file or folder here", 2), ("other words altogether", 1), ("new", 1))
        }
        page = render_errors(page, messages)
        assert (
            page
            == "**A.** Do.\n\n- `…: no such file or folder here` (2)\n\n**B.** Do.\n\n- `other words altogether` (1)\n"
        )
        assert [message.text for message in without_cause(page, messages)] == ["new"]

    @pytest.mark.parametrize(
        ("source", "texts"),
        [
            ('raise UsageError(f"{path}: no such {kind}")', {"…: no such …": 2}),
            ('raise ModelError("it has no " + f"{name}")', {"it has no …": 1}),
            ("raise UsageError(f\"{count} file{'s' * (count != 1)} left\")", {"… file(s) left": 2}),
            ('what = "red" if x else "blue"\n    raise ModelError(f"it is {what}")', {"it is red": 1, "it is blue": 1}),
            ('raise OSError(5, "closed; open it", name)', {"closed; open it": 1}),
            ("raise ValueError(str(error))", {}),
        ],
    )
    def test_a_message_is_read_from_the_source(self, source: str, texts: dict[str, int], tmp_path: Path):
        package = tmp_path / "bilingual"
        package.mkdir()
        (package / "errors.py").write_text((ROOT / "bilingual" / "errors.py").read_text("utf-8"), "utf-8")
        (package / "module.py").write_text(f"def work():\n    {source}\n", "utf-8")
        assert {message.text: message.code for message in collect_messages(package).values()} == texts


class TestApi:
    def test_the_exported_names_are_these_and_the_page_describes_each(self):
        assert sorted(bilingual.__all__) == PUBLIC
        assert sorted([*described((DOCS / "api.md").read_text("utf-8")), "__version__"]) == PUBLIC

    def test_the_codes_of_the_page_are_those_of_the_errors(self):
        wrong = {name for name, kind in vars(errors).items() if getattr(kind, "exit_code", 1) == 2}
        section = (
            (DOCS / "api.md").read_text("utf-8").partition("### `bilingual.BilingualError`")[2].partition("###")[0]
        )
        assert set(re.findall(r"`(\w+Error)`", section)) - {"BilingualError"} == wrong

    def test_every_exported_name_is_there(self):
        assert all(hasattr(bilingual, name) for name in bilingual.__all__)
        for package, names in exported():
            __import__(package)
            assert [name for name in names if not hasattr(sys.modules[package], name)] == []
            assert names == sorted(names, key=lambda name: (not name.isupper(), name[0].islower(), name)), package

    def test_no_name_is_found_that_is_not_exported(self):
        with pytest.raises(AttributeError, match="no attribute 'nothing'"):
            bilingual.nothing  # noqa: B018

    @pytest.mark.slow
    def test_a_users_code_passes_a_strict_type_check(self, clean_home: dict[str, str], tmp_path: Path):
        user = tmp_path / "user.py"
        user.write_text(USER, encoding="utf-8")
        command = [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--no-incremental",
            "--config-file",
            "/dev/null",
            user.name,
        ]
        done = subprocess.run(command, cwd=tmp_path, env=clean_home, capture_output=True, encoding="utf-8")
        assert done.returncode == 0, done.stdout
        revealed = [re.sub(r"(?:\w+\.)+", "", found) for found in re.findall(r'Revealed type is "(.*)"', done.stdout)]
        assert revealed == ["list[Segment]", "list[Translation]", "list[str]", "str"]


USER = """
from pathlib import Path

import bilingual
from bilingual import BilingualError, Pair, Translator
from bilingual.pipeline.watching import Plan


def english(path: Path) -> list[str]:
    found: list[str] = []
    for article in bilingual.read_articles([path]):
        segments = bilingual.segment(article.text)
        reveal_type(segments)
        translations = Translator(bilingual.find_model("auto"), beam=1).translate([one.text for one in segments])
        reveal_type(translations)
        found += [made.text for made in translations]
    return found


class Loud(bilingual.Watcher):
    def started(self, plan: Plan) -> None:
        print(plan.model.title)


def check(pair: Pair) -> list[str]:
    flags = bilingual.check_pair(pair.fr, pair.en, pair.score)
    reveal_type(flags)
    return flags


try:
    splits = bilingual.Splits((("train", 0.8), ("test", 0.2)))
    options = bilingual.BuildOptions(beam=1, kinds=frozenset(("sentence",)), splits=splits)
    built: bilingual.Built = bilingual.build([Path("seeds")], "dist/fr-en", options, Loud())
    reveal_type(built.manifest.signature)
except BilingualError as error:
    print(error.exit_code + 1)
"""
