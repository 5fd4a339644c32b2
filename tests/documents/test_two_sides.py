"""A document holds both languages whole, and every offset holds on both sides."""

import random

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from bilingual.dataset.checking_documents import check_document
from bilingual.dataset.documents import Document
from bilingual.pairs import Pair
from bilingual.text.lines import one_line
from tests.documents.corpora import document, row_of
from tests.hostile_texts import HOSTILE

PIECES = st.sampled_from(
    ["Le chat dort.", "Pourquoi ?", "« Oui », dit-il.", "Il a 3,5 km à faire.", " ", "  ", "\u00a0", "\n", "\r\n", "\n\n", "\r",
     "\u2028", "\t", "- ", "> ", "M. Dupont", "porte-\nmonnaie", "# Titre", "TITRE", "(AFP)", "This is an English line.", "…", "»", "😀"]
)  # fmt: skip
TEXTS = st.one_of(st.lists(PIECES, max_size=30).map("".join), st.text(st.characters(exclude_categories=["Cs"])))
ENGLISH = st.sampled_from(
    [lambda text: f"<{text}>", lambda text: "x", str.upper, lambda text: f" {text} ", lambda text: text[::-1] or "x"]
)


@pytest.mark.slow
@settings(max_examples=300)
@given(TEXTS, ENGLISH, st.integers(0, 3))
@example("", str.upper, 0)
@example(" \n ", str.upper, 1)
@example("\n".join(HOSTILE), str.upper, 2)
def test_every_offset_holds_and_nothing_else_stands_in_the_english(text, english, every):
    made = document("a", text, english, every)
    row = row_of(made)
    assert row["fr"] == text
    assert [each["id"] for each in row["sentences"]] == [pair.id for pair in made.pairs]
    left = list(row["en"])
    for place, segment in zip(
        sorted((*row["sentences"], *row["gaps"]), key=lambda each: each["start"]), made.segments, strict=True
    ):
        french = one_line(row["fr"][place["start"] : place["end"]])
        wanted = segment.en if isinstance(segment, Pair) else french
        assert french == (segment.fr if isinstance(segment, Pair) else segment.text)
        assert row["en"][place["en_start"] : place["en_end"]] == wanted
        left[place["en_start"] : place["en_end"]] = " " * len(wanted)
    assert "".join(left).strip() == ""


class TestTheEnglish:
    def test_has_the_paragraphs_of_the_french(self):
        row = row_of(document("a", "Un titre\n\nLe chat dort. Il rêve.\r\n\r\nFin.\n", str.upper))
        assert row["en"] == "UN TITRE\n\nLE CHAT DORT. IL RÊVE.\r\n\r\nFIN.\n"

    def test_joins_lines_that_were_wrapped(self):
        text = "Le chat de la voisine dort sur le toit de la grange.\nIl rêve d'un poisson rouge qui nage dans un grand\nbocal de verre bleu."
        made = document("a", text, str.upper, wrapped=True)
        assert len({pair.paragraph for pair in made.pairs}) == 1
        assert "\n" not in row_of(made)["en"]

    def test_parts_sentences_that_were_glued(self):
        text = "Le chat dort.Il rêve d'un poisson."
        made = document("a", text, str.upper)
        assert [pair.fr for pair in made.pairs] == ["Le chat dort.", "Il rêve d'un poisson."]
        assert row_of(made)["en"] == "LE CHAT DORT. IL RÊVE D'UN POISSON."

    def test_keeps_what_was_skipped_as_french_and_lists_it(self):
        text = "Le chat dort. Il rêve. Il mange."
        row = row_of(document("a", text, str.upper, every=2))
        assert row["en"] == "Le chat dort. IL RÊVE. Il mange."
        assert [(text[gap["start"] : gap["end"]], gap["reason"]) for gap in row["gaps"]] == [
            ("Le chat dort.", "language"), ("Il mange.", "language"),
        ]  # fmt: skip


TEXT = "Le chat dort. Il rêve.\n\nUne gare ferme."


def damaged(row: dict, name: str, change: object) -> dict:
    places = [dict(place) for place in row[name]]
    change(places)
    return {**row, name: places}


class TestTheCheck:
    MADE: Document = document("a", TEXT, str.upper, every=3)

    def test_finds_nothing_in_what_was_written(self):
        assert list(check_document(self.MADE, TEXT, row_of(self.MADE))) == []

    @pytest.mark.parametrize(
        ("change", "told"),
        [
            (lambda row: None, "missing"),
            (lambda row: {**row, "id": "b"}, "missing"),
            (lambda row: {**row, "fr": row["fr"] + "."}, "its French in `documents` is not its text"),
            (lambda row: {**row, "sentences": row["sentences"][1:]}, "its sentences or gaps"),
            (lambda row: {**row, "gaps": []}, "its sentences or gaps"),
            (lambda row: {**row, "en": "X" + row["en"][1:]}, "its English does not stand at"),
            (lambda row: {**row, "en": row["en"] + " more"}, "that is no segment's"),
            (lambda row: {**row, "en": row["en"].replace("\n", " ")}, "not the paragraphs of its French"),
            (lambda row: {**row, "title": "Un titre"}, "its title in `documents`"),
            (lambda row: {**row, "url": ""}, "its url in `documents`"),
            (lambda row: damaged(row, "sentences", lambda all: all[-1].update(en_end=all[-1]["en_end"] + 1)), "its English"),
            (lambda row: damaged(row, "sentences", lambda all: all[0].update(en_end=all[0]["en_end"] - 1)), "its English"),
            (lambda row: damaged(row, "sentences", lambda all: all[0].update(start=all[0]["start"] + 1)), "something else"),
            (lambda row: damaged(row, "sentences", lambda all: all[0].update(status="edited")), "something else"),
            (lambda row: damaged(row, "gaps", lambda all: all[0].update(reason="empty")), "something else"),
        ],
    )  # fmt: skip
    def test_finds_every_change(self, change, told):
        problems = list(check_document(self.MADE, TEXT, change(row_of(self.MADE))))
        assert any(told in problem for problem in problems), problems


@pytest.mark.slow
def test_time_grows_with_the_text_alone():
    from time import process_time

    def seconds(count: int) -> float:
        text = "\n\n".join(f"Le train numéro {number} part demain de la gare." for number in range(count))
        made = document("a", text)
        began = process_time()
        row_of(made)
        return process_time() - began

    random.seed(1)
    assert min(seconds(4_000) for _ in range(3)) < 16 * max(0.002, min(seconds(500) for _ in range(3)))
