"""What the pages of inquiries share: parties and dates of the address, and whether a question is small enough."""

from __future__ import annotations

from typing import Any

import msgspec

from vermerk.inquiry import Scope
from vermerk.inquiry.scope import party
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Leaf, Query
from vermerk.web.pages.corpus import Count

SIZE = 40
YEARS = 48  # of those proposed where too much is told at once
PARTIES = (Query("a", "a party"), Query("b", "another party"))
BOUNDS = (
    Query("since", "events from this date on (EDTF)"),
    Query("until", "events up to this date (EDTF)"),
    Query("known_by", "only what this person, body or state could know"),
    Query("as_of", "only what had been told by this date (EDTF)"),
)
LEAF = Query("leaf", "number of the leaf", whole=True)


class Question(msgspec.Struct, frozen=True):
    """What an address asks of an inquiry.

    ``told`` is how many statements it would compare; ``wide`` is true where they are too many to wait for, and then
    ``narrower`` names parties to begin with, none where two are named already, and ``years`` those of which most is told.
    """

    a: str | None
    b: str | None
    scope: Scope
    told: int
    wide: bool
    narrower: tuple[Count, ...]
    years: tuple[Count, ...]

    @property
    def key(self) -> tuple[Any, ...]:
        """What tells one question from another."""
        return (self.a, self.b, self.scope)


def question_of(asked: Asked, **scope: Any) -> Question:
    """The question of an address, with parties under the names by which the corpus holds them.

    Raises:
        BadRequest: a name may mean several parties.
    """
    held = asked.holdings
    bounds = {name: asked.one(name) for name in ("since", "until", "known_by", "as_of")}
    wanted = Scope(**{**bounds, **scope})
    a, b = (party(held, name, wanted.on) if (name := asked.one(side)) else None for side in ("a", "b"))
    told = held.keep(("told of", a, b, wanted.since, wanted.until), lambda: _told(held, a, b, wanted), 60)
    wide = told > held.most_compared
    narrower: tuple[Count, ...] = ()
    years: tuple[Count, ...] = ()
    if wide:
        narrower = () if a and b else held.keep(("beside", a or b), lambda: _beside(held, a or b), 60)
        years = held.keep(("years", a, b), lambda: _years(held, tuple(name for name in (a, b) if name)), 60)
    return Question(a, b, wanted, told, wide, narrower, years)


def _told(held: Holdings, a: str | None, b: str | None, scope: Scope) -> int:
    conditions: list[str] = ["true"]
    values: list[Any] = []
    for name in (a, b):
        if name is not None:
            conditions.append("t.row IN (SELECT row FROM named WHERE name = ?)")
            values.append(name)
    for date, sign in ((scope.since, ">="), (scope.until, "<=")):
        if date and date[:4].isdigit():
            conditions.append(f"t.year {sign} ?")
            values.append(int(date[:4]))
    (counted,) = held.ask(f"SELECT count(*) AS n FROM told t WHERE {' AND '.join(conditions)}", values)
    return int(counted["n"])


def _beside(held: Holdings, a: str | None) -> tuple[Count, ...]:
    if a is None:
        question, values = "SELECT name, count(*) AS n FROM named GROUP BY 1", []
    else:
        question = (
            "SELECT n.name, count(*) AS n FROM named n JOIN (SELECT row FROM named WHERE name = ?) own USING (row) "
            "WHERE n.name <> ? GROUP BY 1"
        )
        values = [a, a]
    rows = held.ask(f"SELECT name, n FROM ({question}) ORDER BY n DESC, name LIMIT 24", values)
    return tuple(Count(row["name"], row["n"]) for row in rows)


def _years(held: Holdings, names: tuple[str, ...]) -> tuple[Count, ...]:
    """The years of which most is told of some parties together, or of all, in order."""
    of = " AND ".join(["year IS NOT NULL", *("t.row IN (SELECT row FROM named WHERE name = ?)" for _ in names)])
    rows = held.ask(
        f"SELECT year, count(*) AS n FROM told t WHERE {of} GROUP BY 1 ORDER BY n DESC, 1 LIMIT {YEARS}",
        names,
    )
    return tuple(Count(str(row["year"]), row["n"]) for row in sorted(rows, key=lambda r: r["year"]))


def leaf_of(asked: Asked, total: int, size: int = SIZE) -> Leaf:
    """The leaf of a list that the address asks for."""
    return Leaf(asked.whole("leaf", 1, 1, max(1, -(-total // size))), size, total)
