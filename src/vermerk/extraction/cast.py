"""The cast of a record: its persons, the side its author writes from, and who holds which office in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache

from vermerk.authority import Authority, Entry, state_of
from vermerk.extraction.discourse import Ref
from vermerk.extraction.lexicon import read_pairs
from vermerk.model import Record

TITLES = (
    "Comrade|Com|Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|Professor|Prof|President|Premier|King|Queen|Prince|Sultan|Emperor|Amb|"
    "Ambassador|Minister|Secretary|PriMin|General|Gen|Marshal|Field Marshal|Admiral|Adm|Colonel|Col|Major|Maj|Captain|"
    "Capt|Lieutenant|Lt|Senator|Chancellor|Chairman|Tunku|Tengku|Dato|Shah|Sheikh|Baron|Count|Viscount|Herr|Monsieur|M|"
    "Señor|Signor|Bishop|Commissioner|Consul|Counsellor|Counselor|Director|Councillor|Governor|Congressman"
)
RELATIONS = re.compile(
    r"\b(?:relations?|recognition|agreement|treaty|trade|cooperation|co-operation|ties|alliance)\b", re.I
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
    addressee: str | None = None  # to whom a letter or minute is written
    frequent: dict[str, int] = field(default_factory=dict)  # how often states are named without ambiguity

    def person(self, word: str) -> Person | None:
        """The person a surname (any case) belongs to."""
        return self.persons.get(word.lower())

    @property
    def counterparts(self) -> list[Person]:
        """Those who take part beside the author."""
        return [p for p in self.persons.values() if p.participant and p.name != self.author]

    def serves(self, name: str) -> str | None:
        """The state that one of the cast serves, by his name as shown."""
        person = self.person(name) or self.person(name.rsplit(maxsplit=1)[-1])
        if person is not None and person.state:
            return person.state
        return self.home if name == self.author else None

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
    body = [p.of(record.text) for p in record.body]
    _add_titled(cast, body)
    _add_untitled(cast, body, authority)
    _add_talkers(cast, body)
    _add_addressee(cast, record)
    cast.frequent = _frequencies(record, authority, on)
    if on:
        for key, person in cast.persons.items():
            if person.state is None:
                cast.persons[key] = replace(person, state=authority.state_of_person(person.name, on))
    if not cast.author:
        cast.author = description.author_body or home or "author"
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


SPEAKS = (
    "said|replied|thought|felt|told|asked|agreed|admitted|added|explained|stated|mentioned|considered|hoped|suggested|"
    "indicated|remarked|emphasi[sz]ed|stressed|points|pointed|says|thinks|suggests|feels|believes|believed|answered|"
    "responded|expressed|recalled|referred|claimed|commented|observed|promised|assured|confirmed|denied|insisted|"
    "implies|proposed|maintained|continued|concluded|repeated|informed|noted|read|outlined"
)
OWNED = "telegram|message|letter|cable|cablegram|negotiations|reply|note|remarks|views?|meeting|visit|proposals?|despatch|statement"
UNTITLED = re.compile(
    rf"\b(?:article|speech|statement|letter|note|report|memorandum|paper|remarks) by (?P<f>{NAME}(?: {NAME})?)\b|"
    rf"\bbetween (?P<e>{NAME}(?: {NAME})?) and (?P<d>{NAME}(?: {NAME})?)\b|"
    rf"\b(?P<a>{NAME}(?: {NAME})?) (?:had |has |then |also |further )?(?:{SPEAKS})\b|"
    rf"\b(?P<b>{NAME}(?:[ ]{NAME})?)['’]s? (?:{OWNED})\b|"
    rf"\b(?:saw|met|told|asked|visited|called on|spoke to|spoke with|talk with|talked with|meeting with|between) (?P<c>{NAME}(?: {NAME})?)\b"
)


def _add_untitled(cast: Cast, paragraphs: Iterable[str], authority: Authority) -> None:
    """Persons named without a title, told by what they do: they speak, are met, own a telegram."""
    for paragraph in paragraphs:
        for found in UNTITLED.finditer(paragraph.replace("\n", " ").replace("–", "-")):
            for name in filter(None, found.groups()):
                words = name.split()
                if words[0] in NO_PERSONS or words[-1] in NO_NAMES or authority.find(name):
                    continue
                shown = _display(name)
                cast.persons.setdefault(_surname(shown).lower(), Person(shown))


NO_PERSONS = frozenset(
    "I We He She It They This That These Those There The A An In On At As But And If When While After Before Since "
    "However Although Though Both Neither Some Many Most No Our My His Her Their Its Its Your You Who What Which "
    "Also Then Thus Later Further Finally Here Such Each Other Others One Two Three All Cabinet Minister Ministers "
    "Parliament Council Conference Commission Committee Department Embassy Government Governments Press Treasury "
    "January February March April May June July August September October November December Monday Tuesday Wednesday "
    "Thursday Friday Saturday Sunday".split()
)
TALK = re.compile(
    rf"\b(?:conversation|talks?|discussions?|meeting|interview)\b[^.]{{0,40}}?\bbetween (?P<one>[^.;]{{3,60}}?) and (?P<two>(?:[A-Z][\w.'’-]+ ?){{1,4}})|"
    rf"\bI (?:\w+ )?(?:saw|met|called on|went to see|had a (?:long )?(?:talk|conversation) with|spoke to|lunched with|dined with|"
    rf"had (?:lunch|dinner) with) (?P<met>(?:(?:{TITLES})\.? )?(?:[A-Z]\. ?)*{NAME}(?: {NAME})?)"
)


def _add_talkers(cast: Cast, paragraphs: Sequence[str]) -> None:
    """Who talks with whom, where the opening says so and no list of participants does."""
    if cast.conversation:
        return
    found = TALK.search(" ".join(paragraphs[:2])[:700].replace("\n", " "))
    if found is None:
        return
    named = [value for value in (found["one"], found["two"], found["met"]) if value]
    for words in named:
        person = cast.person(_surname(_display(words)))
        if person is not None:
            cast.persons[_surname(person.name).lower()] = replace(person, participant=True)
            cast.conversation = True


def _add_addressee(cast: Cast, record: Record) -> None:
    """Whom a letter, minute or cable is to, as its title says."""
    title = record.description.title or ""
    found = re.search(r"\b[Tt][Oo] (?P<who>(?:(?:Mr|Sir|Dr|Lord|Mrs)\.? )?(?:[A-Z][\w.'’-]* ?){1,3}?)(?:,|$)", title)
    if found is None or re.search(r"\b(?:Department|Government|Embassy|Ministry|Office|Posts?)\b", found["who"], re.I):
        return
    name = _surname(found["who"])
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


def _add_titled(cast: Cast, paragraphs: Iterable[str]) -> None:
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
    pairs = read_pairs("archives.tsv").items()
    return tuple((re.compile(rf"\b{re.escape(words)}\b"), state) for words, state in pairs)


def _side_of_title(record: Record, authority: Authority, on: str | None) -> str | None:
    """The side of whoever a title names as sender: by his office, or by the place he writes from to another state."""
    title = record.description.title or ""
    sender, parted, addressee = re.sub(r"^(?:\w+ ){0,2}?[Ff]rom ", "", title).partition(" to ")
    if not parted:
        return None
    own = state_of(sender, authority, on) if "," in sender else None
    if own:
        return own
    other = state_of(addressee, authority, on)
    place = state_of(record.description.place, authority, on)
    return place if other and place and place != other else None


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
    if description.author and on:
        served = authority.state_of_person(description.author, on)
        if served:
            return served
    sent = _side_of_title(record, authority, on)
    if sent:
        return sent
    evidence = " ".join(filter(None, (description.archive_reference, description.repository, *record.remarks)))
    return next((state for pattern, state in _archives() if pattern.search(evidence)), None)


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


def pick(entries: Sequence[Entry], on: str | None, frequent: Mapping[str, int] | None = None) -> Entry | None:
    """The entry that holds at a date; of several, the one the record names most in other words.

    Where none is excluded by its lifespan and none named elsewhere, the first of the table is taken.
    """
    if not entries:
        return None
    living = [e for e in entries if e.holds(on)] or list(entries)
    if frequent and len({e.label for e in living}) > 1:
        return max(living, key=lambda e: frequent.get(e.label, 0))
    return living[0]


YEAR = re.compile(r"\b(?:1[5-9]\d\d|20[0-2]\d)\b")
SENTENCE = re.compile(r"[.!?][\"”’)]? +(?=[A-Z\"“(])|\n")


def day_told(text: str, at: int, entries: Sequence[Entry], on: str | None) -> str | None:
    """The year that the sentence around a name tells, where the name meant something then; else the record's own date.

    A survey of 2008 that says "Korea" of 1882 means the Korea of 1882.
    """
    if len(entries) < 2:
        return on
    start = max((m.end() for m in SENTENCE.finditer(text, max(0, at - 400), at)), default=max(0, at - 400))
    after = SENTENCE.search(text, at)
    years = list(YEAR.finditer(text, start, min(after.start() if after else len(text), at + 400)))
    if not years:
        return on
    year = min(years, key=lambda m: abs(m.start() - at)).group()
    return year if any(entry.holds(year) for entry in entries) else on
