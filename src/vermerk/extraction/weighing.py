"""A clause read for its chain, its parties and the likelihood of each kind: first by the model, then by rules that are sure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from vermerk.extraction.account import Account
from vermerk.extraction.attribution import rungs
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.clauses import Clause, own_span
from vermerk.extraction.constructions import told_by
from vermerk.extraction.declaring import declares_ignorance, declares_knowledge
from vermerk.extraction.deeds import roles_of_deed
from vermerk.extraction.features import features, kind_scores, triggers
from vermerk.extraction.formulae import is_formula
from vermerk.extraction.kinds import NONE, KindModel, by_lexicon, shape_of
from vermerk.extraction.negation_above import untold
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.posting import deeds_of
from vermerk.extraction.roles import Roles, assign
from vermerk.extraction.senses import in_sense
from vermerk.extraction.surroundings import surroundings
from vermerk.language.parse import Paragraph
from vermerk.model import Certainty, Kind, Part, PartKind

# A declared ignorance and a question are what they are, whatever the model says.
SURE_OF_KNOWLEDGE: Mapping[str, float] = {Kind.KNOWLEDGE: 0.95, NONE: 0.05}
SURE_OF_CONTACT: Mapping[str, float] = {Kind.CONTACT: 0.95, NONE: 0.05}
SURE = 0.9  # share of the kind that what a clause changes tells
TALKS = frozenset({"conversation", "talk", "meeting", "discussion", "interview"})
FINITE = frozenset({"main", "complement", "adverbial"})


@dataclass(frozen=True, slots=True)
class ClauseReader:
    """Reads the clauses of one record into candidates."""

    account: Account
    model: KindModel | None  # null: the frame lexicon alone tells kinds
    parts: Sequence[Part]
    paragraphs: int  # of the record

    def candidate(self, clause: Clause, clauses: Sequence[Clause], reader: PartyReader) -> Candidate | None:
        """A clause among those of its sentence as a candidate; null for a formula, and for what nobody said."""
        lexicon = reader.lexicon
        others = frozenset(c.head.i for c in clauses if c.head.i != clause.head.i and _apart(c))
        ends = own_span(clause, others)
        if ends is None or untold(clause.head, lexicon):
            return None
        found = rungs(clause.head, lexicon)
        if any(rung.unsaid for rung in found) or (reader.memory.voice is None and is_formula(clause, lexicon)):
            return None
        words = tuple(reader.paragraph.doc[ends[0].i : ends[1].i + 1])
        chain, doubt = self.account.chain(found, reader, clause.head)
        roles = assign(clause, words, reader, found)
        row = features(clause, words, chain, roles.names(), lexicon)
        row |= surroundings(clause, words, chain, roles, reader.paragraph, self.paragraphs)
        shape = shape_of(clause.head, words)
        shares: Mapping[str, float]
        if self.model is not None:
            shares = self.model.probabilities(row, shape)
        else:
            shares = by_lexicon(kind_scores(triggers(clause, words, lexicon)))
        shares = in_sense(shares, clause, reader)
        return self._ruled(Candidate(clause, words, chain, doubt, tuple(found), roles, shares, row, shape), reader)

    def _ruled(self, weighed: Candidate, reader: PartyReader) -> Candidate:
        """What a rule tells surely stands, whatever the model says; the first rule that speaks decides."""
        clause, roles = weighed.clause, weighed.roles
        ignorant = declares_ignorance(clause.head, reader.lexicon)
        finite = clause.form in FINITE and clause.head.tag_ != "VB"
        if ignorant is not None and finite and reader.read(ignorant):
            return self._ignorance(weighed, ignorant, reader)
        if clause.form in {"main", "fragment"} and self._asked(clause, reader):
            return self._question(weighed, reader)
        if declares_knowledge(clause.head):
            return replace(weighed, shares=SURE_OF_KNOWLEDGE)
        if deeds := deeds_of(clause, reader):
            shares = dict.fromkeys(deeds, SURE) | {NONE: 1 - SURE}
            return replace(weighed, shares=shares, roles=roles_of_deed(deeds[0], clause, roles, reader), sure=True)
        told = told_by(clause, roles, reader, reader.memory, reader.lexicon)
        if told is not None:
            shares = {told.kind: SURE, NONE: 1 - SURE}
            sure = told.roles is not None
            return replace(weighed, shares=shares, roles=told.roles or roles, sure=sure, each_way=told.each_way)
        if _is_title(clause, reader.paragraph):
            return replace(weighed, shares=SURE_OF_CONTACT)
        return weighed

    def _ignorance(self, weighed: Candidate, ignorant: Token, reader: PartyReader) -> Candidate:
        """Somebody says that he does not know: his not knowing is the statement."""
        return replace(
            weighed,
            chain=self.account.ignorance(ignorant, reader),
            doubt=Certainty.UNKNOWN,
            roles=Roles(tuple(reader.read(ignorant)[:1]), (), (), weighed.roles.what),
            shares=SURE_OF_KNOWLEDGE,
            sure=True,
        )

    def _question(self, weighed: Candidate, reader: PartyReader) -> Candidate:
        """Somebody asks, in his own words or as the author: whom he talks with is asked."""
        memory = reader.memory
        asked = memory.hearer if memory.voice is not None else memory.partner
        toward = (asked,) if asked is not None else ()
        return replace(
            weighed,
            chain=self.account.question(),
            doubt=Certainty.UNKNOWN,
            roles=Roles((memory.self_ref(),), toward, (), weighed.roles.what),
            shares=SURE_OF_KNOWLEDGE,
            sure=True,
        )

    def _asked(self, clause: Clause, reader: PartyReader) -> bool:
        """True where a paragraph is a question the author puts, or a sentence one put in a speaker's own words."""
        if reader.memory.voice is not None:
            return clause.head.sent.text.rstrip(" \"'”’)").endswith("?")
        end = reader.paragraph.passage.end - 1
        return any(part.kind is PartKind.QUESTION and part.passage.holds(end) for part in self.parts)


def _apart(clause: Clause) -> bool:
    """True for clauses whose parties are their own: finite ones, not infinitives, participles or nouns."""
    if clause.form in {"nominal", "infinitive", "gerund", "participle"}:
        return False
    return not (clause.head.tag_ == "VB" and clause.subject is None and not clause.helpers)


def _is_title(clause: Clause, paragraph: Paragraph) -> bool:
    """True for the talk that a document's own title names ("about a Conversation between …")."""
    if paragraph.number != 0 or clause.head.lower_ not in TALKS:
        return False
    return clause.form in {"nominal", "fragment"} and clause.head.doc.text[:1].islower()
