"""Any text in any field: it comes out as it went in, as a string of JSON and nothing else."""

import json
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.review.page.marks import in_units, mark_pair
from bilingual.review.page.payloads import DEEPEST, Malformed, read_body
from tests.page_server.browser import Browser, served
from tests.written_datasets import write_dataset

HOSTILE = "</script><script>alert(1)</script>\u202e\u2066\u200b\ufeff\"'`&lt;{{ 7 * 7 }}${1}\\u0041 %s %00 😀 ../../etc/passwd"
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@pytest.fixture(scope="module")
def hostile(dataset: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that has it everywhere, the names of flags and kinds included."""
    pairs = [
        replace(
            pair, id=f"{HOSTILE}{number}", fr=f"{HOSTILE} {number}", en=HOSTILE, machine_en=HOSTILE, comment=HOSTILE,
            article_id=HOSTILE, title=HOSTILE, publisher=HOSTILE, date=HOSTILE, url=f"javascript:{HOSTILE}",
            kind=HOSTILE, flags=(HOSTILE, "words"), start=number, score=float("nan"),
        )
        for number, pair in zip(range(5), read_pairs(dataset), strict=False)
    ]  # fmt: skip
    return write_dataset(dataset, tmp_path_factory.mktemp("hostile") / "fr-en", pairs)


class TestAHostileText:
    def test_comes_out_as_text_in_every_field(self, hostile: Path):
        with served(hostile, HOSTILE[:50]) as server, closing(Browser(server)) as ana:
            cards = ana.walk()
            assert [card["id"] for card in cards] == [f"{HOSTILE}{number}" for number in range(5)]
            for card in cards:
                assert (card["en"], card["comment"], card["kind"], card["score"]) == (HOSTILE, HOSTILE, HOSTILE, None)
                assert card["article"]["title"] == card["article"]["publisher"] == HOSTILE
                assert [flag["name"] for flag in card["flags"]] == [HOSTILE, "words"]
            said = ana.judge(cards[0], "edited", en=f"{HOSTILE}.", comment=HOSTILE)["card"]
            assert (said["en"], said["mine"]["comment"]) == (f"{HOSTILE}.", HOSTILE)
            assert ana.get("/api/overview", flag=HOSTILE, article=HOSTILE, kind=HOSTILE)["progress"]["size"] == 5
            assert ana.next(search=HOSTILE[:30])["id"] == cards[0]["id"]
            page = ana.raw("GET", "/?<script>alert(1)</script>", ana.headers)
            assert page.status == 200 and b"<script>" not in page.body and "text/html" in page.headers["Content-Type"]

    def test_is_never_sent_as_anything_but_ascii_json(self, hostile: Path):
        with served(hostile) as server, closing(Browser(server)) as ana:
            for path in ("/api/next", "/api/overview", "/api/changes"):
                answer = ana.raw("GET", path, ana.headers)
                assert answer.body.isascii() and answer.headers["Content-Type"] == "application/json"

    def test_in_the_name_of_the_dataset_is_escaped_on_the_page(self, dataset: Path, tmp_path: Path):
        from bilingual.review.page.app import render

        page = render("page.html", name=HOSTILE)
        assert "<script>alert" not in page and "{{ 7 * 7 }}" in page


class TestMarks:
    @given(ANY, ANY)
    def test_lie_in_their_texts_apart_and_in_order(self, fr: str, en: str):
        for side, text in zip(("fr", "en"), (fr, en), strict=True):
            spans = mark_pair(fr, en)[side]
            edges = [edge for span in spans for edge in span]
            assert edges == sorted(edges) and len(set(edges)) == len(edges)
            units = text.encode("utf-16-le")
            for start, end in spans:
                assert units[2 * start : 2 * end].decode("utf-16-le").strip()

    @given(ANY, st.data())
    def test_count_as_a_page_does(self, text: str, data: st.DataObject):
        start = data.draw(st.integers(0, len(text)))
        end = data.draw(st.integers(start, len(text)))
        [[first, last]] = in_units(text, [(start, end)])
        assert text.encode("utf-16-le")[2 * first : 2 * last].decode("utf-16-le") == text[start:end]

    def test_name_words_without_a_counterpart_on_both_sides(self):
        fr, en = "😀 Le président a démissionné hier à l'e\u0301cole.", "😀 The president resigned."
        spans = mark_pair(fr, en)["fr"]
        words = [fr.encode("utf-16-le")[2 * a : 2 * b].decode("utf-16-le") for a, b in spans]
        assert "hier" in words and "e\u0301cole" in words and "président" not in words


class TestABody:
    values = st.recursive(
        st.none() | st.booleans() | st.integers() | st.text(max_size=5),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
        max_leaves=5,
    )

    @settings(max_examples=30)
    @given(st.dictionaries(st.text(max_size=5), values, max_size=3))
    def test_of_json_is_read_as_it_is(self, value: dict[str, object]):
        assert read_body(json.dumps(value).encode()) == value

    @given(st.binary(max_size=100))
    def test_of_anything_else_is_refused(self, data: bytes):
        try:
            assert isinstance(read_body(data), dict)
        except Malformed as error:
            assert "\n" not in str(error)

    def test_may_be_so_deep_and_no_deeper(self):
        read_body(b'{"a":' * (DEEPEST - 1) + b"1" + b"}" * (DEEPEST - 1))
        with pytest.raises(Malformed):
            read_body(b'{"a":' * (DEEPEST + 1) + b"1" + b"}" * (DEEPEST + 1))
