"""Running a command with its children watched: seconds on the clock and on the cores, and the most memory at once."""

from __future__ import annotations

import os
import resource
import subprocess
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event, Thread

import msgspec

BETWEEN = 0.25  # seconds between two looks at the memory


class Measured(msgspec.Struct, frozen=True):
    """What a command took.

    Attributes:
        wall: seconds on the clock. cores: seconds of work on all cores, its children's with it.
        peak: MiB of memory of it and its children at once, shared pages counted once (Linux: PSS).
        largest: MiB of the largest single process (resident set).
        output: what it printed.
    """

    wall: float
    cores: float
    peak: float
    largest: float
    output: str

    def __add__(self, other: Measured) -> Measured:
        return Measured(
            self.wall + other.wall,
            self.cores + other.cores,
            max(self.peak, other.peak),
            max(self.largest, other.largest),
            self.output + other.output,
        )


def measured(command: Sequence[str]) -> Measured:
    """Run a command and measure it.

    Raises:
        SystemExit: it failed.
    """
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    watch = _Watch(process.pid)
    output = process.communicate()[0]
    wall, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    peak, largest = watch.end()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: failed ({process.returncode})")
    cores = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return Measured(wall, cores, peak, largest, output)


class _Watch:
    """Looks at the memory of a process and its children until told to end."""

    def __init__(self, pid: int) -> None:
        self._pid, self._over = pid, Event()
        self._peak = self._largest = 0.0
        self._thread = Thread(target=self._look, daemon=True)
        self._thread.start()

    def _look(self) -> None:
        while not self._over.wait(BETWEEN):
            held = [_memory(pid) for pid in _tree(self._pid)]
            self._peak = max(self._peak, sum(shared for shared, _ in held))
            self._largest = max([self._largest, *(own for _, own in held)])

    def end(self) -> tuple[float, float]:
        self._over.set()
        self._thread.join()
        return self._peak, self._largest


def _tree(pid: int) -> Iterator[int]:
    yield pid
    try:
        tasks = os.listdir(f"/proc/{pid}/task")
        children = [c for task in tasks for c in Path(f"/proc/{pid}/task/{task}/children").read_text().split()]
    except OSError:
        return
    for child in children:
        yield from _tree(int(child))


def _memory(pid: int) -> tuple[float, float]:
    """MiB of a process: its share (PSS), and its resident set."""
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0, 0.0
    sizes = {name: int(rest.split()[0]) / 1024 for name, _, rest in (line.partition(":") for line in lines[1:])}
    return sizes.get("Pss", 0.0), sizes.get("Rss", 0.0)
