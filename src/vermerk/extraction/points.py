"""Whose words the points of a list are, from the paragraph that announces them to the last point.

A point that itself ends in a colon may have points without numbers; a point that is numbered as the announcing paragraph
was goes on with what stood before the list.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from spacy.tokens import Token

from vermerk.extraction.attribution import SPEAKING, Rung, cue_of, subject_of
from vermerk.extraction.clauses import PREDICATES
from vermerk.extraction.complements import can_hold
from vermerk.extraction.lexicon import Lexicon, read_pairs
from vermerk.extraction.speech_nouns import maker
from vermerk.model import Certainty, Link, Mode

ITEM = re.compile(r"\W*(?:(?:[a-z]|[ivx]{1,4}|\d{1,2})[.)]|To\b|That\b|[a-z]|$)|[-–—•*]")
QUOTED = re.compile(r"\W{0,2}[\"“‘'].*[\"”’']\W{0,3}", re.S)  # a paragraph all of it in quotation marks
NUMBER = re.compile(
    r"\s*(?P<open>\(?)(?:(?P<figure>\d{1,2})|(?P<roman>[ivx]{1,5})|(?P<letter>[a-z]))\\?(?P<close>[.)])"
)
COLON = re.compile(r":\W{0,2}$")
SHORT = 240  # characters that a point without number has at most


def numbering(text: str) -> str | None:
    """How a paragraph is numbered: its sort of number with the marks around it; null for none."""
    found = NUMBER.match(text)
    return f"{found['open']}{_sort(found)}{found['close']}" if found is not None else None


def _sort(found: re.Match[str]) -> str:
    return next(sort for sort in ("figure", "roman", "letter") if found[sort])


@dataclass(slots=True)
class OpenLists:
    """The lists that are open, the innermost last, each with the numbering of the paragraph that announced it."""

    open: list[tuple[Link, str | None]] = field(default_factory=list)
    number: str | None = None  # how the paragraph looked at last is numbered
    unnumbered: bool = False  # whether the last numbered point ended in a colon
    fresh: bool = False  # whether the paragraph looked at last announced the list

    @property
    def whose(self) -> Link | None:
        """Whose words the points of the innermost list are."""
        return self.open[-1][0] if self.open else None

    def announce(self, link: Link) -> None:
        """Open a list that the paragraph looked at last announces."""
        self.open.append((link, self.number))
        self.unnumbered, self.fresh = False, True

    def open_point(self, text: str) -> None:
        """Close the lists to which a paragraph does not belong."""
        self.number = numbering(text)
        given = (
            self.fresh and QUOTED.fullmatch(text.strip()) is not None
        )  # "you commented:", and what follows in quotation marks
        self.fresh = False
        if not self.open:
            return
        at = next((n for n, (_, own) in enumerate(self.open) if own is not None and own == self.number), None)
        if at is not None:
            del self.open[at:]
        elif not (given or ITEM.match(text)):
            if not (self.unnumbered and len(text) <= SHORT):
                self.open.clear()
            return
        self.unnumbered = bool(COLON.search(text))


def announced_by(root: Token, lexicon: Lexicon) -> Rung | None:
    """Who gives the points that a sentence announces, and how; null where it names nobody.

    By its verb ("X summarised the position as follows:"), or by a noun of speech that it is ("a summary of the views of X:").
    """
    if root.pos_ not in PREDICATES:
        return None
    cue = cue_of(root, lexicon)
    if cue is not None:
        speaks = cue[0].mode in SPEAKING and cue[1] is not None
        return Rung(cue[1], cue[0].mode, Certainty.CERTAIN, root) if speaks else None
    if root.lemma_ == "be":
        return next(filter(None, (_owned(noun, lexicon) for noun in _told(root))), None)
    subject = subject_of(root)
    if subject is None or read_pairs("account.tsv").get(root.lemma_.lower()) != "hands over":
        return None
    return Rung(subject, Mode.SAYS, Certainty.CERTAIN, root, named=False) if can_hold(subject, lexicon) else None


def _told(verb: Token) -> Iterator[Token]:
    """What a sentence with "be" says that the list is, with what that is of ("a summary of the main expressions of opinion")."""
    for child in verb.children:
        noun: Token | None = child if child.dep_ in {"attr", "nsubj"} else None
        while noun is not None:
            yield noun
            of = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ == "of"), None)
            noun = next((g for g in of.children if g.dep_ == "pobj"), None) if of is not None else None


def _owned(noun: Token, lexicon: Lexicon) -> Rung | None:
    """Whose view or statement a noun names; null for other nouns and for nobody's."""
    source = lexicon.sources.get(noun.lemma_.lower())
    if source is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or maker(noun)
    if owner is None or not can_hold(owner, lexicon):
        return None
    mode = source.mode if source.mode in SPEAKING else Mode.SAYS
    return Rung(owner, mode, Certainty.CERTAIN, noun, named=False)
