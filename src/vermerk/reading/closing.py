"""The end of a document: greeting, signature, office, place and date, copies; and what each tells."""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Passage
from vermerk.reading.archive import is_reference_line
from vermerk.reading.head import DateLine, classification, date_line, is_body_line, is_post
from vermerk.reading.labelled import WRITING, Labelled, labelled
from vermerk.reading.paragraphs import folded, lines_of
from vermerk.reading.people import OFFICE, OFFICE_ALONE, is_office
from vermerk.reading.signing import (
    GREETING,
    ON_BEHALF,
    SIGNED,
    SIGNED_AFTER_GREETING,
    SIGNED_WITHIN,
    is_lone_name,
    is_name,
    is_signature,
    names_in,
)

RULE = re.compile(r"^[_*\-=~x\s\\]{1,12}$", re.IGNORECASE)
COPIES = re.compile(
    r"^\W*(?:cc|xc|c\.c\.|copies(?: to)?|copy to|distribution(?: list)?|verteiler|repeated to|sent to|"
    r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve) (?:copies|copy)(?: (?:were |was |have been )?(?:printed|made|typed|sent|issued|distributed|prepared|run off))?)"
    r"\s*(?:[:.]|$|\n|v\[?i)",
    re.IGNORECASE,
)
COPY_ITEM = re.compile(r"^\s*(?:No\.?\s?)?\(?\d{1,2}(?:st|nd|rd|th|\.|\)|\s?[x×])?\s*[–—-]?\s+(?:to\s+)?(?=\S)")
#: A sentence of running text, which no distribution list holds.
RUNNING_ON = re.compile(r"^(?:\S+\s+){6,}\S*[a-z]{2}[.?!][\"'”’)\]]*$|[a-z]{3}\. [A-Z][a-z]+ [a-z]+ [a-z]+")
POSTSCRIPT = re.compile(r"^\W*(?:P\.?\s?S\.?|Postscript|\[?Handwritten|Note|Addendum|Remark)\b", re.IGNORECASE)
SIGN_ALONE = re.compile(r"^\W*(?:Sd\s?/?\s?[-–]|Sgd\.?|Signed|/s/)\W*$", re.IGNORECASE)
ENCLOSED = re.compile(r"^\W*(?:Enclosures?|Attachments?|Annex(?:es)?|Encl\.?)\W*(?:\d+)?\W*$", re.IGNORECASE)
LIST_HEAD = re.compile(r"^(?:distributed|sent|copied|copies|circulated)(?: to)?$|^(?:for|to)$", re.IGNORECASE)
REGISTRY = re.compile(r"^\W*(?:Nº|N°|№|No\.|Nr\.)\s*\[?\d")


class Closing(msgspec.Struct, frozen=True, kw_only=True):
    """What stands after the running text.

    Attributes:
        paragraphs: all of it, in order.
        signed: paragraphs of the signatures; copies: the distribution list with its heading.
        dated: the line that gives place and date at the end, or null.
        body: the body that signs where no person does, or null.
        labels: labelled lines that tell who wrote or recorded ("Recorded by: Mrs. Gyenes").
    """

    paragraphs: tuple[Passage, ...] = ()
    signed: tuple[Passage, ...] = ()
    copies: tuple[Passage, ...] = ()
    dated: DateLine | None = None
    labels: tuple[Labelled, ...] = ()
    body: str | None = None


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
    signed = _signatures(text, closing, before[at - 1] if at else None)
    if not signed:
        signed = [p for i, p in enumerate(before[:at]) if i >= max(1, at - 8) and _signs_within(text, before, i)][-1:]
    return [p for p in before[:at] if p not in signed], Closing(
        paragraphs=(*closing, *copies),
        signed=tuple(signed),
        copies=tuple(copies),
        dated=dated,
        body=None if signed else _body(text, closing),
        labels=tuple(
            one for p in closing for line in lines_of(text, p) if (one := _writing(line.of(text))) is not None
        ),
    )


def _body(text: str, closing: Sequence[Passage]) -> str | None:
    """The body named under a text that no person signs, beside a date."""
    lines = [folded(line.of(text)) for p in closing if not is_reference_line(p.of(text)) for line in lines_of(text, p)]
    return next((line for line in lines if is_body_line(line) and date_line(line) is None), None)


def _writing(line: str) -> Labelled | None:
    """A line that tells who wrote or recorded the document, or null."""
    told = labelled(line)
    return told if told is not None and told.meaning in WRITING and told.value else None


def _heads_copies(text: str, main: Sequence[Passage], at: int) -> bool:
    """True for the heading of a distribution list of which nothing but short lines follows."""
    if at == 0 or not COPIES.match(main[at].of(text)):
        return False
    if any(RUNNING_ON.search(folded(p.of(text))) for p in main[at + 1 :]):
        return False
    return all(len(line.of(text)) < 160 for p in main[at:] for line in lines_of(text, p))


def _forward(text: str, main: Sequence[Passage], at: int) -> int:
    """Where the closing truly begins: a closing without any signature is only rules, references and dates."""
    closing = main[at:]
    if any(_signs(text, main, at + i) for i in range(len(closing))):
        return at
    if any(_writing(line.of(text)) for p in closing for line in lines_of(text, p)):
        return at
    dated = any(date_line(p.of(text)) is not None for p in closing)
    while at < len(main) and not _bare(main[at].of(text)) and not (dated and is_body_line(main[at].of(text))):
        at += 1
    return at


def _bare(words: str) -> bool:
    """True for what closes a text even where nobody signs: rules, references, place and date, the body that sends."""
    if RULE.match(words) or is_reference_line(words) or date_line(words) is not None:
        return True
    lines = [folded(line) for line in words.splitlines() if line.strip()]
    dated = any(date_line(line) is not None for line in lines)
    fitting = (date_line(line) is not None or is_body_line(line) or is_post(line) for line in lines)
    return dated and len(lines) < 4 and all(fitting)


def _closes(text: str, main: Sequence[Passage], at: int) -> bool:
    passage = main[at]
    words = passage.of(text)
    if RULE.match(words) or is_reference_line(words) or is_signature(text, passage):
        return True
    lines = [folded(line.of(text)) for line in lines_of(text, passage)]
    if len(lines) > 4 or any(len(line) > 90 for line in lines) or words.lstrip().startswith("#"):
        return False
    return all(_closing_line(line) for line in lines)


def _closing_line(line: str) -> bool:
    if line.endswith((";", "?")) or classification(line) is not None:
        return False
    if (
        SIGN_ALONE.match(line)
        or ENCLOSED.match(line)
        or REGISTRY.match(line)
        or date_line(line) is not None
        or SIGNED_WITHIN.search(line)
        or is_post(line)
    ):
        return True
    if GREETING.match(line) and len(line) < 70 and not re.search(r"\w{3,}\. \w", line):
        return True
    if is_lone_name(line) or ON_BEHALF.match(line) or _writing(line) is not None or OFFICE_ALONE.match(line):
        return True
    plain = re.sub(r"\s*\[\d+\]$", "", line)
    told = re.search(r"[a-z]\.$|^(?:Please|Request|Grateful)\b|\b(?:has|have|had|was|were|is|are|said|will)\b", plain)
    office = is_office(line) and told is None
    return office or is_name(line)


def _signs(text: str, main: Sequence[Passage], at: int) -> bool:
    """True where a paragraph near the end is a signature: by its form, or by what stands beside it."""
    return is_signature(text, main[at]) or _has_name(text, main, at) or _stands_last(text, main, at)


def _has_name(text: str, closing: Sequence[Passage], at: int) -> bool:
    """True where a paragraph names someone, and an office, a greeting or a date stands with it."""
    lines = [folded(line.of(text)) for line in lines_of(text, closing[at])]
    near = [folded(p.of(text)) for p in closing[max(0, at - 1) : at + 2]]
    beside = any(is_office(line) or ON_BEHALF.match(line) or GREETING.match(line) for line in lines)
    if len(lines) > 1 and beside and any(map(is_lone_name, lines)):
        return True
    if len(lines) == 1 and names_in(text, closing[at]) and ":" in lines[0] and is_office(lines[0].partition(":")[0]):
        return True
    return any(is_name(line) for line in lines) and any(
        is_office(line) or date_line(line) is not None or GREETING.match(line) for line in [*near, *lines]
    )


def _signs_within(text: str, main: Sequence[Passage], at: int) -> bool:
    """True for a signature that a postscript, a remark or an enclosure follows."""
    words = folded(main[at].of(text))
    if (
        _is_signed_block(text, main[at])
        or SIGNED_AFTER_GREETING.match(words)
        or (SIGNED.match(words) and len(words) < 90)
    ):
        return True
    following = folded(main[at + 1].of(text)) if at + 1 < len(main) else ""
    return POSTSCRIPT.match(following) is not None and is_signature(text, main[at])


def _is_signed_block(text: str, passage: Passage) -> bool:
    """True for a name above or below an office, as it signs a paper that goes on with a remark or a postscript."""
    lines = [folded(line.of(text)) for line in lines_of(text, passage)]
    if not 2 <= len(lines) <= 3 or any(len(line) > 70 or line.endswith((".", ":", ";", ",")) for line in lines):
        return False
    names = [line for line in lines if (is_lone_name(line) or is_name(line)) and not is_office(line)]
    return len(names) == 1 and any(is_office(line) for line in lines if line not in names)


def _stands_last(text: str, main: Sequence[Passage], at: int) -> bool:
    """True for a name that stands alone as the last words of a document, under a sentence that has ended."""
    words = folded(main[at].of(text))
    if at == 0 or len(words) > 50 or not (is_lone_name(words) or is_name(words)):
        return False
    if any(not _bare(p.of(text)) and not REGISTRY.match(p.of(text)) for p in main[at + 1 :]):
        return False
    before = next((folded(p.of(text)) for p in reversed(main[:at]) if not _bare(p.of(text))), "")
    return re.search(r"[.?!:][\"'”’)\]]*(?:\[\d+\])?$", before) is not None and len(before) > len(words)


def _signatures(text: str, closing: Sequence[Passage], before: Passage | None) -> list[Passage]:
    """Paragraphs of signatures; a name and the office beside it in paragraphs of their own make one."""
    found: list[Passage] = []
    around = [*([before] if before else []), *closing]
    for at, passage in enumerate(closing):
        words = passage.of(text)
        if RULE.match(words) or is_reference_line(words) or date_line(words) is not None or REGISTRY.match(words):
            continue
        lines = [folded(line.of(text)) for line in lines_of(text, passage)]
        if GREETING.match(folded(words)) and not is_signature(text, passage) and not any(map(_names_or_holds, lines)):
            continue
        if found and len(lines) > 1 and lines[0].endswith(","):  # the addressee, below the signature
            continue
        sign = _signs(text, around, at + len(around) - len(closing))
        office = OFFICE.search(words) is not None or any(map(is_office, lines))
        lone = found and at > 0 and closing[at - 1].end == found[-1].end
        if sign and lone and is_office(folded(found[-1].of(text))) and not names_in(text, found[-1]):
            found[-1] = Passage(found[-1].start, passage.end)
        elif sign or (office and at + 1 < len(closing)):
            found.append(passage)
        elif lone and office:
            found[-1] = Passage(found[-1].start, passage.end)
    return [passage for passage in found if names_in(text, passage)]


def _names_or_holds(line: str) -> bool:
    return is_office(line) or is_name(line)


def listed(text: str, passages: Sequence[Passage]) -> tuple[str, ...]:
    """The entries of a distribution list, without its heading, leading counts and registry numbers."""
    entries: list[str] = []
    for passage in passages:
        for line in lines_of(text, passage):
            words = COPIES.sub("", folded(line.of(text))).strip(" :")
            words = COPY_ITEM.sub("", words).strip(" .")
            heads = COPIES.match(folded(line.of(text)))
            if (
                not re.search(r"\w", words)
                or LIST_HEAD.match(words)
                or is_reference_line(words)
                or REGISTRY.match(words)
                or RULE.match(words)
            ):
                continue
            if heads and re.match(r"^(?:printed|made|sent|issued|v\W|vi?\b)", words):
                continue
            entries.append(words)
    return tuple(entries)
