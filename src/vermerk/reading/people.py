"""Persons as heads of documents name them: participants, signatories, authors."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from vermerk.model import Participant
from vermerk.reading.paragraphs import folded

HONORIFICS = re.compile(
    r"^(?:(?:Comrades?|Com\.|Cde\.?|Messrs\.?|Mr|Mrs|Miss|Ms|Dr|Prof|Professor|Viscount|Sir|Lord|Lady|Dame|The Hon|Hon|The Rt\.? Hon|"
    r"Rt\.? Hon|The Right Honou?rable|The Honou?rable|His Excellency|Her Excellency|H\.E|HE|Jonkheer|Dato'?|Senator)\b\.?,? )+"
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
    r"head|chief|representative|advis[eo]r|delegate|correspondent|stenographer|interpreter|general secretary|president|premier)"
    r"(?:,? (?:of|to|in|for|at|with|from)\b.{2,80})?\W*$",
    re.IGNORECASE,
)
# An office run on before a name: "Vice Minister Yu Pei", "Third Secretary V. I. Ivanov".
OFFICE_NAME = re.compile(
    r"^(?:the )?(?P<office>(?:[A-Z][\w-]+ ){0,3}(?:Minister|Ambassador|Premier|Secretary|President|Chairman|Counsell?or|Attach[ée]|"
    r"Director|Delegate|Adviser|Advisor|Interpreter|Leader|Consul))\s+(?P<name>(?:[A-Z][\w'’-]*\.?\s?){1,4})$"
)
PAREN = re.compile(r"\s*\[[^\]]*\]\s*|\s*\(\d+\)\s*")


@cache
def _no_names() -> frozenset[str]:
    table = files("vermerk.reading").joinpath("tables/no_names.tsv").read_text(encoding="utf-8")
    return frozenset(line.strip() for line in table.splitlines() if line.strip() and line[0] != "#")


def names_nobody(words: str) -> bool:
    """True where the words hold one that is no part of any person's name ("Trade", "Delegation", "Secret")."""
    return any(word.lower() in _no_names() for word in re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)*", words))


def is_office(line: str) -> bool:
    """True where a line names an office: in capitals and small letters, in capitals alone, or in small letters alone."""
    return OFFICE.search(line) is not None or OFFICE_ALONE.match(line) is not None or _capital_office(line)


def _capital_office(line: str) -> bool:
    found = OFFICE.search(line.title()) if line.isupper() else None
    return found is not None and found.group() != "Officer"  # "KEITH OFFICER" is a person's name


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
    """The surname of a Western name; an East Asian one of two or three short words stays whole."""
    plain = re.sub(r",?\s+(?:Jr|Sr|K\.?C\.?M\.?G|M\.?P|C\.?H|O\.?B\.?E)\.?.*$", "", without_honorifics(name))
    words = plain.split()
    if not words:
        return plain
    return words[-1]


def participant(words: str) -> Participant | None:
    """Read "Comrade Putivez, 2nd Secretary of the USSR Embassy" into name and role.

    Returns null where the words name nobody.
    """
    plain = folded(re.sub(r"\[\d+\]|(?<=[a-z])\d{1,2}\W*$", "", words)).strip(' .;:,|"')
    dashed = re.match(r"^(?P<name>[^,–—-]{3,40}?)\s?[–—-]+\s?(?P<office>[A-Z].+)$", plain)
    if dashed and OFFICE.search(dashed["office"]) and not OFFICE.search(dashed["name"]):
        plain = f"{dashed['name']}, {dashed['office']}"
    if not plain:
        return None
    name, _, role = plain.partition(",")
    if not role and " (" in name:
        name, _, role = name.partition(" (")
        role = role.rstrip(")")
    run_on = re.match(r"^((?:(?:Mr|Sir|Dr|Lord)\.? )?[A-Z][\w.'’-]* [A-Z][\w'’-]+) (.*)$", name)
    if run_on and not role and OFFICE.search(run_on[2]) and not OFFICE.search(run_on[1]):
        name, role = run_on[1], run_on[2]
    if OFFICE.search(name) and role and not OFFICE.search(role):
        name, role = role, re.sub(r"^[Tt]he ", "", name)
    run = OFFICE_NAME.match(name)
    if run and not OFFICE.search(run["name"]):
        return Participant(run["name"].strip(), role.strip(" ,") or run["office"])
    if OFFICE.search(name) and not role and HONORIFICS.sub("", name) == name:
        return Participant(None, name.strip())
    title = HONORIFICS.match(name)
    shown = without_honorifics(name)
    if not shown or not shown[:1].isupper():
        return None
    role = role.split(":")[0].strip(" ,")
    if not role and title is None and OFFICE.match(shown):
        return Participant(None, shown)
    return Participant(shown, role or None)
