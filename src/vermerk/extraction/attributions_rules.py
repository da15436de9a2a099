"""The rules: which words of a parsed text are source, cue and content of an attribution."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc, Token

from vermerk.extraction.attribution import CARRIERS, subject_of
from vermerk.extraction.attributions_cues import Takes, adjectives, nouns, verbs
from vermerk.extraction.clauses import PREDICATES

RELATIVES = frozenset({"WDT", "WP", "WP$"})
REPORTING_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "seemingly", "apparently"})
OPINION_NOUNS = frozenset({"view", "opinion", "eyes", "words", "mind", "estimation", "judgment", "judgement"})
NEED_SOURCE = frozenset({"object", "about", "infinitive", "beside"})
NO_PARENTHESIS = frozenset({"go", "begin", "continue", "know", "see", "propose", "show", "hold", "finish"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})


@dataclass(frozen=True, slots=True)
class Tokens:
    """One attribution as tokens of a parse; ``source`` may be empty."""

    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: tuple[Token, ...]
    verb: Token
    rule: str


def read_attributions(doc: Doc) -> Iterator[Tokens]:
    """The attributions of a parsed text, in the order of their cues."""
    for token in doc:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in PREDICATES:
            yield from _verbal(token)
        elif token.pos_ == "NOUN":
            yield from _nominal(token)
        elif token.lower_ in REPORTING_ADVERBS and token.dep_ == "advmod":
            yield from _adverb(token)


def _verbal(verb: Token) -> Iterator[Tokens]:
    lemma = verb.lemma_.lower()
    children = list(verb.children)
    if lemma == "be":
        yield from _adjectival(verb, children)
        return
    takes = verbs().get(lemma)
    if takes is None:
        return
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children) or (
        # "a poll found that …" is often read as a participle: with a clause of its own it is active.
        verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(c.dep_ == "ccomp" for c in children)
    )
    cue = _cue(verb, children)
    contents = list(_passive(verb, children, takes) if passive else _active(verb, children, takes))
    if not contents and not passive:
        contents = list(_parenthesis(verb, takes))
    for rule, content, extra in contents:
        source = _agent(children) if passive or takes.raising else _source(verb)
        if not content or (rule in NEED_SOURCE and not source):
            continue
        yield _made(source, (*cue, *extra), content, verb, rule)


def _made(source: Iterable[Token], cue: Iterable[Token], content: Iterable[Token], verb: Token, rule: str) -> Tokens:
    held = {t.i for t in content}
    marks = {t.i for t in cue}
    return Tokens(
        tuple(t for t in source if t.i not in held and t.i not in marks),
        tuple(t for t in cue if t.i not in held),
        tuple(content),
        verb,
        rule,
    )


def _cue(verb: Token, children: list[Token]) -> tuple[Token, ...]:
    parts = [c for c in children if c.dep_ in CUE_PARTS and not c.is_space]
    first = min((p.i for p in parts), default=verb.i)
    parts += [c for c in children if c.dep_ == "advmod" and min(first, verb.i - 1) <= c.i < verb.i and c.tag_ == "RB"]
    if verb.dep_ == "xcomp" and verb.head.pos_ in PREDICATES and verb.head.i < verb.i and verb.i - verb.head.i <= 2:
        parts += [verb.head, *(c for c in verb.head.children if c.dep_ in CUE_PARTS)]
    return tuple(sorted((verb, *parts), key=lambda t: t.i))


Content = tuple[str, tuple[Token, ...], tuple[Token, ...]]


def _active(verb: Token, children: list[Token], takes: Takes) -> Iterator[Content]:
    """The complements of an active verb that its patterns allow, with words that belong to the cue."""
    clauses = [c for c in children if _is_clause(c, verb, takes)]
    if clauses:
        yield "clause", _words([*clauses, *_run_on(clauses[-1], children)], verb), ()
        return
    infinitive = [c for c in children if c.dep_ == "xcomp" and _to(c)]
    objects = [c for c in children if c.dep_ in {"dobj", "oprd"} and c.tag_ not in RELATIVES]
    if infinitive and (takes.infinitive or takes.objinf or takes.raising):
        if takes.raising:
            subject = [c for c in children if c.dep_ == "nsubj"]
            yield "raising", _words([*subject, *infinitive], verb), ()
        else:
            yield "infinitive", _words([*objects, *infinitive], verb), ()
        return
    beside = [c for c in children if c.dep_ == "prep" and c.lower_ in takes.beside]
    if objects and beside:
        yield "beside", _words([*objects, *beside], verb), ()
        return
    if objects and takes.object and not _carries(verb, objects[0]):
        later = [c for c in children if c.dep_ == "prep" and c.lower_ in {"as", "for"} and c.i > objects[0].i]
        yield "object", _words([*objects, *later], verb), ()
        return
    for prep in children:
        if prep.dep_ in {"prep", "prt"} and prep.lower_ in takes.about and prep.i > verb.i:
            filler = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
            if filler:
                yield "about", _words(filler, verb), (prep,)
                return


def _run_on(clause: Token, children: list[Token]) -> list[Token]:
    """Second clauses that belong to a report though the parse joins them to its verb: "said he came but left"."""
    return [
        c
        for c in children
        if c.dep_ == "conj" and c.i > clause.i and c.pos_ in PREDICATES and c.lemma_.lower() not in verbs()
    ]


def _carries(verb: Token, noun: Token) -> bool:
    """True where the verb only carries a noun of attribution that has a content of its own."""
    return verb.lemma_.lower() in CARRIERS and bool(list(_noun_contents(noun)))


def _is_clause(child: Token, verb: Token, takes: Takes) -> bool:
    if child.dep_ == "ccomp" and child.i < verb.i and not takes.quote:
        return False
    if child.dep_ == "ccomp" and (takes.clause or takes.quote or takes.object or takes.objinf):
        return True
    return child.dep_ == "xcomp" and takes.clause and not _to(child) and child.tag_ == "VBG"


def _to(child: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)


def _passive(verb: Token, children: list[Token], takes: Takes) -> Iterator[Content]:
    subject = [c for c in children if c.dep_ in {"nsubjpass", "nsubj"} and c.tag_ not in RELATIVES]
    if not subject and verb.dep_ in {"acl", "relcl"}:
        subject = []
    infinitive = [c for c in children if c.dep_ == "xcomp"]
    clauses = [c for c in children if c.dep_ == "ccomp"]
    if clauses and takes.clause:
        yield "passive clause", _words(clauses, verb), ()
    elif infinitive and (takes.passive or takes.objinf):
        yield "passive infinitive", _words([*subject, *infinitive], verb), ()
    elif takes.object:
        named = [c for c in children if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ in takes.beside)]
        if named or _agent(children):
            yield "passive object", _words([*subject, *named], verb), ()


def _agent(children: list[Token]) -> tuple[Token, ...]:
    for child in children:
        if child.dep_ == "agent":
            return tuple(t for c in child.children if c.dep_ == "pobj" for t in c.subtree)
    return ()


def _parenthesis(verb: Token, takes: Takes) -> Iterator[Content]:
    """A verb set beside the clause it reports: "as X said", "X said" between commas."""
    speaks = takes.quote and verb.lemma_.lower() not in NO_PARENTHESIS
    if not speaks or not any(c.dep_ == "nsubj" and c.lower_ not in {"you", "all"} for c in verb.children):
        return
    as_clause = verb.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in verb.children)
    if (as_clause or verb.dep_ == "parataxis") and verb.head.pos_ in PREDICATES:
        own = {t.i for t in verb.subtree}
        yield "parenthesis", tuple(t for t in _bare(verb.head.subtree) if t.i not in own), ()


def _words(heads: Iterable[Token], verb: Token) -> tuple[Token, ...]:
    """The words below some heads in order, without the words of the verb's own clause around them."""
    found = {t.i: t for head in heads for t in head.subtree}
    found.pop(verb.i, None)
    return tuple(_bare(found[i] for i in sorted(found)))


def _bare(tokens: Iterable[Token]) -> list[Token]:
    """Words without the stops at their edges; quotation marks stay."""
    words = list(tokens)
    while words and (words[0].is_space or words[0].text in {",", ":", ";", "-", "—", "–", "and", "but"}):
        words.pop(0)
    while words and (words[-1].is_space or words[-1].text in {",", ".", ":", ";", "-", "—", "–"}):
        words.pop()
    return words


def _source(verb: Token) -> tuple[Token, ...]:
    """Whose word the verb reports: its subject, or the noun that it describes."""
    if verb.dep_ == "acl" or (verb.dep_ == "conj" and verb.head.dep_ == "acl" and not _own_subject(verb)):
        noun = verb.head if verb.dep_ == "acl" else verb.head.head
        if noun.dep_ == "dobj" and noun.head.lemma_.lower() in CARRIERS | {"issue", "release", "send", "post"}:
            return _named(subject_of(noun.head), verb)
        return _named(noun, verb)
    return _named(subject_of(verb), verb)


def _own_subject(verb: Token) -> bool:
    return any(c.dep_ == "nsubj" for c in verb.children)


def _named(subject: Token | None, verb: Token) -> tuple[Token, ...]:
    if subject is None:
        return ()
    relative: tuple[Token, ...] = ()
    if subject.tag_ in RELATIVES:
        relative = (subject,)
        clause = subject.head
        while clause.dep_ not in {"relcl", "ROOT"}:
            clause = clause.head
        if clause.dep_ == "relcl":
            subject = clause.head
    own = {t.i for t in verb.subtree} if subject.i in {t.i for t in verb.ancestors} else set()
    return (*_bare(t for t in subject.subtree if t.i not in own), *relative)


def _adjectival(verb: Token, children: list[Token]) -> Iterator[Tokens]:
    adjective = next((c for c in children if c.dep_ == "acomp"), None)
    takes = adjectives().get(adjective.lemma_.lower()) if adjective is not None else None
    if adjective is None or takes is None:
        return
    cue = (*_cue(verb, children), adjective)
    below = list(adjective.children) + [c for c in children if c.i > adjective.i]
    for child in below:
        filler: list[Token] = []
        extra: tuple[Token, ...] = ()
        if (child.dep_ == "ccomp" and takes.clause) or (child.dep_ == "xcomp" and takes.infinitive):
            filler = [child]
        elif child.dep_ == "prep" and child.lower_ in takes.about and child.head.i == adjective.i:
            filler, extra = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}], (child,)
        if filler:
            yield _made(_source(verb), (*cue, *extra), _words(filler, verb), verb, "adjective")
            return


def _nominal(noun: Token) -> Iterator[Tokens]:
    for rule, content, extra in _noun_contents(noun):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        source: tuple[Token, ...] = tuple(t for t in owner.subtree if t.dep_ != "case") if owner is not None else ()
        cue: tuple[Token, ...] = (noun, *extra)
        if owner is None:
            verb = noun.head
            if noun.dep_ == "dobj" and (verb.lemma_.lower() in CARRIERS or verb.lemma_.lower() in {"raise", "issue"}):
                source, cue = _source(verb), (*_cue(verb, list(verb.children)), *cue)
            else:
                source = _maker(noun)
        if source:
            yield _made(source, cue, content, noun, rule)


def _maker(noun: Token) -> tuple[Token, ...]:
    """Who made a claim, from a phrase beside it: "criticism from X", "a call by X"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            return tuple(t for c in child.children if c.dep_ == "pobj" for t in c.subtree)
    return ()


def _noun_contents(noun: Token) -> Iterator[Content]:
    takes = nouns().get(noun.lemma_.lower())
    if takes is None:
        return
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "ccomp"} and "that" in takes.words and _that(child):
            yield "noun clause", _words([child], noun), ()
            return
        if child.dep_ in {"acl", "xcomp"} and "inf" in takes.words and _to(child):
            yield "noun clause", _words([child], noun), ()
            return
        if child.dep_ == "prep" and child.lower_ in takes.words:
            filler = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if filler:
                yield "noun phrase", _words(filler, noun), (child,)
                return


def _that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"that", "whether", "if"} for c in clause.children)


def _according(word: Token) -> Iterator[Tokens]:
    to = next((c for c in word.children if c.lower_ == "to"), None)
    head = word.head
    while head.dep_ not in {"ROOT", "ccomp", "parataxis", "relcl"} or head.pos_ not in PREDICATES:
        if head.dep_ == "ROOT":
            break
        head = head.head
    if to is None or head.i == word.i:
        return
    named = tuple(t for c in to.children if c.dep_ == "pobj" for t in c.subtree)
    own = {t.i for t in word.subtree}
    content = [t for t in _bare(head.subtree) if t.i not in own]
    if named and content:
        yield _made(_bare(named), (word, to), _bare(content), word, "according")


def _adverb(word: Token) -> Iterator[Tokens]:
    content = [t for t in _bare(word.head.subtree) if t.i != word.i]
    if word.head.pos_ in PREDICATES and content:
        yield _made((), (word,), content, word, "adverb")
