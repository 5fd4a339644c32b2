"""`vmap.txt`, the file by which CTranslate2 weighs only those target tokens that a batch's source tokens can become.

Each line is a source token or several, a tab, and target tokens; the line without a source holds the tokens that are
always weighed (CTranslate2, `src/vocabulary_map.cc`). CTranslate2 takes what it does not know for the unknown token,
and has a table for each length of source.
"""

from pathlib import Path

from bilingual.errors import ModelError
from bilingual.models.parts import need, shown
from bilingual.models.vocabulary import Vocabulary

NAME = "vmap.txt"
MAX_BYTES = 64 << 20
MAX_SOURCE = 4  # tokens in the source of one line


def check_shortlist(folder: Path, vocabulary: Vocabulary) -> None:
    """Raise `ModelError` unless `folder` has no `vmap.txt`, or one in the tokens of this vocabulary."""
    if not (folder / NAME).exists():
        return
    file = need(folder / NAME)
    if file.stat().st_size > MAX_BYTES:
        raise ModelError(f"{shown(file)} is larger than {MAX_BYTES >> 20} MiB")
    source, target = frozenset(vocabulary.source), frozenset(vocabulary.target)
    lines = file.read_bytes().decode("utf-8", "replace").removesuffix("\n").split("\n")
    for number, line in enumerate(lines, 1):
        given, tab, wanted = line.partition("\t")
        tokens = given.split(" ") if given else []
        if not tab or len(tokens) > MAX_SOURCE or not source.issuperset(tokens):
            raise ModelError(f"{shown(file)}, line {number}: not a source of up to {MAX_SOURCE} known tokens and a tab")
        if not target.issuperset(wanted.split(" ")):
            raise ModelError(f"{shown(file)}, line {number}: a token that is not in the vocabulary")
