"""Training text of the press: its tables are well formed, its pairs agree, and it is all ours."""

import random
import re
from itertools import islice
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import UsageError
from bilingual.models.search import EMBEDDED_PATH
from scripts.training.corpus import letters, read_pairs, write_shard
from scripts.training.press_words import english, french
from scripts.training.press_words.exchange import Carrier, carriers, exchange
from scripts.training.press_words.filling import fillers, finish, frames, join
from scripts.training.press_words.lexicon import cities, countries, described, nouns, rows, verbs
from scripts.training.press_words.making import decoded, framed, written
from scripts.training.press_words.sentences import described_pair, noun_pair, verb_pair
from scripts.training.press_words.world import common, country_pair
from tests.conftest import ROOT
from tests.training.conftest import train_model

TABLES = {
    "nouns.tsv": {3}, "verbs.tsv": {3, 4}, "adjectives.tsv": {4}, "countries.tsv": {5}, "cities.tsv": {1, 2},
    "frames.tsv": {3}, "fillers.tsv": {3}, "carriers.tsv": {6}, "sentences.tsv": {2},
}  # fmt: skip
KINDS = {"arms", "person", "group", "place", "event", "crime", "act", "idea", "illness", "thing"}
SLOT = re.compile(r"\{(\w+)\}")


@pytest.fixture(scope="module")
def pairs() -> list[tuple[str, str]]:
    return list(framed(random.Random(5), share=0.15))


@pytest.fixture(scope="module")
def whole(tmp_path_factory: pytest.TempPathFactory, tiny_package: Path) -> Path:
    """What the command writes around one real pair, into a folder that is not there yet."""
    folder, tokenizer = tmp_path_factory.mktemp("press"), tiny_package / "sentencepiece.model"
    real = [("Il a acheté une voiture bleue hier soir.", "He bought a blue car last night.")]
    assert write_shard(real, tokenizer, folder / "real.npz") == 1
    out = folder / "new" / "press.tsv"
    done = train_model("press-words", "--out", out, "--around", folder / "real.npz", "--tokenizer", tokenizer)
    assert done.returncode == 0, done.stderr
    assert done.stdout == f"{len(list(read_pairs(out)))} pairs in {out}\n"
    return out


class TestTables:
    @pytest.mark.parametrize("name", TABLES)
    def test_every_line_has_its_cells_and_no_stray_blank(self, name: str):
        lines = list(rows(name))
        assert {len(cells) for cells in lines} <= TABLES[name]
        assert [cells for cells in lines if any(cell != " ".join(cell.split()) or not cell for cell in cells)] == []
        assert len({tuple(cells) for cells in lines}) == len(lines)

    def test_the_lexicon_is_as_large_as_the_documentation_says(self):
        assert len(nouns()) + len(verbs()) + len(described()) + len(countries()) > 1_900
        assert len(written()) >= 490

    def test_every_noun_has_a_kind_with_frames_and_a_gender(self):
        assert {one.kind for one in nouns()} == KINDS
        assert {cells[0][:3] for cells in rows("nouns.tsv")} == {"nm.", "nf."}
        assert all(len(frames(kind)) >= 15 for kind in KINDS)

    def test_every_verb_is_conjugated_and_a_transitive_one_has_objects(self):
        assert all(french.conjugate(verb.infinitive) for verb in verbs() if verb.kind != "vx")
        assert all(bool(verb.objects) == (verb.kind == "vt") for verb in verbs())
        starts = ("un ", "une ", "le ", "la ", "l'", "les ", "des ", "de ", "deux ", "trois ", "quatre ", "plusieurs ",
                  "ces ", "ce ", "ses ", "son ", "vingt-trois ")  # fmt: skip
        objects = [thing for verb in verbs() for thing in verb.objects]
        assert [thing for thing in objects if not thing.french.startswith(starts) or not thing.english] == []

    def test_written_sentences_are_whole_and_different(self):
        assert [pair for pair in written() if not all(re.search(r"^[«A-ZÀÉÎŒ].*[.?!»]$", side) for side in pair)] == []
        assert len({letters(source) for source, _ in written()}) == len(written())

    def test_the_files_stay_small(self):
        assert sum(path.stat().st_size for path in (ROOT / "scripts/training/press_words").glob("*.*")) < 400_000


class TestPairs:
    def test_every_word_makes_sentences_without_an_open_slot(self, pairs):
        assert [pair for pair in pairs if re.search(r"[{}~]|a\(n\)|POSS|SELF|  ", "".join(pair))] == []
        assert [pair for pair in pairs if pair[0][:1].islower() or pair[1][:1].islower()] == []

    @given(seed=st.integers(0, 10**9))
    def test_a_slot_that_both_sides_of_a_frame_name_is_filled_alike(self, seed: int):
        source, target = common(random.Random(seed))
        for slot in ("num", "argent"):
            figures = [re.sub(r"[.,\s](?=\d{3})", "", side[slot]) for side in (source, target)]
            assert len({tuple(re.findall(r"\d+", side)) for side in figures}) == 1, figures
        for slot in ("age", "pct", "an"):
            assert source[slot] == target[slot]
        assert (source["ville0"], target["ville"]) in cities()

    def test_both_sides_of_frames_have_slots_in_common(self):
        shared = {slot for cells in rows("frames.tsv") for slot in SLOT.findall(cells[2])}
        assert {"qui", "quand", "lieu", "num"} <= shared

    @pytest.mark.slow
    def test_every_word_is_seen_often(self, whole: Path):
        text = "\n".join(source for source, _ in islice(read_pairs(whole), len(written()), None))
        for word in ("char", "blindé", "obusier", "bourbier", "plaie", "convoi", "drone"):
            assert len(re.findall(rf"\b{word}s?\b", text)) >= 40, word
        assert len(re.findall(r"\brampes? de lancement\b", text)) >= 40
        for word in (
            "empiét",
            "recondui",
            "en découdre",
            "mat(?:er|é|ent|aient|ant)\\b",
            "(?:pro|anti)-tur[cq]",
            "russo-",
        ):
            assert len(re.findall(word, text)) >= 6, word

    def test_joined_sentences_are_one_sentence(self):
        first, second = ("Le char brûle.", "The tank is burning."), ("L'armée recule.", "The army is retreating.")
        joined = {finish(join(first, second, random.Random(seed))) for seed in range(300)}
        assert (
            "Le char brûle, tandis que l'armée recule.",
            "The tank is burning, while the army is retreating.",
        ) in joined
        assert first in joined

    def test_the_same_seed_gives_the_same_pairs(self):
        first, again = (list(islice(framed(random.Random(9)), 400)) for _ in range(2))
        assert first == again
        assert first != list(islice(framed(random.Random(10)), 400))

    def test_no_sentence_of_an_article_is_in_it(self, pairs):
        articles = letters(
            " ".join(path.read_text(encoding="utf-8") for path in sorted((ROOT / "seeds").glob("*.txt")))
        )
        assert [
            source for source, _ in (*written(), *pairs) if len(letters(source)) > 20 and letters(source) in articles
        ] == []

    @pytest.mark.parametrize("maker", [noun_pair, verb_pair, country_pair, described_pair])
    def test_all_frames_fill(self, maker):
        words = {noun_pair: nouns, verb_pair: verbs, country_pair: countries, described_pair: described}[maker]()
        rng = random.Random(4)
        for word in words:
            assert all(finish(maker(word, rng)))


CAR = Carrier(source="voiture", target="car", plural=False, feminine=True, kinds=("arms",))


class TestExchange:
    def test_the_noun_of_the_press_takes_the_place_and_the_article(self):
        pair = ("Il a acheté une voiture bleue avant la guerre.", "He bought a car before the war.")
        [changed] = exchange([pair], 1, random.Random(1))
        assert re.fullmatch(r"Il a acheté une .+ bleue avant la guerre\.", changed[0])
        assert "voiture" not in changed[0]
        right = english.article(changed[1].removeprefix("He bought a").lstrip("n "))
        assert changed[1].startswith(f"He bought {right} ")

    @pytest.mark.parametrize(
        "pair",
        [
            ("Une voiture suit une autre voiture dans la rue.", "A car follows another car down the street."),
            ("Il a acheté une voiture bleue hier soir.", "He bought a blue vehicle last night."),
            ("La voiture-restaurant est fermée ce soir encore.", "The dining car is closed again tonight."),
            ("Une voiture.", "A car."),
        ],
    )
    def test_pairs_in_which_the_place_is_not_sure_are_left_alone(self, pair: tuple[str, str]):
        assert list(exchange([pair], 5, random.Random(1))) == []

    def test_what_takes_a_place_has_its_gender_and_first_sound(self):
        genders = {one.singular: one.feminine for one in nouns()}
        pair = ("Cet hôpital est loin de la vieille ville.", "This hospital is far from the old town.")
        for seed in range(30):
            [(source, _)] = exchange([pair], 1, random.Random(seed))
            word = source.removeprefix("Cet ").removesuffix(" est loin de la vieille ville.")
            assert french.elides(word)
            assert genders[word] is False

    def test_no_more_than_asked_for(self):
        pair = ("Il a acheté une voiture bleue hier soir.", "He bought a blue car last night.")
        assert len(list(exchange([pair] * 9, 4, random.Random(1)))) == 4

    def test_carriers_are_well_formed(self):
        assert {carrier.feminine for carrier in carriers()} == {True, False}
        assert {kind for carrier in carriers() for kind in carrier.kinds} <= KINDS

    @given(st.sampled_from(carriers()), st.lists(st.text(max_size=12), max_size=3), st.integers(0, 99))
    def test_any_text_before_and_behind_a_noun_stays(self, carrier: Carrier, around: list[str], seed: int):
        before, after = " ".join(["Oui", *" ".join(around).split(), ""]), " mot mot mot mot"
        pair = (f"{before}{carrier.source}{after}", f"{before}{carrier.target}{after}")
        [(source, target)] = exchange([pair], 1, random.Random(seed))
        assert source.startswith(before) and source.endswith(after) and target.endswith(after)
        new = source.removeprefix(before).removesuffix(after)
        fitting = [one for one in nouns() if new == (one.plural if carrier.plural else one.singular)]
        words = [one.english_plural if carrier.plural else one.english for one in fitting]
        assert any(target.endswith(f" {word}{after}") for word in words)
        assert any(one.feminine == carrier.feminine and one.kind in carrier.kinds for one in fitting)


class TestCommand:
    @pytest.mark.slow
    def test_it_writes_pairs_that_prepare_reads(self, whole: Path):
        found = list(read_pairs(whole))
        assert found[: len(written())] == written()
        assert len(set(found)) == len(found) > 60_000

    def test_shards_need_their_tokenizer(self, tmp_path: Path):
        done = train_model("press-words", "--out", tmp_path / "x.tsv", "--around", tmp_path / "real.npz")
        assert (done.returncode, done.stderr.count("\n")) == (2, 1)
        assert "--around needs --tokenizer" in done.stderr

    def test_shards_and_tokenizer_belong_together(self, whole: Path, tokenizer: Path, tmp_path: Path):
        write_shard([("Le chat dort.", "The cat sleeps.")], EMBEDDED_PATH / "sentencepiece.model", tmp_path / "far.npz")
        with pytest.raises(UsageError, match=r"far\.npz: ids that the tokenizer lacks"):
            list(decoded([tmp_path / "far.npz"], tokenizer))
        for path, told in ((tmp_path / "none", "no such tokenizer"), (tmp_path / "far.npz", "not a tokenizer")):
            with pytest.raises(UsageError, match=told):
                decoded([tmp_path / "far.npz"], path)
        pair = ("Il a acheté une voiture bleue hier soir.", "He bought a blue car last night.")
        assert list(decoded([whole.parent.parent / "real.npz"], tokenizer)) == [pair]


class TestFillers:
    def test_both_languages_say_the_same_number(self):
        digits = [(source, target) for source, target in fillers("num") if source[0].isdigit()]
        assert [pair for pair in digits if re.sub(r"\D", "", pair[0]) != re.sub(r"\D", "", pair[1])] == []

    def test_cities_are_in_both_languages(self):
        assert {("Alep", "Aleppo"), ("Damas", "Damascus"), ("Londres", "London"), ("Gaza", "Gaza")} <= set(cities())
