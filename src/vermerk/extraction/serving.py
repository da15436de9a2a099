"""Which state a person serves, as the words beside his name tell ("the Indian chargé, Mr. Sathe"; "Nishi (Japanese Ambassador)")."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from vermerk.authority import Authority, Mention
from vermerk.extraction.lexicon import read_words

NEAR = 110  # characters before or after a name in which an office may stand with its state
STOP = re.compile(r"[.;:!?]\s+(?=[A-Z“\"(])")
TITLE_STOPS = re.compile(r"\b(?:Mr|Dr|Com|Cde|Amb|Gen|St|Sec|No|Col|Hon)\.$")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@lru_cache(maxsize=1)
def _offices() -> tuple[frozenset[str], frozenset[str]]:
    """Words of offices, and the small words that may stand between an office, a state and a name."""
    words = read_words("serving.tsv")
    return words["office"], words["office"] | words["filler"]


def state_beside(name: str, paragraphs: Sequence[str], authority: Authority, on: str | None) -> str | None:
    """The state that the words before or after a name make a person serve, by the first passage that tells."""
    pattern = re.compile(rf"(?<!\w){re.escape(name)}(?!\w)")
    for text in paragraphs:
        for found in pattern.finditer(text):
            state = next(_told(text, found.start(), found.end(), authority, on), None)
            if state is not None:
                return state
    return None


def _told(text: str, start: int, end: int, authority: Authority, on: str | None) -> Iterator[str]:
    before = _last_sentence(text[max(0, start - NEAR) : start])
    for mention in reversed(authority.find(before)):
        if _only_office(before[mention.end :], before[: mention.start]):
            yield from _state(mention, on)
        break
    after = re.match(r"['’s]*\s*(?:\(|,\s+)(?:the |who is )?(?P<words>[^,;()]{4,80})", text[end : end + NEAR])
    if after is not None:
        words = after["words"]
        for mention in authority.find(words):
            if _only_office(words[: mention.start] + words[mention.end :], ""):
                yield from _state(mention, on)
            break


def _last_sentence(words: str) -> str:
    cut = 0
    for found in STOP.finditer(words):
        if not TITLE_STOPS.search(words[: found.start() + 1]):
            cut = found.end()
    return words[cut:]


def _only_office(between: str, before: str) -> bool:
    """True where only offices and small words part a state from a name, an office among them or right before it."""
    offices, allowed = _offices()
    words = [word.lower() for word in WORD.findall(between)]
    if any(word not in allowed for word in words) or re.search(r"[;:]|\band\b", between):
        return False
    if re.match(r"\s*(?:department|desk|section|division|branch|affairs)\b", between, re.IGNORECASE):
        return False  # "the Soviet department" is another state's
    leading = [word.lower() for word in WORD.findall(before)][-6:]
    closing = bool(leading) and leading[-1] in {"of", "the"} and any(word in offices for word in leading)
    return closing or any(word in offices for word in words)


def _state(mention: Mention, on: str | None) -> Iterator[str]:
    for entry in mention.entries:
        if entry.holds(on):
            if entry.kind == "state":
                yield entry.label
            elif entry.parent and entry.kind == "body":
                yield entry.parent
            return
