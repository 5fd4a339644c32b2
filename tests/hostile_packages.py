"""Archives that no one should unpack, each made from an intact package by one malicious or careless change."""

import struct
import unicodedata
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from zipfile import ZIP_BZIP2, ZIP_LZMA, ZipFile, ZipInfo

from tests.models.packages import ROOT, write
from tests.mutations import mutated_packages as mutated_packages

SYMLINK, FIFO, DEVICE, FOLDER = 0o120777, 0o010644, 0o020644, 0o040755


def _add(name: str, data: bytes = b"x", mode: int = 0o100644, **fields: int) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        with ZipFile(file, "a") as archive:
            write(archive, name, data, mode, **fields)

    return change


def _twice(first: str, second: str) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        _add(first)(file)
        _add(second)(file)

    return change


def _raw_name(name: bytes) -> Callable[[Path], None]:
    """An entry whose name `ZipInfo` would have tidied up."""

    def change(file: Path) -> None:
        placeholder = f"{ROOT}/".encode() + b"?" * (len(name) - len(ROOT) - 1)
        _add(placeholder.decode())(file)
        file.write_bytes(file.read_bytes().replace(placeholder, name))

    return change


def _many_entries(file: Path) -> None:
    with ZipFile(file, "a") as archive:
        for number in range(5_100):
            write(archive, f"{ROOT}/model/{number}", b"")


def _long_directory(file: Path) -> None:
    """A directory of 5 MB in few entries: their comments are as long as the format allows."""
    with ZipFile(file, "a") as archive:
        for number in range(80):
            entry = ZipInfo(f"{ROOT}/model/{number}")
            entry.comment = b"c" * 65_000
            archive.writestr(entry, b"")


def _directory_entry(file: Path, name: str, offset: int, form: str, value: int) -> None:
    """Overwrite a field of the directory's entry for `name` (central directory header, APPNOTE 4.3.12)."""
    data = bytearray(file.read_bytes())
    at = data.rfind(name.encode()) - 46
    assert data[at : at + 4] == b"PK\x01\x02"
    struct.pack_into(form, data, at + offset, value)
    file.write_bytes(data)


def _claims(size: int) -> Callable[[Path], None]:
    def change(file: Path) -> None:
        _add(f"{ROOT}/claims")(file)
        _directory_entry(file, f"{ROOT}/claims", 24, "<I", size)

    return change


def _lies_about_size(file: Path) -> None:
    """An entry that says 10 bytes and holds 1 MB, the checksum being that of its first 10."""
    _add(f"{ROOT}/liar", b"0" * 1_000_000)(file)
    _directory_entry(file, f"{ROOT}/liar", 24, "<I", 10)
    _directory_entry(file, f"{ROOT}/liar", 16, "<I", zlib.crc32(b"0" * 10) ^ 1)


def _overlapping(file: Path) -> None:
    """Two entries of the directory for one place in the file."""
    _add(f"{ROOT}/one", b"1" * 100)(file)
    with ZipFile(file) as archive:
        place = archive.getinfo(f"{ROOT}/one").header_offset
    _add(f"{ROOT}/two", b"2" * 100)(file)
    _directory_entry(file, f"{ROOT}/two", 42, "<I", place)


def _zip64(file: Path) -> None:
    """The end of the directory preceded by a zip64 locator, through which another directory would be read."""
    data = file.read_bytes()
    locator = struct.pack("<4sIQI", b"PK\x06\x07", 0, 0, 1)
    file.write_bytes(data[:-22] + locator + data[-22:])


def _encrypted(file: Path) -> None:
    _add(f"{ROOT}/secret")(file)
    _directory_entry(file, f"{ROOT}/secret", 8, "<H", 0x1)


def _no_root(file: Path) -> None:
    with ZipFile(file) as archive:
        contents = {name.partition("/")[2]: archive.read(name) for name in archive.namelist()}
    with ZipFile(file, "w") as archive:
        for name, data in contents.items():
            write(archive, name, data)


def _hidden_root(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data.replace(ROOT.encode(), b"." + ROOT[1:].encode()))


def _empty(file: Path) -> None:
    ZipFile(file, "w").close()


def _text(file: Path) -> None:
    file.write_text("<html>Not Found</html>")


def _cut(file: Path) -> None:
    data = file.read_bytes()
    file.write_bytes(data[: len(data) // 2])


def _flipped(file: Path) -> None:
    """One bit of the packed weights differs."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


def _metadata(text: str) -> Callable[[Path], None]:
    return _replaced("metadata.json", text.encode())


def _replaced(name: str, data: bytes | None) -> Callable[[Path], None]:
    """The package with one file replaced, or left out when `data` is None."""

    def change(file: Path) -> None:
        with ZipFile(file) as archive:
            contents = {entry: archive.read(entry) for entry in archive.namelist()}
        with ZipFile(file, "w") as archive:
            for entry, old in contents.items():
                if entry != f"{ROOT}/{name}":
                    write(archive, entry, old)
                elif data is not None:
                    write(archive, entry, data)

    return change


CODES = '"from_code": "fr", "to_code": "en"'
HOSTILE: dict[str, tuple[Callable[[Path], None], str]] = {
    "parent folder": (_add("../evil"), "'..'"),
    "parent folder inside": (_add(f"{ROOT}/model/../../../evil"), "'..'"),
    "absolute path": (_add("/tmp/evil"), "absolute"),
    "drive letter": (_add("C:/evil"), "absolute"),
    "backslash": (_add(f"{ROOT}\\..\\evil"), "backslash"),
    "current folder": (_add(f"{ROOT}/./evil"), "'.'"),
    "empty part": (_add(f"{ROOT}//evil"), "empty"),
    "null byte": (_raw_name(f"{ROOT}/a\0.txt".encode()), "control character"),
    "control character": (_add(f"{ROOT}/a\x1b[2J"), "control character"),
    "right-to-left mark": (_add(f"{ROOT}/a\u202etxt"), "control character"),
    "long name": (_add(f"{ROOT}/{'n' * 300}"), "200 bytes"),
    "symbolic link": (_add(f"{ROOT}/link", b"/etc/passwd", SYMLINK), "a link"),
    "link as a folder": (_add(f"{ROOT}/link/", b"/etc", SYMLINK), "a link"),
    "pipe": (_add(f"{ROOT}/pipe", b"", FIFO), "neither a file nor a folder"),
    "device": (_add(f"{ROOT}/device", b"", DEVICE), "neither a file nor a folder"),
    "file marked as a folder": (_add(f"{ROOT}/odd", b"x", FOLDER), "neither a file nor a folder"),
    "two roots": (_add("other/metadata.json", b"{}"), "one root folder"),
    "no root": (_no_root, "one root folder"),
    "hidden root": (_hidden_root, "one root folder"),
    "file beside the root": (_add("evil"), "one root folder"),
    "no entries": (_empty, "one root folder"),
    "too many entries": (_many_entries, "5105 entries"),
    "long directory": (_long_directory, "directory has"),
    "zip64": (_zip64, "zip64"),
    "size bomb": (_claims(0xFFFF_FFF0), "would unpack to"),
    "ratio bomb": (_add(f"{ROOT}/bomb", bytes(40 << 20)), "times its size"),
    "understated size": (_lies_about_size, "not an intact zip"),
    "overlapping entries": (_overlapping, "overlap"),
    "same name twice": (_twice(f"{ROOT}/same", f"{ROOT}/same"), "one place"),
    "names that differ in case": (_twice(f"{ROOT}/Same", f"{ROOT}/sAME"), "one place"),
    "names that differ in normal form": (
        _twice(f"{ROOT}/é", unicodedata.normalize("NFD", f"{ROOT}/é")),
        "one place",
    ),
    "file as a parent": (_twice(f"{ROOT}/a", f"{ROOT}/a/b"), "inside a file"),
    "encrypted": (_encrypted, "encrypted"),
    "bzip2": (_add(f"{ROOT}/b", compress_type=ZIP_BZIP2), "method 12"),
    "lzma": (_add(f"{ROOT}/l", compress_type=ZIP_LZMA), "method 14"),
    "record as a folder": (_add(f"{ROOT}/bilingual.json/", b"", FOLDER), "is a folder"),
    "not an archive": (_text, "not a zip archive"),
    "cut short": (_cut, "not a zip archive"),
    "damaged": (_flipped, "not an intact zip"),
    "no metadata": (_replaced("metadata.json", None), "metadata.json is missing"),
    "metadata not JSON": (_metadata("{'from_code': 'fr'}"), "not readable JSON"),
    "metadata nested too deeply": (_metadata("[" * 100_000), "not readable JSON"),
    "metadata a list": (_metadata("[]"), "not a JSON object"),
    "other languages": (_metadata('{"from_code": "en", "to_code": "fr"}'), "it translates 'en' to 'fr'"),
    "other kind": (_metadata(f'{{{CODES}, "type": "sbd"}}'), "of type 'sbd'"),
    "target prefix": (_metadata(f'{{{CODES}, "target_prefix": ">>en<<"}}'), "target prefix"),
    "escape codes in the version": (
        _metadata(f'{{{CODES}, "package_version": "1\\u001b[2J"}}'),
        "package_version is not a version",
    ),
    "escape codes in the language": (_metadata('{"from_code": "\\u001b[2J"}'), "it translates '\\x1b[2J' to 'None'"),
    "no tokenizer": (_replaced("sentencepiece.model", None), "no tokenizer"),
    "empty tokenizer": (_replaced("sentencepiece.model", b""), "sentencepiece.model is empty"),
    "broken tokenizer": (_replaced("sentencepiece.model", b"\xff" * 99), "not a SentencePiece model"),
    "no weights": (_replaced("model/model.bin", None), "model.bin is missing"),
    "other weights": (_replaced("model/model.bin", b"PK\x03\x04" * 99), "not a CTranslate2 model"),
    "no config": (_replaced("model/config.json", None), "config.json is missing"),
    "config without tokens": (_replaced("model/config.json", b'{"eos_token": null}'), "config.json does not give"),
    "config a list": (_replaced("model/config.json", b"[]"), "config.json does not give"),
    "no vocabulary": (_replaced("model/shared_vocabulary.json", None), "no vocabulary"),
    "vocabulary of numbers": (_replaced("model/shared_vocabulary.json", b"[1, 2]"), "not a list of tokens"),
}


def hostile_package(kind: str, intact: Path, file: Path) -> Path:
    """The hostile package of this kind, made in `file` from the intact package file `intact`."""
    file.write_bytes(intact.read_bytes())
    HOSTILE[kind][0](file)
    return file


def cut_weights(weights: bytes) -> Iterator[bytes]:
    """The weights file cut short at many places, and with one byte too many."""
    for length in (0, 3, 4, 20, 30, 200, 5_000, len(weights) // 2, len(weights) - 1):
        yield weights[:length]
    yield weights + b"\0"
