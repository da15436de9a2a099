"""Persons as heads of documents name them: participants, signatories, authors."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from vermerk.model import Participant
from vermerk.reading.paragraphs import folded

HONORIFICS = re.compile(
    r"^(?:(?:[Cc]omrades?|COMRADES?|[Cc]omr?(?=\.)|[Cc]de|Messrs|Mr|Mrs|Miss|Ms|Dr|Prof|Professor|Viscount|Sir|Lord|Lady|Dame|The Hon|Hon|The Rt\.? Hon|"
    r"Rt\.? Hon|The Right Honou?rable|The Honou?rable|His Excellency|Her Excellency|H\.E|HE|Jonkheer|Senator)\b\.?,? |"
    r"(?:Tun|Tunku|Tengku|Tan Sri|Dato['’]?|Datuk|Datu|Haji|Pehin|Daw) (?=[A-Z]))+"
)
RANKS = re.compile(
    r"^(?:(?:Lt|Lieutenant|Maj|Major|Col|Colonel|Gen|General|Brig|Brigadier|Capt|Captain|Adm|Admiral|Vice|Rear|Air|"
    r"Field|Marshal|Wing|Commander|Cdr|Sqn|Ldr)\b\.?[- ]?)+"
)
OFFICE = re.compile(
    r"\b(?:Ambassador|Minister|Secretary|Counsell?or|Consul|Commissioner|Attach[ée]|President|Premier|Chancellor|Chairman|"
    r"Director|Chief|Charg[ée]|Head|Adviser|Advisor|Representative|Governor|Delegate|Officer|Assistant|Deputy|Interpreter|"
    r"interpreter|Member|Editor|Colonel|General|King|Queen|Prime|Affairs|Department|Office|Embassy|Under|Leader|Speaker|Staff)\b"
)
# An office in small letters or in capitals, as it stands alone under a signature: "ambassador", "first secretary of the Embassy".
OFFICE_ALONE = re.compile(
    r"^\W*(?:(?:acting|deputy|vice|first|second|third|1st|2nd|3rd|trade|military|press|commercial|cultural|economic|soviet)[ -])*"
    r"(?:ambassador|minister|counsell?or|secretary|consul(?: general)?|attach[ée]|charg[ée] d['’]affaires(?:,? a\.? ?i\.?)?|chairman|director|"
    r"head|chief|representative|advis[eo]r|delegate|correspondent|stenographer|interpreter|general secretary|president|premier|"
    r"(?:desk |political |legal )?officer)"
    r"(?:,? (?:of|to|in|for|at|with|from)\b.{2,80})?\W*$",
    re.IGNORECASE,
)
_SYLLABLE = r"(?:[bcdfghjklmnpqrstvwxyz]{0,2}h?)['’]?[aeiouyŏŭüăâêôơưäö]{1,3}(?:ng|nh|ch|ck|[nmklptcsrwh])?"
#: Given names of Chinese, Koreans and Vietnamese: one or two syllables, joined or with a hyphen.
GIVEN_SYLLABLES = re.compile(rf"^{_SYLLABLE}(?:[-'’]?{_SYLLABLE})?$")
BODY_NAME = re.compile(
    r"^(?:State|Foreign|Affairs|Ministry|Department|Division|Committee|Party|Bureau|Board|Office|Section|NATO|UN)$"
)
PAREN = re.compile(r"\s*\[[^\]]*\]\s*|\s*\(\d+\)\s*")

#: What stands between a name and the father's ("Ghazali bin Shafie").
FATHERED = frozenset(["bin", "binti", "binte"])

# Particles that belong to a family name (Chicago Manual of Style, 17th ed., 8.5 and 8.10).
PARTICLES = frozenset("van von de der den del della di da du la le te ten ter zu zur af dos das".split())


@cache
def _no_names() -> frozenset[str]:
    table = files("vermerk.reading").joinpath("tables/no_names.tsv").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in table.splitlines() if line.strip() and line[0] != "#")


@cache
def _families() -> frozenset[str]:
    table = files("vermerk.reading").joinpath("tables/families_first.tsv").read_text(encoding="utf-8")
    return frozenset(word for line in table.splitlines() if line.strip() and line[0] != "#" for word in line.split())


def names_nobody(words: str) -> bool:
    """True where the words hold one that is no part of any person's name ("Trade", "Delegation", "Secret")."""
    return any(word.lower() in _no_names() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words))


def is_office(line: str) -> bool:
    """True where a line names an office: in capitals and small letters, in capitals alone, or in small letters alone."""
    return OFFICE.search(line) is not None or OFFICE_ALONE.match(line) is not None or _capital_office(line)


def _capital_office(line: str) -> bool:
    found = OFFICE.search(line.title()) if line.isupper() else None
    return found is not None and found.group() != "Officer"  # "KEITH OFFICER" is a person's name


def holds_office(words: str) -> bool:
    """True where a few words tell an office, in small letters too ("the Chinese chargé d'affaires")."""
    if OFFICE.search(words) is not None:
        return True
    plain = re.sub(r"^(?:[Tt]he\s+)?(?:[A-Z][\w-]+ ){0,2}", "", words)
    return OFFICE_ALONE.match(plain) is not None


def without_honorifics(name: str) -> str:
    """A name without what politeness and rank put before it."""
    plain = HONORIFICS.sub("", " ".join(PAREN.sub(" ", name).split()))
    plain = RANKS.sub("", plain) or plain
    return re.sub(r"['’]s$", "", HONORIFICS.sub("", plain)).strip(" ,.;:\u2014-")


def cased(name: str) -> str:
    """A name printed in capitals, as a name ("McEWEN" is "McEwen", "KEITH OFFICER" "Keith Officer")."""
    if len(name) <= 3 or re.search(r"[a-z]", re.sub(r"\bMa?c(?=[A-Z])", "", name)):
        return name
    return re.sub(r"\bMc([a-z])(?=[a-z]{2})", lambda m: "Mc" + m[1].upper(), name.title())


def surname(name: str) -> str:
    """The surname of a Western name; a Chinese, Korean or Vietnamese name, whose family name stands first, stays whole."""
    plain = re.sub(r",?\s+(?:Jr|Sr|K\.?C\.?M\.?G|M\.?P|C\.?H|O\.?B\.?E)\.?.*$", "", without_honorifics(name))
    words = plain.split()
    if not words:
        return plain
    return plain if family_first(plain) else family_name(_called(words))


def _called(words: Sequence[str]) -> Sequence[str]:
    """The words of a Malay or Arabic name before its "bin", behind which his father is named ("Ismail bin Dato Abdul Rahman")."""
    at = next((i for i, word in enumerate(words) if word.lower() in FATHERED), 0)
    return words[:at] or words


def family_name(words: Sequence[str]) -> str:
    """The last of a Western name's words, with the particles that belong to it ("van Mook", "de la Cruz")."""
    first = len(words) - 1
    while first > 0 and words[first - 1].lower() in PARTICLES:
        first -= 1
    return " ".join(words[first:])


@cache
def family_first(name: str) -> bool:
    """True for a known family name followed by one or two given names made of Asian syllables ("Kim Il Sung", "Lim Yew Hock").

    The one place that decides the order of a name, for headers, statements and the authority of persons alike.
    """
    words = name.split()
    if not 2 <= len(words) <= 3 or not words[1][:1].isupper():
        return False
    opening = words[0].capitalize()
    if f"{opening}*" in _families():
        return True
    if opening not in _families():
        return False
    return all(GIVEN_SYLLABLES.match(word.lower()) for word in words[1:])


def office_before(words: str) -> tuple[str, str] | None:
    """Split "Assistant Secretary of State Phillips Talbot" into office and name; null where no office stands before one.

    The name is the longest run of capitalised words at the end that belong to no office; "President Ayub of Pakistan"
    gives the state back to the office.
    """
    whole = folded(words).strip(" ,.;:")
    home = re.match(r"^(?P<before>.+?)(?P<of> of (?:the )?[A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+)*)$", whole)
    if home and OFFICE.search(home["before"]) and (inner := office_before(home["before"])) is not None:
        return f"{inner[0]}{home['of']}", inner[1]
    tokens = whole.split()
    at = len(tokens)
    while at > 1 and len(tokens) - at < 4 and _part_of_name(tokens, at - 1):
        at -= 1
    office, name = " ".join(tokens[:at]), " ".join(tokens[at:])
    office = re.sub(r",?\s+(?:[Cc]omrade|[Cc]om\.|[Cc]de\.?|Mr\.?|Mrs\.?|Miss|Dr\.?)$", "", office)
    if at == len(tokens) or not (OFFICE.search(office) or OFFICE_ALONE.match(HONORIFICS.sub("", office))):
        return None
    return re.sub(r"^[Tt]he ", "", office).strip(" ,:–—-"), name


def _part_of_name(tokens: Sequence[str], at: int) -> bool:
    """True for a capitalised word that belongs to a name: no office, no word of a body, none behind "of" or "for"."""
    word = tokens[at].strip(",.;:–—-")
    if not word[:1].isupper() or (tokens[at].endswith((",", ";", ":", "-", "–", "—")) and at + 1 < len(tokens)):
        return False
    if OFFICE.fullmatch(word) or names_nobody(word) or HONORIFICS.match(f"{word} ") or BODY_NAME.search(word):
        return False
    return tokens[at - 1].lower() not in {"of", "for", "the", "and", "to", "in"}


def participant(words: str) -> Participant | None:
    """Read "Comrade Putivez, 2nd Secretary of the USSR Embassy" into name and role.

    Returns null where the words name nobody.
    """
    plain = folded(re.sub(r"\[\d+\]|(?<=[a-z])\d{1,2}\W*$", "", words)).strip(" .;:,|\"“”‘’'")
    dashed = re.match(r"^(?P<name>[^,–—-]{3,40}?)\s?[–—-]+\s?(?P<office>[A-Z].+)$", plain)
    if dashed and OFFICE.search(dashed["office"]) and not OFFICE.search(dashed["name"]):
        plain = f"{dashed['name']}, {dashed['office']}"
    if not plain:
        return None
    generation = re.match(r"^([^,]+), ((?:Jr|Sr)\.)(?:,\s*|$)", plain)
    name, _, role = plain.partition(",") if generation is None else (generation[1], "", plain[generation.end() :])
    if not role and " (" in name:
        name, _, role = name.partition(" (")
        role = role.rstrip(")")
    run_on = re.match(r"^((?:(?:Mr|Sir|Dr|Lord)\.? )?[A-Z][\w.'’-]* [A-Z][\w'’-]+) (.*)$", name)
    if run_on and not role and OFFICE.search(run_on[2]) and not OFFICE.search(run_on[1]):
        name, role = run_on[1], run_on[2]
    if role and not holds_office(role) and holds_office(name):
        name, role = role.strip(), re.sub(r"^[Tt]he ", "", name)
    run = office_before(name)
    if run is not None and not OFFICE.search(run[1]):
        return Participant(without_honorifics(run[1]), role.strip(" ,") or run[0])
    if OFFICE.search(name) and not role and HONORIFICS.sub("", name) == name:
        return Participant(None, name.strip())
    title = HONORIFICS.match(name)
    shown = without_honorifics(name)
    if not shown or not shown[:1].isupper():
        return None
    role = role.split(":")[0].strip(" ,")
    shown = f"{shown}, {generation[2]}" if generation is not None else shown
    if not role and title is None and OFFICE.match(shown):
        return Participant(None, shown)
    return Participant(shown, role or None)
