"""Statements with what was decided of them: the machine's where nobody decided, the reviewers' where they did.

Two reviewers may differ, and then both stand: a statement that one corrects and another accepts is there twice,
each with the name of who holds it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from hashlib import blake2b
from typing import Any

import msgspec

from vermerk.corpus.attaching import MEANING, Attachment, agreement, attach, moved
from vermerk.corpus.decisions import Anchor
from vermerk.corpus.standing import Review, followed
from vermerk.model import Record, Statement
from vermerk.model.period import Period

StatementsOf = Callable[[str], Sequence[Statement]]
RecordOf = Callable[[str], Record | None]
Elsewhere = Callable[[Anchor], Iterable[str]]
#: The fields that a reviewer judges; the others are the machine's own affair.
JUDGED = (
    "kind", "actor", "toward", "via", "what", "time", "earliest", "latest", "status", "polarity", "chain", "certainty",
    "quantities", "editorial", "event", "level", "mission",
)  # fmt: skip


class Held(msgspec.Struct, frozen=True):
    """A statement as it stands after review.

    ``review`` is accepted, corrected, added or disputed; ``reviewers`` those who hold it so.
    """

    statement: Statement
    review: str
    reviewers: tuple[str, ...]


class Reviewed(msgspec.Struct, frozen=True):
    """What review makes of a build: which of its statements are replaced, what stands in their place, what is lost."""

    touched: frozenset[str]
    held: tuple[Held, ...]
    attachments: tuple[Attachment, ...]

    @property
    def lost(self) -> tuple[Attachment, ...]:
        """Decisions whose passage can no longer be found."""
        return tuple(a for a in self.attachments if a.how == "lost")


def review_build(
    reviews: Iterable[Review], statements_of: StatementsOf, record_of: RecordOf, elsewhere: Elsewhere | None = None
) -> Reviewed:
    """Apply what reviewers hold to the statements of a build.

    ``elsewhere`` names the records in which an anchored passage may stand whose own record is gone.
    """
    by_record: dict[str, list[Review]] = defaultdict(list)
    for review in reviews:
        by_record[review.anchor.record].append(review)
    attachments: list[Attachment] = []
    for name, own in sorted(by_record.items()):
        record = record_of(name)
        if record is not None:
            statements = statements_of(name)
            attachments += [attach(review, statements, record.text) for review in own]
        else:
            attachments += [_moved(review, statements_of, record_of, elsewhere) for review in own]
    touched, held = _merge(attachments, record_of)
    return Reviewed(frozenset(touched), tuple(held), tuple(attachments))


def _moved(review: Review, statements_of: StatementsOf, record_of: RecordOf, elsewhere: Elsewhere | None) -> Attachment:
    names = elsewhere(review.anchor) if elsewhere is not None else ()
    there = ((name, record.text, statements_of(name)) for name in names if (record := record_of(name)) is not None)
    return moved(review, there)


def _merge(attachments: Sequence[Attachment], record_of: RecordOf) -> tuple[set[str], list[Held]]:
    by_statement: dict[str, list[Attachment]] = defaultdict(list)
    for attachment in attachments:
        if attachment.how != "lost":
            key = attachment.statement.id if attachment.statement is not None else attachment.review.statement
            by_statement[key].append(attachment)
    touched: set[str] = set()
    held: list[Held] = []
    for key, own in by_statement.items():
        deciding = [a for a in _latest(own) if a.review.verdict != "commented"]
        if not deciding:
            continue
        touched.add(key)
        held += _versions(deciding, record_of)
    return touched, held


def _latest(own: Iterable[Attachment]) -> list[Attachment]:
    """One for each reviewer: what he decided of a statement under its older names, followed by what he decided since."""
    by_reviewer: dict[str, Attachment] = {}
    for attachment in sorted(own, key=lambda a: a.review.when):
        before = by_reviewer.get(attachment.review.who)
        review = followed(before.review if before is not None else None, attachment.review)
        anchor = attachment.review.anchor
        by_reviewer[review.who] = msgspec.structs.replace(
            attachment, review=msgspec.structs.replace(review, anchor=anchor)
        )
    return list(by_reviewer.values())


def _versions(own: Sequence[Attachment], record_of: RecordOf) -> list[Held]:
    """The versions of one statement that its reviewers hold; equal ones are one."""
    versions: dict[bytes, tuple[Statement, str, list[str]]] = {}
    rejected = [a.review.who for a in own if a.review.verdict == "rejected"]
    for attachment in own:
        for statement, verdict in _held_by(attachment, record_of):
            key = msgspec.json.encode(statement)
            versions.setdefault(key, (statement, verdict, []))[2].append(attachment.review.who)
    disputed = bool(versions) and (bool(rejected) or len({tuple(v[2]) for v in versions.values()}) > 1)
    return [
        Held(statement, "disputed" if disputed else verdict, tuple(who))
        for statement, verdict, who in versions.values()
    ]


def _held_by(attachment: Attachment, record_of: RecordOf) -> list[tuple[Statement, str]]:
    review, place = attachment.review, attachment.passage
    if review.verdict == "rejected" or place is None:
        return []
    if review.verdict == "added":
        own = {"id": review.statement, "record": review.anchor.record, **review.fields}
        return [(_placed(own, attachment, record_of), "added")]
    base = _as_read(attachment)
    if base is None:
        return []
    if review.verdict == "split":
        return [
            (_placed({**base, **part, "id": _part_id(review, n)}, attachment, record_of), "corrected")
            for n, part in enumerate(review.parts)
        ]
    if review.verdict == "accepted":
        return [(_placed(base, attachment, record_of), "accepted")]
    return [(_placed({**base, **review.fields}, attachment, record_of), "corrected")]


def _as_read(attachment: Attachment) -> dict[str, Any] | None:
    """The statement as it was read when it was decided on, at the place where it stands now.

    What a reviewer accepted is what he saw: where the machine reads the passage otherwise now, his reading stands.
    """
    then, now = attachment.review.machine, attachment.statement
    if now is None:
        return {**then, "record": attachment.review.anchor.record, "spans": {}} if then is not None else None
    plain: dict[str, Any] = _plain(now)
    if then is None or (attachment.how == "context" and agreement(now, then) == MEANING):
        return plain  # the words themselves were corrected, and what they say of whom is as it was
    judged = {name: then.get(name, plain.get(name)) for name in JUDGED}
    if all(plain.get(name) == value for name, value in judged.items()):
        return plain
    return {**plain, **judged, "parties": [*(then.get("parties") or []), *plain["parties"]], "spans": {}}


def _plain(statement: Statement) -> dict[str, Any]:
    """A statement as it is written into a line of decisions."""
    told: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(statement))
    return told


def _part_id(review: Review, number: int) -> str:
    return blake2b(f"{review.statement}/{review.who}/{number}".encode(), digest_size=6).hexdigest()


def _placed(fields: dict[str, Any], attachment: Attachment, record_of: RecordOf) -> Statement:
    """A statement of the given fields at the passage where its words stand now."""
    record, place = record_of(attachment.review.anchor.record), attachment.passage
    text = record.text if record is not None else ""
    start, end = fields.get("start"), fields.get("end")
    quote = fields.get("quote")
    if not (isinstance(start, int) and isinstance(end, int) and text[start:end] == quote):
        found = text.find(str(quote)) if quote and text.count(str(quote)) == 1 else -1
        if found >= 0:
            start, end = found, found + len(str(quote))
        elif place is not None:
            start, end = place.start, place.end
    fields = {**fields, "start": start, "end": end, "quote": text[start:end]}
    for name in ("actor", "toward", "via"):
        fields[name] = list(fields.get(name) or [])
    if fields.get("time"):
        bounds = Period.parse(str(fields["time"]))
        fields |= {"earliest": bounds.earliest, "latest": bounds.latest}
    else:
        fields |= {"earliest": None, "latest": None}
    fields["parties"] = _parties(fields)
    return msgspec.convert(fields, Statement)


def _parties(fields: dict[str, Any]) -> list[dict[str, Any]]:
    """The parties behind the names, as the machine knew them, plain where a reviewer named them."""
    known = {(p.get("role", "actor"), p["name"]): p for p in fields.get("parties") or []}
    return [
        known.get((role, name), {"name": name, "role": role})
        for role in ("actor", "toward", "via")
        for name in fields[role]
    ]
