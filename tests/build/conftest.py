"""Six short articles."""

from pathlib import Path

import pytest

from tests.build.folders import TEXT


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    folder = tmp_path / "articles"
    folder.mkdir()
    for number in range(6):
        (folder / f"{number}.txt").write_text(
            f"Article {number}. {TEXT}\n\nLa ville compte {number} ponts.\n", encoding="utf-8"
        )
    return folder
