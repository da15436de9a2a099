"""What a question reaches: which day it asks about, whose knowledge it asks for, and up to when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import msgspec

from vermerk.corpus import Corpus
from vermerk.model import BadPeriod, BadRequest
from vermerk.model.period import Period

if TYPE_CHECKING:
    import ibis.expr.types as ir


class Scope(msgspec.Struct, frozen=True):
    """The bounds of a question; each is null where it is left open.

    Attributes:
        on: the day asked about (EDTF; its last day counts): what held then.
        known_by: a person, body or state: only what could be known to it.
        as_of: only what had been told by then (EDTF; its last day counts).
        since, until: events between these (EDTF).
        kinds: kinds of statements, all where empty.
    """

    on: str | None = None
    known_by: str | None = None
    as_of: str | None = None
    since: str | None = None
    until: str | None = None
    kinds: tuple[str, ...] = ()


class Searched(msgspec.Struct, frozen=True):
    """What an answer rests on: how many sources could not be read, how many records there are and lie in range."""

    sources: int
    unread: int
    records: int
    in_range: int

    def words(self) -> str:
        """The counts as a line."""
        return (
            f"{self.in_range:,} of {self.records:,} records in range; "
            f"{self.unread:,} of {self.sources:,} sources could not be read"
        )


def last_day(date: str | None, option: str) -> str | None:
    """The last day of a date that a user gave, or null.

    Raises:
        BadRequest: it is no date.
    """
    return _bound(date, option, last=True)


def first_day(date: str | None, option: str) -> str | None:
    """The first day of a date that a user gave, or null.

    Raises:
        BadRequest: it is no date.
    """
    return _bound(date, option, last=False)


def _bound(date: str | None, option: str, *, last: bool) -> str | None:
    if date is None:
        return None
    try:
        period = Period.parse(date)
    except BadPeriod:
        raise BadRequest(
            f"{option} {date!r}", "is no date", "write a year, month or day: 1968, 1968-12, 1968-12-09"
        ) from None
    return (period.latest or period.earliest) if last else (period.earliest or period.latest)


def party(corpus: Corpus, words: str, on: str | None = None) -> str:
    """The name under which a corpus holds a party; words that no table knows are taken as they are.

    Raises:
        BadRequest: the words may mean several parties at that date.
    """
    found = corpus.authority.resolve(words, on)
    if found.entry is not None:
        return found.entry.label
    labels = list(dict.fromkeys(entry.label for entry in found.candidates))
    own = [label for label in labels if label.lower() == words.strip().lower()]
    if len(labels) == 1 or own:
        return (own or labels)[0]
    if labels and not _held(corpus, words.strip()):
        raise BadRequest(repr(words), f"may be {', '.join(labels)}", "name one of these, or give a date")
    return words.strip()


def _held(corpus: Corpus, name: str) -> bool:
    """True where statements of the corpus name a party just so."""
    pairs = corpus.pairs
    return bool(pairs.filter((pairs.a == name) | (pairs.b == name)).limit(1).count().execute())


def held_statements(corpus: Corpus, table: ir.Table, scope: Scope) -> ir.Table:
    """The rows of a table of statements that lie in a scope."""
    told_by = last_day(scope.as_of, "--as-of")
    on, until = last_day(scope.on, "--on"), last_day(scope.until, "--to")
    since = first_day(scope.since, "--from")
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
        known = known_records(corpus, scope)
        table = table.semi_join(known, "record")
    elif told_by is not None:
        table = table.filter(table.heard <= told_by)
    return table


def known_records(corpus: Corpus, scope: Scope) -> ir.Table:
    """The records that somebody could know by a date, each with the first day on which he could and how."""
    assert scope.known_by is not None
    who = party(corpus, scope.known_by, scope.as_of or scope.on)
    names = sorted({who.lower(), scope.known_by.lower().strip()})
    table = corpus.knowers
    lower = table.who.lower()
    named = lower.isin(names)
    for name in names:
        # A distribution list names offices at length: "Embassy, Foreign Policy" holds "embassy".
        named = named | ((table.how == "distribution") & lower.contains(name))
    table = table.filter(named)
    told_by = last_day(scope.as_of, "--as-of")
    if told_by is not None:
        table = table.filter(table.day <= told_by)
    return table


def searched(corpus: Corpus, scope: Scope) -> Searched:
    """What a question of this scope reads through."""
    held = corpus.coverage()
    records = corpus.records
    if scope.known_by is not None:
        records = records.semi_join(known_records(corpus, scope), "record")
    else:
        told_by = last_day(scope.as_of, "--as-of") or last_day(scope.on, "--on")
        if told_by is not None:
            records = records.filter(records.day <= told_by)
    return Searched(held.sources, held.unread, held.records, int(records.count().execute()))
