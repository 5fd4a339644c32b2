"""Training text of the press: a lexicon, frames and sentences of our own, and pairs in which words are exchanged."""
