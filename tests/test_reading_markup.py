"""HTML, PDF and DOCX: what is text and what is furniture, notes, pages, and what is refused."""

import io
import zipfile

import docx
import pytest
from docx.enum.text import WD_BREAK
from hypothesis import given, settings
from hypothesis import strategies as st

from vermerk.model import MarkKind, Record, UnreadableSource
from vermerk.reading import read_bytes

PAGE = """<!DOCTYPE html><html><head><title>Note | Site</title><link rel="canonical" href="https://example.org/n/7">
<style>p {color: red}</style></head><body><header>Archive of Rivers</header><nav><a href="/">Home</a></nav>
<div id="wrap"><main><h1>Note about a Conversation with Minister Orlov on 3 May 1962</h1>
<p>Strelsau, 4&nbsp;May 1962</p><p>Secret</p>
<p>The Minister said that the har&shy;vest <b>had</b>&nbsp;failed<sup><a href="#fn1" id="r1">1</a></sup> and that wheat would be
bought.</p><ul><li>From Canada.</li><li>From <i>Australia</i>.</li></ul>
<table><tr><th>Port</th><th>Tons</th></tr><tr><td><p>Upper</p></td><td>1,200</td></tr></table>
<pre>Line one
  line two</pre>
<script>var a = "never read";</script>
<ol><li id="fn1">1. By a third. <a href="#r1">↩</a></li></ol></main></div>
<footer>All rights reserved</footer></body></html>"""


def _page() -> Record:
    (record,) = read_bytes(PAGE.encode(), "note.html", "note.html")
    return record


def test_html_gives_the_main_text_block_by_block() -> None:
    record = _page()
    assert (record.format, record.text_is_source, record.id) == ("html", False, "note.html")
    for words in ("Archive of Rivers", "Home", "never read", "All rights", "By a third", "color"):
        assert words not in record.text
    assert "# Note about a Conversation with Minister Orlov on 3 May 1962\n\nStrelsau, 4 May 1962" in record.text
    assert "the harvest had failed1 and that wheat would be bought." in record.text
    assert "From Canada.\n\nFrom Australia." in record.text
    assert "Port\tTons\nUpper\t1,200" in record.text
    assert "Line one\nline two" in record.text


def test_html_notes_and_description() -> None:
    record = _page()
    (note,) = [n for n in record.notes if n.text]
    assert (note.text, note.mark) == ("By a third.", "1")
    assert note.anchor is not None
    assert record.text[: note.anchor].endswith("failed1")
    (call,) = [m for m in record.marks if m.kind is MarkKind.NOTE_CALL]
    assert call.passage.of(record.text) == "1"
    assert record.description.url == "https://example.org/n/7"
    assert record.description.document_date == "1962-05-04"


def test_html_without_marked_main_text_loses_no_paragraph() -> None:
    told = "".join(
        f"<p>The {n}th convoy left the harbour of Strelsau in the night without lights.</p>" for n in range(4, 20)
    )
    raw = f"<html><body><div class='menu'><p>Menu</p></div><div class='c'>{told}</div></body></html>".encode()
    (record,) = read_bytes(raw, "x.htm", "x.htm")
    assert record.text.count("convoy") == 16


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        (
            "<html><head><meta charset='windows-1251'></head><body><p>Посол сообщил</p></body></html>".encode("cp1251"),
            "Посол сообщил",
        ),
        ("<p>Café réuni</p>".encode("cp1252"), "Café réuni"),
        ("<html><body><p>Ålesund</p></body></html>".encode("utf-16"), "Ålesund"),
    ],
)
def test_html_in_other_encodings(raw: bytes, words: str) -> None:
    (record,) = read_bytes(raw, "x.html", "x.html")
    assert words in record.text
    assert record.remarks


def test_a_page_that_the_parser_would_cut_short_is_refused() -> None:
    deep = "<div>" * 2000 + "The Minister spoke." + "</div>" * 2000
    with pytest.raises(UnreadableSource, match="nested too deeply"):
        read_bytes(f"<html><body>{deep}</body></html>".encode(), "x.html", "x.html")


def pdf(pages: list[list[tuple[int, int, str]]], *, encrypted: bool = False) -> bytes:
    """A PDF with lines of text at (x, y) on each page."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", "", "<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>"]
    kids = []
    for lines in pages:
        stream = "BT /F1 10 Tf " + " ".join(f"1 0 0 1 {x} {y} Tm ({words}) Tj" for x, y, words in lines) + " ET"
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        kids.append(f"{len(objects) + 1} 0 R")
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {len(objects)} 0 R >>"
        )
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out, offsets = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, start=1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{words}\nendobj\n".encode("latin-1")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{offset:010} 00000 n \n".encode() for offset in offsets)
    lock = f"/Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <{'41' * 32}> /U <{'42' * 32}> >> /ID [<00> <00>] "
    trailer = f"<< /Size {len(objects) + 1} /Root 1 0 R {lock if encrypted else ''}>>"
    return out + f"trailer\n{trailer}\nstartxref\n{start}\n%%EOF\n".encode()


THREE = [
    [
        (60, 760, "Papers on Rivers, page 1"),
        (60, 700, "Strelsau, 4 May 1962"),
        (60, 670, "The Minister said that the govern-"),
        (60, 658, "ment would buy wheat and that the"),
        (60, 646, "non-"),
        (60, 40, "1"),
    ],
    [
        (60, 760, "Papers on Rivers, page 2"),
        (60, 700, "aligned states would be asked for ships."),
        (60, 670, "He added that the government had no money"),
        (60, 658, "left for the rail-"),
        (60, 646, "way to the coast."),
        (60, 40, "2"),
    ],
    [(60, 760, "Papers on Rivers, page 3"), (60, 700, "I thanked him."), (60, 640, "Harrow"), (60, 40, "3")],
]


def test_pdf_joins_lines_and_keeps_furniture_apart() -> None:
    (record,) = read_bytes(pdf(THREE), "talk.pdf", "talk.pdf")
    text = " ".join(record.text.split())
    assert "the government would buy wheat and that the non-aligned states would be asked for ships." in text
    assert "left for the rail-way to the coast." in text
    apart = [m.reading or "" for m in record.marks if m.kind is MarkKind.FURNITURE]
    assert sorted(apart) == ["1", "2", "3", *(f"Papers on Rivers, page {n}" for n in (1, 2, 3))]
    assert "Papers on" not in record.text
    breaks = [m for m in record.marks if m.kind is MarkKind.PAGE_BREAK]
    assert [m.reading for m in breaks] == ["1", "2", "3"]
    assert record.text[breaks[1].passage.start :].startswith("aligned")
    assert record.description.document_date == "1962-05-04"


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (pdf(THREE, encrypted=True), "encrypted"),
        (pdf([[], []]), "no text layer"),
        (b"%PDF-1.7\nnothing of a PDF follows", "broken"),
        (pdf(THREE)[:300], "broken"),
    ],
)
def test_bad_pdf(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read_bytes(raw, "x.pdf", "x.pdf")


def test_pdf_says_which_pages_are_silent() -> None:
    (record,) = read_bytes(pdf([THREE[0], [], THREE[2]]), "x.pdf", "x.pdf")
    assert any("page 2 of 3" in remark for remark in record.remarks)


FOOTNOTES = (
    '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
    '<w:footnote w:type="separator" w:id="-1"><w:p/></w:footnote>'
    '<w:footnote w:id="2"><w:p><w:r><w:t xml:space="preserve"> Not </w:t></w:r><w:r><w:t>sent.</w:t></w:r></w:p></w:footnote>'
    "</w:footnotes>"
)


def _docx() -> bytes:
    document = docx.Document()
    document.add_heading("Note about a Conversation with Minister Orlov on 3 May 1962", 0)
    document.add_paragraph("Strelsau, 4 May 1962")
    running = document.add_paragraph("The Minister ")
    running.add_run("said").bold = True
    running.add_run(" that wheat would be bought.NOTE")
    document.add_heading("Ships", 2)
    turned = document.add_paragraph()
    turned.add_run().add_break(WD_BREAK.PAGE)
    turned.add_run("He asked for ships.")
    table = document.add_table(2, 2)
    for cell, words in zip((c for row in table.rows for c in row.cells), ("Port", "Tons", "Upper", "12"), strict=True):
        cell.text = words
    plain = io.BytesIO()
    document.save(plain)
    packed = io.BytesIO()
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            raw = old.read(name)
            if name == "word/document.xml":
                call = b'</w:t><w:footnoteReference w:id="2"/><w:t>'
                raw = raw.replace(b"NOTE", call)
            new.writestr(name, raw)
        new.writestr("word/footnotes.xml", FOOTNOTES)
    return packed.getvalue()


def test_docx() -> None:
    (record,) = read_bytes(_docx(), "note.docx", "note.docx")
    assert record.format == "docx"
    assert "# Note about a Conversation" in record.text
    assert "The Minister said that wheat would be bought." in record.text
    assert "## Ships" in record.text
    assert "Port\tTons\nUpper\t12" in record.text
    (note,) = [n for n in record.notes if n.text == "Not sent."]
    assert note.anchor is not None
    assert record.text[: note.anchor].endswith("would be bought.")
    (turn,) = [m for m in record.marks if m.kind is MarkKind.PAGE_BREAK]
    assert (turn.reading, record.text[turn.passage.start :][:8]) == ("2", "He asked")


def _zip(**entries: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as new:
        for name, raw in entries.items():
            new.writestr(name.replace("__", "/").replace("_", "."), raw)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (_docx()[:2000], "broken"),
        (_zip(word__document_xml=b"<a>"), "broken"),
        (_zip(content_xml=b"<a/>"), "no DOCX"),
        (_zip(word__document_xml=b"<!DOCTYPE a><a/>"), "document type"),
        (_zip(word__document_xml=b" " * (300 * 1024 * 1024)), "unpack"),
        (b"PK\x03\x04 and then nothing", "broken"),
    ],
)
def test_bad_docx(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource, match=reason):
        read_bytes(raw, "x.docx", "x.docx")


TAGS = st.sampled_from("p div h2 ul li table tr td b a nav pre br section sup".split())
WORDS = st.text(st.sampled_from("abZé \n\t.1"), max_size=10)


@st.composite
def _tree(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 3 or draw(st.integers(0, 3)) == 0:
        return draw(WORDS)
    tag = draw(TAGS)
    return f"<{tag}>{''.join(draw(st.lists(_tree(depth + 1), max_size=4)))}</{tag}>"


@settings(max_examples=60, deadline=None)
@given(st.lists(_tree(), max_size=4))
def test_any_html_gives_sound_passages(pieces: list[str]) -> None:
    raw = f"<html><body>{''.join(pieces)}</body></html>".encode()
    try:
        (record,) = read_bytes(raw, "x.html", "x.html")
    except UnreadableSource:
        return
    _sound(record)
    assert read_bytes(raw, "x.html", "x.html") == [record]


def _sound(record: Record) -> None:
    """Paragraphs in order, not overlapping, trimmed; every part and mark inside the text."""
    ends = 0
    for passage in record.body:
        assert ends <= passage.start < passage.end
        assert passage.of(record.text).strip()
        ends = passage.end
    for one in [*record.parts, *record.marks]:
        one.passage.of(record.text)


LINES = st.lists(
    st.text(alphabet="abc XYZ.,:12[]()", min_size=1, max_size=40).filter(str.strip), min_size=1, max_size=5
)


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_any_docx_gives_sound_passages(paragraphs: list[list[str]]) -> None:
    document = docx.Document()
    for lines in paragraphs:
        document.add_paragraph("\n".join(lines))
    written = io.BytesIO()
    document.save(written)
    (record,) = read_bytes(written.getvalue(), "x.docx", "x.docx")
    _sound(record)
    for word in {word for lines in paragraphs for line in lines for word in line.split()}:
        assert word in record.text


@settings(max_examples=25, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=3))
def test_any_pdf_gives_sound_passages(pages: list[list[str]]) -> None:
    raw = pdf([[(72, 700 - 20 * n, line) for n, line in enumerate(lines)] for lines in pages])
    try:
        (record,) = read_bytes(raw, "x.pdf", "x.pdf")
    except UnreadableSource:
        return
    _sound(record)
    breaks = [mark for mark in record.marks if mark.kind is MarkKind.PAGE_BREAK]
    assert len(breaks) <= len(pages)
