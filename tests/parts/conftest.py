"""A corpus that is cut into many small parts, and the work that they are."""

import json
import random
from pathlib import Path

import pytest

from bilingual.models import find_model
from bilingual.pipeline.part_work import PartWork, remembered
from bilingual.translator import Options

PART = 500  # characters; in earnest there are eight thousand times as many
SUBJECTS = ("Le chat", "La ville", "Le ministre", "Un train", "La pluie", "Le parlement")
VERBS = ("dort", "attend", "arrive", "rêve", "tombe")


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> int:
    """Let builds of this process cut their corpus small."""
    monkeypatch.setattr("bilingual.pipeline.building.PART_CHARACTERS", PART)
    return PART


def sentences(rng: random.Random, count: int) -> str:
    return " ".join(f"{rng.choice(SUBJECTS)} {rng.choice(VERBS)} {rng.randrange(9)} jours." for _ in range(count))


@pytest.fixture(scope="session")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Sixty articles, in which sentences come again, with an English one and one without a sentence among them."""
    rng, path = random.Random(1), tmp_path_factory.mktemp("corpus") / "articles.jsonl"
    texts = [f"Article {number}\n\n{sentences(rng, rng.randrange(1, 14))}" for number in range(60)]
    texts[7] = "This one is written in English, from its beginning to its end, and nobody will translate it."
    texts[9] = "2019"
    texts[11] = "\n\n".join(sentences(rng, 40) for _ in range(12))
    rows = (json.dumps({"id": f"a{number}", "text": text, "title": "Une “gare”"}) for number, text in enumerate(texts))
    path.write_text("\n".join(rows), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def work(tiny_package: Path) -> PartWork:
    """The work of a build with the tiny model."""
    return PartWork(
        model=find_model(str(tiny_package)),
        device="cpu",
        compute_type="default",
        options=Options(beam=1),
        kinds=frozenset(("sentence", "title")),
        held_out=(),
        memories=(),
        remembered=remembered(None),
        wrapped=None,
    )
