"""The running source: whose account a sentence belongs to, carried on from sentence to sentence.

In a record of a talk the account passes to whoever is said to speak and stays with him until someone else
speaks or the author takes it back as "I". Elsewhere it lasts to the end of the paragraph at most.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from spacy.tokens import Span, Token

from vermerk.extraction.attribution import SPEAKING, Rung, cue_of, subject_of
from vermerk.extraction.cast import Cast, Person
from vermerk.extraction.clauses import PREDICATES
from vermerk.extraction.discourse import Memory, Ref, in_quotes
from vermerk.extraction.lexicon import Lexicon, read_pairs
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.points import OpenLists, announced_by
from vermerk.extraction.speech_nouns import document_name, noun_phrase
from vermerk.extraction.taking_part import Side, plainly_past, side_of, tells_the_author
from vermerk.language.parse import Paragraph
from vermerk.model import Certainty, Link, Mode

FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our"})
GENERIC = frozenset({"one", "you", "it", "this", "that", "which", "there"})
PERSONAL = frozenset({"person", "office"})

COLON = re.compile(r":\W{0,2}$")  # how a paragraph ends that announces a list

LEADS = 3  # sentences in which somebody speaks, from which on a record may be an account of a talk with him
SHARE = 0.6  # his share of all sentences in which a named person speaks


def leading_speaker(paragraphs: Sequence[Paragraph], lexicon: Lexicon, cast: Cast) -> Person | None:
    """The one person whose words a record gives throughout, where it lists no participants."""
    counts: Counter[str] = Counter()
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            cue = cue_of(sentence.root, lexicon) if sentence.root.pos_ in PREDICATES else None
            if cue is None or cue[0].mode not in SPEAKING or cue[1] is None or cue[1].pos_ != "PROPN":
                continue
            subject = cue[1]
            words = [t.text for t in paragraph.doc[max(0, subject.i - 2) : subject.i + 1]]
            ended = cast.ending(words)
            person = ended[0] if ended is not None else cast.person(subject.text)
            if person is not None and person.name != cast.author:
                counts[person.name] += 1
    if not counts:
        return None
    name, most = counts.most_common(1)[0]
    return cast.person(name) if most >= LEADS and most >= SHARE * counts.total() else None


@dataclass(slots=True)
class Account:
    """Whose account is running."""

    memory: Memory
    lexicon: Lexicon
    speaker: Ref | None = None
    suspended: bool = False
    side: Side | None = None  # the state or delegation that spoke last, where no person's account runs
    lists: OpenLists = field(default_factory=OpenLists)  # whose words the points of a list are
    announced: bool = False  # whether the last paragraph ended in a colon
    document: tuple[Link, ...] = ()  # what somebody has read, from whom on, while it is retold

    def open_paragraph(self, first: Token | None, speaker: Ref | None, *, told: bool = False) -> None:
        """Carry the account into a new paragraph, or let it fall where it cannot last.

        ``speaker`` opens it; ``told`` where the author retells his words ("_Mr Holt_ said that …") and does not give them.
        """
        self.memory.voice = None if told else speaker
        self.side = None
        if speaker is not None:
            self._pass_to(speaker)
            return
        carried = first is not None and first.lower_ in {"he", "she", "his", "her"}
        if not self.memory.conversation and not carried:
            self._pass_to(None)

    def open_point(self, text: str) -> None:
        """Let a source that announced a list fall at the first paragraph that is no point of it."""
        self.lists.open_point(text)
        if not self.announced:
            self.document = ()
        self.announced = bool(COLON.search(text))

    def retell(self, sentence: Span, chains: Sequence[Sequence[Link]]) -> None:
        """Carry on what somebody other than the author has read ("He has read an announcement that …. As a result …").

        It is retold until a sentence has a source of its own, or the paragraph ends otherwise than with a colon.
        """
        for chain in chains:
            told = tuple(chain[1:])
            if len(told) > 1 and told[-2].mode is Mode.READS and told[-2].holder != self.memory.author:
                self.document = told
                return
        if not self.document:
            return
        root = sentence.root
        own = any(tuple(chain[1 : len(self.document) + 1]) != self.document for chain in chains)
        if own or self.suspended or (root.pos_ in PREDICATES and cue_of(root, self.lexicon) is not None):
            self.document = ()

    def announce(self, paragraph: Paragraph, reader: PartyReader) -> None:
        """Note whose words a list gives, where a paragraph ends in a colon ("The Committee recommended:")."""
        sentences = list(paragraph.sentences)
        if not COLON.search(paragraph.reading.text) or not sentences:
            return
        rung = announced_by(sentences[-1].root, self.lexicon)
        if rung is None:
            return
        holder, own = self._holder(rung, reader)
        if holder is not None and not own:
            self.lists.announce(Link(holder, rung.mode, paragraph.passage_of([rung.cue])))

    def hear(self, sentence: Span, reader: PartyReader) -> None:
        """Let a sentence hand the account over or take it back, before its clauses are read."""
        self.suspended = False
        root = sentence.root
        if root.pos_ not in PREDICATES:
            return
        subject = self._speaking_subject(root)
        if subject is None or subject.lower_ == "you":  # who is reminded or asked does not speak
            return
        if subject.lower_ in FIRST_PERSON:
            if self.memory.voice is None and not in_quotes(subject):
                self._first_person(root)
            return
        who = self._who(subject, root, reader)
        if who is None:
            self._hear_side(subject, root, reader)
        if who is None or who.name == self.memory.author or self.memory.voice is not None:
            return
        effect = read_pairs("account.tsv").get(root.lemma_.lower())
        cue = cue_of(root, self.lexicon)
        speaks = cue is not None and cue[0].mode in SPEAKING
        clausal = any(c.dep_ == "ccomp" for c in root.children)
        if effect == "takes back" and not clausal and self._participant(who, reader):
            self.suspended = True
        elif (
            effect in {"takes back", "takes part"}
            and not (speaks or clausal)
            and self._acts_himself(who, subject, root, listed=reader.cast.listed)
        ):
            self._pass_to(None)
        elif (speaks or effect == "hands over") and self._may_take(who, reader):
            self._pass_to(who)

    def _hear_side(self, subject: Token, root: Token, reader: PartyReader) -> None:
        """A state or delegation that speaks ends a person's account and has its own."""
        side = side_of(subject, reader, conversation=self.memory.conversation)
        if side is None or self.memory.voice is not None:
            return
        if self.side is not None and side.name != self.side.name:
            self.side = None
        cue = cue_of(root, self.lexicon)
        if cue is None or cue[0].mode not in SPEAKING or not plainly_past(root):
            return
        if side.talks or not (self.memory.conversation or side.name == self.memory.home):
            self._pass_to(None)
            self.side = side

    def _acts_himself(self, who: Ref, subject: Token, root: Token, *, listed: bool) -> bool:
        """True where another than the speaker, by name or office, does what the record itself tells.

        In a talk of two that the record lists, outsiders are the speaker's to tell of. What he reports of them would stand
        in the past perfect.
        """
        named = subject.lower_ not in {"he", "she"} and (self.speaker is None or who.name != self.speaker.name)
        return named and (self.memory.partner is None or not listed) and plainly_past(root)

    def _speaking_subject(self, root: Token) -> Token | None:
        passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in root.children)
        if not passive:
            return subject_of(root)
        for child in root.children:
            if child.dep_ == "agent":
                return next((g for g in child.children if g.dep_ == "pobj"), None)
        return None

    def _first_person(self, root: Token) -> None:
        cue = cue_of(root, self.lexicon)
        if cue is not None and cue[0].mode in {Mode.SAYS, Mode.ASKS} and self.memory.conversation:
            self._pass_to(None)
        else:
            self.suspended = True

    def _who(self, subject: Token, root: Token, reader: PartyReader) -> Ref | None:
        """The person who is subject of a verb of speech; "he" is whoever's account runs."""
        if subject.lower_ in {"he", "she"} and self.speaker is not None and cue_of(root, self.lexicon):
            gloss = self.memory.gloss(subject)
            return gloss or self.speaker
        refs = reader.read(subject)
        persons = [ref for ref in refs if ref.kind in PERSONAL]
        return persons[0] if persons else reader.envoy(subject, refs[0]) if refs else None

    def _participant(self, who: Ref, reader: PartyReader) -> bool:
        return reader.cast.talks(who.name)

    def _may_take(self, who: Ref, reader: PartyReader) -> bool:
        """A third person quoted inside a running account does not take it over."""
        if self._participant(who, reader):
            return True
        if self.memory.conversation and self.memory.partner is not None:
            return False
        return self.speaker is None or not self._participant(self.speaker, reader)

    def _pass_to(self, who: Ref | None) -> None:
        self.side = None
        self.speaker = who
        self.memory.speaker = who

    def chain(
        self, found: Sequence[Rung], reader: PartyReader, head: Token | None = None
    ) -> tuple[tuple[Link, ...], Certainty]:
        """The chain of a clause, and the certainty its cues leave; ``head`` is the clause's predicate."""
        author = self.memory.author
        if self.document and not found and not self.suspended:
            return (Link(author, Mode.WRITES), *self.document), Certainty.CERTAIN
        links: list[Link] = []
        certainty = Certainty.CERTAIN
        running = None if self.suspended or self.speaker is None else self.speaker
        if head is not None and self.memory.voice is None and tells_the_author(head):
            running, found = None, ()
        if running is not None and running.name != author:
            links.append(Link(running.name, Mode.SAYS))
        elif self.side is not None and not self.suspended and head is not None and self.side.tells(head):
            links.append(Link(self.side.name, Mode.SAYS))
        listing = self.lists.whose
        if listing is not None and listing.holder not in {author, *(link.holder for link in links)}:
            links.append(listing)
        for number, rung in enumerate(found):
            certainty = rung.certainty
            holder, own = self._holder(rung, reader)
            if holder is None:
                continue
            if number == 0 and self.memory.voice is None and (own or self._replaces(holder, rung, reader)):
                links = []
            passage = reader.paragraph.passage_of([rung.cue])
            if links and links[-1].holder == holder:
                links.pop()
            if own and (rung.mode is Mode.WRITES or (self.memory.voice is not None and rung.mode is Mode.SAYS)):
                continue
            links.append(Link(holder, rung.mode, passage))
        return (Link(author, Mode.WRITES), *links), certainty

    def ignorance(self, who: Token, reader: PartyReader) -> tuple[Link, ...]:
        """The chain of a declared ignorance: the author, and whoever says that he does not know."""
        rung = Rung(who, Mode.IGNORES, Certainty.UNKNOWN, who.head if who.head.i != who.i else who)
        holder, _ = self._holder(rung, reader)
        passage = reader.paragraph.passage_of([rung.cue])
        author = Link(self.memory.author, Mode.WRITES)
        return (author, Link(holder or self.memory.author, Mode.IGNORES, passage))

    def question(self) -> tuple[Link, ...]:
        """The chain of a question that the author puts, or whoever speaks in his own words."""
        return (Link(self.memory.author, Mode.WRITES), Link(self.memory.self_ref().name, Mode.ASKS))

    def _holder(self, rung: Rung, reader: PartyReader) -> tuple[str | None, bool]:
        """Name of a rung's holder, and whether it is the author or his side."""
        if rung.document is not None:
            return document_name(rung.document), False
        token = rung.holder
        if token is None or token.lower_ in GENERIC:
            if self.speaker is not None and not self.suspended and rung.mode in {Mode.INFERS, Mode.THINKS}:
                return self.speaker.name, False
            return None, False
        if token.lower_ in FIRST_PERSON:
            spoken = self.memory.quoted_speaker(token, reader)
            if spoken is not None:
                return spoken.name, spoken.name == self.memory.author
            singular = token.lower_ in {"i", "me", "my"}
            first = self.memory.self_ref().name
            if singular or rung.ruling:
                return first, True
            return self.memory.side or first, True
        if token.lower_ in {"he", "she", "his", "her"} and self.speaker is not None and not self.suspended:
            return self.speaker.name, False
        refs = reader.read(token)
        if refs:
            holder = reader.envoy(token, refs[0]) or refs[0]
            return holder.name, holder.name == self.memory.author
        if token.pos_ in {"NOUN", "PROPN"} and rung.named:
            if token.lemma_.lower() in self.lexicon.sources and self.lexicon.sources[token.lemma_.lower()].text:
                return document_name(token), False
            return noun_phrase(token), False
        return None, False

    def _replaces(self, holder: str, rung: Rung, reader: PartyReader) -> bool:
        """A participant who speaks stands directly behind the author, not inside another's account."""
        if self.speaker is not None and holder == self.speaker.name:
            return True
        return reader.cast.talks(holder)
