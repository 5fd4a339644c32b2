"""Quality checks: each test says in a sentence what a check flags and what it leaves alone."""

import csv
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual import check_pair
from bilingual.quality import CHECKS, FLAGS, Check, measure_pair
from tests.material import find_material

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "quality_cases"

FRENCH = "Le gouvernement a annoncé mardi la fermeture de trois centrales nucléaires dans le nord de la France."
ENGLISH = "The government announced on Tuesday the closure of three nuclear power plants in northern France."


def flags(fr: str, en: str, score: float | None = None) -> list[str]:
    return check_pair(fr, en, score)


def test_a_good_translation_has_no_flag():
    assert flags(FRENCH, ENGLISH, score=-0.4) == []


@pytest.mark.parametrize("sign", ["\ufffd", "<unk>", "⁇"])
def test_a_character_that_the_model_could_not_write_is_always_flagged(sign: str):
    for french in (FRENCH, f"{FRENCH} {sign}"):
        assert "garbled" in flags(french, f"{ENGLISH} {sign}")
    assert "garbled" not in flags(FRENCH, ENGLISH)


def test_a_copy_of_the_french_is_untranslated():
    assert "untranslated" in flags(FRENCH, FRENCH)


def test_a_name_may_be_copied():
    assert "untranslated" not in flags("Emmanuel Macron, Paris", "Emmanuel Macron, Paris")


def test_an_english_that_stops_halfway_is_too_short():
    assert "length" in flags(FRENCH, "The government announced on Tuesday the closure.")


def test_an_english_that_goes_on_is_too_long():
    assert "length" in flags(
        "Il est parti.", "He left, and then nobody ever saw him again in the town where he was born."
    )


def test_a_looped_phrase_is_repetition():
    assert "repetition" in flags(FRENCH, ENGLISH + " in northern France in northern France in northern France")


def test_a_word_that_only_the_english_says_twice_is_repetition():
    assert "repetition" in flags("Deux militaires turcs ont été tués.", "Two Turkish military military were killed.")
    assert "repetition" in flags("le sauvetage de la banque", "the rescue of the the bank")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Il avait eu peur.", "He had had a fright."),
        ("Je sais que cela est vrai.", "I know that that is true."),
        ("C'est très, très tard.", "It is very very late."),
        ("le film La La Land", "the film La La Land"),
        ("Ce qu'il y a, il le faut.", "What there is is needed."),
    ],
)
def test_what_english_says_twice_is_no_repetition(fr: str, en: str):
    assert "repetition" not in flags(fr, en)


@pytest.mark.parametrize("en", ["He had had enough of it all.", "No, no, no, said the man."])
def test_what_people_say_twice_is_no_repetition(en: str):
    assert "repetition" not in flags("Non, non, non, dit l'homme qui en avait assez.", en)


def test_french_within_the_english_is_the_wrong_language():
    assert "language" in flags(FRENCH, "The government a annoncé mardi la fermeture de trois centrales dans le nord.")


def test_other_alphabets_are_the_wrong_language():
    assert "language" in flags(FRENCH, "Правительство объявило о закрытии трёх атомных электростанций.")


def test_a_french_title_within_english_is_not_the_wrong_language():
    assert "language" not in flags("Selon Le Monde, la France gagne.", "According to Le Monde, France is winning.")


def test_a_replaced_name_is_flagged():
    assert "names" in flags("Le maire a rencontré Barack Obama.", "The mayor met Barack Wellington.")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Le train va de Londres à Varsovie.", "The train goes from London to Warsaw."),
        ("Vladimir Poutine a reçu le président.", "Vladimir Putin received the president."),
        ("L'ONU et les États-Unis ont protesté.", "The UN and the United States protested."),
    ],
)
def test_names_may_have_an_english_form(fr: str, en: str):
    assert "names" not in flags(fr, en)


def test_the_english_of_another_sentence_is_not_aligned():
    assert "alignment" in flags(FRENCH, "My sister has been learning to play the violin since she was a little girl.")


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("Est-il venu ?", "He came."),
        ("Il est venu.", "He came"),
        ("Il a dit « oui » hier.", 'He said "yes yesterday.'),
        ("Le maire (un ami) est venu.", "The mayor (a friend came."),
    ],
)
def test_a_lost_end_mark_or_partner_is_punctuation(fr: str, en: str):
    assert "punctuation" in flags(fr, en)


@pytest.mark.parametrize(
    ("fr", "en"),
    [
        ("« Il est venu. »", '"He came."'),
        ("Il est venu…", "He came."),
        ("« Il est venu, dit-elle.", '"He came," she said.'),
        ("C'est fini !", "It is over."),
    ],
)
def test_other_customs_of_punctuation_are_fine(fr: str, en: str):
    assert "punctuation" not in flags(fr, en)


def test_a_changed_address_is_flagged():
    assert "urls" in flags("Voir https://exemple.fr/page.", "See https://example.fr/page.")


def test_the_same_address_is_not_flagged():
    assert "urls" not in flags("Voir www.exemple.fr (@jean, #paris).", "See www.exemple.fr (@jean, #paris).")


def test_a_low_probability_is_flagged_only_when_it_is_known():
    assert "low_score" in flags(FRENCH, ENGLISH, score=-3.0)
    assert "low_score" not in flags(FRENCH, ENGLISH, score=None)


def number_cases() -> list[dict[str, str]]:
    with (CASES / "numbers.tsv").open(encoding="utf-8") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_there_are_300_number_cases_of_15_kinds():
    assert len(number_cases()) == 300
    assert len({case["kind"] for case in number_cases()}) == 15


def test_no_right_number_is_flagged():
    assert [case for case in number_cases() if "numbers" in flags(case["fr"], case["en"])] == []


def test_nearly_every_wrong_number_is_flagged():
    missed = [case for case in number_cases() if "numbers" not in flags(case["fr"], case["wrong_en"])]
    assert len(missed) <= 6, missed


def test_text_in_another_language_is_flagged():
    with (CASES / "wrong_language.tsv").open(encoding="utf-8") as lines:
        cases = list(csv.DictReader(lines, delimiter="\t"))
    missed = [case for case in cases if not flags(case["fr"], case["text"])]
    assert len(missed) <= 0.05 * len(cases), missed


def test_every_check_has_a_flag_of_its_name_in_the_same_order():
    names = [check.name for check in CHECKS]
    assert names == [flag for flag in FLAGS if flag not in ("truncated", "duplicate")]


@pytest.mark.parametrize("check", CHECKS, ids=[check.name for check in CHECKS])
def test_a_check_fails_beyond_its_threshold_only(check: Check):
    beyond = 0.1 if check.direction == "above" else -0.1
    assert check.fails(check.threshold + beyond)
    assert not check.fails(check.threshold) and not check.fails(check.threshold - beyond)


def test_a_measure_says_what_it_saw():
    found = {measure.check: measure for measure in measure_pair("Il y a 12 500 élèves.", "There are 1,250 pupils.")}
    assert found["numbers"].failed
    assert found["numbers"].detail == "12 500 → 1,250"
    assert found["low_score"].detail == "no score known"


TEXTS = (
    st.text()
    | st.text("0123456789 ,.:/h-–'’éeIVXa\u00a0\u202f%€$", max_size=60)
    | st.text("\ud800\udfff\u200b\ufeff\nà", max_size=20)
)


@pytest.mark.slow
@settings(max_examples=300, deadline=None)
@given(TEXTS, TEXTS, st.none() | st.floats(max_value=0, allow_nan=False))
def test_any_two_strings_give_known_flags_twice_the_same(fr: str, en: str, score: float | None):
    first = check_pair(fr, en, score)
    assert first == check_pair(fr, en, score)
    assert set(first) <= set(FLAGS)
    assert first == [measure.check for measure in measure_pair(fr, en, score) if measure.failed]


@pytest.mark.slow
def test_another_process_with_another_hash_seed_says_the_same():
    pair = (f"{FRENCH} 3 mai 12 h", "Not on May 4 at 5.")
    program = f"from bilingual.quality import measure_pair; print(measure_pair(*{pair!r}))"
    said = {
        subprocess.run(
            [sys.executable, "-c", program], cwd=ROOT, env={"PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("1", "2")
    }
    assert len(said) == 1


@pytest.mark.slow
@pytest.mark.parametrize("name", ["newstest2014", "flores-dev"])
def test_the_bars_hold_on_human_pairs_and_damaged_copies(name: str):
    from scripts.damages.mechanical import MECHANICAL, damage, make_corpus, read_pairs

    pairs = read_pairs(find_material(f"{name}.tsv.gz"))
    rows = range(1, len(pairs), 6)
    assert sum(bool(flags(*pairs[row])) for row in rows) <= 0.05 * len(rows) + 3
    damaged = [pair for how in MECHANICAL.values() for pair in damage(make_corpus(pairs), rows, how)]
    assert sum(bool(flags(*pair)) for pair in damaged) >= 0.95 * len(damaged)
