"""What surrounds a clause: its place in the sentence and the record, what governs it, who its parties are.

Plain strings, as in ``features.py``. They say nothing of what the clause means; they tell how records are built: what
stands first is often told, what stands in a restrictive relative clause seldom is. So they bear on whether a clause is a statement, not on its kind.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Token

from vermerk.extraction.clauses import PREDICATES, Clause
from vermerk.extraction.discourse import Ref
from vermerk.extraction.roles import Roles
from vermerk.language.parse import Paragraph
from vermerk.model import Link

AROUND = "around: "  # opens the name of every one of these features
FIFTHS = 5  # a record is told by fifths
STEPS = 12  # up the tree, at most
QUOTES = frozenset("\"'“”‘’")


def surroundings(
    clause: Clause,
    words: Sequence[Token],
    chain: Sequence[Link],
    roles: Roles,
    paragraph: Paragraph,
    paragraphs: int,
) -> dict[str, float]:
    """Named features of what surrounds a clause; ``paragraphs`` is how many the record has."""
    found = [
        *_parties(clause, chain, roles),
        *_account(chain),
        *_antecedent(clause.head),
        *_sentence(clause, words),
        *_governors(clause),
    ]
    place = paragraph.number / max(paragraphs - 1, 1)
    found.append(f"fifth of the record={int(min(place, 1.0) * FIFTHS)}")
    if paragraph.number == 0:
        found.append("first paragraph")
    return {AROUND + name: 1.0 for name in found}


def _parties(clause: Clause, chain: Sequence[Link], roles: Roles) -> Iterator[str]:
    lemma = clause.head.lemma_.lower()
    for role, refs in (("actor", roles.actor), ("toward", roles.toward)):
        if not refs:
            yield f"no {role}"
            continue
        yield f"{role} is {refs[0].kind}"
        yield f"{role} as {refs[0].form}"
        yield f"{role} is {refs[0].kind}&head={lemma}"
    both = f"{_sort(roles.actor)} towards {_sort(roles.toward)}"
    yield both
    yield f"{both}&form={clause.form}"
    if roles.actor and chain:
        yield "actor is holder" if roles.actor[0].name == chain[-1].holder else "actor is not holder"
        if roles.actor[0].name == chain[0].holder:
            yield "actor is author"


def _sort(refs: Sequence[Ref]) -> str:
    return refs[0].kind if refs else "nobody"


def _account(chain: Sequence[Link]) -> Iterator[str]:
    yield f"modes={' > '.join(str(link.mode) for link in chain[-2:])}"


def _antecedent(head: Token) -> Iterator[str]:
    """Of a relative or participle clause: what it hangs on, how that is determined, and whether a comma parts them."""
    if head.dep_ not in {"relcl", "acl"}:
        return
    noun = head.head
    owned = any(c.dep_ == "poss" for c in noun.children)
    determiner = next((c.lower_ for c in noun.children if c.dep_ == "det"), "owned" if owned else "-")
    yield f"antecedent {determiner}"
    yield f"antecedent {determiner}&dep={head.dep_}"
    yield f"antecedent tag={noun.tag_}"
    first = min(token.i for token in head.subtree)
    yield "set off by a comma" if first and head.doc[first - 1].text == "," else "not set off"


def _sentence(clause: Clause, words: Sequence[Token]) -> Iterator[str]:
    sentence = clause.head.sent
    verbs = [t for t in sentence if t.pos_ in PREDICATES and t.dep_ not in {"aux", "auxpass"}]
    yield f"verbs={min(len(verbs), 8)}"
    yield f"under={_verbs_above(clause.head)}"
    yield f"sentence ends={sentence.text.rstrip()[-1:]}"
    yield f"sentence length={min(len(sentence) // 6, 9)}"
    yield "first clause" if verbs and verbs[0].i == clause.head.i else "later clause"
    yield f"names={min(sum(w.pos_ == 'PROPN' for w in words), 3)}"
    if any(w.like_num for w in words):
        yield "a number"
    if any(w.text in QUOTES for w in words):
        yield "quotation marks"


def _verbs_above(head: Token) -> int:
    """How many predicates stand over a clause, at most four."""
    found, climbing = 0, head
    for _ in range(STEPS):
        if climbing.head.i == climbing.i:
            break
        climbing = climbing.head
        found += climbing.pos_ in PREDICATES
    return min(found, 4)


def _governors(clause: Clause) -> Iterator[str]:
    head, governor = clause.head, clause.head.head
    if governor.i != head.i:
        yield f"dep={head.dep_}&governor={governor.lemma_.lower()}"
        above = next((c for c in governor.children if c.dep_ in {"nsubj", "nsubjpass"}), None)
        if above is not None:
            yield f"governor's subject={above.lemma_.lower()}"
    if clause.subject is not None:
        yield f"subject det={next((c.lower_ for c in clause.subject.children if c.dep_ == 'det'), '-')}"
        yield f"subject tag={clause.subject.tag_}&head={head.lemma_.lower()}"
    for child in head.children:
        if child.dep_ == "prep":
            for noun in child.children:
                if noun.dep_ == "pobj":
                    yield f"{child.lower_} {noun.lemma_.lower()}"
