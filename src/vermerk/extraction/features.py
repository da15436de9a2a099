"""What a clause shows of its kind: triggers of the frame lexicon, words, form, tense and parties.

The features are plain strings, so that a weight of the trained model can be read by anyone.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from vermerk.extraction.clauses import Clause
from vermerk.extraction.lexicon import Frame, Lexicon
from vermerk.model import Kind, Link

WORD_CLASS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "PROPN": "noun", "ADJ": "adjective"}


@dataclass(frozen=True, slots=True)
class Trigger:
    """A frame that a clause triggers, where, and how near to its predicate."""

    frame: Frame
    token: Token
    strength: float


def triggers(clause: Clause, words: Sequence[Token], lexicon: Lexicon) -> list[Trigger]:
    """The frames that the words of a clause trigger; the predicate counts double, its objects half as much more."""
    found: list[Trigger] = []
    near = {o.i for o in clause.objects} | ({clause.subject.i} if clause.subject is not None else set())
    for position, token in enumerate(words):
        word_class = WORD_CLASS.get(token.pos_)
        if word_class is None:
            continue
        lemma = token.lemma_.lower()
        factor = 2.0 if token.i == clause.head.i else 1.5 if token.i in near else 1.0
        for trigger in _readings(lemma, token, words, position, lexicon):
            for frame in lexicon.frames.get((trigger, word_class), ()):
                found.append(Trigger(frame, token, frame.weight * factor))
    return found


def _readings(lemma: str, token: Token, words: Sequence[Token], position: int, lexicon: Lexicon) -> Iterator[str]:
    for longer in lexicon.long_triggers.get(lemma, ()):
        following = [w.lemma_.lower() for w in words[position : position + len(longer)]]
        if tuple(following) == longer:
            yield " ".join(longer)
            return
    particle = next((c.lower_ for c in token.children if c.dep_ == "prt"), None)
    if particle is not None:
        yield f"{lemma} {particle}"
    yield lemma


def kind_scores(found: Sequence[Trigger]) -> dict[Kind, float]:
    """Sum of the strengths of a clause's triggers, by kind."""
    scores: dict[Kind, float] = {}
    for trigger in found:
        scores[trigger.frame.kind] = scores.get(trigger.frame.kind, 0.0) + trigger.strength
    return scores


def features(
    clause: Clause,
    words: Sequence[Token],
    chain: Sequence[Link],
    parties: tuple[Sequence[str], Sequence[str]],
    lexicon: Lexicon,
) -> dict[str, float]:
    """Named features of a clause with their values."""
    head = clause.head
    lemma = head.lemma_.lower()
    row: dict[str, float] = {
        "bias": 1.0,
        f"form={clause.form}": 1.0,
        f"head={lemma}": 1.0,
        f"tag={head.tag_}": 1.0,
    }
    row[f"form={clause.form}&tag={head.tag_}"] = 1.0
    row[f"dep={head.dep_}"] = 1.0
    _frames(row, clause, triggers(clause, words, lexicon))
    _governor(row, clause)
    _neighbours(row, clause)
    _bag(row, clause, words)
    row[f"depth={min(len(chain), 4)}"] = 1.0
    row[f"mode={chain[-1].mode if chain else '-'}"] = 1.0
    row[f"actors={min(len(parties[0]), 2)}"] = 1.0
    row[f"towards={min(len(parties[1]), 2)}"] = 1.0
    row[f"length={min(len(words) // 4, 8)}"] = 1.0
    cue = lexicon.cues.get(lemma)
    if cue is not None:
        governs = any(c.dep_ in {"ccomp", "xcomp"} for c in head.children)
        row[f"cue={cue.mode}&governs={governs}"] = 1.0
        row[f"cue&governs={governs}"] = 1.0
    return row


def _frames(row: dict[str, float], clause: Clause, found: Sequence[Trigger]) -> None:
    """How strongly the lexicon votes for each kind: in all, by the predicate, its subject and its objects."""
    scores = kind_scores(found)
    for kind, score in scores.items():
        row[f"frame={kind}"] = min(score, 9.0) / 3.0
    if scores:
        row[f"best frame={max(scores, key=lambda kind: scores[kind])}"] = 1.0
    else:
        row["best frame=-"] = 1.0
    objects = {o.i for o in clause.objects}
    for trigger in found:
        token, kind = trigger.token, trigger.frame.kind
        if token.i == clause.head.i:
            row[f"head frame={kind}"] = trigger.frame.weight / 2
        elif token.i in objects or token.dep_ in {"acomp", "attr"}:
            row[f"object frame={kind}"] = trigger.frame.weight / 2
        elif clause.subject is not None and token.i == clause.subject.i:
            row[f"subject frame={kind}"] = trigger.frame.weight / 2
        elif token.dep_ == "pobj":
            row[f"pobj frame={kind}"] = trigger.frame.weight / 2


def _governor(row: dict[str, float], clause: Clause) -> None:
    governor = clause.head.head
    if governor.i != clause.head.i:
        row[f"governor={governor.lemma_.lower()}"] = 1.0
        row[f"governor={governor.lemma_.lower()}&form={clause.form}"] = 1.0
        row[f"governor pos={governor.pos_}"] = 1.0
    marker = next((c.lower_ for c in clause.head.children if c.dep_ == "mark"), "-")
    row[f"mark={marker}"] = 1.0


def _neighbours(row: dict[str, float], clause: Clause) -> None:
    subject = clause.subject
    if subject is not None:
        row[f"subject={subject.lemma_.lower()}"] = 1.0
        row[f"subject pos={subject.pos_}"] = 1.0
    else:
        row["subject=-"] = 1.0
    for obj in clause.objects:
        row[f"object={obj.lemma_.lower()}"] = 1.0
        row[f"head={clause.head.lemma_.lower()}&object={obj.lemma_.lower()}"] = 1.0
    for child in clause.head.children:
        if child.dep_ == "prep":
            row[f"prep={child.lower_}"] = 1.0
            row[f"head={clause.head.lemma_.lower()}&prep={child.lower_}"] = 1.0
        elif child.dep_ in {"acomp", "xcomp", "ccomp", "attr", "neg", "prt", "advmod", "aux"}:
            row[f"{child.dep_}={child.lemma_.lower()}"] = 1.0
    if clause.passive:
        row["passive"] = 1.0


def _bag(row: dict[str, float], clause: Clause, words: Sequence[Token]) -> None:
    for token in words:
        if token.i != clause.head.i and token.pos_ in {"NOUN", "VERB", "ADJ", "ADV", "PROPN"}:
            if token.pos_ == "PROPN":
                continue
            row[f"word={token.lemma_.lower()}"] = 1.0
