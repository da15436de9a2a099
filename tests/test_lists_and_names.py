"""Lists behind a colon, what somebody has read, things had done, and names with particles or in short."""

from pathlib import Path

import pytest

from tests.notes import engine, memo
from vermerk.extraction.clauses import find_clauses, with_list
from vermerk.extraction.lexicon import shipped
from vermerk.extraction.persons import shown
from vermerk.language.parse import parse
from vermerk.model import Statement
from vermerk.reading.people import family_name, surname


def chains(place: Path, text: str) -> dict[str, list[str]]:
    """Of every clause read, statement or not: its words and its holders behind the author."""
    return {
        " ".join(token.text for token in candidate.words): [link.holder for link in candidate.chain[1:]]
        for _, candidate in engine().candidates(memo(place, text))
    }


def parties(place: Path, text: str) -> set[str]:
    """Every party that the clauses of a text show."""
    clauses = [candidate.roles for _, candidate in engine().candidates(memo(place, text))]
    return {name for roles in clauses for side in roles.names() for name in side}


@pytest.mark.parametrize(
    ("name", "family"),
    [
        ("H. J. van Mook", "van Mook"),
        ("Charles de Gaulle", "de Gaulle"),
        ("C. T. te Water", "te Water"),
        ("Juan de la Cruz", "de la Cruz"),
        ("Malcolm MacDonald", "MacDonald"),
    ],
)
def test_particles_belong_to_the_surname(name: str, family: str) -> None:
    assert surname(name) == shown(f"Dr. {name}") == family
    assert family_name(name.split()) == family


def test_a_body_is_named_in_full_and_comes_again_in_short(tmp_path: Path) -> None:
    named = parties(
        tmp_path,
        "The Imperial Food Committee met Japan in June. The Committee rejected the offer of Japan. "
        "Japan asked the Chiefs of Staff for a reply. The Fund rejected this.",
    )
    assert {"Imperial Food Committee", "Chiefs of Staff", "Japan"} <= named
    assert not {"Staff", "Fund", "Committee", "Food Committee"} & named, "a piece of a name is no party"


def test_a_body_keeps_every_word_of_its_name(tmp_path: Path) -> None:
    named = parties(
        tmp_path, "Japan met the Foreign Affairs Committee in June. The Defence Committee rejected the offer of Japan."
    )
    assert {"Foreign Affairs Committee", "Defence Committee"} <= named
    assert "Affairs Committee" not in named


def test_points_of_a_list_are_the_words_of_who_announced_it(tmp_path: Path) -> None:
    told = chains(
        tmp_path,
        "The matter was discussed in April.\n\nThe Defence Committee recommended:\n\n(a) Japan should be invited to the talks.\n\n"
        "(b) India should receive a credit.\n\nThe talks began in May.",
    )
    assert told["Japan should be invited to the talks"] == ["Defence Committee"]
    assert told["India should receive a credit"] == ["Defence Committee"]
    assert told["The talks began in May"] == []


def test_what_somebody_has_read_is_retold_until_another_source_comes(tmp_path: Path) -> None:
    told = chains(
        tmp_path,
        "I called on Mr. Sorel, the French Consul. Mr. Sorel has read an announcement that Nepal met Japan. "
        "As a result Nepal exports timber to Japan. In his opinion Japan wants to wait. Japan will open an embassy.",
    )
    read_of = next(holders for words, holders in told.items() if "exports timber" in words)
    after = next(holders for words, holders in told.items() if "open an embassy" in words)
    assert read_of == ["Sorel", "announcement"]
    assert "announcement" not in after


def test_a_colon_takes_the_list_with_it_but_no_clause(tmp_path: Path) -> None:
    ends = {}
    for paragraph in parse(
        memo(tmp_path, "Nepal will deliver to Japan: Iron, steel, and timber. It is so: Japan pays.")
    ):
        for sentence in paragraph.sentences:
            for clause in find_clauses(sentence, shipped()):
                last = clause.head.sent[-2] if clause.head.sent[-1].text == ":" else clause.head
                ends[clause.head.text] = with_list((clause.head, last))[1].text
    assert ends["deliver"] == "timber"
    assert ends["is"] != "pays"


def test_having_a_thing_done_is_one_clause_of_who_has_it(tmp_path: Path) -> None:
    (paragraph,) = [
        p
        for p in parse(memo(tmp_path, "Finland has its interests in Japan represented through the embassy."))
        if "Finland" in p.reading.text
    ]
    clauses = [c for s in paragraph.sentences for c in find_clauses(s, shipped())]
    had = next(c for c in clauses if c.head.text == "represented")
    assert (had.subject and had.subject.text, had.lead and had.lead.text, had.passive) == ("Finland", "has", False)
    assert all(c.head.text != "has" for c in clauses)


def test_who_is_talked_of_is_not_talked_to(tmp_path: Path) -> None:
    told: list[Statement] = engine().statements(
        memo(tmp_path, "I called on Mr. Sorel, the French Consul. Mr. Sorel discussed Malaysia in detail.")
    )
    talk = [s for s in told if "Malaysia" in s.quote and s.kind == "contact"]
    assert all("Malaysia" not in s.toward for s in talk)


@pytest.mark.parametrize(
    ("text", "toward"),
    [
        (
            "Australia will collaborate with the Governments of the United Kingdom, the other Dominions and Japan.",
            {"United Kingdom", "Dominions", "Japan"},
        ),
        ("Mr. Hale visited Costa Rica, El Salvador and Nicaragua.", {"Costa Rica", "El Salvador", "Nicaragua"}),
    ],
)
def test_a_list_of_parties_is_kept_whole(tmp_path: Path, text: str, toward: set[str]) -> None:
    said = engine().statements(memo(tmp_path, text))
    assert toward in [set(statement.toward) for statement in said]


def test_a_pair_is_not_made_a_list(tmp_path: Path) -> None:
    for statement in engine().statements(memo(tmp_path, "Spain and France signed a treaty in 1950.")):
        assert sorted((*statement.actor, *statement.toward)) == ["France", "Spain"]
