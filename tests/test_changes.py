"""What a sentence says of missions, their heads and relations of states; and what it does not say."""

from __future__ import annotations

import pytest

from vermerk.extraction import GrammarEngine
from vermerk.model import Description, Kind, Passage, Record, Statement

ENGINE = GrammarEngine()


def told(*paragraphs: str, title: str | None = None, written: str = "1995") -> list[Statement]:
    """The statements of a record with the given paragraphs."""
    body, text = [], ""
    for paragraph in paragraphs:
        body.append(Passage(len(text), len(text) + len(paragraph)))
        text += paragraph + "\n\n"
    description = Description(title=title, document_date=written)
    return ENGINE.statements(
        Record(id="r", source="-", format="text", text=text, body=tuple(body), description=description)
    )


def events(statements: list[Statement], kind: Kind) -> set[tuple[str | None, str | None]]:
    """Event and level of the statements of a kind."""
    return {(s.event, s.level) for s in statements if s.kind is kind}


def sides(statements: list[Statement], kind: Kind, event: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Actor and toward of the statements of an event."""
    return [(s.actor, s.toward) for s in statements if s.kind is kind and s.event == event]


@pytest.mark.parametrize(
    ("sentence", "event", "level"),
    [
        ("The Swedish Legation in Lisbon was raised to the status of Embassy on May 3, 1947.", "raised", "embassy"),
        ("The Swedish legation in Lisbon became an embassy on May 3, 1947.", "raised", "embassy"),
        ("The Swedish Embassy in Lisbon was closed on May 3, 1947.", "closed", "embassy"),
        ("Sweden re-opened its Embassy in Lisbon on May 3, 1947.", "resumed", "embassy"),
        ("Sweden transferred its Legation to Lisbon on May 3, 1947.", "moved", "legation"),
        ("On May 3, 1947, Sweden appointed Karl Berg as its first Ambassador to Portugal.", "opened", "embassy"),
        ("Sweden maintained a consulate in Lisbon from 1890 to 1912.", "maintained", "consulate"),
    ],
)
def test_what_happens_to_a_mission(sentence: str, event: str, level: str) -> None:
    assert (event, level) in events(told(sentence), Kind.REPRESENTATION)


def test_credentials_are_presented_to_the_state_that_receives() -> None:
    found = told("On June 2, 1911, Swedish Minister Karl Berg presented his credentials to the King of Portugal.")
    assert (("Sweden",), ("Portugal",)) in sides(found, Kind.REPRESENTATION, "appointed")


def test_an_envoy_by_whom_relations_begin_opens_the_mission() -> None:
    found = told(
        "Diplomatic relations between Sweden and Portugal were established on June 2, 1911, when Swedish Minister "
        "Plenipotentiary Karl Berg presented his credentials to the King of Portugal."
    )
    assert ("opened", "legation") in events(found, Kind.REPRESENTATION)
    assert any(s.event == "established" and s.time == "1911-06-02" for s in found if s.kind is Kind.RECOGNITION)


def test_an_envoy_who_resides_in_a_third_state_opens_none() -> None:
    found = told("Karl Berg, resident at Madrid, was the first Swedish Minister to Portugal.")
    assert "opened" not in {event for event, _ in events(found, Kind.REPRESENTATION)}


def test_a_higher_head_after_a_lower_one_raises_the_mission() -> None:
    found = told(
        "Karl Berg was appointed the first Swedish Minister to Portugal on June 2, 1911.",
        "Axel Lund was appointed the first Swedish Ambassador to Portugal on May 3, 1947.",
    )
    assert events(found, Kind.REPRESENTATION) >= {("opened", "legation"), ("raised", "embassy")}


def test_a_member_of_a_cabinet_is_no_head_of_mission() -> None:
    assert not events(told("Karl Berg was appointed Minister of Defence on June 2, 1911."), Kind.REPRESENTATION)


def test_recognised_is_the_state_that_became_independent_not_the_one_it_left() -> None:
    found = told("The United States recognized Tunisia's independence from France on March 22, 1956.")
    assert sides(found, Kind.RECOGNITION, "recognised") == [(("United States",), ("Tunisia",))]


def test_relations_of_states_need_no_adjective_and_trade_relations_are_others() -> None:
    found = told("Sweden and Portugal reestablished relations on February 17, 1927.")
    assert ("resumed", None) in events(found, Kind.RECOGNITION)
    assert not events(told("Sweden and Portugal resumed trade relations in 1927."), Kind.RECOGNITION)


def test_a_name_means_what_it_meant_in_the_year_told() -> None:
    found = told(
        "The United States established a legation in Korea on May 20, 1883.",
        title="Relations of the United States: Korea",
        written="2008",
    )
    assert sides(found, Kind.REPRESENTATION, "opened") == [(("United States",), ("Korea",))]


@pytest.mark.parametrize(
    "sentence",
    [
        "The conference was attended by delegates from Poland, Romania, Bulgaria and Hungary.",
        "Besides Syria, Lebanon too uses this calendar.",
        "In contrast to Burma, Malaya had rain in that month.",
        "The island lies halfway between Italy and Tunisia.",
        "The territory of Iran is larger than that of Iraq.",
    ],
)
def test_states_that_are_only_named_together_stand_in_no_relation(sentence: str) -> None:
    assert not [s for s in told(sentence) if s.actor and s.toward]


def test_a_subject_that_is_no_party_borrows_none_from_before() -> None:
    found = told("Finland held elections in May.", "The desert covers parts of Algeria, Mali and Niger.")
    assert not [s for s in found if "Finland" in s.actor and s.toward]
