"""The grammar engine: a record's statements, read clause by clause with the running source.

Paragraph by paragraph and sentence by sentence: the account is carried on, names are looked up, each clause is
read for its chain, parties, kind and qualities, and what the model takes for a statement is written down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from spacy.tokens import Span

from vermerk.authority import Authority
from vermerk.extraction.account import Account, leading_speaker
from vermerk.extraction.attribution import rungs
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.cast import Cast, about, gather_cast, pick
from vermerk.extraction.clauses import Clause, find_clauses, own_span, with_list
from vermerk.extraction.constructions import told_by
from vermerk.extraction.contenders import Contender, contenders
from vermerk.extraction.contrast import parted
from vermerk.extraction.declaring import declares_ignorance, declares_knowledge
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.draft import Draft
from vermerk.extraction.features import features, kind_scores, triggers
from vermerk.extraction.formulae import is_formula
from vermerk.extraction.kinds import NONE, KindModel, by_lexicon, shape_of, shipped_model
from vermerk.extraction.lexicon import Lexicon, shipped
from vermerk.extraction.negation_above import untold
from vermerk.extraction.openings import bare, status_opened
from vermerk.extraction.parties import PartyReader
from vermerk.extraction.posting import deeds_of, office_of, roles_of
from vermerk.extraction.recognising import of_recognition
from vermerk.extraction.roles import Roles, assign, complete
from vermerk.extraction.scores import ScoreModel, shipped_scores
from vermerk.extraction.selecting import distinct, written
from vermerk.extraction.senses import in_sense
from vermerk.extraction.sides import SideModel, shipped_sides
from vermerk.extraction.surroundings import surroundings
from vermerk.extraction.talk_offices import find_offices
from vermerk.extraction.trust import LEAST_SCORE
from vermerk.extraction.writing import write_statement
from vermerk.language.parse import Paragraph, parse
from vermerk.language.periods import FoundPeriod, find_periods
from vermerk.language.quantities import find_quantities
from vermerk.model import Certainty, Kind, Part, PartKind, Quantity, Record, Statement

# A declared ignorance and a question are what they are, whatever the model says.
SURE_OF_KNOWLEDGE: Mapping[str, float] = {Kind.KNOWLEDGE: 0.95, NONE: 0.05}
SURE = 0.9  # share of the kind that what a clause changes tells
SURE_OF_CONTACT: Mapping[str, float] = {Kind.CONTACT: 0.95, NONE: 0.05}
TOLD = r"\W*[_*]{1,3}[^_*\n]{2,60}[_*]{1,3}\s+[a-z]"  # a speaker set off from the words that retell his ("_Mr Holt_ said …")
LEAST_WORDS = 3  # fewer words than these are no quotation
# Worth of a clause (see Candidate) below which it is left out; chosen in cross-validation, where usable F1 is flat, for fewer
# false statements.
LEAST = 0.36
PAIRING = 0.25  # worth of a clause from which its two states become the pair in question, written down or not


class GrammarEngine:
    """Reads records with the shipped or given tables; the same record gives the same statements every time."""

    name = "grammar"

    def __init__(
        self,
        authority: Authority | None = None,
        lexicon: Lexicon | None = None,
        model: KindModel | None = None,
        least: float = LEAST,
        sides: SideModel | None = None,
        scores: ScoreModel | None = None,
        least_score: float = LEAST_SCORE,
    ) -> None:
        self.authority = authority or Authority.shipped()
        self.lexicon = lexicon or shipped()
        self.model = model or shipped_model()
        self.sides = sides or shipped_sides()
        self.scores = scores or shipped_scores()
        self.least = least
        self.least_score = least_score

    def statements(self, record: Record) -> list[Statement]:
        """Read the statements of a record, in the order of the text."""
        reading = _Reading(self, record)
        found = [statement for draft in reading.drafts() if (statement := write_statement(draft, record))]
        return [s for s in distinct(found) if s.score is None or s.score >= self.least_score]

    def candidates(self, record: Record) -> Iterator[tuple[Paragraph, Candidate]]:
        """Every clause of a record as read, statement or not: what the model is trained on."""
        reading = _Reading(self, record)
        for paragraph in reading.paragraphs:
            for _, candidates, _ in reading.sentences(paragraph):
                for candidate in candidates:
                    yield paragraph, candidate

    def at_hand(self, record: Record, kinds: Sequence[Kind | None]) -> Iterator[tuple[Candidate, list[Contender]]]:
        """The parties at hand for each clause whose kind is given, in the order of ``candidates``: for training."""
        reading, told = _Reading(self, record), iter(kinds)
        for paragraph in reading.paragraphs:
            for sentence, candidates, reader in reading.sentences(paragraph):
                for candidate, kind in zip(candidates, told, strict=False):
                    if kind is not None:
                        ruled = complete(candidate.roles, kind, candidate.clause, reading.memory)
                        yield candidate, contenders(candidate, ruled, sentence, reader, reading.memory)


class _Reading:
    """One pass over one record."""

    def __init__(self, engine: GrammarEngine, record: Record) -> None:
        self.engine, self.record = engine, record
        self.cast: Cast = gather_cast(record, engine.authority)
        self.paragraphs = parse(record)
        if not self.cast.conversation:
            self.cast.talks_with(leading_speaker(self.paragraphs, engine.lexicon, self.cast))
        find_offices(self.paragraphs, self.cast, engine.authority, engine.lexicon)
        self.memory = Memory(self.cast.author, self.cast.home, self.cast.conversation)
        partners = [p for p in self.cast.counterparts if not (p.office and "interpret" in p.office.lower())]
        everyone = [p for p in self.cast.persons.values() if p.participant and p not in self.cast.counterparts]
        self.memory.talkers = [
            Ref(p.name, "person", None, "context", 0, 0, state=p.state) for p in [*everyone, *partners]
        ]
        if self.cast.conversation and self.cast.author and not everyone:
            inside = any(" I " in f" {p.of(record.text)[:300]}" for p in record.body[:3])
            if inside:
                author = Ref(self.cast.author, "person", None, "context", 0, 0, state=self.cast.home)
                self.memory.talkers.append(author)
        if partners and self.cast.conversation and (everyone or len(partners) == 1):
            self.memory.partner = Ref(partners[0].name, "person", None, "context", 0, 0, state=partners[0].state)
        self.memory.about = about(record, engine.authority)
        self.memory.pair = self.memory.about
        self.account = Account(self.memory, engine.lexicon)
        self.told = record.description.event_date or record.description.document_date
        self.speeches = [part for part in record.parts if part.kind is PartKind.SPEECH and part.speaker]

    def drafts(self) -> Iterator[Draft]:
        """The statements found, each with all it was read from."""
        for paragraph in self.paragraphs:
            periods = self._periods(paragraph)
            quantities = find_quantities(paragraph.reading.text)
            for sentence, candidates, reader in self.sentences(paragraph):
                yield from self._decide(paragraph, sentence, candidates, reader, periods, quantities)

    def _periods(self, paragraph: Paragraph) -> list[FoundPeriod]:
        return find_periods(paragraph.reading.text, self.told, state=self.cast.home)

    def sentences(self, paragraph: Paragraph) -> Iterator[tuple[Span, list[Candidate], PartyReader]]:
        """Read a paragraph sentence by sentence, with the memory and the account carried on."""
        engine = self.engine
        reader = PartyReader.of_paragraph(paragraph, engine.authority, self.cast, self.memory, engine.lexicon)
        self._gloss(paragraph)
        first = next((t for t in paragraph.doc if t.is_alpha), None)
        speech = self._speech(paragraph)
        told = speech is not None and re.match(TOLD, self.record.text[speech.passage.start :]) is not None
        self.account.open_paragraph(first, self._speaker_of(paragraph, speech), told=told)
        line = (
            self.record.text.rfind("\n", 0, paragraph.passage.start) + 1
        )  # with its "(a)", which the parser is spared
        self.account.open_point(self.record.text[line : paragraph.passage.end])
        self._topic(paragraph, reader)
        for sentence in paragraph.sentences:
            self.memory.clock += 1
            self.memory.paired = False
            self.account.hear(sentence, reader)
            clauses = find_clauses(sentence, engine.lexicon)
            candidates = [c for clause in clauses if (c := self._candidate(clause, clauses, reader))]
            yield sentence, candidates, reader
            self.account.retell(sentence, [c.chain for c in candidates])
            self._pair(candidates)
            self._remember(sentence, clauses, reader)
        self.account.announce(paragraph, reader)
        self._open_list(paragraph)

    def _open_list(self, paragraph: Paragraph) -> None:
        """Keep how the points of a list stand while its paragraphs have no predicate of their own."""
        sentences = list(paragraph.sentences)
        if sentences and sentences[-1].text.rstrip().endswith(":"):
            self.memory.opening = status_opened(sentences[-1], self.engine.lexicon)
        elif not all(bare(sentence) for sentence in sentences):
            self.memory.opening = None

    def _pair(self, candidates: Sequence[Candidate]) -> None:
        """The two states of the sentence's last statement between states are the pair in question."""
        for candidate in reversed(candidates):
            both = (candidate.roles.actor[:1], candidate.roles.toward[:1])
            if candidate.worth < PAIRING or not both[0] or not both[1]:
                continue
            one, other = both[0][0], both[1][0]
            if one.kind == "state" and other.kind == "state" and one.name != other.name:
                self.memory.note_pair(one, other)
                return

    def _gloss(self, paragraph: Paragraph) -> None:
        self.memory.glosses.clear()
        for at, name in paragraph.reading.glosses:
            person = self.cast.person(name.split()[-1])
            if person is not None:
                self.memory.glosses[at] = Ref(person.name, "person", None, "gloss", at, at, state=person.state)

    def _speech(self, paragraph: Paragraph) -> Part | None:
        """The speech that a paragraph belongs to."""
        return next((part for part in self.speeches if part.passage.holds(paragraph.passage.start)), None)

    def _speaker_of(self, paragraph: Paragraph, last: Part | None) -> Ref | None:
        """Who speaks a paragraph."""
        if last is None:
            return None
        at = paragraph.passage.start
        before = [part for part in self.speeches if part.passage.start < at and part.speaker != last.speaker]
        self.memory.hearer = self._as_speaker(before[-1]) if before else None
        return self._as_speaker(last)

    def _as_speaker(self, part: Part) -> Ref:
        words = re.sub(r"^[Tt]he ", "", part.speaker or "")
        if words.lower() in self.cast.offices:
            held = self.cast.offices[words.lower()]
            return Ref(
                held.name if held else words,
                "person" if held else "office",
                None,
                "office",
                0,
                0,
                state=held.state if held else None,
            )
        person = self.cast.person(words.split()[-1]) or self.cast.person(" ".join(words.split()[-2:]))
        name, state = (person.name, person.state) if person is not None else (words, None)
        return Ref(name, "person", None, "name", 0, 0, state=state)

    def _topic(self, paragraph: Paragraph, reader: PartyReader) -> None:
        """A heading that names a party ("On Pakistan:") makes it the other side of what follows."""
        text = paragraph.reading.text
        if re.match(r"ad\b|zu\b|question \d|re \d", text, re.IGNORECASE):
            self.memory.topic = None
        if len(text) > 80 or not text.rstrip().endswith(":"):
            return
        states = [ref for ref in dict.fromkeys(reader.mentions.values()) if ref.kind == "state"]
        if len(states) == 1:
            self.memory.topic = states[0]
            if self.memory.main is not None and self.memory.main.name != states[0].name:
                self.memory.pair = (self.memory.main, states[0])

    def _candidate(self, clause: Clause, clauses: Sequence[Clause], reader: PartyReader) -> Candidate | None:
        others = frozenset(c.head.i for c in clauses if c.head.i != clause.head.i and _apart(c))
        ends = own_span(clause, others)
        if ends is None or untold(clause.head, self.engine.lexicon):
            return None
        words = tuple(reader.paragraph.doc[ends[0].i : ends[1].i + 1])
        found = rungs(clause.head, self.engine.lexicon)
        if any(rung.unsaid for rung in found) or (
            self.memory.voice is None and is_formula(clause, self.engine.lexicon)
        ):
            return None
        chain, doubt, flips = self.account.chain(found, reader)
        roles = assign(clause, words, reader, found)
        row = features(clause, words, chain, roles.names(), self.engine.lexicon)
        row |= surroundings(clause, words, chain, roles, reader.paragraph, len(self.paragraphs))
        model = self.engine.model
        sure = each_way = False
        shape = shape_of(clause.head, words)
        shares: Mapping[str, float]
        if model is not None:
            shares = model.probabilities(row, shape)
        else:
            shares = by_lexicon(kind_scores(triggers(clause, words, self.engine.lexicon)))
        shares = in_sense(shares, clause, reader)
        ignorant = declares_ignorance(clause.head, self.engine.lexicon)
        finite = clause.form in {"main", "complement", "adverbial"} and clause.head.tag_ != "VB"
        if ignorant is not None and finite and reader.read(ignorant):
            chain, doubt, flips = self.account.ignorance(ignorant, reader), Certainty.UNKNOWN, False
            roles = Roles(tuple(reader.read(ignorant)[:1]), (), (), roles.what)
            shares, sure = SURE_OF_KNOWLEDGE, True
        elif self._asked(reader.paragraph, clause) and clause.form in {"main", "fragment"}:
            chain, doubt, flips = self.account.question(), Certainty.UNKNOWN, False
            asked = self.memory.hearer if self.memory.voice is not None else self.memory.partner
            roles = Roles((self.memory.self_ref(),), (asked,) if asked is not None else (), (), roles.what)
            shares, sure = SURE_OF_KNOWLEDGE, True
        elif declares_knowledge(clause.head):
            shares = SURE_OF_KNOWLEDGE
        elif deeds := deeds_of(clause, reader):
            shares = dict.fromkeys(deeds, SURE) | {NONE: 1 - SURE}
            roles = self._of_deed(deeds[0], clause, roles, reader)
            sure = True
        elif (told := told_by(clause, roles, reader, self.memory, self.engine.lexicon)) is not None:
            shares = {told.kind: SURE, NONE: 1 - SURE}
            roles, sure, each_way = told.roles or roles, told.roles is not None, told.each_way
        elif reader.paragraph.number == 0 and _titles(clause):
            shares = SURE_OF_CONTACT
        return Candidate(clause, words, chain, doubt, flips, tuple(found), roles, shares, row, shape, sure, each_way)

    def _of_deed(self, kind: Kind, clause: Clause, roles: Roles, reader: PartyReader) -> Roles:
        if kind is Kind.RECOGNITION:
            return of_recognition(clause, roles, reader, self.memory)
        return roles_of(clause, roles, reader, self.memory)

    def _asked(self, paragraph: Paragraph, clause: Clause) -> bool:
        """True where a paragraph is a question the author puts, or a sentence one put in a speaker's own words."""
        if self.memory.voice is not None:
            return clause.head.sent.text.rstrip(" \"'”’)").endswith("?")
        return any(
            part.kind is PartKind.QUESTION and part.passage.holds(paragraph.passage.end - 1)
            for part in self.record.parts
        )

    def _remember(self, sentence: Span, clauses: Sequence[Clause], reader: PartyReader) -> None:
        start, end = sentence.start_char, sentence.end_char
        named = [ref for ref in dict.fromkeys(reader.mentions.values()) if start <= ref.start < end]
        named = [ref for ref in named if ref.form != "place"]
        named += [ref for token in sentence if (ref := reader.person_at(token)) is not None]
        self.memory.note(named)
        self._place(sentence, reader)
        if self.memory.main is None:
            self.memory.main = self._main_state()
        # The subject of the whole sentence comes last: "he" of the next one is who said it, not of whom he said it.
        root = sentence.root.i
        for clause in sorted(clauses, key=lambda c: c.head.i == root):
            if clause.subject is not None and clause.form in {"main", "complement", "adverbial", "participle"}:
                refs = reader.read(clause.subject)
                fresh = [r for r in refs if r.form != "pronoun" or r.kind != "person" or r.name != self.memory.author]
                self.memory.note(fresh, subject=True)

    def _place(self, sentence: Span, reader: PartyReader) -> None:
        """Remember the state a sentence goes to or happens in ("went on a visit to Finland")."""
        for token in sentence:
            ref = reader.mentions.get(token.i)
            if ref is None or ref.kind != "state":
                continue
            if ref.form in {"capital", "place"} or (token.dep_ == "pobj" and token.head.lower_ in {"in", "to", "at"}):
                self.memory.place, self.memory.placed_at = ref, self.memory.clock

    def _main_state(self) -> Ref | None:
        """The state that the record names most."""
        counts: dict[str, int] = {}
        refs: dict[str, Ref] = {}
        text = "\n".join(p.of(self.record.text) for p in self.record.body)
        for mention in self.engine.authority.find(text):
            entry = pick(mention.entries, self.cast.on, self.cast.frequent)
            if entry is not None and entry.kind == "state":
                counts[entry.label] = counts.get(entry.label, 0) + 1
                refs.setdefault(entry.label, Ref(entry.label, "state", entry.key, "name", 0, 0))
        foreign = {name: n for name, n in counts.items() if name != self.cast.home} or counts
        return refs[max(foreign, key=lambda name: foreign[name])] if foreign else None

    def _decide(
        self,
        paragraph: Paragraph,
        sentence: Span,
        candidates: Sequence[Candidate],
        reader: PartyReader,
        periods: Sequence[FoundPeriod],
        quantities: Sequence[Quantity],
    ) -> Iterator[Draft]:
        taken = written(candidates, self.engine.least)
        for candidate in candidates:
            if candidate.clause.head.i not in taken or candidate.kind is None:
                continue
            ends = own_span(candidate.clause, taken - {candidate.clause.head.i})
            if ends is None:
                continue
            if ends[1].i - ends[0].i < LEAST_WORDS:  # what is left beside other statements says nothing by itself
                ends = own_span(candidate.clause, frozenset()) or ends
                if ends[0].i == ends[1].i:  # a single word is no evidence of anything
                    continue
            shown = candidate.roles
            last, ends = ends[1], with_list(ends)
            if ends[1].i > last.i and shown.what is None:  # what the colon opens is what the clause is about
                shown = replace(shown, what=(last.doc[last.i + 2], ends[1]))
            deeds = deeds_of(candidate.clause, reader)
            for kind in dict.fromkeys([candidate.kind, *deeds]):
                roles = shown
                if kind in deeds:
                    roles = self._of_deed(kind, candidate.clause, roles, reader)
                if kind is Kind.OFFICE and kind in deeds:
                    held = office_of(candidate.clause, roles, reader)
                    if held is None and kind is not candidate.kind:
                        continue
                    roles = held or roles
                draft = Draft(
                    paragraph=paragraph,
                    sentence=sentence,
                    candidate=replace(candidate, roles=roles),
                    kind=kind,
                    ends=ends,
                    reader=reader,
                    memory=self.memory,
                    lexicon=self.engine.lexicon,
                    periods=tuple(periods),
                    quantities=tuple(quantities),
                    sides=self.engine.sides,
                    scores=self.engine.scores,
                )
                yield from parted(draft)


def _apart(clause: Clause) -> bool:
    """True for clauses whose parties are their own: finite ones, not infinitives, participles or nouns."""
    if clause.form in {"nominal", "infinitive", "gerund", "participle"}:
        return False
    return not (clause.head.tag_ == "VB" and clause.subject is None and not clause.helpers)


def _titles(clause: Clause) -> bool:
    """True for the talk that a document's own title names ("about a Conversation between …")."""
    talk = clause.head.lower_ in {"conversation", "talk", "meeting", "discussion", "interview"}
    return talk and clause.form in {"nominal", "fragment"} and clause.head.doc.text[:1].islower()
