"""Cues of attribution: what makes a verb one, who can speak, and what is nobody's statement."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.notes import engine, record
from tests.places import shared
from vermerk.model import Record
from vermerk.reading import read

HEAD = "# 12 March 1958\n\nMemorandum by Mr. Hale to the Secretary, Mr. Dunn\n\n"


def memorandum(place: Path, text: str) -> Record:
    return record(place, HEAD + text)


def clauses(source: Record) -> Iterator[tuple[str, list[str]]]:
    """Of every clause read, statement or not: its words and its holders behind the author."""
    for _, candidate in engine().candidates(source):
        yield " ".join(token.text for token in candidate.words), [link.holder for link in candidate.chain[1:]]


def behind(source: Record, words: str) -> list[str]:
    """The holders of the shortest clause that has these words."""
    found = [(len(clause), holders) for clause, holders in clauses(source) if words in clause]
    assert found, f"no clause has {words!r}"
    return min(found)[1]


def said(place: Path, text: str, words: str) -> list[str]:
    return behind(memorandum(place, text), words)


AFTER = " Japan refused credits to Burma."


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya maintained strict neutrality.",
        "Mr. Oduya held the office of Treasurer.",
        "Mr. Oduya noted the document.",
        "Mr. Oduya indicated a place on the map.",
        "Mr. Oduya concluded an agreement with Chile.",
        "Mr. Oduya submitted three papers.",
        "Mr. Oduya recognised the new regime of Peru.",
        "Mr. Oduya assumed power in May.",
        "Mr. Oduya recalled the consul from Lima.",
    ],
)
def test_a_verb_that_reports_only_clauses_hands_nothing_over_with_a_noun(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text + AFTER, "Japan refused") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya maintained that Chile was neutral.",
        "Mr. Oduya noted that Chile had left the talks.",
        "Mr. Oduya indicated that Chile would pay.",
        "Mr. Oduya stressed the importance of the talks.",
        'Mr. Oduya observed: "Chile is our friend."',
    ],
)
def test_with_a_clause_it_does(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text + AFTER, "Japan refused") == ["Oduya"]


@pytest.mark.parametrize(
    "text",
    [
        "You will recall that France recognised Laos.",
        "You will remember that France recognised Laos.",
        "You will be aware that France recognised Laos.",
        "As you know, France recognised Laos.",
        "You may know that France recognised Laos.",
    ],
)
def test_who_is_reminded_does_not_speak(tmp_path: Path, text: str) -> None:
    source = memorandum(tmp_path, text + AFTER)
    assert behind(source, "France recognised Laos") == []
    assert behind(source, "Japan refused") == []


def test_the_account_stays_where_it_was_when_the_reader_is_reminded(tmp_path: Path) -> None:
    text = "Mr. Oduya said that Chile would pay. You will be aware that France recognised Laos." + AFTER
    assert said(tmp_path, text, "Japan refused") == ["Oduya"]


@pytest.mark.parametrize("noun", ["length of service", "plan", "circumstances", "custom", "article 5", "need"])
def test_what_things_are_done_by_says_nothing(tmp_path: Path, noun: str) -> None:
    assert said(tmp_path, f"According to {noun}, Japan will withdraw troops from Burma.", "Japan will withdraw") == []


@pytest.mark.parametrize(
    ("source", "holder"),
    [
        ("the bulletin", "bulletin"),
        ("Mr. Oduya", "Oduya"),
        ("an expert", "expert"),
        ("the French Embassy", "France"),
    ],
)
def test_sources_say_what_is_according_to_them(tmp_path: Path, source: str, holder: str) -> None:
    text = f"According to {source}, Japan will withdraw troops from Burma."
    assert said(tmp_path, text, "Japan will withdraw") == [holder]


@pytest.mark.parametrize(
    "subject",
    [
        "The fact",
        "The continued receipt of letters",
        "Experience in the islands",
        "Indonesia's activity",
        "The alternative policy",
    ],
)
def test_things_hold_nothing(tmp_path: Path, subject: str) -> None:
    source = memorandum(tmp_path, f"{subject} suggests that France recognised Laos." + AFTER)
    assert behind(source, "France recognised Laos") == []
    assert behind(source, "Japan refused") == []


@pytest.mark.parametrize(
    ("subject", "holder"),
    [("The telegram", "telegram"), ("Some observers", "observers"), ("The majority", "majority"), ("Chile", "Chile")],
)
def test_texts_people_and_bodies_do(tmp_path: Path, subject: str, holder: str) -> None:
    (found,) = said(tmp_path, f"{subject} suggested that France recognised Laos.", "France recognised Laos")
    assert found.split()[-1] == holder


@pytest.mark.parametrize(
    "text",
    [
        "ISSUES: It must be decided whether Japan refused credits to Burma.",
        "RECOMMENDATIONS: We believe that Japan refused credits to Burma.",
        "(C) The Netherlands propose a meeting. Japan refused credits to Burma.",
        "The Co-ordinator said that Japan refused credits to Burma.",
    ],
)
def test_labels_letters_and_halves_of_words_are_no_holders(tmp_path: Path, text: str) -> None:
    holders = {holder for _, found in clauses(memorandum(tmp_path, text)) for holder in found}
    assert not holders & {"ISSUES", "RECOMMENDATIONS", "C", "Co"}


def test_a_heading_before_a_sentence_does_not_speak_it(tmp_path: Path) -> None:
    text = "SITUATION IN THE EVENT OF WAR Mr. Oduya said that Japan refused credits to Burma."
    assert said(tmp_path, text, "Japan refused") == ["Oduya"]


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya had not mentioned that France recognised Laos.",
        "Mr. Oduya did not say that France recognised Laos.",
        "Mr. Oduya left without saying that France recognised Laos.",
        "Mr. Oduya refused to say whether France recognised Laos.",
    ],
)
def test_what_is_not_said_is_nobodys_statement(tmp_path: Path, text: str) -> None:
    source = memorandum(tmp_path, text + AFTER)
    assert not [words for words, _ in clauses(source) if words.startswith("France recognised")]
    assert behind(source, "Japan refused") == []


@pytest.mark.parametrize(
    "text",
    [
        "Mr. Oduya did not only say that France recognised Laos.",
        "Mr. Oduya need not say that France recognised Laos.",
        "Mr. Oduya did not fail to say that France recognised Laos.",
        "Mr. Oduya did not think that France recognised Laos.",
    ],
)
def test_other_denials_keep_their_clause(tmp_path: Path, text: str) -> None:
    assert said(tmp_path, text, "France recognised Laos")[-1:] == ["Oduya"]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        (
            "The report quotes Mr. Oduya's statement to the Conference of Ministers that France recognised Laos.",
            "Oduya",
        ),
        ("We noted the views of the French Embassy in Rome that Japan recognised Laos.", "France"),
        ("The assurance given him by the French Embassy that Japan recognised Laos was welcome.", "France"),
        ("The statement made by Mr. Oduya that Japan recognised Laos is wrong.", "Oduya"),
    ],
)
def test_a_noun_of_speech_has_its_owner_past_its_own_phrases(tmp_path: Path, text: str, holder: str) -> None:
    assert said(tmp_path, text, "recognised Laos")[-1:] == [holder]


def test_a_relative_clause_behind_such_a_noun_is_not_reported(tmp_path: Path) -> None:
    text = "The statement of Mr. Oduya, which was sent to Laos, surprised Japan."
    assert said(tmp_path, text, "sent to Laos") == []


@pytest.mark.parametrize(
    ("text", "words", "holder"),
    [
        ("The French Embassy replied broadly there were two offers from Laos.", "two offers", "France"),
        ("Mr. Oduya admitted all delegates represented Laos.", "represented Laos", "Oduya"),
        ("Mr. Oduya conceded there was much to be gained from Laos.", "much", "Oduya"),
    ],
)
def test_reports_without_that(tmp_path: Path, text: str, words: str, holder: str) -> None:
    assert said(tmp_path, text, words)[-1:] == [holder]


def test_an_adverbial_clause_is_no_report(tmp_path: Path) -> None:
    text = "Mr. Oduya replied when Japan refused credits to Burma."
    assert said(tmp_path, text, "Japan refused") != ["Oduya", "Oduya"]


def test_a_clause_behind_a_comma_goes_on_with_the_outer_series(tmp_path: Path) -> None:
    series = "Mr. Oduya said that the French had acted and believed that they had persuaded Laos"
    outer = said(tmp_path, f"{series}, and that the British Ambassador was being sent to Japan.", "being sent")
    inner = said(tmp_path, f"{series} and that Chile was being pressed by Japan.", "being pressed")
    assert outer == ["Oduya"]
    assert inner == ["Oduya", "France"]


REAL = [
    ("volume-1-1937-38/297-note-of-meeting-of-u-k-and-dominions-representatives", "was being instructed", {"France"}),
    (
        "volume-27-australia-and-the-united-kingdom-1960-1975/399-letter-bowen-to-mcmahon",
        "attempting to concert",
        {"McMahon"},
    ),
    ("volume-6-1942-july-1943-december/354-curtin-to-bruce", "length of service", {"length"}),
    (
        "volume-19-1950-1959-the-australia-japan-agreement-on-commerce/3-submission-32-to-cabinet-by-o-sullivan",
        "unsatisfied demand",
        {"continued receipt"},
    ),
    ("volume-5-1941-july-1942-june/84-advisory-war-council-minute-533", "", {"SITUATION", "HONG KONG"}),
    ("volume-15-1949-indonesia/399-critchley-to-burton", "", {"C"}),
    (
        "volume-23-the-negotiation-of-the-australia-new-zealand-closer-economic-relations-trade-agreement-1983/"
        "31-ministerial-submission-to-peacock-by-ashwin",
        "",
        {"ISSUES", "RECOMMENDATIONS", "PURPOSE"},
    ),
]


@pytest.mark.parametrize(("name", "words", "never"), REAL)
def test_real_records_have_no_such_holder(name: str, words: str, never: set[str]) -> None:
    (source,) = read(shared("records", "dfat", *f"{name}.md".split("/")))
    found = [holders for clause, holders in clauses(source) if words in clause]
    assert found
    assert not never & {holder for holders in found for holder in holders}


def test_what_macarthur_had_not_mentioned_is_no_statement() -> None:
    (source,) = read(shared("records", "dfat", "volume-9-1946-january-june", "173-ball-to-evatt.md"))
    assert not [clause for clause, _ in clauses(source) if clause.startswith("the draft constitution must be passed")]


@pytest.mark.parametrize(
    "formula",
    [
        "I refer to the draft submission on Burma.",
        "You will have seen the reports on Burma.",
        "Copies of these notes are attached.",
        "You will recall that France recognised Laos.",
    ],
)
def test_formulae_of_correspondence_are_no_statements(tmp_path: Path, formula: str) -> None:
    first = " ".join(formula.split()[:3])
    assert not [words for words, _ in clauses(memorandum(tmp_path, formula)) if words.startswith(first)]


@pytest.mark.parametrize(
    "text",
    [
        "You did not know that France recognised Laos.",
        "You met the French Minister in Laos.",
        "Great importance was attached to Laos.",
        "The envoy referred to the note on Burma.",
    ],
)
def test_what_only_looks_like_one_stays(tmp_path: Path, text: str) -> None:
    first = " ".join(text.split()[:3])
    assert [words for words, _ in clauses(memorandum(tmp_path, text)) if words.startswith(first)]


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("Smuts then told me that he had gone to Burma.", ["Smuts"]),
        ("Experience shows that he had gone to Burma.", []),
        ("The new Indian count is 9 million. According to the Indian count, he had gone to Burma.", ["India"]),
    ],
)
def test_names_taken_for_common_nouns_and_holders_out_of_place(tmp_path: Path, text: str, holder: list[str]) -> None:
    named = "Mr. Smuts is the Prime Minister of Natal. " + text
    assert said(tmp_path, named, "he had gone") == holder


def test_who_says_it_may_stand_before_a_gerund(tmp_path: Path) -> None:
    text = "Our conversation ended by my saying that Japan had better leave China."
    assert said(tmp_path, text, "had better leave") == ["author"], "the record names no author"


@pytest.mark.parametrize(
    ("text", "holder"),
    [
        ("The draft agreement assumes that France recognised Laos.", ["draft agreement"]),
        ("The synopsis understands that France recognised Laos.", []),
        ("The question suggests that France recognised Laos.", []),
        ("Public opinion believes that France recognised Laos.", ["Public opinion"]),
    ],
)
def test_a_text_says_and_neither_thinks_nor_hears(tmp_path: Path, text: str, holder: list[str]) -> None:
    assert said(tmp_path, text, "France recognised Laos") == holder


def test_this_stands_for_a_clause(tmp_path: Path) -> None:
    assert said(tmp_path, "Mr. Oduya does not believe this." + AFTER, "Japan refused") == ["Oduya"]
    assert said(tmp_path, "Mr. Oduya believed the envoy." + AFTER, "Japan refused") == []
