"""A text as a few bytes, by which tables on the disk find equal ones."""

import hashlib

from bilingual.text.normalising import composed


def text_digest(text: str) -> bytes:
    """Return 16 bytes that stand for a text, whether its accents are composed or not."""
    return hashlib.blake2b(composed(text).encode("utf-8", "surrogatepass"), digest_size=16).digest()
