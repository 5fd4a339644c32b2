"""Which characters a model can read: those whose tokens it has embeddings for, as its own tokenizer makes them."""

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.models import find_model
from bilingual.models.vocabulary import Vocabulary, read_vocabulary
from bilingual.translator.tokens import BYTE, KEPT, BpeTokenizer, SentencePieceTokenizer, Tokenizer, load_tokenizer

EMBEDDED = find_model("embedded")
MERGES = "#version: 0.2\nl e\na t</w>\n"


@pytest.fixture(scope="module")
def embedded() -> Tokenizer:
    return load_tokenizer(EMBEDDED)


@pytest.mark.parametrize("character", [*"aéèçœÀ0?;'’«»–—-…", " ", "\t", "\n", "\u00a0", "\u202f", "\u2009"])
def test_what_french_is_written_with_is_known(embedded: Tokenizer, character: str):
    assert embedded.knows(character)


@pytest.mark.parametrize("character", list("😀日ж∞♥ǎƒ¿\u0301\u00ad\u2060\ufe0f"))
def test_what_the_model_has_only_bytes_for_is_not_known(embedded: Tokenizer, character: str):
    assert not embedded.knows(character)


@pytest.mark.parametrize("character", list("ﬁ²𝐀①™№"))
def test_what_the_tokenizer_writes_with_known_letters_is_known(embedded: Tokenizer, character: str):
    assert embedded.knows(character)


@pytest.mark.parametrize("character", ["\u200b", "\ufeff", "\u200f", "\x07", "\ufffd", "▁", "\ud800", "\udfff"])
def test_what_comes_to_nothing_is_not_known_unless_it_is_a_blank(embedded: Tokenizer, character: str):
    assert not embedded.knows(character)


@pytest.mark.parametrize("character", list("“”€°→ñøß"))
def test_what_stands_in_a_vocabulary_and_hardly_in_its_text_is_known_and_seldom_met(
    embedded: Tokenizer, character: str
):
    assert embedded.knows(character) and embedded.seldom_met(character) == {character}
    assert embedded.seldom_met(f"mot{character}") == {character}


@pytest.mark.parametrize("word", ["maison", "%", "É", "1914", ""])
def test_what_french_is_full_of_is_met_often(embedded: Tokenizer, word: str):
    assert embedded.seldom_met(word) == frozenset()


def test_half_of_a_character_that_is_unknown_makes_it_unknown(embedded: Tokenizer):
    """`½` is read as `1⁄2`, whose stroke the model does not have."""
    assert embedded.knows("1") and embedded.knows("2") and not embedded.knows("½")


@pytest.mark.slow
@given(st.characters())
def test_a_known_character_gives_no_token_that_the_model_lacks(embedded: Tokenizer, character: str):
    vocabulary = set(read_vocabulary(EMBEDDED.path / "model").source)
    if embedded.knows(character):
        (tokens,) = embedded.encode([f"le mot{character} ou {character}"])
        assert vocabulary.issuperset(tokens) and not any(map(BYTE.fullmatch, tokens))


@pytest.mark.parametrize("missing", ["»", "▁»"])
def test_a_piece_that_the_weights_have_no_embedding_for_is_not_known(missing: str):
    """As with OPUS-MT, whose vocabulary was made from other text than its tokenizers."""
    whole = read_vocabulary(EMBEDDED.path / "model")
    without = Vocabulary(source=[token for token in whole.source if token != missing], target=whole.target)
    assert SentencePieceTokenizer(EMBEDDED.tokenizer, whole).knows("»")
    assert not SentencePieceTokenizer(EMBEDDED.tokenizer, without).knows("»")


@pytest.mark.slow
def test_a_model_of_moses_tokens_knows_what_its_vocabulary_spells(tmp_path: Path):
    file = tmp_path / "bpe.model"
    file.write_text(MERGES)
    spelled = ["a", "a@@", "é", ".", ".@@", *(f"{letter}@@" for letter in "&quotaps"), ";"]
    tokenizer = BpeTokenizer(file, "fr", "en", Vocabulary(source=spelled, target=spelled))
    assert [c for c in "aé…«»’' \u00a0" if not tokenizer.knows(c)] == []
    assert [c for c in "b😀|\u200b\ud800" if tokenizer.knows(c)] == []


class Counting:
    """A SentencePiece processor that remembers what it was asked to cut."""

    def __init__(self, processor: Any):
        self.processor, self.asked = processor, []

    def encode(self, text: Any, **options: Any) -> Any:
        self.asked.append(text)
        return self.processor.encode(text, **options)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.processor, name)


class TestWhatIsLookedAtOnce:
    @pytest.fixture
    def tokenizer(self) -> SentencePieceTokenizer:
        tokenizer = SentencePieceTokenizer(EMBEDDED.tokenizer, read_vocabulary(EMBEDDED.path / "model"))
        tokenizer._source = Counting(tokenizer._source)
        return tokenizer

    def test_is_a_character(self, tokenizer: SentencePieceTokenizer):
        assert [tokenizer.knows(character) for character in "éé日é日"] == [True, True, False, True, False]
        assert tokenizer._source.asked == ["a", "é", "aé", "a", "日", "a日"]

    @pytest.mark.parametrize("question", ["pieces", "reads", "seldom_met"])
    def test_is_a_word(self, tokenizer: SentencePieceTokenizer, question: str):
        ask = getattr(tokenizer, question)
        answers = [ask(word) for word in ("jazz", "Łęcki", "jazz", "Łęcki")]
        assert answers[:2] == answers[2:] and len(tokenizer._source.asked) == 2

    def test_is_not_a_word_so_long_that_a_text_has_it_once(self, tokenizer: SentencePieceTokenizer):
        word = "Москва" * 1000
        assert tokenizer.reads(word) is tokenizer.reads(word) is False
        assert tokenizer.seldom_met(word) == tokenizer.seldom_met(word)
        assert len(tokenizer._source.asked) == 4

    def test_is_forgotten_for_others_that_came_after_it(self, tokenizer: SentencePieceTokenizer):
        for number in range(KEPT + 1):
            tokenizer.reads(f"{number}")
        asked = len(tokenizer._source.asked)
        tokenizer.reads(f"{KEPT}")
        assert len(tokenizer._source.asked) == asked
        tokenizer.reads("0")
        assert len(tokenizer._source.asked) == asked + 1

    @given(words=st.lists(st.text(max_size=40), max_size=5))
    def test_has_the_answer_of_a_first_look(self, embedded: Tokenizer, words: list[str]):
        for word in [*words, *words]:
            assert embedded.reads(word) is embedded._reads(word)
            assert embedded.seldom_met(word) == embedded._seldom_met(word)
