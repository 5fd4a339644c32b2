"""A shortlist: learnt from pairs, in the package from its export on, and only ever a choice among the same words."""

from pathlib import Path

import pytest
import sentencepiece

from bilingual.errors import ModelError, UsageError
from bilingual.models import inspect_package
from bilingual.models.shortlist import NAME
from bilingual.models.vocabulary import read_vocabulary
from bilingual.translator import Translator
from scripts.training.corpus import write_shard
from scripts.training.package import export_package
from scripts.training.shortlist import Width, write_shortlist
from scripts.training.unpacking import read_package
from tests.tiny_model import write_pairs
from tests.training.conftest import called

FRENCH = ["Le chat dort lundi.", "La pluie tombe sous le pont.", "Un train attend depuis 2019.", "Bonjour."]
NARROW = Width(each=8, common=10)


@pytest.fixture
def shard(tokenizer: Path, tmp_path: Path) -> Path:
    """The pairs that the tiny model was trained on."""
    rows = [line.split("\t") for line in write_pairs(tmp_path / "pairs.tsv").read_text(encoding="utf-8").splitlines()]
    write_shard([(source, target) for source, target in rows], tokenizer, tmp_path / "text.npz")
    return tmp_path / "text.npz"


def lines(path: Path) -> dict[str, set[str]]:
    """Return the candidates of each source piece."""
    rows = (line.split("\t") for line in path.read_text(encoding="utf-8").splitlines())
    return {source: set(targets.split(" ")) for source, targets in rows}


def shortened(package: Path, tokenizer: Path, shard: Path, out: Path) -> Path:
    """Return the package written again with a narrow shortlist."""
    write_shortlist([shard], tokenizer, out / "vmap.txt", NARROW)
    export_package(read_package(package), tokenizer, out, "short", "0", shortlist=out / "vmap.txt")
    return out / "short"


class TestLearning:
    def test_a_word_can_become_what_it_means_and_itself(self, shard: Path, tokenizer: Path, tmp_path: Path):
        write_shortlist([shard], tokenizer, tmp_path / "vmap.txt", Width(each=3, common=0))
        found = lines(tmp_path / "vmap.txt")
        for french, english in (("lu", "in"), ("und", "da"), ("▁minist", "▁minist")):  # of pluie, rain; lundi, Monday
            assert {french, english} <= found[french]

    def test_bytes_and_single_characters_are_always_candidates(self, shard: Path, tokenizer: Path, tmp_path: Path):
        write_shortlist([shard], tokenizer, tmp_path / "vmap.txt", Width(each=1, common=0))
        pieces = sentencepiece.SentencePieceProcessor(model_file=str(tokenizer))
        names = [pieces.id_to_piece(index) for index in range(pieces.get_piece_size())]
        single = {name for index, name in enumerate(names) if pieces.is_byte(index) or len(name.strip("▁")) <= 1}
        assert len(single) > 256 and lines(tmp_path / "vmap.txt")[""] == single

    def test_the_same_text_gives_the_same_bytes(self, shard: Path, tokenizer: Path, tmp_path: Path):
        written = [tmp_path / name for name in "ab"]
        assert [write_shortlist([shard], tokenizer, path, Width()) for path in written] == [151, 151]
        assert written[0].read_bytes() == written[1].read_bytes()

    def test_it_reads_no_more_pairs_than_it_is_told(self, shard: Path, tokenizer: Path, tmp_path: Path):
        assert write_shortlist([shard], tokenizer, tmp_path / "vmap.txt", Width(), pairs=40) <= 40

    def test_without_a_pair_there_is_nothing_to_learn(self, tokenizer: Path, tmp_path: Path):
        write_shard([], tokenizer, tmp_path / "empty.npz")
        with pytest.raises(UsageError, match="at least one shard with a pair"):
            write_shortlist([tmp_path / "empty.npz"], tokenizer, tmp_path / "vmap.txt", Width())


class TestTranslating:
    def test_a_shortlist_of_everything_changes_nothing(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        network, whole = read_package(tiny_package), tmp_path / "vmap.txt"
        tokens = read_vocabulary(tiny_package / "model").target
        whole.write_text(f"\t{' '.join(token for token in tokens if token.strip())}\n", encoding="utf-8")
        export_package(network, tokenizer, tmp_path, "short", "0", shortlist=whole)
        assert Translator(tmp_path / "short").translate(FRENCH) == Translator(tiny_package).translate(FRENCH)

    def test_only_candidates_are_written(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        (tmp_path / "vmap.txt").write_text("\t▁ u\n", encoding="utf-8")
        export_package(read_package(tiny_package), tokenizer, tmp_path, "u", "0", shortlist=tmp_path / "vmap.txt")
        assert set(Translator(tmp_path / "u").translate(["Le chat dort lundi."])[0].text) <= set("u ⁇")

    def test_what_it_learnt_it_still_translates_with_any_number_of_workers(
        self, tiny_package: Path, tokenizer: Path, shard: Path, tmp_path: Path
    ):
        package = shortened(tiny_package, tokenizer, shard, tmp_path)
        wanted = [made.text for made in Translator(tiny_package).translate(FRENCH)]
        one, two = (Translator(package, workers=workers).translate(FRENCH) for workers in (1, 2))
        assert [made.text for made in one] == wanted and one == two

    def test_reading_other_english_weighs_every_word(
        self, tiny_package: Path, tokenizer: Path, shard: Path, tmp_path: Path
    ):
        pairs = [("Le chat dort lundi.", "The parliament dreams.")]
        package = shortened(tiny_package, tokenizer, shard, tmp_path)
        assert Translator(package).read(pairs) == Translator(tiny_package).read(pairs)

    def test_it_counts_into_the_models_hash_and_the_works_key(
        self, tiny_package: Path, tokenizer: Path, shard: Path, tmp_path: Path
    ):
        package = shortened(tiny_package, tokenizer, shard, tmp_path)
        assert Translator(package).signature["shortlist"] == NAME
        assert "shortlist" not in Translator(tiny_package).signature
        before = inspect_package(package).sha256
        (package / "model" / NAME).write_text("\t▁\n", encoding="utf-8")
        assert inspect_package(package).sha256 != before


class TestRefusing:
    @pytest.mark.parametrize(
        "content",
        ["", "x", "\tnowhere\n", "nowhere\t▁\n", "\t\n", "▁ ▁ ▁ ▁ ▁\t▁\n", "\t▁\n\n", "\t▁ \n", "\t▁\t▁\n", "\t▁\0\n"],
    )
    def test_what_is_no_shortlist_of_this_vocabulary(self, tiny_package: Path, tokenizer, tmp_path: Path, content: str):
        (tmp_path / "vmap.txt").write_text(content, encoding="utf-8")
        with pytest.raises(ModelError, match=r"vmap\.txt"):
            export_package(read_package(tiny_package), tokenizer, tmp_path, "x", "0", shortlist=tmp_path / "vmap.txt")

    def test_what_is_no_tokenizer(self, shard: Path, tmp_path: Path):
        for path, told in ((tmp_path / "none", "no such tokenizer"), (shard, "not a tokenizer")):
            with pytest.raises(UsageError, match=told):
                write_shortlist([shard], path, tmp_path / "vmap.txt", Width())

    def test_a_file_that_is_not_there_is_the_commands_fault(self, tiny_package: Path, tokenizer: Path, tmp_path: Path):
        with pytest.raises(UsageError, match="no such shortlist"):
            called(
                "export", tiny_package, "--tokenizer", tokenizer, "--out", tmp_path, "--shortlist", tmp_path / "none"
            )
