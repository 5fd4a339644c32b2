"""What a model is to the rest of the program, whichever of the two forms it has on disk."""

from dataclasses import dataclass, replace
from pathlib import Path

ARGOS, PLAIN = "Argos package", "CTranslate2 folder"


@dataclass(frozen=True, slots=True, kw_only=True)
class Model:
    """An intact French–English model on disk.

    `name` is the folder's name; `form` is `ARGOS` or `PLAIN`; `origin` is "embedded", "installed" or "path"; `sha256`
    is the hash of the files that decide a translation, wherever the folder lies. `tokenizer` reads the French and
    `detokenizer` writes the English, which may be one file. `end` is the token that must follow those of a source text
    because CTranslate2 does not add it itself; it may be "". `license` and `attribution` are what the model states,
    "" where it states none.
    """

    name: str
    path: Path
    form: str
    origin: str
    version: str
    argos_version: str
    sha256: str
    from_code: str
    to_code: str
    tokenizer: Path
    detokenizer: Path
    end: str
    license: str
    attribution: str

    @property
    def title(self) -> str:
        """Name and version, as a person reads them; a plain folder has no version."""
        return f"{self.name} {self.version}".rstrip()

    @property
    def engine_folder(self) -> Path:
        """The folder that CTranslate2 loads."""
        return self.path / "model" if self.form == ARGOS else self.path

    def moved(self, path: Path) -> "Model":
        """Return the same model once its folder lies at `path`."""
        tokenizers = (path / file.relative_to(self.path) for file in (self.tokenizer, self.detokenizer))
        tokenizer, detokenizer = tokenizers
        return replace(self, path=path, tokenizer=tokenizer, detokenizer=detokenizer)

    def entry(self) -> dict[str, str]:
        """Return what a dataset's manifest says of the model."""
        return {
            "name": self.name,
            "version": self.version,
            "form": self.form,
            "origin": self.origin,
            "sha256": self.sha256,
            "license": self.license,
            "attribution": self.attribution,
        }
