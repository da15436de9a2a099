"""The end of a document: greeting, signature, office, place and date, copies; and what each tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Passage
from vermerk.reading.archive import is_reference_line
from vermerk.reading.head import BODY_WORDS, DateLine, classification, date_line
from vermerk.reading.paragraphs import folded, lines_of
from vermerk.reading.people import OFFICE, cased, names_nobody

RULE = re.compile(r"^[_*\-=~x\s\\]{1,12}$", re.IGNORECASE)
SIGNED = re.compile(r"^\W*[\[(]?(?:signed|sgd\.?|/s/|signature)(?=\W|$)[\])]?", re.IGNORECASE)
SIGNED_WITHIN = re.compile(r"[\[(](?:signed|sgd\.?|signature)[\])]\s*:?\s*(?P<name>\S.*)?$", re.IGNORECASE)
SIGNED_AFTER_GREETING = re.compile(
    r"^(?:I am|I remain|Yours|With|Believe me)\b.{0,80}?,\s+(?P<name>(?:[A-Z]\.\s?)*[A-Z][A-Z'’-]+)\W*$"
)
COPIES = re.compile(
    r"^\W*(?:cc|xc|c\.c\.|copies(?: to)?|copy to|distribution(?: list)?|verteiler|repeated to|sent to|"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:copies|copy)(?: (?:were |was )?(?:printed|made|typed))?)"
    r"\s*(?:[:.]|$|\n|v\[?i)",
    re.IGNORECASE,
)
COPY_ITEM = re.compile(r"^\s*(?:No\.?\s?)?\(?\d{1,2}(?:st|nd|rd|th|\.|\)|[x×])?\s*[–—-]?\s+(?:to\s+)?(?=\S)")
REGISTRY = re.compile(r"^\W*(?:Nº|N°|№|No\.|Nr\.)\s*\[?\d")
GREETING = re.compile(
    r"^(?:(?:with|yours?|very|most|i have the honou?r|i am|i remain|respectfully|by order|on behalf|for the)\b).{0,80}$",
    re.IGNORECASE,
)
_NAME = r"(?:[^\W\d_a-z][\w'’.-]*\s?|(?:de|van|von|der|den|al|el|bin|ibn|da|di|la)\s){1,5}"
NAME_LINE = re.compile(rf"^\W*{_NAME}\W*$")
NAME_IN_SLASHES = re.compile(rf"(?:/|\()\s*(?P<name>{_NAME})\s*(?:/|\))\s*$")
CAPITAL_NAME = re.compile(r"^(?:[A-Z]\.?\s?){0,4}(?:Ma?c)?[A-Z][A-Z'’-]{2,}(?: [A-Z][A-Z'’.-]+){0,3}$")
ENDS = re.compile(r"[\s.]*\b(?:message )?ends\W*$|\W+$", re.IGNORECASE)


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after the running text.

    Attributes:
        paragraphs: all of it, in order.
        signed: paragraphs of the signatures; copies: the distribution list with its heading.
        dated: the line that gives place and date at the end, or null.
    """

    paragraphs: tuple[Passage, ...] = ()
    signed: tuple[Passage, ...] = ()
    copies: tuple[Passage, ...] = ()
    dated: DateLine | None = None


def part_closing(text: str, main: Sequence[Passage]) -> tuple[list[Passage], Closing]:
    """Part the end from the text before it."""
    copies_at = next(
        (i for i in range(len(main) - 1, max(-1, len(main) - 25), -1) if _heads_copies(text, main, i)), None
    )
    before = list(main[:copies_at]) if copies_at is not None else list(main)
    copies = list(main[copies_at:]) if copies_at is not None else []
    at = len(before)
    while at > 1 and _closes(text, before, at - 1):
        at -= 1
    at = _forward(text, before, at)
    closing = before[at:]
    dated = next((found for p in closing if (found := date_line(p.of(text))) is not None), None)
    signed = _signatures(text, closing)
    return before[:at], Closing(paragraphs=(*closing, *copies), signed=tuple(signed), copies=tuple(copies), dated=dated)


def _heads_copies(text: str, main: Sequence[Passage], at: int) -> bool:
    """True for the heading of a distribution list of which nothing but short lines follows."""
    if at == 0 or not COPIES.match(main[at].of(text)):
        return False
    return all(len(line.of(text)) < 160 for p in main[at:] for line in lines_of(text, p))


def _forward(text: str, main: Sequence[Passage], at: int) -> int:
    """Where the closing truly begins: a closing without any signature is only rules, references and dates."""
    closing = main[at:]
    if any(_is_signature(text, p) or _has_name(text, closing, i) for i, p in enumerate(closing)):
        return at
    while at < len(main) and not _bare(main[at].of(text)):
        at += 1
    return at


def _bare(words: str) -> bool:
    """True for what closes a text even where nobody signs."""
    return bool(RULE.match(words)) or is_reference_line(words) or date_line(words) is not None


def _closes(text: str, main: Sequence[Passage], at: int) -> bool:
    passage = main[at]
    words = passage.of(text)
    if RULE.match(words) or is_reference_line(words) or _is_signature(text, passage):
        return True
    lines = [folded(line.of(text)) for line in lines_of(text, passage)]
    if len(lines) > 4 or any(len(line) > 90 for line in lines) or words.lstrip().startswith("#"):
        return False
    return all(_closing_line(line) for line in lines)


def _closing_line(line: str) -> bool:
    if line.endswith((";", "?")) or classification(line) is not None:
        return False
    if REGISTRY.match(line) or date_line(line) is not None or SIGNED_WITHIN.search(line):
        return True
    if GREETING.match(line) and len(line) < 70 and not re.search(r"\w{3,}\. \w", line):
        return True
    if re.fullmatch(r"[A-Z][\w'’-]{2,}", line) and not names_nobody(line):
        return True
    office = OFFICE.search(line) is not None and not re.search(
        r"[a-z]\.$|\b(?:has|have|had|was|were|is|are|said|will)\b", line
    )
    return office or is_name(line)


def is_name(line: str) -> bool:
    """True for a line that is one person's name of two words at least and nothing else."""
    plain = line.strip(" ()/[],*_")
    words = [word for word in re.split(r"[\s.]+", plain) if word]
    if not 2 <= len(words) <= 5 or BODY_WORDS.search(plain) or not NAME_LINE.match(plain) or ":" in plain:
        return False
    return not names_nobody(plain) and any(len(word) > 2 for word in words)


def _is_signature(text: str, passage: Passage) -> bool:
    words = passage.of(text)
    if SIGNED.match(words):
        return len(words) < 200
    if len(words) < 200 and (SIGNED_WITHIN.search(folded(words)) or SIGNED_AFTER_GREETING.match(folded(words))):
        return True
    return is_capital_signature(text, passage)


def is_capital_signature(text: str, passage: Passage) -> bool:
    """True for a paragraph that opens with a name in capitals, letters in brackets included ("S. M. B[RUCE]")."""
    lines = [re.sub(r"[\[\]]", "", folded(line.of(text))) for line in lines_of(text, passage)]
    if not lines or len(lines) > 3 or len(lines[0]) <= 3:
        return False
    name = ENDS.sub("", lines[0])
    return CAPITAL_NAME.match(name) is not None and not names_nobody(name)


def _has_name(text: str, closing: Sequence[Passage], at: int) -> bool:
    """True where a paragraph names someone, and an office or a date stands with it."""
    lines = [folded(line.of(text)) for line in lines_of(text, closing[at])]
    near = [folded(p.of(text)) for p in closing[max(0, at - 1) : at + 2]]
    if (
        len(lines) > 1
        and any(re.fullmatch(r"[A-Z][\w'’-]+", line) for line in lines)
        and any(map(OFFICE.search, lines))
    ):
        return True
    return any(is_name(line) for line in lines) and any(
        OFFICE.search(line) or date_line(line) is not None or GREETING.match(line) for line in near
    )


def _signatures(text: str, closing: Sequence[Passage]) -> list[Passage]:
    """Paragraphs of signatures; a name and the office beside it in paragraphs of their own make one."""
    found: list[Passage] = []
    for at, passage in enumerate(closing):
        words = passage.of(text)
        if RULE.match(words) or is_reference_line(words) or date_line(words) is not None or REGISTRY.match(words):
            continue
        if (
            GREETING.match(folded(words))
            and not _is_signature(text, passage)
            and not any(OFFICE.search(line) for line in words.splitlines())
        ):
            continue
        sign = _is_signature(text, passage) or _has_name(text, closing, at)
        lone = found and at > 0 and closing[at - 1].end == found[-1].end
        if sign and lone and OFFICE.search(found[-1].of(text)) and not names_in(text, found[-1]):
            found[-1] = Passage(found[-1].start, passage.end)
        elif sign or (OFFICE.search(words) and at + 1 < len(closing)):
            found.append(passage)
        elif lone and OFFICE.search(words):
            found[-1] = Passage(found[-1].start, passage.end)
    return [passage for passage in found if names_in(text, passage)]


def names_in(text: str, passage: Passage) -> tuple[str, ...]:
    """The name a signature gives: the one that explains initials in brackets, else the one signed."""
    lines = [folded(line.of(text)) for line in lines_of(text, passage)]
    after = lines[1:] if SIGNED.match(lines[0]) or len(lines[0]) < 5 else []
    explained = next((m for line in after if (m := re.match(r"^\[\s*([A-Z][\w'’-]+)", line))), None)
    if explained:
        return (explained[1],)
    for line in lines:
        name = _signed_name(ENDS.sub("", line) if CAPITAL_NAME.match(ENDS.sub("", line)) else line)
        if name:
            return (cased(name),)
    return ()


def _signed_name(line: str) -> str | None:
    """The name of one line of a signature, without "[signed]" and the office."""
    greeted = SIGNED_AFTER_GREETING.match(line)
    if greeted:
        return greeted["name"]
    within = SIGNED_WITHIN.search(line)
    opened = SIGNED.match(line)
    rest = line[opened.end() :] if opened else (within["name"] or "") if within else line
    slashes = NAME_IN_SLASHES.search(rest)
    if slashes:
        rest = slashes["name"]
    plain = re.split(r",|\s\(", re.sub(r"[\[\]]", "", rest))[0].strip(" :/()*_")
    if not plain or not plain[:1].isalpha():
        return None
    if OFFICE.search(plain):
        after = re.match(
            r"^(?:(?:Acting |First |Deputy )?(?:Ambassador|Minister|Consul|Secretary|Counsell?or|Chairman|Director|President))\s+(?P<name>.+)$",
            plain,
            re.IGNORECASE,
        )
        plain = after["name"] if after and NAME_LINE.match(after["name"]) and not OFFICE.search(after["name"]) else ""
    capitals = re.match(r"((?:[A-Z]\.?\s?)+(?:Ma?c)?[A-Z][A-Z'’-]{2,})\s+(?=[A-Z][a-z])", rest.strip(" :/()*_."))
    if capitals:
        return capitals[1]
    if not plain or (GREETING.match(plain) and not CAPITAL_NAME.match(plain)):
        return None
    return plain if NAME_LINE.match(plain) and len(plain) > 1 and date_line(line) is None else None


def signatories(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """Who signed, in order, each once."""
    return tuple(dict.fromkeys(name for passage in passages for name in names_in(text, passage)))


def listed(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The entries of a distribution list, without its heading, leading counts and registry numbers."""
    entries: list[str] = []
    for passage in passages:
        for line in lines_of(text, passage):
            words = COPIES.sub("", folded(line.of(text))).strip(" :")
            words = COPY_ITEM.sub("", words).strip(" .")
            heads = COPIES.match(folded(line.of(text)))
            if not words or is_reference_line(words) or REGISTRY.match(words) or RULE.match(words):
                continue
            if heads and re.match(r"^(?:printed|made|v\W|vi?\b)", words):
                continue
            entries.append(words)
    return tuple(entries)
