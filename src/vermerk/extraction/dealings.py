"""How relations go on and how they are, where a pronoun means them: said of both whose relations they are."""

from __future__ import annotations

from spacy.tokens import Token

from vermerk.extraction.change_words import NOUNS
from vermerk.extraction.clauses import Clause
from vermerk.extraction.construction_words import Told, two, words
from vermerk.extraction.discourse import Memory
from vermerk.extraction.lexicon import Lexicon
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.roles import Roles
from vermerk.model import Kind

RELATIONS = frozenset({"relation", "relations", "relationship", "relationships", "tie", "ties", "contact", "contacts"})
THAT = frozenset({"it", "they", "these", "this", "that", "those"})


def dealings(clause: Clause, roles: Roles, reader: PartyReader, memory: Memory, lexicon: Lexicon) -> Told | None:
    """How relations go on or how they are, where they are meant by a pronoun or named without their parties."""
    noun = _relations_meant(clause.subject)
    if noun is None:
        return None
    kind = _kind_of_dealings(clause, lexicon)
    if kind is None:
        return None
    both = two(reader.read(noun)) or memory.in_question()
    if both is None:
        return Told(kind)
    return Told(kind, Roles((both[0],), (both[1],), (), None, roles.here, inferred=True))


def _kind_of_dealings(clause: Clause, lexicon: Lexicon) -> Kind | None:
    head = clause.head
    if head.lemma_.lower() in words()["carried on"] and clause.passive:
        ways = [g for c in head.children if c.dep_ in {"prep", "agent"} for g in c.children]
        private = any(c.lower_ in words()["manner"] for c in head.children)
        if private or any(noun.lemma_.lower() in words()["channels"] for noun in ways):
            return Kind.CONTACT
    if head.lemma_ == "be":
        how = next((c for c in head.children if c.dep_ == "acomp"), None)
        frames = lexicon.frames.get((how.lemma_.lower(), "adjective"), ()) if how is not None else ()
        if any(frame.kind is Kind.ASSESSMENT for frame in frames):
            return Kind.ASSESSMENT
    return None


def _relations_meant(subject: Token | None) -> Token | None:
    """The noun of relations that a subject is or, as a pronoun of its number, stands for; none with parties of its own."""
    if subject is None:
        return None
    if subject.lower_ not in THAT:
        return None
    plural = subject.lower_ in {"they", "these", "those"}
    near = [t for t in subject.doc[subject.sent.start : subject.i] if t.pos_ in NOUNS and t.dep_ not in {"compound"}]
    if not near and subject.sent.start > 0:
        before = subject.doc[subject.sent.start - 1].sent
        near = [t for t in before if t.pos_ in NOUNS and t.dep_ in {"nsubj", "nsubjpass", "dobj", "attr"}]
        near = near[:1]
    near = [t for t in near if not any(above in near for above in t.ancestors)]  # not what hangs on another noun
    fitting = [t for t in near if (t.tag_ in {"NNS", "NNPS"}) == plural]
    leading = fitting[-1] if fitting else None
    return leading if leading is not None and leading.lemma_.lower() in RELATIONS else None
