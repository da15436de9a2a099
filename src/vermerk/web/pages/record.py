"""The page of a record: its text with passages marked, its statements in step with it, its description as a card."""

from __future__ import annotations

import msgspec

from vermerk.corpus.reviewed import Held
from vermerk.model import Record
from vermerk.web.page import Asked, NotThere, Page


class RecordView(msgspec.Struct, frozen=True):
    """A record with its statements as they stand after review, in the order of their passages.

    ``lost`` tells of decisions on this record whose passage can no longer be found; ``before`` and ``after`` are the
    neighbours in the order of the sources.
    """

    record: Record
    statements: tuple[Held, ...]
    lost: tuple[str, ...]
    before: str | None
    after: str | None


def record_view(asked: Asked) -> RecordView:
    """A record and its statements.

    Raises:
        NotThere: the corpus has no such record.
    """
    held, name = asked.holdings, asked.parts["record"]
    record = held.record(name)
    if record is None:
        raise NotThere(f"There is no record {name!r} in this corpus. Look among the records, or search for its words.")
    standing = [h for h in held.standing_of(name) if h.review != "rejected"]
    row = held.row_of(name)
    near = {
        n["row"]: n["record"]
        for n in held.ask("SELECT row, record FROM records WHERE row IN (?, ?)", [row - 1, row + 1])
    }
    lost = tuple(
        f"{a.review.who} {a.review.verdict}: “{a.review.anchor.quote}”"
        for a in held.reviewed.lost
        if a.review.anchor.record == name
    )
    return RecordView(record, tuple(standing), lost, near.get(row - 1), near.get(row + 1))


PAGES = (
    Page(
        "record",
        "/records/{record:path}",
        RecordView,
        record_view,
        "A record: its text, its archival description, and its statements.",
    ),
)
