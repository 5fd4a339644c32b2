"""Which segment of another build is which of this one: by text and place."""

import tracemalloc
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.pairs import Pair, segment_id
from bilingual.review.carrying import Carried
from bilingual.review.matching import match_verdicts
from bilingual.review.places import Place, match_places
from bilingual.review.records import Judged
from tests.growth.measuring import MOST, growth
from tests.written_datasets import many_pairs, write_dataset

TEXTS = st.sampled_from([b"a", b"b", b"c"])


@st.composite
def places(draw: st.DrawFn) -> list[Place]:
    """Segments of an article, many of them equal, in the order of their starts."""
    texts = draw(st.lists(TEXTS, max_size=12))
    gaps = draw(st.lists(st.integers(1, 50), min_size=len(texts), max_size=len(texts)))
    return [(text, sum(gaps[: number + 1])) for number, text in enumerate(texts)]


class TestPlaces:
    @settings(max_examples=50)
    @given(places(), places())
    def test_equal_texts_are_paired_in_order_each_once_as_many_as_there_are(self, old: list[Place], new: list[Place]):
        found = match_places(old, new)
        assert all(old[one][0] == new[other][0] for one, other in found.items())
        for text in {text for text, _ in [*old, *new]}:
            paired = [found[one] for one in sorted(found) if old[one][0] == text]
            assert paired == sorted(set(paired))
            assert len(paired) == min(sum(each[0] == text for each in side) for side in (old, new))

    @settings(max_examples=50)
    @given(places(), st.integers(0, 1_000))
    def test_what_has_only_moved_is_found(self, old: list[Place], move: int):
        assert match_places(old, [(text, start + move) for text, start in old]) == {n: n for n in range(len(old))}

    @settings(max_examples=50)
    @given(places(), st.data())
    def test_what_stays_where_it_was_is_found_when_some_are_removed(self, old: list[Place], data: st.DataObject):
        """With a text that stands once on either side, which tells that nothing has moved."""
        old = [*old, (b"once", 1_000)]
        kept = [number for number in range(len(old)) if number == len(old) - 1 or data.draw(st.booleans())]
        assert match_places(old, [old[number] for number in kept]) == {n: place for place, n in enumerate(kept)}

    @pytest.mark.parametrize(
        ("old", "new", "found"),
        [
            ("x…100 a…110 a…200 a…300", "x…150 a…251 a…349", {0: 0, 2: 1, 3: 2}),
            ("x…100 a…110 a…300", "x…90 a…101 a…150 a…291", {0: 0, 1: 1, 2: 3}),
            ("a…10 a…20 a…30", "a…500", {2: 0}),
            ("a…10", "b…10", {}),
            ("", "a…1", {}),
        ],
    )
    def test_the_nearest_is_taken_after_all_have_moved_with_what_is_certain(
        self, old: str, new: str, found: dict[int, int]
    ):
        assert match_places(read(old), read(new)) == found

    @pytest.mark.slow
    @pytest.mark.parametrize("texts", [1, 7, 10**9])
    def test_the_time_grows_with_the_segments(self, texts: int):
        def many(size: int) -> list[Place]:
            return [(b"%d" % (number % texts), number) for number in range(size)]

        assert growth(lambda size: match_places(many(size), many(size)[::2]), lambda size: size, size=10_000) <= MOST


def read(line: str) -> list[Place]:
    parts = (part.split("…") for part in line.split())
    return [(text.encode(), int(start)) for text, start in parts]


def pair(article: str, fr: str, start: int, number: int = 0) -> Pair:
    (made,) = many_pairs(1)
    return replace(made, id=segment_id(article, fr, number), article_id=article, fr=fr, start=start)


def judged(*pairs: Pair) -> Iterable[Judged]:
    return (Judged.of(each) for each in pairs)


def articles(*names: str, texts: str) -> list[Pair]:
    """An article of each name with the same sentences, one a letter."""
    return [pair(name, f"La phrase {text}.", 20 * place) for name in names for place, text in enumerate(texts)]


@pytest.fixture
def write(dataset: Path, tmp_path: Path):
    return lambda pairs: write_dataset(dataset, tmp_path / "new", pairs)


class TestVerdicts:
    def test_an_id_that_was_not_given_has_no_pair(self, write):
        new = write(articles("a", texts="xyz"))
        matching = match_verdicts(judged(*articles("a", texts="x")), new)
        assert matching.counts == {"same": 1} and matching.lost == {}
        assert matching.pair_of("0" * 16) is None and list(matching.renames()) == []

    def test_accents_may_be_composed_in_one_build_and_not_in_the_other(self, write):
        new = write([pair("a", "L’été arrive.", 0)])
        old = pair("a", "L’e\u0301te\u0301 arrive.", 0)
        matching = match_verdicts(judged(old), new)
        assert matching.pair_of(old.id) == segment_id("a", "L’été arrive.", 0) and matching.counts == {"moved": 1}

    def test_an_article_goes_to_the_one_that_shares_most_of_its_sentences(self, write):
        new = write(
            [*articles("near", texts="abcd"), *articles("far", texts="abxyz"), *articles("other", texts="mnop")]
        )
        old = articles("old", texts="abcde")
        matching = match_verdicts(judged(*old), new)
        assert matching.counts == {"renamed": 4} and matching.pair_of(old[0].id) == articles("near", texts="a")[0].id
        assert [(each.old, each.new, each.verdicts) for each in matching.renames()] == [("old", "near", 4)]
        assert [each.id for each in matching.unmatched()] == [old[4].id]

    def test_less_than_half_of_its_sentences_is_another_article(self, write):
        matching = match_verdicts(judged(*articles("old", texts="abcde")), write(articles("new", texts="abxyz")))
        assert matching.counts == {} and sum(matching.lost.values()) == 5

    def test_an_article_that_was_there_before_is_nobody_s_new_name(self, write):
        new, old = write(articles("kept", texts="abc")), articles("old", texts="abc")
        known = [("kept", 0, "La phrase a.")]
        assert match_verdicts(judged(*old), new, known).counts == {}
        assert match_verdicts(judged(*old), new).counts == {"renamed": 3}

    def test_what_every_article_says_tells_no_name(self, write):
        names = [f"n{number}" for number in range(11)]
        new = write([*articles(*names, texts="z"), *articles("new", texts="ab")])
        matching = match_verdicts(judged(*articles("old", texts="abz"), *articles("lost", texts="z")), new)
        assert [each.new for each in matching.renames()] == ["new"] and matching.counts == {"renamed": 2}

    def test_articles_numbered_anew_are_told_by_what_they_say(self, write):
        old = [*articles("1", texts="abc"), *articles("2", texts="def")]
        new = write([*articles("1", texts="xyz"), *articles("2", texts="abc"), *articles("3", texts="def")])
        matching = match_verdicts(judged(*old), new)
        assert [(each.old, each.new) for each in matching.renames()] == [("1", "2"), ("2", "3")]
        assert matching.counts == {"renamed": 6} and matching.pair_of(old[0].id) == articles("2", texts="a")[0].id

    def test_two_articles_that_swapped_nothing_keep_their_verdicts(self, write):
        new = write(articles("b", "a", texts="abc"))
        old = articles("a", "b", texts="cba")
        matching = match_verdicts(judged(*old), new)
        assert matching.counts == {"same": 6} and all(matching.pair_of(each.id) == each.id for each in old)

    @pytest.mark.slow
    def test_the_time_grows_with_the_articles_also_when_all_of_them_are_renamed_and_alike(
        self, dataset: Path, tmp_path: Path
    ):
        def build_of(size: int) -> tuple[list[Judged], Path]:
            old = [each for n in range(size) for each in articles(f"o{n}", texts=f"{n},z")]
            new = (replace(each, article_id=f"n{each.article_id}") for each in old)
            out = tmp_path / f"d{size}"
            return list(judged(*old)), out if out.exists() else write_dataset(dataset, out, new)

        assert growth(lambda built: match_verdicts(*built).counts, build_of, size=400) <= MOST


@pytest.mark.slow
def test_four_times_the_verdicts_take_no_more_memory(dataset: Path, tmp_path: Path):
    peaks = []
    for size in (100, 1_000, 4_000):  # the first time, modules are loaded
        old = write_dataset(dataset, tmp_path / f"old{size}", (replace(each, comment="?") for each in many_pairs(size)))
        new = write_dataset(dataset, tmp_path / f"new{size}", many_pairs(size))
        tracemalloc.start()
        assert sum(1 for _ in Carried(old, new).rows()) == size
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[2] < 1.25 * peaks[1] + 3_000, peaks
