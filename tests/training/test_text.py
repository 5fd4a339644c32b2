"""Pairs in, batches of token ids out: what gets into the training text, and what must not."""

import random
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
from hypothesis import given, settings

from bilingual.errors import UsageError
from scripts.training.batches import Batch, Shard, batches
from scripts.training.corpus import EOS, PAD, letters, parse_weighted, plain_target, prepare, read_pairs, write_shard
from scripts.training.overlap import find_overlap
from tests.tiny_model import write_pairs
from tests.training.conftest import SENTENCES, train_model, tsv


class TestCorpus:
    def test_held_out_sentences_do_not_get_in_however_they_are_typed(self, tokenizer: Path, tmp_path: Path):
        pairs = tsv(
            tmp_path / "pairs.tsv", ("« L’été est là ! »", "Summer is here!"), ("Oui.", "Yes!"), ("Non.", "No.")
        )
        test = tsv(tmp_path / "test.tsv", ('"L\'été  est là!"', "Summer has come."), ("Si.", "YES"))
        done = prepare([pairs], tmp_path / "out", [test], tokenizer=tokenizer)
        assert done.pairs == 1
        assert texts(done.shard, tokenizer) == [("Non.", "No.")]

    def test_repeated_blank_and_overlong_pairs_are_left_out(self, tokenizer: Path, tmp_path: Path):
        rows = [("Oui.", "Yes."), ("Oui.", "Yes."), (" ", "Yes."), ("mot " * 300, "word"), ("a" * 200, "b")]
        assert prepare([tsv(tmp_path / "pairs.tsv", *rows)], tmp_path / "out", tokenizer=tokenizer).pairs == 1

    def test_english_has_plain_quotes_and_blanks(self):
        assert plain_target("“It’s\u00a0here”  ‘now’ «yes»") == '"It\'s here" \'now\' "yes"'

    def test_letters_are_what_copies_share(self):
        assert letters("« L’ÉTÉ, 2 014 ﬁns… »") == letters("l'été 2014 fins") == "lété2014fins"

    @pytest.mark.slow
    @settings(max_examples=30)
    @given(rows=SENTENCES)
    def test_a_shard_holds_what_the_tokenizer_makes_of_each_pair(self, tiny_package, tmp_path_factory, rows):
        path = tmp_path_factory.mktemp("shard") / "x.npz"
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(tiny_package / "sentencepiece.model"))
        ids = [tuple(pieces.encode(list(row))) for row in rows]
        wanted = [pair for pair in ids if all(0 < len(side) <= 160 for side in pair)]
        assert write_shard(rows, tiny_package / "sentencepiece.model", path) == len(wanted)
        shard = Shard(path)
        assert [tuple(side.tolist() for side in shard[index]) for index in range(len(shard))] == wanted

    def test_the_same_pairs_give_the_same_tokenizer_and_shard(self, tmp_path: Path):
        pairs = write_pairs(tmp_path / "pairs.tsv")
        first, second = (prepare([pairs], tmp_path / name, vocabulary=420) for name in ("a", "b"))
        assert first.tokenizer.read_bytes() == second.tokenizer.read_bytes()
        assert first.shard.read_bytes() == second.shard.read_bytes()

    def test_no_pair_is_an_error(self, tmp_path: Path):
        with pytest.raises(UsageError, match="no pair"):
            prepare([tsv(tmp_path / "empty.tsv")], tmp_path)


class TestWeights:
    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("news.npz", ("news.npz", 1)), ("news.npz:3", ("news.npz", 3)), ("news.npz:", ("news.npz", 1)),
            ("a:b/news.npz:0.5", ("a:b/news.npz", 0.5)), ("a:b/news.npz", ("a:b/news.npz", 1)),
        ],
    )  # fmt: skip
    def test_stand_behind_the_last_colon(self, text: str, found: tuple[str, float]):
        path, weight = parse_weighted(text)
        assert (str(path), weight) == found

    @pytest.mark.parametrize("weight", ["much", "0", "-1", "nan", "inf"])
    def test_are_numbers_above_0(self, weight: str):
        with pytest.raises(UsageError, match=rf"^news\.npz:{weight}: .*number"):
            parse_weighted(f"news.npz:{weight}")


def texts(shard: Path, tokenizer: Path) -> list[tuple[str, ...]]:
    """The pairs of a shard, decoded."""
    pieces, found = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer)), Shard(shard)
    return [tuple(pieces.decode(side.tolist()) for side in found[index]) for index in range(len(found))]


class TestOverlap:
    def test_a_test_sentence_in_the_training_text_is_found_on_either_side(self, tokenizer: Path, tmp_path: Path):
        rows = [("Le chat dort.", "The cat sleeps."), ("Bonjour.", "Hello.")]
        write_shard(rows, tokenizer, tmp_path / "train.npz")
        test = tsv(
            tmp_path / "test.tsv", ("le chat « dort »", "The tomcat sleeps."), ("Salut.", "HELLO!"), ("Non.", "No.")
        )
        (found,) = find_overlap([tmp_path / "train.npz"], tokenizer, [test])
        assert (found.sentences, found.pairs, found.found) == (6, 2, 2)
        assert found.examples == ("le chat « dort »", "HELLO!")

    @pytest.mark.slow
    def test_the_command_tells_and_exits_with_1_when_there_is_any(self, tokenizer: Path, tmp_path: Path):
        write_shard([("Bonjour.", "Hello.")], tokenizer, tmp_path / "train.npz")
        clean = tsv(tmp_path / "clean.tsv", ("Au revoir.", "Goodbye."))
        known = tsv(tmp_path / "known.tsv", ("Bonjour !", "Good day."))
        told = train_model("overlap", tmp_path / "train.npz", "--tokenizer", tokenizer, "--test", clean)
        assert (told.returncode, told.stdout) == (0, "clean.tsv: 0 of 2 sentences in 1 training pairs\n")
        told = train_model("overlap", tmp_path / "train.npz", "--tokenizer", tokenizer, "--test", known)
        assert told.returncode == 1 and told.stdout.startswith("known.tsv: 1 of 2 sentences")


class TestBatches:
    @pytest.fixture
    def shard(self, tokenizer: Path, tmp_path: Path) -> Path:
        write_shard(list(read_pairs(write_pairs(tmp_path / "pairs.tsv"))), tokenizer, tmp_path / "x.npz")
        return tmp_path / "x.npz"

    @pytest.mark.parametrize("few_shapes", [False, True])
    def test_a_batch_keeps_to_its_size_and_holds_whole_pairs(self, shard: Path, few_shapes: bool):
        known = {tuple(tuple(side.tolist()) for side in Shard(shard)[index]) for index in range(len(Shard(shard)))}
        for batch in islice(drawn(shard, 1, few_shapes), 40):
            assert batch.tokens <= 512
            assert (batch.given[:, 1:] == np.where(batch.wanted == EOS, PAD, batch.wanted)[:, :-1]).all()
            assert {tuple(map(unpadded, pair)) for pair in zip(batch.source, batch.wanted, strict=True)} <= known

    def test_every_pair_comes_once_in_a_pass(self, shard: Path):
        found: list[bytes] = []
        for batch in drawn(shard, 1, False):
            found += [unpadded(row) for row in batch.source]
            if len(found) >= len(Shard(shard)):
                break
        assert len(found) == len(set(found)) == len(Shard(shard))

    def test_the_seed_decides_the_order(self, shard: Path):
        first, second, other = (next(drawn(shard, seed, False)).source.tolist() for seed in (1, 1, 2))
        assert first == second != other

    def test_a_heavier_shard_is_drawn_more_often(self, tokenizer: Path, tmp_path: Path):
        write_shard([("Oui.", "Yes.")] * 50, tokenizer, tmp_path / "yes.npz")
        write_shard([("Bonjour.", "Hello.")] * 50, tokenizer, tmp_path / "hello.npz")
        shards = [(Shard(tmp_path / "yes.npz"), 3.0), (Shard(tmp_path / "hello.npz"), 1.0)]
        yes = Shard(tmp_path / "yes.npz")[0][0].tolist()
        rows = [row for batch in islice(batches(lambda: shards, 128, random.Random(1)), 200) for row in batch.source]
        assert 0.7 < sum(list(unpadded(row)) == yes for row in rows) / len(rows) < 0.8

    @pytest.mark.parametrize("first", [True, False])
    def test_an_empty_shard_is_passed_over(self, shard: Path, tokenizer: Path, tmp_path: Path, first: bool):
        write_shard([], tokenizer, tmp_path / "empty.npz")
        shards = [(Shard(tmp_path / "empty.npz"), 5.0), (Shard(shard), 1.0)]
        made = batches(lambda: shards if first else shards[::-1], 512, random.Random(1))
        assert len(list(islice(made, 40))) == 40

    @pytest.mark.parametrize("content", [b"", b"no shard", b"PK\x03\x04 cut"])
    def test_what_is_no_shard_is_refused(self, tmp_path: Path, content: bytes):
        (tmp_path / "x.npz").write_bytes(content)
        with pytest.raises(UsageError, match="not a shard"):
            Shard(tmp_path / "x.npz")


def drawn(shard: Path, seed: int, few_shapes: bool) -> Iterator[Batch]:
    """Batches of 512 tokens."""
    shards = [(Shard(shard, seed), 1.0)]
    return batches(lambda: shards, 512, random.Random(seed), few_shapes)


def unpadded(row: np.ndarray) -> tuple[int, ...]:
    """The ids before the end mark."""
    return tuple(row[: row.tolist().index(EOS)].tolist())
