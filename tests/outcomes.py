"""What becomes of packages that are asked to translate, each found out in a process of its own."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parent.parent
TEXTS = ["Le chat dort lundi.", "", "Un train arrive sous le pont."]


def outcomes(packages: Iterable[Path], home: Path) -> dict[str, str]:
    """For each package, by its folder's name: `translated`, `refused` and the line, `traceback` and the error, or
    `signal` and its number. `home` is where the processes have their caches.

    One process is started; it makes a copy of itself for each package, so that the copies cost no start.
    """
    env = os.environ | {name: str(home) for name in ("HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME")}
    command = [sys.executable, "-m", "tests.outcomes"]
    given = "\n".join(map(str, packages))
    done = subprocess.run(command, input=given, env=env, cwd=ROOT, capture_output=True, text=True, check=True)
    return dict(map(json.loads, done.stdout.splitlines()))


def translate_apart(package: Path, seconds: int = 120) -> str:
    """The outcome of one package, in a copy of this process."""
    reading, writing = os.pipe()
    process = os.fork()
    if not process:
        os.close(reading)
        os.dup2(os.open(os.devnull, os.O_WRONLY), 2)
        signal.alarm(seconds)
        os.write(writing, _outcome(package).encode("utf-8", "replace")[:4000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    status = os.waitpid(process, 0)[1]
    return f"signal {os.WTERMSIG(status)}" if os.WIFSIGNALED(status) else said


def _outcome(package: Path) -> str:
    from bilingual.errors import BilingualError
    from bilingual.models import find_model
    from bilingual.translator import Options, Translator

    try:
        translator = Translator(find_model(str(package)), options=Options(target_limit=60))
        found = translator.translate(TEXTS)
        assert len(found) == len(TEXTS) and all(translation.score <= 0 for translation in found)
    except BilingualError as error:
        return f"refused {error}" if str(error).isprintable() else f"traceback of {error!a}, more than one line"
    except BaseException as error:  # noqa: BLE001 - whatever it is, it is what this looks for
        return f"traceback {error!a}"
    return "translated"


if __name__ == "__main__":
    import argostranslate.settings
    import ctranslate2
    import sentencepiece

    import bilingual.translator  # noqa: F401 - the copies find it, and the three above, already imported

    loaded = (argostranslate.settings, ctranslate2, sentencepiece)
    for line in sys.stdin:
        folder = Path(line.rstrip("\n"))
        sys.stdout.write(json.dumps([folder.name, translate_apart(folder)]) + "\n")
        sys.stdout.flush()
