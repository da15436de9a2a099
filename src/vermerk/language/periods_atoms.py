"""The single time expressions of a sentence, before they are joined and dated.

An atom is what one reads at a glance: "9 December 1968", "September 17", "in May", "1968/69", "yesterday",
"four days ago". What stands before it (since, until, between) and beside it is read in ``periods_joining``.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import msgspec

from vermerk.language.calendars import calendar_words
from vermerk.language.numbers import SMALL
from vermerk.language.periods_patterns import ATOM, DECADES, GLUED, GLUES, ORDINAL_DAYS


class Atom(msgspec.Struct, frozen=True, kw_only=True):
    """One time expression as written.

    Attributes:
        start: offset of its first character.
        end: offset after its last character.
        sort: the pattern that found it.
        year: year, or null where the words give none.
        month: month 1-12, or season 21-24 as in EDTF; null where none.
        day: day of the month, or null.
        day_to: second day of the same month ("9-12 December"), or null.
        linked: how the second day is tied to the first: ``to``, ``and`` or ``or``.
        second_year: second year ("1968/69"), or null.
        word: what a relative expression turns on ("yesterday", "last"), in lower case.
        unit: day, week, month, year or decade of a relative expression.
        count: how many of them, or null.
    """

    start: int
    end: int
    sort: str
    year: int | None = None
    month: int | None = None
    day: int | None = None
    day_to: int | None = None
    linked: str | None = None
    second_year: int | None = None
    word: str | None = None
    unit: str | None = None
    count: int | None = None


_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
_CENTURIES = {"sixteenth": 16, "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20}


def atoms(text: str) -> Iterator[Atom]:
    """Yield the single time expressions of a text in order, without overlaps."""
    for match in ATOM.finditer(text):
        start = match.start()
        if text[start - 1 : start] in GLUES and not GLUED.search(text[max(0, start - 7) : start + 2]):
            continue
        sort = match.lastgroup or ""
        read = _READERS.get(sort)
        fields = read(match) if read else {}
        if fields is not None:
            yield Atom(start=start, end=match.end(), sort=sort, **fields)  # type: ignore[arg-type]


Fields = dict[str, "int | str | None"]


def _month(word: str) -> int:
    return calendar_words()[word.rstrip(".").lower()].number


def _short(year: str | None, apart: str | None = None) -> int | None:
    """Year of four digits, or of two digits in the twentieth century."""
    if year:
        return int(year) if len(year) == 4 else 1900 + int(year)
    return 1900 + int(apart) if apart else None


def _abridged(year: str | None) -> str | None:
    return "abridged" if year and len(year) == 2 else None


def _second(first: int, second: str | None) -> int | None:
    """The year that follows another in an abridged pair: the next one that ends so ("1899/00", "1967-8")."""
    if not second:
        return None
    if len(second) == 4:
        return int(second)
    unit: int = 10 ** len(second)
    year = first // unit * unit + int(second)
    return year if year > first else year + unit


def _link(words: str | None) -> str | None:
    if words is None:
        return None
    return next((word for word in ("and", "or") if word in words), "and" if "&" in words else "to")


def _iso(m: re.Match[str]) -> Fields:
    return {"year": int(m["iy"]), "month": int(m["im"]), "day": int(m["id"])}


def _numeric(m: re.Match[str]) -> Fields | None:
    """Read "8.VII.1962", "9.12.1968", "23/9/1968"; "12/9/1968" may be either order and is left alone."""
    first, year = int(m["n1"]), _short(m["n3"])
    second = int(m["n2"]) if m["n2"].isdigit() else _ROMAN.index(m["n2"]) + 1 if m["n2"] in _ROMAN else 0
    roman = not m["n2"].isdigit()
    if roman or m["nsep"] == "." or first > 12 or first == second:  # dots are the continental day.month.year
        day, month = first, second
    elif second > 12:
        day, month = second, first
    else:
        return None
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None
    return {"year": year, "month": month, "day": day, "word": _abridged(m["n3"])}


def _days(month: str, first: str, second: str | None, link: str | None, year: int | None) -> Fields:
    day_to = int(second) if second else None
    fields: Fields = {"year": year, "month": _month(month), "day": _day(first)}
    return fields | {"day_to": day_to, "linked": _link(link)} if day_to else fields


def _day(word: str) -> int:
    return int(word) if word.isdigit() else ORDINAL_DAYS[word.replace(" ", "-")]


def _dmy(m: re.Match[str]) -> Fields:
    first, second = (m["d1"], m["d"]) if m["d1"] else (m["d"], None)
    return _days(m["dm"], first, second, m["dto"], _short(m["dy"], m["dys"])) | {"word": _abridged(m["dys"])}


def _mdy(m: re.Match[str]) -> Fields:
    return _days(m["mm"], m["md"], m["md2"], m["mto"], _short(m["my"]))


def _fiscal(m: re.Match[str]) -> Fields | None:
    first = _short(m["f1"]) or 0
    second = _second(first, m["f2"])
    if second not in (None, first + 1):
        return None
    return {"year": first, "second_year": second}


def _years(m: re.Match[str]) -> Fields | None:
    first = int(m["y1"])
    second = _second(first, m["y2"]) or 0
    farthest = first + (100 if len(m["y2"]) == 4 else 30)  # "1966-12" is a month
    if not first < second <= farthest:
        return None
    return {"year": first, "second_year": second, "word": m["ysep"]}


def _century(m: re.Match[str]) -> Fields:
    number = _CENTURIES.get(m["cen"]) or int(m["cen"][:2])
    return {"year": (number - 1) * 100, "unit": "century"}


def _beside(m: re.Match[str]) -> Fields:
    word = re.sub(r"^(?:the|this)\s(?=c|p)", "", m["bw"].lower())
    word = {"coming": "next", "current": "this", "present": "this"}.get(word, word)
    known = calendar_words().get(m["bu"].rstrip(".").lower())
    if known is None:
        return {"word": word, "unit": m["bu"]}
    return {"word": word, "unit": known.sort, "month": known.number}


def _number(word: str) -> int:
    return 1 if word in ("a", "an") else SMALL.get(word) or int(word)


_READERS: dict[str, Callable[[re.Match[str]], Fields | None]] = {
    "iso": _iso,
    "numeric": _numeric,
    "dmy": _dmy,
    "mdy": _mdy,
    "day_word": lambda m: _days(m["wm"], m["wmd"], None, None, _short(m["wmy"])),
    "word_day": lambda m: _days(m["wdm"], m["wdd"], None, None, _short(m["wdy"])),
    "fiscal": _fiscal,
    "years": _years,
    "century": _century,
    "beside": _beside,
    "month_year": lambda m: {
        "month": _month(m["ym"]),
        "year": _short(m["yy"], m["yys"]),
        "word": _abridged(m["yys"]),
    },
    "season_year": lambda m: {"month": _month(m["s"]), "year": int(m["sy"])},
    "decade": lambda m: {"year": int(m["dec"]) * 10, "unit": "decade"},
    "decade_word": lambda m: {"year": 1900 * ("teen" in m.group()) + DECADES[m["decw"]], "unit": "decade"},
    "year": lambda m: {"year": int(m["y"])},
    "ago": lambda m: {"count": _number(m["an"]), "unit": m["au"], "word": m["aw"]},
    "lately": lambda m: {"count": _number(m["ln"]), "unit": m["lu"], "word": m["lw"]},
    "whole": lambda m: {"word": "this", "unit": m["wu"]},
    "near_day": lambda m: {"word": " ".join(m["rel"].lower().replace("-", "").split())},
    "same": lambda m: {"word": m["sw"].lower().split()[-1], "unit": m["su"]},
    "then": lambda m: {"word": m["then"].split()[0].lower()},
    "nth": lambda m: {"day": int(m["od"])},
    "instant": lambda m: {"day": int(m["in"]), "word": m["iw"][0].lower()},
    "weekday": lambda m: {"day": _month(m["wd"])},
    "season": lambda m: {"month": _month(m["se"])},
    "month": lambda m: {"month": _month(m["mo"])},
}
