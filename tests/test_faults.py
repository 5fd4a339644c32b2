"""What a fault may leave: the old or the new state, whole, no verdict lost, the same bytes when the command runs again.

The long form of these cases is `scripts/check_faults.py`.
"""

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.faults import crossing, disk, environments, kills, stores
from scripts.faults.cases import Case, Outcome, Remark, Skip, spread, try_case
from scripts.faults.scenarios import Stages, make_stages
from scripts.faults.summary import summarise
from scripts.faults.world import World, count_verdicts, make_world
from tests.conftest import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def world(tiny_package: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with make_world(tmp_path_factory.mktemp("faults") / "world", tiny_package) as made:
        yield made


@pytest.fixture(scope="module")
def stages(world: World) -> Stages:
    return make_stages(world)


@pytest.fixture(scope="module")
def damaged(world: World) -> tuple[Path, stores.Truth]:
    return world.root / "stores", stores.make_stores(world.root / "stores")


def held(problem: str | None) -> bool:
    assert problem is None or isinstance(problem, Remark), problem
    return True


class TestKills:
    @pytest.mark.parametrize("step", range(3))
    @pytest.mark.parametrize("command", ["build", "rebuild", "apply", "export"])
    def test_before_events_spread_over_the_command(self, stages: Stages, command: str, step: int):
        stage = stages[command]
        number = spread(len(stage.expected.ended.events), 5)[1 + step]
        assert held(kills.kill_at_event(stage, number, "again"))

    @pytest.mark.parametrize("then", [("build",), ("stats", "check", "export")])
    def test_after_an_exchange_of_folders_any_command_may_come_next(self, stages: Stages, then: tuple[str, ...]):
        stage = stages["apply"]
        for turn, number in enumerate(sorted(kills.decisive_events(stage))):
            assert held(kills.kill_at_event(stage, number, then[turn % len(then)])), number

    @pytest.mark.parametrize("command", ["rebuild", "export", "report", "review-export", "model-replace", "translate"])
    def test_around_an_exchange(self, stages: Stages, command: str):
        stage = stages[command]
        for number in sorted(kills.decisive_events(stage))[:3]:
            assert held(kills.kill_at_event(stage, number, "again")), number

    @pytest.mark.parametrize("name", ["SIGKILL", "SIGTERM", "SIGINT"])
    def test_a_signal_in_the_middle(self, stages: Stages, name: str):
        assert held(kills.signal_at(stages["rebuild"], signal.Signals[name], 0.5))

    def test_an_undisturbed_command_leaves_nothing_but_its_work(self, stages: Stages):
        for stage in stages.values():
            assert held(stage.judge_undisturbed()), stage.scenario.name


class TestCrossing:
    @pytest.mark.parametrize("moment", ["surveying", "reading", "keeping", "flushing"])
    def test_verdicts_that_arrive_during_a_build_stay(self, world: World, moment: str):
        assert held(crossing.apply_in_build(world, *crossing.MOMENTS[moment]))

    def test_a_build_during_apply(self, stages: Stages):
        number = len(stages["apply"].expected.ended.events) // 2
        assert held(crossing.build_in_apply(stages["apply"].world, number))

    def test_two_reviewers(self, world: World, stages: Stages):
        assert held(crossing.apply_in_apply(world, 1))
        assert held(crossing.two_reviewers(world))

    @pytest.mark.parametrize("step", range(2))
    def test_a_dataset_replaced_while_it_is_exported(self, stages: Stages, step: int):
        number = spread(len(stages["export"].expected.ended.events), 3)[step]
        assert held(crossing.build_in_export(stages["export"].world, number))

    @pytest.mark.parametrize(("command", "count"), [("build", 2), ("apply", 2), ("model-replace", 2)])
    def test_at_once(self, stages: Stages, command: str, count: int):
        assert held(crossing.at_once(stages[command], count))


class TestDisk:
    @pytest.mark.parametrize(
        ("command", "size"), [("rebuild", 1_000), ("apply", 30_000), ("export", 4_096), ("report", 10_000)]
    )
    def test_files_that_may_not_grow(self, stages: Stages, command: str, size: int):
        assert held(disk.limit_file_size(stages[command], size))

    @pytest.mark.parametrize(("command", "free"), [("rebuild", 90), ("apply", 90), ("export", 16)])
    def test_a_full_disk(self, stages: Stages, command: str, free: int):
        assert held(skipping(disk.fill_disk, stages[command], free))

    @pytest.mark.parametrize("command", ["apply", "review-export", "check"])
    def test_a_full_temporary_folder(self, stages: Stages, command: str):
        stage = stages["apply" if command == "check" else command]
        arguments = ("check", "fr-en") if command == "check" else stage.scenario.arguments
        assert held(skipping(disk.fill_temporary, stage, arguments, 16))


class TestStores:
    @pytest.mark.parametrize("kind", stores.DAMAGES)
    def test_a_block_is_right_or_translated_again(self, damaged: tuple[Path, stores.Truth], kind: str):
        folder, truth = damaged
        damage, share = stores.DAMAGES[kind]
        names = [f"{kind}/{number}" for number in range(round(200 * share))]
        found = {name: stores.try_store(folder / "rest", "", damage, truth, name) for name in names}
        assert not {name: problem for name, problem in found.items() if problem and not isinstance(problem, Remark)}

    @pytest.mark.parametrize("end", ["-wal", "-shm", ""])
    def test_with_a_log_beside_it(self, damaged: tuple[Path, stores.Truth], end: str):
        folder, truth = damaged
        for number, (damage, _) in enumerate(stores.DAMAGES.values()):
            assert held(stores.try_store(folder / "live", end, damage, truth, f"live{end}/{number}")), number

    @pytest.mark.parametrize("kind", ["flip-index", "garbage"])
    def test_through_a_build(self, stages: Stages, kind: str):
        assert held(stores.build_on(stages["rebuild"], stores.DAMAGES[kind][0], kind))


class TestEnvironments:
    @pytest.mark.parametrize(
        ("command", "name"),
        [("rebuild", "HOME-unset"), ("export", "LC_ALL-C"), ("report", "files-16"), ("review-export", "stdout-full")],
    )
    def test_the_same_bytes_or_one_line(self, stages: Stages, command: str, name: str):
        assert held(environments.run_in(stages[command], name))


def test_the_command_prints_its_table(tiny_package: Path):
    command = [
        sys.executable,
        "scripts/check_faults.py",
        "--model",
        tiny_package,
        "--case",
        "environments/*/LC_ALL-C-*",
    ]
    done = subprocess.run(list(map(str, command)), cwd=ROOT, capture_output=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    head, row, total = (line.split() for line in done.stdout.splitlines()[:3])
    assert head == ["class/kind", "tried", "held", "failed", "not", "tried"]
    assert row == ["environments/variables", "2", "2", "0", "0"] and total == ["all", "2", "2", "0", "0"]


class TestTheCampaignItself:
    """A check that cannot fail proves nothing: each fault that it looks for is made here by hand."""

    def test_it_counts_events_and_kills(self, stages: Stages):
        stage = stages["apply"]
        stage.restore()
        assert len(stage.expected.ended.events) > 30 and stage.run(at=5).code == -9

    def test_it_sees_a_mixture_a_loss_and_litter(self, stages: Stages):
        stage = stages["export"]
        stage.restore()
        file = stage.world.here / "exported" / "train.jsonl"
        file.write_bytes(b"{}\n")
        assert "1 files other" in (stage.judge_state() or "")
        file.unlink()
        assert "1 files missing" in (stage.judge_state() or "")
        (stage.world.here / ".litter").touch()
        assert stage.judge_rerun() == "left behind: .litter"

    def test_it_sees_that_verdicts_are_gone(self, stages: Stages):
        world = stages["apply"].world
        world.restore("reviewed")
        assert count_verdicts(world.here / "fr-en") == 7
        world.restore("built")
        assert "the verdicts are gone" in (kills.judge_next(stages["apply"], "build") or "")

    def test_it_sees_another_blocks_translations(self, damaged: tuple[Path, stores.Truth]):
        folder, truth = damaged
        keys = list(truth)
        exchanged = dict(truth) | {keys[0]: truth[keys[1]], keys[1]: truth[keys[0]]}
        told = stores.try_store(folder / "rest", "", lambda data, rng: None, exchanged, "x")
        assert told and told.startswith("2 blocks with another block's translations")

    def test_the_summary_names_each_failure_and_how_to_see_it_again(self):
        def skipped() -> None:
            raise Skip("no disk here")

        cases = [
            Case("kills/apply/event-1", lambda: None),
            Case("kills/apply/event-2", lambda: "a mixture"),
            Case("disk/full/x", skipped),
            Case("stores/flip/1", lambda: 1 / 0),
        ]
        outcomes: list[Outcome] = [try_case(case) for case in cases]
        lines = summarise(outcomes, "check --seed 1")
        assert [line.split() for line in lines[1:5]] == [
            ["kills/apply", "2", "1", "1", "0"],
            ["disk/full", "0", "0", "0", "1"],
            ["stores/flip", "1", "0", "1", "0"],
            ["all", "3", "1", "2", "1"],
        ]
        assert "FAILED kills/apply/event-2: a mixture" in lines
        assert "       check --seed 1 --case 'kills/apply/event-2'" in lines
        assert any("ZeroDivisionError" in line for line in lines)


def skipping(run, *arguments) -> str | None:
    """Where this machine does not allow what a case needs, the test is skipped."""
    try:
        return run(*arguments)
    except Skip as reason:
        pytest.skip(str(reason))
