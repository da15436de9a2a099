"""A chronology: one line per event, with a footnote for each witness, dissent told in the note."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Mapping, Sequence
from typing import Any

import msgspec

from vermerk.corpus import Corpus
from vermerk.inquiry.citing import note, short_note, told_by
from vermerk.inquiry.conflicts import found_among
from vermerk.inquiry.dating import in_words
from vermerk.inquiry.events import Event, events
from vermerk.inquiry.evidence import records_of
from vermerk.inquiry.finding import Finding
from vermerk.inquiry.fiscal import fiscal_words
from vermerk.inquiry.missions import AHEAD
from vermerk.inquiry.scope import Scope, Searched, party, searched
from vermerk.model import Certainty

Row = Mapping[str, Any]
SECOND_HAND = frozenset({"hears", "reads"})


class Source(msgspec.Struct, frozen=True):
    """One witness of a line, as it is cited.

    Attributes:
        record: identifier of the record.
        by: those on whose word it is told, innermost first; empty for the author's own.
        cited: the record cited in full. again: as it is cited once it was cited in full.
        against: why he speaks against it ("denied", "dated 1966"); null for a witness of the line itself.
        words: what he says, where he speaks against it; else empty.
    """

    record: str
    by: str
    cited: str
    again: str
    against: str | None = None
    words: str = ""


class Line(msgspec.Struct, frozen=True):
    """One event of a chronology.

    Attributes:
        day: by which the line is put in order. time: the date told (EDTF), or null.
        date: the date in words; with "by" or "as of" before it where only the day of the telling is known.
        kind, status, polarity: of the most exact statement. certainty: the most doubtful of its tellers.
        words: what the record says, in its own words.
        parties: who acts, towards whom.
        marks: "planned", "hearsay", "denied", "doubtful", "disputed": what a reader must know before he cites.
        note: the footnote: each witness with his citation in full, and dissent.
        statements: identifiers of the tellers; dissent: of those who tell it otherwise.
        sources: the witnesses of the note, one by one.
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
    sources: tuple[Source, ...]


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
    against = _speaking_against([row for event in found for row in (*event.rows, *event.dissent)])
    lines = tuple(_line(event, described, against) for event in found)
    first, other = (party(corpus, name) if name is not None else None for name in (a, b))
    return Chronology(first, other, lines, searched(corpus, scope))


def _speaking_against(rows: Sequence[Row]) -> Mapping[str, Sequence[tuple[Row, str]]]:
    """For each statement those that cannot hold beside it, with the reason."""
    against: dict[str, list[tuple[Row, str]]] = defaultdict(list)
    for finding in found_among(rows):
        for one, other in ((finding.one, finding.other), (finding.other, finding.one)):
            against[one["id"]].append((other, _otherwise(finding)))
    return against


def _otherwise(finding: Finding) -> str:
    return f"{finding.sort}: {finding.explanation}"


def _line(event: Event, described: Mapping[str, Row], against: Mapping[str, Sequence[tuple[Row, str]]]) -> Line:
    first = event.first
    own = {row["id"] for row in event.rows}
    dissent = {row["id"]: (row, _dissent(row, first)) for row in event.dissent}
    for row in event.rows:
        for other, why in against.get(row["id"], ()):
            if other["id"] not in own:
                dissent.setdefault(other["id"], (other, why))
    sources = (
        *dict.fromkeys(_source(row, described, None) for row in event.rows),
        *dict.fromkeys(_source(row, described, why) for row, why in dissent.values()),
    )
    return Line(
        day=event.day,
        time=event.time,
        date=date_words(event),
        kind=first["kind"],
        status=first["status"],
        polarity=first["polarity"],
        certainty=_doubt(event),
        words=" ".join(first["quote"].split()),
        parties=tuple(dict.fromkeys([*first["actor"], *first["toward"], *first["via"]])),
        marks=_marks(event, disputed=bool(dissent)),
        note=note_of(sources),
        statements=tuple(dict.fromkeys(row["id"] for row in event.rows)),
        dissent=tuple(dissent),
        sources=sources,
    )


def _dissent(row: Row, first: Row) -> str:
    return "denied" if row["polarity"] != first["polarity"] else f"dated {in_words(row['time'] or 'otherwise')}"


def _source(row: Row, described: Mapping[str, Row], against: str | None) -> Source:
    record = described.get(row["record"])
    cited = note(record).rstrip(".") if record is not None else row["record"]
    again = short_note(record).rstrip(".") if record is not None else row["record"]
    words = " ".join(row["quote"].split()) if against else ""
    return Source(row["record"], told_by(row["chain"]), cited, again, against, words)


def note_of(sources: Sequence[Source], known: Container[str] = ()) -> str:
    """A footnote: the witnesses, and behind "Otherwise" those who tell it another way.

    Args:
        sources: the witnesses, those of the line before those against it.
        known: records that were cited in full before, and are now cited in short.
    """
    told = "; ".join(_cited(source, known) for source in sources if source.against is None)
    told = f"{told[:1].upper()}{told[1:]}" + ("" if told.endswith(".”") else ".")
    against = [f"“{s.words}” ({s.against}), {_cited(s, known)}" for s in sources if s.against]
    return f"{told} Otherwise: {'; '.join(against)}." if against else told


def _cited(source: Source, known: Container[str]) -> str:
    cited = source.again if source.record in known else source.cited
    return f"{source.by}, in: {cited}" if source.by else cited


def date_words(event: Event) -> str:
    """The date of an event as a reader wants it.

    Where nothing dates it, it had happened "by" the day of the telling, or was so "as of" that day.
    """
    if event.time:
        return fiscal_words(event.first) or in_words(event.time)
    heard = event.first["told"] or event.first["written"]
    if not heard:
        return "undated"
    return f"{'by' if event.first['status'] == 'done' else 'as of'} {in_words(heard)}"


def _doubt(event: Event) -> str:
    doubt = Certainty.CERTAIN
    for row in event.rows:
        doubt = doubt.weakest(Certainty(row["certainty"]))
    return str(doubt)


def _marks(event: Event, *, disputed: bool) -> tuple[str, ...]:
    first = event.first
    marks = [first["status"]] if first["status"] in AHEAD else []
    if first["polarity"] == "negated":
        marks.append("denied")
    if first["certainty"] != "certain":
        marks.append(first["certainty"])
    if all(_at_second_hand(row) for row in event.rows):
        marks.append("hearsay")
    if all(any(link["mode"] == "infers" for link in row["chain"]) for row in event.rows):
        marks.append("inferred")
    if first["editorial"]:
        marks.append("editor's words")
    if disputed:
        marks.append("disputed")
    return tuple(marks)


def _at_second_hand(row: Row) -> bool:
    """True where he who tells it had it from another: somebody or something stands behind the speaker."""
    return len(row["chain"]) > 2 or any(link["mode"] in SECOND_HAND for link in row["chain"])
