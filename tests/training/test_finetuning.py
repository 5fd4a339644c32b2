"""Reviewed pairs change the model: towards what reviewers wrote, and away from little else."""

import os
import subprocess
import sys
from itertools import product
from pathlib import Path

import pytest
import torch

from bilingual.dataset.review_table import write_review_tsv
from bilingual.errors import ReviewError
from bilingual.models import find_model, inspect_package
from bilingual.pairs import Pair
from bilingual.translator import Translator
from scripts.training.checkpoint import load
from scripts.training.finetuning import Recipe, blend, finetune, read_reviewed
from tests.conftest import ROOT
from tests.tiny_model import ENDS, SUBJECTS, VERBS

pytestmark = pytest.mark.slow


def pair(number: int, french: str, english: str, status: str) -> Pair:
    """A row of a dataset."""
    return Pair(
        id=f"{number:015x}x",
        fr=french,
        en=english,
        article_id="a",
        title=None,
        date=None,
        publisher=None,
        url=None,
        paragraph=0,
        sentence=number,
        start=0,
        end=1,
        kind="sentence",
        score=-0.1,
        flags=(),
        status=status,
        machine_en=english,
        comment="",
    )


def said(french: tuple[str, ...]) -> str:
    """A sentence made of parts."""
    return " ".join(french) + "."


@pytest.fixture
def table(tmp_path: Path) -> Path:
    """A review in which every « Le chat » became « A cat »; nobody looked at the other subjects' sentences."""
    pairs = []
    for number, parts in enumerate(product(SUBJECTS, VERBS, ENDS)):
        french, english = (said(side) for side in zip(*parts, strict=True))
        edited = parts[0][0] == "Le chat"
        status = "edited" if edited else "machine"
        pairs.append(pair(number, french, english.replace("The cat", "A cat") if edited else english, status))
    write_review_tsv(pairs, tmp_path / "pairs.tsv")
    return tmp_path / "pairs.tsv"


class TestReviewTable:
    def test_accepted_and_edited_pairs_are_learnt_rejected_ones_never(self, tmp_path: Path):
        rows = [("Un.", "accepted"), ("Deux.", "edited"), ("Trois.", "rejected"), ("Quatre.", "machine")]
        write_review_tsv(
            [pair(n, text, text.upper(), status) for n, (text, status) in enumerate(rows)], tmp_path / "t.tsv"
        )
        found = read_reviewed(tmp_path / "t.tsv")
        assert found.reviewed == (("Un.", "UN."), ("Deux.", "DEUX."))
        assert found.own == (("Quatre.", "QUATRE."),)

    def test_guarded_cells_are_read_as_the_text_they_stand_for(self, tmp_path: Path):
        write_review_tsv([pair(1, "- Oui.", "=Yes\tno", "edited")], tmp_path / "t.tsv")
        assert read_reviewed(tmp_path / "t.tsv").reviewed == (("- Oui.", "=Yes\tno"),)

    def test_a_table_as_excel_saves_it_is_the_same_table(self, table: Path):
        content = table.read_text(encoding="utf-8-sig")
        table.with_name("excel.txt").write_bytes(content.replace("\n", "\r\n").encode("utf-16"))
        assert read_reviewed(table.with_name("excel.txt")) == read_reviewed(table)

    def test_without_a_reviewed_pair_there_is_nothing_to_learn(self, tmp_path: Path):
        write_review_tsv([pair(1, "Un.", "One.", "machine")], tmp_path / "t.tsv")
        with pytest.raises(ReviewError, match="no pair has the status accepted or edited"):
            read_reviewed(tmp_path / "t.tsv")

    def test_a_wrong_line_is_named(self, table: Path):
        table.write_text(table.read_text(encoding="utf-8").replace("\tedited\t", "\tedtied\t", 1), encoding="utf-8")
        with pytest.raises(ReviewError, match=r"line \d+: unknown status 'edtied'"):
            read_reviewed(table)


class TestFinetuning:
    def test_the_output_moves_to_what_reviewers_wrote_and_nowhere_else(
        self, tiny_package: Path, table: Path, tmp_path: Path
    ):
        told = subprocess.run(
            [sys.executable, str(ROOT / "scripts/train_model.py"), "finetune", "--model", str(tiny_package), "--pairs",
             str(table), "--out", str(tmp_path / "out"), "--epochs", "200", "--tokens", "512", "--rate", "1e-2",
             "--keep", "0.1", "--dropout", "0"],
            cwd=ROOT, env={**os.environ, "OMP_NUM_THREADS": "1"}, capture_output=True, encoding="utf-8",
        )  # fmt: skip
        assert told.returncode == 0, told.stderr
        tuned = Translator(find_model(str(tmp_path / "out" / "translate-fr_en-0_2.argosmodel")))
        before = Translator(inspect_package(tiny_package))
        pairs = read_reviewed(table)
        (old_cats, old_others), (cats, others) = (
            [[found.text for found in model.translate([french for french, _ in rows])]
             for rows in (pairs.reviewed, pairs.own)]
            for model in (before, tuned)
        )  # fmt: skip
        written = [english for _, english in pairs.reviewed]
        assert len(written) == 25 and not set(old_cats) & set(written)
        assert all(text.startswith("A cat ") for text in cats)
        assert sum(map(str.__eq__, cats, written)) >= 23
        assert len(others) == 125 and sum(map(str.__eq__, others, old_others)) >= 100

    def test_the_same_review_gives_the_same_model(self, tiny_package: Path, table: Path, tmp_path: Path):
        found = []
        for name in ("a", "b"):
            torch.manual_seed(1)
            network = load(tiny_package, 0.1)
            tokenizer, pairs = tiny_package / "sentencepiece.model", read_reviewed(table)
            recipe, out = Recipe(epochs=2), tmp_path / name
            finetune(network, tokenizer, pairs, replay=[], recipe=recipe, out=out, report=lambda line: None)
            found.append(torch.cat([value.flatten() for value in network.state_dict().values()]))
        assert torch.equal(*found)

    @pytest.mark.parametrize("keep", [0.0, 0.25, 1.0])
    def test_the_result_keeps_a_share_of_the_old_weights(self, tiny_package: Path, keep: float):
        network = load(tiny_package)
        before = {name: torch.zeros_like(value) for name, value in network.state_dict().items()}
        bias = network.bias.detach().clone()
        blend(network, before, keep)
        assert torch.allclose(network.bias, bias * (1 - keep))
