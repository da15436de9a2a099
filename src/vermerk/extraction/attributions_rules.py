"""The rules: which words of a parsed text are source, cue and content of an attribution."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc, Token

from vermerk.extraction.attribution import CARRIERS
from vermerk.extraction.attributions_cues import Takes, base_form, verbs
from vermerk.extraction.attributions_nouns import adjectival, nominal, noun_contents
from vermerk.extraction.attributions_words import (
    RELATIVES,
    Content,
    Tokens,
    bare,
    cue_of_verb,
    has_to,
    made,
    source_of,
    words_below,
)
from vermerk.extraction.clauses import PREDICATES

REPORTING_ADVERBS = frozenset({"reportedly", "allegedly", "supposedly", "purportedly", "seemingly", "apparently"})
NEED_SOURCE = frozenset({"object", "about", "infinitive", "beside"})
NO_PARENTHESIS = frozenset({"go", "begin", "continue", "know", "see", "propose", "show", "hold", "finish"})


def read_attributions(doc: Doc) -> Iterator[Tokens]:
    """The attributions of a parsed text, in the order of their cues."""
    for token in doc:
        if token.lower_ == "according":
            yield from _according(token)
        elif token.pos_ in PREDICATES:
            yield from _verbal(token)
        elif token.pos_ == "NOUN":
            yield from nominal(token)
        elif token.lower_ in REPORTING_ADVERBS and token.dep_ == "advmod":
            yield from _adverb(token)


def _verbal(verb: Token) -> Iterator[Tokens]:
    lemma = base_form(verb)
    children = list(verb.children)
    if lemma == "be":
        yield from adjectival(verb, children)
        return
    takes = verbs().get(lemma)
    if takes is None:
        return
    passive = any(c.dep_ in {"auxpass", "nsubjpass"} for c in children) or (
        # "a poll found that …" is often read as a participle: with a clause of its own it is active.
        verb.tag_ == "VBN" and verb.dep_ == "acl" and not any(c.dep_ == "ccomp" for c in children)
    )
    cue = cue_of_verb(verb, children)
    contents = list(_passive(verb, children, takes) if passive else _active(verb, children, takes))
    if not contents and not passive:
        contents = list(_parenthesis(verb, takes))
    for rule, content, extra in contents:
        source = _agent(children) if passive or takes.raising else source_of(verb)
        if not content or (rule in NEED_SOURCE and not source):
            continue
        yield made(source, (*cue, *extra), content, verb, rule)


def _active(verb: Token, children: list[Token], takes: Takes) -> Iterator[Content]:
    """The complements of an active verb that its patterns allow, with words that belong to the cue."""
    clauses = [c for c in children if _is_clause(c, verb, takes)]
    if clauses:
        yield "clause", words_below([*clauses, *_run_on(clauses[-1], children)], verb), ()
        return
    infinitive = [c for c in children if c.dep_ == "xcomp" and has_to(c)]
    objects = [c for c in children if c.dep_ in {"dobj", "oprd"} and c.tag_ not in RELATIVES]
    if infinitive and (takes.infinitive or takes.objinf or takes.raising):
        if takes.raising:
            subject = [c for c in children if c.dep_ == "nsubj"]
            yield "raising", words_below([*subject, *infinitive], verb), ()
        else:
            yield "infinitive", words_below([*objects, *infinitive], verb), ()
        return
    beside = [c for c in children if c.dep_ == "prep" and c.lower_ in takes.beside]
    if objects and beside:
        yield "beside", words_below([*objects, *beside], verb), ()
        return
    if objects and takes.object and not _carries(verb, objects[0]):
        later = [c for c in children if c.dep_ == "prep" and c.lower_ in {"as", "for"} and c.i > objects[0].i]
        yield "object", words_below([*objects, *later], verb), ()
        return
    for prep in children:
        if prep.dep_ in {"prep", "prt"} and prep.lower_ in takes.about and prep.i > verb.i:
            filler = [c for c in prep.children if c.dep_ in {"pobj", "pcomp"}]
            if filler:
                yield "about", words_below(filler, verb), (prep,)
                return


def _run_on(clause: Token, children: list[Token]) -> list[Token]:
    """Second clauses that belong to a report though the parse joins them to its verb: "said he came but left"."""
    return [
        c
        for c in children
        if c.dep_ == "conj" and c.i > clause.i and c.pos_ in PREDICATES and base_form(c) not in verbs()
    ]


def _carries(verb: Token, noun: Token) -> bool:
    """True where the verb only carries a noun of attribution that has a content of its own."""
    return base_form(verb) in CARRIERS and bool(list(noun_contents(noun)))


def _is_clause(child: Token, verb: Token, takes: Takes) -> bool:
    if child.dep_ == "ccomp" and child.i < verb.i and not takes.quote:
        return False
    if child.dep_ == "ccomp" and (takes.clause or takes.quote or takes.object or takes.objinf):
        return True
    return child.dep_ == "xcomp" and takes.clause and not has_to(child) and child.tag_ == "VBG"


def _passive(verb: Token, children: list[Token], takes: Takes) -> Iterator[Content]:
    subject = [c for c in children if c.dep_ in {"nsubjpass", "nsubj"} and c.tag_ not in RELATIVES]
    if not subject and verb.dep_ in {"acl", "relcl"}:
        subject = []
    infinitive = [c for c in children if c.dep_ == "xcomp"]
    clauses = [c for c in children if c.dep_ == "ccomp"]
    if clauses and takes.clause:
        yield "passive clause", words_below(clauses, verb), ()
    elif infinitive and (takes.passive or takes.objinf):
        yield "passive infinitive", words_below([*subject, *infinitive], verb), ()
    elif takes.object:
        named = [c for c in children if c.dep_ == "oprd" or (c.dep_ == "prep" and c.lower_ in takes.beside)]
        if named or _agent(children):
            yield "passive object", words_below([*subject, *named], verb), ()


def _agent(children: list[Token]) -> tuple[Token, ...]:
    for child in children:
        if child.dep_ == "agent":
            return tuple(t for c in child.children if c.dep_ == "pobj" for t in c.subtree)
    return ()


def _parenthesis(verb: Token, takes: Takes) -> Iterator[Content]:
    """A verb set beside the clause it reports: "as X said", "X said" between commas."""
    speaks = takes.quote and base_form(verb) not in NO_PARENTHESIS
    if not speaks or not any(c.dep_ == "nsubj" and c.lower_ not in {"you", "all"} for c in verb.children):
        return
    as_clause = verb.dep_ == "advcl" and any(c.dep_ in {"mark", "advmod"} and c.lower_ == "as" for c in verb.children)
    if (as_clause or verb.dep_ == "parataxis") and verb.head.pos_ in PREDICATES:
        own = {t.i for t in verb.subtree}
        yield "parenthesis", tuple(t for t in bare(verb.head.subtree) if t.i not in own), ()


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
    content = [t for t in bare(head.subtree) if t.i not in own]
    if named and content:
        yield made(bare(named), (word, to), bare(content), word, "according")


def _adverb(word: Token) -> Iterator[Tokens]:
    content = [t for t in bare(word.head.subtree) if t.i != word.i]
    if word.head.pos_ in PREDICATES and content:
        yield made((), (word,), content, word, "adverb")
