"""The page of a statement: its passage in context, the chain that stands behind it, its history, and how to cite it."""

from __future__ import annotations

from typing import Any

import msgspec

from vermerk.corpus.decisions import Decision
from vermerk.corpus.tables import sides
from vermerk.inquiry.citing import footnote, item_of, row_of
from vermerk.inquiry.conflicts import Conflict
from vermerk.inquiry.witnesses import Witnesses
from vermerk.model import BadRequest, Description, Statement
from vermerk.web.citing import bibtex, quotation
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, NotThere, Page

AROUND = 420  # characters of context on either side
AT_ONCE = 60  # statements of a pair up to which witnesses stand on the statement's own page
BUSY = 0.5  # seconds that a statement's own page waits for others' inquiries
COMPARED = 6000  # and up to which they are looked for while a reader waits


class Version(msgspec.Struct, frozen=True):
    """A statement as some reviewers hold it; as the machine read it where nobody decided."""

    statement: Statement
    review: str
    reviewers: tuple[str, ...]


class StatementView(msgspec.Struct, frozen=True, kw_only=True):
    """A statement with its context and what was decided of it.

    ``versions`` are several where reviewers differ. ``before`` and ``after`` are the words around the passage.
    ``witnesses`` is null where a reader would have to wait for them: where much is told of the pair, or others' inquiries
    are being worked on. The page of the others tells them.
    """

    id: str
    versions: tuple[Version, ...]
    machine: Statement | None
    title: str | None
    description: Description
    before: str
    after: str
    history: tuple[Decision, ...]
    footnote: str
    quotation: str
    csl: dict[str, Any]
    bibtex: str
    neighbours: tuple[str | None, str | None]
    witnesses: Witnesses | None
    conflicts: tuple[Conflict, ...]
    pair: tuple[str, str] | None


def statement_view(asked: Asked) -> StatementView:
    """A statement by its identifier.

    Raises:
        NotThere: the corpus has no such statement.
    """
    held, name = asked.holdings, asked.parts["statement"]
    try:
        record = held.record(held.record_of(name))
    except BadRequest:
        raise NotThere(
            f"There is no statement {name!r} in this corpus. It may have been read anew under another name."
        ) from None
    assert record is not None
    standing = held.standing_of(record.id)
    versions = tuple(Version(h.statement, h.review, h.reviewers) for h in standing if h.statement.id == name)
    first = versions[0].statement
    start, end = _sentence_bounds(record.text, first.start, first.end)
    row = row_of(record)
    cited = footnote(msgspec.to_builtins(first.chain), row)
    beside = _beside(held, first)
    order = list(dict.fromkeys(h.statement.id for h in standing))
    at = order.index(name)
    return StatementView(
        id=name,
        versions=versions,
        machine=next((s for s in held.machine_of(record.id) if s.id == name), None),
        title=record.description.title,
        description=record.description,
        before=record.text[start : first.start],
        after=record.text[first.end : end],
        history=tuple(held.history(name)),
        footnote=cited,
        quotation=quotation(first, cited),
        csl=item_of(row),
        bibtex=bibtex(item_of(row)),
        neighbours=(order[at - 1] if at else None, order[at + 1] if at + 1 < len(order) else None),
        witnesses=beside.witnesses if beside else None,
        conflicts=beside.conflicts if beside else (),
        pair=_pair(first),
    )


class _Beside(msgspec.Struct, frozen=True):
    """What else is told of a thing: who says it too, and what speaks against it."""

    witnesses: Witnesses
    conflicts: tuple[Conflict, ...]


def _pair(statement: Statement) -> tuple[str, str] | None:
    states = sorted({*sides(statement, "actor"), *sides(statement, "toward")})
    return (states[0], states[1]) if len(states) >= 2 else None


def _beside(held: Holdings, statement: Statement, most: int = AT_ONCE) -> _Beside | None:
    """Witnesses and conflicts of a statement; null where there is too much to compare, or it was rejected."""
    pair = _pair(statement)
    names = pair or tuple(sides(statement, "actor"))[:1]
    told = held.keep(("told beside", names), lambda: _told_of(held, names), 600)
    if told > most:
        return None

    def work() -> _Beside | None:
        try:
            found = held.sources_of(statement.id)
        except BadRequest:
            return None
        against = held.keep(("against", pair), lambda: held.disagreements(*pair)) if pair else []
        return _Beside(found, tuple(c for c in against if statement.id in (c.one, c.other))[:12])

    if most == AT_ONCE:
        return held.inquire_unless_busy(("beside", statement.id), work, BUSY)
    return held.inquire(("beside", statement.id), work)


class OthersView(msgspec.Struct, frozen=True):
    """Who else tells a statement, and what speaks against it; ``witnesses`` null where there is too much to compare."""

    id: str
    quote: str
    witnesses: Witnesses | None
    conflicts: tuple[Conflict, ...]
    pair: tuple[str, str] | None


def others_view(asked: Asked) -> OthersView:
    """Witnesses and conflicts of a statement.

    Raises:
        NotThere: the corpus has no such statement.
    """
    held, name = asked.holdings, asked.parts["statement"]
    try:
        statement = held.statement(name).statement
    except BadRequest as error:
        raise NotThere(str(error)) from None
    beside = _beside(held, statement, COMPARED)
    return OthersView(
        name,
        statement.quote,
        beside.witnesses if beside else None,
        beside.conflicts if beside else (),
        _pair(statement),
    )


def _told_of(held: Holdings, names: tuple[str, ...]) -> int:
    both = " AND ".join("row IN (SELECT row FROM named WHERE name = ?)" for _ in names) or "true"
    (counted,) = held.ask(f"SELECT count(*) AS n FROM told WHERE {both}", names)
    return int(counted["n"])


def _sentence_bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """The context of a passage, cut at a space."""
    first, last = max(0, start - AROUND), min(len(text), end + AROUND)
    if first:
        first = text.find(" ", first, start) + 1 or start
    if last < len(text):
        found = text.rfind(" ", end, last)
        last = found if found >= 0 else end
    return first, last


PAGES = (
    Page(
        "others",
        "/statements/{statement}/others",
        OthersView,
        others_view,
        "Who else tells a statement, who is independent of whom, and what speaks against it.",
    ),
    Page(
        "statement",
        "/statements/{statement}",
        StatementView,
        statement_view,
        "A statement: its passage in context, its chain, its history, and how to cite it.",
    ),
)
