"""Who stands behind a clause, as the sentence itself shows it.

A cue may govern its clause ("said that"), stand beside it ("said Callaghan", "as Renouf points out"), be a noun
("had the impression that") or a phrase ("according to our information", "in Putivez' opinion").
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, SUBJECTS
from vermerk.extraction.complements import (
    can_hold,
    is_bare_report,
    is_text,
    may_be_name,
    reported,
    resumes,
    takes_its_complement,
    withheld,
)
from vermerk.extraction.lexicon import Cue, Lexicon, SourceNoun, read_pairs
from vermerk.extraction.speech_nouns import is_that_clause, maker, speech_noun
from vermerk.model import Certainty, Mode

SPEAKING = frozenset({Mode.SAYS, Mode.THINKS, Mode.ASKS, Mode.KNOWS, Mode.INFERS})  # ways of giving one's own account
COMPLEMENTS = frozenset({"ccomp", "csubj", "acl", "pcomp", "relcl"})
# Verbs that only carry the noun of saying: "had the impression", "expressed the view".
CARRIERS = frozenset({"have", "express", "give", "hold", "take", "get", "form", "make", "be", "gain", "share", "voice"})


@dataclass(frozen=True, slots=True)
class Rung:
    """One link of a chain before names are resolved.

    ``holder`` is the token that names him, null where nobody is named; ``words`` are given instead where the
    holder is a document.
    """

    holder: Token | None
    mode: Mode
    certainty: Certainty
    cue: Token
    document: Token | None = None
    ruling: bool = True  # governs its clause; false for a phrase that only this clause carries
    named: bool = True  # false for a word that holds it only if somebody is so named
    unsaid: bool = False  # the holder is told not to have said it: the clause is nobody's statement


def cue_of(head: Token, lexicon: Lexicon) -> tuple[Cue, Token | None] | None:
    """The cue a predicate is, with the token of its holder; null where it lacks its complement or a holder who can speak.

    Somebody reminded of a thing ("you will recall that") says nothing: the words are the speaker's own.
    """
    used = table_cue(head, lexicon)
    if used is None or not takes_its_complement(head, used[0]):
        return None
    cue, holder = used
    if withheld(head, cue.mode):
        return None
    if holder is None or may_be_name(holder):
        return used
    return used if holder.lower_ != "you" and can_hold(holder, lexicon) else None


def table_cue(head: Token, lexicon: Lexicon) -> tuple[Cue, Token | None] | None:
    """The line of the cue table for a predicate, whatever stands beside it, with the token of its holder."""
    children = list(head.children)
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children)
    lemma = head.lemma_.lower()
    cue = None
    if lemma == "be":
        adjective = next((c for c in children if c.dep_ == "acomp"), None)
        cue = lexicon.cues.get(f"be {adjective.lemma_.lower()}") if adjective is not None else None
    elif passive:
        cue = lexicon.cues.get(f"be {head.lower_}") or lexicon.cues.get(lemma)
        if cue is not None and cue.lemma == lemma:
            agent = next((c for c in children if c.dep_ == "agent"), None)
            named = next((g for g in agent.children if g.dep_ == "pobj"), None) if agent is not None else None
            return cue, named
    else:
        extra = next((c.lower_ for c in children if c.dep_ in {"prt", "acomp", "oprd"}), None)
        obj = next((c.lemma_.lower() for c in children if c.dep_ == "dobj"), None)
        cue = lexicon.cues.get(f"{lemma} {extra}") or lexicon.cues.get(f"{lemma} {obj}") or lexicon.cues.get(lemma)
    if cue is None:
        return None
    return cue, subject_of(head)


def subject_of(head: Token) -> Token | None:
    """Subject of a predicate, taken from the predicate it is joined to where it has none."""
    for _ in range(4):
        own = [c for c in head.children if c.dep_ in SUBJECTS and c.dep_ != "expl"]
        if own:  # the nearest: a heading may stand before the sentence's own
            return max((c for c in own if c.i < head.i), key=lambda c: c.i, default=own[0])
        if head.tag_ == "VBG" and (whose := next((c for c in head.children if c.dep_ == "poss"), None)) is not None:
            return whose  # "ended by my saying that"
        if head.dep_ in {"conj", "xcomp", "pcomp", "advcl"} and head.head.i != head.i:
            head = head.head
            if head.pos_ == "ADP":
                head = head.head
        else:
            return None
    return None


def negated(head: Token) -> bool:
    """True where the predicate itself is negated."""
    return any(c.dep_ == "neg" or c.lower_ in {"never", "hardly"} for c in head.children)


def rungs(head: Token, lexicon: Lexicon) -> list[Rung]:
    """The chain a sentence shows for one of its clauses, outermost first."""
    chain: list[Rung] = []
    token = head
    phrase = _phrases(token, lexicon)
    resumed = False
    for _ in range(12):
        governor = token.head
        if governor.i == token.i:
            break
        if token.dep_ in COMPLEMENTS or token.dep_ in {
            "xcomp",
            "advcl",
            "conj",
            "parataxis",
            "prep",
            "dobj",
            "pobj",
        }:
            rung = _rung(token, governor, lexicon)
            resumed = resumed or resumes(token)
            if rung is not None and resumed and reported(governor):
                resumed = False  # the series goes on to which this verb itself belongs
            elif rung is not None:
                chain.append(rung)
        token = governor
        if token.pos_ in PREDICATES and not phrase:
            phrase = _phrases(token, lexicon)
    chain.reverse()
    return chain + [p for p in phrase if all(p.cue.i != r.cue.i for r in chain)]


def _rung(token: Token, governor: Token, lexicon: Lexicon) -> Rung | None:
    """The rung a governor puts on the clause that hangs on it, or null."""
    if token.dep_ in {"ccomp", "csubj", "parataxis"} or (token.dep_ == "pcomp" and governor.pos_ == "ADP"):
        verb = governor
        if governor.dep_ == "acomp" or (governor.pos_ == "ADP" and governor.head.pos_ in PREDICATES):
            verb = governor.head
        if verb.pos_ in PREDICATES and verb.i != token.i:
            rung = _verbal_rung(verb, token, lexicon)
            if rung is not None or verb.dep_ != "acl" or not is_that_clause(token):
                return rung
            return _noun_rung(speech_noun(token, verb, lexicon), lexicon)  # "the statement made by X that …"
    if governor.pos_ in PREDICATES and is_bare_report(token):
        return _verbal_rung(governor, token, lexicon)
    if token.dep_ == "dobj" and governor.pos_ in PREDICATES and _is_text(token, lexicon):
        return _reading_rung(governor, lexicon)
    if token.dep_ in {"acl", "ccomp", "relcl"} and governor.pos_ in {"NOUN", "PROPN"} and is_that_clause(token):
        return _noun_rung(speech_noun(token, governor, lexicon), lexicon)
    return None


def _is_text(noun: Token, lexicon: Lexicon) -> bool:
    source = lexicon.sources.get(noun.lemma_.lower())
    return source is not None and source.text


def _reading_rung(verb: Token, lexicon: Lexicon) -> Rung | None:
    """Who has it from a text: "has read an announcement that …"."""
    used = table_cue(verb, lexicon)
    if used is None or used[0].mode not in {Mode.READS, Mode.HEARS, Mode.OBSERVES}:
        return None
    return Rung(used[1], used[0].mode, used[0].certainty, verb)


def _verbal_rung(verb: Token, content: Token, lexicon: Lexicon) -> Rung | None:
    used = table_cue(verb, lexicon)
    if used is None:
        return None
    cue, holder = used
    if _parted(verb, content):
        return None
    if withheld(verb, cue.mode):
        return Rung(None, cue.mode, Certainty.UNKNOWN, verb, unsaid=True)
    named = holder is None or not may_be_name(holder) or can_hold(holder, lexicon)
    holder = _speaker(holder, lexicon) if named else holder
    mode, certainty = cue.mode, cue.certainty
    if mode is Mode.KNOWS and verb.tag_ == "VB" and verb.dep_ in {"xcomp", "ccomp", "acl"}:
        return None  # "wants him to know that": told, not known
    questioned = any(c.dep_ == "mark" and c.lower_ in {"whether", "if"} for c in content.children)
    if mode is Mode.KNOWS and negated(verb):
        mode, certainty = Mode.IGNORES, Certainty.UNKNOWN
    elif mode is Mode.SAYS and questioned and cue.lemma in {"ask", "say"}:
        mode, certainty = Mode.ASKS, Certainty.UNKNOWN
    elif mode is Mode.ASKS and not questioned and not _wh(content) and cue.lemma in {"ask", "question"}:
        mode, certainty = Mode.SAYS, Certainty.CERTAIN
    if holder is not None and is_text(holder, lexicon):
        mode, holder = (Mode.SAYS, holder) if mode in {Mode.SAYS, Mode.THINKS, Mode.INFERS, Mode.ASKS} else (mode, None)
    return Rung(holder, mode, certainty, verb, named=named)


def _speaker(holder: Token | None, lexicon: Lexicon) -> Token | None:
    """The token that names a holder, the first where several are joined; null for what cannot speak."""
    if holder is None or not can_hold(holder, lexicon):
        return None
    joined = (c for c in holder.children if c.dep_ == "nmod" and c.i < holder.i and c.pos_ == "PROPN")
    return next((c for c in joined if c.is_upper == holder.is_upper and _with_another(c)), holder)


def _with_another(name: Token) -> bool:
    """True for a name that "and" joins to another, which the parse takes for a part of it."""
    below = list(name.children)
    titles = read_pairs("titles.tsv")
    joined = any(c.dep_ == "conj" and c.text.rstrip(".").title() in titles for c in below)
    return not joined and any(c.lower_ == "and" for c in below)


def _parted(verb: Token, content: Token) -> bool:
    """True where a colon or semicolon and a new beginning part the two: they are sentences of their own."""
    edge = content.left_edge.i
    if edge <= verb.i:
        return False
    between = verb.doc[verb.i : edge]
    return any(t.text in {":", ";"} for t in between) and verb.doc[edge].text[:1].isupper()


def _wh(content: Token) -> bool:
    return any(t.tag_ in {"WDT", "WP", "WP$", "WRB"} for t in content.subtree if t.i <= content.i)


def _noun_rung(noun: Token | None, lexicon: Lexicon) -> Rung | None:
    source = lexicon.sources.get(noun.lemma_.lower()) if noun is not None else None
    if source is None or noun is None:
        return None
    owner = next((c for c in noun.children if c.dep_ == "poss"), None) or maker(noun)
    if owner is None and noun.dep_ in {"dobj", "attr", "pobj"}:
        verb = noun.head if noun.head.pos_ in PREDICATES else noun.head.head
        owner = subject_of(verb) if verb.pos_ in PREDICATES else None
    return _source_rung(source, noun, _speaker(owner, lexicon))


def _source_rung(source: SourceNoun, noun: Token, owner: Token | None, *, ruling: bool = True) -> Rung:
    if source.text:
        return Rung(None, source.mode, source.certainty, noun, document=noun, ruling=ruling)
    return Rung(owner, source.mode, source.certainty, noun, ruling=ruling)


def _phrases(head: Token, lexicon: Lexicon) -> list[Rung]:
    """Phrases beside a predicate that name its source: "according to X", "in X's opinion", "as X said"."""
    found: list[Rung] = []
    for child in head.children:
        if child.dep_ == "prep" and child.lower_ == "according":
            found += _according(child, lexicon)
        elif child.dep_ == "prep" and child.lower_ in {"in", "to", "from", "on", "by"}:
            found += _in_opinion(child, lexicon)
        elif child.dep_ == "advcl" and any(c.dep_ == "mark" and c.lower_ == "as" for c in child.children):
            used = cue_of(child, lexicon)
            holder = used[1] if used else None
            if used and holder is not None and holder.i != (subject_of(head) or head).i:
                found.append(Rung(holder, used[0].mode, used[0].certainty, child, ruling=False))
    return found


def _according(preposition: Token, lexicon: Lexicon) -> list[Rung]:
    objects = [t for c in preposition.children if c.lower_ == "to" for t in c.children if t.dep_ == "pobj"]
    if not objects:
        return []
    noun = objects[0]
    if read_pairs("reporting.tsv").get(noun.lemma_.lower()) == "numbered" and any(c.like_num for c in noun.children):
        return []  # "according to article 5"
    source = lexicon.sources.get(noun.lemma_.lower())
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None:
        if not can_hold(noun, lexicon) and owner is None and not _belongs(noun):
            return []  # "according to plan", "according to length of service"
        return [Rung(noun, Mode.SAYS, Certainty.CERTAIN, preposition, ruling=False)]
    return [_source_rung(source, noun, owner, ruling=False)]


def _belongs(noun: Token) -> bool:
    """True for a thing with the name of its maker before it ("the Indian count")."""
    return any(c.dep_ in {"amod", "compound", "nmod"} and c.text[:1].isupper() and c.i < noun.i for c in noun.children)


def _in_opinion(preposition: Token, lexicon: Lexicon) -> list[Rung]:
    noun = next((c for c in preposition.children if c.dep_ == "pobj"), None)
    if noun is None:
        return []
    source = lexicon.sources.get(noun.lemma_.lower())
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if source is None or source.text or owner is None or source.mode is Mode.ASKS or source.mode is Mode.SAYS:
        return []
    return [_source_rung(source, noun, owner, ruling=False)]
