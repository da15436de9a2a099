"""The persons a record names: by title, by what they do, or by the talk they take part in."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from vermerk.authority import Authority
from vermerk.extraction.lexicon import read_words
from vermerk.reading.people import family_first
from vermerk.reading.people import surname as family_of

CAPITAL = r"[^\W\d_a-zß-ÿ]"
NAME = rf"{CAPITAL}(?:[^\W_]|['’`-])+(?:[ -](?:van|von|de|der|den|el|al|bin|ben)\b)?"
LETTERED = re.compile(r"[IVXLC]+|[A-Z]|\d+")  # what tells papers apart: "Appendix II", "Annex B"
INITIALS = rf"(?:{CAPITAL}[a-z]?\.[ ]?)+"
OWNED = "telegram|message|letter|cable|cablegram|negotiations|reply|note|remarks|views?|meeting|visit|proposals?|despatch|statement"


@lru_cache(maxsize=1)
def titles() -> str:
    """The titles as an alternation for a pattern, the longest first."""
    words = read_words("titles.tsv")
    every = sorted(words["office"] | words["polite"] | words["alone"], key=len, reverse=True)
    return "|".join(re.escape(word) for word in every)


@lru_cache(maxsize=1)
def _titled() -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?P<titles>(?:(?:{titles()})\b\.?,? (?:d['’]affaires,? )?(?:\[[^\]]*\] )?)+)"
        rf"(?P<name>(?:{INITIALS})?{NAME}(?:[ ]{NAME}){{0,2}})"
    )


@lru_cache(maxsize=1)
def _no_persons() -> tuple[frozenset[str], frozenset[str]]:
    words = read_words("no_persons.tsv")
    return words["title"], words["title"] | words["opening"]


def no_person(word: str) -> bool:
    """True for capitalised words that open a sentence or name a body, a month or a title, but no person."""
    return word.rstrip(".") in _no_persons()[1] or _plain_title(word)


def names_a_thing(words: str) -> bool:
    """True for capitalised words that end in one for a paper, a law, a greeting or a matter ("White Paper", "Appendix II")."""
    told = [word.lower() for word in words.split() if not LETTERED.fullmatch(word)]
    return told[-1] in read_words("no_persons.tsv")["thing"] if told else len(words) == 1


def titled(paragraphs: Iterable[str]) -> Iterator[tuple[str, str | None]]:
    """Names that a title stands before, as shown, each with its office; null where the title is mere politeness."""
    polite = read_words("titles.tsv")["polite"]
    after_titles, none = _no_persons()
    for paragraph in paragraphs:
        for found in _titled().finditer(paragraph.replace("\n", " ")):
            words = found["name"].split()
            if any(word.rstrip(".") in after_titles for word in words) or words[0] in none or _plain_title(words[0]):
                continue
            given = re.findall(rf"(?<!\w)(?:{titles()})(?!\w)", found["titles"])
            offices = [title for title in given if title not in polite]
            yield shown(found["name"]), None if _parted(found) else " ".join(offices) or None


def _parted(found: re.Match[str]) -> bool:
    """True where a stop or comma parts an office from the one named next.

    "He asked the Minister. Kaputin replied"; "In answer to a question by the Prime Minister, Mr Healey said".
    """
    if re.search(r"[a-z]{5,}\.", found["titles"]):  # no abbreviation
        return True
    before, after = found.string[: found.start()], found.string[found.end() :]
    led = re.search(r"\b(?:by|from|to|of|with|for) (?:the )?$", before) is not None
    return led and "," in found["titles"] and re.match(rf" (?:{SPEAKS})\b", after) is not None


def _plain_title(word: str) -> bool:
    return word.rstrip(".") in _title_words()


@lru_cache(maxsize=1)
def _title_words() -> frozenset[str]:
    words = read_words("titles.tsv")
    return words["office"] | words["polite"] | words["alone"]


SPEAKS = (
    "said|replied|thought|felt|told|asked|agreed|admitted|added|explained|stated|mentioned|considered|hoped|suggested|"
    "indicated|remarked|emphasi[sz]ed|stressed|points|pointed|says|thinks|suggests|feels|believes|believed|answered|"
    "responded|expressed|recalled|referred|claimed|commented|observed|promised|assured|confirmed|denied|insisted|"
    "implies|proposed|maintained|continued|concluded|repeated|informed|noted|read|outlined|tells|made|wrote|fears|laughed"
)


@lru_cache(maxsize=1)
def _untitled() -> re.Pattern[str]:
    named = rf"{NAME}(?: {NAME}){{0,2}}"
    return re.compile(
        rf"\b(?:article|speech|statement|letter|note|report|memorandum|paper|remarks) by (?P<f>{named})(?!\w)|"
        rf"\bbetween (?P<e>{named}) and (?P<d>{named})(?!\w)|"
        rf"(?<!\w)(?P<a>{named}) (?:had |has |then |also |further |himself )?(?:{SPEAKS})\b|"
        rf"(?<!\w)(?P<b>{named})['’]s? (?:{OWNED})\b|"
        rf"\b(?:saw|met|told|asked|visited|called on|spoke to|spoke with|talk with|talked with|meeting with) (?P<c>{named})(?!\w)"
    )


def untitled(paragraphs: Iterable[str], authority: Authority) -> Iterator[str]:
    """Persons named without a title, told by what they do: they speak, are met, own a telegram."""
    after_titles, none = _no_persons()
    for paragraph in paragraphs:
        for found in _untitled().finditer(paragraph.replace("\n", " ").replace("–", "-")):
            for name in filter(None, found.groups()):
                words = name.split()
                if words[0] in none or words[-1] in after_titles or authority.find(name):
                    continue
                yield shown(name)


@lru_cache(maxsize=1)
def _talk() -> re.Pattern[str]:
    return re.compile(
        rf"\b(?:conversation|talks?|discussions?|meeting|interview)\b[^.]{{0,40}}?\bbetween (?P<one>[^.;]{{3,60}}?) and "
        rf"(?P<two>(?:[A-Z][\w.'’-]+ ?){{1,4}})|"
        rf"\bI (?:\w+ )?(?:saw|met|called on|went to see|had a (?:long )?(?:talk|conversation) with|spoke to|lunched with|"
        rf"dined with|was with|visited|received|had (?:lunch|dinner) with) "
        rf"(?P<met>(?:the (?:\w+,? ){{1,4}}?)?(?:(?:(?:{titles()})\.?,? )*)(?:[A-Z]\. ?)*{NAME}(?: {NAME})?)"
    )


def talkers(paragraphs: Sequence[str]) -> list[str]:
    """Who talks with whom, where the opening of a record says so: surnames, as shown."""
    found = _talk().search(" ".join(paragraphs[:2])[:700].replace("\n", " "))
    if found is None:
        return []
    met = found["met"].rsplit(", ", 1)[-1] if found["met"] else None  # an office may stand before the name
    return [surname(shown(value)) for value in (found["one"], found["two"], met) if value]


def shown(name: str) -> str:
    """The name as the codebook shows it: the surname, or an East Asian name in full as written."""
    name = re.sub(rf"^(?:(?:{titles()}|His Excellency|Hon|Rt|The)\b\.?,? )+", "", name.strip())
    return name if family_first(name) else surname(name)


def surname(name: str) -> str:
    """The last of a name's words with its particles, or the whole of an East Asian name."""
    name = re.sub(r"['’]s?$", "", name.strip())
    if family_first(name):
        return name
    return family_of(name.split(",")[0]) or name
