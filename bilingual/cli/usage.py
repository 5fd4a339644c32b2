"""A wrong command line in one line: what was given, what it should be, and the nearest thing that there is."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import typer
from typer.core import TyperCommand, TyperGroup

from bilingual.errors import UsageError
from bilingual.text.nearest import nearest

# Typer keeps its copy of Click to itself; what all its errors of usage have in common is two steps above this one.
BadUsage: Any = typer.BadParameter.__mro__[2]
Context = Any  # of that copy too
Parameter = Any
BOUNDS = {
    (True, False): "choose {0} or more",
    (False, True): "choose {1} or less",
    (True, True): "choose from {0} to {1}",
}


class Command(TyperCommand):
    """A command whose wrong use is one line. Raises UsageError where Typer would draw a box."""

    allow_extra_args = True

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the command's own parameters and the program's `--quiet`, taken behind a command's name too."""
        return _with_quiet(super().get_params(ctx), ctx)

    def collect_usage_pieces(self, ctx: Context) -> list[str]:
        """Return what stands behind the command's name in its usage: one word an argument."""
        return ["[OPTIONS]", *map(_shown, _arguments(ctx))]

    def format_options(self, ctx: Context, formatter: Any) -> None:  # noqa: ANN401 - Typer's own class
        """Write the arguments and the options, each in a table of its own."""
        arguments = [(_shown(param), param.help) for param in _arguments(ctx)]
        records = [param.get_help_record(ctx) for param in self.get_params(ctx) if param not in _arguments(ctx)]
        for title, rows in (("Arguments", arguments), ("Options", [record for record in records if record])):
            if rows:
                with formatter.section(title):
                    formatter.write_dl(rows)

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse the arguments. Raises UsageError for what is unknown, missing, wrong, empty or too many."""
        given = _raw(self, ctx, args)
        if not ctx.resilient_parsing:
            _refuse_empty(ctx, given)
        try:
            rest: list[str] = super().parse_args(ctx, args)
        except BadUsage as error:
            raise UsageError(describe_usage(error, ctx, given)) from error
        if not ctx.resilient_parsing:
            _refuse_surplus(ctx)
        return rest


class Group(TyperGroup):
    """A group of commands, the whole program too: its help where nothing is asked, one line for what does not exist."""

    def parse_args(self, ctx: Context, args: list[str]) -> list[str]:
        """Parse what stands before the command's name. Raises UsageError for no such option, or no command."""
        if not args and not ctx.resilient_parsing:
            typer.echo(ctx.get_help())
            raise typer.Exit(2)
        try:
            rest = list(super().parse_args(ctx, list(args)))
        except BadUsage as error:
            raise UsageError(describe_usage(error, ctx, {}, args)) from error
        if not ctx.resilient_parsing and all(arg.startswith("-") for arg in args):
            raise UsageError(f"`{ctx.command_path}` needs a command; choose from {', '.join(ctx.command.commands)}")
        return rest

    def get_params(self, ctx: Context) -> list[Parameter]:
        """Return the group's own parameters, with the program's `--quiet` for a group of few commands."""
        own = super().get_params(ctx)
        return _with_quiet(own, ctx) if ctx.parent else own

    def resolve_command(self, ctx: Context, args: list[str]) -> Any:  # noqa: ANN401 - what Typer returns
        """Find the command. Raises UsageError where there is none of that name."""
        if not ctx.resilient_parsing and self.get_command(ctx, args[0]) is None:
            raise UsageError(_describe_unknown_command(args[0], ctx))
        return super().resolve_command(ctx, args)


def _with_quiet(params: list[Parameter], ctx: Context) -> list[Parameter]:
    *own, help_option = params
    return [*own, *(param for param in ctx.find_root().command.params if "--quiet" in param.opts), help_option]


def describe_usage(
    error: Any,  # noqa: ANN401 - Typer's own class
    ctx: Context,
    given: Mapping[str, Any],
    args: Collection[str] = (),
) -> str:
    """Return the line for an error of usage; `given` holds what was written for each parameter, `args` all words.

    It is "" where nothing was asked, and Typer has shown the help.
    """
    kind, help_line = type(error).__name__, f"see `{ctx.command_path} --help`"
    if kind == "NoSuchOption":
        meant = _option_meant(error.option_name, ctx, args)
        return f"{error.option_name}: no such option of `{ctx.command_path}`; {meant}"
    if kind == "BadOptionUsage":
        param = next((each for each in ctx.command.get_params(ctx) if error.option_name in each.opts), None)
        wrong = "takes no value" if getattr(param, "is_flag", False) else f"needs a value: {_told(param)}"
        return f"{error.option_name} {wrong}; {help_line}"
    if kind == "MissingParameter":
        return f"{_describe_missing(error.param, ctx, given)}; {help_line}"
    if kind == "BadParameter" and error.param is not None:
        value = given.get(error.param.name)
        return f"{_name(error.param)} {value}: {_describe_value(error)}"
    message = str(error.format_message()).strip().rstrip(".")
    return message and f"{message}; {help_line}"


def _raw(command: TyperCommand, ctx: Context, args: list[str]) -> dict[str, Any]:
    """Return what was written for each parameter; nothing where that cannot be told."""
    try:
        return dict(command.make_parser(ctx).parse_args(args=list(args))[0])
    except BadUsage:
        return {}


def _refuse_empty(ctx: Context, given: Mapping[str, Any]) -> None:
    for param in ctx.command.params:
        value = given.get(param.name)
        if param.default != "" and "" in (value if isinstance(value, list | tuple) else [value]):
            raise UsageError(f"{_name(param)} is empty; give a value, or set the variable that it is in")


def _refuse_surplus(ctx: Context) -> None:
    if not ctx.args:
        return
    takes = " and ".join(map(_name, _arguments(ctx))) or "no argument"
    if "--out" in _options(ctx.command):
        takes += f" (to write there: --out {ctx.args[0]})"
    raise UsageError(f"{ctx.args[0]}: one argument too many; `{ctx.command_path}` takes {takes}")


def _describe_missing(param: Parameter, ctx: Context, given: Mapping[str, Any]) -> str:
    """Say what is missing and what it is; where it cannot be told which of several, say that all are needed."""
    needed = [each for each in _arguments(ctx) if each.required]
    if param in needed and param.nargs == -1 and len(needed) > 1 and any(given.get(each.name) for each in needed):
        return f"`{ctx.command_path}` needs " + ", then ".join(f"{_name(each)} ({_told(each)})" for each in needed)
    return f"{_name(param)} is missing: {_told(param)}"


def _describe_value(error: Any) -> str:  # noqa: ANN401 - Typer's own class
    """Say what a number must be; anything else in Typer's words."""
    first, last = (_limit(error.param, which) for which in ("min", "max"))
    bounds = BOUNDS.get((first is not None, last is not None), "choose any").format(first, last)
    message = str(error.message).strip().rstrip(".")
    if "parse" in message or "valid" in message:
        kind = "a whole number" if "integer" in message else "a number"
        return f"not {kind}" if bounds == "choose any" else f"not {kind}; {bounds}"
    return bounds if bounds != "choose any" else message


def _limit(param: Parameter, which: str) -> float | None:
    """Return the least or the most that a number may be, which releases of Typer keep in different places."""
    places = (param, getattr(param, "type", None))
    return next((limit for place in places if (limit := getattr(place, which, None)) is not None), None)


def _option_meant(name: str, ctx: Context, args: Collection[str]) -> str:
    """Say where an option belongs, to a command on the line before others, or which one of the command is nearest."""
    root = ctx.find_root()
    if ctx is not root and name in _options(root.command):
        return f"write it before the command: `{root.command_path} {name}`"
    owners = [own for own, command in _commands(ctx.command) if name in _options(command)]
    if owners:
        owner = next((own for own in owners if set(own.split()) <= set(args)), owners[0])
        return f"write it behind the command: `{ctx.command_path} {owner} … {name}`"
    options = [*_options(ctx.command), "--quiet"]
    found = _nearest_option(name, options)
    if len(name) == 2:
        found = found or next((option for option in options if option.startswith(f"-{name}")), None)
    return f"did you mean {found}?" if found else f"see `{ctx.command_path} --help`"


def _nearest_option(name: str, options: Iterable[str]) -> str | None:
    """Return the option whose word is like this one's: the hyphens before them, which all share, do not count."""
    words = {option.lstrip("-"): option for option in options}
    found = nearest(name.lstrip("-"), words)
    return words[found] if found else None


def _describe_unknown_command(name: str, ctx: Context) -> str:
    commands = list(ctx.command.commands)
    inner = {path.split()[-1]: path for path, _ in _commands(ctx.command) if " " in path}
    what = f"no such command `{name}`"
    if found := nearest(name, [*commands, *_options(ctx.command), *inner]):
        return (
            f"{what}; did you mean `{ctx.command_path} {inner.get(found, found) if found not in commands else found}`?"
        )
    if ctx.parent is None and Path(name).exists():
        return f"{what}; to build a dataset from this path: `{ctx.command_path} build {name}`"
    return f"{what} of `{ctx.command_path}`; choose from {', '.join(commands)}"


def _commands(command: Any, prefix: str = "") -> Iterator[tuple[str, Any]]:  # noqa: ANN401 - Typer's own class
    """Yield every command below a group with its path, groups before what is in them."""
    for name, inner in getattr(command, "commands", {}).items():
        yield f"{prefix}{name}", inner
        yield from _commands(inner, f"{prefix}{name} ")


def _arguments(ctx: Context) -> list[Parameter]:
    return [param for param in ctx.command.params if param.param_type_name == "argument"]


def _options(command: Any) -> Iterable[str]:  # noqa: ANN401 - Typer's own class
    for param in command.params:
        if param.param_type_name == "option":
            yield from (*param.opts, *param.secondary_opts)
    yield from ("--help", "-h")


def _name(param: Parameter) -> str:
    """Return the name of an option, or of an argument as the help shows it."""
    if param.param_type_name == "option":
        return str(param.opts[0])
    return str(param.metavar or param.name.upper())


def _shown(param: Parameter) -> str:
    """Return an argument as the usage shows it: in brackets if it may be left out, with dots if there may be more."""
    name = _name(param) + ("..." if param.nargs == -1 else "")
    return name if param.required else f"[{name}]"


def _told(param: Parameter) -> str:
    """Return the help of a parameter as a part of a sentence."""
    text = str(getattr(param, "help", None) or "a value").rstrip(".")
    return text[:1].lower() + text[1:] if text[1:2].islower() or text[1:2] == " " else text
