"""Building a corpus: what changed is read again, in parallel; everything else is taken from what was read before."""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b, sha256
from pathlib import Path

import msgspec

from vermerk.corpus.alone import alone
from vermerk.corpus.folder import Folder
from vermerk.corpus.reading import Batch, Pending, ReadParcel
from vermerk.corpus.readings import Readings, ReadSource, key_of
from vermerk.corpus.setup import engine_of, fingerprint, form
from vermerk.corpus.snapshot import finish, put_in_use, sweep, write_snapshot
from vermerk.corpus.workers import side_by_side
from vermerk.model import BadRequest

FEW = 6  # sources that one process reads faster than several begin
PARCEL = 64_000  # bytes of sources that a process takes at a time
MOST = 12  # sources of a parcel


class Step(msgspec.Struct, frozen=True):
    """How far a build is.

    Attributes:
        stage: ``reading`` or ``writing``.
        done, whole: sources.
        share: of the bytes to be worked through, 0 to 1; what was read in an earlier build counts as done.
    """

    stage: str
    done: int
    whole: int
    share: float


Advance = Callable[[Step], None]


class BuildReport(msgspec.Struct, frozen=True):
    """What a build did.

    Attributes:
        name: the build's name, the hash of all it was made of.
        sources, records, statements, unread: how many; unread sources are among the sources.
        fresh: sources read in this build; the others were taken from what was read before.
        path: where its tables stand.
    """

    name: str
    sources: int
    records: int
    statements: int
    unread: int
    fresh: int
    path: Path


def build(folder: Folder, *, processes: int | None = None, advance: Advance | None = None) -> BuildReport:
    """Build a corpus; a build of the same inputs is the same build.

    It may be killed at any moment: the build in use stays in use, and the next build takes up every source that
    ``advance`` was told of as done.

    Args:
        folder: the corpus.
        processes: how many read at once; null for one a core.
        advance: told how far it is.

    Raises:
        BadTable: a mistake in the corpus's settings or tables.
        BadRequest: another build of the corpus is running, or the folder cannot be written.
    """
    tell = advance or (lambda step: None)
    engine_of(folder)  # a mistake in a table is told before anything is read
    with alone(folder.built):
        try:
            return _build(folder, processes, tell)
        except (OSError, sqlite3.Error, _duckdb_error()) as error:
            why = " ".join(str(error).split())
            raise BadRequest(
                str(folder.built),
                f"the build could not be written ({why})",
                "the build in use stays as it is; see to it and build again",
            ) from error


def _duckdb_error() -> type[Exception]:
    import duckdb

    return duckdb.Error


def _build(folder: Folder, processes: int | None, tell: Advance) -> BuildReport:
    wanted = list(wanted_of(folder))
    readings = Readings(folder.built / "readings.sqlite")
    try:
        known = readings.known()
        missing = [pending for pending in wanted if pending.key not in known]
        for batch in _read(folder, missing, processes, len(wanted), tell):
            readings.keep(batch.readings, passing=batch.passing)
        report = _write(folder, readings, wanted, len(missing), tell)
        readings.keep_only({pending.key for pending in wanted})
    finally:
        readings.close()
    return report


def wanted_of(folder: Folder) -> Iterator[Pending]:
    """All sources of a corpus with the keys that their readings have under its tables of today."""
    setup = fingerprint(folder)
    paths = folder.sources()
    names = Counter(Path(path).name for path in paths)
    for path in paths:
        qualified = names[Path(path).name] > 1
        try:
            content = (folder.records / path).read_bytes()
        except OSError:
            content = b""
        total = sha256(content).hexdigest()
        yield Pending(path, key_of(setup, path, content, qualified), qualified, len(content), total)


def _read(
    folder: Folder, missing: Sequence[Pending], processes: int | None, whole: int, tell: Advance
) -> Iterator[Batch]:
    """Readings of the sources that are missing, as they come; each is told as done once it was kept."""
    count = processes or _cores()
    sizes = {pending.key: pending.size + 1 for pending in missing}
    size, left, done = sum(sizes.values()), sum(sizes.values()), whole - len(missing)
    tell(Step("reading", done, whole, 0.0 if missing else 1.0))
    if not missing:
        return
    work = ReadParcel(str(folder.root), fingerprint(folder))
    work.warm()
    if len(missing) <= FEW or count == 1:
        made: Iterator[Batch] = (work([pending]) for pending in missing)
    else:
        made = side_by_side(list(_parcels(missing)), work, work.died, count)
    for batch in made:
        yield batch
        done += len(batch.readings)
        left -= sum(sizes[key] for key, _ in batch.readings)
        tell(Step("reading", done, whole, 1 - left / size))


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _parcels(missing: Sequence[Pending]) -> Iterator[list[Pending]]:
    """Sources in parcels of about one size, the largest first, so that no process is left with a long one at the end."""
    parcel: list[Pending] = []
    size = 0
    for pending in sorted(missing, key=lambda p: (-p.size, p.path)):
        if parcel and (size + pending.size > PARCEL or len(parcel) >= MOST):
            yield parcel
            parcel, size = [], 0
        parcel.append(pending)
        size += pending.size
    if parcel:
        yield parcel


def _write(folder: Folder, readings: Readings, wanted: Sequence[Pending], fresh: int, tell: Advance) -> BuildReport:
    passing = readings.passing()
    made_of = [form(), *(f"{pending.key} {passing.get(pending.key, '')}" for pending in wanted)]
    name = blake2b("\n".join(made_of).encode(), digest_size=10).hexdigest()
    builds = folder.built / "builds"
    sweep(builds)
    if not (builds / name / "report.json").exists():
        place = builds / f".{name}.{os.getpid()}"
        counts = write_snapshot(place, _told(readings, wanted, tell))
        finish(place, counts, {pending.path: (pending.key, pending.sum) for pending in wanted})
        os.replace(place, _free(builds / name))
    path = put_in_use(folder.built, name)
    tell(Step("writing", len(wanted), len(wanted), 1.0))
    counts = msgspec.json.decode((path / "report.json").read_bytes(), type=dict[str, int])
    return BuildReport(name, counts["sources"], counts["records"], counts["statements"], counts["unread"], fresh, path)


def _told(readings: Readings, wanted: Sequence[Pending], tell: Advance) -> Iterator[ReadSource]:
    for done, source in enumerate(readings.of(p.key for p in wanted)):
        if done % 50 == 0:
            tell(Step("writing", done, len(wanted), done / len(wanted)))
        yield source


def _free(target: Path) -> Path:
    """The place of a build, where no whole one stands."""
    import shutil

    if target.exists():  # without its report it was damaged from outside
        shutil.rmtree(target)
    return target
