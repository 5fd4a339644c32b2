"""Shards and TSV files in, text of the press out; a tokenizer and a network that fit it."""

import re
from pathlib import Path

import numpy as np
import pytest
import sentencepiece
import torch
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import UsageError
from scripts.training.augmentation.augmenting import Plan, augment
from scripts.training.augmentation.recoding import Recoder, Source, stale_pieces
from scripts.training.augmentation.signs import STAND_IN
from scripts.training.batches import Shard
from scripts.training.checkpoint import load
from scripts.training.corpus import read_pairs, read_tokenizer, write_shard
from scripts.training.grafting import alike, graft
from scripts.training.vocabulary import CHARACTERS, make_room
from tests.conftest import ROOT
from tests.training.conftest import called, train_model, tsv

EMBEDDED = ROOT / "bilingual" / "models" / "fr_en" / "sentencepiece.model"
Tokenizers = tuple[sentencepiece.SentencePieceProcessor, sentencepiece.SentencePieceProcessor, frozenset[int]]
SENTENCES = (
    ("Selon Barroso, {0} % des {1} élèves sont là.", "According to Barroso, {0}% of the {1} pupils are there."),
    ('Le maire a dit : "Il faut {0} euros."', 'The mayor said: "It takes {0} euros."'),
    ("M. Kovalenko est arrivé le {0} mai {1} à Karlsruhe.", "Mr Kovalenko arrived on {0} May {1} in Karlsruhe."),
    ("Le chat de la voisine dort.", "The neighbour's cat is asleep."),
)
ROWS = [
    (french.format(2 + number % 26, 1950 + number), english.format(2 + number % 26, 1950 + number))
    for number in range(90)
    for french, english in SENTENCES
]  # fmt: skip


@pytest.fixture(scope="module")
def shard(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("shards") / "pages.npz"
    write_shard(ROWS, EMBEDDED, path)
    return path


@pytest.fixture(scope="module")
def press(shard: Path) -> Path:
    """The embedded model's tokenizer with pieces for a few more characters."""
    path = shard.with_name("press.model")
    make_room(EMBEDDED, [shard], path, "ΨЖ☃")
    return path


@pytest.fixture(scope="module")
def tokenizers(press: Path) -> Tokenizers:
    """Both tokenizers, and the ids that mean something else to the new one."""
    old, new = read_tokenizer(EMBEDDED), read_tokenizer(press)
    return old, new, stale_pieces(old, new)


def texts(shard: Path, tokenizer: Path) -> list[tuple[str, str]]:
    """The pairs of a shard, decoded."""
    pieces, found = read_tokenizer(tokenizer), Shard(shard)
    return [tuple(pieces.decode(side.tolist()) for side in found[index]) for index in range(len(found))]


class TestVocabulary:
    def test_keeps_its_size_and_every_character_is_one_piece(self, press: Path):
        old, new = read_tokenizer(EMBEDDED), read_tokenizer(press)
        assert len(old) == len(new)
        for character in "ΨЖ☃":
            assert new.encode(f"x{character}x", out_type=str).count(character) == 1
            assert old.is_unknown(old.piece_to_id(character)) and not new.is_unknown(new.piece_to_id(character))

    @pytest.mark.slow
    def test_gives_every_character_of_the_press_a_piece(self, shard: Path, tokenizer: Path, tmp_path: Path):
        make_room(EMBEDDED, [shard], tmp_path / "press.model")
        pieces = read_tokenizer(tmp_path / "press.model")
        assert all(pieces.encode(f"x{character}", out_type=str)[-1] == character for character in CHARACTERS)
        with pytest.raises(UsageError, match="could make room"):
            make_room(tokenizer, [], tmp_path / "small.model")

    @pytest.mark.slow
    def test_loses_only_pieces_that_the_text_holds_least(self, shard: Path, press: Path):
        old, new = read_tokenizer(EMBEDDED), read_tokenizer(press)
        used = {int(piece) for index in range(len(Shard(shard))) for side in Shard(shard)[index] for piece in side}
        gone = [index for index in range(len(old)) if old.id_to_piece(index) != new.id_to_piece(index)]
        assert len(gone) == 3 and used.isdisjoint(gone)
        assert all(len(old.id_to_piece(index).lstrip("▁")) > 1 for index in gone)

    def test_leaves_characters_that_are_there_or_are_turned_into_others(self, shard: Path, tmp_path: Path):
        room = make_room(EMBEDDED, [shard], tmp_path / "x.model", "e☃☃¼")
        assert (room.taken, room.unwritable, room.most_used) == ("☃", "¼", 0)


class TestRecoding:
    @given(text=st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), min_size=1, max_size=40))
    def test_ids_that_are_kept_are_those_that_the_new_tokenizer_gives(self, tokenizers: Tokenizers, text: str):
        old, new, stale = tokenizers
        ids = old.encode(f"Le {text} chat")
        assert not stale.isdisjoint(ids) or new.encode(old.decode(ids)) == ids

    @pytest.mark.slow
    def test_tokenizers_of_other_pieces_keep_nothing(self, tokenizer: Path):
        assert stale_pieces(read_tokenizer(EMBEDDED), read_tokenizer(tokenizer)) is None

    def test_a_shard_comes_back_as_the_new_tokenizer_cuts_it(self, shard: Path, press: Path, tmp_path: Path):
        recoder = Recoder(EMBEDDED, press, 160)
        for block in Source(shard, EMBEDDED).blocks():
            recoder.add(block.rows, block)
        assert recoder.write(tmp_path / "x.npz") == len(ROWS)
        write_shard(ROWS, press, tmp_path / "y.npz")
        one, other = (np.load(tmp_path / name) for name in ("x.npz", "y.npz"))
        assert all((one[name] == other[name]).all() and one[name].dtype == other[name].dtype for name in other.files)

    def test_overlong_pairs_are_left_out(self, shard: Path, tmp_path: Path):
        recoder = Recoder(EMBEDDED, EMBEDDED, 12)
        for block in Source(shard, EMBEDDED).blocks():
            recoder.add(block.rows, block)
        assert 0 < recoder.write(tmp_path / "x.npz") < len(ROWS)

    def test_ids_of_another_tokenizer_are_an_error(self, shard: Path, tokenizer: Path):
        with pytest.raises(UsageError, match="ids that the tokenizer lacks"):
            list(Source(shard, tokenizer).blocks())


class TestAugmenting:
    @pytest.mark.slow
    def test_writes_the_pairs_typed_anew_and_those_that_are_added(self, shard: Path, press: Path, tmp_path: Path):
        made = augment([(shard, 2.0)], tmp_path, Plan(old=EMBEDDED, new=press), print)
        plain = texts(tmp_path / "pages.npz", press)
        assert made.shards[tmp_path / "pages.npz"] == len(plain) == len(ROWS)
        words = [[re.findall(r"[^\W\d_]+", side) for side in row] for row in plain]
        money = {"euros"}
        assert all(
            set(row[side]) - money == set(re.findall(r"[^\W\d_]+", given[side])) - money
            for row, given in zip(words, ROWS, strict=True)
            for side in (0, 1)
        )
        opened = [french for french, _ in plain if "faut" in french]
        assert 0.6 < sum("« Il faut" in french for french in opened) / len(opened) < 0.9
        assert any("€" in french for french in opened)

    @pytest.mark.slow
    def test_both_sides_of_added_pairs_keep_the_same_stand_ins(self, shard: Path, press: Path, tmp_path: Path):
        made = augment([(shard, 2.0)], tmp_path, Plan(old=EMBEDDED, new=press), print)
        added = texts(tmp_path / "augmented.npz", press)
        assert (
            len(added) == sum(made.kinds.values()) > 200 and {"names", "shares", "dates", "frames"} <= made.kinds.keys()
        )
        for french, english in added:
            assert sorted(STAND_IN.findall(french)) == sorted(STAND_IN.findall(english))
        assert any(STAND_IN.search(french) for french, _ in added)
        assert not any(".m.." in english or re.search("[“”«»’]", english) for _, english in added)

    @pytest.mark.slow
    def test_the_share_decides_how_many_are_added(self, shard: Path, tmp_path: Path):
        plans = {share: Plan(old=EMBEDDED, new=EMBEDDED, share=share) for share in (0.1, 0.5)}
        few, many = (
            sum(augment([(shard, 1.0)], tmp_path / str(share), plan, print).kinds.values())
            for share, plan in plans.items()
        )
        assert 0 < few < many / 2

    @pytest.mark.slow
    def test_the_same_seed_gives_the_same_bytes_in_any_process(self, shard: Path, press: Path, tmp_path: Path):
        pairs = tsv(tmp_path / "pairs.tsv", *ROWS[:40])
        options = ["augment", f"{shard}:2", pairs, "--old", EMBEDDED, "--new", press, "--seed"]
        told = train_model(*options, 1, "--out", tmp_path / "a")
        assert told.returncode == 0, told.stderr
        assert re.search(r"pages\.npz: 360 pairs.*\n.*pairs\.npz: 40 pairs", told.stdout)
        for name, seed in (("b", 1), ("c", 2)):
            called(*options, seed, "--out", tmp_path / name)
        for name in ("pages.npz", "pairs.npz", "augmented.npz", "sample.tsv"):
            one, same, other = ((tmp_path / folder / name).read_bytes() for folder in "abc")
            assert one == same != other
        pieces, added = read_tokenizer(press), set(texts(tmp_path / "a" / "augmented.npz", press))
        sample = list(read_pairs(tmp_path / "a" / "sample.tsv"))
        assert len(sample) > 50
        assert {tuple(pieces.decode(pieces.encode(side)) for side in row) for row in sample} <= added

    @pytest.mark.parametrize("name", ["pages.npz", "sample.tsv"])
    def test_what_it_reads_is_not_overwritten(self, shard: Path, tmp_path: Path, name: str):
        (tmp_path / name).write_bytes(shard.read_bytes() if name.endswith(".npz") else b"Oui.\tYes.\n")
        before = (tmp_path / name).read_bytes()
        with pytest.raises(UsageError, match=f"{name}: --out would overwrite it; choose another folder"):
            augment([(tmp_path / name, 1.0)], tmp_path, Plan(old=EMBEDDED, new=EMBEDDED), print)
        assert (tmp_path / name).read_bytes() == before

    @pytest.mark.parametrize(
        ("inputs", "told"),
        [
            (["none.npz"], "none.npz: no such shard; `prepare` makes one from pairs"),
            (["none.tsv"], "none.tsv: no such file"),
            (["one.tsv", "one.tsv"], "one.npz would be written twice; rename one input"),
            (["one.tsv:much"], "one.tsv:much: what follows the last colon is a number, as in news.npz:3"),
            (["empty.tsv"], "no pair was augmented: give more pairs, or a larger --share"),
        ],
    )
    def test_faults_are_said(self, tmp_path: Path, inputs: list[str], told: str):
        tsv(tmp_path / "one.tsv", ("Oui.", "Yes."))
        tsv(tmp_path / "empty.tsv")
        with pytest.raises(UsageError, match=f"{re.escape(told)}$"):
            called("augment", *(tmp_path / name for name in inputs), "--old", EMBEDDED, "--out", tmp_path / "out")


class TestGrafting:
    @pytest.fixture
    def shuffled(self, tokenizer: Path, tmp_path: Path) -> Path:
        make_room(tokenizer, [], tmp_path / "new.model", "€Ψ")
        return tmp_path / "new.model"

    def test_what_unchanged_pieces_do_stays(self, tiny_package: Path, tokenizer: Path, shuffled: Path):
        before, after = load(tiny_package), load(tiny_package)
        assert graft(after, tokenizer, shuffled) == 2
        old, new = read_tokenizer(tokenizer), read_tokenizer(shuffled)
        kept = [index for index in range(len(old)) if old.id_to_piece(index) == new.id_to_piece(index)]
        assert len(kept) == len(old) - 2
        source = torch.tensor([[index for index in old.encode("Le chat dort.") if index in kept] + [3]])
        with torch.no_grad():
            one, other = (network.decode(source, *network.encode(source)) for network in (before, after))
        logits = [
            out @ network.emb.weight[kept].T + network.bias[kept]
            for out, network in zip((one, other), (before, after), strict=True)
        ]
        assert torch.equal(*logits)
        for name, value in before.state_dict().items():
            same = after.state_dict()[name]
            assert torch.equal(value[kept], same[kept]) if name in ("emb.weight", "bias") else torch.equal(value, same)

    def test_a_new_character_begins_like_one_that_the_network_knows(self):
        old = read_tokenizer(EMBEDDED)
        assert [old.id_to_piece(index) for index in alike("§", old)] == ["▁section"]
        assert [old.id_to_piece(index) for index in alike("×", old)] == ["x"]
        assert all(old.is_byte(index) for index in alike("☃", old))

    @pytest.mark.slow
    def test_the_command_writes_a_network_that_exports(
        self, tiny_package: Path, tokenizer: Path, shuffled: Path, tmp_path: Path
    ):
        told = called("graft", tiny_package, "--old", tokenizer, "--new", shuffled, "--out", tmp_path / "start.pt")
        assert told == f"2 new pieces; wrote {tmp_path / 'start.pt'}\n"
        assert called("export", tmp_path / "start.pt", "--tokenizer", shuffled, "--out", tmp_path).endswith(
            ".argosmodel\n"
        )

    def test_what_does_not_belong_together_is_refused(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        with pytest.raises(UsageError, match="16000 pieces, but the network has"):
            called("graft", tiny_package, "--old", tokenizer, "--new", EMBEDDED, "--out", tmp_path / "x.pt")
        (tmp_path / "no.model").write_bytes(b"no tokenizer")
        with pytest.raises(UsageError, match=r"no\.model: not a tokenizer; give a sentencepiece\.model"):
            called("vocabulary", tmp_path / "x.npz", "--old", tmp_path / "no.model", "--new", tmp_path / "new.model")
