"""Promises through the records: each project, agreement or delivery as a line from first talk to its end."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from vermerk.authority.tables import rows as table_rows
from vermerk.corpus import Corpus
from vermerk.inquiry.events import asked
from vermerk.inquiry.evidence import rows_of
from vermerk.inquiry.fiscal import last_day_of
from vermerk.inquiry.lines import lines_of
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope, held_statements, last_day, party

Row = Mapping[str, Any]

KINDS = ("assistance", "agreement", "trade", "condition", "contact", "visit", "representation")
BEGUN = frozenset({"signed", "concluded", "initialled", "ratified", "renewed", "entered into force"})
TO_COME = frozenset({"planned", "wished"})


class Step(msgspec.Struct, frozen=True):
    """One word on a promise.

    Attributes:
        stage: discussed, asked for, agreed, under construction, under way, due, done, not done.
        time: the date told for the stage (EDTF), or null. heard: the day on which it was told.
        holder: on whose word.
    """

    stage: str
    time: str | None
    heard: str | None
    holder: str | None
    certainty: str
    quote: str
    statement: str
    record: str


class Promise(msgspec.Struct, frozen=True):
    """A project, agreement or delivery.

    Attributes:
        what: it, in the words of its first telling. by, to: who promised it to whom.
        due: the last day by which it was to be done, where one is told.
        stands: the latest stage; ``late`` where it was told as not done after its due day, ``due`` where that day is over
            and nothing was heard since.
        late: true where it was told as not done after its due day; null where no due day is told or nothing was
            heard after it.
        last_heard: the day of the last word on it.
        steps: every word on it, in order.
    """

    what: str
    by: tuple[str, ...]
    to: tuple[str, ...]
    due: str | None
    stands: str
    late: bool | None
    last_heard: str | None
    steps: tuple[Step, ...]


def promises(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> list[Promise]:
    """The promises of a pair, a party or a corpus, those last heard of first.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    table = asked(corpus, a, b, msgspec.structs.replace(scope, kinds=scope.kinds or KINDS))
    rows = rows_of(table.select(*(c for c in COLUMNS if c in table.columns)))
    if a is not None and b is not None:
        rows += _of_one(corpus, {party(corpus, name, scope.on) for name in (a, b)}, rows, scope)
    until = last_day(scope.on, "--on") or last_day(scope.as_of, "--as-of")
    return trace(rows, until)


def _of_one(corpus: Corpus, parties: set[str], rows: Sequence[Row], scope: Scope) -> list[dict[str, Any]]:
    """Works of one of the two alone, told in the records that tell of both: who built them is often left out."""
    records = sorted({row["record"] for row in rows})
    table = corpus.statements
    table = table.filter(table.kind == "condition", table.record.isin(records), table.toward_states.length() == 0)
    table = held_statements(corpus, table, scope)
    found = rows_of(table.select(*(c for c in COLUMNS if c in table.columns)))
    return [row for row in found if row["actor_states"] and set(row["actor_states"]) <= parties and row["what"]]


def trace(rows: Iterable[Row], until: str | None = None) -> list[Promise]:
    """Lines of promises among statements; ``until`` is the day up to which lateness is judged."""
    own = sorted((row for row in rows if _belongs(row)), key=lambda r: r["row"])
    whole = [row for row in own if _of_every(row)]
    lines = [line for line in lines_of(own) if any(_opens(row) for row in line)]
    found = [(line, _promise(line, [row for row in whole if _covers(row, line)], until)) for line in lines]
    found.sort(key=lambda pair: (_reversed(pair[1].last_heard), pair[0][0]["row"]))
    return [promise for _, promise in found]


def _reversed(day: str | None) -> tuple[int, ...]:
    """A key by which the latest day comes first."""
    return tuple(-ord(sign) for sign in day or "")


@lru_cache(maxsize=1)
def _words() -> Mapping[str, re.Pattern[str]]:
    by_sort: dict[str, list[str]] = defaultdict(list)
    for row in table_rows(Path(str(files("vermerk.inquiry") / "tables" / "works.tsv")), 2):
        by_sort[row.cells[0]].append(row.cells[1])
    return {sort: re.compile("|".join(f"(?:{one})" for one in some), re.IGNORECASE) for sort, some in by_sort.items()}


def _tells(sort: str, words: str) -> bool:
    return _words()[sort].search(words) is not None


def _belongs(row: Row) -> bool:
    """A word on a thing that can be kept or not: a project, a delivery, an agreement, or a talk about one."""
    if row["certainty"] == "unknown" or _tells("empty", (row["what"] or "").strip()):
        return False
    return row["kind"] != "condition" or _tells("construction", row["quote"])


def _opens(row: Row) -> bool:
    """A word that makes a promise by itself: something lies ahead, was agreed, or is being built or delivered."""
    works = _tells("construction", row["quote"]) or _tells("delivery", row["quote"])
    if row["polarity"] == "negated":
        return False
    if row["kind"] == "agreement":
        return bool(row["event"] in BEGUN or row["status"] in TO_COME or row["time"])
    if row["kind"] == "assistance":
        return bool(row["what"])
    if row["kind"] == "condition":
        return works
    if row["kind"] == "contact":
        return False
    return row["status"] in TO_COME and bool(row["what"])


def _of_every(row: Row) -> bool:
    """A word on all works at once that says by when they are to be done."""
    return row["status"] == "planned" and bool(row["latest"]) and _tells("every", row["quote"])


def _covers(whole: Row, line: Sequence[Row]) -> bool:
    """True where a word on all works is about those of a line: built by the same for the same, and not done before."""
    return (
        whole not in line
        and not any(row["status"] == "done" and row["kind"] != "agreement" for row in line)
        and any(
            row["record"] == whole["record"]
            and _tells("construction", row["quote"])
            and row["status"] in {"planned", "ongoing"}
            and row["actor_states"] == whole["actor_states"]
            and row["toward_states"] == whole["toward_states"]
            for row in line
        )
    )


def _promise(line: Sequence[Row], whole: Sequence[Row], until: str | None) -> Promise:
    steps = tuple(
        sorted(
            [*(_step(row) for row in line), *(msgspec.structs.replace(_step(row), stage="due") for row in whole)],
            key=lambda step: (step.heard or "", step.stage == "due"),
        )
    )
    first = next((row for row in line if _opens(row)), line[0])
    dues = [last_day_of(row) for row in (*line, *whole) if row["status"] == "planned" and row["latest"]]
    due, heard = max(filter(None, dues), default=None), max((s.heard for s in steps if s.heard), default=None)
    stage = [step.stage for step in steps if step.stage != "due"][-1]
    late = _late(line, steps, due, stage)
    overdue = due is not None and until is not None and due < until and stage not in {"done", "not done"}
    return Promise(
        what=" ".join((first["what"] or first["quote"]).split()),
        by=tuple(first["actor"]),
        to=tuple(first["toward"]),
        due=due,
        stands="late" if late and stage != "done" else "due" if overdue else stage,
        late=late,
        last_heard=heard,
        steps=steps,
    )


def _late(line: Sequence[Row], steps: Sequence[Step], due: str | None, stage: str) -> bool | None:
    """Whether it was told as not done after its due day, or as done later than that; null where nothing tells."""
    if due is None:
        return None
    if stage == "done":
        done = next((row for row in reversed(line) if row["status"] == "done"), line[-1])
        return bool(done["earliest"] and done["earliest"] > due)
    return True if any(step.heard and step.heard > due for step in steps) else None


def _step(row: Row) -> Step:
    return Step(
        stage=_stage(row),
        time=row["time"],
        heard=row["heard"],
        holder=row["chain"][-1]["holder"] if row["chain"] else None,
        certainty=row["certainty"],
        quote=" ".join(row["quote"].split()),
        statement=row["id"],
        record=row["record"],
    )


def _stage(row: Row) -> str:
    if row["polarity"] == "negated":
        return "not done"
    if row["kind"] == "contact" or row["event"] == "negotiated":
        return "discussed"
    if row["kind"] == "agreement" and row["status"] in {"done", "ongoing"}:
        return "agreed"
    if row["status"] == "ongoing" and _tells("construction", row["quote"]):
        return "under construction"
    by_status = {"wished": "asked for", "hypothetical": "discussed", "planned": "agreed", "ongoing": "under way"}
    return by_status.get(row["status"], "done")
