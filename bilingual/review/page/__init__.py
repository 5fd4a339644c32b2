"""The page: a server on this machine that shows a dataset's pairs to reviewers and writes their verdicts to its log."""
