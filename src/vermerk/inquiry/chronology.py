"""A chronology: one line per event, with a footnote for each witness, dissent told in the note."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.citing import note, told_by
from vermerk.inquiry.events import Event, events
from vermerk.inquiry.evidence import records_of, statement_of
from vermerk.inquiry.scope import Scope, Searched, searched

Row = Mapping[str, Any]
AUTHOR_MODES = frozenset({"hears", "reads", "infers"})


class Line(msgspec.Struct, frozen=True):
    """One event of a chronology.

    Attributes:
        day: by which the line is put in order. time: the date told (EDTF), or null.
        date: the date in words; with "by" before it where only the day of the telling is known.
        kind, status, polarity, certainty: of the most exact statement, certainty the most doubtful of its tellers.
        words: what the record says, in its own words.
        parties: who acts, towards whom.
        marks: "planned", "hearsay", "denied", "doubtful", "disputed": what a reader must know before he cites.
        note: the footnote: each witness with his citation, and dissent.
        statements: identifiers of the tellers; dissent: of those who tell it otherwise.
    """

    day: str | None
    time: str | None
    date: str
    kind: str
    status: str
    polarity: str
    certainty: str
    words: str
    parties: tuple[str, ...]
    marks: tuple[str, ...]
    note: str
    statements: tuple[str, ...]
    dissent: tuple[str, ...]


class Chronology(msgspec.Struct, frozen=True):
    """The lines of a chronology, with what was asked and searched."""

    a: str | None
    b: str | None
    lines: tuple[Line, ...]
    searched: Searched


def chronology(corpus: Corpus, a: str | None, b: str | None, scope: Scope) -> Chronology:
    """The events of a pair, a party or the corpus as lines with footnotes.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    found = events(corpus, a, b, scope)
    described = records_of(corpus, (row["record"] for event in found for row in (*event.rows, *event.dissent)))
    lines = tuple(_line(event, described) for event in found)
    return Chronology(a, b, lines, searched(corpus, scope))


def _line(event: Event, described: Mapping[str, Row]) -> Line:
    first = event.first
    parties = dict.fromkeys([*first["actor"], *first["toward"], *first["via"]])
    return Line(
        day=event.day,
        time=event.time,
        date=date_words(event),
        kind=first["kind"],
        status=first["status"],
        polarity=first["polarity"],
        certainty=first["certainty"],
        words=" ".join(first["quote"].split()),
        parties=tuple(parties),
        marks=_marks(event),
        note=_note(event, described),
        statements=tuple(row["id"] for row in event.rows),
        dissent=tuple(row["id"] for row in event.dissent),
    )


def date_words(event: Event) -> str:
    """The date of an event as a reader wants it; "by" stands before the day of a telling that dates nothing."""
    if event.time:
        return event.time
    heard = event.first["told"] or event.first["written"]
    return f"by {heard}" if heard else "undated"


def _marks(event: Event) -> tuple[str, ...]:
    first = event.first
    marks = []
    if first["status"] != "done" and first["status"] != "ongoing":
        marks.append(first["status"])
    if first["polarity"] == "negated":
        marks.append("denied")
    if first["certainty"] != "certain":
        marks.append(first["certainty"])
    if all(any(link["mode"] in AUTHOR_MODES for link in row["chain"]) or len(row["chain"]) > 2 for row in event.rows):
        marks.append("hearsay")
    if first["editorial"]:
        marks.append("editor's words")
    if event.dissent:
        marks.append("disputed")
    return tuple(marks)


def _note(event: Event, described: Mapping[str, Row]) -> str:
    told = "; ".join(_witnesses(event.rows, described))
    if not event.dissent:
        return told + "."
    against = "; ".join(
        f"{'denied' if row['polarity'] != event.first['polarity'] else 'dated ' + str(row['time'])}: {cited}"
        for row, cited in zip(event.dissent, _witnesses(event.dissent, described), strict=False)
    )
    return f"{told}. Otherwise {against}."


def _witnesses(rows: Sequence[Row], described: Mapping[str, Row]) -> list[str]:
    cited: dict[str, None] = {}
    for row in rows:
        record = described.get(row["record"])
        place = note(record).rstrip(".") if record is not None else row["record"]
        by = told_by(statement_of(row))
        cited[f"{by[:1].upper()}{by[1:]}, in: {place}" if by else place] = None
    return list(cited)
