"""Persons, sides and parties: who is meant, whom he serves, and who acts towards whom."""

import json
from functools import partial

import pytest

from tests import notes
from tests.notes import engine
from tests.places import ROOT
from vermerk.authority import Authority
from vermerk.authority.spelling import family_first
from vermerk.extraction.homes import home_state
from vermerk.extraction.persons import shown, talkers, titled, untitled
from vermerk.extraction.scores import SIGNS, ScoreModel, evidence_of, shipped_scores
from vermerk.extraction.serving import state_beside
from vermerk.model import Kind
from vermerk.reading.sources import read

AUTHORITY = Authority.shipped()
statements = partial(notes.statements, name="note.txt")


@pytest.mark.parametrize("name", ["Kim Il Sung", "Qian Baohua", "Pham Van Dong", "Pak Chong-hui", "Chou En-lai"])
def test_names_whose_family_stands_first_are_shown_whole(name):
    assert family_first(name)
    assert shown(f"Comrade {name}") == name


@pytest.mark.parametrize("name", ["Alexander Downer", "Robert McNamara", "Lajos Bereczki"])
def test_western_names_are_shown_by_surname(name):
    assert not family_first(name)
    assert shown(f"Mr. {name}") == name.split()[-1]


def test_titles_may_be_stacked_and_are_no_names():
    found = dict(titled(["Lt. Gen. Chang Do-yong spoke. The Minister for Trade and Cde. Hrubeš were silent."]))
    assert found == {"Chang Do-yong": "Lt Gen", "Hrubeš": None}


def test_persons_without_titles_are_told_by_what_they_do():
    assert set(untitled(["Mehrotra said that India would come. Finland said nothing."], AUTHORITY)) == {"Mehrotra"}


def test_the_opening_says_with_whom_the_author_talks():
    assert talkers(["I called on the Czechoslovak ambassador, Comrade Hrubeš, and asked him."]) == ["Hrubeš"]


@pytest.mark.parametrize(
    ("text", "name", "state"),
    [
        ("The Indian chargé d'affaires, Mr. Sathe, denies it.", "Sathe", "India"),
        ("I saw Nishi (Japanese Ambassador) and his Counsellor.", "Nishi", "Japan"),
        ("the Deputy Foreign Minister of Albania, Comrade Gjoleka", "Gjoleka", "Albania"),
        ("The deputy head of the Soviet department, Ren, said so.", "Ren", None),
        ("China rejects it. Mr. Sathe does not.", "Sathe", None),
    ],
)
def test_the_state_served_is_read_beside_the_name(text, name, state):
    assert state_beside(name, [text], AUTHORITY, "1963") == state


def test_a_mission_reports_home(tmp_path):
    path = tmp_path / "cable.md"
    path.write_text(
        "# 12 CABLEGRAM FROM HARGREAVES TO DEPARTMENT OF EXTERNAL AFFAIRS\n\nBatavia, 14 August 1947\n\n"
        "I saw the Governor. He said that the Netherlands would wait.\n\n[AA : A1838, 401/3]\n",
        encoding="utf-8",
    )
    (record,) = read(path)
    assert home_state(record, AUTHORITY, "1947") == "Australia"


def test_all_between_whom_an_agreement_stands_are_its_parties(tmp_path):
    found = statements(
        tmp_path,
        "Note, Canberra, 3 May 1962\n\nIn 1960 an agreement was signed between the United Kingdom, Australia and New Zealand.\n",
    )
    (agreement,) = [s for s in found if s.kind is Kind.AGREEMENT]
    assert {*agreement.actor, *agreement.toward} == {"United Kingdom", "Australia", "New Zealand"}


@pytest.mark.parametrize(
    "sentence",
    [
        "The road leads from Iran over Afghanistan to the plains of Pakistan.",
        "The folder on Sudan was put back beside the folder on Ethiopia.",
        "The exhibition took place in Bulgaria in spring and in Greece in autumn.",
    ],
)
def test_states_only_named_together_are_not_set_against_each_other(tmp_path, sentence):
    for statement in statements(tmp_path, f"Note, Geneva, 3 May 1962\n\n{sentence}\n"):
        assert not (statement.actor and statement.toward)


def test_a_speaker_in_his_own_words_is_i_and_his_side_is_we(tmp_path):
    text = (
        "Minutes of the talks between the Romanian Deputy Minister Dumitrache and the Korean Deputy Minister Kim Chang-ho\n"
        "Bucharest, 18 October 1971\n\n"
        "Dumitrache: I propose that you speak first about your relations with Japan.\n\n"
        "Kim Chang-ho: We want normal relations with Japan. Japan is hostile to us.\n\n"
        "Dumitrache: We signed a trade agreement with Japan in 1969.\n\n"
        "Kim Chang-ho: We were informed about this.\n"
    )
    wanted = [s for s in statements(tmp_path, text) if "signed a trade agreement" in s.quote]
    assert wanted
    assert wanted[0].chain[-1].holder == "Dumitrache"


def test_scores_are_shares_and_grow_with_the_evidence():
    model = shipped_scores()
    assert isinstance(model, ScoreModel)
    weak, strong = (model.score(evidence_of(p, p, p, 1, 2)) for p in (0.3, 0.9))
    assert 0 < weak < strong < 1
    assert set(json.loads((ROOT / "src/vermerk/extraction/weights/scores.json").read_text())) == set(SIGNS)


def test_no_statement_stands_twice_in_one_passage():
    (record,) = read(ROOT / "examples/note-ulan-bator-1971.txt")
    found = engine().statements(record)
    for one in found:
        inside = [s for s in found if s is not one and one.start <= s.start and s.end <= one.end]
        assert not any(
            s.kind is one.kind and {*s.actor, *s.toward} == {*one.actor, *one.toward} and s.event == one.event
            for s in inside
        )
