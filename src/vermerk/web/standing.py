"""What stands of the statements of records, once the decisions on each of them were applied."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from vermerk.corpus.reviewed import Held, Reviewed
from vermerk.model import Statement


def rejected(read: Sequence[Statement], review: Reviewed) -> list[Held]:
    """Statements of a record that every reviewer who decided on them rejects, as they were read."""
    held = {h.statement.id for h in review.held}
    who: dict[str, list[str]] = {}
    for attachment in review.attachments:
        if attachment.statement is not None and attachment.review.verdict == "rejected":
            who.setdefault(attachment.statement.id, []).append(attachment.review.who)
    return [Held(s, "rejected", tuple(who[s.id])) for s in read if s.id in who and s.id not in held]


def together(reviews: Iterable[Reviewed]) -> Reviewed:
    """What was decided of single records as one."""
    every: Collection[Reviewed] = tuple(reviews)
    return Reviewed(
        frozenset().union(*(r.touched for r in every)),
        tuple(h for r in every for h in r.held),
        tuple(a for r in every for a in r.attachments),
    )
