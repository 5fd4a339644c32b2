"""What `scripts/make_docs.py` writes: the pages in docs/ that follow from the code."""
