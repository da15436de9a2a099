"""Archive references: found in the text and split into repository, fonds and shelfmark (ISAD(G) 3.1.1)."""

from __future__ import annotations

import re

import msgspec

from vermerk.model import Passage
from vermerk.reading.head import is_post

# A repository's letters, a colon, the series and what follows: "[NAA: A1838, 370/1/19/18, xxxiii]".
COLON = re.compile(
    r"\[?[ ]?\[?(?P<whole>(?P<repository>(?!Source|Note|Present|Subject|Ref|Also)[A-Z][A-Za-z]{0,3}[A-Z]{0,4}|UKNA|DFAT)"
    r"[ ]?:[ ]?(?P<rest>[A-Z\[]?[^\[\]\n]*?(?:\[[^\[\]\n]*\][^\[\]\n]*?)?))(?:\]|$|\n)(?:\((?P<url>[^)\s]+)\))?",
)
# "AVPRF F. 0102, Op. 13": the fonds is counted, not parted by a comma; "PRC FMA 109-02415-01": the mark stands alone.
COUNTED = re.compile(
    r"^(?P<repository>[^,:\d]*?[^,:\d\s.])[ ](?P<fonds>(?:[Ff](?:ond[s]?|\.)|RG|[Rr]ecord [Gg]roup)\s?\d[\w./-]*)(?:,\s*(?P<rest>.+))?$",
    re.DOTALL,
)
MARK_ALONE = re.compile(r"^(?P<repository>[A-Z][A-Za-z ]*[A-Za-z])[ ](?P<mark>\d[\w./-]*)$")
# The archive named last: "[ABHS 950/Box 1228, 40/412 Part 6 Archives New Zealand/…, Head Office, Wellington]".
ARCHIVE_LAST = re.compile(
    r"\[ ?(?P<whole>(?P<fonds>[A-Z]{2,5} \d[^,\[\]]*),\s*(?P<mark>[^\[\]]+?),?\s+(?P<repository>(?:National )?Archives?\s[A-Z][^,/\[\]]+)[^\[\]]*)\]"
)
# "MfAA C 1082/75": the archive's letters, then a series of its own and a number.
SERIES_ALONE = re.compile(r"^(?P<repository>[A-Z][A-Za-z-]{2,}) (?P<fonds>[A-Z]{1,2}\.? ?\d\S*)$")
#: What opens a reference that names no archive: "fond 0211", "dosja 48", "XIX-K-4-b", "109-03344-02".
NO_REPOSITORY = re.compile(
    r"^(?:fonds?|opis|dosja|fondi|spis|sygn\.?|zesp[oó][lł]|f\.|op\.|a\.\s?e\.|telegrams?|cables?|ciphers?|correspondence|protocols?|box|folder|file|doboz|t[oó]m|bestand|signatur)\b|\d",
    re.IGNORECASE,
)
REPOSITORY_FIRST = re.compile(r"^(?P<repository>[^,:]+)[,:]\s*(?P<rest>.+)$", re.DOTALL)


# The archive's full name before a colon: "[FRANKLIN D. ROOSEVELT LIBRARY: ROOSEVELT PAPERS, …]".
NAMED_FIRST = re.compile(
    r"\[ ?(?P<whole>(?P<repository>[A-Z][\w.'’ -]*(?:LIBRARY|Library|ARCHIVES?|Archives?)(?: OF [A-Z ]+| of (?:[A-Z]\w+ ?)+)?)\s?:\s?(?P<rest>[^\[\]\n]+))\]"
)


class Reference(msgspec.Struct, frozen=True):
    """An archive reference as printed, and its parts."""

    whole: str
    repository: str | None = None
    fonds: str | None = None
    shelfmark: str | None = None
    url: str | None = None


def split_reference(whole: str, url: str | None = None) -> Reference:
    """Split a reference at its commas: who keeps it, in which fonds or series, under which mark."""
    plain = " ".join(whole.split()).strip(" .;")
    counted = COUNTED.match(plain)
    if counted is not None:
        return Reference(plain, counted["repository"], counted["fonds"], counted["rest"], url)
    match = REPOSITORY_FIRST.match(plain)
    if match is None:
        alone = MARK_ALONE.match(plain)
        if alone is not None:
            return Reference(plain, alone["repository"], None, alone["mark"], url)
        return Reference(plain, plain or None, url=url)
    repository = match["repository"].strip()
    parted = _parted(repository, match["rest"].strip())
    if parted is not None:
        return Reference(plain, *parted, url)
    fonds, _, shelfmark = match["rest"].partition(",")
    if is_post(fonds) and shelfmark:  # an archive named with its city
        repository = f"{repository}, {fonds.strip()}"
        fonds, _, shelfmark = shelfmark.partition(",")
    return Reference(plain, repository, fonds.strip() or None, shelfmark.strip() or None, url)


def _parted(first: str, rest: str) -> tuple[str | None, str | None, str | None] | None:
    """Repository, fonds and shelfmark where the first piece of a reference is not the name of the archive alone."""
    series, alone = SERIES_ALONE.match(first), MARK_ALONE.match(first)
    if series is not None:
        return series["repository"], series["fonds"], rest
    if alone is not None and " " in alone["repository"]:
        return alone["repository"], None, f"{alone['mark']}, {rest}"
    if NO_REPOSITORY.search(first):
        return None, first, rest
    return None


def find_reference(text: str) -> tuple[Reference, Passage] | None:
    """The last reference of the colon form in a text, with where it stands."""
    last = ARCHIVE_LAST.search(text)
    if last is not None:
        plain = " ".join(last["whole"].split())
        where = Passage(last.start("whole"), last.end("whole"))
        return Reference(plain, last["repository"].strip(), last["fonds"].strip(), last["mark"].strip()), where
    named = NAMED_FIRST.search(text)
    if named is not None:
        return split_reference(named["whole"]), Passage(named.start("whole"), named.end("whole"))
    found = [m for m in COLON.finditer(text) if _is_reference(m)]
    if not found:
        return None
    match = found[-1]
    return split_reference(match["whole"], match["url"]), Passage(match.start("whole"), match.end("whole"))


def _is_reference(match: re.Match[str]) -> bool:
    """A repository's sign is in capitals and what follows holds a figure or is in capitals as well."""
    rest = match["rest"]
    letters = match["repository"]
    capital = sum(c.isupper() for c in letters) >= max(2, len(letters) - 1)
    return capital and len(rest) < 90 and (any(c.isdigit() for c in rest) or rest.isupper())


def is_reference_line(line: str) -> bool:
    """True where a line is nothing but an archive reference, in brackets or not."""
    plain = re.sub(r"\(https?[^)]*\)?", "", line).strip("_* []\\\t")
    if ARCHIVE_LAST.fullmatch(line.strip("_* \\\t")) or NAMED_FIRST.fullmatch(line.strip("_* \\\t")):
        return True
    match = COLON.search(plain)
    return match is not None and _is_reference(match) and len(match["whole"]) >= len(plain) - 3
