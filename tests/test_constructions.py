"""Constructions that tell kind, parties, status or time by themselves, in sentences of many records' manner."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.notes import generous, memo
from vermerk.model import Certainty, Kind, Mode, Polarity, Statement, Status


def told(place: Path, text: str, kind: Kind) -> list[Statement]:
    """The statements of a kind that a text makes."""
    return [s for s in generous().statements(memo(place, text + "\n")) if s.kind is kind]


def ways(found: list[Statement]) -> list[tuple[str, str]]:
    return [(s.actor[0] if s.actor else "", s.toward[0] if s.toward else "") for s in found]


@pytest.mark.parametrize(
    ("text", "kind", "parties"),
    [
        ("Delegations were exchanged by Romania and Yugoslavia in 1956.", Kind.VISIT, {"Romania", "Yugoslavia"}),
        ("Hungary and Austria exchanged parliamentary delegations in June 1957.", Kind.VISIT, {"Hungary", "Austria"}),
        ("Visits were exchanged between Thailand and Burma.", Kind.VISIT, {"Thailand", "Burma"}),
        ("India and Nepal exchanged ambassadors in 1947.", Kind.REPRESENTATION, {"India", "Nepal"}),
        ("Turkey and Iraq have agreed on an exchange of ambassadors.", Kind.REPRESENTATION, {"Turkey", "Iraq"}),
        ("Norway agreed to exchange ambassadors with Israel.", Kind.REPRESENTATION, {"Norway", "Israel"}),
    ],
)
def test_what_is_exchanged_goes_each_way(tmp_path: Path, text: str, kind: Kind, parties: set[str]) -> None:
    found = ways(told(tmp_path, text, kind))
    assert len(found) == 2
    assert found[0] == found[1][::-1]
    assert set(found[0]) == parties


def test_views_exchanged_are_no_visit(tmp_path: Path) -> None:
    text = "India and Nepal exchanged views on the border."
    assert not told(tmp_path, text, Kind.VISIT)
    assert not told(tmp_path, text, Kind.REPRESENTATION)


@pytest.mark.parametrize(
    ("text", "way", "level"),
    [
        (
            "Burma agreed to the opening of a Polish consulate general in Rangoon.",
            ("Burma", "Poland"),
            "consulate general",
        ),
        (
            "The Philippines agreed with Indonesia on the establishment of legations in Manila and Jakarta.",
            ("Philippines", "Indonesia"),
            "legation",
        ),
        ("Turkey and Iraq have agreed on an exchange of ambassadors.", ("Turkey", "Iraq"), "embassy"),
    ],
)
def test_missions_agreed_as_a_noun_are_planned(tmp_path: Path, text: str, way: tuple[str, str], level: str) -> None:
    found = told(tmp_path, text, Kind.REPRESENTATION)
    assert way in ways(found)
    assert {(s.status, s.level) for s in found} == {(Status.PLANNED, level)}


def test_relations_proposed_as_a_noun_are_wished(tmp_path: Path) -> None:
    (found,) = told(
        tmp_path, "Norway proposed the establishment of diplomatic relations with Czechoslovakia.", Kind.RECOGNITION
    )
    assert found.status is Status.WISHED


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Relations between Japan and China are not official. They are conducted through private companies.", {"Japan", "China"}),
        (
            "There are no diplomatic relations between Spain and Hungary; they are handled unofficially by the chambers.",
            {"Spain", "Hungary"},
        ),
        ("Sweden and Norway differ. Contacts between Israel and Iran continue. They are carried on by private firms.", {"Israel", "Iran"}),
    ],
)  # fmt: skip
def test_relations_meant_by_a_pronoun_are_dealings_of_both(tmp_path: Path, text: str, parties: set[str]) -> None:
    (found,) = [s for s in told(tmp_path, text, Kind.CONTACT) if s.quote.lower().startswith("they")]
    assert {*found.actor, *found.toward} == parties


@pytest.mark.parametrize(
    ("text", "parties"),
    [
        ("Relations between Italy and Libya have been poor since 1951. They are cordial today.", {"Italy", "Libya"}),
        ("As regards the relationship between Thailand and Laos, it is satisfactory.", {"Thailand", "Laos"}),
        ("Ties between Chile and Peru have a long history. They are good.", {"Chile", "Peru"}),
    ],
)
def test_how_relations_are_is_said_of_both(tmp_path: Path, text: str, parties: set[str]) -> None:
    found = told(tmp_path, text, Kind.ASSESSMENT)
    assert {*found[-1].actor, *found[-1].toward} == parties


@pytest.mark.parametrize(
    ("text", "way", "polarity"),
    [
        ("Ghana maintains a trade office in Prague. This office does not enjoy diplomatic privileges.", ("Ghana", "Czechoslovakia"), Polarity.NEGATED),
        ("Greece opened a trade representation in Cairo in 1954. The representation has consular character.", ("Greece", "Egypt"), Polarity.AFFIRMED),
        ("The trade mission of Poland in Sofia does not have diplomatic status.", ("Poland", "Bulgaria"), Polarity.NEGATED),
    ],
)  # fmt: skip
def test_what_a_mission_has_or_lacks(tmp_path: Path, text: str, way: tuple[str, str], polarity: Polarity) -> None:
    found = told(tmp_path, text, Kind.REPRESENTATION)[-1]
    assert ways([found]) == [way]
    assert found.polarity is polarity


@pytest.mark.parametrize(
    ("text", "way", "style"),
    [
        (
            'Finland objected to the sign of the Polish office in Helsinki. The name there is "Trade Representation of Poland".',
            ("Poland", "Finland"),
            "Trade Representation of Poland",
        ),
        (
            'The plate of the office in Vienna reads "Permanent Mission of the Chinese Trade Council".',
            ("China", "Austria"),
            "Permanent Mission of the Chinese Trade Council",
        ),
        (
            'Norway has an office in Rome. The sign in Rome says "Norwegian Trade Mission".',
            ("Norway", "Italy"),
            "Norwegian Trade Mission",
        ),
    ],
)
def test_the_name_of_a_mission(tmp_path: Path, text: str, way: tuple[str, str], style: str) -> None:
    found = told(tmp_path, text, Kind.REPRESENTATION)[-1]
    assert ways([found]) == [way]
    assert found.event is None, "a name is no appointment"
    assert found.mission is not None
    assert found.mission.style == style


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("Austria is not represented by an ambassador in Tirana, but only by a consul.", "consulate"),
        ("Denmark was represented at the talks not through its embassy, but through a trade mission in Peking.", "trade representation"),
        ("The Netherlands is represented in Taipei not by a legation but merely by a consulate.", "consulate"),
    ],
)  # fmt: skip
def test_what_is_denied_and_what_is_put_in_its_place(tmp_path: Path, text: str, levels: str) -> None:
    denied, affirmed = told(tmp_path, text, Kind.REPRESENTATION)
    assert (denied.polarity, affirmed.polarity) == (Polarity.NEGATED, Polarity.AFFIRMED)
    assert affirmed.level == levels
    assert ways([denied]) == ways([affirmed])
    assert denied.end < affirmed.start


def test_another_party_in_the_place_of_one_denied(tmp_path: Path) -> None:
    denied, affirmed = told(tmp_path, "India did not vote with the Soviet Union but with Poland.", Kind.SUPPORT)
    assert (ways([denied]), denied.polarity) == ([("India", "USSR")], Polarity.NEGATED)
    assert (ways([affirmed]), affirmed.polarity) == ([("India", "Poland")], Polarity.AFFIRMED)


@pytest.mark.parametrize(
    "text",
    [
        "The visit of the Indian delegation to Moscow lasted ten days.",
        "The Burmese minister came to Sofia in May. His visit was connected with the purchase of ships.",
        "The stay of the Polish delegation in Delhi was devoted to trade.",
    ],
)
def test_what_a_stay_was_for_is_of_the_visit(tmp_path: Path, text: str) -> None:
    found = told(tmp_path, text, Kind.VISIT)
    assert found
    assert found[-1].status is Status.DONE


@pytest.mark.parametrize(
    ("text", "way", "status"),
    [
        (
            "Under the agreement of 1957 Czechoslovakia assumed several commitments towards Syria. "
            "For example, the construction of a sugar factory in Homs with a capacity of 300 tons a day.",
            ("Czechoslovakia", "Syria"),
            Status.PLANNED,
        ),
        (
            "The Soviet Union will build three plants in Ghana. Among them, a steel mill at Tema with a capacity of 200,000 tons.",
            ("USSR", "Ghana"),
            Status.PLANNED,
        ),
        (
            "Poland has built several works in Guinea. For instance, a printing plant in Conakry with a capacity of 12,000 sheets.",
            ("Poland", "Guinea"),
            Status.DONE,
        ),
        (
            "The following objects are to be built in Mongolia by Bulgaria:\n\n- a tannery in Ulan Bator\n\n- a fur factory in Darkhan",
            ("Bulgaria", "Mongolia"),
            Status.PLANNED,
        ),
    ],
)
def test_examples_and_points_stand_as_what_opens_them(
    tmp_path: Path, text: str, way: tuple[str, str], status: Status
) -> None:
    found = told(tmp_path, text, Kind.ASSISTANCE)[-1]
    assert ways([found]) == [way]
    assert found.status is status
    assert not found.quote.startswith("The ")


def test_what_is_asked_of_another_is_for_him_to_do(tmp_path: Path) -> None:
    text = "The Polish side presented several requests to Hungary. Above all, the delivery of 40,000 tons of bauxite."
    (found,) = told(tmp_path, text, Kind.TRADE)
    assert ways([found]) == [("Hungary", "Poland")]
    assert found.status is Status.WISHED


@pytest.mark.parametrize(
    ("text", "time"),
    [
        (
            "A long-term trade agreement for the years 1961-1965 was signed between Romania and Albania. "
            "Under it, trade between the two countries is supposed to rise by 40 percent.",
            "1961/1965",
        ),
        (
            "Poland and China concluded a trade agreement covering 1956 to 1960. "
            "In line with this agreement Poland will deliver 20 ships to China.",
            "1956/1960",
        ),
        (
            "In 1955 India and Yugoslavia signed a five-year agreement for 1955-1960. "
            "On this basis the volume of trade is expected to double.",
            "1955/1960",
        ),
        (
            "In 1955 India and Yugoslavia signed a five-year agreement for 1955-1960. "
            "On this basis the volume of trade is expected to reach 10 million dollars in 1958.",
            "1958",
        ),
        ("Poland signed an agreement with China for 1956-1960. Poland will deliver 20 ships to China.", None),
    ],
)
def test_what_follows_from_an_agreement_is_for_its_term(tmp_path: Path, text: str, time: str | None) -> None:
    found = [s for kind in (Kind.TRADE, Kind.ASSISTANCE) for s in told(tmp_path, text, kind)]
    assert [s.time for s in found if s.status is Status.PLANNED] == [time]


@pytest.mark.parametrize(
    ("text", "way"),
    [
        (
            "Japan built a fertilizer plant in Burma. Hungary arranged the training of workers at the fertilizer plant.",
            ("Hungary", "Burma"),
        ),
        (
            "The Soviet Union is building a steel mill for Turkey. Austria delivered the rollers for the steel mill.",
            ("Austria", "Turkey"),
        ),
        (
            "Poland is building a sugar factory in Ghana. Siemens installed two turbines at the sugar factory.",
            ("Siemens", "Ghana"),
        ),
    ],
)
def test_work_at_a_plant_told_of_before_is_for_the_state_where_it_is(
    tmp_path: Path, text: str, way: tuple[str, str]
) -> None:
    found = [s for kind in (Kind.ASSISTANCE, Kind.TRADE) for s in told(tmp_path, text, kind)]
    last = max(found, key=lambda s: s.start)
    assert ways([last]) == [way]
    assert last.status is Status.DONE


def test_another_work_is_not_taken_for_the_one_told_of(tmp_path: Path) -> None:
    text = "Poland is building a sugar factory in Ghana. Siemens installed two turbines at the paper factory."
    assert ("Siemens", "Ghana") not in ways(told(tmp_path, text, Kind.ASSISTANCE))


def test_anothers_aims_only_supposed_are_an_opinion(tmp_path: Path) -> None:
    text = "Mr. Brown described the position of Iraq. Maybe Iraq was asked to leave the pact by Egypt."
    found = told(tmp_path, text, Kind.POSITION)[-1]
    assert (found.status, found.certainty) == (Status.HYPOTHETICAL, Certainty.POSSIBLE)
    assert (found.chain[-1].holder, found.chain[-1].mode) == ("Brown", Mode.THINKS)
