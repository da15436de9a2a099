"""What a question reaches: the statements within its bounds, and the records that it read through."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from vermerk.corpus import Corpus, fetched
from vermerk.inquiry.asking import party
from vermerk.inquiry.bounds import Scope, Searched, check_scope, first_day, last_day
from vermerk.inquiry.knowing import known_records, of_known

if TYPE_CHECKING:
    import ibis.expr.types as ir

__all__ = [
    "Scope",
    "Searched",
    "check_scope",
    "held_statements",
    "in_range",
    "last_day",
    "last_told",
    "party",
    "searched",
]


def held_statements(corpus: Corpus, table: ir.Table, scope: Scope) -> ir.Table:
    """The rows of a table of statements that lie in a scope.

    Raises:
        BadRequest: an empty corpus, a word that is no date, or a name that nobody bears.
    """
    check_scope(corpus, scope)
    on, until = last_day(scope.on, "--on"), last_day(scope.until, "--to")
    since, told_by = first_day(scope.since, "--from"), last_day(scope.as_of, "--as-of")
    if scope.kinds:
        table = table.filter(table.kind.isin(list(scope.kinds)))
    if on is not None:
        # What is planned or wished lies ahead of the day on which it was told, and was told all the same.
        ahead = table.status.isin(["planned", "wished", "hypothetical"])
        table = table.filter(ahead.ifelse(table.heard, table.day) <= on)
    if since is not None:
        table = table.filter(table.latest.fill_null(table.day) >= since)
    if until is not None:
        table = table.filter(table.day <= until)
    if scope.known_by is not None:
        return of_known(corpus, table, scope)
    if told_by is not None:
        table = table.filter(table.heard <= told_by)
    return table


def in_range(corpus: Corpus, scope: Scope) -> ir.Table:
    """The records that a question of this scope reads: those told by a date, those that somebody could know.

    A day asked about excludes no record: what was written later tells of that day too.
    """
    records = corpus.records
    if scope.known_by is not None:
        return records.semi_join(known_records(corpus, scope), "record")
    told_by = last_day(scope.as_of, "--as-of")
    return records if told_by is None else records.filter(records.day <= told_by)


def last_told(corpus: Corpus, scope: Scope) -> str | None:
    """The last day of which a record tells that a question of this scope reads; null where none has a day."""
    if scope.known_by is None and scope.as_of is None:
        return corpus.record_days[-1] if corpus.record_days else None
    days = fetched(in_range(corpus, scope).select("day"))["day"].to_pylist()
    return max(filter(None, days), default=None)


def searched(corpus: Corpus, scope: Scope) -> Searched:
    """What a question of this scope reads through."""
    held, told_by = corpus.coverage(), last_day(scope.as_of, "--as-of")
    if scope.known_by is not None:
        count = fetched(in_range(corpus, scope).select("record")).num_rows
    else:
        count = held.records if told_by is None else bisect_right(corpus.record_days, told_by)
    return Searched(held.sources, held.unread, held.records, count)
