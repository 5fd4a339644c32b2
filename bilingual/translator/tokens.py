"""Text ↔ subword tokens, as the model was trained to see them, and which characters it can read at all."""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

from bilingual.errors import ModelError
from bilingual.models import Model
from bilingual.models.folders import INSTALL_ARGOS
from bilingual.models.vocabulary import Vocabulary, read_vocabulary

BLANK = "▁"
BYTE = re.compile(r"<0x[0-9A-F]{2}>")
WORD = "a"
LEAST_LIKELY = -20.0  # nats: no piece of a unigram model is so rare
SELDOM = -11.5  # nats: one piece in 100,000, which a small training meets too seldom to learn
KEPT, LONGEST_KEPT = 1 << 13, 32  # answers kept of each kind, and the most characters of a word whose answer is


class Tokenizer(ABC):
    """Splits source texts into tokens and joins target tokens into text.

    `vocabulary` is what CTranslate2 has embeddings for: it reads any other token as unknown, and writes none. `end` is
    the token that the model needs after those of each text, or "".
    """

    def __init__(self, vocabulary: Vocabulary, end: str = "") -> None:
        tokens, self._written = frozenset(vocabulary.source), frozenset(vocabulary.target)
        self._vocabulary = frozenset(token for token in tokens if not BYTE.fullmatch(token))
        self._has_bytes = len(self._vocabulary) < len(tokens)
        self._end = [end] if end else []
        self._knows_kept = lru_cache(KEPT)(self._knows)
        self._reads_kept = lru_cache(KEPT)(self._reads)
        self._seldom_kept = lru_cache(KEPT)(self._seldom_met)
        self._pieces_kept = lru_cache(KEPT)(self._pieces)

    def encode(self, texts: list[str]) -> list[list[str]]:
        """Return the tokens of each text, none for a text that comes to nothing."""
        return [[*tokens, *self._end] if tokens else [] for tokens in self._split(texts)]

    def decode(self, tokens: list[str]) -> str:
        """Return the text of a hypothesis."""
        return self._joined([token for token in tokens if token not in self._end] if self._end else tokens)

    @abstractmethod
    def encode_target(self, text: str) -> list[list[str]]:
        """Return the tokens of a text in the target language, as the model would have written it, word by word."""

    def writes(self, tokens: Iterable[str]) -> bool:
        """Return whether the model has all these tokens, and none of them stands for a byte."""
        return all(token in self._written and not BYTE.fullmatch(token) for token in tokens)

    @abstractmethod
    def _split(self, texts: list[str]) -> list[list[str]]: ...

    @abstractmethod
    def _joined(self, tokens: list[str]) -> str: ...

    def knows(self, character: str) -> bool:
        """Return whether the model reads this one character, at the beginning of a word and within one.

        It does if the vocabulary holds every token of what the tokenizer's normalisation makes of it, and none of
        them stands for a byte. One that comes to nothing is known only if it is a blank: U+200B is not.
        """
        return self._knows_kept(character)

    def reads(self, word: str) -> bool:
        """Return whether the vocabulary has every token of a word, whatever it lacks of the characters one by one."""
        return self._reads_kept(word) if len(word) <= LONGEST_KEPT else self._reads(word)

    def seldom_met(self, word: str) -> frozenset[str]:
        """Return the characters of a word that are tokens of their own and, by the tokenizer, rare in training text."""
        return self._seldom_kept(word) if len(word) <= LONGEST_KEPT else self._seldom_met(word)

    def pieces(self, word: str) -> int:
        """Return into how many tokens a word is cut."""
        return self._pieces_kept(word) if len(word) <= LONGEST_KEPT else self._pieces(word)

    @property
    def spells(self) -> bool:
        """Whether letters that the model does not know reach it as bytes, not as the unknown token."""
        return False

    @abstractmethod
    def likelihood(self, word: str) -> float:
        """Return how well the vocabulary fits a word: the likelihood of its pieces, in nats or in their number."""

    def _seldom_met(self, word: str) -> frozenset[str]:
        return frozenset()

    def _pieces(self, word: str) -> int:
        return len(self.encode([word])[0])

    def _reads(self, word: str) -> bool:
        tokens = self._split([word])[0]
        return bool(tokens) and self._vocabulary.issuperset(tokens)

    def _knows(self, character: str) -> bool:
        if "\ud800" <= character <= "\udfff":
            return False
        word, alone, within = self._split([WORD, character, WORD + character])
        if not "".join(alone).strip(BLANK):
            return character.isspace()
        return self._vocabulary.issuperset(alone) and self._vocabulary.issuperset(set(within).difference(word))


class SentencePieceTokenizer(Tokenizer):
    """SentencePiece (Kudo and Richardson 2018): one model for both languages, or `target` for the English."""

    def __init__(self, path: Path, vocabulary: Vocabulary, target: Path | None = None, end: str = "") -> None:
        super().__init__(vocabulary, end)
        self._source = _load(path)
        self._target = _load(target) if target and target != path else self._source

    def _split(self, texts: list[str]) -> list[list[str]]:
        """Return the pieces of each text; unpaired surrogates, which UTF-8 cannot carry, become U+FFFD.

        One by one: for a list SentencePiece starts a thread, which takes as long as ten words.
        """
        return [self._source.encode(_paired(text), out_type=str) for text in texts]

    def encode_target(self, text: str) -> list[list[str]]:
        """Return the pieces of a text word by word: a word begins with a blank."""
        words: list[list[str]] = []
        for piece in self._target.encode(_paired(text), out_type=str, num_threads=1):
            if piece.startswith(BLANK) or not words:
                words.append([])
            words[-1].append(piece)
        return words

    def _joined(self, tokens: list[str]) -> str:
        """Return the text; unlike Argos, leave every `_` of the source as it is."""
        return str(self._target.decode_pieces(tokens)).replace(BLANK, " ").strip()

    def _seldom_met(self, word: str) -> frozenset[str]:
        """Return the single characters that the unigram model finds rare; merges (BPE) have no such figures."""
        pieces = self._source.encode(_paired(word))
        scores = {
            self._source.id_to_piece(piece).removeprefix(BLANK): self._source.get_score(piece) for piece in pieces
        }
        return frozenset(piece for piece, score in scores.items() if len(piece) == 1 and LEAST_LIKELY < score < SELDOM)

    @property
    def spells(self) -> bool:
        """Whether the tokenizer has bytes (SentencePiece's `byte_fallback`), and the model knows them."""
        return bool(self._source.is_byte(self._source.piece_to_id("<0xC3>"))) and self._has_bytes

    def likelihood(self, word: str) -> float:
        """Return the log-likelihood under the unigram model; in a model of merges (BPE) the pieces are counted."""
        ids = self._source.encode(word)
        scores = [self._source.get_score(piece) for piece in ids if not self._source.is_byte(piece)]
        if scores and min(scores) < LEAST_LIKELY:
            return LEAST_LIKELY / 2 * len(ids)
        return float(sum(scores)) + LEAST_LIKELY * (len(ids) - len(scores))


class BpeTokenizer(Tokenizer):
    """Moses tokens cut by byte-pair encoding (Sennrich et al. 2016), as in older Argos packages."""

    def __init__(self, path: Path, source: str, target: str, vocabulary: Vocabulary) -> None:
        super().__init__(vocabulary)
        tokenizer = _argos_tokenizer(path)
        self._argos, self._argos_target = tokenizer(path, source, target), tokenizer(path, target, source)

    def encode_target(self, text: str) -> list[list[str]]:
        """Return the tokens of a text, normalised and cut as English, word by word: all but its last end in `@@`."""
        words: list[list[str]] = []
        ends = True
        for token in self._argos_target.encode(text):
            if ends:
                words.append([])
            words[-1].append(token)
            ends = not token.endswith("@@")
        return words

    def _split(self, texts: list[str]) -> list[list[str]]:
        """Return the tokens of each text, normalised and cut as Argos Translate does."""
        return [self._argos.encode(text) for text in texts]

    def _joined(self, tokens: list[str]) -> str:
        """Return the text, detokenised as Argos Translate does."""
        return str(self._argos.decode(tokens)).strip()

    def likelihood(self, word: str) -> float:
        """Return the number of tokens, each as unlikely as any."""
        return LEAST_LIKELY / 2 * len(self._argos.encode(word))


def load_tokenizer(model: Model) -> Tokenizer:
    """Load the model's tokenizer. Raises ModelError when its file is not one."""
    vocabulary = read_vocabulary(model.engine_folder)
    if model.tokenizer.name == "bpe.model":
        return BpeTokenizer(model.tokenizer, model.from_code, model.to_code, vocabulary)
    return SentencePieceTokenizer(model.tokenizer, vocabulary, model.detokenizer, model.end)


def _argos_tokenizer(path: Path) -> Any:  # noqa: ANN401 - Argos Translate's classes have no types here
    try:
        import sacremoses  # noqa: F401 - Argos Translate imports it only when it splits a first text
        from argostranslate.tokenizer import BPETokenizer
    except ModuleNotFoundError as error:
        raise ModelError(
            f"{path}: the tokenizer of an older package needs {error.name}; "
            f"run: pip install sacremoses && {INSTALL_ARGOS}"
        ) from None
    return BPETokenizer


def _paired(text: str) -> str:
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _load(path: Path) -> Any:  # noqa: ANN401 - SentencePiece has no types
    import sentencepiece

    try:
        return sentencepiece.SentencePieceProcessor(model_file=str(path))
    except (OSError, RuntimeError, ValueError) as error:
        raise ModelError(f"{path}: not a SentencePiece model; install the model again") from error
