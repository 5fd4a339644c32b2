"""`docs/cli.md`: every command with its arguments and options, from the same source as `--help`."""

from collections.abc import Iterator
from typing import Any

from typer.main import get_command

from bilingual.cli import app
from bilingual.dataset.markdown import BAR, table

INTRO = """\
# Commands

Every command, as `--help` shows it; `make docs` writes this page. Results go to stdout, progress and messages to
stderr. Exit codes are in [errors.md](errors.md), ways to use the commands in the [README](../README.md).
"""


def render_commands() -> str:
    """Return the page: an index, then each command with a usage line and tables of what it takes."""
    command = get_command(app)
    sections = list(_sections(command, command.name or "bilingual"))
    index = table(("command", "what it does"), (_indexed(*section) for section in sections[1:]))
    return "\n".join([INTRO, index, "", *(_section(*section) for section in sections)])


def _sections(command: Any, path: str) -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - a class that Typer keeps to itself
    yield path, command
    for name, child in getattr(command, "commands", {}).items():
        if not child.hidden:
            yield from _sections(child, f"{path} {name}")


def _indexed(path: str, command: Any) -> tuple[str, str]:  # noqa: ANN401
    anchor = path.replace(" ", "-")
    return f"[`{path}`](#{anchor})", _cell((command.help or "").partition("\n\n")[0])


def _section(path: str, command: Any) -> str:  # noqa: ANN401
    shown = [parameter for parameter in command.params if not getattr(parameter, "hidden", False)]
    arguments = [parameter for parameter in shown if parameter.param_type_name == "argument"]
    options = [parameter for parameter in shown if parameter.param_type_name == "option"]
    parts = [
        f"## {path}\n",
        f"{command.help or ''}\n",
        f"```text\n{_usage(path, command, arguments, options)}\n```\n",
        table(("argument", "what it is"), ((f"`{_metavar(one)}`", _help(one)) for one in arguments)),
        table(("option", "default", "what it does"), ((_names(one), _default(one), _help(one)) for one in options)),
    ]
    return "\n".join(f"{part.strip()}\n" for part in parts if part)


def _usage(path: str, command: Any, arguments: list[Any], options: list[Any]) -> str:  # noqa: ANN401
    pieces = [path, *(["[OPTION]..."] if options else []), *map(_usage_of, arguments)]
    return " ".join([*pieces, *(["COMMAND"] if hasattr(command, "commands") else [])])


def _usage_of(argument: Any) -> str:  # noqa: ANN401
    name = f"{_metavar(argument)}{'...' if argument.nargs == -1 else ''}"
    return name if argument.required else f"[{name}]"


def _metavar(parameter: Any) -> str:  # noqa: ANN401
    return str(parameter.metavar or parameter.name).upper()


def _names(option: Any) -> str:  # noqa: ANN401
    names = ", ".join(f"`{name}`" for name in (*option.opts, *option.secondary_opts))
    return f"{names}{_range(option)}"


def _range(option: Any) -> str:  # noqa: ANN401
    """Return the least and the greatest number that the option takes."""
    match option.min, option.max:
        case None, None:
            return ""
        case least, None:
            return f" (from {least})"
        case None, most:
            return f" (to {most})"
        case least, most:
            return f" ({least} to {most})"


def _default(option: Any) -> str:  # noqa: ANN401
    if isinstance(option.show_default, str):
        return option.show_default
    if option.is_flag:
        return f"`{option.opts[0] if option.default else option.secondary_opts[0]}`" if option.secondary_opts else ""
    if option.required:
        return "required"
    return "" if option.default in (None, ()) else f"`{option.default}`"


def _help(parameter: Any) -> str:  # noqa: ANN401
    many = " May be given again." if getattr(parameter, "multiple", False) else ""
    return _cell((parameter.help or "") + many)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", BAR)
