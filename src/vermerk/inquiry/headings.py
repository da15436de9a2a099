"""Headings that contradict what stands under them: the heading dates an event one way, its paragraph another.

A heading is no statement of the engine's; it has no identifier but its place (``heading:START``).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import msgspec

from vermerk.authority.levels import level_of
from vermerk.corpus import Corpus
from vermerk.inquiry.comparing import apart, disjoint, shared
from vermerk.inquiry.dating import in_words
from vermerk.inquiry.missions import AHEAD
from vermerk.language.periods import find_periods
from vermerk.model import Kind
from vermerk.model.period import Period

Row = Mapping[str, Any]
KINDS = (Kind.RECOGNITION, Kind.REPRESENTATION, Kind.AGREEMENT)
OF_RELATIONS = re.compile(r"\b(?:relations?|recogni\w+|ties|independence)\b", re.IGNORECASE)
ALIKE = 0.3  # shared words from which a heading and a statement are of one agreement
YEARS = re.compile(r"(?<![\w-])(?P<first>1[4-9]\d\d|20\d\d)(?:[-–](?P<second>\d{2}(?:\d{2})?))?(?!\w)")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


class Heading(msgspec.Struct, frozen=True):
    """A heading that names an event and dates it.

    Attributes:
        record: identifier of the record. words: the heading. start, end: it and what stands under it.
        times: the dates that it names (EDTF). level: of the mission that it names, or null.
        changes: the kinds and events that its words may tell.
    """

    record: str
    words: str
    start: int
    end: int
    times: tuple[str, ...]
    level: str | None
    changes: frozenset[tuple[str, str]]

    def as_row(self, beside: Row) -> Row:
        """The heading as a telling of the same parties as the statement beside which it is shown."""
        time = self.times[0]
        period = Period.parse(time)
        own = {
            "id": f"heading:{self.start}", "quote": self.words, "start": self.start, "end": self.start + len(self.words),
            "time": time, "earliest": period.earliest, "latest": period.latest, "chain": list(beside["chain"])[:1],
            "score": 1.0, "what": None, "quantities": "[]",
        }  # fmt: skip
        return {**beside, **own}


def dated_headings(corpus: Corpus, records: Sequence[str]) -> dict[str, list[Heading]]:
    """The headings of records that name an event with its date."""
    found: dict[str, list[Heading]] = defaultdict(list)
    for record in records:
        for words, start, end in msgspec.json.decode(corpus.headings.get(record, "[]")):
            heading = read_heading(record, " ".join(words.split()), start, end)
            if heading is not None:
                found[record].append(heading)
    return found


@lru_cache(maxsize=1)
def _events() -> Mapping[Kind, Any]:
    from vermerk.extraction.events import shipped_events  # the parser behind it takes its time to load

    return shipped_events()


@lru_cache(maxsize=20_000)
def read_heading(record: str, words: str, start: int, end: int) -> Heading | None:
    """A heading as what it says happened and when; null where it dates nothing or names no event."""
    times = tuple(dict.fromkeys(_times(words)))
    changes = frozenset(_changes(words))
    if not times or not changes:
        return None
    return Heading(record, words, start, end, times, level_of(words), changes)


def _times(words: str) -> Iterator[str]:
    """The dates of a heading; a bare year in it is one, for headings name nothing else by four figures."""
    found = [period.edtf for period in find_periods(words, None) if period.anchor == "absolute"]
    if found:
        yield from found
        return
    for year in YEARS.finditer(words):
        first, second = year["first"], year["second"]
        yield f"{first}/{first[: 4 - len(second)]}{second}" if second else first


def _changes(words: str) -> Iterator[tuple[str, str]]:
    for word in WORD.findall(words):
        yield from _told_by(word.lower())[1]


@lru_cache(maxsize=50_000)
def _told_by(word: str) -> tuple[bool, tuple[tuple[str, str], ...]]:
    """Whether a word is a form of any that events are told by, and the kinds and events that it tells by itself."""
    known, told = False, []
    for kind in KINDS:
        for first, sequences in _events().get(kind, {}).items():
            if _form_of(word, first):
                known = True
                told += [(str(kind), event) for sequence, event in sequences if len(sequence) == 1]
    return known, tuple(told)


def _form_of(word: str, lemma: str) -> bool:
    """True where a word is a form of a dictionary word ("closed" of "close"); short ones must be the word itself."""
    root = lemma[:-1] if lemma.endswith("e") else lemma
    return word == lemma or (len(root) >= 4 and word.startswith(root) and word[len(root) :] in ENDINGS)


ENDINGS = frozenset({"", "e", "s", "es", "ed", "d", "ing", "en"})


def contradicted(rows: Sequence[Row], headings: Mapping[str, Sequence[Heading]]) -> Iterator[tuple[Row, Row, str]]:
    """Headings that no paragraph under them bears out: the heading, the nearest statement, and the reason."""
    by_record: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        if row["record"] in headings and row["time"] and row["polarity"] == "affirmed" and row["status"] not in AHEAD:
            by_record[row["record"]].append(row)
    for record, own in by_record.items():
        for heading in headings[record]:
            under = [row for row in own if heading.start <= row["start"] < heading.end and _same_change(heading, row)]
            borne_out = any(time[:4] in row["quote"] for row in under for time in heading.times)
            if under and not borne_out and all(disjoint(row["time"], time) for row in under for time in heading.times):
                nearest = min(under, key=lambda row: _years_apart(heading, row))
                yield heading.as_row(nearest), nearest, _why(heading, nearest)


def _same_change(heading: Heading, row: Row) -> bool:
    if (row["kind"], row["event"]) not in heading.changes:
        return False
    if row["kind"] == "representation":
        named = {**heading.as_row(row), "quote": _without_capitals(heading.words)}
        return row["level"] is not None and row["level"] == heading.level and not apart(named, row)
    if row["kind"] == "agreement":
        return shared(heading.words, row["quote"]) >= ALIKE
    return bool(OF_RELATIONS.search(heading.words))


@lru_cache(maxsize=20_000)
def _without_capitals(words: str) -> str:
    """A heading with the words of its event in small letters, for headings capitalise verbs as they do names."""
    return WORD.sub(lambda found: found[0].lower() if _told_by(found[0].lower())[0] else found[0], words)


def _years_apart(heading: Heading, row: Row) -> int:
    day = row["earliest"] or row["latest"] or "0000"
    return min(abs(int(time[:4]) - int(day[:4])) for time in heading.times if time[:4].isdigit())


def _why(heading: Heading, row: Row) -> str:
    event = " ".join(str(word) for word in (row["level"], row["event"]) if word)
    dated = " and ".join(in_words(time) for time in heading.times)
    return f"{event}: the heading dates it {dated}, the paragraph under it {in_words(row['time'])}"
