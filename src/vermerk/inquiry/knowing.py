"""Who could know what, and since when: the records, or passages of them, that somebody could know by a date."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

import msgspec

from vermerk.corpus import Corpus, fetched
from vermerk.inquiry.asking import party
from vermerk.inquiry.bounds import Scope, last_day
from vermerk.model import BadRequest
from vermerk.reading.people import surname

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Known(msgspec.Struct, frozen=True):
    """One way by which somebody could know a record.

    Attributes:
        record: its identifier. who: the name under which he is known there.
        since: the first day on which he could know it (ISO), or null where the record tells no day.
        how: author, author's side, signatory, participant, participant's side, interpreter, addressee, distribution,
            or informed.
        start, end: the passage that he was informed of, in code points; null for the whole record.
    """

    record: str
    who: str
    since: str | None
    how: str
    start: int | None = None
    end: int | None = None


def known_records(corpus: Corpus, scope: Scope) -> ir.Table:
    """The rows of the table of knowers for whom and until when a scope asks.

    Raises:
        BadRequest: nobody of that name is known to the tables or the corpus.
    """
    assert scope.known_by is not None
    asked = scope.known_by.strip()
    table = corpus.knowers
    lower = table.who.lower()
    named = table.filter(lower.isin(_names(corpus, asked, scope)) | _listed(table, asked))
    if not corpus.keep(("knows", asked, scope.on, scope.as_of), lambda: _any(named)):
        party(corpus, asked, scope.as_of or scope.on)  # a name that nobody bears is told; one that knew nothing is not
    table = named
    told_by = last_day(scope.as_of, "--as-of")
    if told_by is not None:
        table = table.filter(table.day <= told_by)
    return table


def _any(table: ir.Table) -> bool:
    return bool(fetched(table.limit(1)).num_rows)


def _names(corpus: Corpus, asked: str, scope: Scope) -> list[str]:
    """The names, in lower case, under which somebody may be told of as one who could know."""
    names = {asked.lower(), surname(asked).lower()}
    with suppress(BadRequest):  # an office of a distribution list is no party of the tables
        names.add(party(corpus, asked, scope.as_of or scope.on).lower())
    return sorted(name for name in names if name)


def _listed(table: ir.Table, asked: str) -> ir.BooleanColumn:
    """Offices of a distribution list, which names them at length: "Embassy, Foreign Policy" holds "embassy"."""
    return (table.how == "distribution") & table.who.lower().contains(asked.lower())


def known(corpus: Corpus, scope: Scope) -> list[Known]:
    """How somebody could know the records of a corpus, the earliest first.

    Raises:
        BadRequest: nobody of that name is known to the tables or the corpus.
    """
    rows = fetched(known_records(corpus, scope).order_by(["day", "record", "how"])).to_pylist()
    return [Known(r["record"], r["who"], r["day"], r["how"], r["start"], r["end"]) for r in rows]


def of_known(corpus: Corpus, table: ir.Table, scope: Scope) -> ir.Table:
    """The rows of a table of statements that somebody could know: of whole records, or of a passage he was told."""
    rows = known_records(corpus, scope)
    whole = rows.filter(rows.start.isnull()).select("record").distinct()
    parts = rows.filter(rows.start.notnull()).select("record", first="start", last="end").distinct()
    of_whole = table.semi_join(whole, "record")
    if not corpus.keep(("told passages", scope.known_by, scope.on, scope.as_of), lambda: _any(parts)):
        return of_whole  # no passage is read through for nothing
    told = table.anti_join(whole, "record")
    # `row` names a statement of the build or of a reviewer, so a passage told of twice gives no row twice.
    of_part = told.semi_join(parts, [told.record == parts.record, told.start >= parts.first, told.end <= parts["last"]])
    return of_whole.union(of_part)
