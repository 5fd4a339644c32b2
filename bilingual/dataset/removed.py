"""Articles that were removed from a dataset since its build, as its manifest lists them: by id and reason."""

from collections import Counter

from bilingual.dataset.manifest import Manifest
from bilingual.dataset.markdown import counted
from bilingual.text.counting import plural

UNSTATED = "no reason stated"


def removed_ids(manifest: Manifest) -> dict[str, int]:
    """Return the ids of the articles that were removed, with the version that was the first without each."""
    return {each["id"]: each["version"] for each in manifest.inputs.get("removed", ())}


def describe_removed(manifest: Manifest) -> str:
    """Return a paragraph of the card that says how many were removed, and why; nothing where none was."""
    removed = manifest.inputs.get("removed", ())
    if not removed:
        return ""
    reasons = Counter(each["reason"] or UNSTATED for each in removed)
    were = plural(len(removed), "article was", "articles were")
    return (
        f"\n\n{were} removed since the build, and nothing of what stood there is in this version: {counted(reasons)}. "
        "`manifest.json` lists the ids."
    )
