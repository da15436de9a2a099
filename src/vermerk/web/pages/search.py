"""Search: passages by their words, statements by kind, year, party and holder, and both together."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import msgspec
import pyarrow as pa

from vermerk.web.finding import nearest, snippets
from vermerk.web.holdings import Holdings
from vermerk.web.lines import Line, lines, lines_of
from vermerk.web.page import Asked, Leaf, Page, Query
from vermerk.web.pages.corpus import PATIENCE, Count

SIZE = 25
FACETED = 12
WITHIN = 6  # statements shown of a passage
FACETS = {
    "kind": "t.kind = ?",
    "year": "t.year = try_cast(? AS INTEGER)",
    "party": "t.row IN (SELECT row FROM named WHERE name = ?)",
    "holder": "t.holder = ?",
    "archive": "t.archive = ?",
    "review": "t.review = ?",
}
#: What is counted of each facet, and from where.
COUNTED = {
    "kind": ("t.kind", "told t"),
    "year": ("CAST(t.year AS VARCHAR)", "told t"),
    "party": ("n.name", "told t JOIN named n USING (row)"),
    "holder": ("t.holder", "told t"),
    "archive": ("t.archive", "told t"),
    "review": ("t.review", "told t"),
}


class Found(msgspec.Struct, frozen=True):
    """A passage with the words that were sought, and the statements in it that fit the facets.

    ``snippet`` holds the words found between U+0002 and U+0003.
    """

    record: str
    title: str | None
    start: int
    end: int
    snippet: str
    statements: tuple[Line, ...]


class SearchView(msgspec.Struct, frozen=True, kw_only=True):
    """What was found: passages where words were given, else statements.

    ``passages`` counts all that hold the words, of which ``looked_at`` were looked at for the facets: the nearest,
    unless ``ranked`` is false because there are too many.
    """

    words: str | None
    chosen: dict[str, str]
    passages: int
    looked_at: int
    ranked: bool
    found: tuple[Found, ...]
    statements: tuple[Line, ...]
    leaf: Leaf
    facets: dict[str, tuple[Count, ...]]


def search_view(asked: Asked) -> SearchView:
    """Passages or statements that meet what the address asks.

    Raises:
        BadRequest: the words are no query that the index understands.
    """
    words = asked.one("q")
    chosen = {name: value for name in FACETS if (value := asked.one(name)) is not None}
    key = ("search", words, tuple(chosen.items()), leaf_asked := asked.whole("leaf", 1, 1, 10**6))
    held = asked.holdings
    return held.keep(
        key, lambda: _by_words(held, words, chosen, leaf_asked) if words else _by_facets(held, chosen, leaf_asked)
    )


def _condition(chosen: dict[str, str]) -> tuple[str, list[Any]]:
    conditions = ["t.review <> 'rejected'"] if "review" not in chosen else []
    return " AND ".join([*conditions, *(FACETS[name] for name in chosen)]), list(chosen.values())


def _by_facets(held: Holdings, chosen: dict[str, str], number: int) -> SearchView:
    condition, values = _condition(chosen)
    (total,) = held.ask(f"SELECT count(*) AS n FROM told t WHERE {condition}", values)
    leaf = _leaf(number, total["n"])
    return SearchView(
        words=None,
        chosen=chosen,
        passages=0,
        looked_at=0,
        ranked=True,
        found=(),
        statements=tuple(lines(held, condition, values, limit=SIZE, offset=leaf.offset)) if chosen else (),
        leaf=leaf,
        facets=held.keep(("facets", tuple(chosen.items())), lambda: _facets(held, condition, values), PATIENCE),
    )


def _by_words(held: Holdings, words: str, chosen: dict[str, str], number: int) -> SearchView:
    near = held.keep(("near", words), lambda: nearest(held.build, words))
    inside = held.keep(("inside", words, tuple(chosen.items())), lambda: _inside(held, near.numbers, chosen))
    kept = [n for n in near.numbers if n in inside.rows] if chosen else list(near.numbers)
    leaf = _leaf(number, len(kept))
    shown = kept[leaf.offset : leaf.offset + SIZE]
    return SearchView(
        words=words,
        chosen=chosen,
        passages=near.count,
        looked_at=len(near.numbers),
        ranked=near.ranked,
        found=_found(held, words, shown, inside),
        statements=(),
        leaf=leaf,
        facets=inside.facets,
    )


class _Inside(msgspec.Struct, frozen=True):
    """The statements that begin in passages: their rows by passage, and how often each value of a facet occurs."""

    rows: dict[int, list[int]]
    facets: dict[str, tuple[Count, ...]]


def _inside(held: Holdings, numbers: tuple[int, ...], chosen: dict[str, str]) -> _Inside:
    condition, values = _condition(chosen)
    rows = held.ask_with(
        "hits",
        pa.table({"passage": pa.array(numbers, pa.int64())}),
        "SELECT t.row, t.passage, t.kind, CAST(t.year AS VARCHAR) AS year, t.names AS party, t.holder, t.archive, t.review "
        f"FROM told t SEMI JOIN hits USING (passage) WHERE {condition} ORDER BY t.start",
        values,
    )
    by_passage: dict[int, list[int]] = defaultdict(list)
    counted: dict[str, dict[str, int]] = {name: defaultdict(int) for name in COUNTED}
    for row in rows:
        by_passage[row["passage"]].append(row["row"])
        for name, counts in counted.items():
            for value in row[name] if name == "party" else [row[name]]:
                if value:
                    counts[value] += 1
    most = {
        name: tuple(Count(*pair) for pair in sorted(counts.items(), key=lambda p: (-p[1], p[0]))[:FACETED])
        for name, counts in counted.items()
    }
    return _Inside(dict(by_passage), most)


def _found(held: Holdings, words: str, shown: list[int], inside: _Inside) -> tuple[Found, ...]:
    if not shown:
        return ()
    around = snippets(held.build, words, shown)
    marks = ", ".join(str(n) for n in shown)
    places = {
        row["passage"]: row
        for row in held.ask(
            "SELECT p.passage, p.record, p.first, p.last, r.title FROM passages p LEFT JOIN records r USING (record) "
            f"WHERE p.passage IN ({marks})"
        )
    }
    rows = [row for n in shown for row in inside.rows.get(n, [])[:WITHIN]]
    told = dict(zip(rows, lines_of(held, rows), strict=True))
    return tuple(
        Found(
            place["record"], place["title"], place["first"], place["last"], around.get(n, ""),
            tuple(told[row] for row in inside.rows.get(n, [])[:WITHIN]),
        )
        for n in shown
        if (place := places.get(n)) is not None
    )  # fmt: skip


def _facets(held: Holdings, condition: str, values: list[Any]) -> dict[str, tuple[Count, ...]]:
    """For each facet its most frequent values among the statements that fit."""
    return {
        name: tuple(
            Count(str(row["name"]), row["count"])
            for row in held.ask(
                f"SELECT name, count(*) AS count FROM (SELECT {expression} AS name FROM {source} WHERE {condition}) "
                f"WHERE name IS NOT NULL AND name <> '' GROUP BY 1 ORDER BY count DESC, name LIMIT {FACETED}",
                values,
            )
        )
        for name, (expression, source) in COUNTED.items()
    }


def _leaf(number: int, total: int) -> Leaf:
    return Leaf(min(number, max(1, -(-total // SIZE))), SIZE, total)


PAGES = (
    Page(
        "search",
        "/search",
        SearchView,
        search_view,
        "Passages by their words, statements by kind, year, party, holder and archive.",
        (
            Query("q", 'words, "a phrase", or words with AND, OR, NOT'),
            *(Query(name, f"only statements of this {name}") for name in FACETS),
            Query("leaf", "number of the leaf", whole=True),
        ),
        menu="Search",
    ),
)
