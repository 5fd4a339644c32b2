"""Let a package translate a word in a process of its own, so that one that crashes ends that process and no other.

The checks of its parts (`structure.py`) see a model that cannot be run; this sees one that is made of parts they do
not know. It is done once for each content: a mark in a folder beside Argos Translate's own cache says that it went
well, not a file in the package, which could say so of itself.
"""

import os
import re
import subprocess
import sys
from contextlib import suppress
from math import isfinite
from pathlib import Path
from signal import Signals

from bilingual.errors import ModelError
from bilingual.models.folders import argos_folders
from bilingual.models.model import PLAIN, Model
from bilingual.models.tokenizers import load_sentencepiece

EMBEDDED = "embedded"
SECONDS = 120.0
CHILD = "import sys; from bilingual.models.trial import translate_once; translate_once(*sys.argv[1:])"
WORD, LONG = "▁Bonjour", 100
SENTENCE = "Le train part à neuf heures."
STEPS = 32
SHOWN = 300
EXCEPTION = re.compile(r"^\w+: ")  # the name that Python puts before the message


def try_model(model: Model, shown: str | None = None) -> None:
    """Raise `ModelError` unless the model can be loaded and translates; the embedded one is known to.

    `shown` is what the error calls the package, by default its path. A content that went well once is not tried again.
    """
    if model.origin == EMBEDDED or is_known(model):
        return
    problem = _run(model)
    if problem:
        raise ModelError(f"{shown or model.path}: {problem}")
    vouch_for(model)


def is_known(model: Model) -> bool:
    """Return whether this content has translated here before."""
    mark = _mark(model)
    return mark is not None and mark.is_file()


def vouch_for(model: Model) -> None:
    """Remember that this content can be run; where nothing can be written, it is tried again each time."""
    if mark := _mark(model):
        with suppress(OSError):
            mark.parent.mkdir(parents=True, exist_ok=True)
            mark.touch()


def translate_once(folder: str, *tokens: str) -> None:
    """Load the CTranslate2 model in `folder`, in the other process; translate a few tokens and a long sentence of them.

    The last of the tokens is the end of the sentence where the model needs one, or "".
    """
    _no_core_file()
    import ctranslate2

    words, end = list(tokens[:-1]), list(filter(None, tokens[-1:]))
    engine = ctranslate2.Translator(folder, device="cpu", inter_threads=1, intra_threads=1)
    results = engine.translate_batch(
        [[*words, *end], [*words * (LONG // len(words)), *end]],
        beam_size=4,
        max_decoding_length=STEPS,
        max_input_length=0,
        replace_unknowns=True,
        return_scores=True,
    )
    if not all(isfinite(result.scores[0]) for result in results):
        raise ValueError("the weights are damaged, the score of a translation is not a number")


def one_line(error: BaseException | str) -> str:
    """Return the message of an error on one printable line, not longer than a screen is wide a few times."""
    text = " ".join(str(error).split()) or type(error).__name__
    return "".join(char if char.isprintable() else "?" for char in text)[:SHOWN]


def _run(model: Model) -> str:
    """Return what is wrong with the package; nothing if it is able to translate."""
    command = [sys.executable, "-c", CHILD, str(model.engine_folder), *_tokens(model), model.end]
    here = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
    try:
        done = subprocess.run(
            command,
            env=os.environ | here,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        return f"it does not translate a word within {SECONDS:.0f} seconds"
    if done.returncode < 0:
        return f"it ends the process that translates with it ({Signals(-done.returncode).name})"
    if done.returncode:
        lines = done.stderr.decode("utf-8", "replace").strip().splitlines() or ["no reason is given"]
        return f"cannot translate with this model: {one_line(EXCEPTION.sub('', lines[-1]))}"
    return ""


def _tokens(model: Model) -> list[str]:
    """Return a word for an Argos package; for a plain folder, whose vocabulary may be any, a sentence in its tokens."""
    if model.form != PLAIN:
        return [WORD]
    return load_sentencepiece(model.tokenizer).encode(SENTENCE, out_type=str) or [WORD]


def _no_core_file() -> None:
    import resource

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _mark(model: Model) -> Path | None:
    try:
        return argos_folders().cache / "tried" / model.sha256
    except ModelError:
        return None
