"""What was not known: who said so and when; what was asked and not answered; what an author leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec

from vermerk.authority.tables import rows as table_rows
from vermerk.corpus import Corpus
from vermerk.inquiry.evidence import documents_of, rows_of
from vermerk.inquiry.relation import COLUMNS
from vermerk.inquiry.scope import Scope, held_statements, in_range, last_day, party
from vermerk.model import BadRequest, PartKind, Record

Row = Mapping[str, Any]
MOST = 400  # passages looked at for one phrase of leaving out


class Unknown(msgspec.Struct, frozen=True):
    """Something not known, asked or left out.

    Attributes:
        sort: ``not known``, ``asked`` or ``left out``.
        who: who does not know it, asks it, or leaves it out. whom: who was asked, where told.
        quote: the words. about: the parties that these name.
        answered: for a question: true where the record holds an answer to it, false where it shows none, null where
            the record does not part questions from answers.
        statement: identifier, or null for a passage that bears no statement.
        sides: the states of those who ask, are asked, or do not know.
    """

    sort: str
    who: str | None
    whom: str | None
    heard: str | None
    quote: str
    about: tuple[str, ...]
    answered: bool | None
    record: str
    start: int
    end: int
    statement: str | None
    sides: tuple[str, ...] = ()


def unknowns(corpus: Corpus, who: str | None, scope: Scope) -> list[Unknown]:
    """What was not known, asked and left out, in the order of time.

    Args:
        corpus: the corpus.
        who: whose not knowing, asking or leaving out, or whom it is about; null for all.
        scope: bounds of the question.

    Raises:
        BadRequest: a date or a party's name cannot be understood.
    """
    table = corpus.statements
    # What is asked for is no question: only what the asker does not know is certain to nobody.
    ignoring = (table.mode == "ignores") | (table["certainty"] == "unknown")
    name = party(corpus, who, scope.on) if who is not None else None
    table = held_statements(corpus, table.filter(ignoring), scope)
    rows = rows_of(table.select(*(c for c in COLUMNS if c in table.columns)))
    found = [*(_unknown(corpus, row) for row in rows), *_left_out(corpus, scope)]
    if name is not None:
        found = [u for u in found if name in {u.who, u.whom, *u.about, *u.sides}]
    return sorted(_with_answers(corpus, found), key=lambda u: (u.heard or "", u.record, u.start))


def _with_answers(corpus: Corpus, found: Sequence[Unknown]) -> list[Unknown]:
    """Questions with what the record shows of an answer to each."""
    records = documents_of(corpus, (u.record for u in found if u.sort == "asked"))
    return [
        msgspec.structs.replace(u, answered=answered(records[u.record], u.start)) if u.record in records else u
        for u in found
    ]


def _unknown(corpus: Corpus, row: Row) -> Unknown:
    holder = row["chain"][-1] if row["chain"] else {"holder": None, "mode": None}
    asks = holder["mode"] == "asks"
    return Unknown(
        sort="asked" if asks else "not known",
        who=holder["holder"],
        whom=(row["toward"] or [None])[0] if asks else None,
        heard=row["heard"],
        quote=" ".join(row["quote"].split()),
        about=_named(corpus, row),
        answered=None,
        record=row["record"],
        start=row["start"],
        end=row["end"],
        statement=row["id"],
        sides=tuple(dict.fromkeys([*row["actor_states"], *row["toward_states"]])),
    )


def _named(corpus: Corpus, row: Row) -> tuple[str, ...]:
    """The states, bodies and groups that the words themselves name."""
    found: dict[str, None] = {}
    for mention in corpus.authority.find(row["quote"]):
        resolved = corpus.authority.resolve(mention.surface, row["heard"])
        if resolved.entry is not None and resolved.entry.kind in {"state", "body", "group"}:
            found[resolved.entry.label] = None
    return tuple(found)


def answered(record: Record, start: int) -> bool | None:
    """Whether the question that stands at an offset has an answer in the record's own numbering."""
    questions = [p for p in record.parts if p.kind is PartKind.QUESTION]
    own = next((p for p in questions if p.passage.start <= start < p.passage.end), None)
    answers = {p.number for p in record.parts if p.kind is PartKind.ANSWER}
    if own is None or not answers or own.number is None:
        return None
    return own.number in answers


@lru_cache(maxsize=1)
def omissions() -> tuple[str, ...]:
    """Phrases by which an author says that he leaves something out."""
    path = Path(str(files("vermerk.inquiry") / "tables" / "omissions.tsv"))
    return tuple(row.cells[0] for row in table_rows(path, 1))


def _left_out(corpus: Corpus, scope: Scope) -> Iterator[Unknown]:
    records = {row["record"]: row for row in _records(corpus, scope)}
    seen: set[tuple[str, int]] = set()
    for phrase in omissions():
        try:
            _, hits = corpus.search(f'"{phrase}"', MOST)
        except BadRequest:  # pragma: no cover - a phrase of the table that the index cannot read
            continue
        for hit in hits:
            row = records.get(hit.record)
            if row is None or hit.start < 0 or (hit.record, hit.start) in seen:
                continue
            seen.add((hit.record, hit.start))
            sentence = _sentence(corpus.record(hit.record), hit.start, hit.end, phrase)
            if sentence is not None:
                start, end, quote = sentence
                who = row["author"] or row["author_body"]
                yield Unknown("left out", who, None, row["day"], quote, (), None, hit.record, start, end, None)


def _records(corpus: Corpus, scope: Scope) -> Sequence[Row]:
    table = in_range(corpus, scope)
    by = last_day(scope.on, "--on")
    if by is not None:
        table = table.filter(table.day <= by)
    return rows_of(table.select("record", "author", "author_body", "day"))


def _sentence(record: Record | None, start: int, end: int, phrase: str) -> tuple[int, int, str] | None:
    """The sentence of a paragraph that holds a phrase, in any form of its words."""
    import re

    if record is None:
        return None
    text = record.text[start:end]
    words = [
        re.escape(word[: max(4, len(word) - 2)]) + r"\w*" if len(word) > 4 else re.escape(word)
        for word in phrase.split()
    ]
    found = re.search(r"\b" + r"\W+".join(words), text, re.IGNORECASE)
    if found is None:
        return None
    first = max((m.end() for m in re.finditer(r"[.!?]\W+(?=[A-Z])", text[: found.start()])), default=0)
    stop = re.search(r"[.!?](?=\W*(?:\s|$))", text[found.end() :])
    last = found.end() + stop.end() if stop else len(text)
    return start + first, start + last, " ".join(text[first:last].split())
