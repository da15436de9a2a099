"""How far a build is: a bar with rate and time left on a terminal, and elsewhere a line now and then."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TaskProgressColumn, TextColumn, TimeRemainingColumn

from vermerk.corpus import Step

WHOLE = 10_000  # parts of a bar
EVERY = 30.0  # seconds between two lines where there is no terminal


@contextmanager
def told_steps() -> Iterator[Callable[[Step], None]]:
    """Show the steps that are handed to what is yielded, on the error output."""
    if sys.stderr.isatty():
        with _Bars() as bars:
            yield bars
    else:
        yield _Lines()


class Rate:
    """Sources a second, and seconds left, since a stage was first told of."""

    def __init__(self, first: Step, now: float) -> None:
        self._first, self._began = first, now

    def words(self, step: Step, now: float) -> str:
        """The rate in words; empty where nothing was done yet."""
        seconds, done = now - self._began, step.done - self._first.done
        return f"{done / seconds:,.1f} sources/s" if seconds > 0 and done > 0 else ""

    def left(self, step: Step, now: float) -> str:
        """The time left in words, by the bytes worked through."""
        share = step.share - self._first.share
        if share <= 0 or step.share >= 1:
            return ""
        seconds = (now - self._began) * (1 - step.share) / share
        return f"{seconds / 60:,.0f} min left" if seconds >= 90 else f"{seconds:,.0f} s left"


class _Bars:
    """Bars on a terminal."""

    def __init__(self) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TaskProgressColumn(),
            TextColumn("{task.fields[counted]}"),
            TimeRemainingColumn(),
            console=Console(stderr=True),
            transient=True,
        )
        self._bars: dict[str, tuple[TaskID, Rate]] = {}

    def __enter__(self) -> _Bars:
        self._progress.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._progress.stop()

    def __call__(self, step: Step) -> None:
        now = monotonic()
        if step.stage not in self._bars:
            task = self._progress.add_task(step.stage, total=WHOLE, completed=int(step.share * WHOLE), counted="")
            self._bars[step.stage] = (task, Rate(step, now))
        task, rate = self._bars[step.stage]
        counted = f"{step.done:,} of {step.whole:,} sources  {rate.words(step, now)}"
        self._progress.update(task, completed=int(step.share * WHOLE), counted=counted)


class _Lines:
    """A line now and then, for a log."""

    def __init__(self) -> None:
        self._rates: dict[str, Rate] = {}
        self._told = monotonic()

    def __call__(self, step: Step) -> None:
        now = monotonic()
        rate = self._rates.setdefault(step.stage, Rate(step, now))
        if now - self._told < EVERY:
            return
        self._told = now
        parts = (f"{step.stage}: {step.done:,} of {step.whole:,} sources", rate.words(step, now), rate.left(step, now))
        print(", ".join(part for part in parts if part), file=sys.stderr, flush=True)
