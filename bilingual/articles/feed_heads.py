"""Which files named `.xml` or `.json` are feeds: told by how they begin."""

import re

# RSS 2.0 and 0.9x, RSS 1.0 (RDF Site Summary), Atom (RFC 4287); JSON Feed 1 and 1.1 by its `version`.
FEED = re.compile(rb"<(?:rss|feed|(?:\w{1,20}:)?RDF)[\s>]|https?://jsonfeed\.org/version/")


def is_feed(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a feed."""
    return FEED.search(head) is not None
