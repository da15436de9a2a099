"""One build of a corpus at a time: a lock that the system lets go when its holder ends, however he ends."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vermerk.model import BadRequest

try:
    import fcntl
except ImportError:  # pragma: no cover - a system without record locks: two builds at once are the user's care there
    fcntl = None  # type: ignore[assignment]


@contextmanager
def alone(built: Path) -> Iterator[None]:
    """Hold the corpus's lock.

    A record lock (POSIX fcntl) is not handed on to forked processes, so that none of them can keep it.

    Raises:
        BadRequest: another build holds it, or the folder cannot be written.
    """
    try:
        built.mkdir(parents=True, exist_ok=True)
        handle = os.open(built / "lock", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise BadRequest(str(built), f"cannot be written ({error.strerror})", "choose a folder of your own") from None
    try:
        if fcntl is not None:
            try:
                fcntl.lockf(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                raise BadRequest(
                    str(built.parent), "another build of it is running", "wait until it is done, or stop it"
                ) from None
        yield
    finally:
        os.close(handle)
