"""In which sense a verb shows a kind, and what does not belong into the passage of a statement."""

from pathlib import Path

import pytest

from tests.places import shared
from vermerk.extraction import GrammarEngine
from vermerk.language.parse import parse
from vermerk.model import Record, Statement
from vermerk.reading.sources import read

ENGINE = GrammarEngine()


def record(place: Path, text: str) -> Record:
    path = place / "letter.md"
    path.write_text(
        f"---\ntitle: Hale to Reed\ndoc_date: 1941-09-05\n---\n\n# Hale to Reed\n\n{text}", encoding="utf-8"
    )
    return next(iter(read(path)))


def statements(place: Path, text: str) -> list[Statement]:
    made = record(place, text)
    found = ENGINE.statements(made)
    assert all(made.text[s.start : s.end] == s.quote for s in found)
    return found


def sentences(place: Path, text: str) -> list[str]:
    return [" ".join(s.text.split()) for p in parse(record(place, text)) for s in p.sentences]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("This represents an increase of exports from Japan to Burma.", "representation"),
        ("A settlement was arrived at between Mr. Eden and Dr. Evatt.", "visit"),
        ("Mr. Smith returned the book to Japan.", "visit"),
        ("Mr. Brown received a commission in the Army of Japan.", "contact"),
        ("The Ministers took note of the talks with Japan.", "contact"),
        ("I have since read the answer of Japan.", "contact"),
        ("Japan ratified a constitution in 1940.", "agreement"),
        ("This agreement is based on the belief that Japan trades.", "agreement"),
        ("France recognised that Japan was strong.", "recognition"),
        ("France recognised the importance of Japan.", "recognition"),
        ("Japan withdrew its proposal to China.", "force"),
        ("France granted Burma independence.", "assistance"),
        ("Informal relations between Japan and Burma began in 1936.", "recognition"),
    ],
)
def test_a_verb_in_another_sense_shows_no_such_kind(tmp_path: Path, text: str, kind: str) -> None:
    assert kind not in {statement.kind for statement in statements(tmp_path, text)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Mr. Smith returned to Japan.", "visit"),
        ("Mr. Casey saw Mr. Eden.", "contact"),
        ("France recognised Burma in 1940.", "recognition"),
        ("Japan and France signed the treaty.", "agreement"),
        ("Mr. Casey left London for Cairo.", "visit"),
    ],
)
def test_in_its_own_sense_it_shows_it(tmp_path: Path, text: str, kind: str) -> None:
    assert kind in {statement.kind for statement in statements(tmp_path, text)}


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("DEFENCE OF THE COLONIES Japan told France that it would attack China.", "Japan told France"),
        ("INTRODUCTION The Government has informed Japan.", "The Government has"),
        ("2\\. MIDDLE EAST We are grateful to Japan for its help.", "We are grateful"),
        ("NATO Ministers met the French Government.", "NATO Ministers met"),
        ("MR BRUCE Paragraph 3 of the paper asks Japan for help.", "MR BRUCE Paragraph"),
        ("USSR Ministers met the French Government.", "USSR Ministers met"),
        ("> Japan asked France for aid.", "Japan asked"),
        ("(C) The Netherlands asked France for aid.", "The Netherlands asked"),
    ],
)
def test_headings_and_marks_are_no_part_of_a_sentence(tmp_path: Path, text: str, first: str) -> None:
    opening = "I write to you about the talks of June."
    assert sentences(tmp_path, f"{opening}\n\n{text}")[1].startswith(first)


def test_numbers_of_points_are_no_part_of_a_passage(tmp_path: Path) -> None:
    said = statements(
        tmp_path,
        "Japan told France:\n  4. Our point is that Japan needs France.\n  5. Burma will discuss with Japan the trade.\n\n"
        "France reported (A) that Japan wants peace and (B) Burma asked China for help.",
    )
    assert said
    assert not [s.quote for s in said if s.quote[:2] in {"4.", "5.", "A)", "B)"}]
    assert any(s.quote.startswith("Burma will discuss") for s in said)


def test_a_figure_that_begins_a_line_of_running_text_stays(tmp_path: Path) -> None:
    assert "on June 4. Japan" in " ".join(sentences(tmp_path, "Japan met France on June\n4. Japan agreed."))


def test_the_first_words_of_a_clause_within_stay(tmp_path: Path) -> None:
    said = statements(tmp_path, "As regards the Road, the United States was making large shipments to China.")
    assert next(s.quote for s in said).startswith("As regards the Road")
    said = statements(tmp_path, "While in England in April Mr. Hicks had discussions with Mr. Eden.")
    assert next(s.quote for s in said).startswith("While in England")


def test_a_name_broken_at_the_end_of_a_line_stays_one(tmp_path: Path) -> None:
    broken = ["The Czecho-\nSlovak people asked France for aid.", "The Czecho-\n\nSlovak people asked France for aid."]
    for text in broken:
        text = f"The talks were held in June.\n\n{text}"
        assert {name for s in statements(tmp_path, text) for name in s.actor} == {"Czechoslovakia"}
    assert len(sentences(tmp_path, "Japan discussed the matter with Mr.\n\nSpender in London.")) == 1
    assert len(sentences(tmp_path, "Japan told us of its R.A.A.F.\n\nin Burma.")) == 1
    assert sentences(tmp_path, "Japan sent its message:\n\nThe message begins-\n\nThe Government met China.")[
        -1
    ].startswith("The Government")


@pytest.mark.parametrize(
    ("path", "heading"),
    [
        ("dfat/volume-2-1939/297-mr-r-g-menzies-prime-minister-to-mr-r-g-casey-*.md", "INTRODUCTION"),
        ("dfat/volume-5-1941-july-1942-june/84-advisory-war-council-minute-533.md", "PORTUGUESE TIMOR-INFILTRATION"),
    ],
)
def test_headings_of_real_records_are_not_quoted(path: str, heading: str) -> None:
    folder, _, name = path.rpartition("/")
    found = sorted(shared("records", *folder.split("/")).glob(name))
    if not found:
        pytest.skip(f"no record like {name}")
    said = ENGINE.statements(next(iter(read(found[0]))))
    assert said
    assert not [s.quote for s in said if s.quote.startswith(heading)]


def test_an_office_is_its_holders_and_the_mission_its_states(tmp_path: Path) -> None:
    said = statements(
        tmp_path,
        "Relations were established in 1920. Fay Barnes was appointed as the first U.S. Minister to Bolivia on March 27, "
        "1921. The first U.S. Consul to Bolivia was appointed in 1922.",
    )
    offices = [(s.actor, s.toward) for s in said if s.kind == "office"]
    assert (("Barnes",), ("Bolivia",)) in offices
    assert not [actor for actor, _ in offices if "United States" in actor]
    missions = [(s.actor, s.toward) for s in said if s.kind == "representation"]
    assert (("United States",), ("Bolivia",)) in missions


def test_a_roll_below_present_names_the_participants(tmp_path: Path) -> None:
    path = tmp_path / "note.md"
    path.write_text(
        "# Note of Meeting of Ministers\n\nLONDON, 1 October 1938\n\nPRESENT\n\n"
        "John Hale, Secretary of State for Colonies R. B. Reed, High Commissioner for Malta C. T. van Rhyn, High "
        "Commissioner for South Africa Ernest Moss, High Commissioner for Canada\n\n"
        "MR REED asked whether Japan would agree.\n",
        encoding="utf-8",
    )
    made = next(iter(read(path)))
    told = {(one.name, one.role) for one in made.description.participants}
    assert ("C. T. van Rhyn", "High Commissioner for South Africa") in told
    assert ("Ernest Moss", "High Commissioner for Canada") in told
    assert made.body[0].of(made.text).startswith("MR REED asked")


def test_a_person_in_brackets_behind_his_department_writes_for_it(tmp_path: Path) -> None:
    path = tmp_path / "memo.md"
    path.write_text("# Memorandum, Solicitor’s Department (Hale) To Reed\n\nCanberra, 17 February 1966\n\nI agree.\n")
    told = next(iter(read(path))).description
    assert (told.author, told.author_body) == ("Hale", "Solicitor’s Department")


def test_a_quote_does_not_break_off_behind_a_preposition(tmp_path):
    found = statements(tmp_path, "The United States has agreed to similar requests from Peru for a loan of wheat.")
    assert found
    assert not [s.quote for s in found if s.quote.split()[-1] in {"to", "from", "for", "of"}]
