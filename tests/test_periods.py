"""Time expressions in diplomatic prose."""

import json
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vermerk.language.calendars import calendar_words, fiscal_rules, fiscal_year
from vermerk.language.periods import find_periods
from vermerk.model.period import Period

TOLD = "1968-12-09"  # a Monday
SHARED = Path(__file__).parents[2] / "shared"


def found(text, told=TOLD, **settings):
    return [period.edtf for period in find_periods(text, told, **settings)]


ABSOLUTE = [
    ("The protocol signed on 2 March 1967 holds", "1967-03-02"),
    ("signed on December 9, 1968.", "1968-12-09"),
    ("on the 9th of December, 1968", "1968-12-09"),
    ("8.VII.1962", "1962-07-08"),
    ("as of 23/9/1968", "1968-09-23"),
    ("changed on 1.7.56", "1956-07-01"),
    ("dated 1968-12-09", "1968-12-09"),
    ("Dec. 1968", "1968-12"),
    ("in September of 1947", "1947-09"),
    ("in 1967 a protocol was signed", "1967"),
    ("in the year 1848", "1848"),
    ("in 1966 and 1967 talks were held", "1966/1967"),
    ("in 1961, 1962 and 1963", "1961/1963"),
    ("in 1961 and 1967", "{1961,1967}"),
    ("either in 1961 or 1963", "[1961,1963]"),
    ("the period between 1966 and 1970", "1966/1970"),
    ("from 1966 to 1970", "1966/1970"),
    ("from 1966 until 1970", "1966/1970"),
    ("during the years 1846-48", "1846/1848"),
    ("to be finished until 1973", "../1973"),
    ("ready by 1973", "../1973"),
    ("not until 1966", "1966"),
    ("since 1964", "1964/.."),
    ("from 1966 onwards", "1966/.."),
    ("with effect from 1 January 1967", "1967-01-01/.."),
    ("before 1968", "../1967"),
    ("prior to May 1965", "../1965-04"),
    ("before 2 March 1967", "../1967-03-01"),
    ("before the end of 1968", "../1968"),
    ("after 1964", "1965/.."),
    ("since spring of 1968", "1968-21/.."),
    ("in the winter of 1967/68", "1967-24"),
    ("for the fiscal year 1968/69", "1968/1969"),
    ("plan for 1949/50", "1949/1950"),
    ("in the 1950s", "195X"),
    ("since the 1950s", "1950~/.."),
    ("the mid-1950s", "1955~"),
    ("by mid-nineteen-seventies", "../1975~"),
    ("in the 19th century", "18XX"),
    ("early 1968", "1968"),
    ("in the first half of 1968", "1968-01/1968-06"),
    ("in the second quarter of 1968", "1968-34"),
    ("about 1966", "1966~"),
    ("between 28 February and 9 March 1967", "1967-02-28/1967-03-09"),
    ("9–12 December 1968", "1968-12-09/1968-12-12"),
    ("March 2-5, 1967", "1967-03-02/1967-03-05"),
    ("on 2 and 3 March 1967", "1967-03-02/1967-03-03"),
    ("from the 3rd to the 9th of May 1966", "1966-05-03/1966-05-09"),
    ("sometime between October 23 and 27, 1837", "1837-10-23/1837-10-27"),
    ("from December 1966 to January 1967", "1966-12/1967-01"),
    ("in October/November, 1965", "1965-10/1965-11"),
    ("JANUARY 1968", "1968-01"),
    ("on Monday, 2 December 1968", "1968-12-02"),
]


@pytest.mark.parametrize(("text", "edtf"), ABSOLUTE)
def test_dates_that_stand_by_themselves(text, edtf):
    assert found(text, None) == [edtf]
    assert {period.anchor for period in find_periods(text, None)} == {"absolute"}


RELATIVE = [
    ("the letter of September 17", "1968-09-17"),
    ("your cable September seventeenth", "1968-09-17"),
    ("28th January", "1968-01-28"),
    ("on 23rd.September they met", "1968-09-23"),
    ("received on the 28th.", "1968-11-28"),
    ("your letter of the 7th instant", "1968-12-07"),
    ("that of 12th ultimo", "1968-11-12"),
    ("on the 3rd of last month", "1968-11-03"),
    ("he was in Kabul during August", "1968-08"),
    ("in September and October he travelled", "1968-09/1968-10"),
    ("it would be signed by the end of May", "../1969-05"),
    ("it might be submitted at the end of June or early July", "1969-06/1969-07"),
    ("July or early August of last year", "1967-07/1967-08"),
    ("in May of this year", "1968-05"),
    ("in March last", "1968-03"),
    ("last May", "1968-05"),
    ("He will arrive on January 15.", "1969-01-15"),
    ("He arrived on January 15.", "1968-01-15"),
    ("yesterday", "1968-12-08"),
    ("the day before yesterday", "1968-12-07"),
    ("this morning", "1968-12-09"),
    ("last night", "1968-12-08"),
    ("tomorrow", "1968-12-10"),
    ("an article of four days ago", "1968-12-05"),
    ("two weeks ago", "1968-11-25~"),
    ("three months ago", "1968-09"),
    ("two years ago", "1966"),
    ("last year", "1967"),
    ("last month", "1968-11"),
    ("last week", "1968-12-02/1968-12-08"),
    ("next week", "1968-12-16/1968-12-22"),
    ("on Friday", "1968-12-06"),
    ("We shall meet on Friday", "1968-12-13"),
    ("Thursday night", "1968-12-05"),
    ("by Friday next", "../1968-12-13"),
    ("for the last two years", "1966/1968"),
    ("in the past three months", "1968-09/1968-12"),
    ("in the fifties", "195X"),
    ("last spring", "1968-21"),
]


@pytest.mark.parametrize(("text", "edtf"), RELATIVE)
def test_dates_counted_from_the_day_told(text, edtf):
    assert found(text) == [edtf]
    assert find_periods(text, TOLD)[0].anchor == "relative"
    assert found(text, None) == []


NOTHING = [
    "the 20th DPRK Anniversary",
    "in recent years and in previous years",
    "currently, now, at present",
    "for five years and two hours",
    "between 11:00 and 12:30 hours",
    "at 1530 hours",
    "in Central Files 1964–66, POL 15",
    "Foreign Relations, 1964–1968, volume XXIX",
    "1,700,000 rupees and $1960 million",
    "1960 men and 1900 tons",
    "on 12/9/1968",
    "a few days ago and some weeks ago",
    "May I ask whether they will march on Rome",
    "March on Rome!",
    "the fall of Saigon",
    "especially in springtime",
    "Resolution 1967 and document A/1967/23",
    "telegram No. 1968",
    "the 38th parallel and the 17th Congress",
    "paragraphs 2.1.12 and 3.4",
    "on Monday",  # the day told is a Monday: today or a week ago
    "in 1X68 and 19688",
    "on 31 June 1968",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_date_or_no_certain_one(text):
    assert found(text) == []


def test_since_that_time_takes_the_period_before():
    text = "He spoke of relations since 1964. Since that time, they have developed actively."
    assert [(p.edtf, p.anchor) for p in find_periods(text, TOLD)] == [("1964/..", "absolute"), ("1964/..", "anaphoric")]
    assert found("Since that time, they have developed.", previous="1964") == ["1964/.."]
    assert found("On the same day he left.", previous="1968-09-08") == ["1968-09-08"]
    assert found("The following year he left.", previous="1963-05-01") == ["1964"]
    assert found("Since then", None) == []


def test_month_without_year_lies_in_the_year_of_writing_unless_long_ahead():
    assert found("we had an election in May", "1954-02-19") == ["1954-05"]
    assert found("in November he fell ill", "1954-02-19") == ["1953-11"]
    assert found("on December 28", "1954-01-05") == ["1953-12-28"]


def test_a_will_elsewhere_does_not_move_a_date_told_as_past():
    told = "1975-01-26"
    assert found("I must repeat what I said in my message of 1 August, that we shall not agree", told) == ["1974-08-01"]
    assert found("the note left with us on 8 July included a proposal that appeals will be heard", told) == [
        "1974-07-08"
    ]
    assert found("In pursuance of your telegram of 1st May the delegation might ask", "1968-05-04") == ["1968-05-01"]
    assert found("The Council will meet in June", told) == ["1975-06"]
    assert found("The Council will meet in January or February", "1974-12-20") == ["1975-01/1975-02"]


def test_the_caller_may_know_the_tense():
    assert found("on Friday", future=True) == ["1968-12-13"]
    assert found("on 15 January", future=False) == ["1968-01-15"]


def test_a_coarse_day_told_gives_coarse_dates():
    assert found("yesterday", "1968") == []
    assert found("last year", "1968") == ["1967"]
    assert found("last month", "1968-12") == ["1968-11"]
    assert found("last year", "196X") == []
    assert found("last year", "nonsense") == []


def test_fiscal_years_by_state():
    assert find_periods("in fiscal year 1966/67", None, state="Pakistan")[0].fiscal == "1966-07-01/1967-06-30"
    assert find_periods("in fiscal year 1966/67", None, state="India")[0].fiscal == "1966-04-01/1967-03-31"
    assert find_periods("in FY 1968", None, state="United States")[0].fiscal == "1967-07-01/1968-06-30"
    assert find_periods("in FY 1978", None, state="United States")[0].fiscal == "1977-10-01/1978-09-30"
    assert find_periods("in fiscal year 1966/67", None)[0].fiscal is None
    assert fiscal_year("Ruritania", 1966, None) is None


def test_a_date_that_names_a_thing_is_marked():
    marked = {
        text: find_periods(text, TOLD)[0].attributive
        for text in ("the 1961 agreement", "the letter of September 17", "in 1961", "last night's Cabinet")
    }
    assert marked == {"the 1961 agreement": True, "the letter of September 17": True, "in 1961": False,
                      "last night's Cabinet": True}  # fmt: skip


def test_by_a_treaty_is_no_end():
    assert found("reaffirmed by the 1815 Treaty") == ["1815"]


def test_places_of_the_words():
    text = "Relations developed since spring of 1968, and in 1967 a protocol was signed."
    words = [text[p.start : p.end] for p in find_periods(text, TOLD)]
    assert words == ["since spring of 1968", "1967"]
    assert [p.is_open for p in find_periods(text, TOLD)] == [True, False]


def test_part_of_a_period_is_kept():
    assert find_periods("by the end of May 1965", None)[0].part == "end"


def test_tables_can_be_read():
    assert calendar_words()["december"].number == 12
    assert {rule.state for rule in fiscal_rules()} >= {"Pakistan", "India", "United States", "Japan"}


PIECES = [
    *(text for text, _ in ABSOLUTE + RELATIVE),
    *NOTHING,
    "and",
    "to",
    ", ",
    "/",
    "-",
    "31",
    "1968",
    "the",
    "of last year",
]


@given(st.lists(st.sampled_from(PIECES), max_size=6), st.sampled_from([None, TOLD, "1968-02-29", "1968", "1000-01-01"]))
def test_whatever_is_found_lies_in_the_text_and_is_edtf(pieces, told):
    text = " ".join(pieces)
    end = 0
    for period in find_periods(text, told, state="Pakistan", previous="1968-12-31"):
        assert end <= period.start < period.end <= len(text)
        end = period.end
        Period.parse(period.edtf)


@given(st.text(max_size=80), st.text(max_size=12) | st.none())
def test_no_text_is_refused(text, told):
    find_periods(text, told, previous=told)


MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
FORMS = [
    "{0.day} {1} {0.year}",
    "{1} {0.day}, {0.year}",
    "the {0.day}th of {1}, {0.year}",
    "{0.year}-{0.month:02}-{0.day:02}",
]


@given(st.dates(date(1500, 1, 1), date(2049, 12, 31)), st.sampled_from(FORMS))
def test_a_full_date_is_read_to_the_day(day, form):
    assert found("on " + form.format(day, MONTHS[day.month - 1]), None) == [day.isoformat()]


@pytest.mark.parametrize("name", ["seed.jsonl", "gold_dev.jsonl"])
def test_dates_in_gold_quotes(name):
    path = SHARED / "truth" / name
    if not path.exists():
        pytest.skip(f"{path} is not beside the checkout")
    told = {"000_": "1968-12-09", "frus1961": "1961-10-04", "frus1964": "1965-04-27", "106_": "1967-01-16",
            "118_": "1972-12-11", "119_": "1954-02-19"}  # fmt: skip
    judged = []
    for line in path.read_text(encoding="utf-8").splitlines():
        gold = json.loads(line)
        day = next(date for start, date in told.items() if gold["record"].startswith(start))
        accepted = [gold["time"], *gold.get("alt", {}).get("time", [])]
        dates = [p.edtf for p in find_periods(" ".join(gold["quote"].split()), day) if not p.attributive]
        if dates:
            judged.append(bool(set(dates) & set(accepted)))
    assert sum(judged) >= 0.85 * len(judged)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("by the end of the year", ["../1968"]),
        ("in 1965, before the end of the year", ["1965"]),  # which year is not said
        ("during 1967-8", ["1967/1968"]),
        ("in FY 1899/00", ["1899/1900"]),
        ("in 1966-12", []),
        ("not before 1970", ["1970/.."]),
        ("half way through January 1968", ["1968-01"]),
        ("in the 1960s and 1970s", ["196X/197X"]),
        ("in December last year and January this year", ["1967-12/1968-01"]),
    ],
)
def test_turns_of_phrase(text, edtf):
    assert found(text) == edtf
