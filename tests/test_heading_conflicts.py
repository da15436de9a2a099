"""Articles whose heading dates an event one way and the paragraph under it another, in the countries of rdcr."""

from __future__ import annotations

import pytest

from tests.places import shared
from vermerk.corpus import Folder, add, build
from vermerk.inquiry import OpenCorpus
from vermerk.inquiry.headings import read_heading

#: What stands in the source: country, event, the heading's year, the paragraph's day.
CONTRADICTIONS = (
    ("Estonia", "legation opened", "1922", "1930-06-30"),
    ("Lithuania", "legation opened", "1922", "1930-05-31"),
    ("Kyrgyzstan", "embassy opened", "2004", "1992-02-01"),
    ("Saint Lucia", "established", "1983", "1979-06-11"),
    ("Nicaragua", "embassy raised", "1942", "1943-03-27"),
    ("Bosnia and Herzegovina", "embassy opened", "1992", "1994-07-04"),
)
FILES = ("estonia", "lithuania", "kyrgyzstan", "saint-lucia", "nicaragua", "bosnia-herzegovina")
IN_ACCORD = ("angola", "finland", "malta", "belarus")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> OpenCorpus:
    folder = Folder.begin(tmp_path_factory.mktemp("rdcr") / "countries", "Countries")
    list(add(folder, [shared("records", "rdcr", f"{name}.xml") for name in (*FILES, *IN_ACCORD)]))
    build(folder, processes=1)
    return OpenCorpus(folder)


@pytest.mark.parametrize(("country", "event", "year", "day"), CONTRADICTIONS, ids=[c[0] for c in CONTRADICTIONS])
def test_a_heading_against_its_paragraph_is_the_first_conflict(
    corpus: OpenCorpus, country: str, event: str, year: str, day: str
) -> None:
    first = corpus.disagreements("United States", country)[0]
    assert first.sort == "heading"
    assert first.explanation.startswith(f"{event}: the heading dates it {year}, the paragraph under it ")
    told = corpus.statement(first.other).statement
    assert told.time == day
    record = corpus.record(first.one_record)
    assert record is not None
    start = int(first.one.removeprefix("heading:"))
    assert record.text.startswith(first.one_says.split(",")[0][:20], start), "the heading stands where it is said to"


def test_headings_that_agree_are_no_conflict(corpus: OpenCorpus) -> None:
    found = {c.one_record for c in corpus.disagreements() if c.sort == "heading"}
    assert found == {f"{name}.xml" for name in FILES}


def test_a_heading_is_read_as_event_and_date() -> None:
    heading = read_heading("r", "Elevation of American Legation to Embassy Status, 1943.", 0, 400)
    assert heading is not None
    assert heading.times == ("1943",)
    assert ("representation", "raised") in heading.changes
    assert read_heading("r", "Diplomatic Relations", 0, 400) is None
    both = read_heading("r", "U.S. Recognition of Honduran Independence, 1824 & 1853.", 0, 400)
    assert both is not None
    assert both.times == ("1824", "1853")
