"""A plain CTranslate2 folder: `model.bin`, `config.json`, vocabulary and SentencePiece files beside each other.

What `ct2-transformers-converter --copy_files source.spm target.spm` makes of OPUS-MT, and what quickmt publishes.
"""

from hashlib import sha256
from pathlib import Path
from shlex import quote

from bilingual.errors import ModelError
from bilingual.models.card import Card, one_line, read_card
from bilingual.models.direction import refuse_other_direction
from bilingual.models.ending import missing_end
from bilingual.models.languages import FROM, TO
from bilingual.models.model import PLAIN, Model
from bilingual.models.record import Record, file_hash, read_record
from bilingual.models.runnable import check_translation_model
from bilingual.models.shortlist import NAME as SHORTLIST
from bilingual.models.tokenizers import Tokenizers, check_tokenizers, find_tokenizers
from bilingual.models.vocabulary import vocabulary_files

HUB = "models--"  # a folder of Hugging Face's cache: models--ORG--NAME/snapshots/REVISION


def inspect_plain(path: Path, origin: str, stated: Card | None = None) -> Model:
    """Return the model in a plain folder, after checking every part of it without loading the weights.

    `stated` is the licence and attribution that somebody gives, before those of its record and its card. Raises
    `ModelError` when a part is missing, damaged or does not fit, or when nobody says under which licence it is.
    """
    card, record = read_card(path), read_record(path)
    tokenizers = find_tokenizers(path)
    found = check_translation_model(path)
    check_tokenizers(tokenizers, found.vocabulary)
    name = plain_name(path)
    refuse_other_direction(path, [name, record.archive] if record else [name], card, found.vocabulary.source)
    digest = _intact_hash(path, tokenizers, record)
    licence, attribution = _terms(path, card, record, stated or Card())
    return Model(
        name=name,
        path=path,
        form=PLAIN,
        origin=origin,
        version="",
        argos_version="",
        sha256=digest,
        from_code=FROM,
        to_code=TO,
        tokenizer=tokenizers.source,
        detokenizer=tokenizers.target,
        end=missing_end(found.weights, found.config),
        license=licence,
        attribution=attribution,
    )


def plain_name(path: Path) -> str:
    """Return the folder's name; in Hugging Face's cache, where that is a revision, the repository's."""
    return _repository(path).rpartition("/")[2] or path.resolve().name


def plain_files(path: Path, tokenizers: Tokenizers) -> list[str]:
    """Return the names of the files that decide a translation, sorted."""
    names = {"model.bin", tokenizers.source.name, tokenizers.target.name}
    names |= {file.name for file in vocabulary_files(path)}
    names |= {name for name in ("config.json", SHORTLIST) if (path / name).is_file()}
    return sorted(names, key=str.encode)


def _intact_hash(path: Path, tokenizers: Tokenizers, record: Record | None) -> str:
    """Return the hash of a folder's files. Raises ModelError when they are not those that were installed."""
    digest = plain_hash(path, tokenizers)
    if record and record.package_sha256 != digest:
        raise ModelError("its files are not those that were installed; install it again with --replace")
    return digest


def plain_hash(path: Path, tokenizers: Tokenizers) -> str:
    """SHA-256 of the lines that `sha256sum` prints for the files that decide a translation, sorted by name."""
    lines = (f"{file_hash(path / name)}  {name}\n" for name in plain_files(path, tokenizers))
    return sha256("".join(lines).encode()).hexdigest()


def _terms(path: Path, card: Card, record: Record | None, stated: Card) -> tuple[str, str]:
    """Licence and attribution: as given, as recorded, as on the card; else what the folder or the card is called."""
    recorded = Card(license=one_line(record.license), attribution=one_line(record.attribution)) if record else Card()
    licence = stated.license or recorded.license or card.license
    attribution = stated.attribution or recorded.attribution or card.attribution or _repository(path) or card.title
    missing = [name for name, text in (("licence", licence), ("attribution", attribution)) if not text]
    if missing:
        raise ModelError(
            f"it states no {' and no '.join(missing)}: give them with `bilingual model add {quote(str(path))}"
            " --license ID --attribution TEXT`, or as license and attribution between two lines --- at the top of its"
            " README.md"
        )
    return licence, attribution


def _repository(path: Path) -> str:
    """ORG/NAME of a folder in Hugging Face's cache, else nothing."""
    place = path.absolute()
    named = place.parent.parent.name
    cached = place.parent.name == "snapshots" and named.startswith(HUB)
    return named.removeprefix(HUB).replace("--", "/") if cached else ""
