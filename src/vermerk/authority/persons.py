"""Persons as a record names them: title, given names, surname, office and state, read from the words.

"Comrade [GDR Ambassador] Henke", "Putivez, 2nd Secretary of the USSR Embassy", "Sir Earle Page" and "Pak Song Chol"
each give the same four answers, so that one person can be followed over records.
"""

from __future__ import annotations

import re

import msgspec

from vermerk.authority.describing import state_of
from vermerk.authority.lookup import Authority, fold
from vermerk.reading.people import HONORIFICS, OFFICE, family_first

BRACKETS = re.compile(r"\[(?P<gloss>[^\]]*)\]|\((?P<round>[^)]*)\)")
PARTICLES = frozenset(
    ["van", "von", "de", "der", "den", "al", "el", "bin", "ibn", "da", "di", "la", "le", "du", "zu", "ter"]
)
NAME_WORD = re.compile(r"^(?:[A-ZÀ-Þ][\w'’.-]*|van|von|de|der|den|al|el|bin|ibn|da|di|la|le|du|zu|ter)$")
# Offices written before a name without comma ("Foreign Minister Pak"), the longest run of words that ends in an office.
BEFORE = re.compile(
    r"^(?P<office>(?:[\w.'’]+ ){0,6}?(?:ambassador|minister|secretary|premier|president|chairman|consul|counsellor|counselor|"
    r"attache|attaché|chargé d['’]affaires|commissioner|director|general|marshal|admiral|colonel|captain|chancellor))\s+"
    r"(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)


class PersonName(msgspec.Struct, frozen=True, omit_defaults=True):
    """A person as one passage names him.

    Attributes:
        surname: as written; the family name of an East Asian name that stands first.
        given: given names or initials as written, or null.
        title: form of address as written ("Comrade", "Sir"), or null.
        office: office as written ("2nd Secretary of the USSR Embassy"), or null.
        state: short English name of the state he serves, where office or table tells it.
        full: the name without title and office, in the order of the record.
    """

    surname: str
    given: str | None = None
    title: str | None = None
    office: str | None = None
    state: str | None = None
    full: str = ""

    @property
    def key(self) -> str:
        """What holds the appearances of one name for one state together, before anyone judged."""
        return f"person:{fold(self.full or self.surname)}:{fold(self.state or '')}"


def parse_person(words: str, authority: Authority, on: str | None = None) -> PersonName | None:
    """Read a person from the words that name him; null where they name nobody.

    Args:
        words: a name with its title, office and editor's brackets.
        authority: tables for the state that an office serves.
        on: date of the record (ISO or EDTF), for the state's lifespan.
    """
    glosses = [m["gloss"] or m["round"] or "" for m in BRACKETS.finditer(words)]
    plain = " ".join(BRACKETS.sub(" ", words).split()).strip(" ,;:.")
    name, _, behind = plain.partition(",")
    office = next((part for part in [behind.strip(), *glosses] if part and OFFICE.search(part)), None)
    title = HONORIFICS.match(name)
    if title is not None:
        name = name[title.end() :].strip()
    before = BEFORE.match(name)
    if before is not None:
        office = office or before["office"]
        name = name[before.end() :]
    tokens = [w for w in name.split() if w]
    if not tokens or not all(NAME_WORD.match(w) for w in tokens) or all(w.lower() in PARTICLES for w in tokens):
        return None
    surname, given = _parted(tokens)
    state = state_of(office, authority, on) if office else None
    return PersonName(
        surname=surname,
        given=given,
        title=title.group().strip() or None if title is not None else None,
        office=office,
        state=state,
        full=" ".join(tokens),
    )


def _parted(tokens: list[str]) -> tuple[str, str | None]:
    """Surname and given names of a name's words."""
    name = " ".join(tokens)
    if family_first(name):
        return tokens[0], " ".join(tokens[1:])
    first = len(tokens) - 1
    while first > 0 and tokens[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(tokens[first:]), " ".join(tokens[:first]) or None
