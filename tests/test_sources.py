"""Where sources come from: formats told from content, encodings, bad input, folders, and the report."""

import io
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vermerk.model import Record, UnreadableSource
from vermerk.reading import Report, find_sources, read, read_all, read_bytes
from vermerk.reading.extract_bytes import FILE_LIMIT, TEXT_LIMIT

SHARED = Path(__file__).parents[2] / "shared"
TALK = "Strelsau, 4 May 1962\r\n\r\nConfidential\r\n\r\nThe Minister said that Ruritania would buy wheat.\r\n"


def _one(raw: bytes, name: str = "x") -> Record:
    (record,) = read_bytes(raw, name, name)
    return record


@pytest.mark.parametrize(
    ("raw", "name", "form"),
    [
        (TALK.encode(), "x.xml.txt", "text"),
        (b"---\ntitle: \"Talk\"\ndoc_date: 1962-05-04\n---\n\n# 7 Talk\n\nThe Minister spoke of wheat.\n", "x.txt", "markdown"),
        (b"# Talk\n\nThe Minister spoke of wheat.\n", "x.md", "markdown"),
        (b"<?xml version='1.0'?><TEI><text><body><p>Wheat.</p></body></text></TEI>", "x.txt", "tei"),
        (b"<!-- c --><html xmlns='http://www.w3.org/1999/xhtml'><body><p>Wheat.</p></body></html>", "x.xml", "html"),
        (b"<Secret> The Minister spoke of wheat.\n", "x.txt", "text"),
        (b"**Citation:**\n\n\"Talk\", May 4, 1962, Archive, A 1.\n\n**Credits:**\n\nNobody\n\n**Contents:**\n\nHe spoke of wheat.\n", "x.txt", "page"),
    ],
)  # fmt: skip
def test_the_format_is_told_from_the_content(raw: bytes, name: str, form: str) -> None:
    record = _one(raw, name)
    assert (record.format, record.id) == (form, name)


def test_line_ends_stay_as_they_are() -> None:
    assert _one(TALK.encode()).text == TALK


@pytest.mark.parametrize(
    ("codec", "said"),
    [
        ("utf-8", None),
        ("utf-8-sig", "byte order mark"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_encodings(codec: str, said: str | None) -> None:
    text = "Ålesund, 4 May 1962\n\nThe Minister – Café – said that he would buy wheat.\n"
    record = _one(text.encode(codec))
    assert record.text == text
    assert [said in remark for remark in record.remarks if said] == ([True] if said else [])


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf\n", "empty"),
        (b"a\0b" * 99, "binary"),
        (bytes(range(1, 32)) * 20, "binary"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "image"),
        (b"\xd0\xcf\x11\xe0" + b"x" * 50, "old Word"),
        (b"{\\rtf1 text}", "Rich Text"),
        (b"\x1f\x8b\x08" + b"x" * 50, "gzip"),
        ("The Minister said".encode("utf-16-le"), "UTF-16 without"),
        (b"\xff\xfe" + "Talk".encode("utf-16-le") + b"\x00", "UTF-16"),
        (b"a" * (TEXT_LIMIT + 1), "64 MB"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_bad_input_is_told_in_one_line(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason) as told:
        read_bytes(raw, "x", "folder/x")
    assert "\n" not in str(told.value)
    assert str(told.value).startswith("folder/x: ")
    assert told.value.advice


def test_paths_that_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(UnreadableSource, match="no such file"):
        read(tmp_path / "missing.txt")
    with pytest.raises(UnreadableSource, match="folder"):
        read(tmp_path)
    large = tmp_path / "large.txt"
    with large.open("wb") as file:
        file.truncate(FILE_LIMIT + 1)
    with pytest.raises(UnreadableSource, match="200 MB"):
        read(large)


@pytest.mark.skipif(os.geteuid() == 0, reason="the superuser may read every file")
def test_a_file_without_permission(tmp_path: Path) -> None:
    shut = tmp_path / "shut.txt"
    shut.write_text("wheat")
    shut.chmod(0)
    with pytest.raises(UnreadableSource, match="permission"):
        read(shut)


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    class Piped:
        buffer = io.BytesIO(TALK.encode())

    monkeypatch.setattr("sys.stdin", Piped())
    (record,) = read("-")
    assert (record.id, record.source, record.text) == ("-", "-", TALK)


def test_folders_are_walked_in_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a/c.txt", "a/.hidden", ".git/x.txt", "README.md", "LICENSE", "a/MANIFEST.tsv", "SOURCES.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("wheat")
    found = find_sources([str(tmp_path), "-", str(tmp_path / "README.md"), str(tmp_path / "b.txt")])
    assert [os.path.relpath(path, tmp_path) if path != "-" else path for path in found] == [
        "b.txt",
        "a/c.txt",
        "-",
        "README.md",
    ]
    missing = str(tmp_path / "missing")
    with pytest.raises(UnreadableSource, match="no such file"):
        read(find_sources([missing])[0])


def test_one_bad_file_never_stops_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a.txt").write_bytes(b"\0\1\2")
    (tmp_path / "b.txt").write_text(TALK)
    (tmp_path / "c.xml").write_text("<a>")
    (tmp_path / "d.md").write_text("wheat")

    def fail(*_: object) -> list[Record]:
        raise KeyError("unforeseen")

    monkeypatch.setattr("vermerk.reading.extract_formats.read_markdown", fail)
    readings = list(read_all(find_sources([str(tmp_path)])))
    assert [bool(reading.records) for reading in readings] == [False, True, False, False]
    report = Report()
    for reading in readings:
        report.count(reading)
    rows = dict(report.rows())
    assert (report.sources, len(report.unread)) == (4, 3)
    assert rows["sources read"].startswith("1 of 4")
    assert "line 1" in rows[f"unread: {tmp_path / 'c.xml'}"]
    assert "unforeseen" in rows[f"unread: {tmp_path / 'd.md'}"]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=200)
    | st.text(max_size=200).map(str.encode)
    | st.text("<>/abc !?&;#[]\n", max_size=60).map(str.encode)
)
def test_any_bytes_give_sound_records_or_one_clear_line(raw: bytes) -> None:
    try:
        records = read_bytes(raw, "x", "x")
    except UnreadableSource as error:
        told = str(error)
        records = []
    else:
        told = ""
    assert "\n" not in told
    if told:
        return
    assert records == read_bytes(raw, "x", "x")
    for record in records:
        ends = 0
        for passage in record.body:
            assert ends <= passage.start < passage.end
            passage.of(record.text)
            ends = passage.end
        for one in [*record.parts, *record.marks]:
            one.passage.of(record.text)


def test_the_real_records_of_every_make_are_read() -> None:
    folder = SHARED / "records"
    if not folder.exists():
        pytest.skip(f"{folder} is not there")
    sources = find_sources([str(folder / name) for name in ("frus", "rdcr", "seed", "web", "visits")])
    sources += find_sources([str(folder / "dfat")])[::100]
    report = Report()
    for reading in read_all(sources):
        report.count(reading)
    assert not report.unread
    assert report.sources == len(sources) > 200
