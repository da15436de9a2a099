"""Names that hold a state's or a city's and mean something else: territories, newspapers, waters, treaties, papers."""

from pathlib import Path

import pytest

from vermerk.authority import Authority
from vermerk.extraction import GrammarEngine
from vermerk.model import Record
from vermerk.reading.sources import read

ENGINE = GrammarEngine()


def record(place: Path, text: str, day: str = "1958-03-12") -> Record:
    path = place / "letter.md"
    path.write_text(f"---\ntitle: Hale to Reed\ndoc_date: {day}\n---\n\n# Hale to Reed\n\n{text}", encoding="utf-8")
    return next(iter(read(path)))


def parties(place: Path, text: str, day: str = "1958-03-12") -> set[str]:
    """Every party that the clauses of a text show."""
    clauses = [candidate.roles for _, candidate in ENGINE.candidates(record(place, text, day))]
    return {name for roles in clauses for side in roles.names() for name in side}


def mentioned(text: str) -> list[tuple[str, str]]:
    return [(mention.surface, mention.entries[0].kind) for mention in Authority.shipped().find(text)]


@pytest.mark.parametrize(
    ("name", "on", "label"),
    [
        ("New Guinea", "1929", "New Guinea"),
        ("German New Guinea", "1912", "New Guinea"),
        ("Papua/New Guinea", "1966", "Papua New Guinea"),
        ("Dutch New Guinea", "1950", "Dutch New Guinea"),
        ("West New Guinea", "1950", "Dutch New Guinea"),
        ("West New Guinea", "1966", "West Irian"),
        ("Guinea", "1960", "Guinea"),
        ("Northern Ireland", "1969", "Northern Ireland"),
        ("British Somaliland", "1950", "British Somaliland"),
    ],
)
def test_a_territory_is_not_the_state_whose_name_it_holds(name: str, on: str, label: str) -> None:
    resolution = Authority.shipped().resolve(name, on)
    assert resolution.entry is not None
    assert resolution.entry.label == label


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Lisbon Chronicle wrote of Portugal.", [("Lisbon Chronicle", "body"), ("Portugal", "state")]),
        ("Ships crossed the Java Sea and the Sea of Japan.", [("Sea of Japan", "place")]),
        ("Traffic on the Panama canal grew.", [("Panama canal", "place")]),
        ("He fished in Lake Chad.", [("Lake Chad", "place")]),
        ("The Brussels Treaty binds Belgium.", [("Brussels Treaty", "place"), ("Belgium", "state")]),
        ("The mission in New England closed.", [("New England", "place")]),
        ("The post in Lisbon was closed, like that of Panama.", [("Lisbon", "state"), ("Panama", "state")]),
        ("The London Post Office sent it.", [("London", "state")]),
    ],
)
def test_a_longer_name_is_what_it_says(text: str, found: list[tuple[str, str]]) -> None:
    assert mentioned(text) == found


def test_a_newspaper_holds_what_it_writes(tmp_path: Path) -> None:
    said = ENGINE.statements(record(tmp_path, "The Bangkok Post reported that Japan had signed a treaty with Burma."))
    holders = {link.holder for statement in said for link in statement.chain}
    assert "Bangkok Post" in holders
    assert not holders & {"Thailand", "Siam"}


def test_waters_and_treaties_are_no_parties(tmp_path: Path) -> None:
    named = parties(
        tmp_path,
        "Japan sent ships to the Korea Strait. The Rome Treaty obliges France to support Belgium. "
        "Australia discussed the Indian Ocean with Canada.",
    )
    assert {"Japan", "France", "Belgium", "Australia", "Canada"} <= named
    assert not named & {"South Korea", "DPRK", "Korea", "Italy", "India", "Indian Ocean", "Rome Treaty", "Korea Strait"}


@pytest.mark.parametrize(
    "text",
    [
        "The White Paper supports Japan.",
        "Kindest Regards went to Japan.",
        "Disarmament was discussed with Japan.",
        "Japan rejected the Trade Agreements Act.",
        "Appendix II shows what Japan wants.",
    ],
)
def test_papers_and_matters_are_no_parties(tmp_path: Path, text: str) -> None:
    assert parties(tmp_path, text) <= {"Japan", "Hale", "Reed"}


@pytest.mark.parametrize(("day", "state"), [("1930-03-12", "Germany"), ("1958-03-12", "West Germany")])
def test_a_city_lies_in_the_state_of_the_day(tmp_path: Path, day: str, state: str) -> None:
    said = ENGINE.statements(record(tmp_path, "Japan opened a consulate in Munich.", day))
    assert {name for statement in said for name in statement.toward} == {state}
    assert Authority.shipped().state_then("West Germany", "1995") == "Germany"
