"""The table in docs/consumers.md."""

from collections.abc import Iterable
from pathlib import Path

from scripts.consumers.reading import Result

PAGE = Path(__file__).parent.parent.parent / "docs" / "consumers.md"
BEGIN, END = "<!-- check_consumers writes the table -->\n", "<!-- end of the table -->\n"
HEAD = "| program | version | what it read | result | what to know |\n| --- | --- | --- | --- | --- |\n"


def table(results: Iterable[Result]) -> str:
    """Return the rows, in the order of the results."""
    return HEAD + "".join(_row(result) for result in results)


def _row(result: Result) -> str:
    verdict = f"fails: {result.failed}" if result.failed else "reads all"
    cells = (result.program.name, result.version, "; ".join(result.read), verdict, result.program.know)
    return f"| {' | '.join(cell.replace('|', '&#124;') for cell in cells)} |\n"


def write_page(results: Iterable[Result]) -> None:
    """Put the table into the page."""
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    PAGE.write_text(f"{before}{BEGIN}\n{table(results)}\n{END}{rest.partition(END)[2]}", encoding="utf-8")
