"""Reads what `bilingual` writes with the programs that it is meant for."""
