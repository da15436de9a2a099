"""Negation: what a sentence denies, what it only seems to deny, and how far a denial reaches."""

from __future__ import annotations

import pytest

from vermerk.extraction.clauses import find_clauses
from vermerk.extraction.lexicon import shipped
from vermerk.extraction.negation_above import untold
from vermerk.extraction.qualify import polarity
from vermerk.language.parse import english


def denied(text: str, verb: str) -> bool:
    """Whether the clause of a verb is told as negated."""
    clauses = [c for s in english()(text).sents for c in find_clauses(s, shipped()) if c.head.text == verb]
    assert clauses, f"no clause of {verb!r}"
    return polarity(clauses[0], shipped()).value == "negated"


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("The Prime Minister read War Cabinet Minute No. (1401).", "read"),
        ("I have forwarded a copy of my telegram No. 165.", "forwarded"),
        ("The Minister sent cable no. 12 to the Embassy.", "sent"),
        ("The Legation received despatch No. A.33 on Friday.", "received"),
    ],
)
def test_the_sign_of_a_number_denies_nothing(text: str, verb: str) -> None:
    assert not denied(text, verb)


def test_no_before_a_noun_denies() -> None:
    assert denied("The Embassy received no despatch on Friday.", "received")
    assert denied("No state voted against the motion.", "voted")
    assert denied("No. The minister did not go.", "go")


@pytest.mark.parametrize(
    ("text", "verbs"),
    [
        ("Indonesia neither expects nor wishes a meeting with Malaya.", ["expects", "wishes"]),
        ("The envoy never transmitted his letter of credence or visited Honduras.", ["transmitted", "visited"]),
        ("Japan did not attack China or threaten Burma.", ["attack", "threaten"]),
        ("France neither recognised Israel nor sent an ambassador.", ["recognised", "sent"]),
        ("No minister visited Paris or met the President.", ["visited", "met"]),
        ("Neither Addison nor McNeil favoured the idea.", ["favoured"]),
        ("Nor did Sweden answer the note.", ["answer"]),
    ],
)
def test_a_denial_reaches_what_is_joined(text: str, verbs: list[str]) -> None:
    assert [denied(text, verb) for verb in verbs] == [True] * len(verbs)


def test_a_denial_does_not_reach_what_is_set_against_it() -> None:
    text = "Japan did not attack China but it threatened Burma."
    assert (denied(text, "attack"), denied(text, "threatened")) == (True, False)
    text = "Spain did not sign the treaty and Portugal left the conference."
    assert (denied(text, "sign"), denied(text, "left")) == (True, False)
    assert not denied("It is not only the French who protested.", "protested")
    assert not denied("Whether or not the pact was extended, Chile signed the treaty.", "extended")


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("This did not mean that Australia would export uranium ore.", "export"),
        ("This does not, of course, mean that we can shelve the problem.", "shelve"),
        ("I cannot accept that the policy is an efficient one.", "is"),
        ("He had not understood that paragraph 6 implied any restrictions.", "implied"),
        ("The government has no evidence that Cuba shipped arms.", "shipped"),
        ("We have nothing before us which suggests that Portugal will resist.", "resist"),
        ("The report that Chile had withdrawn its envoy was untrue.", "withdrawn"),
        ("Moscow rejected the suggestion that it had armed the rebels.", "armed"),
        ("It is not true that Norway left the pact.", "left"),
        ("It is unlikely that Canada will attend.", "attend"),
        ("We all think it most unlikely that the Dutch will accept these proposals.", "accept"),
        ("We have not thought it desirable to take any initiative towards Chile.", "take"),
        ("They consider it impossible to withdraw the troops.", "withdraw"),
    ],
)
def test_a_governing_clause_denies_what_hangs_on_it(text: str, verb: str) -> None:
    assert denied(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("This did not mean that Australia would not export uranium ore.", "export"),
        ("The idea that we may not depend on our possessions is entirely false.", "depend"),
        ("There has never been any doubt that a force would have to be sent.", "have"),
        ("There has never been any doubt that a force would have to be sent.", "been"),
        ("There is no doubt that Japan will attack Malaya.", "attack"),
        ("The Minister did not say that the treaty had been signed.", "signed"),
        ("He was not aware that Spain had recognised the regime.", "recognised"),
        ("There is no alternative but to sign the treaty.", "is"),
        ("He did not fail to warn Turkey.", "warn"),
        ("They did not hesitate to attack Egypt.", "attack"),
        ("One cannot stress too strongly the need for wheat.", "stress"),
        ("The minister asked whether they could not meet in Geneva.", "meet"),
    ],
)
def test_what_only_seems_denied_is_affirmed(text: str, verb: str) -> None:
    assert not denied(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("It is not for me to send you an official communication.", "send"),
        ("It is not practical for our interests to be served by a junior officer.", "served"),
        ("It has not been possible for us to supply wheat.", "supply"),
        ("It is still too early to assess this effect.", "assess"),
        ("Washington decided to refrain from entering relations with the new government.", "entering"),
        ("He refused to receive the envoy.", "receive"),
        ("Britain declined to extend the agreement.", "declined"),
        ("France prevented Algeria from buying arms.", "buying"),
        ("Without having consulted Canada, Britain signed the treaty.", "consulted"),
    ],
)
def test_a_deed_that_is_kept_from_being_done_is_denied(text: str, verb: str) -> None:
    assert denied(text, verb)


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("Without having consulted Canada, Britain signed the treaty.", "signed"),
        ("Troops landed without any opposition from us.", "landed"),
        ("The draft was cabled to Washington without delay.", "cabled"),
        ("France prevented Algeria from buying arms.", "prevented"),
        ("The talks lasted no longer than a day.", "lasted"),
    ],
)
def test_a_phrase_with_a_denial_of_its_own_leaves_the_clause_affirmed(text: str, verb: str) -> None:
    assert not denied(text, verb)


@pytest.mark.parametrize(
    ("text", "verb", "dropped"),
    [
        ("MacArthur had not mentioned that the draft must be passed by the Commission.", "passed", True),
        ("The Minister did not say that Spain had signed the treaty.", "signed", True),
        ("Rusk never told us that the fleet had left Manila.", "left", True),
        ("The Minister said that Spain had not signed the treaty.", "signed", False),
        ("The Minister denied that Spain had signed the treaty.", "signed", False),
        ("Burma did not agree that the treaty was valid.", "was", False),
        ("He did not know that Spain had signed the treaty.", "signed", False),
    ],
)
def test_what_nobody_said_is_no_statement(text: str, verb: str, dropped: bool) -> None:
    clauses = [c for s in english()(text).sents for c in find_clauses(s, shipped()) if c.head.text == verb]
    assert [untold(c.head, shipped()) for c in clauses] == [dropped]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("I do not find it strange that Peru left.", "left"),
        ("They consider it desirable to withdraw the troops.", "withdraw"),
        ("They did not think it impossible to withdraw the troops.", "withdraw"),
    ],
)
def test_what_is_held_to_be_so_and_so_is_denied_only_by_the_words_for_it(text: str, verb: str) -> None:
    assert not denied(text, verb)
