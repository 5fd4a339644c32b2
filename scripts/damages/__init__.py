"""Pairs with known faults: human translations damaged on purpose, labelled output, and the figures drawn from them."""
