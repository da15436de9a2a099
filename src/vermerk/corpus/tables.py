"""The tables of a build: their columns, and the rows that a reading gives."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations
from typing import Any

import msgspec
import pyarrow as pa

from vermerk.corpus.readings import ReadRecord, ReadSource
from vermerk.model import BadPeriod, PartKind, Record, Statement
from vermerk.model.period import Period

TEXT, NUMBER = pa.string(), pa.int64()
TEXTS = pa.list_(TEXT)
FORM = "4"  # of the tables; a build of another form is made anew
MOST_PAIRS = 21  # of the parties of one statement; a list of twenty states is no relation of two

RECORDS = pa.schema(
    [
        ("row", NUMBER), ("record", TEXT), ("path", TEXT), ("family", TEXT), ("title", TEXT), ("written", TEXT),
        ("event_date", TEXT), ("day", TEXT), ("place", TEXT), ("author", TEXT), ("author_body", TEXT), ("home", TEXT),
        ("archive_reference", TEXT), ("repository", TEXT), ("fonds", TEXT), ("shelfmark", TEXT), ("url", TEXT),
        ("classification", TEXT), ("original_language", TEXT), ("credits", TEXT), ("summary", TEXT),
        ("headings", TEXT),
        ("participants", TEXT), ("distribution", TEXTS), ("signatories", TEXTS), ("format", TEXT), ("words", NUMBER),
        ("statements", NUMBER), ("remarks", TEXTS),
    ]
)  # fmt: skip
DOCUMENTS = pa.schema([("row", NUMBER), ("record", TEXT), ("document", pa.binary())])
KNOWERS = pa.schema(
    [
        ("record", TEXT), ("who", TEXT), ("since", TEXT), ("day", TEXT), ("how", TEXT), ("start", NUMBER),
        ("end", NUMBER),
    ]
)  # fmt: skip
UNREAD = pa.schema([("path", TEXT), ("reason", TEXT), ("advice", TEXT)])
LINK = pa.struct([("holder", TEXT), ("mode", TEXT)])
STATEMENT_FIELDS = [
    ("row", NUMBER), ("id", TEXT), ("record", TEXT), ("quote", TEXT), ("start", NUMBER), ("end", NUMBER),
    ("kind", TEXT), ("actor", TEXTS), ("toward", TEXTS), ("via", TEXTS), ("what", TEXT), ("time", TEXT),
    ("earliest", TEXT), ("latest", TEXT), ("day", TEXT), ("heard", TEXT), ("status", TEXT), ("polarity", TEXT), ("chain", pa.list_(LINK)),
    ("author", TEXT), ("holder", TEXT), ("mode", TEXT), ("certainty", TEXT), ("quantities", TEXT), ("editorial", pa.bool_()),
    ("event", TEXT), ("level", TEXT), ("mission", TEXT), ("told", TEXT), ("written", TEXT), ("engine", TEXT),
    ("score", pa.float64()), ("actor_states", TEXTS), ("toward_states", TEXTS), ("parties", TEXT), ("spans", TEXT),
]  # fmt: skip
STATEMENTS = pa.schema(STATEMENT_FIELDS)
PAIRS = pa.schema([("a", TEXT), ("b", TEXT), ("row", NUMBER)])


def first_day(edtf: str | None) -> str | None:
    """The first day that a date may mean, as an ISO day; the last one where it is open at the beginning."""
    if not edtf:
        return None
    try:
        period = Period.parse(edtf)
    except BadPeriod:
        return None
    return period.earliest or period.latest


def record_row(read: ReadRecord, source: ReadSource, row: int) -> dict[str, Any]:
    """A record as a row of the table of records."""
    record, told = read.record, read.record.description
    return {
        "row": row,
        "record": record.id,
        "path": source.path,
        "family": source.path.split("/")[0] if "/" in source.path else "",
        "title": told.title,
        "written": told.document_date,
        "event_date": told.event_date,
        "day": first_day(told.event_date) or first_day(told.document_date),
        "place": told.place,
        "author": told.author,
        "author_body": told.author_body,
        "home": read.home,
        "archive_reference": told.archive_reference,
        "repository": told.repository,
        "fonds": told.fonds,
        "shelfmark": told.shelfmark,
        "url": told.url,
        "classification": told.classification,
        "original_language": told.original_language,
        "credits": told.credits,
        "summary": told.summary,
        "headings": headings(record),
        "participants": msgspec.json.encode(told.participants).decode(),
        "distribution": list(told.distribution),
        "signatories": list(told.signatories),
        "format": record.format,
        "words": sum(len(p.of(record.text).split()) for p in record.body),
        "statements": len(read.statements),
        "remarks": list(record.remarks),
    }


def headings(record: Record) -> str:
    """The headings inside the running text with the stretches that stand under them, as JSON: words, start, end."""
    told = [[p.label, p.passage.start, p.passage.end] for p in record.parts if p.kind is PartKind.HEADING and p.label]
    return msgspec.json.encode(told).decode()


def document_row(record: Record, row: int) -> dict[str, Any]:
    """The whole record, for its page and for what needs its text."""
    return {"row": row, "record": record.id, "document": msgspec.msgpack.encode(record)}


def knower_rows(read: ReadRecord) -> Iterator[dict[str, Any]]:
    """Who could know a record."""
    for knower in read.knowers:
        yield {
            "record": read.record.id,
            "who": knower.who,
            "since": knower.since,
            "day": first_day(knower.since),
            "how": knower.how,
            "start": knower.start,
            "end": knower.end,
        }


def statement_row(statement: Statement, row: int) -> dict[str, Any]:
    """A statement as a row of the table of statements."""
    plain: dict[str, Any] = msgspec.to_builtins(statement)
    chain = [{"holder": link.holder, "mode": str(link.mode)} for link in statement.chain]
    return {
        **{name: plain.get(name) for name, _ in STATEMENT_FIELDS},
        "row": row,
        "chain": chain,
        "day": statement.earliest or statement.latest or first_day(statement.told) or first_day(statement.written),
        "heard": first_day(statement.told) or first_day(statement.written),
        "author": chain[0]["holder"] if chain else None,
        "holder": chain[-1]["holder"] if chain else None,
        "mode": chain[-1]["mode"] if chain else None,
        "quantities": msgspec.json.encode(statement.quantities).decode(),
        "mission": msgspec.json.encode(statement.mission).decode() if statement.mission is not None else None,
        "parties": msgspec.json.encode(statement.parties).decode(),
        "spans": msgspec.json.encode(statement.spans).decode(),
        "actor_states": sides(statement, "actor"),
        "toward_states": sides(statement, "toward"),
    }


def sides(statement: Statement, role: str) -> list[str]:
    """The states on one side of a statement: the parties themselves, and the states that persons and bodies serve."""
    names = dict.fromkeys(p.state or p.name for p in statement.parties if p.role == role)
    return list(names)


def pair_rows(statement: Statement, row: int) -> Iterator[dict[str, Any]]:
    """Every two parties that a statement is about, by their own names and by the states they serve."""
    names = {p.name for p in statement.parties} | {p.state for p in statement.parties if p.state}
    pairs = list(combinations(sorted(n for n in names if n), 2))
    for a, b in pairs[:MOST_PAIRS]:
        yield {"a": a, "b": b, "row": row}


def restored(row: dict[str, Any]) -> Statement:
    """A statement from a row of the table; cues of the chain's links are not kept there."""
    plain = {name: row[name] for name in Statement.__struct_fields__ if name in row}
    for name, empty in (("quantities", "[]"), ("parties", "[]"), ("spans", "{}")):
        plain[name] = msgspec.json.decode(row.get(name) or empty)
    plain["mission"] = msgspec.json.decode(row["mission"]) if row.get("mission") else None
    for name in ("actor", "toward", "via", "chain"):
        listed = row.get(name)
        plain[name] = [] if listed is None else list(listed)
    return msgspec.convert(plain, Statement)
