"""Markdown and what its dialects add → an article a file."""
