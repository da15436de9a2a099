"""The bounds of a question: which day it asks about, whose knowledge it asks for, and up to when."""

from __future__ import annotations

import msgspec

from vermerk.corpus import Corpus
from vermerk.model import BadPeriod, BadRequest
from vermerk.model.period import Period


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
            f"searched: {self.records:,} records read from {self.sources - self.unread:,} of {self.sources:,} sources, "
            f"{self.unread:,} unread; {self.in_range:,} of {self.records:,} records in range"
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


def check_scope(corpus: Corpus, scope: Scope) -> None:
    """Tell what no question can be asked with, before it is asked.

    Raises:
        BadRequest: a corpus without records, a word that is no date, or bounds that exclude each other.
    """
    if not corpus.coverage().records:
        root = corpus.folder.root
        raise BadRequest(
            str(root), "the corpus holds no records", f"put some in: vermerk add PATH --corpus {root}, then build"
        )
    last_day(scope.on, "--on"), last_day(scope.as_of, "--as-of")
    since, until = first_day(scope.since, "--from"), last_day(scope.until, "--to")
    if since is not None and until is not None and since > until:
        raise BadRequest(
            f"--from {scope.since} --to {scope.until}", "ends before it begins", "write the earlier date first"
        )
