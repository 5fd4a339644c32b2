"""`python -m bilingual` is the `bilingual` command."""

from bilingual.cli import main

main()
