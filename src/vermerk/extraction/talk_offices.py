"""Who of those who talk is meant where a record of a talk names an office alone ("The Secretary warned …").

What is known decides first: the office of a talker by the record's lists and the tables, the state beside the office.
Else the record's own words: whoever an office addresses, or whom it takes turns with, does not hold it. The one who
is left holds it; where several are left nobody is named, and the office stays as written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from spacy.tokens import Span, Token

from vermerk.authority import Authority
from vermerk.extraction.attribution import cue_of, subject_of
from vermerk.extraction.cast import Cast, Person, fits, names_office
from vermerk.extraction.clauses import PREDICATES
from vermerk.extraction.lexicon import Lexicon, read_pairs
from vermerk.language.parse import Paragraph

# Where the name of another in a sentence sets him against the office that speaks in it ("The Secretary told Mr Kimber").
PARTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "iobj", "pobj"})
ABROAD = frozenset({"ambassador", "commissioner", "chargé", "consul", "counsellor", "counselor", "attaché", "envoy"})
OPENING = frozenset({'"', "“", "‘"})
CLOSING = frozenset({"”", "’"})
SPOKEN = 2  # sentences in which an office speaks, from which on its holder is one of those who talk
MEETING = 2  # what a meeting in one sentence weighs, and as many turns taken do


def office_words(token: Token) -> str | None:
    """The words of an office that a token names, without article ("High Commissioner", "Secretary of State"); null for none."""
    if read_pairs("actors.tsv").get(token.lemma_.lower()) != "envoy" or not token.text[:1].isupper():
        return None
    if token.tag_ in {"NNS", "NNPS"}:
        return None
    left = [
        c for c in token.children if c.i < token.i and c.dep_ in {"compound", "amod", "nmod"} and c.text[:1].isupper()
    ]
    words = [t.text for t in sorted([*left, token], key=lambda t: t.i)]
    state = next((c for c in token.children if c.i == token.i + 1 and c.lower_ == "of"), None)
    if state is not None and any(c.text == "State" and c.n_rights == 0 for c in state.children):
        words += ["of", "State"]
    return " ".join(words)


def alone(token: Token) -> bool:
    """True where an office stands by itself: behind "the" or nothing, with no name, owner or place of its own."""
    doc = token.doc
    if token.i + 1 < len(doc) and doc[token.i + 1].pos_ == "PROPN" and doc[token.i + 1].text[:1].isupper():
        return False
    for child in token.children:
        if child.dep_ in {"poss", "appos"} or (child.dep_ == "det" and child.lower_ != "the"):
            return False
        if child.dep_ == "prep" and child.lower_ in {"of", "for", "to", "in", "at"}:
            inside = [c for c in child.children if c.dep_ == "pobj"]
            if any(c.text[:1].isupper() and c.text != "State" for c in inside):
                return False
            if any(c.text == "State" and c.n_rights for c in inside):
                return False
    return token.dep_ not in {"compound", "nmod"}


@dataclass(slots=True)
class _Talk:
    """What the sentences of a record tell of the offices and names in it."""

    spoken: Counter[str] = field(default_factory=Counter)  # how often an office alone speaks
    against: Counter[tuple[str, str]] = field(default_factory=Counter)  # how strongly two are two persons
    states: dict[str, set[str]] = field(default_factory=dict)  # the states beside an office
    named: Counter[str] = field(default_factory=Counter)  # how often a talker speaks by name

    def set_apart(self, one: str, other: str, weight: int) -> None:
        """Note that two are two persons."""
        if one != other:
            self.against[one, other] += weight
            self.against[other, one] += weight

    def apart(self, one: str, other: str) -> bool:
        """True where two are two persons: they meet in a sentence, or take turns more than once."""
        return self.against[one, other] >= MEETING

    def state(self, words: str) -> str | None:
        """The one state that stands beside an office."""
        states = self.states.get(words, set())
        return next(iter(states)) if len(states) == 1 else None


def find_offices(paragraphs: Sequence[Paragraph], cast: Cast, authority: Authority, lexicon: Lexicon) -> None:
    """Find the offices that speak in a talk and the talkers who hold them, and note both in the cast."""
    if not cast.conversation:
        return
    own = _own_account(paragraphs)
    taking = {p.name: p for p in cast.persons.values() if p.participant and not fits("interpreter", p.office)}
    talkers = [p for p in taking.values() if p.name != cast.author or not (own or cast.reports)]
    talk = _observed(paragraphs, cast, authority, lexicon, {p.name for p in talkers})
    offices = [words for words, count in talk.spoken.items() if count >= SPOKEN or _met(words, talk)]
    guessed = not (own or cast.listed)
    known = {words: _known(words, talkers, talk, cast, authority, guessed=guessed) for words in offices}
    two = len(talkers) == 2 or (own and len(talkers) == 1)  # all who talk are told
    if two:
        open_to = {words: known[words] or _open(words, talkers, talk, cast, authority) for words in offices}
        _eliminate(open_to, talk)
    else:
        open_to = dict(known)
    if len(talkers) < 3:
        open_to = {words: found or _titled(words, cast, authority) for words, found in open_to.items()}
    cast.offices = {words: found[0] if len(found) == 1 else None for words, found in open_to.items()}
    _learn(cast, talk)


def _own_account(paragraphs: Sequence[Paragraph]) -> bool:
    """True where the author tells of the talk as his own: "I" outside quotation marks is a subject, more than once."""
    told = 0
    for paragraph in paragraphs:
        quoted = False
        for token in paragraph.doc:
            if token.text in OPENING or token.text in CLOSING:
                quoted = token.text in OPENING if token.text != '"' else not quoted
            told += token.text == "I" and token.dep_ in {"nsubj", "nsubjpass"} and not quoted
    return told >= SPOKEN


def _learn(cast: Cast, talk: _Talk) -> None:
    """Give a talker found by his office that office and the state beside it, and the other one of two the author's own."""
    for words, person in cast.offices.items():
        if person is not None and person.participant:
            known = next(one for one in cast.persons.values() if one.name == person.name)
            state = known.state or talk.state(words)
            cast.offices[words] = cast.note(known, office=known.office or words, state=state)
    both = {p.name: p for p in cast.persons.values() if p.participant}
    if len(both) == 2 and cast.home and {p.state for p in both.values()} - {None, cast.home}:
        for person in both.values():
            cast.note(person, state=person.state or cast.home)
    told = {p.name: p for p in cast.persons.values()}
    cast.offices = {words: told.get(p.name, p) if p is not None else None for words, p in cast.offices.items()}


def _observed(
    paragraphs: Sequence[Paragraph], cast: Cast, authority: Authority, lexicon: Lexicon, names: set[str]
) -> _Talk:
    talk = _Talk()
    last: str | None = None
    for paragraph in paragraphs:
        for sentence in paragraph.sentences:
            found = dict(_named(sentence, cast, authority, names, talk))
            speaker = _speaker(sentence, lexicon)
            who = found.get(speaker.i) if speaker is not None else None
            if who is None:
                continue
            if who in names:
                talk.named[who] += 1
            elif not _earlier(sentence.root):
                talk.spoken[who] += 1
            for one, other in combinations(dict.fromkeys(found.values()), 2):
                if who in {one, other}:
                    talk.set_apart(one, other, MEETING)
            if last is not None and len(names) > 1:  # of one counterpart, name and office stand by turns
                talk.set_apart(last, who, 1)
            last = who
    return talk


def _named(sentence: Span, cast: Cast, authority: Authority, names: set[str], talk: _Talk) -> Iterator[tuple[int, str]]:
    """Offices alone and talkers by name in a sentence, where they stand for persons who act or are addressed."""
    for token in sentence:
        words = office_words(token)
        if words is not None and alone(token):
            beside = [m for m in authority.find(words) if m.entries and m.entries[0].kind == "state"]
            if beside:
                words = words[beside[-1].end :].strip()
                talk.states.setdefault(words.lower(), set()).add(beside[-1].entries[0].label)
            yield token.i, words.lower()
        elif token.pos_ == "PROPN" and token.dep_ in PARTS:
            person = cast.person(token.text)
            if person is not None and person.name in names:
                yield token.i, person.name


def _speaker(sentence: Span, lexicon: Lexicon) -> Token | None:
    root = sentence.root
    if root.pos_ not in PREDICATES:
        return None
    if cue_of(root, lexicon) is None and read_pairs("account.tsv").get(root.lemma_.lower()) is None:
        return None
    return subject_of(root)


def _earlier(verb: Token) -> bool:
    """True where a verb tells what was before the talk ("the Prime Minister had said")."""
    return any(c.dep_ == "aux" and c.lower_ in {"had", "has", "have"} for c in verb.children)


def _met(words: str, talk: _Talk) -> bool:
    """True where an office that speaks once meets somebody else of the talk."""
    return talk.spoken[words] > 0 and any(one == words and count >= MEETING for (one, _), count in talk.against.items())


def _known(
    words: str, talkers: Sequence[Person], talk: _Talk, cast: Cast, authority: Authority, *, guessed: bool
) -> list[Person]:
    """Who is known to hold an office: by the record's lists, by the tables, or as head of the author's own government.

    Where it is ``guessed`` who talks, that head may be meant as well as the talker who is head of another.
    """
    head = authority.office_holder(words, cast.home, cast.on) if cast.home and cast.on and " " in words else None
    sure = [p for p in talkers if fits(words, p.office) and not talk.apart(words, p.name)]
    if len(sure) != 1 and cast.on is not None:
        sure = [p for p in talkers if any(fits(words, office) for office in _tenures(p, cast.on, authority))]
    if head is not None and guessed:
        sure = [p for p in sure if p.name == head.label]
    if len(sure) == 1:
        return sure
    if head is not None and not sure and (cast.at_home or head.label == cast.author):
        return [Person(head.label, words, cast.home)]
    return []


def _titled(words: str, cast: Cast, authority: Authority) -> list[Person]:
    """The one person whom the record names with an office ("President Sukarno"), where no talker can hold it.

    Nobody where the author's own state has another head of that office, who may be meant as well.
    """
    person = cast.by_office(words)
    if person is None or person.participant:
        return []
    own = authority.office_holder(words, cast.home, cast.on) if cast.home and cast.on and " " in words else None
    return [person] if own is None or own.label == person.name else []


def _open(words: str, talkers: Sequence[Person], talk: _Talk, cast: Cast, authority: Authority) -> list[Person]:
    """The talkers of two who may hold an office: all whom nothing excludes."""
    return [p for p in talkers if not _excluded(words, p, talk, cast, authority)]


def _excluded(words: str, person: Person, talk: _Talk, cast: Cast, authority: Authority) -> bool:
    if talk.apart(words, person.name):
        return True
    if person.office and not fits(words, person.office) and names_office(person.office):
        return True
    state = talk.state(words)
    serves = person.state or (cast.home if person.name == cast.author else None)
    if state is not None and serves is not None and serves != state:
        return True
    if serves is not None and cast.at_home and serves == cast.home and words.rsplit(maxsplit=1)[-1] in ABROAD:
        return True  # at home one's own people are no ambassadors
    held = _tenures(person, cast.on, authority) if cast.on else []
    return bool(held) and not any(fits(words, office) for office in held)


def _tenures(person: Person, on: str, authority: Authority) -> list[str]:
    """The offices of states that the tables tell a person held on a day."""
    held = [t for t in authority.offices_of(person.name) if t.holder.holds(on)]
    return [t.office for t in held if person.state is None or t.state == person.state]


def _eliminate(open_to: dict[str, list[Person]], talk: _Talk) -> None:
    """Whoever holds one office does not hold another that meets it."""
    for _ in range(len(open_to)):
        for words, found in open_to.items():
            if len(found) != 1:
                continue
            for other, several in open_to.items():
                if talk.apart(words, other) and len(several) > 1:
                    open_to[other] = [p for p in several if p.name != found[0].name]
