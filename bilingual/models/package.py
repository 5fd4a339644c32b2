"""What an Argos package is, and whether a folder holds an intact one for French to English.

The format is Argos Translate's (`argostranslate.package.IPackage`): `metadata.json`, a CTranslate2 model in
`model/`, and a tokenizer, `sentencepiece.model` or in older packages `bpe.model`.
"""

from hashlib import sha256
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models.card import read_card
from bilingual.models.languages import FROM, TO
from bilingual.models.model import ARGOS, Model
from bilingual.models.parts import need, read_json
from bilingual.models.record import file_hash, read_record
from bilingual.models.runnable import check_translation_model
from bilingual.models.tokenizers import load_sentencepiece

TOKENIZERS = ("sentencepiece.model", "bpe.model")
MAX_VERSION = 40


class OtherPurpose(ModelError):
    """An Argos package that is not a French–English translation model, and need not be an intact one."""


def package_hash(path: Path) -> str:
    """SHA-256 over the files that decide a translation: metadata.json, the tokenizer, everything in model/.

    It is the hash of the lines that `sha256sum` prints for these files, sorted by name:
    `find -L metadata.json *.model model -type f | LC_ALL=C sort | xargs sha256sum | sha256sum`.
    """
    names = [name for name in ("metadata.json", *TOKENIZERS) if (path / name).is_file()]
    names += [file.relative_to(path).as_posix() for file in (path / "model").rglob("*") if file.is_file()]
    lines = (f"{file_hash(path / name)}  {name}\n" for name in sorted(names, key=str.encode))
    return sha256("".join(lines).encode()).hexdigest()


def inspect_argos(path: Path, origin: str) -> Model:
    """Return the model in the folder of an Argos package, after checking every part of it without loading the weights.

    Raises `ModelError` when a part is missing, empty, damaged, or not what was recorded when it was installed; its
    subclass `OtherPurpose` when it is for other languages.
    """
    metadata = _check_metadata(path / "metadata.json")
    tokenizer = _check_tokenizer(path)
    check_translation_model(path / "model")
    digest = package_hash(path)
    recorded, card = read_record(path), read_card(path)
    if recorded and recorded.package_sha256 != digest:
        raise ModelError("its files are not those that were installed; install it again with --replace")
    return Model(
        name=path.resolve().name,
        path=path,
        form=ARGOS,
        origin=origin,
        version=str(metadata.get("package_version", "")),
        argos_version=str(metadata.get("argos_version", "")),
        sha256=digest,
        from_code=FROM,
        to_code=TO,
        tokenizer=tokenizer,
        detokenizer=tokenizer,
        end="",
        license=card.license,
        attribution=card.attribution,
    )


def _check_metadata(file: Path) -> dict[str, Any]:
    metadata = read_json(file)
    if not isinstance(metadata, dict):
        raise ModelError("metadata.json is not a JSON object")
    kind = metadata.get("type", "translate")
    if kind != "translate":
        raise OtherPurpose(f"it is an Argos package of type {str(kind)[:20]!a}, not a translation model")
    codes = metadata.get("from_code"), metadata.get("to_code")
    if codes != (FROM, TO):
        named = " to ".join(f"{str(code)[:20]!a}" for code in codes)
        raise OtherPurpose(f"it translates {named}; a package for French to English is needed")
    if metadata.get("target_prefix"):
        raise ModelError("it needs a target prefix: a model for many languages, which is not supported")
    for key in ("package_version", "argos_version"):
        if not str(metadata.get(key, "")).isprintable() or len(str(metadata.get(key, ""))) > MAX_VERSION:
            raise ModelError(f"metadata.json: {key} is not a version")
    return metadata


def _check_tokenizer(path: Path) -> Path:
    for name in TOKENIZERS:
        if (path / name).is_file():
            need(path / name)
            (load_sentencepiece if name == TOKENIZERS[0] else _check_bpe)(path / name)
            return path / name
    raise ModelError(f"it has no tokenizer ({' or '.join(TOKENIZERS)})")


def _check_bpe(file: Path) -> None:
    lines = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n").split("\n")
    merges = lines[1:] if lines[0].startswith("#version:") else lines
    merges = [line for line in merges if line]
    if not merges or any(len(line.split(" ")) != 2 or "\ufffd" in line for line in merges):
        raise ModelError(f"{file.name} is not a list of BPE merges (two pieces a line, UTF-8)")
