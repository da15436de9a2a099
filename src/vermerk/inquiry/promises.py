"""Promises through the records: each project, agreement or delivery as a line from first talk to its end."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import covered, names, shared, stems
from vermerk.inquiry.events import asked
from vermerk.inquiry.evidence import rows_of
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope, last_day

Row = Mapping[str, Any]

KINDS = ("assistance", "agreement", "trade", "condition", "contact", "visit", "representation")
OPENING = frozenset({"assistance", "agreement", "trade", "representation", "visit"})  # kinds that can begin a line
ALIKE = 0.5
WORDS_OF_WORK = ("construct", "build", "deliver", "supply", "install", "finish", "complet", "produc")


class Step(msgspec.Struct, frozen=True):
    """One word on a promise.

    Attributes:
        stage: discussed, asked for, agreed, due, under way, done, not done.
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
        stands: ``done``, ``under way``, ``agreed``, ``asked for``, ``not done`` or ``discussed``: the latest stage.
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
    until = last_day(scope.on or scope.as_of, "--on")
    return trace(rows, until)


def trace(rows: Iterable[Row], until: str | None = None) -> list[Promise]:
    """Lines of promises among statements; ``until`` is the day up to which lateness is judged."""
    by_pair: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for row in rows:
        if _is_promise(row):
            by_pair[tuple(sorted({*row["actor_states"], *row["toward_states"]}))].append(row)
    found = [_promise(line, until) for own in by_pair.values() for line in _lines(own) if _opens(line)]
    return sorted(found, key=lambda p: (p.last_heard or "", p.what), reverse=True)


def _is_promise(row: Row) -> bool:
    """A thing that can be kept or not: a project, a delivery, an agreement, or a talk about one."""
    if row["kind"] in OPENING:
        return bool(row["what"]) or row["status"] in {"planned", "wished"}
    words = row["quote"].lower()
    return bool(row["what"]) and any(word in words for word in WORDS_OF_WORK)


def _opens(line: Sequence[Row]) -> bool:
    """One act that was over when first told is no promise; something must lie ahead, go on, or come again."""
    ahead = any(row["status"] in {"planned", "wished", "ongoing"} for row in line)
    return any(row["kind"] in OPENING for row in line) and (
        ahead or len(line) > 1 or line[0]["kind"] in {"agreement", "assistance"}
    )


def _lines(rows: Sequence[Row]) -> list[list[Row]]:
    lines: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r["heard"] or "", r["row"])):
        home = max(lines, key=lambda line: _likeness(line, row), default=None)
        if home is not None and _likeness(home, row) >= ALIKE:
            home.append(row)
        else:
            lines.append([row])
    return lines


def _likeness(line: Sequence[Row], row: Row) -> float:
    """How sure it is that a word belongs to a line: the object's words, and no name that the other lacks."""
    return max(_alike(known, row) for known in line)


def _alike(one: Row, other: Row) -> float:
    first, second = one["what"] or one["quote"], other["what"] or other["quote"]
    places, its = names(one["quote"]), names(other["quote"])
    parties = {*one["actor"], *one["toward"], *other["actor"], *other["toward"]}
    party_words = {word for party in parties for word in party.split()}
    if (places - party_words) and (its - party_words) and not (places & its) - party_words:
        return 0.0
    if len(stems(first)) < 2 and len(stems(second)) < 2:
        return shared(one["quote"], other["quote"])
    return max(
        shared(first, second), 0.9 * covered(first, second) if min(len(stems(first)), len(stems(second))) > 1 else 0
    )


def _promise(line: Sequence[Row], until: str | None) -> Promise:
    steps = tuple(_step(row) for row in line)
    first = next((row for row in line if row["kind"] in OPENING), line[0])
    dues = [row["latest"] for row in line if row["status"] == "planned" and row["latest"]]
    due, heard = max(dues, default=None), max((row["heard"] for row in line if row["heard"]), default=None)
    stage = steps[-1].stage
    late = None
    if due is not None:
        after = [step for step in steps if step.heard and step.heard > due]
        late = any(step.stage != "done" for step in after) if after else None
        if stage == "done":
            done = line[-1]["earliest"] or line[-1]["heard"]
            late = bool(done and done > due and line[-1]["earliest"])
    return Promise(
        what=" ".join((first["what"] or first["quote"]).split()),
        by=tuple(first["actor"]),
        to=tuple(first["toward"]),
        due=due,
        stands="due" if stage == "agreed" and due and until and due < until else stage,
        late=late,
        last_heard=heard,
        steps=steps,
    )


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
    by_status = {"wished": "asked for", "hypothetical": "discussed", "planned": "agreed", "ongoing": "under way"}
    if row["kind"] == "agreement" and row["status"] in {"done", "ongoing"}:
        return "agreed"
    return by_status.get(row["status"], "done")
