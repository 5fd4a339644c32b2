"""Which pairs a reviewer gets, in which order, and what the verdicts say of the rest."""

import math
import random
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bilingual.dataset import read_pairs
from bilingual.pairs import Pair
from bilingual.review import Tally, edit_chrf, wilson
from bilingual.review.sampling import draw_sample, share_out
from tests.conftest import Run


def pair(number: int, flags: tuple[str, ...] = (), status: str = "machine", en: str = "Yes.") -> Pair:
    score = -((number * 7919) % 1000) / 500
    return Pair(
        id=f"{number:016x}", fr="Oui.", en=en, article_id="a", title=None, date=None, publisher=None, url=None,
        paragraph=number, sentence=0, start=0, end=4, kind="sentence", score=score, flags=flags, status=status,
        machine_en="Yes.", comment="",
    )  # fmt: skip


PAIRS = [
    pair(number, ("numbers",) if number % 10 == 0 else ("urls", "numbers") if number % 333 == 1 else ())
    for number in range(1000)
]


class TestTheSample:
    def test_half_of_it_is_flagged_half_is_drawn_from_the_clean_pairs(self):
        drawn = [PAIRS[place] for place in draw_sample(PAIRS, 100)]
        assert len(drawn) == 100
        assert sum(bool(item.flags) for item in drawn) == 50

    def test_every_flag_is_in_it_even_the_rarest(self):
        drawn = [PAIRS[place] for place in draw_sample(PAIRS, 10)]
        assert any("urls" in item.flags for item in drawn) and any(item.flags == ("numbers",) for item in drawn)

    def test_every_score_decile_of_the_clean_pairs_has_its_part(self):
        clean = sorted(item.score for item in PAIRS if not item.flags)
        edges = [clean[len(clean) * tenth // 10] for tenth in range(1, 10)]
        drawn = [PAIRS[place] for place in draw_sample(PAIRS, 100)]
        deciles = Counter(sum(item.score >= edge for edge in edges) for item in drawn if not item.flags)
        assert set(deciles) == set(range(10)) and max(deciles.values()) <= 6

    def test_the_same_seed_draws_the_same_pairs_and_another_seed_others(self):
        assert draw_sample(PAIRS, 50, seed=1) == draw_sample(PAIRS, 50, seed=1) != draw_sample(PAIRS, 50, seed=2)

    @pytest.mark.slow
    def test_every_clean_pair_has_the_same_chance(self):
        times = Counter(place for seed in range(400) for place in draw_sample(PAIRS, 180, seed))
        counts = [times[place] for place, item in enumerate(PAIRS) if not item.flags]
        expected = sum(counts) / len(counts)
        assert expected > 30
        assert all(abs(count - expected) < 5 * math.sqrt(expected) for count in counts)

    def test_pairs_with_a_verdict_are_not_drawn_again(self):
        pairs = [pair(number, status="accepted" if number % 2 else "machine") for number in range(100)]
        assert all(place % 2 == 0 for place in draw_sample(pairs, 80)) and len(draw_sample(pairs, 80)) == 50

    @given(
        st.dictionaries(st.sampled_from(["numbers", "urls", "names", "length"]), st.integers(1, 50)),
        st.integers(0, 300),
    )
    def test_shares_use_every_place_and_no_pair_twice(self, sizes: dict[str, int], total: int):
        shares = share_out(sizes, total)
        assert sum(shares.values()) == min(total, sum(sizes.values()))
        assert all(shares[name] <= sizes[name] for name in sizes)
        assert total < len(sizes) or all(shares.values())

    @given(st.lists(st.sampled_from([(), ("numbers",), ("urls", "numbers")]), max_size=60), st.integers(1, 80))
    def test_the_sample_is_as_large_as_asked_or_holds_everything(self, flags: list[tuple[str, ...]], size: int):
        pairs = [pair(number, each) for number, each in enumerate(flags)]
        assert len(draw_sample(pairs, size)) == min(size, len(pairs))


class TestTheTable:
    @pytest.mark.parametrize("order", ["document", "score", "flags"])
    def test_the_order_is_the_one_asked_for(self, order: str, run: Run, dataset: Path, tmp_path: Path):
        out = tmp_path / "review.tsv"
        assert run("review", "export", dataset, "--out", out, "--order", order).returncode == 0
        ids = [line.split("\t")[0].lstrip("\\") for line in out.read_text(encoding="utf-8-sig").splitlines()[1:]]
        pairs = list(read_pairs(dataset))
        keys = {
            "document": lambda item: 0,
            "score": lambda item: item.score,
            "flags": lambda item: (-len(item.flags), item.score),
        }
        assert ids == [item.id for item in sorted(pairs, key=keys[order])]

    def test_all_of_it_in_the_articles_order_is_the_datasets_own_table(self, run: Run, dataset: Path, tmp_path: Path):
        assert run("review", "export", dataset, "--out", tmp_path / "review.tsv").returncode == 0
        assert (tmp_path / "review.tsv").read_bytes() == (dataset / "pairs.tsv").read_bytes()

    @pytest.mark.slow
    def test_a_sample_to_stdout(self, run: Run, dataset: Path):
        told = run("review", "export", dataset, "--out", "-", "--sample", 12)
        assert told.returncode == 0 and len(told.stdout.splitlines()) == 13
        assert told.stdout == run("review", "export", dataset, "--out", "-", "--sample", 12).stdout

    def test_a_table_that_is_there_is_never_overwritten(self, run: Run, dataset: Path, tmp_path: Path):
        (tmp_path / "review.tsv").write_text("hours of work")
        refused = run("review", "export", dataset, "--out", tmp_path / "review.tsv")
        assert refused.returncode == 2 and "may hold verdicts" in refused.stderr
        assert (tmp_path / "review.tsv").read_text() == "hours of work"

    def test_an_order_that_does_not_exist_is_refused_with_those_that_do(self, run: Run, dataset: Path):
        refused = run("review", "export", dataset, "--out", "-", "--order", "random")
        assert refused.returncode == 2 and "choose from document, score, flags" in refused.stderr


class TestTheFigures:
    @pytest.mark.parametrize(
        ("hits", "of", "interval"),
        # Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
        [(81, 263, (0.2553, 0.3662)), (15, 148, (0.0624, 0.1605)), (0, 20, (0.0, 0.1611)), (1, 29, (0.0061, 0.1718))],
    )
    def test_wilsons_interval_is_that_of_the_literature(self, hits: int, of: int, interval: tuple[float, float]):
        assert wilson(hits, of) == pytest.approx(interval, abs=5e-5)

    def test_of_nothing_nothing_is_known(self):
        assert wilson(0, 0) == (0.0, 1.0)

    @given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
    def test_the_interval_holds_the_share_and_stays_within_0_and_1(self, counts: tuple[int, int]):
        low, high = wilson(*counts)
        assert 0 <= low <= counts[0] / counts[1] <= high <= 1

    @pytest.mark.slow
    def test_the_interval_covers_the_true_rate_19_times_of_20(self):
        """300 reviews of samples from 1000 clean pairs of which one in ten is wrong."""
        rng = random.Random(7)
        wrong = {number for number in range(1000) if rng.random() < 0.1}
        pairs = [pair(number) for number in range(1000)]
        covered = 0
        for seed in range(300):
            drawn = draw_sample(pairs, 60, seed)
            low, high = wilson(len(drawn & wrong), len(drawn))
            covered += low <= len(wrong) / 1000 <= high
        assert covered / 300 >= 0.92

    def test_the_rest_is_told_apart_by_what_was_flagged_before_the_review(self):
        tally = Tally()
        for item in (
            pair(1), pair(2, status="accepted"), pair(3, status="rejected"), pair(4, ("numbers",)),
            pair(5, ("numbers",), "accepted"), pair(12, ("urls",), "edited", en="Yes, see http://a.example."),
        ):  # fmt: skip
            tally.add(item)
        progress = tally.progress()
        assert (progress.clean.unreviewed, progress.clean.errors, progress.clean.reviewed) == (1, 2, 3)
        assert (progress.flagged.unreviewed, progress.flagged.errors, progress.flagged.reviewed) == (1, 0, 1)
        assert progress.reviewed == 4 and progress.acceptance == 0.5

    def test_edit_distance_is_sacrebleus_chrf(self):
        from sacrebleu import corpus_chrf

        score, signature = edit_chrf([("He has a cats.", "He has a cat."), ("Yes.", "Yes.")])
        assert score == corpus_chrf(["He has a cats.", "Yes."], [["He has a cat.", "Yes."]]).score
        assert "version:" in signature
        assert edit_chrf([]) is None

    @given(st.lists(st.tuples(st.text("ab c", max_size=9), st.text("ab c", max_size=9)), min_size=1, max_size=6))
    @example([("", "a"), ("a", "")])
    def test_it_is_exactly_so_for_any_edits_though_they_come_one_at_a_time(self, edits: list[tuple[str, str]]):
        from sacrebleu import corpus_chrf

        machine, edited = zip(*edits, strict=True)
        assert edit_chrf(iter(edits))[0] == corpus_chrf(machine, [edited]).score
