"""Intact packages for tests: the embedded one, the smallest possible one, and their `.argosmodel` files."""

import struct
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

EMBEDDED = Path(__file__).parents[2] / "bilingual" / "models" / "fr_en"
ROOT = "translate-fr_en-9_9"
CONFIG = '{"bos_token": "<s>", "eos_token": "</s>", "unk_token": "<unk>"}'


def zip_package(folder: Path, file: Path, root: str = ROOT) -> Path:
    """An `.argosmodel` file with the package in `folder` under the root folder `root`; the same bytes each time."""
    with ZipFile(file, "w", ZIP_DEFLATED, compresslevel=1) as archive:
        for source in sorted(path for path in folder.rglob("*") if path.is_file()):
            write(archive, f"{root}/{source.relative_to(folder).as_posix()}", source.read_bytes())
    return file


def small_package(folder: Path) -> Path:
    """The smallest intact package: the embedded one's metadata and tokenizer, three tokens and one weight.

    Its weights file is written here from the format's description, so that the checks do not only agree with
    what one version of CTranslate2 happens to write.
    """
    name = b"encoder/weight\0"
    weight = struct.pack("<H", len(name)) + name + struct.pack("<BIIBI", 2, 2, 3, 1, 6) + bytes(6)
    head = struct.pack("<IH", 6, 16) + b"TransformerSpec\0" + struct.pack("<II", 7, 1)
    (folder / "model").mkdir(parents=True)
    (folder / "model" / "model.bin").write_bytes(head + weight + struct.pack("<I", 0))
    (folder / "model" / "config.json").write_text(CONFIG)
    (folder / "model" / "shared_vocabulary.json").write_text('["<unk>", "<s>", "</s>"]')
    for file in ("metadata.json", "sentencepiece.model"):
        (folder / file).write_bytes((EMBEDDED / file).read_bytes())
    return folder


def write(archive: ZipFile, name: str, data: bytes = b"x", mode: int = 0o100644, **fields: int) -> None:
    """Add one entry with a fixed date, the given Unix mode, and other `ZipInfo` fields."""
    entry = ZipInfo(name)
    entry.external_attr, entry.compress_type = mode << 16, ZIP_DEFLATED
    for field, value in fields.items():
        setattr(entry, field, value)
    archive.writestr(entry, data)
