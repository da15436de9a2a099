"""Persons told by office in a title: the name that the text gives them, and the office that the title gives its sender."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Participant, PartKind
from vermerk.reading.document import Document
from vermerk.reading.paragraphs import folded
from vermerk.reading.people import OFFICE, names_nobody, surname, without_honorifics

_CAPITAL = r"[^\W\d_a-z][\w’'-]*"
_NAME = rf"(?:[A-Z]\. ?)*{_CAPITAL}(?:[ -]{_CAPITAL}){{0,3}}"
_TITLED = r"(?:(?:[Cc]omrade|[Cc]de\.?|Mr\.?|Mrs\.?|Dr\.?|Sir|General|Colonel) )?"
SENDING = re.compile(
    rf"\b(?:[Ff]rom|[Oo]f|[Bb]y) (?:the )?(?P<office>(?:{_CAPITAL} ){{0,4}}(?:Ambassador|Minister|Counsell?or|Secretary|Consul(?: General)?|"
    rf"Charg[ée] d['’]Affaires|Attach[ée]|Representative|Head(?: of the [^,]+? (?:Delegation|Mission|Department))?)"
    rf"(?: (?:in|to|at) (?:the )?{_CAPITAL}(?: {_CAPITAL}){{0,2}})?)\b",
)


def with_name(one: Participant, text: str, document: Document) -> Participant:
    """Give one whom the title names by office alone the name that the head or the opening puts beside that office."""
    if one.name is not None or one.role is None:
        return one
    heads = (part.passage for part in document.parts if part.kind is PartKind.HEAD)
    near = [folded(p.of(text)) for p in (*heads, *document.body[:3])]
    for core in _cores(one.role):
        for words in near:
            name = _beside(core, words)
            if name is not None:
                return Participant(name, re.sub(r"^[Tt]he ", "", one.role), one.state)
    return one


def _cores(role: str) -> list[str]:
    """An office in full, then shortened: without what stands behind it, then without its first words, two words at least."""
    whole = re.sub(r"^[Tt]he ", "", role)
    short = re.split(r" (?:of|for|in|to) the | of (?=[A-Z])(?!War|Foreign|Defen|Trade|Interior|State)", whole)[0]
    found = [whole]
    for words in (whole.split(), short.split()):
        found += [" ".join(words[at:]) for at in range(len(words) - 1)]
    return [core for core in dict.fromkeys(found) if OFFICE.search(core) and len(core.split()) > 1]


def _beside(core: str, words: str) -> str | None:
    """The name before an office ("Le Quang Minh, Deputy Prime Minister") or behind it ("Deputy Minister of War Regab")."""
    office = re.escape(core)
    for pattern in (rf"\b(?P<name>{_NAME}), (?:the )?{office}\b", rf"\b{office},? {_TITLED}(?P<name>{_NAME})"):
        for match in re.finditer(pattern, words):
            name = without_honorifics(match["name"])
            if name and not OFFICE.search(name) and not names_nobody(name):
                return name
    return None


def sender_office(about: Sequence[str], writer: str | None) -> dict[str, str]:
    """The office that a title gives whoever sends, for the one who signs; empty where the title names him or none."""
    if writer is None or not about:
        return {}
    title = about[0]
    sent = SENDING.search(title.split('"')[0].split("“")[0])
    if sent is None or sent.start() > 40 or surname(writer) in title:
        return {}
    return {surname(writer): sent["office"]}
