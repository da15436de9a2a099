"""Status: done, ongoing, planned, wished or only imagined, by tense, helpers, aspect and the governing verb."""

from __future__ import annotations

import pytest

from vermerk.extraction.clauses import find_clauses
from vermerk.extraction.lexicon import shipped
from vermerk.extraction.status import status
from vermerk.language.parse import english
from vermerk.model import Kind


def told(text: str, verb: str, kind: Kind = Kind.POSITION, *, retold: bool = False) -> str:
    """The status of the clause of a verb."""
    clauses = [c for s in english()(text).sents for c in find_clauses(s, shipped()) if c.head.text == verb]
    assert clauses, f"no clause of {verb!r}"
    return status(clauses[0], kind, shipped(), retold=retold).value


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("We hope that these talks will be continued.", "continued", Kind.CONTACT),
        ("I should be glad if you would communicate with the Embassy.", "communicate", Kind.CONTACT),
        ("The Government would welcome a visit by the Minister.", "welcome", Kind.POSITION),
        ("I wanted to tell him of the proposal.", "wanted", Kind.CONTACT),
        ("Canada suggests a conference in Ottawa.", "suggests", Kind.POSITION),
        ("The Ambassador proposed that a commission be appointed.", "appointed", Kind.POSITION),
        ("Please convey this message to the Minister.", "convey", Kind.CONTACT),
        ("Everything should be done to avoid a war.", "avoid", Kind.POSITION),
    ],
)
def test_what_is_hoped_asked_or_proposed_is_wished(text: str, verb: str, kind: Kind) -> None:
    assert told(text, verb, kind) == "wished"


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("He intended to tell President Johnson of it.", "intended", Kind.POSITION),
        ("I have in mind informing the High Commissioner.", "informing", Kind.CONTACT),
        ("We have in mind a visit to Delhi.", "have", Kind.VISIT),
        ("The Minister is about to leave for Delhi.", "is", Kind.VISIT),
        ("The Ambassador is to convey the note.", "is", Kind.CONTACT),
        ("I am going to Geneva this week.", "going", Kind.VISIT),
        ("He said that Poland would send a delegation.", "send", Kind.CONTACT),
        ("Poland will send a delegation.", "send", Kind.CONTACT),
    ],
)
def test_what_is_intended_or_expected_is_planned(text: str, verb: str, kind: Kind) -> None:
    assert told(text, verb, kind) == "planned"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("If we had not pegged the claims we might have lost everything.", "pegged"),
        ("Our defeat will be certain unless the bases can be maintained.", "be"),
        ("Our defeat will be certain unless the bases can be maintained.", "maintained"),
        ("The British think that a pact would be dangerous.", "be"),
        ("A treaty would strengthen our position.", "strengthen"),
        ("The Dutch might agree.", "agree"),
    ],
)
def test_what_hangs_on_a_condition_is_hypothetical(text: str, verb: str) -> None:
    assert told(text, verb) == "hypothetical"


def test_would_in_words_told_again_is_planned() -> None:
    assert told("Poland would send a delegation.", "send", retold=True) == "planned"
    assert told("Poland would send a delegation if it were invited.", "send", retold=True) == "hypothetical"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Cabinet decided to accept the plan.", "decided"),
        ("The Minister stressed the need for wheat.", "stressed"),
        ("The plan was approved in London.", "approved"),
        ("Burma has been recognised.", "recognised"),
        ("The Legation was obliged to report to the government by July.", "obliged"),
    ],
)
def test_a_deed_told_in_the_past_is_done(text: str, verb: str) -> None:
    assert told(text, verb) == "done"


@pytest.mark.parametrize(
    ("text", "verb", "kind"),
    [
        ("They wanted a conference.", "wanted", Kind.POSITION),
        ("The press was divided.", "divided", Kind.CONDITION),
        ("Japan has been pressing for a treaty.", "pressing", Kind.PRESSURE),
        ("They must know of the agreement.", "know", Kind.KNOWLEDGE),
        ("The aim is to win the war.", "is", Kind.POSITION),
        ("The firms were negotiating for wheat.", "negotiating", Kind.TRADE),
        ("Australia cannot accept the plan.", "accept", Kind.POSITION),
    ],
)
def test_a_state_or_what_is_going_on_is_ongoing(text: str, verb: str, kind: Kind) -> None:
    assert told(text, verb, kind) == "ongoing"
