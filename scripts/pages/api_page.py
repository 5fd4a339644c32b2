"""`docs/api.md`: people write it, the signature below each name's heading follows the source."""

import inspect
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import bilingual
from bilingual.dataset.markdown import table

WIDTH = 100
PACKAGES = re.compile(r"(?<=<!-- packages -->\n\n).*\Z", re.DOTALL)
HEADING = re.compile(r"^### `bilingual\.(?P<name>\w+)`$", re.MULTILINE)
SECTION = re.compile(HEADING.pattern + r"\n\n```py\n.*?^```$", re.MULTILINE | re.DOTALL)


def described(page: str) -> list[str]:
    """Return the names that the page has a section of, in order."""
    return [found["name"] for found in HEADING.finditer(page)]


def render_api(page: str) -> str:
    """Return the page with the signatures and the names of packages as they are in the source."""
    names = table(("package", "names"), ((f"`{package}`", _listed(names)) for package, names in exported()))
    return PACKAGES.sub(lambda _: f"{names}\n", SECTION.sub(_section, page))


def exported() -> Iterator[tuple[str, list[str]]]:
    """Yield the packages in `bilingual` that say what they export, each with its names."""
    root = Path(bilingual.__file__).parent
    for file in sorted(root.glob("*/**/__init__.py")):
        package = ".".join(file.parent.relative_to(root.parent).parts)
        if names := getattr(import_module(package), "__all__", None):
            yield package, list(names)


def _listed(names: list[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def _section(found: re.Match[str]) -> str:
    return f"### `bilingual.{found['name']}`\n\n```py\n{signature(found['name'])}\n```"


def signature(name: str) -> str:
    """Return how a public name is called, a line for each parameter where they do not fit on one."""
    public = getattr(bilingual, name)
    wanted = inspect.signature(public)
    if isinstance(public, type):
        wanted = wanted.replace(return_annotation=wanted.empty)
    short = f"{name}{_plain(str(wanted))}"
    if len(short) <= WIDTH:
        return short
    lines = [f"    {_plain(str(parameter))}," for parameter in _with_marks(wanted)]
    returned = "" if wanted.return_annotation is wanted.empty else f" -> {_plain(_returned(wanted))}"
    return "\n".join([f"{name}(", *lines, f"){returned}"])


def _with_marks(wanted: inspect.Signature) -> list[inspect.Parameter | str]:
    """Return the parameters, with `*` before the first that is given by keyword only."""
    found: list[inspect.Parameter | str] = []
    for parameter in wanted.parameters.values():
        if parameter.kind is parameter.KEYWORD_ONLY and "*" not in found:
            found.append("*")
        found.append(parameter)
    return found


def _returned(wanted: inspect.Signature) -> str:
    return inspect.formatannotation(wanted.return_annotation)


def _plain(text: str) -> str:
    """Return a signature as a person writes it: names without modules, a set in one order in every run."""
    short = re.sub(r"\b(?:[a-z_]+\.)+(?=[A-Z])", "", text).replace("PosixPath(", "Path(").replace("NoneType", "None")
    return re.sub(r"frozenset\(\{(.*?)\}\)", lambda found: f"{{{', '.join(sorted(found[1].split(', ')))}}}", short)
