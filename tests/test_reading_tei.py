"""TEI: order and completeness of the text, notes and page breaks, description, volumes and other XML."""

import json
from functools import lru_cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from vermerk.model import MarkKind, PartKind, Record, UnreadableSource
from vermerk.reading import read, read_bytes
from vermerk.reading.tei_describing import describe_document
from vermerk.reading.tei_people import read_participant
from vermerk.reading.tei_source import read_source
from vermerk.reading.tei_text import is_note, local

SHARED = Path(__file__).parents[2] / "shared"
HEADER = (
    "<TEI xmlns='http://www.tei-c.org/ns/1.0' xmlns:frus='http://history.state.gov/frus/ns/1.0'><teiHeader><fileDesc><titleStmt>"
    "<title type='short'>Short</title><title type='complete'>Papers on Distant Rivers, Volume III</title></titleStmt>"
    "</fileDesc></teiHeader><text><front><div type='preface'><p>The editors thank nobody.</p></div></front><body>"
)
FOOT = "</body><back><div type='index'><p>Index of rivers</p></div></back></text></TEI>"
VOLUME = (
    HEADER
    + """
<div type="chapter" xml:id="ch1"><head>Rivers</head>
<div type="document" xml:id="d1" n="1"><head><hi rend="italic">Mr. <persName type="from">Harrow</persName> to Mr.
 <persName type="to">Lindqvist</persName></hi>.</head>
 <note rend="inline" type="source">[Extract.]</note>
 <opener><dateline><hi rend="smallcaps">Legation of the Republic</hi>,<lb/><placeName>Trebizond,</placeName>
 <date when="1863-07-03"><hi rend="italic">July</hi> 3, 1863</date>.</dateline><seg>No. 11.]</seg></opener>
 <p><hi rend="smallcaps">Sir</hi>: The ferry was seized on the infor<pb n="61"/>mation of the customs house.</p>
 <closer><signed>JOHN P. HARROW.</signed></closer>
 <postscript><p>Hon. <hi>A. Lindqvist</hi>,<lb/><hi>Secretary of State</hi>.</p></postscript></div>
<div type="document" xml:id="d2" n="2"><note rend="inline" type="source">740.0011 Pacific War/939: Telegram</note>
 <head><hi>The Minister in Ruritania</hi> (<persName type="from">Frost</persName>) <hi>to the <gloss type="to">Secretary
 of State</gloss></hi></head>
 <opener><dateline><placeName>Strelsau</placeName>, <date when="1941-12-10T18:00:00">December 10, 1941—6 p.m.</date><lb/>[Received
 8:10 p.m.]</dateline></opener>
 <p>221. The Government resolved: <list><label>(1)</label><item>To close <choice><sic>teh</sic><corr>the</corr></choice> port.</item>
 <pb n="108"/><label>(2)</label><item><p>To recall its Minister.<note n="61" xml:id="d2fn1">Not printed.</note></p></item></list>
 It will act tomorrow.</p><closer><signed><hi>Frost</hi></signed></closer></div>
<div type="document" xml:id="d3" n="3" subtype="historical-document"><head>3. Memorandum of a Conversation Between the
 Ambassador of Ruritania (<persName>Rassendyll</persName>) and the Director of the Office of Alpine Affairs
 (<persName>Rockwell</persName>), Washington, June 20, 1958<note n="1" type="source">Source: Department of State, Central Files,
 783A.00/6–2058. Top Secret; Priority; Limit Distribution. Drafted by <persName>Rockwell</persName> and cleared by Weir. Repeated to
 Moscow, Cairo, and Beirut.</note></head>
 <dateline><placeName><hi>Washington</hi></placeName>, <date when="1958-06-20" type="conversation-or-meeting-date">June 20,
 1958</date></dateline>
 <list type="subject"><head>SUBJECT</head><item>The river</item></list>
 <list type="participants"><head>PARTICIPANTS</head><item>Ruritania<list><item>Rudolf <persName>Rassendyll</persName>, Ambassador</item>
 <item>The Minister of Mines</item></list></item><item>United States<list><item>Mr. Stuart W. <persName>Rockwell</persName>,
 <gloss>NE</gloss></item><item>Secretary <persName>Dulles</persName></item></list></item></list>
 <p>The Ambassador said [<hi>text not declassified</hi>] that nothing had changed.</p>
 <frus:attachment><head>Attachment</head><opener><dateline><placeName>Strelsau</placeName>, <date when="1958-01-01">January 1,
 1958</date></dateline></opener><p>We protest.</p><table><head>Tolls</head><row><cell>Ferry</cell><cell>Crowns</cell></row>
 <row><cell>Upper</cell><cell>12</cell></row></table></frus:attachment></div>
<div type="document" subtype="editorial-note" xml:id="d4" n="4"><head>4. Editorial Note</head><p>On June 21 the river rose.</p></div>
</div>"""
    + FOOT
)


@lru_cache
def volume() -> list[Record]:
    return read_bytes(VOLUME.encode(), "rivers.xml", "rivers.xml")


def _needs(path: Path) -> Path:
    if not path.exists():
        pytest.skip(f"{path} is not there")
    return path


def _outside_notes(element: etree._Element) -> str:
    """Words outside notes, of the preferred reading of a choice, without white space."""
    pieces = [element.text or ""]
    for child in element:
        skip = not local(child) or local(child) == "teiHeader" or is_note(child)
        skip = skip or (local(child) == "sic" and local(element) == "choice")
        pieces += [] if skip else [_outside_notes(child)]
        pieces.append(child.tail or "")
    return "".join("".join(pieces).split())


def _squeezed(text: str) -> str:
    return "".join(text.split())


def test_a_volume_gives_its_documents_with_their_ids_and_nothing_of_its_front_and_back() -> None:
    assert [record.id for record in volume()] == [f"rivers.xml#d{n}" for n in (1, 2, 3, 4)]
    assert not any("editors thank" in r.text or "Index of" in r.text for r in volume())
    assert all("from: Papers on Distant Rivers, Volume III" in r.remarks for r in volume())
    assert any("editorial note" in remark for remark in volume()[3].remarks)


def test_every_word_outside_the_notes_stands_in_the_text_in_its_order() -> None:
    root = etree.fromstring(VOLUME)
    documents = [e for e in root.iter() if e.get("type") == "document"]
    for element, record in zip(documents, volume(), strict=True):
        assert _squeezed(record.text) == _outside_notes(element)


@pytest.mark.parametrize("folder", ["frus", "rdcr"])
def test_no_word_of_the_real_records_is_lost(folder: str) -> None:
    for path in sorted(_needs(SHARED / "records" / folder).glob("*.xml")):
        (record,) = read(path)
        root = etree.parse(str(path), etree.XMLParser(remove_comments=True, remove_pis=True)).getroot()
        assert _squeezed(record.text) == _outside_notes(root), path.name


def test_gold_quotes_stand_in_the_real_documents() -> None:
    lines = _needs(SHARED / "truth" / "gold_dev.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row for row in map(json.loads, filter(str.strip, lines)) if row["record"].startswith("frus")]
    assert rows
    for row in rows:
        (record,) = read(SHARED / "records" / "frus" / row["record"])
        assert " ".join(row["quote"].split()) in " ".join(record.text.split())


def test_old_letter() -> None:
    letter = volume()[0]
    told = letter.description
    assert (told.title, told.author, told.place) == ("Mr. Harrow to Mr. Lindqvist", "Harrow", "Trebizond")
    assert (told.document_date, told.event_date, told.archive_reference) == ("1863-07-03", None, None)
    assert told.signatories == ("John P. Harrow",)
    assert [p.of(letter.text) for p in letter.body] == [
        "Sir: The ferry was seized on the information of the customs house."
    ]
    (turn,) = [m for m in letter.marks if m.kind is MarkKind.PAGE_BREAK]
    assert (turn.reading, letter.text[turn.passage.start :][:6]) == ("61", "mation")
    assert {p.kind for p in letter.parts} == {PartKind.HEAD, PartKind.SIGNATURE}


def test_telegram_with_a_list_inside_a_paragraph() -> None:
    telegram = volume()[1]
    assert [p.of(telegram.text) for p in telegram.body] == [
        "221. The Government resolved:",
        "(1) To close the port.",
        "(2) To recall its Minister.",
        "It will act tomorrow.",
    ]
    source, footnote = telegram.notes
    assert (source.kind, footnote.text, footnote.mark) == ("source", "Not printed.", "61")
    assert footnote.anchor is not None
    assert telegram.text[: footnote.anchor].endswith("recall its Minister.")
    (sic,) = [m for m in telegram.marks if m.kind is MarkKind.SIC]
    assert (sic.passage.of(telegram.text), sic.reading) == ("the", "teh")
    told = telegram.description
    assert (told.author, told.author_body) == ("Frost", None)
    assert (told.shelfmark, told.repository) == ("740.0011 Pacific War/939", None)


def test_conversation() -> None:
    talk = volume()[2]
    told = talk.description
    assert told.title is not None
    assert told.title.startswith("Memorandum of a Conversation Between")
    assert (told.event_date, told.document_date, told.place) == ("1958-06-20", "1958-06-20", "Washington")
    assert told.classification == "Top Secret; Limit Distribution"
    assert (told.repository, told.fonds, told.shelfmark) == ("Department of State", "Central Files", "783A.00/6–2058")
    assert told.author == "Rockwell"
    assert told.distribution == ("Moscow", "Cairo", "Beirut")
    shown = [(one.name, one.role, one.state) for one in told.participants]
    assert shown == [
        ("Rudolf Rassendyll", "Ambassador", "Ruritania"),
        (None, "Minister of Mines", "Ruritania"),
        ("Stuart W. Rockwell", "NE", "United States"),
        ("Dulles", "Secretary", "United States"),
    ]
    body = [p.of(talk.text) for p in talk.body]
    assert body == [
        "The Ambassador said [text not declassified] that nothing had changed.",
        "We protest.",
        "Ferry\tCrowns",
        "Upper\t12",
    ]
    assert any(m.kind is MarkKind.OMISSION for m in talk.marks)
    assert "Attachment" in {p.label for p in talk.parts if p.kind is PartKind.HEADING}


def test_real_memorandum_of_conversation() -> None:
    (record,) = read(_needs(SHARED / "records" / "frus" / "frus1961-63v19_d50.xml"))
    told = record.description
    assert (told.title, told.event_date, told.document_date) == (
        "Memorandum of Conversation",
        "1961-10-04",
        "1961-10-04",
    )
    assert (told.classification, told.author, told.repository) == ("Secret", "Gatch", "Kennedy Library")
    assert [one.name for one in told.participants] == [None, "Mohammed Hashim Maiwandwal", "Phillips Talbot"]
    assert told.participants[1].state == "Afghanistan"
    assert len(record.body) == 2


def test_real_telegram() -> None:
    (record,) = read(_needs(SHARED / "records" / "frus" / "frus1964-68v29p1_d41.xml"))
    told = record.description
    assert told.title == "Telegram From the Embassy in Korea to the Department of State"
    assert (told.document_date, told.event_date, told.place) == ("1965-04-27", None, "Seoul")
    assert (told.author_body, told.author, told.signatories) == ("Embassy in Korea", "Brown", ("Brown",))
    assert told.classification == "Top Secret; Exdis"
    assert (told.repository, told.fonds, told.shelfmark) == (
        "National Archives and Records Administration",
        "RG 59, Central Files 1964–66",
        "POL 27–3 VIET S",
    )
    assert told.distribution == ("White House", "Saigon for Lodge")


def test_real_article() -> None:
    (record,) = read(_needs(SHARED / "records" / "rdcr" / "finland.xml"))
    headings = [p for p in record.parts if p.kind is PartKind.HEADING]
    assert {"Summary", "Recognition", "Diplomatic Relations"} <= {p.label for p in headings}
    assert not any(p.of(record.text).startswith("Establishment of") for p in record.body)
    assert not any("Modern Flag" in p.of(record.text) for p in record.body)
    assert (record.description.author, record.description.document_date) == ("Horne", "2009-02")


def test_real_visits() -> None:
    records = read(_needs(SHARED / "records" / "visits" / "1870.xml"))
    assert [record.id for record in records] == ["1870.xml#2138", "1870.xml#2139"]
    for record in records:
        assert [p.of(record.text) for p in record.body] == [record.text]
    assert records[0].text.split("\t")[2:4] == ["King Kalakaua", "Hawaii"]
    assert records[0].description.event_date == "1874-12-12/1874-12-23"


@pytest.mark.parametrize(
    ("note", "classification", "whole"),
    [
        ("Source: Johnson Library, Country File, Korea, Vol. IV, January 1967 to August 1967. Top Secret; Priority; Exdis. Passed.",
         "Top Secret; Exdis", "Johnson Library, Country File, Korea, Vol. IV, January 1967 to August 1967"),
        ("Source: Department of State, Central Files, 601.00/1–155. No classification marking.", None,
         "Department of State, Central Files, 601.00/1–155"),
        ("Source: Eisenhower Library, Whitman File. The Secretary was in Bonn. Secret talks had begun.", None,
         "Eisenhower Library, Whitman File"),
        ("[Extract.]", None, None),
        ("Source: Ibid., Box 3. Secret.", "Secret", None),
        ("", None, None),
    ],
)  # fmt: skip
def test_source_notes(note: str, classification: str | None, whole: str | None) -> None:
    told = read_source(note)
    assert told.classification == classification
    assert (told.reference.whole if told.reference else None) == whole


@pytest.mark.parametrize(
    ("note", "drafter", "distribution"),
    [
        ("Source: A, B. Secret. Drafted on May 3 by William P. Bundy and cleared by Weir.", "William P. Bundy", ()),
        ("Source: A, B. Secret. Drafted in the Department.", None, ()),
        ("Source: A, B. Secret. Drafted by the Embassy. Also sent to the Department of Defense.", None, ("Department of Defense",)),
    ],
)  # fmt: skip
def test_drafters_and_copies(note: str, drafter: str | None, distribution: tuple[str, ...]) -> None:
    told = read_source(note)
    assert (told.drafter, told.distribution) == (drafter, distribution)


@pytest.mark.parametrize(
    ("item", "name", "role", "state"),
    [
        ("The Queen", None, "Queen", None),
        ("President <persName>Harrow</persName>", "Harrow", "President", None),
        ("The Honorable <persName>Ada Harrow</persName>, Secretary of Rivers", "Ada Harrow", "Secretary of Rivers", None),
        ("Anton F. <persName>Lindqvist</persName>, Ambassador of Ruritania", "Anton F. Lindqvist", "Ambassador of Ruritania", "Ruritania"),
        ("Director of Ferries-<persName>Ada Harrow</persName>", "Ada Harrow", "Director of Ferries", None),
        ("Interpreter: Mr. <persName>Weir</persName>", "Weir", "Interpreter", None),
        ("General Bliss", "Bliss", None, None),
        ("His Majesty Ivo <persName>Elphberg</persName>, King of Ruritania", "Ivo Elphberg", "King of Ruritania", "Ruritania"),
    ],
)  # fmt: skip
def test_participants(item: str, name: str | None, role: str | None, state: str | None) -> None:
    one = read_participant(etree.fromstring(f"<item>{item}</item>"))
    assert one is not None
    assert (one.name, one.role, one.state) == (name, role, state)


def test_items_that_name_nobody_are_no_participants() -> None:
    assert read_participant(etree.fromstring("<item>Listed on Page 4</item>")) is None
    assert read_participant(etree.fromstring("<item/>")) is None


@pytest.mark.parametrize(
    ("head", "author", "body"),
    [
        ("Memorandum From the Director of Ferries (Weir) to President Harrow", "Weir", None),
        ("Memorandum From Robert W. Weir of the National Ferry Council Staff to President Harrow", "Weir", "National Ferry Council Staff"),
        ("Letter From the Ambassador to France (Weir) to the Under Secretary of State (Ball)", "Weir", None),
        ("Telegram From the Legation in Ruritania to the Department of State", None, "Legation in Ruritania"),
        ("Paper Prepared in the Department of Rivers", None, "Department of Rivers"),
        ("The Chargé in Ruritania (Weir) to the Secretary of State", "Weir", None),
        ("Memorandum of Conversation, by the Secretary of State", None, None),
        ("Memorandum of a Conversation Between A and B, Department of State, June 3, 1958", None, None),
    ],
)  # fmt: skip
def test_who_sends(head: str, author: str | None, body: str | None) -> None:
    told, _ = describe_document(etree.fromstring(f"<div n='5'><head>5. {head}</head></div>"), (), (), "")
    assert (told.title, told.author, told.author_body) == (head, author, body)


def test_dates_of_the_markup() -> None:
    def told(dateline: str, attributes: str = "") -> tuple[str | None, tuple[str, ...]]:
        raw = f"<div n='1' {attributes}><head>1. Letter</head>{dateline}</div>"
        description, remarks = describe_document(etree.fromstring(raw), (), (), "")
        return description.document_date, remarks

    assert (
        told("<dateline><date from='1958-06-01' to='1958-06-03'>June 1–3</date></dateline>")[0]
        == "1958-06-01/1958-06-03"
    )
    unsure = "<dateline><date notBefore='1958-06-01' notAfter='1958-06-03'>undated</date></dateline>"
    assert told(unsure)[0] == "[1958-06-01..1958-06-03]"
    assert told("<dateline>Strelsau, June 2, 1958</dateline>")[0] == "1958-06-02"
    wrong = told("<dateline><date when='1958-06-02'>June 12, 1958</date></dateline>")
    assert wrong == ("1958-06-02", ("the dateline prints 1958-06-12, its markup says 1958-06-02",))
    day = "doc-dateTime-min='1958-06-02T00:00:00-05:00' doc-dateTime-max='1958-06-02T23:59:59-05:00'"
    assert told("", day)[0] == "1958-06-02"
    assert told("<dateline><date when='1958-13-77'>soon</date></dateline>")[0] is None


@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"<TEI><text>\n<body>\n<p>open</body></text></TEI>", "line 3"),
        (b"<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>", "document type"),
        (
            b"<?xml version='1.0'?><!-- " + b"x" * 9000 + b" --><!DOCTYPE a SYSTEM 'http://localhost/a.dtd'><a>b</a>",
            "document type",
        ),
        ("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode("utf-16"), "document type"),
        (b"<?p <!-- ?><!DOCTYPE a [<!ENTITY b 'c'>]><a c='&b;'>&b;</a><!-- -->", "document type"),
        (b"<a>&nbsp;</a>", "line 1"),
        (b"<?xml version='1.0' encoding='utf-8'?>\n<a>caf\xe9</a>", "encoding"),
        (b"<TEI><text><body><p> </p></body></text></TEI>", "holds no text"),
        (b"<a>" * 5000 + b"b" + b"</a>" * 5000, "line 1"),
    ],
)
def test_bad_xml_is_told_in_one_line(raw: bytes, reason: str) -> None:
    with pytest.raises(UnreadableSource) as told:
        read_bytes(raw, "x.xml", "x.xml")
    assert reason in str(told.value)
    assert "\n" not in str(told.value)


def test_documents_that_share_an_identifier_are_told_apart() -> None:
    twice = "<div type='document' xml:id='d1'><p>One.</p></div>" * 2
    records = read_bytes(f"<TEI><text><body>{twice}</body></text></TEI>".encode(), "x.xml", "x.xml")
    assert [record.id for record in records] == ["x.xml#d1", "x.xml#d1-2"]


def test_xml_with_a_byte_order_mark_and_in_utf_16() -> None:
    text = "<?xml version='1.0'?><TEI><text><body><p>Ålesund rose.</p></body></text></TEI>"
    for raw in (text.encode("utf-8-sig"), text.encode("utf-16")):
        (record,) = read_bytes(raw, "x.xml", "x.xml")
        assert record.text == "Ålesund rose."


INLINE = st.sampled_from(["hi", "persName", "gloss", "ref", "placeName"])
BLOCK = st.sampled_from(["p", "item", "head", "closer", "quote", "list", "div", "opener", "row", "postscript"])
WORDS = st.text(st.sampled_from("abZé \n\t[]().—1"), max_size=12)


@st.composite
def _tree(draw: st.DrawFn, depth: int = 0) -> str:
    if depth > 3 or draw(st.integers(0, 3)) == 0:
        return draw(WORDS) + draw(st.sampled_from(["", "", "<pb n='2'/>", "<note n='1'>aside</note>", "<lb/>"]))
    tag = draw(BLOCK | INLINE)
    return f"<{tag}>{''.join(draw(st.lists(_tree(depth + 1), max_size=4)))}</{tag}>"


@settings(max_examples=80, deadline=None)
@given(st.lists(_tree(), min_size=1, max_size=4))
def test_any_markup_keeps_every_word_and_gives_sound_passages(pieces: list[str]) -> None:
    raw = f"<TEI><text><body>{''.join(pieces)}</body></text></TEI>".encode()
    try:
        (record,) = read_bytes(raw, "x.xml", "x.xml")
    except UnreadableSource:
        assert not _outside_notes(etree.fromstring(raw))
        return
    assert _squeezed(record.text) == _outside_notes(etree.fromstring(raw))
    assert read_bytes(raw, "x.xml", "x.xml") == [record]
    assert_sound(record)


def assert_sound(record: Record) -> None:
    for one in [*record.parts, *record.marks]:
        one.passage.of(record.text)
    ends = 0
    for passage in record.body:
        assert ends <= passage.start < passage.end
        assert passage.of(record.text) == passage.of(record.text).strip()
        ends = passage.end
    assert all(note.anchor is None or 0 <= note.anchor <= len(record.text) for note in record.notes)
