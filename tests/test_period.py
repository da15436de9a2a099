"""EDTF dates: their days, their doubts, and what may be said of two of them."""

import subprocess
import sys
from contextlib import suppress

import msgspec
import pytest
from edtf import parse_edtf
from hypothesis import given, settings
from hypothesis import strategies as st

from vermerk.model.days import day_number, iso_day, month_length
from vermerk.model.errors import BadPeriod
from vermerk.model.period import Period

DAYS = [
    ("1968", "1968-01-01", "1968-12-31"),
    ("1968-02", "1968-02-01", "1968-02-29"),
    ("1968-12-09", "1968-12-09", "1968-12-09"),
    ("1968-21", "1968-03-01", "1968-05-31"),
    ("1968-24", "1968-12-01", "1969-02-28"),
    ("1968-31", "1968-03-01", "1968-05-31"),
    ("1968-33", "1968-01-01", "1968-03-31"),
    ("1968-36", "1968-10-01", "1968-12-31"),
    ("1968-41", "1968-07-01", "1968-12-31"),
    ("1964/..", "1964-01-01", None),
    ("1964/", "1964-01-01", None),
    ("../1973", None, "1973-12-31"),
    ("/1973", None, "1973-12-31"),
    ("../..", None, None),
    ("1968-21/..", "1968-03-01", None),
    ("1966/1970", "1966-01-01", "1970-12-31"),
    ("1964-06~/1968?", "1964-06-01", "1968-12-31"),
    ("196X", "1960-01-01", "1969-12-31"),
    ("18XX", "1800-01-01", "1899-12-31"),
    ("19XX-12-XX", "1900-12-01", "1999-12-31"),
    ("19XX-02-29", "1904-02-29", "1996-02-29"),
    ("1968-1X", "1968-10-01", "1968-12-31"),
    ("1968-12-XX", "1968-12-01", "1968-12-31"),
    ("{1966,1967}", "1966-01-01", "1967-12-31"),
    ("[1961,1963-05]", "1961-01-01", "1963-05-31"),
    ("[..1966]", None, "1966-12-31"),
    ("{1966..1968}", "1966-01-01", "1968-12-31"),
    ("1968-12%", "1968-12-01", "1968-12-31"),
    ("-0044-03-15", "-0044-03-15", "-0044-03-15"),
    ("Y-17000", "-17000-01-01", "-17000-12-31"),
    ("Y17E7", "+170000000-01-01", "+170000000-12-31"),
    ("1960S2", "1900-01-01", "1999-12-31"),
    ("1968-12-09T10:00:00Z", "1968-12-09", "1968-12-09"),
]


@pytest.mark.parametrize(("edtf", "earliest", "latest"), DAYS)
def test_days_of_a_period(edtf, earliest, latest):
    period = Period.parse(edtf)
    assert (period.earliest, period.latest) == (earliest, latest)


@pytest.mark.parametrize(
    "words",
    ["", "/", "..", "12 May", "1968-13", "1968-02-30", "1967-02-29", "1970/1966", "156u", "/..", "1968/1969/1970",
     "1X01-02-30", "Y1" + "0" * 5000, "{1970..1966,1980}"],
)  # fmt: skip
def test_what_is_no_period_says_so_in_one_line(words):
    with pytest.raises(BadPeriod) as caught:
        Period.parse(words)
    assert "\n" not in str(caught.value)
    assert ";" in str(caught.value)


def test_a_period_cannot_be_made_of_nonsense():
    with pytest.raises(BadPeriod):
        Period("soon")


def test_nothing_is_printed_for_an_odd_form():
    code = "from vermerk.model.period import Period\ntry: Period('/..')\nexcept Exception: pass"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == ""


def test_space_around_a_period_is_dropped():
    assert Period.parse(" 1968 ") == Period("1968")


@pytest.mark.parametrize(
    ("edtf", "uncertain", "approximate"),
    [("1968", False, False), ("1968?", True, False), ("1968~", False, True), ("1968-12%", True, True)],
)
def test_doubts_are_kept(edtf, uncertain, approximate):
    period = Period(edtf)
    assert (period.uncertain, period.approximate) == (uncertain, approximate)


def test_doubt_leaves_the_days_alone():
    assert Period("1968~").earliest_day == Period("1968").earliest_day


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("1966", "1968", True),
        ("1968", "1966", False),
        ("1968", "1968-06", None),
        ("1968-06", "1968", None),
        ("1968-06-05", "1968-06-05", False),
        ("../1966", "1968", True),
        ("1964/..", "1968", False),
        ("1964/", "1968", None),
        ("1967~", "1968", None),
        ("1960~", "1968", True),
        ("[1966,1969]", "1968", None),
        ("{1966,1969}", "1968", False),
        ("1964/1970", "1966/1968", False),
    ],
)
def test_before(first, second, verdict):
    assert Period(first).before(Period(second)) is verdict


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("1964/1970", "1967", True),
        ("1964/..", "1967", True),
        ("1964/", "1967", None),
        ("1968", "1968", None),
        ("1968-12-09", "1968-12-09", True),
        ("1966", "1968", False),
        ("1966?", "1967", None),
    ],
)
def test_overlaps(first, second, verdict):
    assert Period(first).overlaps(Period(second)) is verdict
    assert Period(second).overlaps(Period(first)) is verdict


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        ("1968", "1968-12-09", True),
        ("1968", "1969-01-01", False),
        ("1968-12-09", "1968", None),
        ("1964/..", "1999", True),
        ("1964/", "1999", None),
        ("1964/1970", "1968/1972", False),
        ("1968~", "1968-06", None),
        ("196X", "1968", True),
    ],
)
def test_contains(first, second, verdict):
    assert Period(first).contains(Period(second)) is verdict


def test_a_period_goes_to_json_and_back():
    period = Period("1966/1970")
    assert msgspec.json.decode(msgspec.json.encode(period), type=Period) == period


@given(st.integers(-(10**9), 10**9))
def test_days_and_iso_dates_agree(number):
    shown = iso_day(number)
    year, month, day = shown[1:].rsplit("-", 2)
    assert day_number(int(shown[0] + year), int(month), int(day)) == number


years = st.integers(0, 9999).map("{:04d}".format)
dates = st.one_of(
    years,
    st.tuples(years, st.integers(1, 12)).map(lambda d: f"{d[0]}-{d[1]:02}"),
    st.tuples(years, st.integers(1, 12), st.integers(1, 28)).map(lambda d: f"{d[0]}-{d[1]:02}-{d[2]:02}"),
    st.tuples(years, st.integers(21, 41)).map(lambda d: f"{d[0]}-{d[1]}"),
    st.tuples(years, st.integers(1, 3)).map(lambda d: d[0][: 4 - d[1]] + "X" * d[1]),
)
periods = st.one_of(
    dates,
    st.tuples(years, st.sampled_from("?~%")).map("".join),
    st.tuples(years, years).map(lambda ends: "/".join(sorted(ends))),
    years.map(lambda year: f"{year}/.."),
    years.map(lambda year: f"../{year}"),
)


@given(periods)
def test_round_trip_and_order_of_days(edtf):
    period = Period.parse(edtf)
    assert Period.parse(str(period.edtf)) == period
    if not period.is_open:
        assert period.earliest_day <= period.latest_day
        assert period.contains(period) in (True, None)


@given(periods, periods)
def test_comparisons_do_not_contradict_each_other(first, second):
    a, b = Period(first), Period(second)
    if a.before(b):
        assert not b.before(a)
        assert a.overlaps(b) is False
        assert a.contains(b) is False or a.is_open or b.is_open


@given(st.text(alphabet="0123456789X-/.?~%{}[],YES^T: ", max_size=14))
def test_any_words_are_a_period_or_no_period(words):
    try:
        period = Period.parse(words)
    except BadPeriod:
        return
    if not period.is_open:
        assert period.earliest_day <= period.latest_day


days = st.dates().map(lambda day: day.isoformat()[: 4 + 3 * (day.day % 3)])
marked = st.tuples(days, st.sampled_from(["", "?", "~", "%"])).map("".join)
forms = st.one_of(
    marked,
    st.tuples(marked, marked | st.just("..")).map("/".join),
    st.tuples(years, st.integers(1, 2)).map(lambda d: d[0][: 4 - d[1]] + "X" * d[1]),
    st.lists(days, min_size=2, max_size=4).map(lambda several: "{" + ",".join(several) + "}"),
    st.lists(days, min_size=2, max_size=4).map(lambda several: "[" + ",".join(several) + "]"),
)


@settings(max_examples=60, deadline=None)
@given(forms)
def test_everyday_forms_are_those_that_the_edtf_package_reads(words):
    assert parse_edtf(words) is not None
    with suppress(BadPeriod):  # a stretch that ends before it begins
        assert Period.parse(words).edtf == words


@given(st.integers(-5000, 5000), st.integers(1, 12))
def test_a_month_ends_before_the_next_begins(year, month):
    after = (year, month + 1) if month < 12 else (year + 1, 1)
    assert day_number(*after, 1) - day_number(year, month, 1) == month_length(year, month)
