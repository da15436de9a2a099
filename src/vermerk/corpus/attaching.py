"""Finding decided statements again after a rebuild: by identifier, by passage and meaning, by quote and context.

Nothing is moved by guess: where the quote stands no more and the words around it do not hold its place either, the
decision is listed as lost, with its old context.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus.decisions import Anchor, Review
from vermerk.model import Passage, Statement

OVERLAP = 0.5  # intersection over union from which two passages are taken for one
LEAST_CONTEXT = 12  # characters that must stand on each side where the quote itself has changed


class Attachment(msgspec.Struct, frozen=True):
    """Where a reviewer's decision stands now.

    ``how`` is identifier, passage, quote, context, alone (the passage is there, the machine reads nothing in it
    now), or lost.
    """

    review: Review
    how: str
    statement: Statement | None = None
    passage: Passage | None = None


def attach(review: Review, statements: Sequence[Statement], text: str | None) -> Attachment:
    """Find a decision's statement among those of its record, or its place in the record's text."""
    if review.verdict != "added":
        same = next((s for s in statements if s.id == review.statement), None)
        if same is not None:
            return Attachment(review, "identifier", same, same.passage)
    if text is None:
        return Attachment(review, "lost")
    place, how = locate(review.anchor, text)
    if place is None:
        return Attachment(review, "lost")
    if review.verdict == "added":
        return Attachment(review, how, None, place)
    nearest = _nearest(review, statements, place)
    return Attachment(review, how if nearest is not None else "alone", nearest, place)


def locate(anchor: Anchor, text: str) -> tuple[Passage | None, str]:
    """Where an anchored passage stands in a text that may have changed, and by what it was found."""
    if anchor.quote and text[anchor.start : anchor.end] == anchor.quote:
        return Passage(anchor.start, anchor.end), "passage"
    words = anchor.quote.split()
    if words:
        pattern = re.compile(r"\s+".join(map(re.escape, words)))
        places = [Passage(m.start(), m.end()) for m in pattern.finditer(text)]
        if len(places) == 1:
            return places[0], "quote"
        if places:
            best = _by_context(anchor, places, text)
            return (best, "quote") if best is not None else (None, "lost")
    between = _between(anchor, text)
    return (between, "context") if between is not None else (None, "lost")


def _by_context(anchor: Anchor, places: Iterable[Passage], text: str) -> Passage | None:
    """Of several places of the same words the one with the same words around; null where two are as good."""
    scored = sorted(
        ((_shared_end(anchor.before, text[: p.start]) + _shared_start(anchor.after, text[p.end :]), p) for p in places),
        key=lambda pair: -pair[0],
    )
    if scored[0][0] == scored[1][0]:
        return None
    return scored[0][1]


def _shared_end(before: str, text: str) -> int:
    count = 0
    while count < min(len(before), len(text)) and before[-1 - count] == text[-1 - count]:
        count += 1
    return count


def _shared_start(after: str, text: str) -> int:
    count = 0
    while count < min(len(after), len(text)) and after[count] == text[count]:
        count += 1
    return count


def _between(anchor: Anchor, text: str) -> Passage | None:
    """The place between the old context's two sides, where both stand once and about as far apart as they did."""
    before, after = anchor.before[-2 * LEAST_CONTEXT :], anchor.after[: 2 * LEAST_CONTEXT]
    if len(before) < LEAST_CONTEXT or len(after) < LEAST_CONTEXT or text.count(before) != 1:
        return None
    start = text.index(before) + len(before)
    end = text.find(after, start)
    length = len(anchor.quote)
    if end < 0 or not 0.5 * length <= end - start <= 1.5 * length + 10:
        return None
    return Passage(start, end)


def _nearest(review: Review, statements: Sequence[Statement], place: Passage) -> Statement | None:
    """The statement of the same meaning in the same passage; one of the same kind will do, any other will not."""
    machine = review.machine or {}
    near = [s for s in statements if _overlap(s.passage, place) >= OVERLAP and s.kind == machine.get("kind")]
    return max(near, key=lambda s: (_agreement(s, machine), _overlap(s.passage, place)), default=None)


def _overlap(one: Passage, other: Passage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    return max(shared, 0) / union if union else 0.0


def _agreement(statement: Statement, machine: Mapping[str, Any]) -> int:
    """How many of actor, toward and polarity are as they were."""
    same = [
        list(statement.actor) == list(machine.get("actor") or []),
        list(statement.toward) == list(machine.get("toward") or []),
        statement.polarity == machine.get("polarity", "affirmed"),
    ]
    return sum(same)
