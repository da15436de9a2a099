"""What the text has spoken of so far: the memory that pronouns, "both countries" and "there" reach back to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from spacy.tokens import Span, Token

from vermerk.model import Status

if TYPE_CHECKING:
    from vermerk.extraction.parties import PartyReader

MAKING = frozenset({"by", "from", "of"})  # how a text is joined to whoever made it
STATE_KINDS = frozenset({"state", "body", "group"})


class Ref(NamedTuple):
    """A party as one place of the text names it."""

    name: str
    kind: str
    key: str | None
    form: str
    start: int
    end: int
    state: str | None = None


@dataclass(slots=True)
class Memory:
    """Parties in the order they came up, freshest last."""

    author: str
    home: str | None
    conversation: bool = False
    speaker: Ref | None = None  # whose account runs
    states: list[Ref] = field(default_factory=list)
    persons: list[Ref] = field(default_factory=list)
    subjects: list[Ref] = field(default_factory=list)
    pair: tuple[Ref, Ref] | None = None
    about: tuple[Ref, Ref] | None = None  # the two states whose relations the record's title names
    topic: Ref | None = None  # from the heading of the part ("On Pakistan:")
    main: Ref | None = None  # the state the record speaks of most
    talkers: list[Ref] = field(default_factory=list)  # those who talk, without interpreters
    addressee: Ref | None = None  # to whom a letter, minute or cable is written
    partner: Ref | None = None  # the one the author talks with
    mission: tuple[Ref, Ref] | None = None  # whose mission, and where, was spoken of last
    sent_at: int = -9  # when it was
    missions: dict[tuple[str, str], int] = field(default_factory=dict)  # rank of the highest told, by sender and seat
    term: str | None = None  # of the agreement told of last (EDTF)
    term_at: int = -9  # when that was told
    works: list[tuple[str, frozenset[str], Ref]] = field(default_factory=list)  # noun, words before it, whose
    opening: Status | None = None  # how the points of a list stand, as the paragraph whose colon opens it says
    place: Ref | None = None  # the state where things last happened
    paired: bool = False  # whether the pair was set by a statement of this very sentence
    clock: int = 0  # sentences read
    placed_at: int = -9  # when ``place`` was named
    glosses: dict[int, Ref] = field(default_factory=dict)  # editor's names behind pronouns, by the pronoun's end
    voice: Ref | None = None  # who speaks in his own words, where the record gives them ("Kim: We …")
    hearer: Ref | None = None  # to whom

    def note(self, refs: list[Ref], *, subject: bool = False) -> None:
        """Remember parties that were just named; two states named together become the pair in question."""
        for ref in refs:
            pool = self.persons if ref.kind in {"person", "office"} else self.states
            pool[:] = [known for known in pool[-12:] if known.name != ref.name] + [ref]
            if subject:
                self.subjects[:] = [known for known in self.subjects[-6:] if known.name != ref.name] + [ref]
        states = [ref for ref in refs if ref.kind == "state"]
        if len(states) >= 2 and states[0].name != states[1].name and not self.paired:
            self.pair = (states[0], states[1])

    def note_pair(self, one: Ref, other: Ref) -> None:
        """Remember two states that a statement of this sentence sets against each other."""
        self.pair, self.paired = (one, other), True

    def in_question(self) -> tuple[Ref, Ref] | None:
        """The two states meant where a sentence names none: those of the title, else those set against each other last."""
        return self.about or self.pair

    def near_place(self) -> Ref | None:
        """The state of the place spoken of, while it is still at hand: named in this or the last two sentences."""
        return self.place if self.clock - self.placed_at <= 2 else None

    def pronoun(self, token: Token, reader: PartyReader) -> list[Ref]:
        """The party a pronoun stands for, or none where the memory does not say."""
        word = token.lower_
        gloss = self.gloss(token)
        if gloss is not None:
            return [gloss]
        if word in {"i", "me", "my", "myself"}:
            first = self.quoted_speaker(token, reader) or self.self_ref()
            return [first._replace(form="pronoun", start=token.idx, end=token.idx + len(token))]
        if word in {"we", "us", "our", "ours", "ourselves"}:
            spoken = self.quoted_speaker(token, reader)
            side = self.side if spoken is None else spoken.name if spoken.kind == "state" else spoken.state
            return [self._as(token, side, "state")] if side else []
        if word in {"he", "him", "his", "she", "her", "himself", "herself"}:
            return self._person(token, reader)
        if word in {"it", "its", "itself"}:
            return self._thing(token)
        if word in {"they", "them", "their", "themselves"}:
            return self._many(token)
        if word in {"you", "your", "yours"}:
            return self._you(token, reader)
        return []

    def quoted_speaker(self, token: Token, reader: PartyReader) -> Ref | None:
        """Whose own words a word inside quotation marks is among; null outside of them, or where nobody is told.

        In words retold "we" is the author's side ("he said he knew that we had an election"), in words given the speaker's.
        """
        if self.voice is not None or not in_quotes(token):
            return None
        for above in token.ancestors:
            subject = next((c for c in above.children if c.dep_ == "nsubj"), None)
            if subject is not None and subject.i != token.i and not in_quotes(above) and not in_quotes(subject):
                persons = [ref for ref in reader.read(subject) if ref.kind in {"person", "office", "state"}]
                if persons:
                    return persons[0]
        return self.speaker

    @property
    def side(self) -> str | None:
        """The state that "we" means: of whoever speaks in his own words, else the author's."""
        return self.voice.state if self.voice is not None else self.home

    def self_ref(self) -> Ref:
        """Whoever "I" is, as a party: the one who speaks in his own words, else the author."""
        return self.voice or Ref(self.author, "person", None, "context", 0, 0, state=self.home)

    def own_state(self, token: Token) -> list[Ref]:
        """The state of whoever speaks ("the Government", said by a minister); the author's where he speaks."""
        state = self.speaker.state if self.speaker is not None else self.home
        return [self._as(token, state, "state")] if state else []

    def _you(self, token: Token, reader: PartyReader) -> list[Ref]:
        """Whoever is spoken or written to."""
        if self.voice is not None:
            return (
                [self.hearer._replace(form="pronoun", start=token.idx, end=token.idx + len(token))]
                if self.hearer
                else []
            )
        return [self._as(token, reader.cast.addressee, "person")] if reader.cast.addressee else []

    def gloss(self, token: Token) -> Ref | None:
        """Whom the editor says a pronoun means ("He [Putivez]")."""
        end = token.idx + len(token)
        for at in (end, end + 1):
            if at in self.glosses:
                return self.glosses[at]._replace(form="gloss", start=token.idx, end=end)
        return None

    @staticmethod
    def _as(token: Token, name: str | None, kind: str) -> Ref:
        return Ref(name or "", kind, None, "pronoun", token.idx, token.idx + len(token))

    def _person(self, token: Token, reader: PartyReader) -> list[Ref]:
        before = _relative_antecedent(token, reader)
        if before is not None:
            return [before._replace(form="pronoun", start=token.idx, end=token.idx + len(token))]
        recent = [ref for ref in self.subjects[-3:] if ref.kind in {"person", "office"} or ref.form == "envoy"]
        if token.dep_ in {"dobj", "dative", "pobj"} and self.partner is not None and self.speaker is None:
            recent = [self.partner]
        if self.speaker is not None and all(ref.form == "unknown" for ref in recent):
            recent = []  # a name nobody knows may be a party's; whoever speaks is surely a person
        found = recent[-1] if recent else self.speaker or self.partner or (self.persons[-1] if self.persons else None)
        return [found._replace(form="pronoun", start=token.idx, end=token.idx + len(token))] if found else []

    def _thing(self, token: Token) -> list[Ref]:
        pool = [ref for ref in self.subjects if ref.kind in STATE_KINDS] or self.states
        if not pool:
            return []
        return [pool[-1]._replace(form="pronoun", start=token.idx, end=token.idx + len(token))]

    def _many(self, token: Token) -> list[Ref]:
        groups = [ref for ref in self.subjects if ref.kind in STATE_KINDS] or self.states
        if not groups:
            return []
        return [groups[-1]._replace(form="pronoun", start=token.idx, end=token.idx + len(token))]

    def both(self, token: Token) -> list[Ref]:
        """The pair meant by "both countries", "the two Governments", "either side"."""
        words = {child.lower_ for child in token.children}
        if self.pair and words & {"both", "two", "either", "respective"}:
            return [ref._replace(start=token.idx, end=token.idx + len(token)) for ref in self.pair]
        return []

    def counterpart(self, actor: Ref) -> tuple[Ref, ...]:
        """The other one of a talk, where there are two who talk."""
        if not self.conversation:
            return ()
        others = [ref for ref in self.talkers if ref.name != actor.name]
        if actor.name == self.author and self.partner is not None:
            return (self.partner,)
        if len(others) > 1:
            own = next((ref.state for ref in self.talkers if ref.name == actor.name), None)
            others = [ref for ref in others if ref.state and ref.state != own] if own else []
        return (others[0],) if others else ()

    def latter(self) -> list[Ref]:
        """What "the latter" stands for: the party named last."""
        pool = [*self.states[-1:], *self.persons[-1:]]
        return [max(pool, key=lambda ref: ref.start)] if pool else []

    def other(self, name: str) -> Ref | None:
        """The other one of the pair in question, where one of the two is named."""
        for pair in (self.about, self.pair):
            if pair is not None and name in {pair[0].name, pair[1].name}:
                return pair[1] if pair[0].name == name else pair[0]
        return None

    def other_of(self, ref: Ref, *, firm: bool) -> Ref | None:
        """The other one of the pair in question beside a party; beside a firm or body of one of the two where ``firm``."""
        own = self.other(ref.name)
        return self.other(ref.state) if own is None and firm and ref.kind == "body" and ref.state else own


def in_quotes(token: Token) -> bool:
    """True for a word between quotation marks of its paragraph."""
    inside = False
    for other in token.doc[: token.i]:
        if other.text in {"“", "‘", "”", "’"}:
            inside = other.text in {"“", "‘"}
        elif other.text == '"':
            inside = not inside
        elif other.text == "'":
            inside = not other.whitespace_ and (other.i == 0 or bool(other.doc[other.i - 1].whitespace_))
    return inside


def _relative_antecedent(token: Token, reader: PartyReader) -> Ref | None:
    """The person whom a pronoun inside a relative clause takes up ("an article by Calwell, in which he …").

    Behind "in which" he is whoever made the text; else the person named last.
    """
    clause = next((above for above in token.ancestors if above.dep_ == "relcl"), None)
    if clause is None:
        return None
    before = token.doc[token.sent.start : token.i]
    if any(t.lower_ == "which" and t.head.dep_ == "prep" and t.i > clause.left_edge.i - 1 for t in before):
        made = _maker(before, reader)
        if made is not None:
            return made
    for other in reversed(before):
        if other.pos_ == "PROPN" and other.text[:1].isupper():
            person = reader.cast.person(other.text)
            if person is not None and person.name != reader.cast.author:
                return Ref(person.name, "person", None, "name", other.idx, other.idx + len(other), state=person.state)
    return None


def _maker(before: Span, reader: PartyReader) -> Ref | None:
    """The person by whom or from whom a text is, whose it is, or who sends it: of the text named last."""
    for noun in reversed(before):
        source = reader.lexicon.sources.get(noun.lemma_.lower())
        if source is None or noun.pos_ != "NOUN":
            continue
        owners = [c for c in noun.children if c.dep_ == "poss"]
        owners += [g for c in noun.children if c.lower_ in MAKING for g in c.children if g.dep_ == "pobj"]
        if noun.dep_ == "dobj":
            owners += [c for c in noun.head.children if c.dep_ == "nsubj" and c.i < noun.i]
        # An owner told of with the very pronoun asked for ("the note of a man whom he …") would ask for itself without end.
        for owner in (o for o in owners if o.right_edge.i < before.end):
            persons = [ref for ref in reader.read(owner) if ref.kind == "person"]
            if persons:
                return persons[0]
        return None
    return None
