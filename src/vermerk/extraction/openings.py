"""How examples and points of a list stand: as the sentence that opens them says.

"The protocol results in several obligations. For instance, the construction of a power plant": the plant is to be built.
A noun without a predicate tells nothing of its own status.
"""

from __future__ import annotations

import re

from spacy.tokens import Span, Token

from vermerk.extraction.clauses import PREDICATES, Clause, find_clauses
from vermerk.extraction.lexicon import Lexicon, read_pairs
from vermerk.extraction.status import status
from vermerk.model import Kind, Status

EXAMPLE = re.compile(
    r"^\W*(?:and |so |thus |also )?(?:for (?:instance|example)|e\.\s?g\.|among (?:them|these|others)|above all|in particular|"
    r"namely|including|such as|first(?:ly)?|second(?:ly)?|third(?:ly)?)\b",
    re.IGNORECASE,
)


def opened_as(clause: Clause, kept: Status | None, lexicon: Lexicon) -> Status | None:
    """The status that an example or a point has from the sentence that opens it; null for what is neither.

    ``kept`` is that of a paragraph whose colon opened the list that the clause's paragraph is a point of.
    """
    sentence = clause.head.sent
    if clause.form not in {"fragment", "nominal"} or not bare(sentence):
        return None
    if sentence.root.i not in {clause.head.i, *(above.i for above in clause.head.ancestors)}:
        return None
    for _ in range(6):
        if sentence.start == 0:
            return kept
        before = sentence.doc[sentence.start - 1].sent
        if before.text.rstrip().endswith(":") or EXAMPLE.match(sentence.text):
            return status_opened(before, lexicon)
        if not bare(before):
            return None
        sentence = before
    return None


def bare(sentence: Span) -> bool:
    """True for a sentence without a predicate of its own."""
    root = sentence.root
    return root.pos_ not in PREDICATES or not any(c.dep_ in {"nsubj", "nsubjpass", "aux"} for c in root.children)


def status_opened(opening: Span, lexicon: Lexicon) -> Status | None:
    """The status that a sentence gives to what it opens: by its noun for it ("obligations"), else by its predicate."""
    named = [word for token in opening if (word := _noun(token)) is not None]
    if named:
        return named[-1]
    main = next((c for c in find_clauses(opening, lexicon) if c.head.i == opening.root.i), None)
    if main is None or main.form != "main":
        return None
    return status(main, Kind.ASSISTANCE, lexicon)


def _noun(token: Token) -> Status | None:
    word = read_pairs("openings.tsv").get(token.lemma_.lower()) if token.pos_ == "NOUN" else None
    return Status(word) if word else None
