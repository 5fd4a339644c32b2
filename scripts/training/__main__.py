"""`python -m scripts.training train | pack`: two of train_model.py's, with torch, numpy and sentencepiece alone."""

import sys

from bilingual.errors import BilingualError
from scripts.training.command import run

try:
    run(sys.argv[1:], "python -m scripts.training")
except BilingualError as error:
    print(error, file=sys.stderr)
    sys.exit(error.exit_code)
