"""Text ↔ subword tokens, as the Argos package was trained to see them."""

from pathlib import Path
from typing import Protocol

from bilingual.errors import ModelError


class Tokenizer(Protocol):
    """Splits source texts into tokens and joins target tokens into text."""

    def encode(self, texts: list[str]) -> list[list[str]]:
        """Return the tokens of each text."""
        ...

    def decode(self, tokens: list[str]) -> str:
        """Return the text of a hypothesis."""
        ...


class SentencePieceTokenizer:
    """SentencePiece (Kudo and Richardson 2018), what every current Argos package holds."""

    def __init__(self, path: Path) -> None:
        import sentencepiece

        try:
            self._pieces = sentencepiece.SentencePieceProcessor(model_file=str(path))
        except (OSError, RuntimeError, ValueError) as error:
            raise ModelError(f"{path}: not a SentencePiece model; install the package again") from error

    def encode(self, texts: list[str]) -> list[list[str]]:
        """Return the pieces of each text; unpaired surrogates, which UTF-8 cannot carry, become U+FFFD."""
        clean = [text.encode("utf-16", "surrogatepass").decode("utf-16", "replace") for text in texts]
        pieces: list[list[str]] = self._pieces.encode(clean, out_type=str, num_threads=1)
        return pieces

    def decode(self, tokens: list[str]) -> str:
        """Return the text; unlike Argos, leave every `_` of the source as it is."""
        return str(self._pieces.decode_pieces(tokens)).replace("▁", " ").strip()


class BpeTokenizer:
    """Moses tokens cut by byte-pair encoding (Sennrich et al. 2016), as in older Argos packages."""

    def __init__(self, path: Path, source: str, target: str) -> None:
        from argostranslate.tokenizer import BPETokenizer

        self._argos = BPETokenizer(path, source, target)

    def encode(self, texts: list[str]) -> list[list[str]]:
        """Return the tokens of each text, normalised and cut as Argos Translate does."""
        return [self._argos.encode(text) for text in texts]

    def decode(self, tokens: list[str]) -> str:
        """Return the text, detokenised as Argos Translate does."""
        return str(self._argos.decode(tokens)).strip()


def load_tokenizer(path: Path, source: str, target: str) -> Tokenizer:
    """Load `sentencepiece.model` or `bpe.model`. Raises ModelError when the file is not one."""
    return BpeTokenizer(path, source, target) if path.name == "bpe.model" else SentencePieceTokenizer(path)
