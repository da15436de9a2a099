"""Whose account runs: who takes part by name, a side that speaks, the points of an announced list, joint papers."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.places import shared
from vermerk.extraction import GrammarEngine
from vermerk.extraction.points import numbering
from vermerk.model import Statement
from vermerk.reading.sources import read

ENGINE = GrammarEngine(least=0.0, least_score=0.0)
MEETING = "# 7 Harper to Mills\n\nLondon, 3 May 1948\n\n{}\n\n[AA : A1838, 401/3]\n"
TALK = "# 8 Record of Conversation Between Harper and Ostrov\n\nCanberra, 3 May 1962\n\n{}\n\n[AA : A1838, 401/3]\n"


def statements(tmp_path: Path, text: str) -> list[Statement]:
    path = tmp_path / "record.md"
    path.write_text(text, encoding="utf-8")
    (record,) = read(path)
    return ENGINE.statements(record)


def of_record(pattern: str) -> list[Statement]:
    (path,) = (shared() / "records" / "dfat").glob(pattern)
    (record,) = read(path)
    return ENGINE.statements(record)


def holders(found: list[Statement], words: str) -> list[str]:
    """Who stands behind the shortest statement with some words, without the author."""
    statement = min((s for s in found if words in " ".join(s.quote.split())), key=lambda s: len(s.quote))
    return [link.holder for link in statement.chain[1:]]


@pytest.mark.parametrize(
    "act",
    [
        "Mr. Tandy supported the proposal for a meeting in Cairo.",
        "Mr. Tandy thanked Lord Wexley for the offer of ships.",
        "Mr. Tandy read a telegram about the treaty with Japan.",
    ],
)
def test_another_who_acts_ends_the_account(tmp_path, act):
    said = "Lord Wexley said that Egypt was ready to sign a treaty. Mr. Tandy was in the chair."
    found = statements(tmp_path, MEETING.format(f"{said} {act} The conference closed with an agreement on Burma."))
    assert holders(found, act[:16]) == []
    assert "Wexley" not in holders(found, "agreement on Burma")


@pytest.mark.parametrize(
    "told",
    [
        "Mr. Tandy had supported the proposal for a meeting in Cairo.",
        "Mr. Tandy would support the proposal for a meeting in Cairo.",
    ],
)
def test_what_the_speaker_reports_of_another_stays_his(tmp_path, told):
    said = "Lord Wexley said that Egypt was ready to sign a treaty with Mr. Tandy."
    assert holders(statements(tmp_path, MEETING.format(f"{said} {told}")), told[:14]) == ["Wexley"]


def test_what_was_done_to_the_author_is_his_to_tell(tmp_path):
    text = MEETING.format(
        "Lord Wexley said that he proposed to ask for ships at once, although Mr. Tandy informed me of the treaty with Japan."
    )
    assert holders(statements(tmp_path, text), "informed me") == []


@pytest.mark.parametrize("noun", ["side", "delegation", "representatives"])
def test_a_side_that_speaks_takes_the_account_over(tmp_path, noun):
    text = TALK.format(
        "Mr. Harper said that Australia wanted a treaty with Egypt. "
        f"The Japanese {noun} replied broadly there were two ways. Japan could not give any guarantee to Egypt.\n\n"
        "Mr. Ostrov said that Czechoslovakia was ready to deliver machines to Indonesia."
    )
    found = statements(tmp_path, text)
    assert holders(found, "Japan could not give") == ["Japan"]
    assert holders(found, "Czechoslovakia was ready") == ["Ostrov"]


def test_a_state_outside_a_talk_has_what_is_put_back_only(tmp_path):
    text = MEETING.format(
        "Japan said that the treaty was of no use. It would not send ships to Egypt. The treaty is now four years old."
    )
    found = statements(tmp_path, text)
    assert holders(found, "would not send ships") == ["Japan"]
    assert holders(found, "four years old") == []


def test_points_belong_to_whom_the_opening_names_until_the_list_ends(tmp_path):
    text = MEETING.format(
        "(i) Lord Wexley summarised the position as follows:-\n\n(a) Egypt is ready to sign a treaty with Japan.\n\n"
        "(b) Burma is weakened, for these reasons:-\n\nBurma has not the ships she formerly had.\n\n"
        "(c) India will send ships to Egypt.\n\n(ii) Australia has signed a treaty with France."
    )
    found = statements(tmp_path, text)
    for words in ("Egypt is ready", "Burma has not", "India will send"):
        assert holders(found, words) == ["Wexley"]
    assert holders(found, "signed a treaty with France") == []


def test_a_noun_of_speech_opens_a_list_too(tmp_path):
    text = MEETING.format(
        "The following is a summary of the views of Lord Wexley:-\n\n(a) Egypt is ready to sign a treaty with Japan.\n\n"
        "India will send ships to Egypt."
    )
    found = statements(tmp_path, text)
    assert holders(found, "Egypt is ready") == ["Wexley"]
    assert holders(found, "India will send") == []


def test_a_list_of_things_is_nobodys(tmp_path):
    text = MEETING.format("The reasons are as follows:-\n\n(a) Egypt is ready to sign a treaty with Japan.")
    assert holders(statements(tmp_path, text), "Egypt is ready") == []


def test_how_a_paragraph_is_numbered():
    assert numbering("(ii) Ships") == numbering("(iv) Trade") == "(roman)"
    assert numbering("3\\. Ships") == numbering("4. Trade") == "figure."
    assert numbering("Ships and trade") is None


@pytest.mark.parametrize(
    ("title", "author"),
    [
        ("Communique, Harper and Ostrov", "Harper and Ostrov"),
        ("JOINT COMMUNIQUE", "Joint Communique"),
        ("Memorandum of Understanding", "Memorandum of Understanding"),
    ],
)
def test_a_joint_paper_is_not_one_states(tmp_path, title, author):
    text = f"# 9 {title}\n\nCanberra, 3 May 1962\n\nEgypt and Japan signed a treaty.\n\n[NAA: A1838, 401/3]\n"
    assert {s.chain[0].holder for s in statements(tmp_path, text)} == {author}


def test_a_brief_without_author_is_its_states(tmp_path):
    text = "# 9 Brief for Harper\n\nCanberra, 3 May 1962\n\nEgypt and Japan signed a treaty.\n\n[NAA: A1838, 401/3]\n"
    assert {s.chain[0].holder for s in statements(tmp_path, text)} == {"Australia"}


def test_sides_lists_and_authors_in_real_records():
    council = of_record("volume-12*/163-council-of-defence-1-minute.md")
    assert {s.chain[0].holder for s in council} == {"Council of Defence"}
    assert holders(council, "United Kingdom has not the capacity") == ["Chifley"]
    talks = of_record("volume-28*/172-memorandum-from-kentwell-to-waller.md")
    assert holders(talks, "Japanese Government could not give") == ["Japan"]
    blamey = of_record("volume-8-*/39-blamey-to-shedden.md")
    assert holders(blamey, "General MacArthur informed me") == []


def test_what_is_given_in_quotation_marks_behind_a_colon_is_his_who_announced_it(tmp_path):
    quoted = "‘The Government of Egypt rejected the treaty with Japan.’"
    text = MEETING.format(f"Mr. Tandy commented:\n\n{quoted}\n\n‘Chile signed the treaty.’ So far Mr. Tandy.")
    found = statements(tmp_path, text)
    assert holders(found, "rejected the treaty") == ["Tandy"]
    assert holders(found, "Chile signed") == []
