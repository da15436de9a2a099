"""Parts of the questions by themselves: dates in words, quotations of a manuscript, sums of figures, fiscal years."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import ROOT
from vermerk.corpus import Folder, add, build
from vermerk.inquiry import OpenCorpus
from vermerk.inquiry.citing import note, short_note
from vermerk.inquiry.dating import in_words, same_time
from vermerk.inquiry.figures import compute
from vermerk.inquiry.fiscal import fiscal_days, fiscal_words
from vermerk.inquiry.manuscript import manuscript, quotations
from vermerk.inquiry.promises import trace
from vermerk.inquiry.quoting import folded
from vermerk.model import BadRequest

WORDS = {
    "1968": "1968",
    "1968-12": "December 1968",
    "1968-12-09": "9 December 1968",
    "1964/..": "since 1964",
    "../1973": "until 1973",
    "1966/1970": "1966–1970",
    "1968-09/1968-10": "September–October 1968",
    "1976-10-07/1976-10-11": "7–11 October 1976",
    "1968-11-30/1968-12-02": "30 November – 2 December 1968",
    "1967-12/1968-01": "December 1967 – January 1968",
    "1968-21/..": "since spring 1968",
    "196X": "the 1960s",
    "1968~": "about 1968",
    "1968?": "1968 (?)",
    "{1966,1967}": "1966 and 1967",
    "[1966,1967]": "1966 or 1967",
    "Y-17000": "Y-17000",
}


@pytest.mark.parametrize(("edtf", "words"), WORDS.items())
def test_dates_as_they_are_written_in_a_sentence(edtf: str, words: str) -> None:
    assert in_words(edtf) == words


@given(st.dates().map(lambda day: day.isoformat()))
def test_a_day_keeps_its_year_in_words(day: str) -> None:
    assert in_words(day).endswith(day[:4])
    assert same_time(day, day)
    assert same_time(day, day[:4])


def test_fiscal_years_that_overlap_are_two_times() -> None:
    assert not same_time("1966/1967", "1967/1968")
    assert same_time("1967", "1967-03-02")
    assert same_time("1964/..", "1968")
    assert not same_time("1966", "1968")


ROW = {"actor_states": ["DPRK"], "toward_states": ["Pakistan"], "time": "1966/1967"}


def test_the_fiscal_year_is_that_of_the_one_party_whose_calendar_is_known() -> None:
    row = {**ROW, "quote": "In fiscal year 1966/67 the trade volume was 1,700,000 rupees"}
    assert fiscal_days(row) == ("Pakistan", "1966-07-01/1967-06-30")
    assert fiscal_words(row) == "fiscal year 1966/67 (1 July 1966 – 30 June 1967 in Pakistan)"
    both = {**row, "actor_states": ["India"]}
    assert fiscal_days(both) is None, "India's year is another: which is meant stays open"
    assert fiscal_words(both) == "fiscal year 1966/67"
    assert fiscal_words({**row, "quote": "in 1966 and 1967"}) is None


def figure_row(number: int, time: str, value: object, unit: str, **fields: object) -> dict:
    import msgspec

    base = {
        "id": f"s{number}", "row": number, "record": "r", "kind": "trade", "polarity": "affirmed", "status": "done",
        "certainty": "certain", "time": time, "earliest": f"{time[:4]}-01-01", "latest": f"{time[-4:]}-12-31",
        "actor": ["A"], "toward": ["B"], "actor_states": ["A"], "toward_states": ["B"], "what": "the trade volume",
        "quote": "the trade volume", "heard": "1970-01-01",
        "quantities": msgspec.json.encode([{"value": value, "unit": unit, "of": "trade volume"}]).decode(),
    }  # fmt: skip
    return {**base, **fields}


def test_a_change_starts_from_the_period_before_in_its_own_unit() -> None:
    rows = [figure_row(1, "1960", 100, "ton"), figure_row(2, "1961", -30, "ton"), figure_row(3, "1961", -5, "rupee")]
    (found,) = compute(rows)
    assert (found.time, found.low, found.unit, found.sum) == ("1961", 70.0, "ton", "100 ton (1960) − 30 = 70 ton")
    assert found.derived


def test_a_range_stays_a_range_and_doubt_stays_doubt() -> None:
    rows = [
        figure_row(1, "1960", [100, 120], "ton", certainty="probable"),
        figure_row(2, "1961", [2.0, 2.5], "times", status="planned"),
    ]
    (found,) = compute(rows)
    assert (found.low, found.high) == (200.0, 300.0)
    assert found.certainty == "probable"
    assert found.status == "planned"


@given(st.integers(1, 10**9), st.integers(1, 10**6))
def test_a_sum_can_be_done_again_from_its_words(start: int, less: int) -> None:
    (found,) = compute([figure_row(1, "1960", start, "ton"), figure_row(2, "1961", -less, "ton")])
    assert found.low == start - less
    assert found.statements == ("s1", "s2")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> OpenCorpus:
    begun = Folder.begin(tmp_path_factory.mktemp("parts") / "examples", "Examples")
    list(add(begun, [ROOT / "examples"]))
    build(begun, processes=1)
    return OpenCorpus(begun)


CHECKED = {
    # a quotation: what becomes of it
    "“So far cloth cannot be produced there since trained workers are lacking.”": "word for word",
    "“[s]o far cloth cannot be produced there”": "word for word",  # changed letter, marked
    "“so far cloth cannot be produced there”": "near",  # changed letter, unmarked
    "“So far cloth … since trained workers are lacking”": "word for word",
    "“So far steel … since trained workers are lacking”": "near",  # the few words before the ellipsis are wrong
    "“So far cloth”": "too short",
    "“So far cloth cannot be produced … since trained workers are lacking”": "word for word",
    "“since trained workers are lacking … So far cloth cannot be produced”": "near",  # turned round
    "“He [the Hungarian] has read a report that a Japanese trade delegation visited Ulan Bator”": "word for word",
    "“According to our information, the Mongolian government did not want”": "near",  # the editor's word left out
    "“Hungary will deliver machines worth 2,500,000 rubles”": "near",
    "“nothing of this kind was ever written down anywhere”": "not found",
    "“Note on a Conversation between Comrade Novotny and Comrade Szabo,”": "word for word",  # a title is cited
    "«So far cloth cannot be produced there»": "word for word",
    "„So far cloth cannot be produced there“": "word for word",
    '"So far cloth cannot be produced there"': "word for word",
    "> So far cloth cannot be produced there": "word for word",
}


@pytest.mark.parametrize(("words", "verdict"), CHECKED.items())
def test_quotations_are_right_word_for_word_or_not(
    corpus: OpenCorpus, tmp_path: Path, words: str, verdict: str
) -> None:
    place = tmp_path / "chapter.md"
    place.write_text(f"A line before.\n\n{words}\n", encoding="utf-8")
    (found,) = corpus.findings(place)
    assert found.verdict == verdict
    assert found.line == 3
    if verdict == "near":
        assert found.differences
    if verdict == "word for word" and found.start is not None:
        assert corpus.record(str(found.record)) is not None


def test_near_misses_show_what_differs(corpus: OpenCorpus, tmp_path: Path) -> None:
    place = tmp_path / "chapter.txt"
    place.write_text("“Hungary will deliver machines worth 2,500,000 rubles”\n", encoding="utf-8")
    (found,) = corpus.findings(place)
    assert found.differences == ("2,500,000 → 2,400,000",)
    assert found.stands == "Hungary will deliver machines worth 2,400,000 rubles"


def test_shelfmarks_and_addresses_lead_to_a_record_or_not(corpus: OpenCorpus, tmp_path: Path) -> None:
    place = tmp_path / "chapter.md"
    place.write_text(
        "See EX-MZV, TO-T 1970-1974, 7/112; RG 59, Box 2; <https://example.org/vermerk/ulan-bator-1971>.\n",
        encoding="utf-8",
    )
    found = {f.words: f.verdict for f in corpus.findings(place)}
    assert found["https://example.org/vermerk/ulan-bator-1971"] == "word for word"
    assert found["RG 59, Box 2"] == "not found"
    assert "word for word" in {verdict for words, verdict in found.items() if "7/112" in words}


def test_notes_of_a_word_file_are_checked_too(corpus: OpenCorpus, tmp_path: Path) -> None:
    from docx import Document

    from vermerk.publishing.footnotes import Footnotes

    document = Document()
    notes = Footnotes(document)
    paragraph = document.add_paragraph("He said that “trained workers are lacking”.")
    notes.call(paragraph, "“Hungary will deliver machines worth 2,400,000 rubles”")
    notes.write()
    document.save(str(tmp_path / "chapter.docx"))
    assert [f.verdict for f in corpus.findings(tmp_path / "chapter.docx")] == ["word for word", "word for word"]


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.pdf", b"%PDF-1.4"), ("a.docx", b"no archive"), ("a.md", b""), ("a.txt", b"\0\1\2\0")],
    ids=["other form", "broken", "empty", "no text"],
)
def test_a_manuscript_that_cannot_be_read_is_told(tmp_path: Path, name: str, content: bytes) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(BadRequest):
        manuscript(tmp_path / name)


def test_a_mark_left_open_spoils_its_own_paragraph_only() -> None:
    text = 'He said "this is left open.\n\nShe said "that is a whole quotation" and went.\n'
    assert "that is a whole quotation" in [words for _, words in quotations(text)]


@given(st.text(max_size=80))
def test_folding_keeps_the_way_back(text: str) -> None:
    plain, places = folded(text)
    assert len(plain) == len(places)
    assert all(0 <= place < len(text) for place in places)
    assert places == sorted(places)


def test_a_record_is_cited_in_full_and_in_short() -> None:
    row = {
        "record": "r", "title": "Note about a Conversation between Comrade A and Comrade B, 2nd Secretary", "author": "A",
        "written": "1968-12-23", "fonds": "DY 30", "shelfmark": "IV A2/20/253", "repository": "SAPMO-BA",
    }  # fmt: skip
    assert note(row) == (
        "A, “Note about a Conversation between Comrade A and Comrade B, 2nd Secretary,” December 23, 1968, DY 30, "
        "IV A2/20/253, SAPMO-BA."
    )
    assert short_note(row) == "A, “Note about a Conversation,” December 23, 1968."
    assert short_note({"record": "r", "title": "Memorandum of Conversation"}) == "“Memorandum of Conversation.”"


def work_row(number: int, heard: str, quote: str, **fields: object) -> dict:
    base = {
        "id": f"w{number}", "row": number, "record": f"r{number}", "kind": "assistance", "polarity": "affirmed",
        "status": "planned", "certainty": "certain", "time": None, "earliest": None, "latest": None, "actor": ["USSR"],
        "toward": ["DPRK"], "actor_states": ["USSR"], "toward_states": ["DPRK"], "what": "the power plant in Pukchang",
        "quote": quote, "heard": heard, "quantities": "[]", "event": None, "start": 0, "end": len(quote),
        "chain": [{"holder": "Herrmann", "mode": "writes"}, {"holder": "Putivez", "mode": "says"}],
    }  # fmt: skip
    return {**base, **fields}


PUKCHANG = (
    work_row(1, "1966-01-01", "the USSR was asked to build the power plant in Pukchang", status="wished"),
    work_row(
        2,
        "1967-03-02",
        "the USSR will build the power plant in Pukchang until 1970",
        time="../1970",
        latest="1970-12-31",
    ),
    work_row(3, "1968-12-09", "the USSR is building the power plant in Pukchang", status="ongoing"),
)
LATER = work_row(
    4, "1971-05-01", "the power plant in Pukchang is still under construction", status="ongoing", kind="condition",
    actor=["DPRK"], actor_states=["DPRK"], toward=[], toward_states=[],
)  # fmt: skip
DONE = {**LATER, "id": "w5", "row": 5, "record": "r5", "heard": "1972-01-01", "status": "done"}
DONE["quote"] = "the power plant in Pukchang was completed in 1971"


def test_a_promise_is_followed_through_the_records() -> None:
    (found,) = trace(PUKCHANG)
    assert [step.stage for step in found.steps] == ["asked for", "agreed", "under construction"]
    assert (found.stands, found.due, found.late) == ("under construction", "1970-12-31", None)
    (now,) = trace(PUKCHANG, until="1971-01-01")
    assert now.stands == "due", "its day is over, and nothing was heard since"


def test_what_is_told_of_one_party_alone_belongs_to_the_line_and_makes_it_late() -> None:
    (found,) = trace([*PUKCHANG, LATER])
    assert (found.stands, found.late, found.last_heard) == ("late", True, "1971-05-01")
    done = {**DONE, "time": "1971", "earliest": "1971-01-01", "latest": "1971-12-31"}
    (kept,) = trace([*PUKCHANG, LATER, done])
    assert (kept.stands, kept.late) == ("done", True)
    assert [step.holder for step in kept.steps] == ["Putivez"] * 5


@given(st.permutations([*PUKCHANG, LATER, DONE]))
def test_promises_are_the_same_in_whatever_order_the_statements_come(rows: list[dict]) -> None:
    assert trace(rows) == trace([*PUKCHANG, LATER, DONE])


def test_another_place_or_another_measure_is_another_work() -> None:
    other = work_row(6, "1968-12-09", "the USSR will build a power plant in Chongjin", what="a power plant in Chongjin")
    assert len(trace([*PUKCHANG, other])) == 2
