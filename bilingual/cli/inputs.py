"""`bilingual inputs`: what can be read, by its ending."""

from typing import Annotated, Any

import typer

from bilingual.cli.console import put, put_json

COLUMNS = ("format", "endings", "an article is", "needs")
BELOW = (
    "Any of them may be compressed: {compressed} behind its ending. A zip archive is read as a folder is.",
    "Tables ({tables}) have the text in a column `text`; --text-column NAME takes another.",
    "A folder of a Hugging Face dataset is read too; - is standard input, one article of plain text.",
)


def inputs_command(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> None:
    """List the formats of articles: their endings, what an article is in each, and what reading it needs."""
    from bilingual.articles.formats import FORMATS
    from bilingual.files.compression import COMPRESSED

    formats = _described()
    if as_json:
        put_json({"formats": formats, "compressed": list(COMPRESSED)})
        return
    rows = [COLUMNS, *((each["name"], " ".join(each["endings"]), each["article"], _needs(each)) for each in formats)]
    widths = [max(len(row[place]) for row in rows) for place in range(len(COLUMNS) - 1)]
    for row in rows:
        cells = (f"{cell:{width}}" for cell, width in zip(row, widths, strict=False))
        put("  ".join([*cells, row[-1]]).rstrip())
    put("")
    tables = " ".join(ending for ending, each in FORMATS.items() if each.columns and ending != ".zip")
    for line in BELOW:
        put(line.format(compressed=" or ".join(COMPRESSED), tables=tables))


def _described() -> list[dict[str, Any]]:
    from bilingual.articles.formats import endings_by_format, is_installed

    return [
        {
            "name": name,
            "endings": endings,
            "article": each.article,
            "many": each.rows,
            "columns": each.columns,
            "needs": {package: is_installed(package) for package in each.needs},
        }
        for name, (each, endings) in endings_by_format().items()
    ]


def _needs(described: dict[str, Any]) -> str:
    return ", ".join(
        package if is_here else f"{package} (not installed: pip install {package})"
        for package, is_here in described["needs"].items()
    )
