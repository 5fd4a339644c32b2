"""The press cases measure a model: no training text that is made here may hold one of them, figures and names aside."""

import re
from functools import cache

import pytest

from bilingual.press_sheet import read_cases
from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.figures import FRENCH_MONTHS
from scripts.training.augmentation.frames import FRAMES
from scripts.training.press_words.lexicon import rows
from scripts.training.press_words.making import written

SLOT = re.compile(r"\{\w+\}")
FUNCTION = """
a à au aux avec ce ces cet cette de des du elle elles en entre est et été eu être il ils la le les leur lui mais ne on
ont ou où par pas plus pour qu que qui sa se ses si son sont sous sur un une
"""
CASES = [text for case in read_cases() for text in (case.fr, case.clean) if text]
WORD_FRAMES = [cells[1] for cells in rows("frames.tsv")]


@cache
def content(text: str) -> frozenset[str]:
    """The words that say something, in lower case: none of a date, and no single letter."""
    words = re.findall(r"[^\W\d_]{2,}", SLOT.sub(" ", text).casefold())
    return frozenset(words) - {*FUNCTION.split(), *FRENCH_MONTHS}


def is_like(text: str, words: frozenset[str]) -> bool:
    """Whether the text holds all the words of a frame: two or more of them, or one and but names besides."""
    found = content(text)
    names = frozenset() if text.isupper() else content(" ".join(re.findall(r"\b[A-ZÀ-Þ]\w+", text)))
    return bool(words) and words <= found and (len(words) > 1 or found - names <= words)


def resembling(frames: list[str], texts: list[str]) -> list[tuple[str, str]]:
    """The frames that a text is made as, figures and names aside."""
    return [(frame, text) for frame in frames for words in [content(frame)] for text in texts if is_like(text, words)]


@pytest.mark.parametrize(
    "frames",
    [[french for french, _ in (*FRAMES, *FIGURE_FRAMES)], WORD_FRAMES, [french for french, _ in written()]],
    ids=["augment", "press-words", "written"],
)
def test_no_case_holds_the_words_of_a_frame(frames: list[str]):
    assert len(frames) > 150
    assert resembling(frames, CASES) == []


@pytest.mark.parametrize(
    ("frame", "near", "far"),
    [
        ("Il a fait {degrees} à {place} {day}.", "Il a fait 41 °C à Nîmes.", "Il a fait son choix en 2019."),
        ("Le maire de {place}, {person}, a démissionné.", "Le maire, Paul Morin, a démissionné.", "Le maire de Nîmes."),
        ("Photo : {person} / {body}", "Photo © Claire Vasseur, mars 2021.", "La photo a fait le tour du monde."),
    ],
)
def test_a_frame_with_other_figures_and_names_is_found(frame: str, near: str, far: str):
    assert resembling([frame], [near, far]) == [(frame, near)]
