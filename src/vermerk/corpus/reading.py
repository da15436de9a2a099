"""Reading one source of a corpus with its statements; what goes wrong is told in the reading, never raised."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec

from vermerk.corpus.folder import Folder
from vermerk.corpus.knowers import knowers_of
from vermerk.corpus.readings import ReadRecord, ReadSource, pack
from vermerk.corpus.setup import engine_of
from vermerk.model import UnreadableSource

if TYPE_CHECKING:
    from vermerk.extraction import GrammarEngine

REPORT = "please report it together with the file"


class Pending(msgspec.Struct, frozen=True):
    """A source to be read: its place below ``records``, its size in bytes, its sum, and the key of its reading.

    ``qualified`` is true where another source has the same name, so that its records are named with the folder.
    """

    path: str
    key: str
    qualified: bool
    size: int = 0
    sum: str = ""


class Batch(msgspec.Struct, frozen=True):
    """Packed readings by their keys; ``passing`` where they failed for a cause that may be gone next time."""

    readings: list[tuple[str, bytes]]
    passing: bool = False


class ReadParcel(msgspec.Struct, frozen=True):
    """What a process does with the sources handed to it: reads them with the engine of a corpus.

    ``setup`` names engine and tables, so that a process that lives on never reads with old ones.
    """

    root: str
    setup: str

    def __call__(self, parcel: Sequence[Pending]) -> Batch:
        """The readings of some sources."""
        folder, engine = Folder(Path(self.root)), _engine(self.root, self.setup)
        return Batch([(pending.key, pack(read_source(folder, pending, engine))) for pending in parcel])

    def died(self, pending: Pending, code: int) -> Batch:
        """The reading of a source on which a process died."""
        how = f"signal {-code}" if code < 0 else f"exit code {code}"
        reason = f"the process that read it ended ({how})"
        told = ReadSource(pending.path, reason=reason, advice="free memory and build again, or report it with the file")
        return Batch([(pending.key, pack(told))], passing=True)

    def warm(self) -> None:
        """Load engine and language model, so that forked processes share them."""
        from vermerk.language.parse import english

        _engine(self.root, self.setup)
        english()


@lru_cache(maxsize=1)
def _engine(root: str, setup: str) -> GrammarEngine:
    return engine_of(Folder(Path(root)))


def read_source(folder: Folder, pending: Pending, engine: GrammarEngine) -> ReadSource:
    """Read one source."""
    from vermerk.extraction.cast import gather_cast
    from vermerk.reading import read_bytes

    try:
        place = folder.records / pending.path
        records = read_bytes(place.read_bytes(), pending.path if pending.qualified else place.name, pending.path)
    except UnreadableSource as error:
        return ReadSource(pending.path, reason=error.reason, advice=error.advice)
    except OSError as error:
        if "\ufffd" in pending.path:
            return ReadSource(pending.path, reason="its name is not in UTF-8", advice="rename the file")
        return ReadSource(pending.path, reason=f"cannot be opened ({error.strerror})", advice="check the file")
    except Exception as error:
        return ReadSource(pending.path, reason=_failure("the reader failed on it", error), advice=REPORT)
    found, failures = [], []
    for record in records:
        try:
            statements = tuple(engine.statements(record))
            home = gather_cast(record, engine.authority).home
            found.append(ReadRecord(record, statements, home, knowers_of(record, home, engine.authority)))
        except Exception as error:  # one record of a volume never takes the others with it
            found.append(ReadRecord(record, ()))
            failures.append(_failure(f"the engine failed on {record.id}, of which no statements are held", error))
    words = sum(len(p.of(r.record.text).split()) for r in found for p in r.record.body)
    reason = "; ".join(failures) or None
    return ReadSource(pending.path, tuple(found), reason, REPORT if reason else None, words)


def _failure(what: str, error: Exception) -> str:
    return " ".join(f"{what} ({type(error).__name__}: {error})".split())
