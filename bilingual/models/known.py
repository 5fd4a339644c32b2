"""Published packages whose bytes are known, and what the embedded one is worth.

translate-fr_en-1_9 is the French–English package of the Argos index; size and hash are those of the file
that the index links to.
"""

from dataclasses import dataclass

from bilingual.errors import UsageError


@dataclass(frozen=True, slots=True)
class Published:
    """Size in bytes and SHA-256 of a published `.argosmodel` file."""

    bytes: int
    sha256: str


PUBLISHED = {
    "translate-fr_en-1_9": Published(66_585_033, "3b3052fee6bb1e8e8e632a26a723eb2a2c7710dfe73ba61ffd9b83e85d4f14c1"),
}


def read_sha256(text: str) -> str:
    """Return a SHA-256 as a user writes it, in lower case; `UsageError` when it is not 64 hexadecimal digits."""
    digits = text.strip().lower().removeprefix("sha256:")
    if len(digits) != 64 or not set(digits) <= set("0123456789abcdef"):
        raise UsageError(f"--sha256 {text}: not a SHA-256, which has 64 hexadecimal digits")
    return digits
