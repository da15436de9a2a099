"""What a figure measures, in the record's words: "a capacity of", "tons of wheat", "the trade volume was"."""

from __future__ import annotations

import re
from functools import cache

from vermerk.language.calendars import rows
from vermerk.language.quantities_units import COUNTED, Unit, context_words

_BEFORE = re.compile(
    r"\b(?:a|an|the|its|their|his|this|with)\s(?!(?:a|an|the)\s)(?P<of>(?:[\w'’-]+\s){0,2}?[\w'’-]+)\sof\s"
    r"(?:(?:about|some|around|approximately|roughly|nearly|almost|perhaps|over|only|more than|up to|at least)\s)?$"
)
_BEHIND = re.compile(r"\s(?:worth\s)?of\s(?:the\s|its\s|their\s)?(?P<of>[A-Za-z][\w'’-]*(?:\s[a-z][\w'’-]*){0,2})")
_STOP = re.compile(
    r"\s(?:and|or|of|the|in|on|at|to|for|from|by|with|which|that|this|was|were|is|are|had|has|have|will|would|annually|yearly|"
    r"monthly|daily|a|an|per|each|during|between|under|over|into|as|than|be|been|could|should|may|might)\b.*$"
)
_SENTENCE = re.compile(r".*[.;!?]\s(?=[A-Z\[])", re.DOTALL)


@cache
def _measure() -> re.Pattern[str]:
    nouns = "|".join(sorted((cells[0] for _, cells in rows("units_measured.tsv")), key=len, reverse=True))
    stops = "|".join(sorted(context_words("stop")))
    return re.compile(rf"(?:(?<![\w-])(?P<modifier>(?!(?:{stops})\b)[a-z][\w-]*)\s)?\b(?P<noun>{nouns})\b")


def measured(text: str, start: int, end: int, unit: Unit, phrase: str | None) -> tuple[str | None, int]:
    """Return what a figure measures, or null, and the offset after the words behind it that say so.

    Args:
        text: the sentence or paragraph.
        start: offset of the figure.
        end: offset after its unit.
        unit: the unit.
        phrase: the unit with its modifiers ("non-combat troops"), or null.
    """
    counted = unit.dimension in COUNTED
    behind = _BEHIND.match(text, end)
    if behind and not (counted and phrase):
        words = _STOP.sub("", behind["of"])
        return words, behind.start("of") + len(words)
    before = _BEFORE.search(text, max(0, start - 60), start)
    if (
        before
        and before["of"].split()[-1] not in context_words("change")
        and (not counted or before["of"].split()[-1] in context_words("body"))
    ):
        return before["of"], end
    if counted:
        return phrase, end
    opening = _SENTENCE.match(text, max(0, start - 160), start)
    nouns = list(_measure().finditer(text, opening.end() if opening else max(0, start - 160), start))
    if nouns:
        return " ".join(filter(None, (nouns[-1]["modifier"], nouns[-1]["noun"]))), end
    return phrase, end
