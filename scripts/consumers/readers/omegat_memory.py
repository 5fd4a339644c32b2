"""OmegaT: the TMX as a memory of a project, which it translates without a window; every segment is an exact match."""

import re
import subprocess
import tempfile
from pathlib import Path

from expected import expected, report

about = expected()
versions: set[str] = set()
PROJECT = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<omegat><project version="1.0">
<target_dir>__DEFAULT__</target_dir><source_dir>__DEFAULT__</source_dir><tm_dir>__DEFAULT__</tm_dir>
<glossary_dir>__DEFAULT__</glossary_dir><dictionary_dir>__DEFAULT__</dictionary_dir>
<source_lang>FR-FR</source_lang><target_lang>{target}</target_lang><sentence_seg>{sentences}</sentence_seg>
</project></omegat>
"""
FOLDERS = ("source", "target", "tm/auto", "omegat", "glossary", "dictionary", "settings")


def translate(source: str, memory: Path, sentences: bool) -> str:
    """Return the text as OmegaT translates it with the memory alone."""
    with tempfile.TemporaryDirectory() as name:
        project = Path(name)
        for folder in FOLDERS:
            (project / folder).mkdir(parents=True)
        (project / "omegat.project").write_text(
            PROJECT.format(target=about.english.upper(), sentences=str(sentences).lower())
        )
        (project / "source" / "text.txt").write_text(source, encoding="utf-8")
        (project / "tm" / "auto" / memory.name).symlink_to(memory)
        command = ["omegat", name, "--mode=console-translate", f"--config-dir={project / 'settings'}"]
        done = subprocess.run(command, capture_output=True, encoding="utf-8", errors="replace", timeout=300)
        versions.update(re.findall(r"OmegaT-(\d+(?:\.\d+)*)", done.stdout + done.stderr))
        return (project / "target" / "text.txt").read_text(encoding="utf-8")


for split in about.splits:
    reviewed = {pair["fr"]: pair["en"] for pair in about.reviewed(split)}
    # Its text filter parts paragraphs at empty lines; with `sentence_seg` it looks for sentences in them.
    translated = translate("\n\n".join(reviewed) + "\n", about.export(split, "tmx"), sentences=split == "train")
    assert translated.split("\n\n") == [*list(reviewed.values())[:-1], list(reviewed.values())[-1] + "\n"], translated
report(*versions, "TMX: every reviewed pair is an exact match, by paragraph and by sentence")
