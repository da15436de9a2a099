"""The cast of a record: its persons, the side its author writes from, and who holds which office in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files

from vermerk.authority import Authority, Entry, state_of
from vermerk.model import Record

TITLES = (
    "Comrade|Com|Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|Professor|Prof|President|Premier|King|Queen|Prince|Sultan|Emperor|Amb|"
    "Ambassador|Minister|Secretary|PriMin|General|Gen|Marshal|Field Marshal|Admiral|Adm|Colonel|Col|Major|Maj|Captain|"
    "Capt|Lieutenant|Lt|Senator|Chancellor|Chairman|Tunku|Tengku|Dato|Shah|Sheikh|Baron|Count|Viscount|Herr|Monsieur|M|"
    "Señor|Signor|Bishop|Commissioner|Consul|Counsellor|Counselor|Director|Councillor|Governor|Congressman"
)
NAME = r"[A-Z][\w'’`-]+(?:[ -](?:van|von|de|der|den|el|al|bin|ben)\b)?"
TITLED = re.compile(
    rf"\b(?P<title>{TITLES})\b\.?,? (?:\[[^\]]*\] )?"
    rf"(?P<name>(?:(?:[A-Z]\.[ ]?)+)?{NAME}(?:[ ]{NAME}){{0,2}})"
)
# Words that follow a title without being a name ("President of", "Minister for", "Foreign Minister").
NO_NAMES = frozenset(
    [
        "The",
        "For",
        "Of",
        "And",
        "To",
        "In",
        "On",
        "At",
        "Foreign",
        "Prime",
        "General",
        "Minister",
        "Secretary",
        "President",
        "Ambassador",
        "Embassy",
        "Ministry",
        "Government",
        "State",
        "External",
        "Affairs",
        "Defence",
        "Defense",
        "Department",
        "Office",
        "Party",
        "Council",
        "Committee",
        "Central",
        "Chairman",
        "Deputy",
        "Acting",
        "Mr",
        "Dr",
        "Sir",
        "Lord",
        "Comrade",
        "Premier",
        "Vice",
        "First",
        "Second",
        "Third",
        "Union",
        "Republic",
    ]
)
EAST_ASIAN = re.compile(r"^[A-Z][a-z'’ŏŭ]+ [A-Z][a-z'’ŏŭ]+(?:[- ][A-Za-z'’ŏŭ]+)?$|^[A-Z][a-z]+ [A-Z][a-z]+-[a-z'’]+$")
EAST_ASIAN_FAMILIES = frozenset(
    [
        "Kim",
        "Pak",
        "Park",
        "Ri",
        "Lee",
        "Yi",
        "Rhee",
        "Choe",
        "Choi",
        "Ho",
        "Hong",
        "Chang",
        "Kang",
        "Cho",
        "Han",
        "Mun",
        "Nam",
        "Yu",
        "Sin",
        "Im",
        "Chou",
        "Zhou",
        "Mao",
        "Chu",
        "Liu",
        "Lin",
        "Teng",
        "Deng",
        "Huang",
        "Chen",
        "Ch'en",
        "Wang",
        "Chang",
        "Li",
        "Wu",
        "Yang",
        "Chiang",
        "Jiang",
        "Ho",
        "Pham",
        "Le",
        "Nguyen",
        "Hoang",
        "Ngo",
        "Tran",
        "Truong",
        "Peng",
    ]
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the record names: how he is shown, his office and his state, where told."""

    name: str
    office: str | None = None
    state: str | None = None
    participant: bool = False


@dataclass(slots=True)
class Cast:
    """Who appears in a record."""

    author: str
    home: str | None
    persons: dict[str, Person] = field(default_factory=dict)  # by surname, lower case
    on: str | None = None
    conversation: bool = False

    def person(self, word: str) -> Person | None:
        """The person a surname (any case) belongs to."""
        return self.persons.get(word.lower())

    @property
    def counterparts(self) -> list[Person]:
        """Those who take part beside the author."""
        return [p for p in self.persons.values() if p.participant and p.name != self.author]

    def by_office(self, office: str) -> Person | None:
        """The one person of the record whose office or title holds the word, participants first."""
        word = office.lower()
        for pool in (self.counterparts, list(self.persons.values())):
            found = {p.name: p for p in pool if p.office and word in p.office.lower()}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


def gather_cast(record: Record, authority: Authority) -> Cast:
    """Find the persons of a record: participants, signatories, and whoever is named with a title."""
    description = record.description
    on = description.event_date or description.document_date
    author = description.author or next(iter(description.signatories), None)
    home = _home_state(record, authority, on)
    cast = Cast(author=_surname(author) if author else "", home=home, on=on)
    for participant in description.participants:
        if participant.name:
            name = _display(participant.name)
            state = participant.state or state_of(participant.role, authority, on)
            cast.persons[_surname(name).lower()] = Person(name, participant.role, state, participant=True)
    _add_office_holders(cast, record, authority)
    cast.conversation = len(description.participants) >= 2
    _add_titled(cast, (p.of(record.text) for p in record.body), authority)
    if not cast.author:
        cast.author = home or _issuing_body(record, authority, on)
    known = cast.person(cast.author)
    if known and known.state and not cast.home:
        cast.home = known.state
    return cast


def _add_office_holders(cast: Cast, record: Record, authority: Authority) -> None:
    """Participants named by office alone ("The President"), where the tables tell who held it on that day."""
    for participant in record.description.participants:
        if participant.name or not participant.role or not cast.on:
            continue
        state = participant.state or state_of(participant.role, authority, cast.on) or cast.home
        office = re.sub(r"^The ", "", participant.role)
        holder = authority.office_holder(office, state, cast.on)
        if holder is not None:
            cast.persons[holder.label.lower()] = Person(holder.label, participant.role, state, participant=True)


def _add_titled(cast: Cast, paragraphs: Iterable[str], authority: Authority) -> None:
    for paragraph in paragraphs:
        for found in TITLED.finditer(paragraph.replace("\n", " ")):
            words = [w for w in found["name"].split() if w.rstrip(".") not in NO_NAMES]
            if not words or len(words) < len(found["name"].split()):
                continue
            name = _display(found["name"])
            key = _surname(name).lower()
            title = found["title"]
            office = title if title not in {"Comrade", "Com", "Mr", "Mrs", "Miss", "Ms", "Dr", "Sir", "M"} else None
            before = cast.persons.get(key)
            if before is None:
                cast.persons[key] = Person(name, office)
            elif office and not before.office:
                cast.persons[key] = replace(before, office=office)


def _display(name: str) -> str:
    """The name as the codebook shows it: surname, or an East Asian name in full as written."""
    name = re.sub(rf"^(?:(?:{TITLES}|His Excellency|Hon|Rt|The)\b\.?,? )+", "", name.strip())
    if EAST_ASIAN.match(name) and name.split()[0] in EAST_ASIAN_FAMILIES:
        return name
    return _surname(name)


def _surname(name: str) -> str:
    name = re.sub(r"['’]s?$", "", name.strip())
    if EAST_ASIAN.match(name) and name.split()[0] in EAST_ASIAN_FAMILIES:
        return name
    words = name.split(",")[0].split()
    return words[-1] if words else name


@lru_cache(maxsize=1)
def _archives() -> tuple[tuple[re.Pattern[str], str], ...]:
    table = (files("vermerk.extraction") / "tables" / "archives.tsv").read_text(encoding="utf-8")
    rows = (line.split("\t") for line in table.splitlines() if line.strip() and not line.startswith("#"))
    return tuple((re.compile(rf"\b{re.escape(words)}\b"), state) for words, state in rows)


def _home_state(record: Record, authority: Authority, on: str | None) -> str | None:
    """The state the author writes from: his body's, his own as participant, or that of the archive."""
    description = record.description
    body = state_of(description.author_body, authority, on)
    if body:
        return body
    for participant in description.participants:
        if participant.name and description.author and _surname(participant.name) == _surname(description.author):
            state = participant.state or state_of(participant.role, authority, on)
            if state:
                return state
    evidence = " ".join(filter(None, (description.archive_reference, description.repository, *record.remarks)))
    return next((state for pattern, state in _archives() if pattern.search(evidence)), None)


def _issuing_body(record: Record, authority: Authority, on: str | None) -> str:
    return record.description.author_body or "author"


def pick(entries: Sequence[Entry], on: str | None) -> Entry | None:
    """The entry that holds at a date; the first where none is excluded by its lifespan."""
    if not entries:
        return None
    if on is None:
        return entries[0]
    year = on.lstrip("./")[:4]
    holding = [e for e in entries if (not e.start or e.start[:4] <= year) and (not e.end or e.end[:4] >= year)]
    return holding[0] if holding else entries[0]
