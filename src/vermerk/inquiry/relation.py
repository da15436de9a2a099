"""The sheet of relations of two parties on a day: what stood between them, on whose word, and when last heard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.evidence import directions, footnotes, records_of, rows_of
from vermerk.inquiry.missions import Standing, standing, tells
from vermerk.inquiry.scope import Scope, Searched, check_scope, held_statements, last_day, last_told, party, searched
from vermerk.model import BadRequest, Certainty

if TYPE_CHECKING:
    import ibis.expr.types as ir

Row = Mapping[str, Any]
ORDER = (
    "representation", "recognition", "agreement", "visit", "contact", "trade", "assistance", "support", "mediation",
    "pressure", "force", "position", "assessment", "condition", "office",
)  # fmt: skip
EACH = frozenset({"agreement", "trade", "assistance"})  # kinds of which every one in force is shown, not the last alone
KEPT = 8  # statements of one cell
NOTED = 3  # of them with their footnotes
SHOWN = 12  # agreements, and years of trade, that a sheet shows
COLUMNS = (
    "row", "id", "record", "quote", "start", "end", "kind", "actor", "toward", "via", "what", "time", "earliest",
    "latest", "day", "heard", "status", "polarity", "chain", "certainty", "quantities", "editorial", "event", "level",
    "mission", "told", "written", "score", "actor_states", "toward_states",
)  # fmt: skip


class Cell(msgspec.Struct, frozen=True):
    """One cell of the sheet.

    Attributes:
        facet: the kind that it is about.
        holder_party, other_party: whose mission, position, aid … it is, and towards whom.
        level, style, via: of a mission: its level, the name it bears, the way it takes; null elsewhere.
        status: of the deciding statement; ``ended`` where a mission was closed, or the term of an agreement is over.
        polarity, time: of the deciding statement.
        last_heard: the last day on which a record told of it.
        certainty: the most doubtful of those that carry the cell.
        what: the object in the record's words. words: the deciding statement's quote.
        disputed: true where statements of the cell speak against each other.
        silence: "no report since 1968-12-09" where nothing was heard of it up to the day asked about; else null.
        statements: identifiers, the deciding one first. quotes: their words. footnotes: where they stand.
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
    statements: tuple[str, ...]
    footnotes: tuple[str, ...]
    what: str | None
    disputed: bool
    silence: str | None
    quotes: tuple[str, ...]


#: The fields of a cell that an answer in JSON has; the others are for the eye.
FIELDS = Cell.__struct_fields__[:13]


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
        BadRequest: an empty corpus, a date or a party's name that cannot be understood, or one party named twice.
    """
    check_scope(corpus, scope)
    first, other = party(corpus, a, scope.on), party(corpus, b, scope.on)
    if first == other:
        raise BadRequest(f"{a} and {b}", f"are one party, {first}", "name two")
    pair = _of_pair(corpus, first, other)
    rows = rows_of(_latest(pair, held_statements(corpus, pair, scope)))
    until = last_day(scope.on, "--on") or last_day(scope.as_of, "--as-of") or last_told(corpus, scope)
    drafts = list(_drafts(rows, first, other, ceased=_ceased(corpus, (first, other), scope.on)))
    described = records_of(corpus, (row["record"] for draft in drafts for row in draft.rows[:NOTED]))
    cells = [_cell(draft, described, until, last_day(scope.on, "--on")) for draft in drafts]
    return Sheet(first, other, scope.on, scope.as_of, scope.known_by, tuple(cells), searched(corpus, scope))


def _ceased(corpus: Corpus, parties: Sequence[str], on: str | None) -> bool:
    """True where one of the parties is a state that had ended by a day, and no state of its name lived on that day."""
    day = last_day(on, "--on")
    if day is None:
        return False
    for name in parties:
        own = [e for e in corpus.authority.resolve(name).candidates if e.label == name and e.kind == "state"]
        if own and not any(e.holds(day) for e in own) and any(e.end and e.end < day for e in own):
            return True
    return False


def _of_pair(corpus: Corpus, a: str, b: str) -> ir.Table:
    low, high = sorted((a, b))
    pairs = corpus.pairs
    return pairs.filter(pairs.a == low, pairs.b == high)


def _latest(pair: ir.Table, table: ir.Table) -> ir.Table:
    """Of what a pair has in a scope, the latest of each sort: as much as a sheet can show, however many there are.

    Args:
        pair: all statements of the pair.
        table: those of them that lie in the scope.
    """
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
    # Ranked by few columns first: a pair may have tens of thousands of rows, of which the others are never read then.
    ranked = table.select(table.row, rank=ibis.row_number().over(sort))
    latest = ranked.filter(ranked["rank"] < SHOWN).select("row")
    return pair.select(*(c for c in COLUMNS if c in pair.columns)).semi_join(latest, "row")


class _Draft(msgspec.Struct, frozen=True):
    """A cell before its footnotes: its rows with the deciding one first."""

    facet: str
    holder: str
    other: str
    rows: tuple[Row, ...]
    mission: Standing | None = None


def _drafts(rows: Sequence[Row], a: str, b: str, *, ceased: bool = False) -> list[_Draft]:
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
                found += _missions(own, beside, holder, other, ceased=ceased)
            elif facet in EACH:
                found += [_Draft(facet, holder, other, tuple(each)) for each in _each(own)]
            elif own:
                found.append(_Draft(facet, holder, other, tuple(_newest(own))))
    return found


def _missions(
    own: Sequence[Row], beside: Sequence[Row], holder: str, other: str, *, ceased: bool = False
) -> list[_Draft]:
    missions = standing([*own, *(row for row in beside if row["event"])], ceased=ceased)
    return [_Draft("representation", holder, other, m.statements, m) for m in missions if m.statements]


def _newest(rows: Iterable[Row]) -> list[Row]:
    """The latest first; of one day those with a date of their own first, then those surest read."""
    return sorted(
        rows, key=lambda r: (r["day"] or "", r["time"] is not None, r["score"] or 0.0, r["row"]), reverse=True
    )


def _each(rows: Sequence[Row]) -> list[list[Row]]:
    """Rows of one thing together: the same time and object, and where neither is told the same status; latest first."""
    things: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in _newest(rows):
        things[(row["time"] or "", (row["what"] or row["status"]).lower())].append(row)
    return list(things.values())[:SHOWN]


def _cell(draft: _Draft, described: Mapping[str, Row], until: str | None, on: str | None) -> Cell:
    rows = _deciding_first(draft)
    deciding = rows[0]
    mission = msgspec.json.decode(deciding["mission"]) if deciding.get("mission") else {}
    heard = max((row["heard"] for row in rows if row["heard"]), default=None)
    return Cell(
        facet=draft.facet,
        holder_party=draft.holder,
        other_party=draft.other,
        level=draft.mission.level if draft.mission else deciding["level"],
        style=mission.get("style"),
        via=_route(deciding, mission, draft),
        status=_status(deciding, draft, on),
        polarity=deciding["polarity"],
        time=deciding["time"],
        last_heard=heard,
        certainty=_certainty(rows),
        statements=tuple(dict.fromkeys(row["id"] for row in rows))[:KEPT],
        footnotes=tuple(footnotes(rows[:NOTED], described)),
        what=deciding["what"],
        disputed=_disputed(rows),
        silence=f"no report since {heard}" if heard and until and heard < until else None,
        quotes=tuple({row["id"]: " ".join(row["quote"].split()) for row in rows}.values())[:KEPT],
    )


def _deciding_first(draft: _Draft) -> list[Row]:
    """The rows of a cell with the one first that says how it stands: of the latest day, the surest read."""
    rows = list(draft.rows)
    if draft.mission is None:
        return rows
    fitting = [row for row in rows if tells(row) is draft.mission.open]
    deciding = max(
        fitting, key=lambda r: (r["day"] or "", r["time"] is not None, r["score"] or 0.0, -r["row"]), default=rows[0]
    )
    return [deciding, *(row for row in rows if row is not deciding)]


def _route(row: Row, mission: Mapping[str, Any], draft: _Draft) -> str | None:
    """The way a mission takes: the third party or the seat that the words name."""
    if draft.facet not in {"representation", "mediation"}:
        return "; ".join(row["via"]) or None
    named = [v for v in row["via"] if v not in {draft.holder, draft.other}]
    seat, level = mission.get("seat"), mission.get("level")
    through = f"{level} in {seat}" if seat and level else seat
    if through and any(seat in name for name in named):
        through = None
    return "; ".join(part for part in (*named, through) if part) or None


def _status(row: Row, draft: _Draft, on: str | None) -> str:
    if draft.mission is not None and draft.mission.open is False and row["polarity"] == "affirmed":
        return "ended"
    if draft.facet == "agreement" and on and _term_over(row, on):
        return "ended"
    return str(row["status"])


def _term_over(row: Row, on: str) -> bool:
    """True where an agreement was told to run for a term, and the term is over on the day asked about."""
    lower, slash, upper = (row["time"] or "").partition("/")
    return bool(slash and lower and upper not in {"", ".."} and row["latest"] and row["latest"] < on)


def _certainty(rows: Sequence[Row]) -> str:
    """The doubt of those that tell the same as the deciding one on the same day, the most doubtful of them.

    Each stays with its own doubt in its own record; none is raised by another.
    """
    doubt = Certainty.CERTAIN
    for row in rows:
        if row["polarity"] == rows[0]["polarity"] and row["heard"] == rows[0]["heard"]:
            doubt = doubt.weakest(Certainty(row["certainty"]))
    return str(doubt)


def _disputed(rows: Sequence[Row]) -> bool:
    """True where statements of one time affirm and deny."""
    at: dict[tuple[Any, Any], set[str]] = {}
    for row in rows:
        at.setdefault((row["heard"], row["event"]), set()).add(row["polarity"])
    return any(len(polarities) > 1 for polarities in at.values())
