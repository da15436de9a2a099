"""The ties between parties at a date and of a kind, with those who stood between and how doubtful each tie is."""

from __future__ import annotations

import msgspec

from vermerk.model import BadRequest
from vermerk.model.period import Period
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Query
from vermerk.web.words import kinds

SHOWN = 150  # ties at most, those with most statements


class Bond(msgspec.Struct, frozen=True):
    """What was told of two parties: in how many statements, of which so many are doubtful or deny; and who mediated."""

    a: str
    b: str
    statements: int
    records: int
    doubtful: int
    negated: int
    first: str | None
    last: str | None
    kinds: tuple[str, ...]
    via: tuple[str, ...]


class NetworkView(msgspec.Struct, frozen=True):
    """The strongest ties; ``ties`` counts all that there are."""

    on: str | None
    kind: str | None
    around: str | None
    least: int
    ties: int
    bonds: tuple[Bond, ...]


def network_view(asked: Asked) -> NetworkView:
    """The ties that the address asks for.

    Raises:
        BadRequest: a date is none, or a kind is not of the codebook.
    """
    on, kind, around = asked.one("on"), asked.one("kind"), asked.one("party")
    least = asked.whole("least", 1, 1, 10_000)
    if kind is not None and kind not in kinds():
        raise BadRequest(f"kind {kind!r}", "is not of the codebook", f"write one of: {', '.join(kinds())}")
    day = None
    if on is not None:
        try:
            day = Period.parse(on).latest
        except Exception as error:
            raise BadRequest("on", str(error), "or leave it empty") from None
    held = asked.holdings
    key = ("network", day, kind, around, least)
    ties, bonds = held.keep(key, lambda: _bonds(held, day, kind, around, least), 60)
    return NetworkView(on, kind, around, least, ties, bonds)


def _bonds(
    held: Holdings, day: str | None, kind: str | None, around: str | None, least: int
) -> tuple[int, tuple[Bond, ...]]:
    conditions, values = ["t.review <> 'rejected'"], []
    for condition, value in (("t.day <= ?", day), ("t.kind = ?", kind), ("(x.name = ? OR y.name = ?)", around)):
        if value is not None:
            conditions.append(condition)
            values += [value] * condition.count("?")
    rows = held.ask(
        "WITH bond AS (SELECT x.name AS a, y.name AS b, count(*) AS statements, count(DISTINCT t.record) AS records, "
        "count(*) FILTER (t.certainty <> 'certain') AS doubtful, count(*) FILTER (t.polarity = 'negated') AS negated, "
        "min(t.day) AS first, max(t.day) AS last, list(DISTINCT t.kind) AS kinds, "
        "list_distinct(flatten(list(t.via))) AS via "
        "FROM told t JOIN named x USING (row) JOIN named y ON y.row = t.row AND x.name < y.name "
        f"WHERE {' AND '.join(conditions)} GROUP BY 1, 2 HAVING count(*) >= {int(least)}) "
        f"SELECT *, count(*) OVER () AS ties FROM bond ORDER BY statements DESC, a, b LIMIT {SHOWN}",
        values,
    )
    bonds = tuple(
        Bond(
            r["a"], r["b"], r["statements"], r["records"], r["doubtful"], r["negated"], r["first"], r["last"],
            tuple(sorted(r["kinds"])), tuple(sorted({v for v in r["via"] or () if v not in (r["a"], r["b"])})),
        )
        for r in rows
    )  # fmt: skip
    return (rows[0]["ties"] if rows else 0), bonds


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The ties for a table."""
    return list(network_view(asked).bonds)


PAGES = (
    Page(
        "network",
        "/network",
        NetworkView,
        network_view,
        "Ties between parties, with mediators and doubt.",
        (
            Query("on", "as told of by this date (EDTF)"),
            Query("kind", "only of this kind"),
            Query("party", "only ties of this party"),
            Query("least", "only ties with so many statements", whole=True),
        ),
        menu="Network",
        rows=rows,
    ),
)
