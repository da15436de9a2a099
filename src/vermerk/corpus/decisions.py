"""What reviewers decided: append-only lines, one file a person, that merge in git and are never changed.

A line holds the decision together with the statement it was made on: its passage with the words around it, and the
machine's own reading. So the decision can be found its place again after a rebuild, and the history is complete
even where the machine reads differently now.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from errno import ENOSPC
from heapq import merge
from pathlib import Path
from typing import Any
from uuid import uuid4

import msgspec

from vermerk.model import BadRequest, BadTable, Record, Statement

CONTEXT = 60  # characters kept on either side of a passage
TORN_SHOWN = 80  # characters of a torn line that are shown
NAME = re.compile(r"^[\w][\w .@-]{0,63}$")
#: Fields of a statement that a reviewer may set.
CORRECTABLE = frozenset(
    "quote start end kind actor toward via what time status polarity chain certainty quantities editorial event level".split()
)


class Action(StrEnum):
    """What a reviewer does."""

    ACCEPT = "accept"
    CORRECT = "correct"
    REJECT = "reject"
    COMMENT = "comment"
    ADD = "add"
    SPLIT = "split"
    UNDO = "undo"


class Anchor(msgspec.Struct, frozen=True):
    """Where a statement stood when it was decided on: the passage and the words around it."""

    record: str
    start: int
    end: int
    quote: str
    before: str = ""
    after: str = ""

    @classmethod
    def of(cls, record: Record, start: int, end: int) -> Anchor:
        """The anchor of a passage."""
        text = record.text
        return cls(
            record.id, start, end, text[start:end], text[max(0, start - CONTEXT) : start], text[end : end + CONTEXT]
        )


class Decision(msgspec.Struct, frozen=True, omit_defaults=True, kw_only=True):
    """One line of a reviewer's file.

    Attributes:
        id: name of the decision, never used twice.
        who, when: the reviewer, and the moment in UTC (ISO 8601).
        action: what he did.
        statement: identifier of the statement decided on, or of the one added.
        anchor: where it stood.
        machine: the statement as the machine read it then; null for one that was added.
        fields: the fields set by a correction, or all fields of an added statement.
        parts: the fields of each statement that a split makes.
        comment: the reviewer's words.
        undoes: the decision taken back.
    """

    id: str
    who: str
    when: str
    action: Action
    statement: str
    anchor: Anchor
    machine: dict[str, Any] | None = None
    fields: dict[str, Any] = {}
    parts: tuple[dict[str, Any], ...] = ()
    comment: str | None = None
    undoes: str | None = None


def make(
    action: Action,
    who: str,
    anchor: Anchor,
    statement: str,
    *,
    machine: Statement | None = None,
    fields: Mapping[str, Any] | None = None,
    parts: Iterable[Mapping[str, Any]] = (),
    comment: str | None = None,
    undoes: str | None = None,
) -> Decision:
    """A decision made now.

    Raises:
        BadRequest: a field that cannot be set, or a value that the codebook does not know.
    """
    for told in (dict(fields or {}), *(dict(part) for part in parts)):
        check_fields(told, anchor)
    return Decision(
        id=uuid4().hex[:16],
        who=who,
        when=datetime.now(UTC).isoformat(timespec="milliseconds"),
        action=action,
        statement=statement,
        anchor=anchor,
        machine=msgspec.to_builtins(machine) if machine is not None else None,
        fields=dict(fields or {}),
        parts=tuple(dict(part) for part in parts),
        comment=comment,
        undoes=undoes,
    )


def check_fields(fields: Mapping[str, Any], anchor: Anchor) -> None:
    """Refuse fields that no statement has, and values outside the codebook.

    Raises:
        BadRequest: with the field and what to write.
    """
    unknown = sorted(set(fields) - CORRECTABLE)
    if unknown:
        raise BadRequest(f"field {unknown[0]!r}", "cannot be set", f"set one of: {', '.join(sorted(CORRECTABLE))}")
    trial: dict[str, Any] = {
        "id": "", "record": anchor.record, "quote": anchor.quote, "start": anchor.start, "end": anchor.end,
        "kind": "contact",
    }  # fmt: skip
    try:
        msgspec.convert({**trial, **fields}, Statement)
    except (msgspec.ValidationError, ValueError, TypeError) as error:
        raise BadRequest("correction", str(error), "write values of the codebook") from None


def file_of(folder: Path, who: str) -> Path:
    """The file of a reviewer.

    Raises:
        BadRequest: a name that cannot be the name of a file.
    """
    if not NAME.match(who):
        raise BadRequest(f"reviewer {who!r}", "cannot name a file", "use letters, digits, blanks and . @ - _")
    return folder / f"{who}.jsonl"


def append(folder: Path, decision: Decision) -> None:
    """Add a decision to its reviewer's file; when this returns, it stands on the disk.

    A line torn by a crash is closed first, so that it can never swallow the next one.

    Raises:
        BadRequest: it could not be written whole; then it is not acknowledged.
    """
    path = file_of(folder, decision.who)
    line = json.dumps(msgspec.to_builtins(decision), ensure_ascii=False, separators=(",", ":")) + "\n"
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        fresh = not path.exists()
        handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            size = os.fstat(handle).st_size
            if size and os.pread(handle, 1, size - 1) != b"\n":
                line = "\n" + line
            _write_whole(handle, line.encode("utf-8", "replace"))
            os.fsync(handle)
        finally:
            os.close(handle)
        if fresh:
            _settle(path.parent)
    except OSError as error:
        raise BadRequest(
            str(path), f"the decision could not be written ({error.strerror})", "free space or change permissions"
        ) from None


def _write_whole(handle: int, line: bytes) -> None:
    # One call writes a line in one piece, so that two processes never mix theirs; a disk that fills up may cut it.
    written = os.write(handle, line)
    if written < len(line):
        raise OSError(ENOSPC, os.strerror(ENOSPC))


def _settle(folder: Path) -> None:
    """Have a new file's name written to the disk."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


class Torn(msgspec.Struct, frozen=True):
    """A line that a crash cut off: it was never acknowledged, and is left out. ``words`` is its beginning."""

    file: str
    line: int
    words: str


def read_decisions(folder: Path) -> list[Decision]:
    """All decisions of all reviewers, in the order in which they were made; a reviewer's own as in his file.

    A torn line is left out (see :func:`torn_lines`); any other line that is no decision is told.

    Raises:
        BadTable: a whole line that is no decision, by file and line.
    """
    files = [_in_order(path) for path in sorted(folder.glob("*.jsonl"))]
    return [decision for _, decision in merge(*files, key=lambda pair: pair[0])]


def torn_lines(folder: Path) -> Iterator[Torn]:
    """The lines of all reviewers that a crash cut off."""
    for path in sorted(folder.glob("*.jsonl")):
        for number, line, told in _lines(path):
            if told is None:
                yield Torn(path.name, number, line if len(line) <= TORN_SHOWN else line[:TORN_SHOWN] + "…")


def _in_order(path: Path) -> Iterator[tuple[str, Decision]]:
    """The decisions of a file with their moments; a clock that was set back does not change their order."""
    latest = ""
    for number, _, told in _lines(path):
        if told is None:
            continue
        try:
            decision = msgspec.convert(told, Decision)
        except msgspec.ValidationError as error:
            raise BadTable(str(path), number, f"no decision ({error})", "correct or remove the line") from None
        latest = max(latest, decision.when)
        yield latest, decision


def _lines(path: Path) -> Iterator[tuple[int, str, Any]]:
    """Each line with its number and what it holds; null where it is no whole line of JSON."""
    raw = path.read_bytes().decode("utf-8", errors="replace")
    for number, line in enumerate(raw.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            yield number, line, json.loads(line)
        except ValueError:
            yield number, line, None
