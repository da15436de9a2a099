"""The list of records, by date or title, of an archive, a family or a year."""

from __future__ import annotations

import msgspec

from vermerk.web.page import Asked, Leaf, Page, Query

SIZE = 50
ORDERS = {
    "date": "day NULLS LAST, record",
    "title": "title NULLS LAST, record",
    "statements": "statements DESC, record",
}


class RecordLine(msgspec.Struct, frozen=True):
    """A record in a list."""

    record: str
    title: str | None
    day: str | None
    place: str | None
    author: str | None
    author_body: str | None
    repository: str | None
    words: int
    statements: int


class RecordsView(msgspec.Struct, frozen=True):
    """A leaf of the list of records."""

    records: tuple[RecordLine, ...]
    leaf: Leaf
    order: str


def records_view(asked: Asked) -> RecordsView:
    """The records that meet what the address asks."""
    conditions, values = ["true"], []
    for name, column in (("archive", "coalesce(repository, 'not told')"), ("family", "family"), ("year", "substr(day, 1, 4)"),
                         ("author", "coalesce(author, author_body, 'not told')")):  # fmt: skip
        value = asked.one(name)
        if value is not None:
            conditions.append(f"{column} = ?")
            values.append(value)
    if (words := asked.one("title")) is not None:
        conditions.append("contains(lower(coalesce(title, '') || ' ' || record), lower(?))")
        values.append(words)
    where = " AND ".join(conditions)
    order = asked.one("order") or "date"
    order = order if order in ORDERS else "date"
    (total,) = asked.holdings.ask(f"SELECT count(*) AS n FROM records WHERE {where}", values)
    leaf = Leaf(asked.whole("leaf", 1, 1, max(1, -(-total["n"] // SIZE))), SIZE, total["n"])
    rows = asked.holdings.ask(
        "SELECT record, title, coalesce(event_date, written) AS day, place, author, author_body, repository, words, statements "
        f"FROM records r WHERE {where} ORDER BY {ORDERS[order].replace('day', 'r.day')} LIMIT {SIZE} OFFSET {leaf.offset}",
        values,
    )
    return RecordsView(tuple(msgspec.convert(row, RecordLine) for row in rows), leaf, order)


PAGES = (
    Page(
        "records",
        "/records",
        RecordsView,
        records_view,
        "The records, by date or title.",
        (
            Query("archive", "only of this repository"),
            Query("family", "only of this folder of sources"),
            Query("year", "only of this year"),
            Query("author", "only by this author or body"),
            Query("title", "only with these words in the title or name"),
            Query("order", "date, title or statements"),
            Query("leaf", "number of the leaf", whole=True),
        ),
        menu="Records",
    ),
)
