"""What tells titles, subjects, salutations and lists of persons from running text at the head of a document."""

from __future__ import annotations

import re

from vermerk.reading.head import classification
from vermerk.reading.paragraphs import folded
from vermerk.reading.people import HONORIFICS, OFFICE
from vermerk.reading.signing import is_name

SALUTATION = re.compile(
    r"^\W*(?:(?:my |our )?(?:dear|esteemed|respected|highly esteemed)\b.{2,60}$|(?:sir|excellency|your excellency|gentlemen|comrades?)[,:!.]?$)",
    re.IGNORECASE,
)
#: To whom a paper goes, without a colon: "To the State Secretariat", "For Director Malczyk", "[To] the Foreign Ministry".
ADDRESSED = re.compile(
    r"^\W*(?:\[?(?:To|TO|For|FOR)\]?|Attention|Attn\.?)[: ]\s*(?=(?:the |comrade |THE )?[^\W\d_a-z]|comrade )"
)
SENTENCE_END = re.compile(r"[.?!][\"'”’)\]]*\s?(?:\[\d+\](?:\(#\w+\))?|\d{1,2})?$")
RUNNING = re.compile(r"[a-z]{2}\. [A-Z]|\b(?:I|we|he|she|they|has|have|had|was|were|said|told)\b")
VERB = re.compile(r"\b(?:has|have|had|was|were|is|are|said|will|would|called|saw|told|received|arrived|visited|met)\b")
TITLE_WORD = re.compile(
    r"^(?:extracts? from |excerpts? from |draft |untitled |verbal |verbatim |stenographic )?(?:the )?(?:journal|(?:from the )?(?:official )?(?:diary|journal)|record of|minutes? of|"
    r"memorandum|memo|notes?|reports?|information|(?:ciphered )?telegram|cable|letter|transcript|stenographic|protocol|"
    r"resolution|decision|conversation|account|summary|comment|stenogram|shorthand|aide[- ]m[ée]moire|interview|circular|directive|analysis|overview|"
    r"proposals?|about a|on a|on the)\b",
    re.IGNORECASE,
)
# A heading that runs on into its date line: "Chifley to Evatt [CANBERRA], 24 October 1947".
DATED_TITLE = re.compile(
    r"^(?P<title>\d*\s*[A-Z].{3,}? to .{3,}?)\s+(?:(?:Cablegram|Telegram|Letter|Submission|Memorandum|Note|Despatch|Dispatch|Minute)[\w .]*\s+)?"
    r"\[?[A-Z][A-Z ]{3,}\]?,\s+\d{1,2} [A-Z]"
)
#: A stamp of whoever received the paper; its date is not the document's.
RECEIVED = re.compile(r"^(?:Received|Registered|Entered)(?: by| in| at)? (?:the )?[A-Z]")
#: Who wrote a paper, below its title: "By Georgi Petrov – Ambassador to Cuba".
BY_LINE = re.compile(r"^By (?P<who>(?:[Cc]omrade |Dr\. |Mr\. )?(?:[^\W\d_a-z][\w.'’-]*\s?){2,4})(?:[,–—-].{0,60})?$")
STAMP = re.compile(r"^\W*\[+(?:[^\[\]]|\[[^\[\]]*\])*\]*$")
ISSUING = re.compile(r"^(?:The )?(?:[A-Z][\w’'-]+ ){0,4}(?:Embassy|EMBASSY|Legation|Ministry|MINISTRY)\b.{0,60}$")


def title_key(title: str) -> str:
    """A title without its number, case and punctuation, for comparing."""
    plain = re.sub(r"^\s*\d{1,4}\s+|(?<=[a-zA-Z])\d{1,2}\b", "", folded(title))
    return re.sub(r"[\W_]+", " ", plain).strip().casefold()


def is_roll(plain: str) -> bool:
    """True for several persons with their offices set one after another in one paragraph, without a sentence."""
    offices = len(OFFICE.findall(plain))
    return offices > 2 and plain.count(",") > 2 and re.search(r"[a-z]{3}\.(?:\s|$)", plain) is None


def attends(plain: str) -> bool:
    """True for an entry of a list of those present: a person, or the name of a side."""
    if len(plain) > 140 or VERB.search(plain) or classification(plain) is not None:
        return False
    titled = HONORIFICS.match(plain) is not None or OFFICE.search(plain) is not None
    return titled or is_name(plain.rstrip(".")) or re.fullmatch(r"(?:For )?[A-Z][\w ]{2,40}:?", plain) is not None
