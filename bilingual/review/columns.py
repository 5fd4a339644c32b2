"""The columns of a review table, by what a review makes of them."""

REQUIRED = ("id", "status", "fr", "en")
# Where nobody writes, so that a verdict there is one in the wrong column.
INFORMATION = ("flags", "score", "kind", "sample", "before", "after", "title", "article")
