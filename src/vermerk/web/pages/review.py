"""The review desk: one statement after another, or a record at a time; nothing is accepted that is not shown."""

from __future__ import annotations

from typing import Any

import msgspec
import pyarrow as pa

from vermerk.corpus.decisions import Decision
from vermerk.corpus.standing import Review, standing
from vermerk.model import BadRequest, Statement
from vermerk.web.fields import Field, fields_of, mark_of
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Leaf, NotThere, Page, Query

AROUND, NEAR = 360, 160  # characters of context on either side: at the desk, and on the desk of a record
DESK = 60  # statements of a record that lie on the desk at once
FILTERS = {
    "record": "t.record = ?",
    "kind": "t.kind = ?",
    "party": "t.row IN (SELECT row FROM named WHERE name = ?)",
    "holder": "t.holder = ?",
    "year": "t.year = try_cast(? AS INTEGER)",
    "below": "t.score < try_cast(? AS DOUBLE)",
}


class Progress(msgspec.Struct, frozen=True):
    """How far a reviewer has come: of how many statements he has decided how many, in all and of those chosen."""

    decided: int
    chosen: int
    chosen_decided: int


class ReviewView(msgspec.Struct, frozen=True, kw_only=True):
    """The desk with one statement on it, or none where all of those chosen are decided."""

    who: str | None
    chosen: dict[str, str]
    progress: Progress
    statement: Statement | None
    mark: str | None
    fields: tuple[Field, ...]
    title: str | None
    before: str
    after: str
    verdict: str | None
    others: tuple[str, ...]
    comments: tuple[str, ...]
    undoable: str | None


class Row(msgspec.Struct, frozen=True):
    """A statement on the desk of a record, with the words around it.

    ``verdict`` is one's own, null where one has not decided.
    """

    statement: Statement
    before: str
    after: str
    mark: str
    verdict: str | None


class RecordDeskView(msgspec.Struct, frozen=True, kw_only=True):
    """The desk with the statements of a record on it, a leaf of them where they are many; ``first`` numbers the first."""

    who: str | None
    record: str
    title: str | None
    rows: tuple[Row, ...]
    leaf: Leaf
    first: int
    progress: Progress
    undoable: str | None


def review_view(asked: Asked) -> ReviewView:
    """The statement to be decided next, or the one that the address names.

    Raises:
        NotThere: the address names a statement that is not in the corpus.
    """
    held, who = asked.holdings, asked.reader.name
    chosen = {name: value for name in FILTERS if (value := asked.one(name)) is not None}
    reviews = verdicts(held, who)
    name = asked.one("statement") or _next(held, chosen, reviews, asked.one("after"))
    progress = _progress(held, chosen, reviews)
    empty = ReviewView(
        who=who, chosen=chosen, progress=progress, statement=None, mark=None, fields=(), title=None, before="", after="",
        verdict=None, others=(), comments=(), undoable=undoable(held, who),
    )  # fmt: skip
    if name is None:
        return empty
    try:
        shown = shown_to(held, who, name)
    except BadRequest as error:
        raise NotThere(str(error)) from None
    record = held.record(shown.record)
    assert record is not None
    own = reviews.get(name)
    before, after = around(record.text, shown, AROUND)
    return msgspec.structs.replace(
        empty,
        statement=shown,
        mark=mark_of(shown),
        fields=fields_of(shown),
        title=record.description.title or record.id,
        before=before,
        after=after,
        verdict=own.verdict if own else None,
        others=tuple(sorted({d.who for d in held.history(name)} - {who})),
        comments=own.comments if own else (),
    )


def around(text: str, statement: Statement, most: int) -> tuple[str, str]:
    """The words before and after a statement's passage, at most so many characters, none cut in two."""
    first, last = max(0, statement.start - most), min(len(text), statement.end + most)
    before, after = text[first : statement.start], text[statement.end : last]
    if first:
        before = "…" + (before.split(None, 1)[1] if len(before.split(None, 1)) == 2 else "")
    if last < len(text):
        after = (after.rsplit(None, 1)[0] if len(after.rsplit(None, 1)) == 2 else "") + " …"
    return before, after


def shown_to(held: Holdings, who: str | None, name: str) -> Statement:
    """A statement as its desk shows it: as one holds it oneself, else as it was read; others' versions stay out of sight.

    Raises:
        BadRequest: no statement has that identifier.
    """
    return all_shown_to(held, who, held.record_of(name))[name]


def all_shown_to(held: Holdings, who: str | None, record: str) -> dict[str, Statement]:
    """All statements of a record, by identifier, as :func:`shown_to` gives them."""
    read = {s.id: s for s in held.machine_of(record)}
    found: dict[str, Statement] = {}
    own: set[str] = set()
    for version in held.standing_of(record):
        name = version.statement.id
        if who in version.reviewers and version.review != "rejected":
            found[name] = version.statement
            own.add(name)
        elif name not in own:
            found[name] = read.get(name, found.get(name, version.statement))
    return found


def verdicts(held: Holdings, who: str | None) -> dict[str, Review]:
    """What a reviewer holds of the statements that he decided on."""
    if who is None:
        return {}

    def work() -> dict[str, Review]:
        own = (d for d in held.decisions() if d.who == who)
        found = {review.statement: review for review in standing(own).values() if review.verdict != "commented"}
        named = {a.review.statement: a.statement.id for a in held.reviewed.attachments if a.statement is not None}
        return {named.get(statement, statement): review for statement, review in found.items()}

    return held.keep(("verdicts", who), work)


def undoable(held: Holdings, who: str | None) -> str | None:
    """The last decision of a reviewer that is not taken back, or null."""

    def work() -> str | None:
        own: list[Decision] = [d for d in held.decisions() if d.who == who]
        undone = {d.undoes for d in own if d.undoes}
        return next((d.id for d in reversed(own) if d.id not in undone and not d.undoes), None)

    return held.keep(("undoable", who), work) if who else None


def _decided(reviews: dict[str, Review]) -> pa.Table:
    return pa.table({"id": pa.array(sorted(reviews), pa.string())})


def _condition(chosen: dict[str, str]) -> tuple[str, list[Any]]:
    return " AND ".join(["true", *(FILTERS[name] for name in chosen)]), list(chosen.values())


def _next(held: Holdings, chosen: dict[str, str], reviews: dict[str, Review], after: str | None) -> str | None:
    """The first statement chosen that is not decided, behind the one that was skipped."""
    condition, values = _condition(chosen)
    question = (
        "SELECT t.id FROM told t ANTI JOIN decided d ON d.id = t.id "
        f"WHERE {condition} {{}} ORDER BY t.record_row, t.start, t.id LIMIT 1"
    )
    table = _decided(reviews)
    if after is not None:
        place = held.ask("SELECT record_row AS row, start FROM told WHERE id = ? LIMIT 1", [after])
        if place:
            row, start = place[0]["row"], place[0]["start"]
            behind = "AND (t.record_row > ? OR (t.record_row = ? AND (t.start > ? OR (t.start = ? AND t.id > ?))))"
            found = held.ask_with("decided", table, question.format(behind), [*values, row, row, start, start, after])
            if found:
                return str(found[0]["id"])
    found = held.ask_with("decided", table, question.format(""), values)
    return str(found[0]["id"]) if found else None


def _progress(held: Holdings, chosen: dict[str, str], reviews: dict[str, Review]) -> Progress:
    condition, values = _condition(chosen)
    (counted,) = held.ask(
        "SELECT count(*) FILTER (t.review <> 'disputed') + count(DISTINCT t.id) FILTER (t.review = 'disputed') AS n "
        f"FROM told t WHERE {condition}",
        values,
    )
    if not chosen:
        return Progress(len(reviews), counted["n"], len(reviews))
    (decided,) = held.ask_with(
        "decided",
        _decided(reviews),
        f"SELECT count(DISTINCT t.id) AS n FROM told t SEMI JOIN decided d ON d.id = t.id WHERE {condition}",
        values,
    )
    return Progress(len(reviews), counted["n"], decided["n"])


def record_desk_view(asked: Asked) -> RecordDeskView:
    """The statements of a record, to be decided one by one or together; first the leaf on which one is still open.

    Raises:
        NotThere: the corpus has no such record.
    """
    held, who, name = asked.holdings, asked.reader.name, asked.parts["record"]
    record = held.record(name)
    if record is None:
        raise NotThere(f"There is no record {name!r} in this corpus.")
    reviews = verdicts(held, who)
    shown = sorted(all_shown_to(held, who, name).values(), key=lambda s: (s.start, s.end, s.id))
    open_at = next((n for n, s in enumerate(shown) if s.id not in reviews), 0)
    number = asked.whole("leaf", open_at // DESK + 1, 1, max(1, -(-len(shown) // DESK)))
    leaf = Leaf(number, DESK, len(shown))
    rows = tuple(
        Row(s, *around(record.text, s, NEAR), mark_of(s), reviews[s.id].verdict if s.id in reviews else None)
        for s in shown[leaf.offset : leaf.offset + DESK]
    )
    return RecordDeskView(
        who=who,
        record=name,
        title=record.description.title,
        rows=rows,
        leaf=leaf,
        first=leaf.offset + 1,
        progress=Progress(len(reviews), len(shown), sum(s.id in reviews for s in shown)),
        undoable=undoable(held, who),
    )


PAGES = (
    Page(
        "review",
        "/review",
        ReviewView,
        review_view,
        "The review desk: the statement to be decided next.",
        (
            Query("statement", "this statement"),
            Query("after", "the next one behind this statement"),
            *(Query(name, f"only statements of this {name}") for name in FILTERS if name != "below"),
            Query("below", "only statements that the engine trusts less than this, 0 to 1"),
        ),
        menu="Review",
    ),
    Page(
        "review-record",
        "/review/records/{record:path}",
        RecordDeskView,
        record_desk_view,
        "The review desk with the statements of a record.",
        (Query("leaf", "number of the leaf; first the one on which a statement is still open", whole=True),),
    ),
)
