"""Licences by the names that the Hugging Face Hub takes on a card: huggingface.co/docs/hub/repositories-licenses."""

import re

from bilingual.dataset.labels import check_label
from bilingual.errors import UsageError
from bilingual.text.nearest import nearest

LICENCES = (
    "afl-3.0", "agpl-3.0", "apache-2.0", "apple-amlr", "apple-ascl", "artistic-2.0", "bigcode-openrail-m",
    "bigscience-bloom-rail-1.0", "bigscience-openrail-m", "bsd", "bsd-2-clause", "bsd-3-clause",
    "bsd-3-clause-clear", "bsl-1.0", "c-uda", "cc", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0",
    "cc-by-nc-2.0", "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0",
    "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0", "cc-by-nd-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc0-1.0",
    "cdla-permissive-1.0", "cdla-permissive-2.0", "cdla-sharing-1.0", "creativeml-openrail-m",
    "deepfloyd-if-license", "ecl-2.0", "epl-1.0", "epl-2.0", "etalab-2.0", "eupl-1.1", "eupl-1.2",
    "fair-noncommercial-research-license", "gemma", "gfdl", "gpl", "gpl-2.0", "gpl-3.0", "grok2-community",
    "h-research", "intel-research", "isc", "lgpl", "lgpl-2.1", "lgpl-3.0", "lgpl-lr", "llama2", "llama3",
    "llama3.1", "llama3.2", "llama3.3", "llama4", "lppl-1.3c", "mit", "mpl-2.0", "ms-pl", "ncsa", "odbl",
    "odc-by", "ofl-1.1", "openmdw-1.0", "openrail", "openrail++", "osl-3.0", "other", "pddl", "postgresql",
    "unknown", "unlicense", "wtfpl", "zlib",
)  # fmt: skip
NOT_IN_NAMES = {"licence", "license", "version", "v", "only", "or", "later"}


def check_licence(text: str) -> str:
    """Return the Hub's name of a licence, whatever its case. Raises UsageError, naming the nearest, for any other."""
    name = check_label("--license", text).strip().lower()
    if name in LICENCES:
        return name
    meant = f"did you mean {found}?" if (found := _meant(name)) else "give its name for one, such as cc-by-4.0."
    raise UsageError(
        f"--license {text}: not a licence that the Hugging Face Hub knows; {meant} `other` is for one that it lacks"
    )


def _meant(name: str) -> str | None:
    """Return the plainest, then newest licence that begins so (`CC BY`), else the nearest; none of another version."""
    joined = "-".join(word for word in re.split(r"[\s_-]+", name) if word not in NOT_IN_NAMES)
    versions = _versions(joined)
    known = [each for each in LICENCES if versions <= _versions(each)]
    # Of several the shortest, then the latest: `cc by` is `cc-by-4.0`.
    if longer := [each for each in known if each.startswith(joined)]:
        return min(longer, key=lambda each: (len(each), [-ord(sign) for sign in each]))
    # With a version, one licence is meant: `cc-by-sa-2.0` is not `cc-by-nc-sa-2.0`.
    return nearest(joined, [each for each in known if not versions or _has_the_words_of(joined, each)])


def _versions(name: str) -> set[str]:
    """Return the numbers in a name; 3.0 is 3."""
    return {re.sub(r"(\.0)+$", "", number) for number in re.findall(r"\d+(?:\.\d+)*", name)}


def _has_the_words_of(name: str, other: str) -> bool:
    ours, theirs = (re.findall("[a-z]+", each) for each in (name, other))
    return len(ours) == len(theirs) and all(nearest(one, [word]) for one, word in zip(ours, theirs, strict=True))
