"""What each reviewer holds of a statement now, after everything he decided and took back."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from vermerk.corpus.decisions import Action, Anchor, Decision


class Review(msgspec.Struct, frozen=True):
    """What one reviewer holds of one statement now, after everything he did and took back.

    ``verdict`` is accepted, corrected, rejected, added, split, or commented where he only wrote a comment.
    """

    who: str
    when: str
    verdict: str
    statement: str
    anchor: Anchor
    machine: dict[str, Any] | None
    fields: dict[str, Any]
    parts: tuple[dict[str, Any], ...]
    comments: tuple[str, ...]


VERDICTS = {
    Action.ACCEPT: "accepted", Action.CORRECT: "corrected", Action.REJECT: "rejected", Action.ADD: "added",
    Action.SPLIT: "split",
}  # fmt: skip


def standing(decisions: Iterable[Decision]) -> dict[tuple[str, str], Review]:
    """For each statement and reviewer what he holds of it now."""
    in_order = list(decisions)
    undone = {d.undoes for d in in_order if d.action is Action.UNDO}
    found: dict[tuple[str, str], Review] = {}
    for decision in in_order:
        if decision.action is Action.UNDO or decision.id in undone:
            continue
        key = (decision.statement, decision.who)
        found[key] = followed(found.get(key), _alone(decision))
    return found


def _alone(decision: Decision) -> Review:
    """A decision as a review, as if it were the first."""
    return Review(
        who=decision.who,
        when=decision.when,
        verdict=VERDICTS.get(decision.action) or "commented",
        statement=decision.statement,
        anchor=decision.anchor,
        machine=decision.machine,
        fields=decision.fields,
        parts=decision.parts,
        comments=(decision.comment,) if decision.comment else (),
    )


def followed(before: Review | None, after: Review) -> Review:
    """What a reviewer holds of a statement who held ``before`` and then decided ``after``.

    A comment changes nothing else; a correction adds to an earlier one; who accepts what he corrected or added keeps
    it as it is.
    """
    if before is None:
        return after
    verdict, fields, parts = after.verdict, after.fields, after.parts
    if verdict == "corrected" and before.verdict in {"corrected", "added"}:
        fields, verdict = {**before.fields, **after.fields}, before.verdict
    elif verdict == "commented":
        verdict, fields, parts = before.verdict, before.fields, before.parts
    elif verdict == "accepted" and before.verdict in {"corrected", "added"}:
        fields, verdict = before.fields, before.verdict
    return msgspec.structs.replace(
        after,
        verdict=verdict,
        statement=before.statement,
        anchor=before.anchor,
        machine=after.machine or before.machine,
        fields=fields,
        parts=parts,
        comments=(*before.comments, *after.comments),
    )
