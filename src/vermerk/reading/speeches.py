"""Words given to a named speaker ("Kim: …"): where each speech begins, and how far it goes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from vermerk.model import Description, Part, PartKind, Passage
from vermerk.reading.people import HONORIFICS, surname

SPEECH = re.compile(
    r"^[_*]{0,3}(?P<speaker>(?:(?:Comrade|comrade|Cde|cde|Com|Comr|Mr|Mrs|Dr|Prof|Sir|Lord|Senator|President|Ambassador|Minister|"
    r"Amb|Premier|King|Gen|General|Marshal|Secretary|Chairman|Chancellor|MR|DR|SIR|LORD|SENATOR)\.? )?"
    r"(?:[A-Z]\.\s?)*[^\W\d_a-z][\w'’-]+(?: [^\W\d_a-z][\w'’-]+){0,4})(?:\s?\([^()]{2,80}\))?[_*]{0,3}\s?:[_*]{0,3}\s+(?=\S)"
)
# "A. I. Sidorov. We have received the note." - a speaker only where several such names alternate.
STOPPED_SPEAKER = re.compile(r"^(?P<speaker>(?:[A-Z]\.\s?){0,3}[A-Z][\w'’-]+)\.\s+(?=[A-Z“\"])")
ITALIC_SPEAKER = re.compile(r"^\s*[_*]{1,3}(?P<speaker>[A-Z][\w.'’ -]{2,50}?)[_*]{1,3}\s+(?=[a-z(])")
#: "Q:" and "A:", whose speakers the description tells.
TURN = re.compile(r"^[_*]{0,3}(?P<speaker>Q|A|Question|Answer)\.?[_*]{0,3}\s?:[_*]{0,3}\s+(?=\S)")
NO_SPEAKERS = frozenset(
    "Subject Reference Note Source Present Participants Place Date Copy Copies Secret Confidential Repeated Information "
    "From To For Your My Our Summary Begins Ends Following Text Message Part Paragraph Question Answer Annex Comment "
    "Judgement Judgment Assessment Conclusion Conclusions Matter Remark Remarks Recommendation Recommendations Addendum Interpreter Issue Issues Purpose "
    "Purposes Problem Problems Background Situation Objective Objectives Introduction Discussion Analysis Findings Decision Decisions "
    "Option Options Proposal Proposals Timing Consideration Considerations Consultation Consultations Costs Overview Aim Aims Topic "
    "Question Questions Comments Notes Attachment Attachments Enclosure Enclosures Appendix Top Restricted Personal Immediate Ref References Refs Re Dear Sir".split()
)
#: Paragraphs that tell of the talk and belong to no speech.
FRAME = re.compile(
    r"^\W*(?:The (?:talks?|meeting|conversation|discussions?|session|reception|interview|consultations?|dinner|two|parties|sides|delegations?)\b|"
    r"(?:Both|All) (?:sides|parties|delegations|men|ministers|leaders|those present)\b|"
    r"(?:Finally|In conclusion|At the end|In the end|Afterwards|Subsequently|Thereupon|At this point|After (?:this|that|a break))\b[^.:]{0,60}?"
    r"\b(?:\w{2,}ed|said|was|were|took|left|gave)\b)"
)
MOST = 3  # speeches from which on a record gives a talk in the speakers' own words


def find_speeches(text: str, paragraphs: Sequence[Passage], breaks: Sequence[int] = ()) -> Iterator[Part]:
    """Each speech from the paragraph that names its speaker to the next speaker, heading or word of the narrator.

    ``breaks`` are the offsets where headings and answers begin. In a record of few speeches each is one paragraph.
    """
    alternating, talk = _alternating(text, paragraphs), _is_talk(text, paragraphs)
    found = ((at, _opening(text, passage, alternating, talk=talk)) for at, passage in enumerate(paragraphs))
    opened = [(at, part) for at, part in found if part is not None]
    speakers = {surname(part.speaker or "") for _, part in opened}
    for place, (at, part) in enumerate(opened):
        if len(opened) < MOST or len(speakers) < 2:
            yield part
            continue
        end = opened[place + 1][0] if place + 1 < len(opened) else len(paragraphs)
        last = next((i for i in range(at + 1, end) if _ends(text, paragraphs[i], speakers, breaks)), end) - 1
        yield msgspec.structs.replace(part, passage=Passage(part.passage.start, paragraphs[last].end))


def _opening(text: str, passage: Passage, alternating: set[str], *, talk: bool) -> Part | None:
    """The speech that a paragraph opens, as far as the paragraph; null where it names no speaker.

    ``alternating`` are names with a stop that speak by turns; in a ``talk`` a bare "Yes." is a speech as well.
    """
    words = passage.of(text)
    turn = TURN.match(words)
    if turn is not None:
        return Part(PartKind.SPEECH, passage, label=turn.group().strip("_* \t"), speaker=turn["speaker"][0])
    match = SPEECH.match(words) or ITALIC_SPEAKER.match(words)
    stopped = STOPPED_SPEAKER.match(words)
    if match is None and stopped and stopped["speaker"] in alternating:
        return Part(PartKind.SPEECH, passage, label=stopped.group().strip(), speaker=stopped["speaker"])
    if match is None:
        return None
    speaker = match["speaker"].strip()
    if speaker.split()[0].title() in NO_SPEAKERS:
        return None
    if match.re is SPEECH and len(words) < len(match.group()) + 12 and not talk:
        return None
    return Part(PartKind.SPEECH, passage, label=match.group().strip("_* \t"), speaker=speaker.strip("_* "))


def _is_talk(text: str, paragraphs: Sequence[Passage]) -> bool:
    """True where so many paragraphs open with speakers that a bare "Yes." is spoken as well."""
    return sum(SPEECH.match(p.of(text)) is not None for p in paragraphs) >= MOST


def _alternating(text: str, paragraphs: Sequence[Passage]) -> set[str]:
    """Names with a stop that open at least two paragraphs each, where at least two names do so."""
    opened = Counter(m["speaker"] for p in paragraphs if (m := STOPPED_SPEAKER.match(p.of(text))) is not None)
    names = {name for name, times in opened.items() if times > 1 and not HONORIFICS.match(f"{name.title()} ")}
    return names if len(names) > 1 else set()


def _ends(text: str, passage: Passage, speakers: set[str], breaks: Sequence[int]) -> bool:
    """True for a paragraph in which nobody speaks on: a heading, a frame of the talk, the narrator on a speaker."""
    words = passage.of(text)
    if passage.start in breaks or FRAME.match(words) or words.lstrip().startswith("[On "):
        return True
    told = re.match(
        r"^\W*(?:(?:[Cc]omrade|[Cc]de\.?|Mr\.?|Mrs\.?|Dr\.?|Ambassador|Minister|The) )?(?:[A-Z]\. ?)*(?P<name>[^\W\d_a-z][\w’'-]+(?: [^\W\d_a-z][\w’'-]+)?) "
        r"(?:then |also |further |again |next |in turn |finally |briefly )*(?:\w{2,}ed|said|spoke|told|thanked|gave|took|put|went|came|left|began|asks|says)\b",
        words,
    )
    return told is not None and any(set(told["name"].split()) & set(name.split()) for name in speakers)


def with_turns(parts: Sequence[Part], description: Description) -> list[Part]:
    """Name who asks behind "Q:" and who answers behind "A:": the author and the one other who took part.

    Where that is not told, they are a question and its answer, without a speaker.
    """
    author = description.author
    others = [p.name for p in description.participants if p.name and (author is None or surname(p.name) != author)]
    known = author is not None and bool(others)
    named = {"Q": author, "A": others[0] if others else None}
    kinds = {"Q": PartKind.QUESTION, "A": PartKind.ANSWER}
    found: list[Part] = []
    for part in parts:
        if part.kind is PartKind.SPEECH and part.speaker in named:
            kind = part.kind if known else kinds[part.speaker]
            part = msgspec.structs.replace(part, kind=kind, speaker=named[part.speaker] if known else None)
        found.append(part)
    return found
