"""Events over records: statements that tell the same event are one event with several witnesses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import apart, covered, disjoint, overlap, shared
from vermerk.inquiry.dating import same_time
from vermerk.inquiry.evidence import claims_both, rows_of
from vermerk.inquiry.missions import AHEAD
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope, held_statements, party
from vermerk.model import BadRequest, Kind

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]

EVENTS = (
    "contact", "visit", "representation", "recognition", "agreement", "trade", "assistance", "support", "mediation",
    "pressure", "force", "office",
)  # fmt: skip
LASTING = frozenset({"representation", "recognition", "agreement", "trade", "assistance", "mediation"})
ALIKE = 0.4  # shared words from which two tellings are of one event
REPEATED = 0.75  # shared words from which one record tells the same twice
DATED_OTHERWISE = 0.6  # shared words from which two tellings with other dates are of one event
SAME_OBJECT = 0.75  # how much of the shorter of two objects the longer must hold
WEEKS = 21  # days between two tellings without a date that may be of one event
COMPARED = 80  # events with which a telling is compared, the nearest in time


class Event(msgspec.Struct, frozen=True):
    """One event with those who tell of it.

    Attributes:
        day: by which it is put in order; time: the most exact date told (EDTF), or null.
        told_only: true where no record dates it, so that the day is that of the telling.
        rows: the statements, the most exact first. dissent: statements that deny it or date it otherwise.
    """

    day: str | None
    time: str | None
    told_only: bool
    rows: tuple[Row, ...]
    dissent: tuple[Row, ...]

    @property
    def first(self) -> Row:
        """The statement that tells it most exactly."""
        return self.rows[0]


def asked(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> ir.Table:
    """The statements of a pair, of one party, or of all, in a scope."""
    wanted = sorted(party(corpus, name, scope.on) for name in (a, b) if name is not None)
    if len(wanted) == 2 and wanted[0] == wanted[1]:
        raise BadRequest(f"{a} and {b}", f"are one party, {wanted[0]}", "name two")
    if len(wanted) == 2:
        pairs = corpus.pairs
        table = pairs.filter(pairs.a == wanted[0], pairs.b == wanted[1])
    else:
        table = corpus.statements
        if wanted:
            name = wanted[0]
            table = table.filter(
                table.actor.contains(name)
                | table.toward.contains(name)
                | table.actor_states.contains(name)
                | table.toward_states.contains(name)
            )
    return held_statements(corpus, table, scope)


def events(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> list[Event]:
    """The events of a pair, a party or a whole corpus, in the order of time.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    if not scope.kinds:
        scope = msgspec.structs.replace(scope, kinds=EVENTS)
    table = asked(corpus, a, b, scope)
    rows = rows_of(table.select(*(c for c in COLUMNS if c in table.columns)))
    missions = {(row["record"], row["start"], row["end"]) for row in rows if row["kind"] == "representation"}
    return merge(row for row in rows if happens(row) and not _of_mission(row, missions))


def _of_mission(row: Row, missions: Container[tuple[str, int, int]]) -> bool:
    """True for an office that the same words tell as a mission: one clause is one event."""
    return row["kind"] == "office" and (row["record"], row["start"], row["end"]) in missions


def happens(row: Row) -> bool:
    """True for a statement that a chronology has a line for: something that happened, is to happen, or is so by then.

    What is only wished, imagined or asked is none; a denial is one where it is of a change or has a date of its own; of
    what goes on without a date, talks and courtesies are left out.
    """
    if row["status"] in {"hypothetical", "wished"} or row["certainty"] == "unknown":
        return False
    dated = bool(row["time"] or row["event"])
    if row["polarity"] == "negated" or row["status"] == "ongoing":
        return dated or row["kind"] in LASTING
    return row["status"] == "done" or dated or row["kind"] not in {"contact", "support", "pressure"}


def merge(rows: Iterable[Row]) -> list[Event]:
    """Put tellings of one event together; what denies it or dates it otherwise stands beside it as dissent."""
    by_kind: dict[tuple[object, ...], list[Row]] = defaultdict(list)
    for row in rows:
        by_kind[row["kind"], _sides(row)].append(row)
    found: list[Event] = []
    for own in by_kind.values():
        found += _merged(own)
    return sorted(found, key=lambda e: (e.day or "", e.told_only, e.first["row"]))


def _sides(row: Row) -> object:
    """The parties of a telling; their order counts unless the kind is mutual."""
    actors, toward = frozenset(row["actor_states"]), frozenset(row["toward_states"])
    return actors | toward if Kind(row["kind"]).mutual else (actors, toward)


def _merged(rows: Sequence[Row]) -> list[Event]:
    groups: list[list[Row]] = []
    for row in sorted(rows, key=lambda r: (r["day"] or "", r["row"])):
        home = next((group for group in reversed(groups[-COMPARED:]) if _same_event(group[0], row)), None)
        if home is None:
            groups.append([row])
        else:
            home.append(row)
    return [_event(group) for group in groups]


def _same_event(one: Row, other: Row) -> bool:
    """True where two tellings of one kind and the same parties are of one event.

    One record seldom tells an event twice without repeating its words; over records the same change of the same thing
    at a time that agrees is one event, however each author words it.
    """
    if (one["status"] in AHEAD) != (other["status"] in AHEAD):
        return False
    return _agree(one, other) and not apart(one, other)


def _agree(one: Row, other: Row) -> bool:
    """True where words, change and time of two tellings are those of one event; what is soon seen is asked first."""
    changed = bool(one["event"]) and one["event"] == other["event"] and one["level"] == other["level"]
    if one["time"] and other["time"] and not same_time(one["time"], other["time"]):
        return changed and one["record"] != other["record"] and _words(one, other) >= DATED_OTHERWISE
    if one["record"] == other["record"]:
        again = changed and _once(one, other) and one["polarity"] == other["polarity"]
        return (one["event"] == other["event"] and _words(one, other) >= REPEATED) or (
            again and claims_both(one) == claims_both(other)
        )
    if one["time"] and other["time"]:
        words = _words(one, other)
        return (changed and _once(one, other)) or words >= ALIKE or (words >= ALIKE / 2 and _same_object(one, other))
    return overlap(one, other, WEEKS) and (_words(one, other) >= ALIKE or (changed and _same_object(one, other)))


def _words(one: Row, other: Row) -> float:
    return shared(one["quote"], other["quote"])


def _once(one: Row, other: Row) -> bool:
    """True for a change that happens once between two parties at a time: of a mission of one level, of recognition."""
    return one["kind"] == "recognition" or (one["kind"] == "representation" and one["level"] is not None)


def _same_object(one: Row, other: Row) -> bool:
    return bool(one["what"] and other["what"]) and covered(one["what"], other["what"]) >= SAME_OBJECT


def _event(group: Sequence[Row]) -> Event:
    ordered = sorted(group, key=lambda r: (r["time"] is None, -len(r["time"] or ""), r["heard"] or "", r["row"]))
    first = ordered[0]
    dissent = [
        row for row in ordered[1:] if row["polarity"] != first["polarity"] or disjoint(row["time"], first["time"])
    ]
    agreeing = [row for row in ordered if row not in dissent]
    return Event(first["day"], first["time"], first["time"] is None, tuple(agreeing), tuple(dissent))
