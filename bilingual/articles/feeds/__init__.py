"""Saved feeds: RSS, Atom and JSON Feed → an article an entry."""
