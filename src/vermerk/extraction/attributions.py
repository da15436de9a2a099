"""Attributions as flat spans: whose words (source), what shows it (cue), and what they are (content).

The three roles are those of Pareti (2015, "Attribution: a computational approach"); offsets are those of the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import msgspec
from spacy.tokens import Doc, Token

from vermerk.extraction.attribution import subject_of
from vermerk.extraction.attributions_cues import base_form, verbs
from vermerk.extraction.attributions_quotes import Quote, Skeleton, even_marks, find_quotes, stands_alone, take_out
from vermerk.extraction.attributions_rules import read_attributions
from vermerk.extraction.attributions_words import Tokens
from vermerk.language.parse import english

_BREAK = re.compile(r"\n\s*\n|\n(?![a-z])")
_HEADLINE = re.compile(r"([A-Z][^:“”\"!?.]{1,45}): +(?=\S)")
_TURN = re.compile(r"((?:[A-Z][\w.’'-]*)(?: [A-Z][\w.’'-]*){0,3}): +(?=\S)")

Runs = tuple[tuple[int, int], ...]


class Attribution(msgspec.Struct, frozen=True):
    """One attribution: character runs (half-open) of its source, cue and content; ``source`` may be empty."""

    source: Runs
    cue: Runs
    content: Runs
    rule: str


@dataclass(slots=True)
class _Draft:
    source: Runs
    cue: Runs
    content: list[tuple[int, int]]
    at: int
    rule: str
    quotes: list[Quote] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Stretch:
    skeleton: Skeleton
    paragraph: int
    inner: bool  # the inside of a quotation


def find_attributions(text: str, *, nested: bool = False) -> list[Attribution]:
    """The attributions of a text in the order of their cues; quotations that run on are joined to the first.

    Those that stand inside the content of another (what a quoted speaker says of others) are left out unless
    ``nested`` is asked for.
    """
    stretches = list(_stretches(even_marks(text), nested))
    docs = english().pipe((s.skeleton.text for s in stretches), batch_size=64)
    drafts: list[_Draft] = []
    last: _Draft | None = None
    for stretch, doc in zip(stretches, docs, strict=True):
        found = [_draft(t, stretch.skeleton) for t in read_attributions(doc)]
        if not stretch.inner:
            last = _quotations(doc, stretch.skeleton, found, last)
        drafts += found
    turns = list(_turns(text))
    drafts += turns or list(_headline(text))
    drafts.sort(key=lambda d: d.at)
    if not nested:
        drafts = _outermost(drafts, text)
    return [Attribution(d.source, d.cue, _joined(text, d.content), d.rule) for d in drafts if d.content]


def _stretches(text: str, nested: bool) -> Iterator[_Stretch]:
    """The paragraphs as skeletons, each followed by the quotations taken out of it."""
    for number, (start, end) in enumerate(_paragraphs(text)):
        paragraph = text[start:end]
        quotes = [q for q in find_quotes(paragraph, start) if stands_alone(paragraph, q, start)]
        yield _Stretch(take_out(paragraph, start, quotes), number, False)
        for quote in quotes if nested else ():
            inner = text[quote.start + 1 : quote.end].rstrip('”"')
            yield _Stretch(take_out(inner, quote.start + 1, ()), number, True)


def _outermost(drafts: Sequence[_Draft], text: str) -> list[_Draft]:
    """Drafts whose cue is not part of a quotation or of another draft's content."""
    quotes = [q for s, e in _paragraphs(text) for q in find_quotes(even_marks(text[s:e]), s)]
    contents = [(run, draft) for draft in drafts for run in draft.content]
    kept: list[_Draft] = []
    for draft in drafts:
        at = draft.at
        inside = any(s <= at < e for (s, e), other in contents if other is not draft)
        if not inside and not any(q.start < at < q.end for q in quotes):
            kept.append(draft)
    return kept


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _BREAK.finditer(text):
        if text[start : match.start()].strip():
            yield start, match.start()
        start = match.end()
    if text[start:].strip():
        yield start, len(text)


def _draft(found: Tokens, skeleton: Skeleton) -> _Draft:
    quotes: list[Quote] = []
    for token in found.content:
        quote = skeleton.quote_at(token.idx)
        if quote is not None and quote not in quotes:
            quotes.append(quote)
    inside = [t for t in found.source if skeleton.quote_at(t.idx) is None]
    cue = [t for t in found.cue if skeleton.quote_at(t.idx) is None]
    content = list(_runs(found.content, skeleton))
    return _Draft(
        _runs(inside, skeleton),
        _runs(cue, skeleton),
        content,
        skeleton.origin(found.verb.idx, found.verb.idx + 1)[0],
        found.rule,
        quotes,
    )


def _runs(tokens: Iterable[Token], skeleton: Skeleton) -> Runs:
    """Character runs of tokens in the file; neighbours are joined over the blank between them."""
    runs: list[list[int]] = []
    before = -2
    for token in sorted(tokens, key=lambda t: t.i):
        if token.is_space:
            before = token.i if before == token.i - 1 else before
            continue
        start, end = skeleton.origin(token.idx, token.idx + len(token))
        if runs and (before == token.i - 1 or start < runs[-1][1]):
            runs[-1][1] = max(runs[-1][1], end)
        else:
            runs.append([start, end])
        before = token.i
    return tuple((start, end) for start, end in runs)


def _joined(text: str, runs: Sequence[tuple[int, int]]) -> Runs:
    joined: list[tuple[int, int]] = []
    for start, end in sorted(runs):
        if joined and (start <= joined[-1][1] or not text[joined[-1][1] : start].strip()):
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return tuple(joined)


def _quotations(doc: Doc, skeleton: Skeleton, found: list[_Draft], last: _Draft | None) -> _Draft | None:
    """Give each quotation that no rule took to a speaker, and return the draft that may run on."""
    speaking: _Draft | None = None
    by_quote = {quote: draft for draft in found for quote in draft.quotes}
    whole_paragraph = all(skeleton.quote_at(t.idx) is not None or t.is_space for t in doc)
    for sentence in doc.sents:
        for quote in _quotes_of(sentence, skeleton):
            draft = by_quote.get(quote)
            if draft is None:
                draft = _beside(sentence, skeleton, quote, found)
                if draft is None:
                    others = all(skeleton.quote_at(t.idx) is not None or t.is_punct or t.is_space for t in sentence)
                    draft = speaking or (last if whole_paragraph else None) if others else None
                if draft is None:
                    continue
                draft.content.append((quote.start, quote.end))
                draft.quotes.append(quote)
            speaking = draft
    return speaking


def _quotes_of(sentence: Iterable[Token], skeleton: Skeleton) -> list[Quote]:
    found: list[Quote] = []
    for token in sentence:
        quote = skeleton.quote_at(token.idx)
        if quote is not None and quote not in found:
            found.append(quote)
    return found


def _beside(sentence: Iterable[Token], skeleton: Skeleton, quote: Quote, found: list[_Draft]) -> _Draft | None:
    """The draft of the verb of speech nearest to a quotation in its sentence, made new if need be."""
    words = list(sentence)
    place = next(t.i for t in words if skeleton.quote_at(t.idx) == quote)
    speech = [t for t in words if t.pos_ == "VERB" and skeleton.quote_at(t.idx) is None and _speaks(t)]
    if not speech:
        return None
    verb = min(speech, key=lambda t: abs(t.i - place))
    at = skeleton.origin(verb.idx, verb.idx + 1)[0]
    for draft in found:
        if draft.at == at:
            return draft
    subject = subject_of(verb)
    source = [t for t in subject.subtree if skeleton.quote_at(t.idx) is None] if subject is not None else []
    draft = _Draft(_runs(source, skeleton), _runs([verb], skeleton), [], at, "quotation")
    found.append(draft)
    return draft


def _speaks(verb: Token) -> bool:
    takes = verbs().get(base_form(verb))
    return takes is not None and takes.quote


def _headline(text: str) -> Iterator[_Draft]:
    """A headline that names its speaker before a colon: "Minister: No talks before spring"."""
    for start, end in _paragraphs(text):
        end = text.find("\n", start, end) if "\n" in text[start:end] else end
        match = _HEADLINE.match(text, start, end)
        if match and len(match.group(1).split()) <= 5 and end - match.end() > 10:
            yield _turn(text, match, end)
        return


def _turns(text: str) -> Iterator[_Draft]:
    """The turns of an interview or a debate: paragraphs that begin with a speaker who has several of them."""
    found = [(m, end) for start, end in _paragraphs(text) if (m := _TURN.match(text, start, end))]
    names = [m.group(1) for m, _ in found]
    for match, end in found:
        name = match.group(1)
        if names.count(name) > 1 or (name.isupper() and len(found) > 2):
            yield _turn(text, match, end)


def _turn(text: str, match: re.Match[str], end: int) -> _Draft:
    content = text[match.end() : end].rstrip()
    name, colon = match.span(1), (match.end(1), match.end(1) + 1)
    return _Draft((name,), (colon,), [(match.end(), match.end() + len(content))], match.end(1), "turn")
