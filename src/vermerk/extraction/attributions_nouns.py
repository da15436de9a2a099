"""Attributions by nouns and adjectives: "X's claim that …", "allegations of …", "is confident that …"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from vermerk.extraction.attribution import CARRIERS
from vermerk.extraction.attributions_cues import adjectives, base_form, nouns
from vermerk.extraction.attributions_words import Content, Tokens, cue_of_verb, has_to, made, source_of, words_below


def adjectival(verb: Token, children: list[Token]) -> Iterator[Tokens]:
    """What "be" with an adjective reports, where the table knows the adjective."""
    adjective = next((c for c in children if c.dep_ == "acomp"), None)
    takes = adjectives().get(adjective.lemma_.lower()) if adjective is not None else None
    if adjective is None or takes is None:
        return
    cue = (*cue_of_verb(verb, children), adjective)
    below = list(adjective.children) + [c for c in children if c.i > adjective.i]
    for child in below:
        filler: list[Token] = []
        extra: tuple[Token, ...] = ()
        if (child.dep_ == "ccomp" and takes.clause) or (child.dep_ == "xcomp" and takes.infinitive):
            filler = [child]
        elif child.dep_ == "prep" and child.lower_ in takes.about and child.head.i == adjective.i:
            filler, extra = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}], (child,)
        if filler:
            yield made(source_of(verb), (*cue, *extra), words_below(filler, verb), verb, "adjective")
            return


def nominal(noun: Token) -> Iterator[Tokens]:
    """What a noun of attribution reports, where its owner or maker is named."""
    for rule, content, extra in noun_contents(noun):
        owner = next((c for c in noun.children if c.dep_ == "poss"), None)
        source: tuple[Token, ...] = tuple(t for t in owner.subtree if t.dep_ != "case") if owner is not None else ()
        cue: tuple[Token, ...] = (noun, *extra)
        if owner is None:
            verb = noun.head
            if noun.dep_ == "dobj" and (base_form(verb) in CARRIERS or base_form(verb) in {"raise", "issue"}):
                source, cue = source_of(verb), (*cue_of_verb(verb, list(verb.children)), *cue)
            else:
                source = _maker(noun)
        if source:
            yield made(source, cue, content, noun, rule)


def _maker(noun: Token) -> tuple[Token, ...]:
    """Who made a claim, from a phrase beside it: "criticism from X", "a call by X"."""
    for child in noun.children:
        if child.dep_ == "prep" and child.lower_ in {"by", "from", "among"}:
            return tuple(t for c in child.children if c.dep_ == "pobj" for t in c.subtree)
    return ()


def noun_contents(noun: Token) -> Iterator[Content]:
    """The complement of a noun of attribution: a clause, an infinitive or a phrase; at most one."""
    takes = nouns().get(noun.lemma_.lower())
    if takes is None:
        return
    for child in noun.children:
        if child.i < noun.i:
            continue
        if child.dep_ in {"acl", "ccomp"} and "that" in takes.words and _that(child):
            yield "noun clause", words_below([child], noun), ()
            return
        if child.dep_ in {"acl", "xcomp"} and "inf" in takes.words and has_to(child):
            yield "noun clause", words_below([child], noun), ()
            return
        if child.dep_ == "prep" and child.lower_ in takes.words:
            filler = [c for c in child.children if c.dep_ in {"pobj", "pcomp"}]
            if filler:
                yield "noun phrase", words_below(filler, noun), (child,)
                return


def _that(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ in {"that", "whether", "if"} for c in clause.children)
