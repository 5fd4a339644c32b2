"""The press cases measure a model: no training text that is made here may hold one of them, figures and names aside."""

import re

from bilingual.press_sheet import read_cases
from scripts.training.augmentation.figure_frames import FIGURE_FRAMES
from scripts.training.augmentation.frames import FRAMES
from scripts.training.press_words.making import written

SLOT = re.compile(r"\\\{\w+\\\}")
CASES = [text for case in read_cases() for text in (case.fr, case.clean) if text]


def test_no_case_fits_a_frame():
    frames = [re.compile(SLOT.sub(".+", re.escape(french)), re.IGNORECASE) for french, _ in (*FRAMES, *FIGURE_FRAMES)]
    wordy = [
        frame for frame in frames if len(re.sub(r"\W|\.\+", "", frame.pattern)) > 8
    ]  # `{person}, {place}` fits all
    assert len(wordy) > 150
    assert [text for text in CASES if any(frame.fullmatch(text) for frame in wordy)] == []


def test_no_case_is_a_written_sentence():
    assert not set(CASES) & {french for french, _ in written()}
