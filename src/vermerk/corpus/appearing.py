"""Where persons appear in a built corpus: those who took part in, wrote or signed a record, and those it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial
from typing import Any

import msgspec
import pyarrow.parquet as pq

from vermerk.authority import Authority
from vermerk.authority.persons import PersonName, parse_person
from vermerk.authority.suggesting import Appearance
from vermerk.corpus.corpus import Corpus
from vermerk.corpus.tables import first_day
from vermerk.model import Participant, Party, Record

BATCH = 200  # records read from the disk at a time
LONGEST = 400  # characters of a line of a record that are shown around a name

_record = msgspec.msgpack.Decoder(Record).decode
_parties = partial(msgspec.json.decode, type=tuple[Party, ...])


def appearances(corpus: Corpus) -> Iterator[Appearance]:
    """Each person once for each record and name: from the descriptions first, then from the statements.

    Offsets count in the record's text, and the quote is what stands there: the line that names a person of the
    description, or the passage of the statement that a person is a party of.
    """
    seen: set[tuple[str, str]] = set()
    for found in (*_described(corpus), *_spoken_of(corpus)):
        if (found.record, found.person.key) not in seen:
            seen.add((found.record, found.person.key))
            yield found


def _described(corpus: Corpus) -> Iterator[Appearance]:
    for batch in pq.ParquetFile(corpus.build / "documents.parquet").iter_batches(BATCH, columns=["document"]):
        for document in batch["document"].to_pylist():
            yield from of_description(_record(document), corpus.authority)


def of_description(record: Record, authority: Authority) -> Iterator[Appearance]:
    """Participants, author and signatories of a record whose names its text holds."""
    told = record.description
    on = first_day(told.event_date) or first_day(told.document_date)
    people = [*told.participants, *(Participant(name) for name in (*told.signatories, told.author) if name)]
    for someone in people:
        person = _person(someone, authority, on)
        line = _line(record.text, someone.name or "") if person is not None else None
        if person is not None and line is not None:
            yield Appearance(person, record.id, on, *line, record.text[line[0] : line[1]])


def _person(someone: Participant, authority: Authority, on: str | None) -> PersonName | None:
    """A participant as a person with his office and state."""
    if not someone.name:
        return None
    words = f"{someone.name}, {someone.role}" if someone.role else someone.name
    person = parse_person(words, authority, on)
    if person is None:
        return None
    return msgspec.structs.replace(
        person, office=person.office or someone.role or None, state=someone.state or person.state
    )


def _line(text: str, name: str) -> tuple[int, int] | None:
    """The line of a text that first holds a name as whole words, cut near the name where it is long; null for none."""
    words = r"\s+".join(map(re.escape, name.split()))
    found = re.search(rf"(?<!\w){words}(?!\w)", text) if words else None
    if found is None:
        return None
    start = max(text.rfind("\n", 0, found.start()) + 1, found.start() - LONGEST // 2)
    end = text.find("\n", found.end())
    end = min(end if end >= 0 else len(text), found.end() + LONGEST // 2)
    return start, end


def _spoken_of(corpus: Corpus) -> Iterator[Appearance]:
    """Persons who are parties of statements, as they stand after review."""
    table = corpus.statements
    columns = table.filter(table.parties.contains('"person"')).select(
        "record", "start", "end", "quote", "parties", "heard", "day"
    )
    for row in columns.order_by(["record", "start", "end"]).to_pyarrow().to_pylist():
        yield from of_statement(row, corpus.authority)


def of_statement(row: dict[str, Any], authority: Authority) -> Iterator[Appearance]:
    """The persons of one row of the table of statements that its quote names."""
    on = row["heard"] or row["day"]
    for party in _parties(row["parties"] or "[]"):
        if party.kind != "person" or _line(row["quote"], party.name) is None:
            continue
        person = parse_person(party.name, authority, on)
        if person is not None:
            person = msgspec.structs.replace(person, state=party.state or person.state)
            yield Appearance(person, row["record"], on, row["start"], row["end"], row["quote"])
