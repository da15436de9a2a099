"""The clauses of a sentence: the smallest units that can carry a statement.

Labels of dependencies are those of the ClearNLP scheme (Choi and Palmer 2012), which spaCy's English model uses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from vermerk.extraction.lexicon import Lexicon

if TYPE_CHECKING:
    from spacy.tokens import Span, Token

ClauseForm = Literal[
    "main", "complement", "adverbial", "relative", "participle", "infinitive", "gerund", "nominal", "fragment"
]
FORMS: dict[str, ClauseForm] = {
    "ROOT": "main",
    "conj": "main",
    "parataxis": "main",
    "ccomp": "complement",
    "csubj": "complement",
    "csubjpass": "complement",
    "advcl": "adverbial",
    "relcl": "relative",
    "acl": "participle",
    "xcomp": "infinitive",
    "pcomp": "gerund",
}
SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "csubjpass", "expl"})
OBJECTS = frozenset({"dobj", "attr", "oprd", "dative"})
PREDICATES = frozenset({"VERB", "AUX"})
NOMINAL = frozenset({"NOUN", "PROPN", "NUM"})
PARTICIPLES = frozenset({"VBN", "VBD"})  # the tagger takes many a participle behind a noun for a past tense
TRIM_FRONT = frozenset({"cc", "punct", "preconj"})
CONDITIONS = frozenset(
    {"if", "unless", "whether", "lest", "until", "till", "provided"}
)  # without them a clause says more
POINT = re.compile(r"[A-Za-z]|[ivx]{1,4}|\d{1,2}")  # what numbers a point, before its bracket: "(C) The Netherlands …"


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause: its predicate, what depends on it, and the words that are its own."""

    head: Token
    form: ClauseForm
    subject: Token | None
    objects: tuple[Token, ...]
    agent: Token | None
    passive: bool
    helpers: tuple[Token, ...] = field(default=())
    lead: Token | None = None  # "have" where somebody has a thing done: the words of the clause begin with it

    @property
    def negation(self) -> Token | None:
        """The word that negates the predicate, if any."""
        for child in self.head.children:
            if child.dep_ == "neg" or child.lower_ in {"never", "neither", "nor"}:
                return child
        return None


def find_clauses(sentence: Span, lexicon: Lexicon) -> list[Clause]:
    """Return the clauses of a sentence in the order of their predicates."""
    found = _caused([clause for token in sentence if (clause := _clause(token, lexicon)) is not None])
    root = sentence.root
    if not any(root in {clause.head, clause.lead} for clause in found) and _worth_reading(sentence):
        found.insert(0, _fragment(root))
    return found


def _caused(found: list[Clause]) -> list[Clause]:
    """Join "have" with what somebody has done for him ("Finland has its interests represented"): one clause, and his."""
    having = {clause.head.i: clause for clause in found if clause.head.lemma_ == "have" and clause.subject is not None}
    joined: list[Clause] = []
    led: set[int] = set()
    for clause in found:
        thing = _thing_done(clause)
        have = having.get(_had(clause.head, thing)) if thing is not None else None
        if have is None or thing is None or clause.helpers or have.head.i > thing.i:
            joined.append(clause)
            continue
        objects = (thing, *clause.objects)
        led.add(have.head.i)
        joined.append(
            Clause(clause.head, have.form, have.subject, objects, clause.agent, False, have.helpers, have.head)
        )
    return [clause for clause in joined if clause.head.i not in led]


def _thing_done(clause: Clause) -> Token | None:
    """What a bare participle is done to; behind a noun only where that noun is somebody's own ("its interests")."""
    if clause.head.dep_ == "ccomp" and clause.head.tag_ == "VBN":
        return clause.subject
    noun = clause.head.head
    own = (
        clause.head.dep_ == "acl"
        and clause.head.tag_ in PARTICIPLES
        and noun.dep_ == "dobj"
        and any(c.dep_ == "poss" for c in noun.children)
    )
    return noun if own else None


def _had(participle: Token, thing: Token) -> int:
    return thing.head.i if participle.dep_ == "acl" else participle.head.i


def _leads(have: Token, taken: frozenset[int]) -> bool:
    """True for the "have" of a clause that stands as a statement of its own ("has its interests represented")."""
    done = (c for near in (have, *have.children) for c in near.children if c.dep_ in {"ccomp", "acl"})
    return have.lemma_ == "have" and any(c.i in taken and c.tag_ in PARTICIPLES for c in done)


def _worth_reading(sentence: Span) -> bool:
    return sum(token.is_alpha for token in sentence) >= 3


def _clause(token: Token, lexicon: Lexicon) -> Clause | None:
    if token.pos_ in PREDICATES:
        form = FORMS.get(token.dep_)
        if form is None or (token.dep_ == "conj" and token.head.pos_ not in PREDICATES and not _finite(token)):
            return None
        if form == "participle" and token.tag_ == "VB":
            form = "infinitive"
        return _verbal(token, form)
    if token.pos_ in {"NOUN", "PROPN"} and _eventful(token, lexicon) and token.dep_ not in {"compound", "ROOT"}:
        return _nominal(token)
    return None


def _finite(token: Token) -> bool:
    return any(child.dep_ in SUBJECTS or child.dep_ == "aux" for child in token.children)


def _verbal(token: Token, form: ClauseForm) -> Clause:
    subject = agent = None
    objects: list[Token] = []
    helpers: list[Token] = []
    passive = False
    for child in token.children:
        if child.dep_ in SUBJECTS and subject is None:
            subject = child
            passive = passive or child.dep_ in {"nsubjpass", "csubjpass"}
        elif child.dep_ in OBJECTS:
            objects.append(child)
        elif child.dep_ == "agent":
            agent = next((grand for grand in child.children if grand.dep_ == "pobj"), None)
        elif child.dep_ in {"aux", "auxpass"}:
            helpers.append(child)
            passive = passive or child.dep_ == "auxpass"
    if form == "participle" and token.tag_ == "VBN":
        passive = True
    return Clause(token, form, subject, tuple(objects), agent, passive, tuple(helpers))


def _nominal(token: Token) -> Clause:
    return Clause(token, "nominal", None, (), None, False)


def _fragment(token: Token) -> Clause:
    return Clause(token, "fragment", None, (), None, False)


def _eventful(token: Token, lexicon: Lexicon) -> bool:
    """A noun of the frame lexicon that has parties of its own beside it ("the Ayub visit to the United States")."""
    if not any(
        frame.weight >= 2
        for frame in lexicon.frames.get((token.lower_ if token.pos_ == "PROPN" else token.lemma_.lower(), "noun"), ())
    ):
        return False
    return any(
        child.dep_ in {"poss", "relcl", "acl"}
        or (child.dep_ in {"compound", "amod", "nmod"} and child.text[:1].isupper())
        or (child.dep_ == "prep" and child.lower_ in {"between", "with", "to", "by", "from", "of", "in"})
        for child in token.children
    )


def inherited_subject(clause: Clause) -> Token | None:
    """The subject of a clause, taken over from the clause it hangs on where it has none of its own.

    A second predicate takes the first one's subject; an infinitive the object or subject of its governor; a
    relative clause the noun it describes.
    """
    if clause.subject is not None and clause.subject.tag_ not in {"WDT", "WP"} and clause.subject.dep_ != "expl":
        return clause.subject
    head = clause.head
    if clause.subject is not None and clause.subject.dep_ == "expl":
        return next((o for o in clause.objects if o.pos_ in {"NOUN", "PROPN"}), None)
    for _ in range(6):
        if head.dep_ in {"relcl", "acl"} and head.head.pos_ not in PREDICATES:
            if head.tag_ != "VB":
                return head.head
            owner = _owner(head.head)
            if owner is not None:
                return owner
        governor = head.head
        if governor.i == head.i:
            return None
        if head.dep_ == "xcomp":
            taken = next((c for c in governor.children if c.dep_ in {"dobj", "dative"} and c.pos_ != "ADJ"), None)
            if taken is not None and governor.lemma_.lower() not in {"promise"}:
                return taken
        if head.dep_ in {"conj", "xcomp", "advcl", "pcomp", "acl", "relcl", "prep", "dobj", "pobj", "ccomp"}:
            own = next((c for c in governor.children if c.dep_ in SUBJECTS and c.dep_ != "expl"), None)
            if own is not None and own.tag_ not in {"WDT", "WP"}:
                return own
        head = governor
    return None


def _owner(noun: Token) -> Token | None:
    return next((child for child in noun.children if child.dep_ == "poss"), None)


def own_span(clause: Clause, taken: frozenset[int]) -> tuple[Token, Token] | None:
    """First and last token of a clause's words, without the clauses that stand as statements of their own.

    ``taken`` holds the indices of the predicates of those other statements.
    """
    words = sorted(_own_words(clause.lead or clause.head, taken), key=lambda token: token.i)
    while words and (count := _leading(words, clause.lead or clause.head)):
        del words[:count]
    while words and ((words[-1].is_punct and words[-1].text not in {'"', ")", "'"}) or words[-1].dep_ == "cc"):
        words.pop()
    return (words[0], words[-1]) if words else None


def _leading(words: list[Token], head: Token) -> int:
    """How many words at the front are no part of what is stated: conjunctions, signs, the number of a point.

    The conjunction of a clause within ("As regards …", "While in London …") stays, as does a condition's.
    """
    first = words[0]
    if first.dep_ in TRIM_FRONT or first.is_space or first.is_punct:
        return 1
    if first.dep_ == "mark" and first.head.i == head.i and first.lower_ not in CONDITIONS:
        return 1
    numbered = len(words) > 2 and words[1].text == ")" and words[1].i == first.i + 1
    return 2 if numbered and POINT.fullmatch(first.text) else 0


def with_list(ends: tuple[Token, Token]) -> tuple[Token, Token]:
    """The ends of a clause together with the list that its colon opens ("It will deliver to Pakistan: Iron, steel").

    A list has no predicate; what has one is a clause of its own.
    """
    doc = ends[1].doc
    colon = ends[1].i + 1
    if colon + 1 >= len(doc) or doc[colon].text != ":":
        return ends
    listed = [t for t in doc[colon + 1 : doc[colon + 1].sent.end] if not t.is_space]
    while listed and listed[-1].is_punct and listed[-1].text not in {")", '"', "'"}:
        listed.pop()
    if not listed or any(t.pos_ in {"VERB", "AUX"} for t in listed) or not any(t.pos_ in NOMINAL for t in listed):
        return ends
    return ends[0], listed[-1]


def _own_words(head: Token, taken: frozenset[int]) -> Iterator[Token]:
    yield head
    for child in head.children:
        if child.i in taken or _leads(child, taken):
            continue
        if child.dep_ in {"conj", "parataxis"} and child.pos_ in PREDICATES and _finite(child):
            continue
        yield from _own_words(child, taken)
