"""Lines that may stand at the head of a document: those that only heads have, and those that a surer one must follow."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.model import Passage
from vermerk.reading.archive import is_reference_line
from vermerk.reading.conversation import ITEM
from vermerk.reading.head import (
    BODY_WORDS,
    COUNTED,
    PLACE_WORDS,
    classification,
    date_line,
    is_post,
    letter_joined,
    sent_line,
)
from vermerk.reading.labelled import labelled
from vermerk.reading.paragraphs import folded, lines_of
from vermerk.reading.people import OFFICE, names_nobody
from vermerk.reading.speeches import SPEECH
from vermerk.reading.titles import ADDRESSED, RUNNING, SALUTATION, SENTENCE_END, TITLE_WORD, VERB


def run_on(lines: Sequence[str]) -> list[str]:
    """Lines of a letterhead in capitals, each joined with what goes on with it ("MINISTRY OF …" / "OF THE …")."""
    joined: list[str] = []
    for line in lines:
        plain = folded(line)
        if joined and plain.isupper() and re.match(r"(?:OF|FOR|IN|AND) ", plain) and BODY_WORDS.search(joined[-1]):
            joined[-1] = f"{joined[-1].rstrip()} {plain}"
        else:
            joined.append(line)
    return joined


def could_be_head(text: str, passage: Passage) -> bool:
    """True for a short paragraph that may belong to the head, if a surer part of it follows."""
    words = passage.of(text)
    plain = folded(words)
    if ITEM.match(words) or (SPEECH.match(words) and labelled(plain) is None):
        return False
    if len(plain) > 260 or RUNNING.search(re.sub(r"^\W*\(.*\)\W*$", "", plain)):
        return False
    short = all(len(line.of(text)) < 100 for line in lines_of(text, passage))
    return short and not (SENTENCE_END.search(plain) and len(plain.split()) > 7)


def is_sure(line: str) -> bool:
    """True for lines that only heads have: a label, a date, a degree of secrecy, a title."""
    plain = folded(line)
    if labelled(line) is not None or classification(line) is not None or SALUTATION.match(plain):
        return True
    joined = letter_joined(plain)
    if (joined != plain or plain.isupper()) and TITLE_WORD.match(joined):
        return True
    return date_line(line) is not None or sent_line(line) is not None


def addressee(plain: str, lines: Sequence[str]) -> str | None:
    """To whom lines say that a paper goes ("To the Deputy Minister of Foreign Trade" / "Com. I. T. LUNEV"), or null."""
    if not ADDRESSED.match(plain) or len(plain) > 220 or any(len(line) > 110 for line in lines):
        return None
    bare = re.sub(r"\b(?:[A-Z]|Com|Cde|Comr|Mr|Mrs|Dr|Prof|Gen)\.", "", plain)
    bare = bare.rstrip(".") if len(bare.split()) < 7 else bare
    if SENTENCE_END.search(bare) or VERB.search(bare) or RUNNING.search(bare):
        return None
    return ADDRESSED.sub("", plain).strip(" ,:") or None


def is_seat(lines: Sequence[str], at: int) -> bool:
    """True for a line of a letterhead that, under the name of a body, is the name of a city and nothing else."""
    plain = folded(lines[at])
    if at == 0 or not BODY_WORDS.search(lines[at - 1]) or names_nobody(plain) or OFFICE.search(plain):
        return False
    return re.fullmatch(PLACE_WORDS, plain) is not None and len(plain.split()) <= 3


def letterhead_of(lines: Sequence[str]) -> list[str]:
    """The bodies that the lines of a letterhead name; a line in small letters goes on with the one before."""
    found: list[str] = []
    for line in lines:
        plain = folded(line)
        if is_post(plain) or labelled(line) is not None or COUNTED.match(plain) or sent_line(line) is not None:
            continue
        if date_line(line) is not None or classification(line) is not None or is_reference_line(line):
            continue
        if plain[:1].islower() and found:
            found[-1] = f"{found[-1]} {plain}"
        else:
            found.append(plain)
    return found


def may_be_subject(plain: str) -> bool:
    """True for words without a stop and without running text, as a line has them that says what a paper is about."""
    if RUNNING.search(plain) and not plain.isupper():
        return False
    if not plain or len(plain) > 260 or SENTENCE_END.search(plain) or plain.endswith(":"):
        return False
    return re.match(r"^\W*\[?_?matter omitted", plain, re.I) is None and re.search(r"\w", plain) is not None


def goes_on(words: str) -> bool:
    """True for words in small letters that finish a title begun on the line before."""
    return words[:1].islower() and len(words) < 400 and not SENTENCE_END.search(words) and date_line(words) is None
