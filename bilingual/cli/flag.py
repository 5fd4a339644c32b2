"""`bilingual flag`: the quality checks on pairs that somebody else made."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bilingual.cli.console import note, put_data, put_json
from bilingual.cli.decoding import Device
from bilingual.files.opening import open_stdin, shown_name
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from bilingual.flagging import Finding
    from bilingual.translator import Translator

HEADER = ("file", "line", "flags", "fr", "en", "details")


def flag_command(
    files: Annotated[
        list[Path],
        typer.Argument(metavar="TSV", help="Pairs: French, a tab, English a line; .gz or not; - is stdin."),
    ],
    model: Annotated[
        str,
        typer.Option(
            metavar="MODEL", help="Who reads the English: auto, a model's name or path, or `none` (no `fidelity`)."
        ),
    ] = "auto",
    device: Device = "auto",
    every: Annotated[bool, typer.Option("--all", help="Print the pairs without a flag too.")] = False,
    as_json: Annotated[bool, typer.Option("--json", help="Print one JSON object a pair.")] = False,
) -> None:
    """Flag pairs that somebody else made, people or another tool.

    A pair without a flag may be wrong too. Prints a table of the flagged pairs on stdout; a model reads the English
    by forced decoding (flag `fidelity`).
    """
    from bilingual.flagging import flag_pairs

    tables = [(file, _read(file)) for file in files]
    translator = _translator(model, device) if model != "none" else None
    if not as_json:
        put_data("\t".join(HEADER))
    for file, rows in tables:
        flagged, counts = 0, Counter[str]()
        pairs = [(fr, en) for _, fr, en in rows]
        for (line, _, _), finding in zip(rows, flag_pairs(pairs, translator), strict=True):
            flagged += bool(finding.flags)
            counts.update(finding.flags)
            if finding.flags or every:
                _put(file, line, finding, as_json, read=translator is not None)
        shares = ", ".join(f"{name} {count}" for name, count in counts.most_common())
        note(
            f"{shown_name(file)}: {flagged} of {plural(len(rows), 'pair')} flagged" + (f": {shares}" if shares else "")
        )


def _read(file: Path) -> list[tuple[int, str, str]]:
    from bilingual.pair_tables import read_rows, read_table

    if str(file) != "-":
        return read_table(file, "table of pairs", gaps=True)
    with open_stdin("pairs") as stream:
        return list(read_rows(stream, "standard input", gaps=True))


def _translator(model: str, device: str) -> "Translator":
    from bilingual.models import find_model
    from bilingual.translator import Translator, available_cores

    return Translator(find_model(model, note), device=device, workers=available_cores())


def _put(file: Path, line: int, finding: "Finding", as_json: bool, read: bool) -> None:
    from bilingual.dataset.cells import encode_cell

    if as_json:
        unread = {"low_score"} if read else {"low_score", "fidelity"}
        details = [measure.detail for measure in finding.failed]
        found = {"fr": finding.fr, "en": finding.en, "flags": finding.flags, "details": details}
        values = {each.check: each.value if each.check not in unread else None for each in finding.measures}
        put_json({"file": str(file), "line": line, **found, "measures": values})
        return
    texts = (
        str(file),
        finding.fr,
        finding.en,
        "; ".join(f"{measure.check}: {measure.detail}" for measure in finding.failed),
    )
    name, fr, en, saw = map(encode_cell, texts)
    put_data("\t".join((name, str(line), " ".join(finding.flags), fr, en, saw)))
