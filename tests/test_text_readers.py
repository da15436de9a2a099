"""Readers of text keep exact offsets, and keep notes, heads and furniture out of the running text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.places import EXAMPLES, seed, shared
from vermerk.model import MarkKind, PartKind, Record, UnreadableSource
from vermerk.reading import read, read_bytes
from vermerk.reading.dates import find_date
from vermerk.reading.head import classification, date_line
from vermerk.reading.plain import read_plain

pieces = st.sampled_from(
    [
        "Pyongyang, 23 December 1968", "Confidential", "82\\. Secret", "# 12 NOTE BY SMITH", "[matter omitted]", "_",
        "1 Document 9.", "He said [Putivez] that trade grew.[1]", "**Subject**", "ad 2.:", "On Pakistan:", "Kim: I agree.",
        "□ How stable is it?", "[signed]  \nHerrmann", "CC:  \n1x Embassy", "N o t e", "[NAA: A1838, 370/1, i]", "é字[", "]]",
        "---", "title: x", "Citation:", "**Contents:**",
    ]
)  # fmt: skip
texts = st.lists(st.one_of(pieces, st.text(max_size=40)), min_size=1, max_size=12).map("\n\n".join)


def check(record: Record) -> None:
    """Every passage lies inside the text; paragraphs are trimmed, in order, and do not overlap."""
    length = len(record.text)
    for passage in [p.passage for p in record.parts] + [m.passage for m in record.marks] + list(record.body):
        assert 0 <= passage.start <= passage.end <= length
    for before, after in zip(record.body, record.body[1:], strict=False):
        assert before.end <= after.start
    for passage in record.body:
        words = passage.of(record.text)
        assert words
        assert words == words.strip()
    for note in record.notes:
        if note.passage is not None:
            assert 0 <= note.passage.start < note.passage.end <= length


def readable(raw: bytes, name: str) -> list[Record]:
    """The records of some bytes, or none where they hold control characters and are refused as binary."""
    try:
        return read_bytes(raw, name, name)
    except UnreadableSource:
        return []


@given(texts)
def test_any_text_is_read_with_passages_inside_it(text: str) -> None:
    for record in read_plain(text, "x", "x"):
        check(record)


@given(texts)
def test_any_front_matter_is_read(text: str) -> None:
    raw = f'---\ntitle: "A"\ndoc_date: 1950-01-02\n---\n{text}\n'.encode(errors="ignore")
    if b"\x00" in raw:
        return
    for record in readable(raw, "x.md"):
        check(record)


@given(texts)
def test_any_archive_page_is_read(text: str) -> None:
    page = f'**Citation:**\n\n"T", Digital Archive, A, B 1, C/2. <https://x.org/1>\n\n**Credits:**\n\nx\n\n**Contents:**\n\n{text}'
    for record in readable(page.encode(errors="ignore"), "x.txt"):
        check(record)


def test_the_text_is_the_file_itself() -> None:
    path = seed()
    (record,) = read(path)
    assert record.text == path.read_text(encoding="utf-8")
    assert record.text_is_source
    check(record)


def test_marks_of_the_seed() -> None:
    (record,) = read(seed())
    kinds = {mark.kind for mark in record.marks}
    assert {MarkKind.BRACKET, MarkKind.OCR, MarkKind.BULLET} <= kinds
    assert "Gamal Abdel" in [mark.reading for mark in record.marks if mark.kind is MarkKind.BRACKET]
    body = " ".join(p.of(record.text) for p in record.body)
    assert "Summary" not in body
    assert "Far East [Department]" not in body
    assert [p.number for p in record.parts if p.kind is PartKind.QUESTION] == [1, 2, 3]


def test_a_call_stuck_to_a_word_is_no_part_of_it() -> None:
    (record,) = read(shared("records", "web", "118_dfat-waller-whitlam-minute-1972-12-11.txt"))
    calls = [mark for mark in record.marks if mark.kind is MarkKind.NOTE_CALL]
    assert record.text[calls[0].passage.start - 4 : calls[0].passage.end] == "57301"
    assert [note.mark for note in record.notes] == ["1", "2", "3"]


def test_a_bulk_of_records_is_read_with_passages_inside() -> None:
    for path in sorted(shared("records", "dfat").glob("*/*.md"))[::200]:
        for record in read(path):
            check(record)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("Pyongyang, 23 December 1968", "1968-12-23"),
        ("December 9, 1968", "1968-12-09"),
        ("23rd September, 1955", "1955-09-23"),
        ("8.VII.1962", "1962-07-08"),
        ("September 1951", "1951-09"),
        ("31 July – 1 August 1969", "1969-07-31/1969-08-01"),
        ("[23 December] 1948", "1948-12-23"),
        ("1962-02-30", None),
        ("no date here", None),
    ],
)
def test_dates_of_heads(words: str, edtf: str | None) -> None:
    found = find_date(words)
    assert (found[0] if found else None) == edtf


@pytest.mark.parametrize(
    ("line", "secrecy"),
    [
        ("Confidential", "Confidential"),
        ("MOST IMMEDIATE MOST SECRET", "MOST SECRET"),
        ("82\\. Secret", "Secret"),
        ("5/57. Top Secret Guard", "Top Secret Guard"),
        ("He was confidential secretary to the Minister", None),
        ("MOST IMMEDIATE", None),
    ],
)
def test_degrees_of_secrecy(line: str, secrecy: str | None) -> None:
    assert classification(line) == secrecy


def test_lines_that_date_a_document() -> None:
    cable = date_line("Cablegram 85 WASHINGTON, 16 January 1942, 1.55 a.m.")
    assert cable is not None
    assert (cable.place, cable.date, cable.form) == ("WASHINGTON", "1942-01-16", "Cablegram")
    body = date_line("UK High Commission, Canberra, 26 July 1962")
    assert body is not None
    assert (body.body, body.place) == ("UK High Commission", "Canberra")
    assert date_line("In 1967 a protocol was signed about logging in the area.") is None


def test_examples_are_read() -> None:
    for path in sorted(EXAMPLES.glob("*.*")):
        for record in read(path):
            check(record)
            assert record.body


@pytest.mark.parametrize(
    ("opening", "items", "asked"),
    [
        ("He raised the following points:", ("Is the loan agreed?", "The port is closed."), [1]),
        ("The paper deals with these issues:", ("A survey of trade", "A note on loans"), []),
        ("I put two questions:", ("The loan", "How is the harvest?"), [1, 2]),
    ],
)
def test_points_are_questions_only_where_they_ask(tmp_path, opening, items, asked):
    path = tmp_path / "note.txt"
    listed = "\n\n".join(f"- {item}" for item in items)
    path.write_text(
        f"Note on a talk\n\n{opening}\n\n{listed}\n\nHe then left.\n\n- one more item here\n", encoding="utf-8"
    )
    (record,) = read(path)
    assert [part.number for part in record.parts if part.kind is PartKind.QUESTION] == asked
