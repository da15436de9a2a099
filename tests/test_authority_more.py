"""Levels and missions, persons, identities, places, successions, and a corpus's own tables."""

import pytest

from vermerk.authority import Authority, level_of, mission_of, rank_of
from vermerk.authority.gazetteer import locate
from vermerk.authority.identity import Identities, Judgement, Verdict, append, read_judgements
from vermerk.authority.persons import parse_person
from vermerk.authority.successions import predecessors, successors
from vermerk.model import BadTable


def test_levels_are_ordered_and_a_raised_mission_has_its_new_level():
    assert level_of("The Legation was raised to Embassy status") == "embassy"
    assert level_of("consulates general in Seoul") == "consulate general"
    assert rank_of("legation") < rank_of("embassy")
    assert level_of("nothing of the kind") is None


def test_a_refused_style_and_a_seat_elsewhere_are_kept():
    refused = mission_of('the government did not want to accept the term "Republic" on a sign of the trade mission')
    assert refused is not None
    assert (refused.style, refused.refused) == ("Republic", True)
    seated = mission_of("has its interests represented through the embassy in Beijing")
    assert seated is not None
    assert seated.seat == "Beijing"


@pytest.mark.parametrize(
    ("words", "surname", "state"),
    [
        ("Comrade [GDR Ambassador] Henke", "Henke", "GDR"),
        ("Comrade Putivez, 2nd Secretary of the USSR Embassy", "Putivez", "USSR"),
        ("Pak Song Chol", "Pak", None),
        ("Sir Earle Page", "Page", None),
    ],
)
def test_persons_are_read_with_office_and_state(words, surname, state):
    person = parse_person(words, Authority.shipped(), "1968-12")
    assert person is not None
    assert (person.surname, person.state) == (surname, state)


def test_judgements_win_differ_and_are_taken_back(tmp_path):
    append(tmp_path, Judgement.of("person:a:", "person:b:", Verdict.SAME, "Anna"))
    assert Identities.of(tmp_path).canonical("person:b:") == "person:a:"
    append(tmp_path, Judgement.of("person:b:", "person:a:", Verdict.DIFFERENT, "Bert"))
    assert Identities.of(tmp_path).held("person:a:", "person:b:") is Verdict.UNSURE
    append(tmp_path, Judgement.of("person:a:", "person:b:", Verdict.WITHDRAWN, "Bert"))
    assert Identities.of(tmp_path).held("person:a:", "person:b:") is Verdict.SAME
    assert len(read_judgements(tmp_path / "authority" / "identities.ijson")) == 3


def test_places_by_former_names_and_states_by_their_successors():
    assert locate("Leningrad")[0].state in {"USSR", "Russia"}
    assert locate("Mukden", "China")
    assert locate("Brigadoonia") == ()
    assert {s.successor for s in successors("Czechoslovakia")} == {"Czech Republic", "Slovakia"}
    assert {s.predecessor for s in predecessors("Vietnam")} == {"North Vietnam", "South Vietnam"}


def test_a_corpus_own_names_go_first_and_its_conflicts_are_told(tmp_path):
    table = tmp_path / "states.tsv"
    row = "{}\t1900\t2000\t\t\t\tthe Republic\n"
    table.write_text(row.format("Ruritania"), encoding="utf-8")
    assert Authority.with_tables(tmp_path).resolve("the Republic", "1938").entry.label == "Ruritania"
    table.write_text(row.format("Ruritania") + row.format("Graustark"), encoding="utf-8")
    with pytest.raises(BadTable, match="line 2"):
        Authority.with_tables(tmp_path)
