"""Finding decided statements again after a rebuild: by identifier, by passage and meaning, by quote and context.

Nothing is moved by guess: where the quote stands no more and the words around it do not hold its place either, the
decision is listed as lost, with its old context. A record that bears another name now is found by its words, where
they stand in one record only.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from rapidfuzz import fuzz

from vermerk.corpus.decisions import CONTEXT, Anchor
from vermerk.corpus.standing import Review
from vermerk.model import Passage, Statement

OVERLAP = 0.5  # intersection over union from which two passages are taken for one
MEANING = 3  # what must agree where the meaning is the same: actor, toward, polarity
LIKE = 80  # likeness (0 to 100) of a corrected quote beside words that stand as they did
LONG = 60  # characters of a quote that is taken for itself wherever it stands, if it stands once
LEAST_CONTEXT = 12  # characters that must stand on each side where the quote itself has changed


class Attachment(msgspec.Struct, frozen=True):
    """Where a reviewer's decision stands now.

    ``how`` is identifier, passage, quote, context, record (the record bears another name now), alone (the passage is
    there, the machine reads nothing of the kind in it now), or lost. ``statement`` is the machine's reading that the
    decision speaks of; ``passage`` its place in the record that ``review.anchor`` names.
    """

    review: Review
    how: str
    statement: Statement | None = None
    passage: Passage | None = None


def attach(review: Review, statements: Sequence[Statement], text: str | None) -> Attachment:
    """Find a decision's statement among those of its record, or its place in the record's text."""
    if review.verdict != "added":
        same = next((s for s in statements if s.id == review.statement and s.quote == review.anchor.quote), None)
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


def moved(review: Review, records: Iterable[tuple[str, str, Sequence[Statement]]]) -> Attachment:
    """Find a decision whose record is gone in one of other records, each with its name, text and statements.

    The quote must stand there with the words around it, and in one of the records only.
    """
    found: list[tuple[str, str, Sequence[Statement]]] = []
    for name, text, statements in records:
        place, how = locate(review.anchor, text)
        if place is not None and how in {"passage", "quote"} and _surrounded(review.anchor, place, text):
            found.append((name, text, statements))
    if len(found) != 1:
        return Attachment(review, "lost")
    name, text, statements = found[0]
    anchor = msgspec.structs.replace(review.anchor, record=name)
    there = attach(msgspec.structs.replace(review, anchor=anchor), statements, text)
    return msgspec.structs.replace(there, how="record" if there.statement is not None else there.how)


def _surrounded(anchor: Anchor, place: Passage, text: str) -> bool:
    """True where some of the old words stand on each side, as far as there were any."""
    before, after = _sides(anchor, place, text)
    least_before, least_after = (min(LEAST_CONTEXT, len(_folded(side))) for side in (anchor.before, anchor.after))
    return before >= least_before and after >= least_after


def locate(anchor: Anchor, text: str) -> tuple[Passage | None, str]:
    """Where an anchored passage stands in a text that may have changed, and by what it was found.

    The same words stand for the passage where words around them are the old ones too; where none are, long words that
    stand once do.
    """
    if anchor.quote and text[anchor.start : anchor.end] == anchor.quote:
        return Passage(anchor.start, anchor.end), "passage"
    words = anchor.quote.split()
    pattern = re.compile(r"\s+".join(map(re.escape, words)))
    places = [Passage(m.start(), m.end()) for m in pattern.finditer(text)] if words else []
    best = _by_context(anchor, places, text)
    if best is not None:
        return best, "quote"
    place = _between(anchor, text) or _beside(anchor, text)
    if place is not None:
        return place, "context"
    if len(places) == 1 and len(anchor.quote) >= LONG:
        return places[0], "quote"
    return None, "lost"


def _by_context(anchor: Anchor, places: Sequence[Passage], text: str) -> Passage | None:
    """Of the places of the same words the one with the same words around; null where none has or two are as good."""
    scored = sorted(((_sides(anchor, place, text), place) for place in places), key=lambda pair: -sum(pair[0]))
    if not scored or (len(scored) > 1 and sum(scored[0][0]) == sum(scored[1][0])):
        return None
    (before, after), place = scored[0]
    return place if max(before, after) >= LEAST_CONTEXT or _surrounded(anchor, place, text) else None


def _sides(anchor: Anchor, place: Passage, text: str) -> tuple[int, int]:
    """How many characters before and after a place are as they were, blanks counted as one."""
    before = _folded(text[max(0, place.start - 4 * CONTEXT) : place.start])
    after = _folded(text[place.end : place.end + 4 * CONTEXT])
    return _shared_start(_folded(anchor.before)[::-1], before[::-1]), _shared_start(_folded(anchor.after), after)


def _folded(words: str) -> str:
    return " ".join(words.split())


def _shared_start(one: str, other: str) -> int:
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
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


def _beside(anchor: Anchor, text: str) -> Passage | None:
    """The place beside one side of the old context, where that stands once and most of the quote stands next to it.

    For passages of which the other side was corrected too, or lies at the end of the text.
    """
    before, after = anchor.before[-2 * LEAST_CONTEXT :], anchor.after[: 2 * LEAST_CONTEXT]
    reach = int(1.5 * len(anchor.quote)) + 10
    if len(before) >= LEAST_CONTEXT and text.count(before) == 1:
        start = text.index(before) + len(before)
        like = fuzz.partial_ratio_alignment(anchor.quote, text[start : start + reach], score_cutoff=LIKE)
        if like is not None and like.dest_start <= LEAST_CONTEXT:
            return Passage(start, _word_end(text, start + like.dest_end))
    if len(after) >= LEAST_CONTEXT and text.count(after) == 1:
        end = text.index(after)
        first = max(0, end - reach)
        like = fuzz.partial_ratio_alignment(anchor.quote, text[first:end], score_cutoff=LIKE)
        if like is not None and end - first - like.dest_end <= LEAST_CONTEXT:
            return Passage(_word_start(text, first + like.dest_start), end)
    return None


def _word_end(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
        at += 1
    return at


def _word_start(text: str, at: int) -> int:
    while 0 < at < len(text) and text[at].isalnum() and text[at - 1].isalnum():
        at -= 1
    return at


def _nearest(review: Review, statements: Sequence[Statement], place: Passage) -> Statement | None:
    """The statement of the same kind in the same passage that means most nearly the same.

    A rejection speaks of what was rejected only: another reading of the passage is not rejected with it.
    """
    machine = review.machine or {}
    near = [s for s in statements if _overlap(s.passage, place) >= OVERLAP and s.kind == machine.get("kind")]
    if review.verdict == "rejected":
        near = [s for s in near if agreement(s, machine) == MEANING]
    return max(near, key=lambda s: (agreement(s, machine), _overlap(s.passage, place)), default=None)


def _overlap(one: Passage, other: Passage) -> float:
    shared = min(one.end, other.end) - max(one.start, other.start)
    union = max(one.end, other.end) - min(one.start, other.start)
    return max(shared, 0) / union if union else 0.0


def agreement(statement: Statement, machine: Mapping[str, Any]) -> int:
    """How many of actor, toward and polarity are as they were."""
    same = [
        list(statement.actor) == list(machine.get("actor") or []),
        list(statement.toward) == list(machine.get("toward") or []),
        statement.polarity == machine.get("polarity", "affirmed"),
    ]
    return sum(same)
