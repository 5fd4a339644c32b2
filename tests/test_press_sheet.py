"""The press sheet: shares over a test set, press cases right or wrong, and lists of cases read or refused with their line."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bilingual.errors import BilingualError, DatasetError, UsageError
from bilingual.press_sheet import FIGURES, Case, Share, Verdict, by_kind, judge_cases, make_sheet, read_cases, right_of
from bilingual.press_sheet.cases import is_right
from tests.conftest import ROOT

PAIRS = [
    ("Il a payé 20 € à Londres.", "He paid €20 in London."),
    ("Il a payé 30 € à Tripodi.", "He payed the obusier 40 to Triplodi."),
    ("Les troupes ont détruit un obusier.", "Les troupes ont détruit un obusier."),
]
LINES = st.dictionaries(
    st.sampled_from(["kind", "fr", "must", "clean", "x"]),
    st.none() | st.text(max_size=5) | st.lists(st.text(max_size=3) | st.lists(st.text(max_size=3))),
)


class TestShares:
    def test_say_how_many_of_how_many(self):
        sheet = make_sheet(PAIRS)
        assert list(sheet) == [figure.key for figure in FIGURES]
        assert sheet["names"] == Share(1, 2)
        assert sheet["numbers"] == Share(1, 2)
        assert sheet["symbols"] == Share(1, 2)
        assert sheet["untranslated"] == Share(1, 3)
        assert sheet["garbled"] == Share(0, 3)
        assert sheet["french_words"].count >= 1

    def test_of_the_words_those_made_up_and_those_left_in_french_are_told_apart(self):
        sheet = make_sheet([("Il a amorcé un obusier.", "He amorcated an obusier.")])
        assert (sheet["made_up"], sheet["french_words"]) == (Share(1, 4), Share(1, 4))

    def test_count_characters_that_were_lost(self):
        assert make_sheet([("Il a 20 €.", "He has 20 \ufffd.")])["garbled"] == Share(1, 1)

    def test_of_nothing_are_none(self):
        sheet = make_sheet([])
        assert set(sheet.values()) == {Share(0, 0)} and sheet["names"].ratio is None
        assert FIGURES[0].shown(sheet["names"]) == "0 of 0 (–)"

    def test_are_shown_with_more_decimals_where_they_should_be_near_nothing(self):
        shown = {figure.key: figure.shown(Share(2310, 2400)) for figure in FIGURES}
        assert shown["names"] == "2,310 of 2,400 (96.2 %)"
        assert shown["made_up"] == "2,310 of 2,400 (96.25 %)"

    def test_each_has_its_row_in_the_docs(self):
        section = (
            (ROOT / "docs" / "quality.md")
            .read_text(encoding="utf-8")
            .partition("## The press sheet")[2]
            .partition("\n## ")[0]
        )
        rows = re.findall(r"^\| ([\w ]+) \| `(\w+)` \|", section, re.MULTILINE)
        assert rows == [(figure.says, figure.key) for figure in FIGURES]
        assert f"The {len(read_cases())} that ship" in section

    @given(pairs=st.lists(st.tuples(st.text(max_size=80), st.text(max_size=80)), max_size=3))
    def test_are_never_more_than_all_and_add_up(self, pairs: list[tuple[str, str]]):
        sheet, alone = make_sheet(pairs), [make_sheet([pair]) for pair in pairs]
        for key, share in sheet.items():
            assert 0 <= share.count <= share.of
            assert share == sum((one[key] for one in alone), Share())


class TestVerdicts:
    @pytest.mark.parametrize(
        ("must", "en", "right"),
        [
            ((), "Anything.", True),
            ((), "A \ufffd.", False),
            ((("€", "euro"),), "It costs 20 EUROS.", True),
            ((("€", "euro"), ("20",)), "It costs 30 euros.", False),
            ((("Łęcki", "Lecki"),), "Mr Łęcki plays.", True),
        ],
    )
    def test_a_case_is_right_when_each_group_has_a_member_there(
        self, must: tuple[tuple[str, ...], ...], en: str, right: bool
    ):
        assert is_right(Case("x", "Oui.", must), en, None) is right

    @pytest.mark.parametrize(
        ("word", "en", "right"),
        [
            ("euro", "The neurones.", False),
            ("euro", "Some eurodollars.", True),
            ("minist", "The administration.", False),
            ("minist", "The ministers.", True),
            ("bn", "It lost €3.2bn.", True),
            ("bn", "A hobnail.", False),
            ("48", "It costs €48.", True),
            ("48", "It costs 1480 euros.", False),
            ("48", "It costs 148 euros.", False),
            ("48", "It costs 480 euros.", False),
            ("48", "It costs 1,048 euros.", False),
            ("48", "It costs 3.48 euros.", False),
            ("75", "The club received 75,000 euros.", True),
            ("m2", "It measures 250m2.", True),
            ("€", "It costs 20€.", True),
            ("@Mairie_Lille", "By X@Mairie_Lille.", True),
        ],
    )
    def test_a_word_may_go_on_but_is_not_cut_out_of_another_nor_of_a_number(self, word: str, en: str, right: bool):
        assert is_right(Case("x", "Oui.", ((word,),)), en, None) is right

    @given(word=st.text(min_size=1).filter(lambda text: "\ufffd" not in text))
    def test_any_word_between_blanks_is_there(self, word: str):
        assert is_right(Case("x", "Oui.", ((word,),)), f"One {word} two", None)

    @pytest.mark.parametrize(
        ("en", "right"),
        [
            ("They speak of an “Arab spring” here.", True),
            ("THEY SPEAK OF AN 'ARAB SPRING' HERE.", True),
            ("They speak of an Arabicempprintprint here.", False),
        ],
    )
    def test_the_english_must_resemble_that_of_the_plain_sentence(self, en: str, right: bool):
        case = Case("x", "On parle d’un “printemps arabe” ici.", clean='On parle d\'un "printemps arabe" ici.')
        assert is_right(case, en, 'They speak of an "Arab spring" here.') is right

    def test_of_a_line_in_capitals_less_is_asked(self):
        plain = "The strike of the railway workers goes on"
        english = "The strike of the train workers goes on today"
        assert is_right(Case("x", "LA GRÈVE CONTINUE", clean="La grève continue"), english, plain)
        assert not is_right(Case("x", "La grève continue", clean="La grève continue"), english, plain)

    @given(fr=st.text(), en=st.text().filter(lambda text: "\ufffd" not in text))
    def test_a_case_whose_english_is_that_of_its_plain_sentence_is_right(self, fr: str, en: str):
        assert is_right(Case("x", fr, clean=fr), en, en)

    def test_all_sentences_are_translated_at_once_and_each_goes_back_to_its_case(self):
        asked: list[list[str]] = []

        def shout(texts: list[str]) -> list[str]:
            asked.append(texts)
            return [text.upper() for text in texts]

        cases = [Case("a", "un", (("UN",),)), Case("b", "deux", clean="trois"), Case("a", "quatre", (("x",),))]
        verdicts = judge_cases(cases, shout)
        assert asked == [["un", "deux", "trois", "quatre"]]
        assert verdicts == [
            Verdict(cases[0], "UN", None, True),
            Verdict(cases[1], "DEUX", "TROIS", False),
            Verdict(cases[2], "QUATRE", None, False),
        ]
        assert by_kind(verdicts) == {"a": Share(1, 2), "b": Share(0, 1)} and right_of(verdicts) == Share(1, 3)


class TestTheListThatShips:
    CASES = read_cases()

    def test_holds_some_sixty_sentences_of_the_kinds_that_newspapers_type(self):
        kinds = by_kind(Verdict(case, "", None, False) for case in self.CASES)
        assert len(self.CASES) >= 60 and len({case.fr for case in self.CASES}) == len(self.CASES)
        assert {
            "capitals",
            "quotation marks",
            "currencies",
            "emoji",
            "addresses",
            "hidden characters",
            "names",
        } <= kinds.keys()

    def test_asks_for_words_in_every_case_so_that_two_equal_wrong_sentences_are_not_right(self):
        assert all(case.must for case in self.CASES)

    def test_names_each_word_of_a_group_once_and_none_with_a_blank_before_it(self):
        for case in self.CASES:
            for group in case.must:
                assert len(set(group)) == len(group) and all(word == word.lstrip() for word in group), case


class TestReading:
    def write(self, folder: Path, *lines: object) -> Path:
        path = folder / "cases.jsonl"
        texts = (line if isinstance(line, str) else json.dumps(line, ensure_ascii=False) for line in lines)
        path.write_text("".join(f"{text}\n" for text in texts), encoding="utf-8")
        return path

    def test_takes_an_object_a_line_and_passes_over_blank_ones(self, tmp_path: Path):
        path = self.write(
            tmp_path, {"kind": "a", "fr": "Oui.", "must": [["yes"]]}, "", {"kind": "b", "fr": "NON", "clean": "Non"}
        )
        assert read_cases(path) == [Case("a", "Oui.", (("yes",),)), Case("b", "NON", clean="Non")]

    @pytest.mark.parametrize(
        ("line", "told"),
        [
            ("not json", "no JSON"),
            ("[" * 5000, "no JSON"),
            ("[]", "no case"),
            ({"kind": "a"}, "no case"),
            ({"kind": "a", "fr": "Oui.", "musts": []}, "unknown key musts; the keys are kind, fr, must, clean"),
            ({"kind": "a", "fr": " "}, "kind, fr and clean must be texts that are not empty"),
            ({"kind": 3, "fr": "Oui."}, "kind, fr and clean must be texts that are not empty"),
            ({"kind": "a", "fr": "Oui.", "clean": ""}, "kind, fr and clean must be texts that are not empty"),
            ('{"kind": "a", "fr": "\\ud800"}', "kind, fr and clean must be texts that are not empty"),
            ({"kind": "a", "fr": "Oui.", "must": ["yes"]}, "must is no list of lists of words"),
            ({"kind": "a", "fr": "Oui.", "must": [[]]}, "must is no list of lists of words"),
            ({"kind": "a", "fr": "Oui.", "must": [[""]]}, "must is no list of lists of words"),
            ({"kind": "a", "fr": "a" * (1 << 13)}, "more than 8 KiB"),
        ],
    )
    def test_a_line_that_is_no_case_is_refused_in_one_line_with_its_number(
        self, tmp_path: Path, line: object, told: str
    ):
        path = self.write(tmp_path, {"kind": "a", "fr": "Oui."}, line)
        with pytest.raises(DatasetError) as error:
            read_cases(path)
        assert str(error.value).startswith(f"{path}, line 2: {told}") and "\n" not in str(error.value)

    def test_what_is_no_utf_8_is_refused_with_its_line(self, tmp_path: Path):
        path = tmp_path / "cases.jsonl"
        path.write_bytes(b'{"kind": "a", "fr": "\xe9t\xe9"}\n')
        with pytest.raises(DatasetError, match="line 1: not UTF-8"):
            read_cases(path)

    def test_an_empty_list_is_refused(self, tmp_path: Path):
        with pytest.raises(DatasetError, match="an empty list of cases"):
            read_cases(self.write(tmp_path))

    def test_a_missing_one_is_a_usage_error(self, tmp_path: Path):
        with pytest.raises(UsageError, match="no such list of cases"):
            read_cases(tmp_path / "nowhere.jsonl")

    @given(content=st.binary(max_size=80) | LINES.map(lambda row: json.dumps(row).encode()))
    def test_any_bytes_are_read_or_refused_in_one_line(self, tmp_path_factory: pytest.TempPathFactory, content: bytes):
        path = tmp_path_factory.mktemp("any") / "cases.jsonl"
        path.write_bytes(content)
        try:
            assert all(case.fr.strip() and case.kind.strip() for case in read_cases(path))
        except BilingualError as error:
            assert str(path) in str(error) and "\n" not in str(error)
