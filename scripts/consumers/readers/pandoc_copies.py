"""pandoc: the reading copies, HTML and EPUB, hold every French and English text that was exported."""

import re
import subprocess
from pathlib import Path

from expected import expected, report


def plain(path: Path, form: str) -> str:
    command = ["pandoc", "--from", form, "--to", "plain", "--wrap", "none", str(path)]
    text = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, timeout=300).stdout
    return letters(text)


def letters(text: str) -> str:
    """Return a text without what a page may set otherwise: blanks and marks."""
    return re.sub(r"[\W_]+", "", text)


about = expected()
for split, wanted in about.splits.items():
    for form, ending in (("html", "html"), ("epub", "epub")):
        text = plain(about.export(split, ending, "copies"), form)
        lacking = [pair["id"] for pair in wanted for side in ("fr", "en") if letters(pair[side]) not in text]
        assert not lacking, (split, form, lacking[:3])
version = subprocess.run(["pandoc", "--version"], capture_output=True, encoding="utf-8", check=True).stdout.split()[1]
report(version, "HTML and EPUB: every French and English text")
