"""Persons in a TEI document: who took part, who signed, whom the head names as sender."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from vermerk.model import Participant
from vermerk.reading.head import BODY_WORDS
from vermerk.reading.people import HONORIFICS, OFFICE, RANKS, office_before, participant, without_honorifics
from vermerk.reading.tei_text import PRESENT, is_note, local, own_elements, words_of

PARTING = re.compile(
    r"[,;:()]|\s[–—-]\s?|—|(?<=[a-z])[–—-](?=$|[A-Z])|(?<=[A-Z])–(?=$|[A-Z][a-z])|\b(?:and|of|the|for)\b"
)
GIVEN = re.compile(r"(?:(?:[A-Z][\w’'-]*\.?|[A-Z]\.|[a-z]{1,3})\s*)+$")
#: A heading over a group of participants that is no state: a body, a building, a rank.
NO_STATE = re.compile(
    r"\b(?:House|Staff|Others?|Observers?|Interpreters?|Also|List|Page|Members?|Officials|Guests?)\b", re.IGNORECASE
)
SIDE = re.compile(r"\s*\b(?:side|delegation|participants?|representatives|party|team|officials)\b\s*:?", re.IGNORECASE)
#: Offices that are held for a state named after "of"; the second group is that state.
OF_STATE = re.compile(
    r"\b(?:Ambassador|Embassy|Legation|King|Queen|Shah|Emperor|Premier|Prime Minister|President|Chancellor|Government|Republic)"
    r" (?:of|to the United States from) (?:the )?(?P<state>(?:[A-Z][\w.’'-]+)(?: (?:and |of |the )?[A-Z][\w.’'-]+)*)\s*$"
)
MAJESTY = re.compile(
    r"^(?:(?:His|Her|Their) (?:Imperial |Royal |Serene )?(?:Majesty|Majesties|Highness|Holiness|Eminence),? )+"
)
NO_NAME = re.compile(
    r"\d|\b(?:listed|see|page|attached|none|others?|same|members?|representatives|officials|persons?)\b", re.IGNORECASE
)
#: Two persons of one office in one entry: "Mr. Jones and Mr. Smith, EUR".
PAIR = re.compile(r"^(?P<one>[A-Z][^,—()]{2,40}?) and (?P<two>(?:[A-Z][\w.’'-]* ?){1,4})(?:, (?P<role>.+))?$")
FULL_NAME = re.compile(r"(?:[A-Z][\w’'-]*\.? ){1,3}(?:Mc|de |van |von )?[A-Z][\w’'-]+")
NAMED = re.compile(r"(?:[A-Z]\. ?)*[A-Z][a-zé’'-]+(?: [A-Z][a-zé’'-]+){0,2}")
FORM = re.compile(r"^\W*(?:signed|sgd|/s/)\W*|^\[|\]$", re.IGNORECASE)


def participants_of(document: etree._Element) -> tuple[Participant, ...]:
    """Participants in the order of the lists, each once.

    The name is what stands in ``persName`` with the given names before it, or what the words show; the role is
    the rest. A person told only by office has no name. The state is the heading of the group where that is one,
    or the state whose ambassador or head the role says he is.
    """
    found: dict[tuple[str | None, str | None], Participant] = {}
    for listed in own_elements(document, "list"):
        if _is_presence(listed) and not _inside_presence(listed):
            for one in _listed(listed, None):
                found.setdefault((one.name, one.role if one.name is None else None), one)
    return tuple(found.values())


def _is_presence(listed: etree._Element) -> bool:
    if listed.get("type") == "participants":
        return True
    head = next((child for child in listed if local(child) == "head"), None)
    return not listed.get("type") and head is not None and PRESENT.match(words_of(head)) is not None


def _inside_presence(listed: etree._Element) -> bool:
    return any(local(above) == "list" and _is_presence(above) for above in listed.iterancestors())


def _listed(listed: etree._Element, state: str | None) -> Iterator[Participant]:
    """Participants of a list and of the lists inside it, each group under its own heading."""
    for child in listed:
        tag = local(child)
        if tag in {"head", "label"}:
            state = _state(words_of(child)) or (None if tag == "label" else state)
        elif tag == "item":
            inner = [e for e in child.iter() if local(e) == "list" and e is not child]
            heading = _side(child)
            if heading is not None:
                state = heading
            elif inner:
                group = _state(_own_words(child)) or state
                yield from _listed(inner[0], group)
                for further in inner[1:]:
                    yield from _listed(further, group) if further.getparent() is inner[0].getparent() else ()
            else:
                yield from _in_item(child, state)


def _side(item: etree._Element) -> str | None:
    """The state that an item names where it is the heading of a side, set in italics or capitals, and no person."""
    inner = [child for child in item if not is_note(child)]
    words = words_of(item).strip(" .:")
    set_off = len(inner) == 1 and local(inner[0]) == "hi" and words_of(inner[0]).strip(" .:") == words
    if not (set_off or (words.isupper() and not inner)) or any(local(e) == "persName" for e in item.iter()):
        return None
    return _state(words_of(item))


def _in_item(item: etree._Element, state: str | None) -> Iterator[Participant]:
    """Those whom one item names: one, or several behind one office or body ("State—U. Alexis Johnson, Joseph Sisco")."""
    marked = [e for e in item.iter() if local(e) == "persName" and words_of(e)]
    words = words_of(item).strip(" .;")
    body = re.match(r"^(?P<body>[^—,]{1,40})—(?=\S)", words)
    pieces = re.split(r",\s+(?:and\s+)?|\s+and\s+", words[body.end() :]) if body else []
    named = [
        p for p in pieces if re.fullmatch(rf"(?:(?:Mr|Mrs|Miss|Dr|Gen|Adm|Lt|Col|Maj|Amb)\.? )*{FULL_NAME.pattern}", p)
    ]
    if body and len(pieces) > 1 and len(named) == len(pieces) and len(marked) in {0, len(pieces)}:
        for piece in pieces:
            yield _with_state(without_honorifics(piece), body["body"].strip(), state)
        return
    pair = PAIR.match(words) if len(marked) == 2 else None
    if pair is not None:
        for name in (pair["one"], pair["two"]):
            yield _with_state(without_honorifics(name), pair["role"], state)
        return
    one = read_participant(item, state)
    if one is not None:
        yield one


def _own_words(item: etree._Element) -> str:
    """Words of an item before the list inside it."""
    words = [item.text or ""]
    for child in item:
        if local(child) == "list":
            break
        words += [words_of(child) if not is_note(child) else "", child.tail or ""]
    return " ".join("".join(words).split())


def _state(heading: str) -> str | None:
    """The state a heading names ("United Kingdom", "French side"); null for other headings."""
    plain = SIDE.sub("", re.sub(r"^(?:for )?the\s+", "", heading.strip(" :,–—-"), flags=re.IGNORECASE)).strip(" :,")
    plain = plain if re.fullmatch(r"(?:[A-Z]\.){2,}", plain) else plain.strip(".")
    if not plain or len(plain) > 40 or PRESENT.match(plain) or NO_STATE.search(plain) or BODY_WORDS.search(plain):
        return None
    if OFFICE.search(plain) or not plain[:1].isupper() or len(plain.split()) > 5:
        return None
    return plain.title() if plain.isupper() and len(plain.replace(".", "")) > 4 else plain


def read_participant(item: etree._Element, state: str | None = None) -> Participant | None:
    """One participant of a list, or null where the item names nobody."""
    words = words_of(item).strip(" .;,")
    marked = next((e for e in item.iter() if local(e) == "persName" and words_of(e)), None)
    if not words:
        return None
    if marked is None:
        return _unmarked(words, state)
    named = words_of(marked).strip(" ,.;")
    before, _, after = words.partition(named)
    within = office_before(named) if OFFICE.search(named) else None
    if within is not None:  # "Ambassador Bruce" marked as one name
        before, named = f"{before}{within[0]} ", within[1]
    more = re.match(r"^(?: [A-Z][\w’'-]+)+(?=,| of |$)", after)  # "President Mohammad Ayub Khan of Pakistan"
    if more is not None:
        named, after = f"{named}{more.group()}", after[more.end() :]
    generation = re.match(r"^, (?:Jr|Sr)\.?", after)
    if generation is not None:
        named, after = f"{named}{generation.group()}", after[generation.end() :]
    office, given = _given(before)
    if after.startswith(" of ") and office:
        office, after = f"{office}{after}", ""
    name = without_honorifics(f"{given} {named}".strip()) or named
    office = re.sub(r"^(?:the|The)\s+|\s*\($", "", office)
    after = re.sub(r"^\s*\)", "", after) if "(" in before and ")" not in before else after
    role = ", ".join(filter(None, (office, after.lstrip(" .").strip(" ,;:–—-"))))
    role = re.sub(r"^\((.*)\)$", r"\1", role).strip()
    return _with_state(name, role or None, state)


def _given(before: str) -> tuple[str, str]:
    """Split what stands before a surname into the office and the given names."""
    cuts = [match.end() for match in PARTING.finditer(before)]
    at = cuts[-1] if cuts else 0
    office, last = before[:at], before[at:].strip()
    last = RANKS.sub("", HONORIFICS.sub("", MAJESTY.sub("", f"{last} "))).strip()
    whole = office_before(f"{before.strip()} Surname") if OFFICE.search(before) else None
    if whole is not None and not RANKS.sub("", f"{whole[0]} ").strip():
        return "", without_honorifics(whole[1].removesuffix("Surname").strip())
    if whole is not None and "—" not in whole[0]:
        return whole[0], without_honorifics(whole[1].removesuffix("Surname").strip())
    if OFFICE.search(last) or not (last == "" or GIVEN.fullmatch(last)):
        return before.strip(" ,;:()–—-"), ""
    return HONORIFICS.sub("", office).strip(" ,;:()–—-"), last


def _unmarked(words: str, state: str | None) -> Participant | None:
    ranked = RANKS.sub("", words)
    if ranked != words and NAMED.fullmatch(ranked):
        return _with_state(ranked, None, state)
    read = participant(re.sub(r"(?<=[a-z])[–—-](?=[A-Z][a-z]+ [A-Z])", ", ", words))
    if read is None or (read.name and (NO_NAME.search(read.name) or len(read.name.split()) > 5)):
        return None
    role = re.sub(r"^(?:the|The)\s+", "", read.role) if read.role else None
    if read.name is None and role is not None and NO_NAME.search(role):
        return None
    return _with_state(read.name, role, state or read.state)


def _with_state(name: str | None, role: str | None, state: str | None) -> Participant:
    told = OF_STATE.search(re.split(r"[,;(]", role)[0]) if role and state is None else None
    return Participant(name, role, told["state"] if told else state)


def signatories_of(document: etree._Element) -> tuple[str, ...]:
    """Names under the document in their order, without titles below and signs of signature before them."""
    found: list[str] = []
    for signed in own_elements(document, "signed"):
        names = [words_of(e) for e in signed.iter() if local(e) == "persName"]
        for name in names or [_first_line(signed)]:
            plain = FORM.sub("", name).strip(" .,;[]()")
            if re.search(r"[^\W\d_]{2}", plain) and len(plain) < 60:
                found.append(plain.title() if plain.isupper() and len(plain) > 3 else plain)
    return tuple(dict.fromkeys(found))


def _first_line(signed: etree._Element) -> str:
    """Words before the first line break or comma; what follows is the office."""
    words = signed.text or ""
    for child in signed:
        if local(child) == "lb" and words.strip():
            break
        words += ("" if is_note(child) else words_of(child)) + (child.tail or "")
    return re.split(r",|\s\(", " ".join(words.split()))[0]
