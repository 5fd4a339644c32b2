"""Books: EPUB → an article a chapter."""
