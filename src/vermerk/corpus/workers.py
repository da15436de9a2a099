"""Processes that read sources side by side; one that dies takes no more with it than the source it had in hand.

Each process is asked over a pipe of its own, so that the end of either side is seen at once: a process that the
system ends (for memory, or by a fault in a library) is replaced and its sources are read again one by one; where the
building process itself is killed, its readers see their pipes close and go.
"""

from __future__ import annotations

import multiprocessing
import signal
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from typing import Any, Generic, TypeVar

TASKS = 40  # parcels after which a process is replaced: the parser's memory of words grows

Thing = TypeVar("Thing")
Made = TypeVar("Made")


class _Reader(Generic[Thing]):
    """One process, the near end of its pipe, and the parcel it has in hand."""

    def __init__(self, context: Any, work: Callable[..., Any], others: Sequence[_Reader[Thing]]) -> None:
        self.near, far = context.Pipe()
        forked = context.get_start_method() == "fork"
        inherited = [self.near, *(other.near for other in others)] if forked else []
        self.process = context.Process(target=_serve, args=(far, inherited, work), daemon=True)
        self.process.start()
        far.close()
        self.parcel: Sequence[Thing] = ()
        self.done = 0

    def take(self, parcel: Sequence[Thing]) -> None:
        self.parcel = parcel
        with suppress(BrokenPipeError, ConnectionResetError):  # told when its answer is looked for
            self.near.send(parcel)

    def end(self) -> int:
        """Let the process go and return how it ended."""
        self.near.close()
        self.process.join(timeout=5)
        if self.process.is_alive():
            self.process.kill()
            self.process.join()
        return self.process.exitcode or 0


def _serve(far: Connection, inherited: Iterable[Connection], work: Callable[[Any], Any]) -> None:
    """What a process does: read parcel after parcel until its pipe is closed."""
    for connection in inherited:
        connection.close()  # a forked process would otherwise keep the pipes of its siblings open
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the building process decides about Ctrl-C
    sys.stdout, sys.stderr = sys.__stdout__, sys.__stderr__  # no progress bar of the building process
    try:
        while True:
            far.send(work(far.recv()))
    except (EOFError, BrokenPipeError, ConnectionResetError):
        return


def side_by_side(
    parcels: Iterable[Sequence[Thing]],
    work: Callable[[Sequence[Thing]], Made],
    died: Callable[[Thing, int], Made],
    count: int,
) -> Iterator[Made]:
    """What becomes of each parcel, as it comes, from ``count`` processes.

    Args:
        parcels: what is handed out, a parcel at a time.
        work: done to a parcel in one of the processes.
        died: what is told of a thing on which a process died, with the process's exit code (negative: a signal).
        count: how many processes.
    """
    # Forked where the system can: a script of the user that builds a corpus is then not run again in each process,
    # and what was loaded before is shared.
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    waiting = deque(parcels)
    readers: list[_Reader[Thing]] = []
    try:
        while waiting or readers:
            while waiting and len(readers) < count:
                readers.append(_Reader(context, work, readers))
                readers[-1].take(waiting.popleft())
            for connection in wait([reader.near for reader in readers]):
                reader = next(r for r in readers if r.near is connection)
                made = _received(reader)
                if made is not None:
                    yield made[0]
                    if _goes_on(reader, waiting):
                        continue
                readers.remove(reader)
                code = reader.end()
                if made is not None:
                    continue
                if len(reader.parcel) == 1:
                    yield died(reader.parcel[0], code)
                else:
                    waiting.extendleft([thing] for thing in reversed(reader.parcel))
    finally:
        for reader in readers:
            reader.process.terminate()
            reader.end()


def _received(reader: _Reader[Any]) -> tuple[Any] | None:
    """What a process sent, or null where it is gone."""
    try:
        return (reader.near.recv(),)
    except (EOFError, ConnectionResetError):
        return None


def _goes_on(reader: _Reader[Thing], waiting: deque[Sequence[Thing]]) -> bool:
    """Hand the next parcel to a process that is not too old; false where it is to go."""
    reader.done += 1
    if not waiting or reader.done >= TASKS:
        return False
    reader.take(waiting.popleft())
    return True
