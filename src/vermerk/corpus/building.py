"""Building a corpus: what changed is read again, in parallel; everything else is taken from what was read before."""

from __future__ import annotations

import multiprocessing
import os
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from hashlib import blake2b
from pathlib import Path

import msgspec

from vermerk.corpus import tables
from vermerk.corpus.folder import Folder
from vermerk.corpus.knowers import knowers_of
from vermerk.corpus.readings import Readings, ReadRecord, ReadSource, key_of, pack
from vermerk.corpus.setup import engine_of, fingerprint
from vermerk.corpus.snapshot import put_in_use, write_snapshot
from vermerk.extraction import GrammarEngine
from vermerk.extraction.cast import gather_cast
from vermerk.model import UnreadableSource
from vermerk.reading import read_bytes

FEW = 6  # sources that one process reads faster than several begin
CHUNK = 12  # sources that a worker takes at a time
TASKS = 60  # chunks after which a worker is replaced: the parser's memory of words grows

Advance = Callable[[str, int, int], None]


class Pending(msgspec.Struct, frozen=True):
    """A source to be read: its place below ``records``, the key of its reading, and how its records are named."""

    path: str
    key: str
    qualified: bool


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

    Args:
        folder: the corpus.
        processes: how many read at once; null for one a core.
        advance: told of the stage ("reading", "writing"), how much of it is done, and of how much.

    Raises:
        BadTable: a mistake in the corpus's settings or tables.
    """
    tell = advance or (lambda stage, done, whole: None)
    engine_of(folder)  # a mistake in a table is told before anything is read
    wanted = list(_wanted(folder))
    readings = Readings(folder.built / "readings.sqlite")
    try:
        known = readings.known()
        missing = [pending for pending in wanted if pending.key not in known]
        tell("reading", len(wanted) - len(missing), len(wanted))
        done = len(wanted) - len(missing)
        for batch in _read(folder, missing, processes):
            readings.keep(batch)
            done += len(batch)
            tell("reading", done, len(wanted))
        report = _write(folder, readings, wanted, len(missing), tell)
        readings.drop_others({pending.key for pending in wanted})
    finally:
        readings.close()
    return report


def _wanted(folder: Folder) -> Iterator[Pending]:
    """All sources with the keys of their readings."""
    setup = fingerprint(folder)
    paths = folder.sources()
    names = Counter(Path(path).name for path in paths)
    for path in paths:
        qualified = names[Path(path).name] > 1
        try:
            content = (folder.records / path).read_bytes()
        except OSError:
            content = b""
        yield Pending(path, key_of(setup, path, content, qualified), qualified)


def _read(folder: Folder, missing: Sequence[Pending], processes: int | None) -> Iterator[list[tuple[str, bytes]]]:
    """Readings of the sources that are missing, as they come, in batches."""
    count = processes or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if len(missing) <= FEW or count == 1:
        _begin(str(folder.root))
        for pending in missing:
            yield _read_chunk([pending])
        return
    chunks = [missing[at : at + CHUNK] for at in range(0, len(missing), CHUNK)]
    # Forked where the system can: a script of the user that builds a corpus is then not run again in each process.
    ways = multiprocessing.get_all_start_methods()
    context = multiprocessing.get_context("fork" if "fork" in ways else "spawn")
    with context.Pool(count, _begin, (str(folder.root),), maxtasksperchild=TASKS) as pool:
        yield from pool.imap_unordered(_read_chunk, chunks)


_worker: tuple[Folder, GrammarEngine] | None = None


def _begin(root: str) -> None:
    """Load the engine once in each process."""
    global _worker
    folder = Folder(Path(root))
    _worker = (folder, engine_of(folder))


def _read_chunk(chunk: Sequence[Pending]) -> list[tuple[str, bytes]]:
    assert _worker is not None
    folder, engine = _worker
    least = folder.settings().min_score
    return [(pending.key, pack(read_source(folder, pending, engine, least))) for pending in chunk]


def read_source(folder: Folder, pending: Pending, engine: GrammarEngine, least: float = 0.0) -> ReadSource:
    """Read one source with its statements; what goes wrong is told in the reading, never raised."""
    try:
        place = folder.records / pending.path
        records = read_bytes(place.read_bytes(), pending.path if pending.qualified else place.name, pending.path)
    except UnreadableSource as error:
        return ReadSource(pending.path, reason=error.reason, advice=error.advice)
    except OSError as error:
        return ReadSource(pending.path, reason=f"cannot be opened ({error.strerror})", advice="check the file")
    except Exception as error:
        reason = f"the reader failed on it ({type(error).__name__}: {error})".replace("\n", " ")
        return ReadSource(pending.path, reason=reason, advice="please report it together with the file")
    found = []
    for record in records:
        try:
            statements = tuple(s for s in engine.statements(record) if (s.score or 0.0) >= least)
        except Exception as error:
            reason = f"the engine failed on {record.id} ({type(error).__name__}: {error})".replace("\n", " ")
            return ReadSource(pending.path, reason=reason, advice="please report it together with the file")
        home = gather_cast(record, engine.authority).home
        found.append(ReadRecord(record, statements, home, knowers_of(record, home, engine.authority)))
    words = sum(len(p.of(r.record.text).split()) for r in found for p in r.record.body)
    return ReadSource(pending.path, tuple(found), words=words)


def _write(folder: Folder, readings: Readings, wanted: Sequence[Pending], fresh: int, tell: Advance) -> BuildReport:
    name = blake2b("\n".join([tables.FORM, *(pending.key for pending in wanted)]).encode(), digest_size=10).hexdigest()
    current = folder.current()
    if current is not None and current.name == name and (current / "report.json").exists():
        report = msgspec.json.decode((current / "report.json").read_bytes(), type=dict[str, int])
        return BuildReport(
            name, report["sources"], report["records"], report["statements"], report["unread"], fresh, current
        )
    place = folder.built / "builds" / f".{name}.{os.getpid()}"
    _sweep(folder.built / "builds")

    def told() -> Iterator[ReadSource]:
        for done, source in enumerate(readings.of(p.key for p in wanted)):
            if done % 100 == 0:
                tell("writing", done, len(wanted))
            yield source

    counts = write_snapshot(place, told())
    _log(folder, place)
    (place / "report.json").write_bytes(msgspec.json.encode(counts))
    path = put_in_use(folder.built, place, name)
    tell("writing", len(wanted), len(wanted))
    return BuildReport(name, counts["sources"], counts["records"], counts["statements"], counts["unread"], fresh, path)


def _sweep(builds: Path) -> None:
    """Remove what a killed build left half done."""
    builds.mkdir(parents=True, exist_ok=True)
    for left in builds.glob(".*"):
        shutil.rmtree(left, ignore_errors=True)


def _log(folder: Folder, place: Path) -> None:
    """What could not be read, one readable line a source."""
    import pyarrow.parquet as pq

    rows = pq.read_table(place / "unread.parquet").to_pylist()
    lines = [f"{row['path']}: {row['reason']}; {row['advice']}" for row in rows]
    (folder.built / "unread.log").write_text("\n".join([*lines, ""]) if lines else "", encoding="utf-8")
