"""Whose side a record's author writes from, and in whose country."""

from __future__ import annotations

import re
from functools import lru_cache

from vermerk.authority import Authority, state_of
from vermerk.extraction.lexicon import read_pairs
from vermerk.extraction.persons import surname
from vermerk.model import Record

# A sender that reports home: what he is, and the place he is at, but not whom he serves.
MISSION = re.compile(
    r"\b(?:embassy|legation|consulate|mission|high commission|post|delegation|office|ambassador|minister|consul|chargé)\b.*\b(?:in|at|to)\b",
    re.IGNORECASE,
)
LETTER = re.compile(r"^(?:Personal )?(?:Letter|Message),? .+? to (?P<to>[^,]+)", re.IGNORECASE)
#: A form of paper that nobody is named to send ("Cablegram to Canberra").
NO_SENDER = re.compile(
    r"^(?:Circular )?(?:Cablegram|Telegram|Savingram|Letter|Message|Cable|Despatch|Dispatch|Memorandum|Minute|Note|Airgram|Telex)s?"
    r"(?: (?:No\.? ?)?[\d./-]+)?$",
    re.IGNORECASE,
)
HOME_OFFICE = re.compile(r"\b(?:Department|Ministry|Foreign Office|Secretariat|Foreign Minister|Secretary of State)\b")
#: A paper that two or more issue together, with the two persons where the title names them.
JOINT = re.compile(
    r"\b(?P<paper>(?:(?:Joint|Final) )?Communiqu[ée]|Joint (?:Statement|Declaration)|Memorandum of Understanding)\b"
    r"(?:, (?P<one>[^\W\d_][\w'’-]+) and (?P<other>[^\W\d_][\w'’-]+)$)?",
    re.IGNORECASE,
)


def joint_author(record: Record) -> str | None:
    """Who stands behind a joint paper that names no author: the two persons of its title, else the paper itself."""
    found = JOINT.search(record.description.title or "")
    if found is None:
        return None
    if found["one"]:
        return " and ".join(name.title() if name.isupper() else name for name in (found["one"], found["other"]))
    return found["paper"].title().replace(" Of ", " of ") if found["paper"].isupper() else found["paper"]


@lru_cache(maxsize=1)
def _archives() -> tuple[tuple[re.Pattern[str], str], ...]:
    pairs = read_pairs("archives.tsv").items()
    return tuple((re.compile(rf"\b{re.escape(words)}\b"), state) for words, state in pairs)


def home_state(record: Record, authority: Authority, on: str | None) -> str | None:
    """The state the author serves: his body's, his own as participant, that of those he reports to, or of the archive."""
    description = record.description
    body = state_of(description.author_body, authority, on)
    if body:
        return body
    for participant in description.participants:
        if participant.name and description.author and surname(participant.name) == surname(description.author):
            state = participant.state or state_of(participant.role, authority, on)
            if state:
                return state
    if description.author and on:
        served = authority.state_of_person(description.author, on)
        if served:
            return served
    told = _of_title(record, authority, on)
    if told is None:
        kept = _of_archive(record)
        told = None if kept and on and _received(record, kept, authority, on) else kept
    return told or _of_language(record)


def _received(record: Record, keeper: str, authority: Authority, on: str) -> bool:
    """True for a letter that lies where its addressee served: the archive says nothing of its sender's side."""
    found = LETTER.match(record.description.title or "")
    return found is not None and authority.state_of_person(surname(found["to"]).title(), on) == keeper


def _of_title(record: Record, authority: Authority, on: str | None) -> str | None:
    """The side of whoever a title names as sender: by his office, by those he reports to, or by where he writes from."""
    title = record.description.title or ""
    sender, parted, addressee = re.sub(r"^(?:\w+ ){0,2}?[Ff]rom ", "", title).partition(" to ")
    if not parted:
        return None
    own = state_of(sender, authority, on) if "," in sender or MISSION.search(sender) else None
    if own:
        return own
    other = state_of(addressee, authority, on)
    if other and (HOME_OFFICE.search(addressee) or MISSION.search(sender)):
        return other
    if NO_SENDER.match(sender):  # from a post home or the other way: only the archive tells
        return _of_archive(record)
    place = state_of(record.description.place, authority, on)
    return place if other and place and place != other else None


def _of_archive(record: Record) -> str | None:
    description = record.description
    evidence = " ".join(filter(None, (description.archive_reference, description.repository, *record.remarks)))
    return next((state for pattern, state in _archives() if pattern.search(evidence)), None)


def _of_language(record: Record) -> str | None:
    """The one state whose diplomats wrote in a language, where there is only one."""
    return read_pairs("languages.tsv").get((record.description.original_language or "").lower())


def host_state(record: Record, authority: Authority, on: str | None, home: str | None) -> str | None:
    """The state in which the author writes, where it is not his own."""
    description = record.description
    for words in (description.author_body, description.title, description.place):
        for found in re.finditer(r"\b(?:in|at|to) (?:the )?(?P<where>[^,;]{2,60})", f"in {words or ''}"):
            where = re.sub(r"^in ", "", found["where"])
            state = state_of(where, authority, on)
            if state and state != home:
                return state
    return None
