"""The cast of a record: its persons, the side its author writes from, and who holds which office in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from vermerk.authority import Authority, state_of
from vermerk.extraction.discourse import Ref
from vermerk.extraction.homes import home_state, host_state, joint_author
from vermerk.extraction.joining import add_states, join_short_forms, join_titles, write_as_the_body_does
from vermerk.extraction.lexicon import read_words
from vermerk.extraction.names_at import day_told, pick
from vermerk.extraction.persons import shown, surname, talkers, titled, untitled
from vermerk.model import Record
from vermerk.reading.people import family_first

RELATIONS = re.compile(
    r"\b(?:relations?|recognition|agreement|treaty|trade|cooperation|co-operation|ties|alliance)\b", re.I
)


@dataclass(frozen=True, slots=True)
class Person:
    """Someone the record names: how he is shown, his office and his state, where told."""

    name: str
    office: str | None = None
    state: str | None = None
    participant: bool = False


def fits(words: str, office: str | None) -> bool:
    """True where an office in full may be named by a few of its words.

    A Prime Minister is not "the Minister", and the Secretary to the Prime Minister is not "the Prime Minister".
    """
    if not office:
        return False
    before = r"(?<!of the )(?<!to the )" + (r"(?<!prime )" if words.lower() == "minister" else "")
    return re.search(rf"{before}\b{re.escape(words)}\b", office, re.IGNORECASE) is not None


@dataclass(slots=True)
class Cast:
    """Who appears in a record."""

    author: str
    home: str | None
    persons: dict[str, Person] = field(default_factory=dict)  # by surname, lower case
    host: str | None = None  # the state the author writes in, where it is not his own
    on: str | None = None
    conversation: bool = False
    addressee: str | None = None  # to whom a letter or minute is written
    words: frozenset[str] = frozenset()  # of names of several words, as many persons as ``long`` counts
    long: int = -1
    frequent: dict[str, int] = field(default_factory=dict)  # how often states are named without ambiguity
    listed: bool = False  # whether the description tells who took part
    at_home: bool = False  # whether the record was written in the author's own state
    bearers: dict[str, str] = field(default_factory=dict)  # titles that stand for one person, with his key
    reports: bool = False  # whether the title names the author as who wrote it, not as who talked
    offices: dict[str, Person | None] = field(
        default_factory=dict
    )  # offices that speak in a talk: who of it holds each

    def person(self, word: str) -> Person | None:
        """The person a surname (any case) belongs to.

        One known in full is meant by his family name alone ("Lim", Lim Yew Hock), or as Vietnamese and Burmese are, by
        the last of his names ("Diem", Ngo Dinh Diem).
        """
        key = word.lower()
        if key in self.persons:
            return self.persons[key]
        for full in (
            [p for name, p in self.persons.items() if name.startswith(f"{key} ")],
            [p for name, p in self.persons.items() if name.endswith(f" {key}") and family_first(p.name)],
        ):
            if full:
                return full[0] if len(full) == 1 else None
        return None

    def talks_with(self, person: Person | None) -> None:
        """Note that the record is an account of a talk with a person."""
        if person is not None:
            self.persons[person.name.lower()] = replace(person, participant=True)
            self.conversation = True

    def in_long_name(self, word: str) -> bool:
        """True where a word stands in a name of several words that the record knows."""
        if self.long != len(self.persons):
            self.words = frozenset(w for name in self.persons if " " in name for w in name.split())
            self.long = len(self.persons)
        return word.lower() in self.words

    def ending(self, words: Sequence[str]) -> tuple[Person, int] | None:
        """The person whose name of several words ends a run of words, with the number of its words."""
        for length in (3, 2):
            person = self.persons.get(" ".join(words[-length:]).lower()) if len(words) >= length else None
            if person is not None:
                return person, length
        return None

    def note(self, person: Person, **told: str | None) -> Person:
        """Put in what has been found out about one of the cast."""
        known = replace(person, **told)  # type: ignore[arg-type]
        for key in [key for key, one in self.persons.items() if one == person]:
            self.persons[key] = known
        return known

    @property
    def counterparts(self) -> list[Person]:
        """Those who take part beside the author."""
        taking = {p.name: p for p in self.persons.values() if p.participant and p.name != self.author}
        return list(taking.values())

    def talks(self, name: str) -> bool:
        """True for one who takes part in the talk, by name or by the office alone that speaks in it."""
        person = self.person(name)
        if person is not None and person.participant:
            return True
        return name.lower() in self.offices or any(p is not None and p.name == name for p in self.offices.values())

    def serves(self, name: str) -> str | None:
        """The state that one of the cast serves, by his name as shown."""
        person = self.person(name) or self.person(name.rsplit(maxsplit=1)[-1])
        if person is not None and person.state:
            return person.state
        return self.home if name == self.author else None

    def by_office(self, office: str) -> Person | None:
        """The one person of the record whose office or title holds the word, participants first."""
        for pool in (self.counterparts, list(self.persons.values())):
            found = {p.name: p for p in pool if fits(office, p.office)}
            if len(found) == 1:
                return next(iter(found.values()))
        return None


def gather_cast(record: Record, authority: Authority) -> Cast:
    """Find the persons of a record: participants, signatories, and whoever is named with a title."""
    description = record.description
    on = description.event_date or description.document_date
    author = description.author or next(iter(description.signatories), None)
    home = home_state(record, authority, on)
    host = host_state(record, authority, on, home)
    cast = Cast(author=surname(author) if author else "", home=home, host=host, on=on)
    for participant in description.participants:
        if participant.name:
            name = shown(participant.name)
            state = state_of(participant.state, authority, on) or state_of(participant.role, authority, on)
            cast.persons[surname(name).lower()] = Person(name, participant.role, state, participant=True)
        elif participant.role:
            _add_office_holder(cast, participant.role, participant.state, authority)
    cast.listed = bool(description.participants)
    cast.conversation = len(description.participants) >= 2
    cast.reports = author is not None and _by(cast.author, description.title or "")
    cast.at_home = home is not None and state_of(description.place, authority, on) == home
    body = [p.of(record.text) for p in record.body]
    _add_titled(cast, body, authority)
    _add_untitled(cast, body, authority)
    _add_talkers(cast, body)
    _add_addressee(cast, record, authority)
    cast.frequent = _frequencies(record, authority, on)
    write_as_the_body_does(cast, body)
    join_short_forms(cast)
    join_titles(cast, [description.title or "", *body])
    add_states(cast, body, authority)
    if not cast.author:
        cast.author = description.author_body or joint_author(record) or home or "author"
    known = cast.person(cast.author)
    if known and known.state and not cast.home:
        cast.home = known.state
    return cast


def _by(author: str, title: str) -> bool:
    """True for a title that has a record "by" its author and names him nowhere else."""
    before = [title[: found.start()] for found in re.finditer(rf"\b{re.escape(author)}\b", title, re.IGNORECASE)]
    return bool(before) and all(re.search(r"\b[Bb][Yy] (?:[A-Z][\w.]* )*$", words) for words in before)


def _add_office_holder(cast: Cast, role: str, state: str | None, authority: Authority) -> None:
    """A participant named by office alone ("The President"): who held it on that day where the tables tell, else the office."""
    office = re.sub(r"^[Tt]he ", "", role)
    served = state_of(state, authority, cast.on) or state_of(role, authority, cast.on)
    holder = authority.office_holder(office, served or cast.home, cast.on) if cast.on else None
    if holder is not None:
        cast.persons[holder.label.lower()] = Person(holder.label, role, served or cast.home, participant=True)
        return
    for mention in reversed(authority.find(office)):
        office = f"{office[: mention.start]}{office[mention.end :]}".strip(" ,")
    if re.fullmatch(r"(?:[A-Z][\w'’-]+ ?){1,4}", office) and names_office(office):
        cast.persons[f"the {office.lower()}"] = Person(office, role, served, participant=True)


def names_office(words: str) -> bool:
    """True where a word of an office is among some words."""
    offices = read_words("serving.tsv")["office"]
    return any(word.lower() in offices for word in re.findall(r"[^\W\d_]+", words))


def _add_talkers(cast: Cast, paragraphs: Sequence[str]) -> None:
    """Who talks with whom, where the opening says so and no list of participants does."""
    if cast.conversation:
        return
    for name in talkers(paragraphs):
        person = cast.person(name)
        if person is not None:
            cast.persons[surname(person.name).lower()] = replace(person, participant=True)
            cast.conversation = True


def _add_addressee(cast: Cast, record: Record, authority: Authority) -> None:
    """Whom a letter, minute or cable is to, as its title says."""
    title = record.description.title or ""
    found = re.search(r"\b[Tt][Oo] (?P<who>(?:(?:Mr|Sir|Dr|Lord|Mrs)\.? )?(?:[A-Z][\w.'’-]* ?){1,3}?)(?:,|$)", title)
    if found is None or re.search(r"\b(?:Department|Government|Embassy|Ministry|Office|Posts?)\b", found["who"], re.I):
        return
    name = surname(found["who"])
    if authority.find(found["who"]):
        return
    cast.addressee = name.title() if name.isupper() else name
    cast.persons.setdefault(cast.addressee.lower(), Person(cast.addressee))


def _frequencies(record: Record, authority: Authority, on: str | None) -> dict[str, int]:
    """How often each state is named where the name can mean no other at that date."""
    counts: dict[str, int] = {}
    description = record.description
    head = " ".join(filter(None, (description.title, description.place, description.author_body)))
    for text, weight in ((head, 3), ("\n".join(p.of(record.text) for p in record.body), 1)):
        for mention in authority.find(text):
            day = day_told(text, mention.start, mention.entries, on)
            living = [e for e in mention.entries if e.holds(day)] or list(mention.entries)
            labels = {e.label for e in living}
            if len(labels) == 1 and living[0].kind in {"state", "place"}:
                label = living[0].parent if living[0].kind == "place" and living[0].parent else living[0].label
                counts[label] = counts.get(label, 0) + weight
    return counts


def _add_titled(cast: Cast, paragraphs: Iterable[str], authority: Authority) -> None:
    for name, office in titled(paragraphs):
        if authority.find(name) and office is None:
            continue
        key = surname(name).lower()
        before = cast.persons.get(key)
        if before is None:
            cast.persons[key] = Person(name, office)
        elif office and not before.office:
            cast.persons[key] = replace(before, office=office)


def _add_untitled(cast: Cast, paragraphs: Iterable[str], authority: Authority) -> None:
    for name in untitled(paragraphs, authority):
        cast.persons.setdefault(surname(name).lower(), Person(name))


def about(record: Record, authority: Authority) -> tuple[Ref, Ref] | None:
    """The two states whose relations a record's title names, or null where it names fewer or more.

    A survey of relations names them without persons; the states of a sender and an addressee are none of these.
    """
    title = record.description.title or ""
    if not RELATIONS.search(title):
        return None
    named: dict[str, Ref] = {}
    day = record.description.document_date
    frequent = _frequencies(record, authority, day)
    for mention in authority.find(title):
        most = max(mention.entries, key=lambda e: frequent.get(e.label, 0))
        entry = most if frequent.get(most.label) else pick(mention.entries, day)
        if entry is not None and entry.kind == "state":
            named.setdefault(entry.label, Ref(entry.label, "state", entry.key, "context", 0, 0))
    both = tuple(named.values())
    return (both[0], both[1]) if len(both) == 2 else None
