"""Which files named `.xml` or `.json` are feeds: told by how they begin.

RSS 2.0 and 0.9x, RSS 1.0 (RDF Site Summary), Atom (RFC 4287); JSON Feed 1 and 1.1 by its `version`.
"""

import re

ROOT = re.compile(rb"<(?:rss|(?:\w{1,20}:)?feed)[\s>]", re.IGNORECASE)
RDF = re.compile(rb"<(?:\w{1,20}:)?RDF[\s>]")  # the root of much else; RSS says its namespace there
RSS_1 = re.compile(rb"https?://(?:purl\.org/rss/1\.0|my\.netscape\.com/rdf/simple/0\.9|channel\.netscape\.com/rdf/)")
JSON_FEED = re.compile(rb"https?:\\?/\\?/(?:www\.)?jsonfeed\.org\\?/version\\?/")  # PHP escapes slashes


def is_feed(head: bytes) -> bool:
    """Return whether a file that begins with these bytes is a feed, in whichever encoding."""
    plain = head.replace(b"\0", b"")
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"{"):
        return JSON_FEED.search(plain) is not None
    return ROOT.search(plain) is not None or (RDF.search(plain) is not None and RSS_1.search(plain) is not None)
