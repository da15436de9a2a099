"""Which date is a statement's own, and which only that of a thing it speaks of."""

from __future__ import annotations

import pytest

from tests.notes import generous, record
from vermerk.language.periods import find_periods

HEAD = "# Cablegram from the Embassy in Delhi to the Department of External Affairs\n\nDelhi, 20 June 1971\n\n"


def times(tmp_path, text: str) -> set[str | None]:
    """The times of the statements of a short telegram."""
    found = generous().statements(record(tmp_path, HEAD + text + "\n", "telegram.md"))
    assert found, "no statement"
    return {s.time for s in found}


@pytest.mark.parametrize(
    "text",
    [
        "The Indian Government supports the objectives of the 1943 understanding with Burma.",
        "The Indian Government opposes the proposals of 14 May on the withdrawal of Pakistan's forces.",
        "Pakistan wants to keep to the declaration of August 1966 on relations with India.",
    ],
)
def test_the_date_of_a_thing_is_not_that_of_a_position_on_it(tmp_path, text: str) -> None:
    assert times(tmp_path, text) == {None}


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("India and Nepal signed the trade agreement on 14 May 1970.", "1970-05-14"),
        ("India opened a consulate in Penang in 1918.", "1918"),
        ("India protested to Pakistan in a note of 10 June 1970.", "1970-06-10"),
    ],
)
def test_the_date_of_the_deed_stays(tmp_path, text: str, time: str) -> None:
    assert time in times(tmp_path, text)


def test_years_in_brackets_behind_places_are_all_the_dates(tmp_path) -> None:
    assert times(tmp_path, "India opened consulates in Kuala Lumpur (1948) and Kuching (1964).") == {"{1948,1964}"}
    assert "1918" in times(tmp_path, "India opened a consulate in Penang (1918).")
    assert find_periods("War Cabinet Minute No. (1941) was read.", None) == []


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("A meeting took place to-day.", "1946-02-15"),
        ("He will leave to-morrow.", "1946-02-16"),
        ("They will not vote until next year.", "../1947"),
    ],
)
def test_days_written_with_a_hyphen_count_from_the_day_told(text: str, edtf: str) -> None:
    assert [p.edtf for p in find_periods(text, "1946-02-15")] == [edtf]


def test_a_week_end_is_no_week() -> None:
    assert find_periods("I am going to Hankey this week-end.", "1927-12-15") == []


def test_seasons_in_brackets_make_no_set(tmp_path) -> None:
    found = times(
        tmp_path, "India opened consulates in Penang (March 1978), Ipoh (August 1979) and Malacca (spring 1979)."
    )
    assert "1978-03" in found
