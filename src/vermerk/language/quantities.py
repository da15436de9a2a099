"""Figures with their units in English diplomatic prose.

    find_quantities("a capacity of 600,000 kilowatt")  ->  600000 kilowatt of capacity

A bare number is no quantity: dates, paragraph and document numbers have no unit, and "two countries" is no
count a historian compares. What may be counted stands in ``tables/units.tsv``.
"""

from __future__ import annotations

import re
from functools import cache

import msgspec

from vermerk.language.calendars import calendar_words
from vermerk.language.numbers import FIGURE, FRACTIONS, SCALE, SMALL, WORDS, read_number
from vermerk.language.quantities_measured import measured
from vermerk.language.quantities_units import COUNTED, Unit, context_words, money_marks, unit_words
from vermerk.model import Passage, Quantity

_MARKS = "|".join(re.escape(mark) for mark in sorted(money_marks(), key=len, reverse=True))
_AMOUNT = rf"(?:{FIGURE}(?!\w)|(?i:{WORDS})(?![\w]))(?:[\s-]?(?i:{SCALE})\b)?"
_NUMBER = re.compile(
    rf"(?:(?P<mark>(?<!\w)(?:{_MARKS}))\s?(?P<paid>{FIGURE}(?:\s?(?i:{SCALE}|m|b)(?!\w)|(?!\w)))"
    rf"(?:\s?(?:-|–|to)\s?(?:{_MARKS})?\s?(?P<paid_to>{FIGURE}(?:\s?(?i:{SCALE}|m|b)(?!\w)|(?!\w))))?"
    rf"|(?<![\w,./:–$£-])(?P<low>{_AMOUNT})(?:\s?(?P<link>-|–|to|and|or)\s?(?P<high>{_AMOUNT}))?)"
)
_NEXT = re.compile(r"(?:\s|-(?=[a-z]))([A-Za-z][\w'’-]*)")
_RATE = re.compile(
    r"\s(?:(?P<adverb>annual|year|month|week|dai)ly|(?:a|per|each|every)\s(?P<unit>year|annum|month|week|day))\b|\s(?P<pa>p\.a\.)"
)
_ABOUT = re.compile(
    r"\b(?:about|some|around|approximately|approx\.|roughly|nearly|almost|circa|ca\.|perhaps|(?:an\s)?estimated|"
    r"(?:no(?:t)?\s)?(?:more|less|fewer)\sthan|over|under|at\s(?:least|most)|up\sto|upwards\sof|close\sto|"
    r"as\s(?:many|much)\sas|in\sthe\sneighbou?rhood\sof|in\sthe\sorder\sof)\s(?:of\s)?$",
    re.IGNORECASE,
)
_DECREASE = re.compile(
    r"\b(?:decreas|reduc|declin|diminish|lower|dropp|fall|shr[aiu]nk|cut|fell|drop|fallen|slash|lost|lose)(?:e[sd]?|s|ed|ing)?\b"
    r"[^.;]{0,40}\bby\s(?:\w+\s)?$|\b(?:decrease|reduction|decline|drop|cut|fall|loss)\sof\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_GROWTH = re.compile(
    r"\b(?:increas|grow|grew|ris|rose|multipl|expand|rais|augment|larger|greater|higher|bigger|more)\w*\b",
    re.IGNORECASE,
)
_AS_MUCH = re.compile(r"\s(?:as|more|greater|larger|higher|bigger|the|that|those|what|its|their)\b")
_CHANGE = re.compile(
    r"(?<![\w-])(?P<word>doubled|doubling|to double|trebled|tripled|trebling|to treble|to triple|quadrupled|"
    r"halved|halving|(?P<fold>two|three|four|five|six|eight|ten)-?fold\b(?=\s(?:increase|rise|growth|expansion)|[.,;]|$))"
    r"(?!\w)(?!\s(?:standards?|agents?|blow)\b)",
    re.IGNORECASE,
)
_FACTORS = {"doub": 2, "treb": 3, "trip": 3, "quad": 4, "halv": 0.5}
_SHARE = re.compile(
    r"(?<![\w-])(?<!first\s)(?<!second\s)(?<!latter\s)(?<!last\s)(?<!other\s)"
    rf"(?P<share>(?:(?:{'|'.join(list(SMALL)[1:11])}|an?)[\s-])?(?P<part>{'|'.join(FRACTIONS)})s?)\s"
    r"(?:of\s(?!an?\s|\d|centur)|(?=the\s))",
    re.IGNORECASE,
)
_GATE = re.compile(
    rf"\d|\b(?i:{'|'.join(list(SMALL)[1:])}|hundred|thousand|million|half|third|quarter|doubl|trebl|tripl|quadr|halv)"
)
_TIMES_OF_DATE = re.compile(
    r"(?:\b(?:in|since|during|until|till|by|from|after|before|year|[Jj]anuary|[Ff]ebruary|March|April|May|June|July|"
    r"August|September|October|November|December)|,)\s$"
)
_MODIFIERS = 3  # words between a figure and what it counts: "three North Vietnamese infantry divisions"


@cache
def _stops() -> frozenset[str]:
    """Words that end the search for a unit behind a number."""
    return context_words("stop") | frozenset(SMALL) | frozenset(calendar_words())


class _Counted(msgspec.Struct, frozen=True):
    """A unit found behind a number."""

    unit: Unit
    end: int
    phrase: str | None  # with the words between ("non-combat troops"), where there are any


def find_quantities(text: str) -> list[Quantity]:
    """Find the figures of a sentence or paragraph that have a unit, in order of their passages.

    Returns:
        Quantities with their passage as offsets in ``text``; a range has a pair as its value.
    """
    if not _GATE.search(text):
        return []
    found = [quantity for match in _NUMBER.finditer(text) if (quantity := _read(text, match))]
    found = _paired(text, found)
    found += [_factor(text, match) for match in _CHANGE.finditer(text)]
    taken = [quantity.passage for quantity in found if quantity.passage]
    for match in _SHARE.finditer(text):
        share = _share(text, match)
        if share and share.passage and not any(share.passage.overlaps(other) for other in taken):
            found.append(share)
    return sorted(found, key=lambda quantity: quantity.passage or Passage(0, 0))


def _read(text: str, match: re.Match[str]) -> Quantity | None:
    if match["mark"]:
        return _money(text, match)
    end, high = match.end(), match["high"]
    between = text[: match.start()].lower().endswith("between ")
    if match["link"] == "and" and not between:
        # Two numbers, each for itself: the second is read here, the first has no unit of its own.
        return _second_alone(text, match)
    counted = _unit_behind(text, end)
    value = _value(match["low"], high)
    if counted is None or value is None or not _fitting(text, match, value, counted):
        return None
    start = match.start()
    if _DECREASE.search(text, max(0, start - 60), start) and not isinstance(value, tuple):
        value = -value
    return _quantity(text, start, value, counted)


def _second_alone(text: str, match: re.Match[str]) -> Quantity | None:
    first = _unit_behind(text, match.end("low"))
    low, high = _value(match["low"], None), _value(match["high"], None)
    second = _unit_behind(text, match.end())
    if first is None and second is not None and high is not None and not isinstance(high, tuple):
        return _quantity(text, match.start("high"), high, second) if low is not None else None
    return None


def _value(low: str, high: str | None) -> float | int | tuple[float | int, float | int] | None:
    first = read_number(low)
    if high is None or first is None:
        return first
    second = read_number(high)
    if second is None:
        return None
    scale = re.search(rf"{SCALE}\s*$", high, re.IGNORECASE)
    if scale and not re.search(rf"{SCALE}\s*$", low, re.IGNORECASE):
        shared = read_number(f"1 {scale.group()}") or 1
        if first * shared <= second:
            first = first * shared
    return (first, second) if first < second else None


def _unit_behind(text: str, end: int) -> _Counted | None:
    """Return the unit behind a number, over at most three modifiers ("500 Soviet technicians")."""
    units = unit_words()
    if text.startswith("%", end) or text.startswith(" %", end):
        return _Counted(units["per cent"], text.index("%", end) + 1, None)
    words: list[str] = []
    ends: list[int] = []
    place = end
    while len(words) < _MODIFIERS + 2 and (found := _NEXT.match(text, place)):
        words.append(found.group(1))
        ends.append(found.end())
        place = found.end()
        if text[place : place + 1] in ("\n", ",", ".", ";"):
            break
    for first in range(min(len(words), _MODIFIERS + 1)):
        for length in (2, 1):
            unit = units.get(" ".join(words[first : first + length]).lower()) if first + length <= len(words) else None
            if unit and (first == 0 or unit.dimension in COUNTED or unit.dimension in ("mass", "money")):
                phrase = " ".join(words[: first + length]) if first else None
                return _Counted(unit, ends[first + length - 1], phrase)
        word = words[first].lower()
        beside = words[first - 1 : first] + words[first + 1 : first + 2]
        if word == "and" and len(beside) == 2 and all(name[0].isupper() for name in beside):
            continue  # "British and Allied nationals"
        if not _stops().isdisjoint(word.split("-")) or text[ends[first] : ends[first] + 1] not in (" ", "-"):
            return None
    return None


def _fitting(
    text: str, match: re.Match[str], value: float | int | tuple[float | int, float | int], counted: _Counted
) -> bool:
    """Whether number and unit belong together: "two Deputy Ministers", "in 1968 troops", "met three times" do not."""
    unit, least = counted.unit, value[0] if isinstance(value, tuple) else value
    if unit.dimension in COUNTED and ((unit.singular and least > 1) or (not unit.singular and least == 1)):
        return False
    if unit.dimension in COUNTED and least == 1 and (unit.dimension == "people" or match["low"].isdigit()):
        return False
    if unit.dimension in COUNTED and least != int(least):
        return False
    if unit.name == "won" and least < 20:
        return False
    if re.fullmatch(r"1[5-9]\d\d|20[0-4]\d|\d{1,2}", match["low"]) and unit.dimension in COUNTED:
        before = text[max(0, match.start() - 14) : match.start()]
        if _TIMES_OF_DATE.search(before) and (
            len(match["low"]) == 4 or not before.endswith((", ", "in ", "by ", "from "))
        ):
            return False
    if unit.dimension == "factor":
        grows = _GROWTH.search(text, max(0, match.start() - 60), match.start())
        return bool(grows or "." in match["low"] or _AS_MUCH.match(text, counted.end))
    return True


def _quantity(
    text: str, start: int, value: float | int | tuple[float | int, float | int], counted: _Counted
) -> Quantity:
    unit, end = counted.unit, counted.end
    name = unit.name
    of, of_end = measured(text, start, end, unit, counted.phrase)
    rate = (_RATE.match(text, end) or _RATE.match(text, of_end)) if unit.rated else None
    if rate:
        name, end = f"{name}/{_per(rate)}", rate.end()
    return Quantity(value, name, of, _ABOUT.search(text, max(0, start - 32), start) is not None, Passage(start, end))


def _per(rate: re.Match[str]) -> str:
    word = (rate["adverb"] or rate["unit"] or "year").lower()
    return {"annual": "year", "annum": "year", "dai": "day"}.get(word, word)


def _money(text: str, match: re.Match[str]) -> Quantity | None:
    """Read a sum with its sign before it: "£A.31.25 million", "$2-3 million"."""
    low = re.sub(r"(?<=\d)\s?[mM]$", " million", match["paid"])
    low = re.sub(r"(?<=\d)\s?[bB]$", " billion", low)
    high = re.sub(r"(?<=\d)\s?[mM]$", " million", match["paid_to"]) if match["paid_to"] else None
    value, end = _value(low, high), match.end()
    if value is None:
        value, end = read_number(low), match.end("paid")
    if value is None:
        return None
    unit = Unit(money_marks()[match["mark"]], "money", True)
    start = match.start()
    if _DECREASE.search(text, max(0, start - 60), start) and not isinstance(value, tuple):
        value = -value
    return _quantity(text, start, value, _Counted(unit, end, None))


def _paired(text: str, found: list[Quantity]) -> list[Quantity]:
    """Make one range of two sums tied by between … and: "between £5.25m. and £7.25m."."""
    paired: list[Quantity] = []
    for quantity in found:
        last = paired[-1] if paired else None
        if last and last.passage and quantity.passage and last.unit == quantity.unit:
            tied = re.fullmatch(r"\.?\sand\s", text[last.passage.end : quantity.passage.start])
            values = (last.value, quantity.value)
            between = text[: last.passage.start].lower().endswith("between ")
            if tied and between and not any(isinstance(v, tuple) for v in values) and values[0] < values[1]:  # type: ignore[operator]
                whole = Passage(last.passage.start, quantity.passage.end)
                paired[-1] = msgspec.structs.replace(last, value=values, passage=whole)
                continue
        paired.append(quantity)
    return paired


def _factor(text: str, match: re.Match[str]) -> Quantity:
    """Read "doubled", "trebled", "halved", "threefold" as a factor."""
    word = match["word"].lower().removeprefix("to ")
    value = SMALL[match["fold"].lower()] if match["fold"] else _FACTORS[word[:4]]
    unit = unit_words()["times"]
    of, _ = measured(text, match.start(), match.end(), unit, None)
    return Quantity(value, "times", of, False, Passage(match.start(), match.end()))


def _share(text: str, match: re.Match[str]) -> Quantity | None:
    """Read "a third of", "two-thirds of", "half the" as a fraction without a unit."""
    words = match["share"].lower().replace("-", " ").split()
    value = (SMALL.get(words[0], 1) if len(words) > 1 else 1) * FRACTIONS[match["part"].lower()]
    if len(words) == 1 and words[0] != "half":
        return None
    of, _ = measured(text, match.start(), match.end("share"), unit_words()["per cent"], None)
    return Quantity(round(value, 6), None, of, False, Passage(match.start(), match.end("share")))
