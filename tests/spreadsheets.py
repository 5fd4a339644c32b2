"""Real spreadsheet programs for the tests: LibreOffice without a window, with the settings that convert the most."""

import shutil
import subprocess
from collections.abc import Sequence
from pathlib import Path

SOFFICE = shutil.which("soffice")
# Separator tab, quotation mark, UTF-8, from line 1, standard columns, US English, then: quoted cells are not kept as
# text, special numbers (dates, `1e5`) are detected, and (13th) formulas are evaluated.
# https://help.libreoffice.org/latest/en-US/text/shared/guide/csv_params.html
IMPORT = "Text - txt - csv (StarCalc):9,34,76,1,,1033,false,true,false,false,false,0,true"
EXPORT = "Text - txt - csv (StarCalc):9,34,76,1,,1033,false,true,false"
# What its import dialog has before anybody changes it: a comma and a semicolon part cells too.
AS_IT_COMES = "Text - txt - csv (StarCalc):9/44/59,34,76"
EXCEL_QUOTES = ('"', ",", "\n")


def convert(sources: Sequence[Path], kind: str, folder: Path, profile: Path, reading: str = IMPORT) -> list[Path]:
    """Open files in LibreOffice, text by the filter `reading`, and save each as `kind` (xlsx, ods, tsv or csv)."""
    command = [SOFFICE, "--headless", "--norestore", f"-env:UserInstallation=file://{profile}"]
    if sources[0].suffix == ".tsv":
        command.append(f"--infilter={reading}")
    target = f"tsv:{EXPORT}" if kind == "tsv" else kind
    command += ["--convert-to", target, "--outdir", str(folder), *map(str, sources)]
    subprocess.run(command, check=True, capture_output=True, timeout=240)
    return [folder / f"{source.stem}.{kind}" for source in sources]


def as_excel_saves(table: str) -> bytes:
    """A table of ours as Excel's `Unicode Text` has it: UTF-16, CR LF, quotes around cells with a quote or comma.

    Described from what Excel writes, for there is no Excel here.
    """
    lines = [line.split("\t") for line in table.removeprefix("\ufeff").split("\n")[:-1]]
    rows = ("\t".join(map(_quoted_by_excel, cells)) for cells in lines)
    return ("\ufeff" + "".join(f"{row}\r\n" for row in rows)).encode("utf-16-le")


def _quoted_by_excel(cell: str) -> str:
    return '"' + cell.replace('"', '""') + '"' if any(mark in cell for mark in EXCEL_QUOTES) else cell
