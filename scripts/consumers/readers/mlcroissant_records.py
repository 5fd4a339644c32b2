"""mlcroissant: `croissant.json` has no error, no warning but for the date, and gives every record."""

import logging
from importlib.metadata import version
from typing import Any

import mlcroissant
from expected import expected, report

about = expected()
DATE = 'Property "https://schema.org/datePublished" is recommended'


class Heard(logging.Handler):
    def __init__(self) -> None:
        super().__init__()
        self.lines: set[str] = set()

    def emit(self, record: logging.LogRecord) -> None:
        self.lines |= {line.strip() for line in record.getMessage().split("\n") if line}


def records(config: str, **options: object) -> list[dict[str, Any]]:
    # A `Dataset` gives the records of a configuration with splits once; asked again, it gives none.
    described = mlcroissant.Dataset(str(about.dataset / "croissant.json"))
    assert described.metadata.cite_as.startswith("@misc{")
    return [plain(row) for row in described.records(config, **options)]


def plain(row: Any) -> Any:  # noqa: ANN401 - what a record holds
    """Return a record with texts for bytes, and each field by its own name."""
    if isinstance(row, dict):
        return {name.rpartition("/")[2]: plain(value) for name, value in row.items()}
    if isinstance(row, list):
        return [plain(value) for value in row]
    return row.decode() if isinstance(row, bytes) else row


heard = Heard()
for logger in (logging.getLogger(), logging.getLogger("absl")):
    logger.handlers = [heard]
for config, rows in about.configs.items():
    assert len(records(config)) == sum(rows.values()), config
pairs = records("default")
about.check_pairs({row["id"]: (row["translation"]["fr"], row["translation"]["en"]) for row in pairs})
about.check_offsets(pairs, {row["id"]: row["text"] for row in records("articles")})
for split, wanted in about.splits.items():
    flat = records("flat", filters={"flat/split": split})
    about.check_pairs({row["segment_id"]: (row["fr"], row["en"]) for row in flat}, split)
    assert sum(row["split"] == split for row in pairs) == len(wanted)
about.check_documents(records("documents"))
warnings = [line for line in heard.lines if not line.startswith("Found the following")]
assert all(DATE in line for line in warnings), warnings
report(version("mlcroissant"), f"{', '.join(about.configs)}", "one warning: no date" if warnings else "no warning")
