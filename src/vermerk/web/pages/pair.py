"""Two parties: the sheet of their relations at a date, and their figures with those that follow from them."""

from __future__ import annotations

from typing import Any

import msgspec

from vermerk.inquiry.figures import Derived
from vermerk.inquiry.relation import Sheet
from vermerk.inquiry.scope import Scope, party
from vermerk.model import BadRequest, Quantity
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Query
from vermerk.web.pages.corpus import Count

FIGURES = 400


class Figure(msgspec.Struct, frozen=True):
    """A figure stated or derived. ``year`` is that of its period; ``sum`` how it was computed, null where stated."""

    of: str
    unit: str | None
    low: float
    high: float
    time: str | None
    year: int | None
    kind: str
    approximate: bool
    certainty: str
    sum: str | None
    statements: tuple[str, ...]


class Series(msgspec.Struct, frozen=True):
    """Figures of one thing in one unit, in the order of time."""

    of: str
    unit: str | None
    figures: tuple[Figure, ...]


class PairView(msgspec.Struct, frozen=True, kw_only=True):
    """The relations of two parties; ``years`` counts statements by year, for the slider."""

    a: str | None
    b: str | None
    sheet: Sheet | None
    years: tuple[Count, ...]
    series: tuple[Series, ...]
    others: tuple[Count, ...]


def pair_view(asked: Asked) -> PairView:
    """The pair that the address names.

    Raises:
        BadRequest: a name may mean several parties, or a date is none.
    """
    held = asked.holdings
    a, b = asked.one("a"), asked.one("b")
    if a is None or b is None:
        others = held.keep(("pairs of", a), lambda: _others(held, a), 60)
        return PairView(a=a, b=b, sheet=None, years=(), series=(), others=others)
    scope = Scope(on=asked.one("on"), known_by=asked.one("known_by"), as_of=asked.one("as_of"))
    a, b = party(held, a, scope.on), party(held, b, scope.on)
    if a == b:
        raise BadRequest(f"{a} and {b}", "are one party", "name two")
    sheet = held.inquire(("sheet", a, b, scope), lambda: held.sheet(a, b, scope))
    return PairView(
        a=a,
        b=b,
        sheet=sheet,
        years=held.keep(("pair years", a, b), lambda: _years(held, a, b)),
        series=held.inquire(("series", a, b), lambda: _series(held, a, b)),
        others=(),
    )


BOTH = "t.row IN (SELECT row FROM named WHERE name = ?) AND t.row IN (SELECT row FROM named WHERE name = ?)"


def _others(held: Holdings, a: str | None) -> tuple[Count, ...]:
    if a is None:
        rows = held.ask("SELECT name, count(*) AS n FROM named GROUP BY 1 ORDER BY n DESC, name LIMIT 24")
    else:
        rows = held.ask(
            "SELECT n.name, count(*) AS n FROM named n JOIN (SELECT row FROM named WHERE name = ?) own USING (row) "
            "WHERE n.name <> ? GROUP BY 1 ORDER BY n DESC, name LIMIT 24",
            [a, a],
        )
    return tuple(Count(row["name"], row["n"]) for row in rows)


def _years(held: Holdings, a: str, b: str) -> tuple[Count, ...]:
    rows = held.ask(
        f"SELECT t.year AS name, count(*) AS n FROM told t WHERE {BOTH} AND t.year IS NOT NULL GROUP BY 1 ORDER BY 1",
        [a, b],
    )
    return tuple(Count(str(row["name"]), row["n"]) for row in rows)


def _series(held: Holdings, a: str, b: str) -> tuple[Series, ...]:
    stated = [figure for row in _with_figures(held, a, b) for figure in _stated(row)]
    derived = [_derived(one) for one in held.derivations(a, b)]
    grouped: dict[tuple[str, str | None], list[Figure]] = {}
    for figure in (*stated, *derived):
        grouped.setdefault((figure.of, figure.unit), []).append(figure)
    ordered = sorted(grouped.items(), key=lambda item: (-len(item[1]), item[0][0]))
    return tuple(
        Series(of, unit, tuple(sorted(figures, key=lambda f: (f.time or "", f.sum is not None, f.low))))
        for (of, unit), figures in ordered
    )


def _with_figures(held: Holdings, a: str, b: str) -> list[dict[str, Any]]:
    low, high = sorted((a, b))
    pairs = held.pairs
    table = (
        pairs.filter(pairs.a == low, pairs.b == high, pairs.quantities != "[]").order_by(["day", "row"]).limit(FIGURES)
    )
    found: list[dict[str, Any]] = (
        table.select("id", "kind", "what", "time", "day", "certainty", "quantities").to_pyarrow().to_pylist()
    )
    return found


def _stated(row: dict[str, Any]) -> list[Figure]:
    found = []
    for quantity in msgspec.json.decode(row["quantities"], type=tuple[Quantity, ...]):
        values = quantity.value if isinstance(quantity.value, tuple) else (quantity.value, quantity.value)
        of = " ".join((quantity.of or row["what"] or row["kind"]).split())
        found.append(
            Figure(
                of, quantity.unit, float(values[0]), float(values[1]), row["time"], _year(row["time"] or row["day"]),
                row["kind"], quantity.approximate, row["certainty"], None, (row["id"],),
            )
        )  # fmt: skip
    return found


def _derived(one: Derived) -> Figure:
    return Figure(
        one.of, one.unit, one.low, one.high, one.time, _year(one.time), "derived", False, one.certainty,
        f"{one.sum} ({one.reading})", one.statements,
    )  # fmt: skip


def _year(edtf: str | None) -> int | None:
    return int(edtf[:4]) if edtf and edtf[:4].isdigit() else None


def rows(asked: Asked) -> list[msgspec.Struct]:
    """The figures of the pair for a table."""
    return [figure for series in pair_view(asked).series for figure in series.figures]


PAGES = (
    Page(
        "pair",
        "/pair",
        PairView,
        pair_view,
        "Two parties: the sheet of their relations at a date, and their figures.",
        (
            Query("a", "a party"),
            Query("b", "another party"),
            Query("on", "the day asked about (EDTF)"),
            Query("known_by", "only what this person, body or state could know"),
            Query("as_of", "only what had been told by this date (EDTF)"),
        ),
        menu="Relations",
        rows=rows,
    ),
)
