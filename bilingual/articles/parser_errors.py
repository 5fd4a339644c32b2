"""What libraries that parse anything at all raise beside their own errors, and what of it a message says."""

from bilingual.text.visible import visible

# What parsing pages, feeds and PDF has led to, or may: the libraries document none.
PARSER_ERRORS = (RuntimeError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError, AssertionError)
LONGEST = 200


def told(error: Exception) -> str:
    """Return an error's name and words on one line of bearable length: they may quote the file."""
    return visible(" ".join(f"{type(error).__name__} {error}".split()))[:LONGEST]
