"""The source note of an edited document: where it is kept, how secret it was, who drafted it, who got copies.

The order is that of the editors of *Foreign Relations of the United States*: reference; classification and
handling; then sentences on transmission and drafting ("Source: …, RG 59, Central Files 1964–66, POL 27–3 VIET S.
Top Secret; Exdis. Drafted by …"). Volumes before 1950 print a bare file number above the head.
"""

from __future__ import annotations

import re

import msgspec

from vermerk.reading.archive import Reference

SOURCE = re.compile(r"^\W*Sources?\s*:\s*", re.IGNORECASE)
LEVELS = (
    "Top Secret|Most Secret|Secret|Confidential|Restricted|Unclassified|Limited Official Use|Official Use Only|"
    "Administratively Confidential|Strictly Confidential|Personal and Confidential|Eyes Only"
)
#: The sentence of the classification: the degree, then handling after semicolons or commas.
SECRECY = re.compile(
    rf"(?:^|[.;)\]]\s+)(?P<whole>(?P<level>{LEVELS}|No classification(?: marking)?)(?=\s*[.;,]|\s+and\s|$)[^.()]*)(?:\.|$)"
)
#: What tells how fast a message goes, not how secret it is.
URGENCY = re.compile(
    r"^(?:Operational Immediate|Emergency|Priority|Immediate|Niact(?: Immediate)?|Flash|Routine|Emergency|Urgent|Personal)\b",
    re.IGNORECASE,
)
STOP = re.compile(
    r"(?<!\bVol)(?<!\bVols)(?<!\bNo)(?<!\bNos)(?<!\bPt)(?<!\bSt)(?<!\bDr)(?<!\bMr)(?<!\bConf)(?<!\bDept)(?<![ .][A-Z])(?<!\bJan)"
    r"(?<!\bFeb)(?<!\bAug)(?<!\bSept)(?<!\bOct)(?<!\bNov)(?<!\bDec)(?<!\bGen)(?<!\bAmb)\.(?=\s+[A-Z(“\"]|\s*$)"
)
FILE_NUMBER = re.compile(r"^[A-Z]{0,4}\s?\d[\w.]*[./][\w./–-]*\d|^[A-Z][\w .]+ \d[\w.]*/[\w./–-]+")
#: Office files of older volumes: "CA Files: Lot 56 D 625".
LOT = re.compile(r"^(?P<fonds>[A-Z][\w/ .-]*Files?)[:,] (?P<mark>Lot .+)$")
RECORD_GROUP = re.compile(r"^(?:RG|Record Group)\s?\d+", re.IGNORECASE)
NAME = r"(?:[A-Z]\.\s?)*(?:Mc|Mac|O’|O'|De|Van|von|de)?\s?[A-Z][\w’'-]+(?:,? (?:Jr|Sr)\.|(?: [A-Z]\.)* [A-Z][\w’'-]+)*"
_WROTE = (
    r"(?:[Dd]rafted(?: and (?:initialed|signed|dictated|approved))?|(?:[Mm]inutes |[Nn]otes |[Mm]emorandum |[Rr]ecord )?[Pp]repared|[Dd]ictated|"
    r"(?:[Nn]otes|[Mm]inutes) (?:were )?taken|[Tt]ranscribed|[Rr]ecorded|[Cc]ompiled)"
)
DRAFTED = re.compile(
    rf"\b{_WROTE}(?: (?:on|in) [^;.]{{1,30}}?)? by (?:Mr\. |Mrs\. |Miss |Dr\. |Ambassador |Assistant Secretary )?(?P<who>{NAME})"
)
#: The body in which a paper was made, where no person is told.
PREPARED_IN = re.compile(
    r"\b(?:[Pp]repared|[Dd]rafted|[Cc]ompiled) (?:in|by) the (?P<body>[A-Z][\w’.]+(?: (?:of|for|and|on|the|[A-Z][\w’.-]+))*)(?=[.,;]| on | and | with |$)|"
    r"\b[Ss]ubmitted by the (?P<by>Director of [A-Z]\w+(?: [A-Z]\w+)*)"
)
DRAFTERS = frozenset(
    "Bureau Office Department Division Staff Embassy Mission Agency Council Committee Director Central".split()
)
SENT = re.compile(
    r"\b(?:sent|repeated|passed|relayed|pouched|transmitted)(?: (?:also|for (?:information|action)|priority|immediate|Eyes Only))*"
    r" to (?P<who>[^.;()]+?)(?=,? (?:and|which was|but|for) (?:also )?(?:sent|repeated|passed|relayed|pouched|transmitted|was)\b|[.;(]|$)",
    re.IGNORECASE,
)
LANGUAGES = (
    "Albanian|Arabic|Bulgarian|Burmese|Cambodian|Chinese|Croatian|Czech|Danish|Dutch|Estonian|Finnish|French|German|Greek|Hebrew|"
    "Hungarian|Indonesian|Italian|Japanese|Khmer|Korean|Lao|Latvian|Lithuanian|Malay|Norwegian|Persian|Farsi|Polish|Portuguese|"
    "Romanian|Russian|Serbian|Slovak|Spanish|Swedish|Thai|Turkish|Ukrainian|Urdu|Vietnamese"
)
LANGUAGE = re.compile(
    rf"\b(?:translat\w+ from (?:the )?(?:original )?|original (?:text |document |message |letter )?(?:is |was )?in (?:the )?)(?P<language>{LANGUAGES})\b",
    re.IGNORECASE,
)
TRANSLATOR = re.compile(rf"\b(?:[Tt]ranslated|[Tt]ranslation(?: was)?(?: made| prepared)?) by (?:the )?(?P<who>{NAME})")


class SourceNote(msgspec.Struct, frozen=True):
    """What a source note tells; null where it is silent."""

    reference: Reference | None = None
    classification: str | None = None
    drafter: str | None = None
    translator: str | None = None
    language: str | None = None
    distribution: tuple[str, ...] = ()
    body: str | None = None


def read_source(note: str) -> SourceNote:
    """Read the words of a source note."""
    words = " ".join(note.split())
    begins = SOURCE.match(words)
    rest = words[begins.end() :] if begins else words
    secrecy = SECRECY.search(rest)
    stop = STOP.search(rest)
    end = min(secrecy.start("whole") if secrecy else len(rest), len(rest))
    if stop is not None and not (secrecy and secrecy.start() >= stop.start() and _goes_on(rest, stop.end(), end)):
        end = min(end, stop.start())
    kept = rest[:end].strip(" .;,")
    tail = rest[end:]
    made = PREPARED_IN.search(tail)
    drafter, translator, language = DRAFTED.search(tail), TRANSLATOR.search(tail), LANGUAGE.search(tail)
    return SourceNote(
        reference=_reference(kept, printed_bare=begins is None),
        classification=_secrecy(secrecy),
        drafter=drafter["who"] if drafter and not DRAFTERS & set(drafter["who"].split()) else None,
        translator=translator["who"] if translator else None,
        language=language["language"].title() if language else None,
        distribution=tuple(dict.fromkeys(_recipients(tail))),
        body=(made["body"] or made["by"]).rstrip(".") if made else None,
    )


def _goes_on(rest: str, stop: int, secrecy: int) -> bool:
    """True where the reference holds a full stop of its own ("Vol. IV. Memos, 1967. Secret."): no verb between."""
    return not re.search(
        r"\b(?:was|were|is|are|by|has|had|drafted|sent|from a|indicates)\b", rest[stop:secrecy], re.IGNORECASE
    )


def _reference(kept: str, *, printed_bare: bool) -> Reference | None:
    """Split a reference into who keeps it, the fonds or series, and the mark inside it."""
    if not kept or re.match(r"Ibid|Same|See |Printed|Text ", kept, re.IGNORECASE):
        return None
    if printed_bare:
        number = re.split(r":\s*(?:Telegram|Circular|Airgram|Despatch|Radiogram)\b", kept.strip("[] "))[0]
        lot = LOT.match(number)
        if lot is not None:
            return Reference(number, fonds=lot["fonds"], shelfmark=lot["mark"])
        return Reference(number, shelfmark=number) if FILE_NUMBER.match(number) else None
    pieces = re.split(r",\s+|(?<=Files):\s+|(?<=Papers):\s+", kept)
    if len(pieces) == 1:
        return Reference(kept, repository=kept)
    first = 3 if len(pieces) > 3 and RECORD_GROUP.match(pieces[1]) else 2
    return Reference(kept, pieces[0], ", ".join(pieces[1:first]), ", ".join(pieces[first:]) or None)


def _secrecy(match: re.Match[str] | None) -> str | None:
    if match is None or match["level"].startswith("No "):
        return None
    pieces = [piece.strip() for piece in re.split(r"[;,]", match["whole"])]
    kept = [piece for piece in pieces if piece and not URGENCY.match(piece)]
    named = [piece for at, piece in enumerate(kept) if at == 0 or len(piece.split()) <= 4]
    return "; ".join(named)


def _recipients(words: str) -> list[str]:
    found: list[str] = []
    for match in SENT.finditer(words):
        for piece in re.split(r",\s*(?:and\s+)?|\s+and\s+(?=(?:the )?[A-Z])", match["who"]):
            plain = re.sub(r"^(?:also )?(?:the|all)\s+", "", piece.strip())
            found += [plain] if plain[:1].isupper() and len(plain) < 60 else []
    return found
