"""The parts of a conversation: who was there, questions put, the answers to them, and who is speaking where."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from vermerk.model import Part, PartKind, Passage
from vermerk.reading.dates import find_date
from vermerk.reading.head import letter_joined
from vermerk.reading.paragraphs import folded
from vermerk.reading.speeches import find_speeches

ANSWER = re.compile(
    r"^\s*(?:ad|zu|re|to question|question|on question)\s*\.?\s*(?P<number>\d{1,2})\s*[.:)]+\s*:?\s*$", re.I
)
HEADING = re.compile(r"^\s*\[?(?:On|Re|Regarding|Concerning|About)\s+[^.:]{2,60}:\s*\]?\s*$")
PRESENCE = re.compile(r"^\W*(?:also )?present\b|^\W*participants?\b|^\W*in attendance\b", re.I)
ASKING = re.compile(r"\bquestions?\b[^.]{0,90}:\s*$|\b(?:asked|inquired|enquired)\b[^.]{0,60}:\s*$", re.I)
# What may be asked or told: its points are questions only where they read as such.
RAISING = re.compile(r"\b(?:points?|topics?|issues|problems|matters)\b[^.]{0,90}:\s*$", re.I)
QUESTION = re.compile(r"\?\W*$|^\W*(?:\(?\w{1,2}[.)])?\W*(?:how|what|which|who|whose|when|where|why|whether)\b", re.I)
ITEM = re.compile(r"^\s*(?:[□•·▪*–—-]+|\.|\(?\d{1,2}[.)]\)?|[a-z]\))\s+\S")
WORDS = re.compile(r"[A-Za-z]{4,}")
EMPTY = frozenset(
    "with that this from their there which were have been about between relations relationship relationships question "
    "problem development develop country countries foreign policy especially concerned instance although several stable "
    "political like states state".split()
)


def find_parts(text: str, paragraphs: Sequence[Passage]) -> tuple[Part, ...]:
    """Find headings, questions, answers and speeches among the paragraphs of a running text, in order."""
    opened = [*_questions(text, paragraphs), *_openings(text, paragraphs)]
    breaks = [part.passage.start for part in opened if part.kind is not PartKind.QUESTION]
    parts = [*opened, *(p for p in find_speeches(text, paragraphs, breaks) if p.passage.start not in breaks)]
    return tuple(sorted(_with_remarks(text, parts), key=lambda part: (part.passage.start, -part.passage.end)))


def _questions(text: str, paragraphs: Sequence[Passage]) -> Iterator[Part]:
    """The items listed right under a sentence that announces questions, or under one that raises points and asks them."""
    number = 0
    listing = raised = False
    for passage in paragraphs:
        words = passage.of(text)
        if asked := ASKING.search(words) or RAISING.search(words):
            listing, number, raised = True, 0, asked.re is RAISING
        elif listing and ITEM.match(words):
            number += 1
            if not raised or QUESTION.search(folded(words)):
                yield Part(PartKind.QUESTION, passage, label=folded(words).lstrip("□•·▪–—-. ")[:80], number=number)
        elif listing and re.search(r"[A-Za-z]", words):
            listing = False


def _openings(text: str, paragraphs: Sequence[Passage]) -> Iterator[Part]:
    """Answers headed "ad 2.:" and sections headed "On Pakistan:", each up to the next opening of its rank."""
    openings: list[tuple[int, PartKind, int | None]] = []
    for at, passage in enumerate(paragraphs):
        words = folded(passage.of(text))
        answer = ANSWER.match(words)
        if answer:
            openings.append((at, PartKind.ANSWER, int(answer["number"])))
        elif HEADING.match(words) or _is_heading(passage.of(text)):
            openings.append((at, PartKind.HEADING, None))
    for place, (at, kind, number) in enumerate(openings):
        later = openings[place + 1 :]
        ends = [i for i, k, _ in later if kind is PartKind.HEADING or k is PartKind.ANSWER]
        last = paragraphs[(ends[0] if ends else len(paragraphs)) - 1]
        whole = Passage(paragraphs[at].start, max(last.end, paragraphs[at].end))
        yield Part(kind, whole, label=folded(paragraphs[at].of(text)), number=number)


def _is_heading(words: str) -> bool:
    """A short line set off by emphasis, a hash or capitals, without a full stop."""
    plain = folded(words)
    if not 2 < len(plain) <= 90 or plain.endswith((".", ",", ";")) or "\n" in words.strip():
        return False
    if plain.startswith("["):
        return False
    if letter_joined(plain) != plain or _is_date(plain):
        return True
    marked = re.fullmatch(r"\s*(?:#{1,6}\s.*|[*_]{1,3}[^*_]+[*_]{1,3})\s*", words) is not None
    return marked or (plain.isupper() and any(c.isalpha() for c in plain))


def _is_date(plain: str) -> bool:
    """True for a line that is a date and nothing else, as it heads the entries of a journal."""
    found = find_date(plain) if len(plain) < 30 else None
    return found is not None and not re.search(r"\w", plain[: found[1].start] + plain[found[1].end :])


def _with_remarks(text: str, parts: Sequence[Part]) -> Iterator[Part]:
    """Say so where a numbered answer speaks of something else than the question of its number."""
    questions = {part.number: part for part in parts if part.kind is PartKind.QUESTION}
    for part in parts:
        question = questions.get(part.number) if part.kind is PartKind.ANSWER else None
        if question is None:
            yield part
            continue
        asked = _matters(question.passage.of(text))
        opening = part.passage.of(text).split("\n\n", 1)[-1].strip()
        answered = _matters(opening[:700])
        first = _matters(opening.split("\n\n")[0][:200])
        if asked and answered and (not asked & answered or _contradicts(asked, first)):
            remark = (
                f"question {part.number} asks about “{_short(question.passage.of(text))}”, "
                f"the answer speaks of “{_short(opening)}”"
            )
            yield Part(part.kind, part.passage, part.label, part.number, part.speaker, remark)
        else:
            yield part


CAMPS = (
    frozenset({"socialist", "fraternal", "communist"}),
    frozenset({"capitalist", "western", "imperialist"}),
    frozenset({"developing", "asian", "african", "neutral", "nonaligned"}),
)


def _contradicts(asked: set[str], answered: set[str]) -> bool:
    """True where question and answer each name a camp of countries and not the same one."""
    camps = [({i for i, camp in enumerate(CAMPS) if words & camp}) for words in (asked, answered)]
    return bool(camps[0]) and bool(camps[1]) and not camps[0] & camps[1]


def _matters(words: str) -> set[str]:
    return {w.lower() for w in WORDS.findall(words)} - EMPTY


def _short(words: str) -> str:
    plain = folded(words).lstrip("□•·▪–—-. ")
    first = re.split(r"(?<=[.?!])\s", plain)[0]
    return first if len(first) <= 90 else first[:87].rsplit(" ", 1)[0] + " …"
