"""Who acts and towards whom, where the words leave no choice; and what surrounds a clause."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.notes import generous, memo
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.completing import complete
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.surroundings import AROUND
from vermerk.model import Kind
from vermerk.reading.sources import read


def clauses(place: Path, text: str) -> dict[str, Candidate]:
    """The clauses read, by their predicates."""
    return {c.clause.head.text: c for _, c in generous().candidates(memo(place, text))}


@pytest.mark.parametrize(
    ("text", "predicate", "actor", "toward"),
    [
        ("The plan was not acceptable to Indonesia.", "was", ["Indonesia"], []),
        ("The river is vital to Sudan.", "is", ["Sudan"], []),
        ("Turkey seemed indispensable to Greece in this matter.", "seemed", ["Greece"], ["Turkey"]),
        ("France was loyal to Belgium.", "was", ["France"], ["Belgium"]),
    ],
)
def test_an_adjective_says_for_whom_a_thing_is_so(
    tmp_path: Path, text: str, predicate: str, actor: list[str], toward: list[str]
) -> None:
    assert clauses(tmp_path, text)[predicate].roles.names() == (actor, toward)


def test_powers_are_states_only_by_their_attribute(tmp_path: Path) -> None:
    text = "Japan resisted the Allied powers. Japan gave the governor full powers. Japan visited several countries."
    named = {name for c in clauses(tmp_path, text).values() for side in c.roles.names() for name in side}
    assert "Allied powers" in named
    assert not {"full powers", "countries", "several countries"} & named


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Norway has quarrelled with Sweden.", "facing"),
        ("The policy of Norway was directed against Sweden.", "facing"),
        ("Norway asked Sweden for coal.", "words"),
    ],
)
def test_some_prepositions_leave_no_doubt_of_the_other_party(tmp_path: Path, text: str, why: str) -> None:
    found = [c for c in clauses(tmp_path, text).values() if c.roles.toward]
    assert {c.roles.grounds[1] for c in found} == {why}
    assert all(c.roles.names()[1] == ["Sweden"] for c in found)


@pytest.mark.parametrize(
    ("text", "by_place"), [("Copper is smelted there.", True), ("There are shortages of coal.", False)]
)
def test_there_is_a_place_only_where_it_is_an_adverb(tmp_path: Path, text: str, by_place: bool) -> None:
    (clause,) = clauses(tmp_path, text).values()
    memory = Memory("Hale", None)
    memory.place, memory.placed_at = Ref("Peru", "state", None, "name", 0, 0), 0
    roles = complete(clause.roles, Kind.CONDITION, clause.clause, memory)
    assert (roles.names()[0] == ["Peru"]) is by_place


def test_a_state_named_as_subject_acts(tmp_path: Path) -> None:
    text = (
        "Bulgaria complained to Greece. Bulgaria thought that Greece provoked the present quarrel by its measures "
        "against Bulgarian shepherds. Bulgaria wanted peace."
    )
    found = [s for s in generous().statements(memo(tmp_path, text)) if "provoked" in s.quote]
    assert found
    assert all(statement.actor == ("Greece",) for statement in found)


def test_what_surrounds_a_clause_is_told(tmp_path: Path) -> None:
    found = clauses(tmp_path, "Peru warned a company that sells arms. Chile, which sells nickel, did not.")
    signs = [c.features for name, c in found.items() if name == "sells"]
    assert signs
    assert all(AROUND + "set off by a comma" in s or AROUND + "not set off" in s for s in signs)
    assert AROUND + "actor is state" in found["warned"].features


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        ("Following Italy's note, Greece complained to Turkey.", ["Turkey"]),
        ("After the declaration of Italy, Greece met its bankers.", []),
        ("Greece complained to Turkey following Italy's note.", ["Turkey"]),
    ],
)
def test_a_circumstance_in_front_names_no_party_of_the_clause(tmp_path: Path, text: str, toward: list[str]) -> None:
    found = [c for c in clauses(tmp_path, text).values() if c.roles.names()[0] == ["Greece"]]
    assert [c.roles.names()[1] for c in found] == [toward]


@pytest.mark.parametrize(
    "text",
    ["I enclose a report on the speeches of Mr. Dorn.", "We forwarded the text of the treaty with Peru last week."],
)
def test_what_a_letter_sends_goes_to_whom_it_is_written(tmp_path: Path, text: str) -> None:
    path = tmp_path / "letter.md"
    path.write_text(f"# 7 Letter from Hale to Brandon\n\nLima, 12 March 1958\n\n{text}\n", encoding="utf-8")
    reading = generous().reading(next(iter(read(path))))
    memory = reading.memory
    assert memory.addressee is not None
    assert memory.addressee.name == "Brandon"
    sender = Ref("Hale", "person", None, "pronoun", 0, 1)
    (clause,) = [c for _, c in generous().candidates(reading.record) if c.clause.head.text in {"enclose", "forwarded"}]
    roles = complete(replace(clause.roles, actor=(sender,)), Kind.CONTACT, clause.clause, memory)
    assert roles.names() == (["Hale"], ["Brandon"])


def test_no_person_is_a_party_of_a_recognition(tmp_path: Path) -> None:
    text = "Peru recognized Chile in 1822, when the President of Peru handed a letter to Mr. Dorn, Minister of Chile."
    found = [s for s in generous().statements(memo(tmp_path, text)) if s.kind is Kind.RECOGNITION]
    assert found
    assert {*found[0].actor, *found[0].toward} <= {"Peru", "Chile"}
