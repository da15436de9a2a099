"""The corpus page: what is in it, from which archives, who speaks, what was reviewed, and what could not be read."""

from __future__ import annotations

from typing import Any

import msgspec

from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page
from vermerk.web.pages.records import RecordLine

PATIENCE = 60.0  # seconds for which counts over the whole corpus may lag behind decisions
SHOWN = 12  # entries of a short list
FEW = 12  # records up to which they stand on the corpus's own page
NAMED = "SELECT name, count(*) AS count FROM named GROUP BY 1"


class Count(msgspec.Struct, frozen=True):
    """How often something is there."""

    name: str
    count: int


class Unread(msgspec.Struct, frozen=True):
    """A source that could not be read: why, and what to do."""

    path: str
    reason: str
    advice: str


class CorpusView(msgspec.Struct, frozen=True, kw_only=True):
    """What a corpus holds. ``first`` and ``last`` are the years of its records; ``few`` are these, where they are few."""

    title: str
    sources: int
    records: int
    statements: int
    words: int
    first: str | None
    last: str | None
    kinds: tuple[Count, ...]
    archives: tuple[Count, ...]
    families: tuple[Count, ...]
    authors: tuple[Count, ...]
    holders: tuple[Count, ...]
    parties: tuple[Count, ...]
    years: tuple[Count, ...]
    review: tuple[Count, ...]
    lost: int
    unread: int
    unread_shown: tuple[Unread, ...]
    few: tuple[RecordLine, ...]


def corpus_view(asked: Asked) -> CorpusView:
    """What is in the corpus."""
    held = asked.holdings
    view = held.keep("corpus", lambda: _view(held), PATIENCE)
    return msgspec.structs.replace(view, review=_review(held), lost=len(held.reviewed.lost))


def _view(held: Holdings) -> CorpusView:
    coverage = held.coverage()
    (sums,) = held.ask(
        "SELECT coalesce(sum(words), 0)::BIGINT AS words, min(substr(day, 1, 4)) AS first, max(substr(day, 1, 4)) AS last "
        "FROM records"
    )
    (statements,) = held.ask("SELECT count(DISTINCT id) AS n FROM told WHERE review <> 'rejected'")
    unread = held.ask(f"SELECT path, reason, advice FROM unread ORDER BY path LIMIT {SHOWN * 4}")
    return CorpusView(
        title=held.settings.title,
        sources=coverage.sources,
        records=coverage.records,
        statements=statements["n"],
        kinds=counts(
            held, "SELECT kind AS name, count(*) AS count FROM told WHERE review <> 'rejected' GROUP BY 1", 99
        ),
        archives=counts(
            held, "SELECT coalesce(repository, 'not told') AS name, count(*) AS count FROM records GROUP BY 1"
        ),
        families=counts(held, "SELECT family AS name, count(*) AS count FROM records WHERE family <> '' GROUP BY 1"),
        authors=counts(
            held, "SELECT coalesce(author, author_body, 'not told') AS name, count(*) AS count FROM records GROUP BY 1"
        ),
        holders=counts(
            held,
            "SELECT holder AS name, count(*) AS count FROM told WHERE holder <> '' AND review <> 'rejected' GROUP BY 1",
        ),
        parties=counts(held, NAMED),
        years=tuple(
            msgspec.convert(row, Count)
            for row in held.ask(
                "SELECT substr(day, 1, 4) AS name, count(*) AS count FROM records WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1"
            )
        ),
        review=(),
        lost=0,
        unread=coverage.unread,
        unread_shown=tuple(msgspec.convert(row, Unread) for row in unread),
        few=_few(held) if coverage.records <= FEW else (),
        **sums,
    )


def _few(held: Holdings) -> tuple[RecordLine, ...]:
    rows = held.ask(
        "SELECT record, title, coalesce(event_date, written) AS day, place, author, author_body, repository, words, "
        "statements FROM records r ORDER BY r.day NULLS LAST, record"
    )
    return tuple(msgspec.convert(row, RecordLine) for row in rows)


def _review(held: Holdings) -> tuple[Count, ...]:
    return held.keep(
        "review counts", lambda: counts(held, "SELECT review AS name, count(DISTINCT id) AS count FROM told GROUP BY 1")
    )


def counts(held: Holdings, question: str, limit: int = SHOWN, values: tuple[Any, ...] = ()) -> tuple[Count, ...]:
    """The most frequent names that a question counts, the most frequent first."""
    rows = held.ask(f"SELECT name, count FROM ({question}) ORDER BY count DESC, name LIMIT {limit}", values)
    return tuple(Count(row["name"], row["count"]) for row in rows)


PAGES = (
    Page(
        "corpus",
        "/corpus",
        CorpusView,
        corpus_view,
        "What the corpus holds: records, archives, speakers, kinds, and what could not be read.",
        menu="Corpus",
    ),
)
