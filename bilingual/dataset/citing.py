"""How a dataset is cited: an entry for BibTeX, made of what stands in the manifest."""

import re

from bilingual.dataset.manifest import Manifest

# What LaTeX and BibTeX read as commands, by what prints the character itself.
ESCAPES = {
    "\\": r"{\textbackslash}",
    "{": r"{\textbraceleft}",
    "}": r"{\textbraceright}",
    "~": r"{\textasciitilde}",
    "^": r"{\textasciicircum}",
    '"': r"{\textquotedbl}",
} | {sign: "\\" + sign for sign in "$&#%_"}


def cite_as(manifest: Manifest) -> str:
    """Return an entry of BibTeX: name, version and signature, and the year where the manifest has a date."""
    published = manifest.inputs.get("published")
    fields = {
        "title": f"{{{escaped(manifest.name)}}}",  # doubled braces keep its capitals
        "version": str(manifest.version),
        **({"year": published[:4]} if published else {}),
        "note": f"French--English dataset, {escaped(manifest.signature)}",
    }
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{_key(manifest)},\n{lines}}}\n"


def escaped(text: str) -> str:
    """Return a text as LaTeX prints it, none of it a command."""
    return "".join(ESCAPES.get(sign, sign) for sign in text)


def _key(manifest: Manifest) -> str:
    name = "-".join(re.findall("[a-z0-9]+", manifest.name.lower())) or "dataset"
    return f"{name}-v{manifest.version}-{manifest.signature[-12:]}"
