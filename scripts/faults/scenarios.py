"""The commands that are disturbed: from which state, with which arguments, and what must be old or new after it."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from scripts.faults.forks import Ended, Job
from scripts.faults.trees import Tree, describe_difference, names_in, tree_of
from scripts.faults.world import World

PACKAGES = "home/.local/share/argos-translate/packages"
CACHE = "home/.local/cache/bilingual/packages"
FORMATS = "moses,tmx,jsonl,csv"
STATUSES = "machine,accepted,edited"


@dataclass(frozen=True, slots=True, kw_only=True)
class Scenario:
    """A command. `watch` names what it may change; `verdicts` says that the dataset holds some, which must stay."""

    name: str
    start: str
    arguments: tuple[str, ...]
    watch: tuple[str, ...] = ("fr-en",)
    verdicts: bool = False
    stdin: Path | None = None

    @property
    def end(self) -> str:
        """The name of the state after the undisturbed command."""
        return f"after-{self.name}"


def make_stages(world: World) -> "Stages":
    """Return a stage for every scenario, by its name."""
    root = world.root
    add = ("model", "add", str(root / "one" / "translate-fr_en-0_0.argosmodel"))
    replace = ("model", "add", str(root / "two" / "translate-fr_en-0_0.argosmodel"), "--replace")
    translate = ("translate", "--model", add[2], "--beam", "1")
    export = ("export", "fr-en", "--to", FORMATS, "--status", STATUSES, "--out", "exported")
    apply = ("review", "apply", str(root / "second.tsv"), "fr-en")
    table = ("review", "export", "fr-en", "--out", "review.tsv", "--order", "score")
    listed = [
        Scenario(name="build", start="empty", arguments=world.build()),
        Scenario(name="build-over", start="built", arguments=world.build("v2")),
        Scenario(name="rebuild", start="built", arguments=world.build("v1", "--license", "cc-by-4.0")),
        Scenario(name="apply", start="reviewed", arguments=apply, verdicts=True),
        Scenario(
            name="apply-out",
            start="reviewed",
            arguments=(*apply, "--out", "next"),
            watch=("fr-en", "next"),
            verdicts=True,
        ),
        Scenario(name="export", start="exported", arguments=export, watch=("fr-en", "exported"), verdicts=True),
        Scenario(
            name="report",
            start="reported",
            arguments=("report", "fr-en"),
            watch=("fr-en", "report.html"),
            verdicts=True,
        ),
        Scenario(name="review-export", start="reviewed", arguments=table, watch=("fr-en", "review.tsv"), verdicts=True),
        Scenario(name="model-add", start="empty", arguments=add, watch=(PACKAGES,)),
        Scenario(name="model-replace", start="added", arguments=replace, watch=(PACKAGES,)),
        Scenario(name="translate", start="empty", arguments=translate, watch=(CACHE,), stdin=root / "sentence.txt"),
    ]
    world.prepare("exported", "built", export, ("review", "apply", str(root / "first.tsv"), "fr-en"))
    world.prepare("reported", "built", ("report", "fr-en"), ("review", "apply", str(root / "first.tsv"), "fr-en"))
    world.prepare("added", "empty", add)
    return {each.name: Stage(world, each) for each in listed}


@dataclass(frozen=True, slots=True)
class Expected:
    """What is right: the trees before and after, every name after, and the events that the command came to."""

    old: Mapping[str, Tree]
    new: Mapping[str, Tree]
    names: frozenset[str]
    ended: Ended


class Stage:
    """Runs one scenario, disturbed or not, and judges what is on the disk."""

    def __init__(self, world: World, scenario: Scenario) -> None:
        self.world, self.scenario = world, scenario
        self._expected: Expected | None = None

    @property
    def expected(self) -> Expected:
        """What the undisturbed command makes of the start. Raises RuntimeError when it fails."""
        if self._expected is None:
            self.world.restore(self.scenario.start)
            old, ended = self.trees(), self.run()
            if ended.code:
                raise RuntimeError(f"{self.scenario.name} fails undisturbed: {ended.describe()}")
            self.world.keep(self.scenario.end)
            self._expected = Expected(old, self.trees(), frozenset(names_in(self.world.here)), ended)
        return self._expected

    def restore(self) -> None:
        """Put the start in place; the undisturbed result, which needs the same folder, is made first."""
        assert self.expected
        self.world.restore(self.scenario.start)

    def job(self, **disturbance: object) -> Job:
        """Return the scenario's command with a disturbance, fields of `Job`."""
        options = {"stdin": self.scenario.stdin} if self.scenario.stdin else {}
        return Job(arguments=self.scenario.arguments, **(options | disturbance))  # type: ignore[arg-type]

    def run(self, **disturbance: object) -> Ended:
        """Run the scenario's command."""
        return self.world.server.run(self.job(**disturbance))

    def trees(self) -> dict[str, Tree]:
        """Return what is watched."""
        return {name: tree_of(self.world.here / name) for name in self.scenario.watch}

    def is_new(self) -> bool:
        """Return whether the command's result is there."""
        return self.trees() == self.expected.new

    def judge_state(self) -> str | None:
        """None when all that is watched is as before or as after the command, else what it is."""
        found, old, new = self.trees(), self.expected.old, self.expected.new
        if found in (old, new):
            return None
        told = (
            f"{name}: {describe_difference(found[name], old[name], new[name])}"
            for name in self.scenario.watch
            if found[name] not in (old[name], new[name])
        )
        return "; ".join(told) or "one part is old and the other new"

    def judge_rerun(self) -> str | None:
        """Run the command again, undisturbed: the same bytes as ever, and no file more than ever."""
        done_before, ended = self.is_new(), self.run()
        if ended.code and not (done_before and ended.refused):
            return f"run again: {ended.describe()}"
        if not self.is_new():
            return f"run again: not the same as undisturbed ({self.judge_state() or 'as before the command'})"
        left = sorted(set(names_in(self.world.here)) - self.expected.names)
        return f"left behind: {', '.join(left[:3])}{' …' if len(left) > 3 else ''}" if left else None

    def judge_undisturbed(self) -> str | None:
        """After a finished command nothing hidden stays but logs of verdicts, and work folders with store and lock."""
        names = [name for name in sorted(self.expected.names) if not name.startswith("home")]
        hidden = [name for name in names if name.startswith(".") or "/." in name]
        wrong = [name for name in hidden if not _is_work(name)]
        return f"left behind by the undisturbed command: {', '.join(wrong[:3])}" if wrong else None


Stages = Mapping[str, Stage]


def _is_work(name: str) -> bool:
    if name.endswith(".review.sqlite"):
        return True
    folder, _, inside = name.partition("/")
    return folder.endswith(".work") and inside in ("", "blocks.sqlite", "lock")
