"""What the rules of attribution share: the words of a cue, of a source and of a content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.attribution import CARRIERS, subject_of
from vermerk.extraction.clauses import PREDICATES

RELATIVES = frozenset({"WDT", "WP", "WP$"})
CUE_PARTS = frozenset({"aux", "auxpass", "neg", "prt"})
Content = tuple[str, tuple[Token, ...], tuple[Token, ...]]  # rule, words of the content, more words of the cue


@dataclass(frozen=True, slots=True)
class Tokens:
    """One attribution as tokens of a parse; ``source`` may be empty."""

    source: tuple[Token, ...]
    cue: tuple[Token, ...]
    content: tuple[Token, ...]
    verb: Token
    rule: str


def made(source: Iterable[Token], cue: Iterable[Token], content: Iterable[Token], verb: Token, rule: str) -> Tokens:
    """An attribution of which no word has two roles; the content keeps a word that others claim."""
    held = {t.i for t in content}
    marks = {t.i for t in cue}
    return Tokens(
        tuple(t for t in source if t.i not in held and t.i not in marks),
        tuple(t for t in cue if t.i not in held),
        tuple(content),
        verb,
        rule,
    )


def cue_of_verb(verb: Token, children: list[Token]) -> tuple[Token, ...]:
    """A verb with its auxiliaries, negation, particle and the adverbs among them, in order."""
    parts = [c for c in children if c.dep_ in CUE_PARTS and not c.is_space]
    first = min((p.i for p in parts), default=verb.i)
    parts += [c for c in children if c.dep_ == "advmod" and min(first, verb.i - 1) <= c.i < verb.i and c.tag_ == "RB"]
    if verb.dep_ == "xcomp" and verb.head.pos_ in PREDICATES and verb.head.i < verb.i and verb.i - verb.head.i <= 2:
        parts += [verb.head, *(c for c in verb.head.children if c.dep_ in CUE_PARTS)]
    return tuple(sorted((verb, *parts), key=lambda t: t.i))


def words_below(heads: Iterable[Token], verb: Token) -> tuple[Token, ...]:
    """The words below some heads in order, without the words of the verb's own clause around them."""
    found = {t.i: t for head in heads for t in head.subtree}
    found.pop(verb.i, None)
    return tuple(bare(found[i] for i in sorted(found)))


def bare(tokens: Iterable[Token]) -> list[Token]:
    """Words without the stops at their edges; quotation marks stay."""
    words = list(tokens)
    while words and (words[0].is_space or words[0].text in {",", ":", ";", "-", "—", "–", "and", "but"}):
        words.pop(0)
    while words and (words[-1].is_space or words[-1].text in {",", ".", ":", ";", "-", "—", "–"}):
        words.pop()
    return words


def has_to(child: Token) -> bool:
    """True for an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in child.children)


def source_of(verb: Token) -> tuple[Token, ...]:
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
    return (*bare(t for t in subject.subtree if t.i not in own), *relative)
