"""Labelled lines at the head of a document: "To:", "From:", "Subject:", "Time:", "Interpreter:"."""

from __future__ import annotations

import re

import msgspec

from vermerk.reading.paragraphs import folded

#: What a label stands for, by the words that offices and translators print.
MEANINGS = {
    "addressee": "to",
    "sender": "from",
    "subject": "subject|re|ref|regarding|concerning|topic|matter|betr\\.?",
    "date": "date|date of conversation|date and time|time and date",
    "time": "time|time of (?:the )?(?:meeting|conversation|talk)",
    "place": "place|venue|location|place of (?:the )?(?:meeting|conversation)",
    "classification": "classification|secrecy|security classification",
    "present": (
        "participants?|present|also present|attending|attendees|in attendance|persons? attending(?: the meeting)?|"
        "accompanying persons?|accompanied by|foreign guests?|guests?|others? present|[A-Z]\\w+ (?:side|participants|delegation)|"
        "(?:also )?(?:present |participants? |participating |attending |attended )?(?:on|from|for|by) the [A-Z]\\w+(?: \\w+)? (?:side|part|delegation)"
    ),
    "interpreter": "interpreters?|interpretation|interpreted by|translators?",
    "recorder": (
        "recorders?|recording officials?|(?:conversation |talk )?recorded by|note[- ]?takers?|"
        "(?:notes?|minutes?|record|transcript)(?: (?:was|were))? (?:taken|made|kept|drawn up|prepared|written)(?: down)? by|taken down by|"
        "stenographer"
    ),
    "author": (
        "(?:report |memorandum |note )?(?:prepared by|written by|drafted by|compiled by|reported by|composed by|elaborated by|submitted by)|"
        "author|drafting officer|rapporteur"
    ),
    "registry": (
        "file(?: no\\.?| number)?|no|nr|number|copy(?: no\\.?)?|copies made|copies|registry|stamped|stamp|handwritten|typed|"
        "enclosures?|attachments?|reference|incoming|outgoing|received|dispatched"
    ),
}
LABEL = re.compile(
    "^(?:"
    + "|".join(f"(?P<{meaning}>{words})" for meaning, words in MEANINGS.items())
    + r")\s*(?:No\.?)?\s*:\s*(?P<value>.*)$",
    re.IGNORECASE,
)
#: The side that a label names, by its state's adjective: "Present on the Hungarian side:", "Soviet delegation:".
SIDE = re.compile(r"(?P<side>(?!Other|Our|Both|This|Another)[A-Z]\w+(?: [A-Z]\w+)?) (?:side|participants|delegation)$")
#: Labels under which persons who took part are listed.
PEOPLE = ("present", "interpreter", "recorder")
#: Labels that tell who wrote the document.
WRITING = ("author", "recorder")


class Labelled(msgspec.Struct, frozen=True):
    """A labelled line: what its label means, the words after it, and the side of a talk whose people it lists."""

    meaning: str
    value: str
    side: str | None = None


def labelled(line: str) -> Labelled | None:
    """Read one line as a label with its words; null where it opens with no known label."""
    plain = folded(line)
    match = LABEL.match(plain)
    if match is None or len(plain) > 400:
        return None
    meaning = next(name for name in MEANINGS if match[name] is not None)
    side = SIDE.search(match[meaning]) if meaning == "present" else None
    return Labelled(meaning, match["value"].strip(), side["side"] if side else None)
