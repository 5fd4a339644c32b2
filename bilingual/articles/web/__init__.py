"""Web pages and archives of them: HTML → an article a page."""
