"""Certainty: what a clause or its governing adjective leaves in doubt, and what only seems to."""

from __future__ import annotations

import pytest

from vermerk.extraction.clauses import find_clauses
from vermerk.extraction.lexicon import shipped
from vermerk.extraction.qualify import certainty
from vermerk.language.parse import english


def commitment(text: str, verb: str) -> str:
    """The certainty of the clause of a verb."""
    (sentence,) = english()(text).sents
    clauses = [c for c in find_clauses(sentence, shipped()) if c.head.text == verb]
    assert clauses, f"no clause of {verb!r}"
    return certainty(clauses[0], shipped(), text).value


@pytest.mark.parametrize(
    ("text", "verb", "told"),
    [
        ("It was possible that Japan planned an attack.", "planned", "possible"),
        ("It is likely that Burma will sign the treaty.", "sign", "probable"),
        ("Canada might be able to supply wheat.", "be", "possible"),
        ("Possibly Chile will recall its envoy.", "recall", "possible"),
    ],
)
def test_doubt_is_kept(text: str, verb: str, told: str) -> None:
    assert commitment(text, verb) == told


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("There is no doubt that Japan will attack Malaya.", "attack"),
        ("It is clear that Burma will sign the treaty.", "sign"),
        ("Spain signed the treaty and it may be published.", "signed"),
    ],
)
def test_what_is_flatly_said_beside_a_doubt_is_certain(text: str, verb: str) -> None:
    assert commitment(text, verb) == "certain"
