"""The sheet of relations of two parties on a day: what stood between them, on whose word, and when last heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.evidence import directions, footnotes, rows_of
from vermerk.inquiry.missions import Standing, standing
from vermerk.inquiry.scope import Scope, Searched, held_statements, last_day, party, searched
from vermerk.model import Certainty

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]
ORDER = (
    "representation", "recognition", "agreement", "visit", "contact", "trade", "assistance", "support", "mediation",
    "pressure", "force", "position", "assessment", "condition", "office",
)  # fmt: skip
EACH = frozenset({"agreement", "trade"})  # kinds of which every one in force is shown, not the last alone
KEPT = 8  # statements of one cell
NOTED = 3  # of them with their footnotes
SHOWN = 12  # agreements, and years of trade, that a sheet shows
COLUMNS = (
    "row", "id", "record", "quote", "start", "end", "kind", "actor", "toward", "via", "what", "time", "earliest",
    "latest", "day", "heard", "status", "polarity", "chain", "certainty", "quantities", "editorial", "event", "level",
    "mission", "told", "written", "engine", "score", "actor_states", "toward_states", "parties", "spans", "review",
)  # fmt: skip


class Cell(msgspec.Struct, frozen=True):
    """One cell of the sheet.

    Attributes:
        facet: the kind that it is about.
        holder_party, other_party: whose mission, position, aid … it is, and towards whom.
        level, style, via: of a mission: its level, the name it bears, the way it takes; null elsewhere.
        status: of the latest statement; ``ended`` where a mission was closed or denied.
        polarity, time: of the latest statement.
        last_heard: the last day on which a record told of it.
        certainty: the most doubtful of those that carry the cell.
        what: the object in the record's words.
        disputed: true where statements of the cell speak against each other.
        silence: "no report since 1968-12-23" where nothing was heard up to the day asked about; else null.
        statements: identifiers, the deciding one first. footnotes: where they stand.
    """

    facet: str
    holder_party: str
    other_party: str
    level: str | None
    style: str | None
    via: str | None
    status: str
    polarity: str
    time: str | None
    last_heard: str | None
    certainty: str
    what: str | None
    disputed: bool
    silence: str | None
    statements: tuple[str, ...]
    footnotes: tuple[str, ...]


class Sheet(msgspec.Struct, frozen=True):
    """The relations of two parties, ``a`` and ``b``, with what was asked and what was searched."""

    a: str
    b: str
    on: str | None
    as_of: str | None
    known_by: str | None
    facets: tuple[Cell, ...]
    searched: Searched


def relation(corpus: Corpus, a: str, b: str, scope: Scope) -> Sheet:
    """What stood between two parties on a day, as far as the corpus tells.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    first, other = party(corpus, a, scope.on), party(corpus, b, scope.on)
    rows = rows_of(_latest(held_statements(corpus, _of_pair(corpus, first, other), scope)))
    until = last_day(scope.on, "--on")
    cells = [_cell(corpus, cell, until) for cell in _drafts(rows, first, other)]
    return Sheet(first, other, scope.on, scope.as_of, scope.known_by, tuple(cells), searched(corpus, scope))


def _of_pair(corpus: Corpus, a: str, b: str) -> ir.Table:
    low, high = sorted((a, b))
    pairs = corpus.pairs
    return pairs.filter(pairs.a == low, pairs.b == high)


def _latest(table: ir.Table) -> ir.Table:
    """Of all that a pair has, the latest of each sort: as much as a sheet can show, however many there are."""
    import ibis

    sort = ibis.window(
        group_by=[
            table.kind,
            table.actor_states,
            table.toward_states,
            table.event,
            table.level,
            table.status,
            table.polarity,
        ],
        order_by=[ibis.desc(table.day), ibis.desc(table.row)],
    )
    ranked = table.mutate(rank=ibis.row_number().over(sort))
    return ranked.filter(ranked["rank"] < SHOWN).select(*(c for c in COLUMNS if c in table.columns))


class _Draft(msgspec.Struct, frozen=True):
    """A cell before its footnotes: its rows with the deciding one first."""

    facet: str
    holder: str
    other: str
    rows: tuple[Row, ...]
    mission: Standing | None = None


def _drafts(rows: Sequence[Row], a: str, b: str) -> list[_Draft]:
    grouped: dict[tuple[str, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        for holder, other in directions(row, a, b):
            grouped[row["kind"], holder, other].append(row)
    found: list[_Draft] = []
    for facet in ORDER:
        for holder, other in ((a, b), (b, a)):
            own = grouped.get((facet, holder, other), [])
            if facet == "representation":
                beside = [*grouped.get(("recognition", a, b), []), *grouped.get(("office", holder, other), [])]
                found += _missions(own, beside, holder, other)
            elif facet in EACH:
                found += [_Draft(facet, holder, other, tuple(each)) for each in _each(own)]
            elif own:
                found.append(_Draft(facet, holder, other, tuple(_newest(own))))
    return found


def _missions(own: Sequence[Row], beside: Sequence[Row], holder: str, other: str) -> list[_Draft]:
    missions = standing([*own, *(row for row in beside if row["event"])])
    return [_Draft("representation", holder, other, m.statements, m) for m in missions if m.statements]


def _newest(rows: Iterable[Row]) -> list[Row]:
    return sorted(rows, key=lambda row: (row["day"] or "", row["time"] is not None, row["row"]), reverse=True)


def _each(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one thing together: the same time, and where there is none the same object; the latest first."""
    things: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _newest(rows):
        things[(row["time"] or "", "" if row["time"] else (row["what"] or "").lower())].append(row)
    return list(things.values())[:SHOWN]


def _cell(corpus: Corpus, draft: _Draft, until: str | None) -> Cell:
    deciding, rows = draft.rows[0], draft.rows
    mission = msgspec.json.decode(deciding["mission"]) if deciding.get("mission") else {}
    heard = max((row["heard"] for row in rows if row["heard"]), default=None)
    return Cell(
        facet=draft.facet,
        holder_party=draft.holder,
        other_party=draft.other,
        level=draft.mission.level if draft.mission else deciding["level"],
        style=mission.get("style"),
        via=_route(deciding, mission, draft),
        status=_status(deciding, draft.mission),
        polarity=deciding["polarity"],
        time=deciding["time"],
        last_heard=heard,
        certainty=_certainty(rows),
        what=deciding["what"],
        disputed=_disputed(rows),
        silence=f"no report since {heard}" if heard and until and heard < until else None,
        statements=tuple(dict.fromkeys(row["id"] for row in rows))[:KEPT],
        footnotes=tuple(footnotes(corpus, rows[:NOTED])),
    )


def _route(row: Row, mission: Mapping[str, Any], draft: _Draft) -> str | None:
    """The way a mission takes: the third party or the seat that the words name."""
    named = [v for v in row["via"] if v not in {draft.holder, draft.other}]
    seat, level = mission.get("seat"), mission.get("level")
    through = f"{level} in {seat}" if seat and level else seat
    return "; ".join(part for part in (*named, through) if part) or None


def _status(row: Row, mission: Standing | None) -> str:
    if mission is not None and mission.open is False:
        return "ended" if row["polarity"] == "affirmed" else str(row["status"])
    return str(row["status"])


def _certainty(rows: Sequence[Row]) -> str:
    """The doubt of those that tell the same as the deciding one, the most certain of them.

    Each stays with its own doubt in its own record; none is raised by another.
    """
    same = [row for row in rows if row["polarity"] == rows[0]["polarity"] and row["heard"] == rows[0]["heard"]]
    doubt = Certainty.CERTAIN
    for row in same:
        doubt = doubt.weakest(Certainty(row["certainty"]))
    return str(doubt)


def _disputed(rows: Sequence[Row]) -> bool:
    """True where statements of one time affirm and deny."""
    at: dict[tuple[Any, Any], set[str]] = {}
    for row in rows:
        at.setdefault((row["heard"], row["event"]), set()).add(row["polarity"])
    return any(len(polarities) > 1 for polarities in at.values())
