"""How a build shows its progress: a Rich bar on a terminal, a plain line now and then in a pipe."""

import time
from types import TracebackType
from typing import TYPE_CHECKING, Self

from bilingual.cli.console import note, say, shows_progress
from bilingual.pipeline.watching import Advance, Plan, Watcher
from bilingual.text.counting import plural

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID

SECONDS_BETWEEN_LINES = 10
EMBEDDED = "embedded"


class BuildProgress(Watcher):
    """Shows a build on stderr: what is read, the model, articles done, words per second, time left."""

    def __init__(self) -> None:
        self._bar: Progress | None = None
        self._task: TaskID | None = None
        self._articles = self._words = self._total = 0
        self._began = self._last_line = time.monotonic()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()

    def notice(self, line: str) -> None:
        """Print a notice."""
        note(f"note       {line}")

    def unread(self, line: str) -> None:
        """Print what could not be read, which a quiet command says too."""
        say(f"note       not read: {line}")

    def started(self, plan: Plan) -> None:
        """Print what is about to happen and draw the bar."""
        note(f"articles   {plan.articles:,} in {plural(plan.files, 'file')}, {plural(plan.characters, 'character')}")
        better = "; a starter, `bilingual model install` fetches the full one" if plan.model.origin == EMBEDDED else ""
        note(f"model      {plan.model.title}, {plan.model.origin}, sha256 {plan.model.sha256[:12]}{better}")
        self._total, self._began = plan.articles, time.monotonic()
        if shows_progress():
            self._draw(plan)

    def advanced(self, advance: Advance) -> None:
        """Move on by one block."""
        self._articles += advance.articles
        self._words += advance.words
        speed = self._words / max(1e-3, time.monotonic() - self._began)
        if self._bar is not None and self._task is not None:
            self._bar.update(self._task, advance=advance.characters, articles=self._articles, speed=speed)
        elif time.monotonic() - self._last_line > SECONDS_BETWEEN_LINES:
            self._last_line = time.monotonic()
            note(f"translated {self._articles:,} of {plural(self._total, 'article')}, {speed:,.0f} words/s")

    def _draw(self, plan: Plan) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

        self._bar = Progress(
            TextColumn("translating"),
            BarColumn(),
            TextColumn("{task.fields[articles]:,}/{task.fields[total_articles]:,} articles"),
            TextColumn("{task.fields[speed]:,.0f} words/s"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
        )
        self._task = self._bar.add_task("", total=plan.characters, articles=0, total_articles=plan.articles, speed=0.0)
        self._bar.start()
