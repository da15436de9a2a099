"""Who acts and towards whom, where the words leave no choice; and what surrounds a clause."""

from pathlib import Path

import pytest

from vermerk.extraction import GrammarEngine
from vermerk.extraction.candidate import Candidate
from vermerk.extraction.completing import complete
from vermerk.extraction.discourse import Memory, Ref
from vermerk.extraction.surroundings import AROUND
from vermerk.model import Kind, Record
from vermerk.reading.sources import read

HEAD = "# 12 March 1958\n\nMemorandum by Mr. Hale to the Secretary\n\n"
ENGINE = GrammarEngine(least=0.3, least_score=0.0)  # these are rules of parties, not of what is worth writing


def record(place: Path, text: str) -> Record:
    path = place / "memo.md"
    path.write_text(HEAD + text, encoding="utf-8")
    return next(iter(read(path)))


def clauses(place: Path, text: str) -> dict[str, Candidate]:
    """The clauses read, by their predicates."""
    return {c.clause.head.text: c for _, c in ENGINE.candidates(record(place, text))}


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
    found = [s for s in ENGINE.statements(record(tmp_path, text)) if "provoked" in s.quote]
    assert found
    assert all(statement.actor == ("Greece",) for statement in found)


def test_what_surrounds_a_clause_is_told(tmp_path: Path) -> None:
    found = clauses(tmp_path, "Peru warned a company that sells arms. Chile, which sells nickel, did not.")
    signs = [c.features for name, c in found.items() if name == "sells"]
    assert signs
    assert all(AROUND + "set off by a comma" in s or AROUND + "not set off" in s for s in signs)
    assert AROUND + "actor is state" in found["warned"].features
