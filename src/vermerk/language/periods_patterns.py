"""The patterns of time expressions: one compiled pass, and a quick look before it.

Each alternative of ``ATOM`` is a named group; ``periods_atoms`` reads what it found by that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from vermerk.language.calendars import calendar_words
from vermerk.language.numbers import SMALL


def _words_of(sort: str, *, doubtful: bool = True) -> str:
    forms = []
    for word in calendar_words().values():
        if word.sort == sort and (doubtful or not word.doubtful):
            forms += [word.word, word.word.upper()]
    return "|".join(sorted(set(forms), key=len, reverse=True))


_FULL = _words_of("month", doubtful=False) + "|March|MARCH|May|MAY"
_MONTH = rf"(?:(?:{_FULL})\b|(?:{_words_of('month')})\b\.?)"
_SEASON = rf"(?:{_words_of('season')}|{'|'.join(w.title() for w in _words_of('season').split('|') if w.islower())})"
_WEEKDAY = rf"(?:{_words_of('weekday')})"
_YEAR = r"(?:1[5-9]\d\d|20[0-4]\d)(?!\d)"
_D = r"(?:0?[1-9]|[12]\d|3[01])(?!\d)"
_NTH = r"(?:st|nd|rd|th|d)\b"
_ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip
#: Days of the month written out, as telegrams do ("December ninth").
ORDINAL_DAYS = {
    **{word: day for day, word in enumerate(_ORDINALS, 1)},
    **{f"twenty-{word}": 20 + day for day, word in enumerate(_ORDINALS[:9], 1)},
    "thirtieth": 30, "thirty-first": 31,
}  # fmt: skip
_DAY_WORD = "|".join(sorted(ORDINAL_DAYS, key=len, reverse=True)).replace("-", "[- ]")
_TO = r"\s?(?:-|–|—|to|and|or|&|/)\s?(?:the\s)?"
_NUMBER = "|".join(sorted(list(SMALL)[1:], key=len, reverse=True))
_UNIT = r"(?:day|week|fortnight|month|year|decade)"
# What makes a figure something other than a day or a year.
_NO_DATE = (
    r"(?!\d|\.\d\d|:\d|,\d{3}|%|\s?(?:per\s?cent|percent|o'clock|hours|hrs|million|thousand|tons|tonnes|men|troops|"
    r"a\.m|p\.m))"
)
_ORDINAL_NEXT = (
    r"(?=\s*(?:[.,;:)\]\"”’]|$|(?:and|or|to|at|in|for|I|he|she|we|they|it|that|by|from|with|a|an|was|were|had|has|"
    r"when|which|about|but|as|his|her|our|your|my|on|who|there|after|before|regarding|concerning|inst|ult|prox)\b))"
)

#: First year of a decade written out, without its century.
DECADES = {
    "twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
    "nineties": 90,
}  # fmt: skip

_PATTERNS = {
    "iso": rf"(?P<iy>{_YEAR[:-6]})-(?P<im>0[1-9]|1[0-2])-(?P<id>{_D})(?![\w-])",
    "numeric": r"(?P<n1>\d{1,2})(?P<nsep>[./-])\s?(?P<n2>\d{1,2}|[IVX]{1,4})(?P=nsep)\s?"
    r"(?P<n3>1[5-9]\d\d|20[0-4]\d|[3-9]\d)(?![\w/-]|\.\d)",
    "dmy": rf"(?:(?P<d1>{_D})(?:{_NTH})?(?P<dto>{_TO}))?(?P<d>{_D})"
    rf"(?:{_NTH}[.,]?\s?|\.(?=[A-Z])|-|,)?\s?(?:(?:day\s)?of\s)?"
    rf"(?P<dm>{_MONTH})(?:(?:,?\s(?:of\s)?|-)(?P<dy>{_YEAR}){_NO_DATE}|\s?['’](?P<dys>\d\d)\b)?",
    "mdy": rf"(?P<mm>{_MONTH})\s?(?:the\s)?(?P<md>{_D})(?:{_NTH})?{_NO_DATE}"
    rf"(?:(?P<mto>{_TO})(?P<md2>{_D})(?:{_NTH})?{_NO_DATE})?"
    rf"(?:,?\s(?:of\s)?(?P<my>{_YEAR}){_NO_DATE})?",
    "day_word": rf"(?P<wm>{_MONTH})\s(?P<wmd>{_DAY_WORD})\b(?!\s(?:[a-z]+ion|World|Army)\b)"
    rf"(?:,?\s(?P<wmy>{_YEAR}){_NO_DATE})?",
    "word_day": rf"(?P<wdd>{_DAY_WORD})\s(?:of\s)?(?P<wdm>{_MONTH})(?:,?\s(?:of\s)?(?P<wdy>{_YEAR}){_NO_DATE})?",
    "month_year": rf"(?P<ym>{_MONTH})(?:,?\s(?:of\s)?(?P<yy>{_YEAR}){_NO_DATE}|\s?['’](?P<yys>\d\d)\b)",
    "season_year": rf"(?P<s>{_SEASON})(?:,|\sof)?\s(?:the\syear\s)?(?P<sy>{_YEAR})"
    rf"(?:\s?[/–-]\s?(?P<sy2>\d{{4}}|\d\d)(?!\d))?",
    "fiscal": rf"(?i:fiscal(?:\syears?)?|financial\syears?|budget(?:ary)?\syears?|FY)\s?['’]?(?P<f1>{_YEAR}|\d\d)"
    r"(?:\s?[/–-]\s?(?P<f2>\d{4}|\d\d?))?(?!\d|,\d)",
    "decade": r"(?P<dec>1[5-9]\d|20[0-4])0['’]?s\b",
    "decade_word": rf"(?:nineteen[- ])?(?P<decw>{'|'.join(DECADES)})\b",
    "century": r"(?P<cen>\d\d(?:th|st)|(?:six|seven|eigh|nine)teenth|twentieth)[\s-]century",
    "years": rf"(?P<y1>{_YEAR})\s?(?P<ysep>[/–-])\s?(?P<y2>{_YEAR}|\d\d?)(?![\d/–-]|\.\d|\w)",
    "year": rf"(?P<y>{_YEAR})(?!\w|[-/–]\w){_NO_DATE}",
    "ago": rf"(?P<an>{_NUMBER}|\d{{1,2}}|an?)\s(?P<au>{_UNIT})s?\s(?P<aw>ago|earlier|previously|before\sthat|later)\b",
    "lately": rf"(?P<lw>last|past|preceding|next|coming)\s(?P<ln>{_NUMBER}|\d{{1,2}})\s(?P<lu>{_UNIT})s\b",
    "beside": rf"(?i:(?P<bw>last|next|this\scoming|this|the\scoming|the\scurrent|the\spresent|current))\s"
    rf"(?P<bu>{_UNIT}(?!-end)|night|evening|morning|afternoon|{_WEEKDAY}|{_SEASON}|{_MONTH})\b",
    "whole": r"the\s(?P<wu>year|month)\b(?!\s(?:of|end|before|after|in|\d|19|18)|[-’'])",
    "near_day": r"(?i:(?P<rel>the\sday\s(?:before\syesterday|after\stomorrow)|yesterday|to-?day|to-?night|to-?morrow))\b",
    "same": r"(?i:(?P<sw>that\ssame|that|the\ssame|the\sfollowing|the\snext|the\sprevious|the\spreceding))\s"
    r"(?P<su>day|month|year|spring|summer|autumn|winter)\b",
    "then": r"(?i:(?:since|from|until|till|by|at)\s(?:then|(?:that|this)\s(?:time|date|moment))\b"
    r"(?:\son(?:wards?)?\b)?)",
    "nth": rf"the\s(?P<od>{_D})(?:st|nd|rd|th)(?:{_ORDINAL_NEXT}|(?=\sof\s(?:this|last|the\ssame)\s))",
    "instant": rf"(?P<in>{_D})(?:st|nd|rd|th|d)?\s(?:of\s)?(?i:(?P<iw>inst(?:ant)?|ult(?:imo)?|prox(?:imo)?))\b\.?",
    "weekday": rf"(?P<wd>{_WEEKDAY})\b",
    "season": rf"(?P<se>{_SEASON})\b",
    "month": rf"(?P<mo>{_MONTH})",
}  # fmt: skip

# Patterns sorted by the character they begin with, so that most words fail at one glance.
_FIGURED = ("iso", "numeric", "dmy", "decade", "years", "year", "instant")
_CAPITAL = ("mdy", "day_word", "month_year", "weekday")
_LAST = ("season", "month")


def _either(names: Iterable[str]) -> str:
    return "|".join(f"(?P<{name}>{_PATTERNS[name]})" for name in names)


#: Any one time expression.
ATOM = re.compile(
    rf"(?<![\w$£€#:])(?:(?=\d)(?:{_either(_FIGURED)})|(?=[A-Z])(?:{_either(_CAPITAL)})"
    rf"|{_either(name for name in _PATTERNS if name not in _FIGURED + _CAPITAL + _LAST)}|{_either(_LAST)})"
)
#: A hyphen, point or slash before an expression is allowed only in "mid-1967" and the like, or where it ends a
#: word ("signed.In 1967").
GLUES = frozenset("-–.,/")
GLUED = re.compile(
    r"(?:[A-Za-z]{3}/(?=[A-Z][a-z])|\b(?:mid|early|late|pre|post)[-–]|[^\d][.,]|[\s—]–|\s-)(?=.{1,2}$)", re.IGNORECASE
)

#: One quick look whether a text can hold a time expression at all.
GATE = re.compile(
    r"\b(?:1[5-9]\d\d|20[0-4]\d|(?:"
    + _words_of("month")
    + "|"
    + _words_of("weekday")
    + r")\b|[Ss](?:pring|ummer|ince|ame)|[Aa]utumn|[Ff](?:all\b|iscal|inancial|ollowing)|FY|[Ww]inter|"
    r"[Yy]esterday|[Tt]o-?(?:day|night|morrow)|[Ll]ast|[Nn]ext|[Tt]h(?:is|at)\b|ago\b|[a-z]+ties\b|century|past|"
    r"the (?:year|month)\b|"
    r"\d\d?(?:st|nd|rd|th)\b|inst\b|ult|prox|coming|preceding|previous|current|present|then\b|earlier|later|\d\d?\.)"
)
