"""TEI P5: volumes of documents and single documents, articles, and lists of visits kept as XML."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from vermerk.model import Description, Part, PartKind, Passage, Record, UnreadableSource
from vermerk.reading.conversation import find_parts
from vermerk.reading.marks import find_marks
from vermerk.reading.paragraphs import paragraphs_of
from vermerk.reading.tei_describing import describe_tei
from vermerk.reading.tei_text import TeiText, extract, leaves, local

XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
RUNNING = frozenset("p item ab quote row l salute postscript description label".split())
APART = frozenset(
    {
        "list:participants",
        "list:subject",
        "list:to",
        "list:from",
        "dateline",
        "closer",
        "signed",
        "head",
        "figure",
        "listBibl",
        "bibl",
    }
)
LISTS = {
    "list:participants": PartKind.PRESENCE,
    "closer": PartKind.SIGNATURE,
    "signed": PartKind.SIGNATURE,
}


def parse_xml(raw: bytes, source: str) -> etree._Element:
    """Parse XML without entities, external files or network.

    Raises:
        UnreadableSource: the XML is broken, or declares a document type of its own.
    """
    if b"<!DOCTYPE" in raw[:4096] or b"<!ENTITY" in raw[:65536]:
        raise UnreadableSource(
            source, "the XML declares entities or a document type", "remove the DOCTYPE and try again"
        )
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True
    )
    try:
        return etree.fromstring(raw, parser)
    except etree.XMLSyntaxError as broken:
        line = broken.lineno or 0
        raise UnreadableSource(source, f"broken XML in line {line}", "correct it with an XML editor") from None


def read_tei(raw: bytes, name: str, source: str) -> list[Record]:
    """Read XML: each document of a volume, an article as a whole, or each entry of a list.

    Raises:
        UnreadableSource: the XML is broken or holds no text.
    """
    root = parse_xml(raw, source)
    volume = _title(root)
    documents = [e for e in root.iter() if _is_document(e)]
    if documents:
        records = [_record(d, name, source, volume, many=len(documents) > 1) for d in documents]
    elif local(root) in {"TEI", "TEI.2", "teiCorpus"}:
        body = next((e for e in root.iter() if local(e) == "body"), root)
        records = [_record(body, name, source, volume, many=False, title=volume)]
    else:
        entries = [e for e in root if len(e)]
        records = [_entry(e, name, source) for e in entries] or [_record(root, name, source, None, many=False)]
    records = [record for record in records if record.text.strip()]
    if not records:
        raise UnreadableSource(source, "the XML holds no text", "check that it is the right file")
    return records


def _is_document(element: etree._Element) -> bool:
    return local(element) == "div" and element.get("type") == "document"


def _title(root: etree._Element) -> str | None:
    for element in root.iter():
        if local(element) == "title":
            return " ".join("".join(str(t) for t in element.itertext()).split()) or None
    return None


def _record(
    element: etree._Element, name: str, source: str, volume: str | None, *, many: bool, title: str | None = None
) -> Record:
    found = extract(element)
    body = tuple(_running(found))
    xml_id = element.get(XML_ID) or element.get("n")
    description = describe_tei(element, found, title)
    parts = [*_parts(found), *find_parts(found.text, body)]
    here = [mark for passage in body for mark in find_marks(found.text, passage.start, passage.end, set())]
    marks = sorted([*here, *found.marks], key=lambda m: (m.passage.start, -m.passage.end))
    return Record(
        id=f"{name}#{xml_id}" if many and xml_id else name,
        source=source,
        format="tei",
        text=found.text,
        text_is_source=False,
        description=description,
        body=body,
        parts=tuple(sorted(parts, key=lambda p: (p.passage.start, -p.passage.end))),
        marks=tuple(marks),
        notes=found.notes,
        remarks=(f"from: {volume}",) if volume and volume != description.title else (),
    )


def _running(found: TeiText) -> Iterator[Passage]:
    """Paragraphs of the running text: leaf blocks that are no heads, lists of names, dates or signatures."""
    apart = [
        b.passage
        for b in found.blocks
        if b.within & APART
        and b.tag in {"head", "closer", "signed", "dateline", "list", "figure", "bibl", "listBibl"}
        and (b.tag != "list" or b.within & {"list:participants", "list:subject", "list:to", "list:from"})
    ]
    for block in leaves(found.blocks):
        if block.tag in RUNNING and not block.within & APART:
            yield block.passage
    covered = [block.passage for block in leaves(found.blocks)]
    for block in found.blocks:
        if block.tag == "p" and not block.within & APART and block.passage not in covered:
            yield from _between(found.text, block.passage, [c for c in covered if block.passage.holds(c)], apart)


def _between(text: str, whole: Passage, inner: list[Passage], apart: list[Passage]) -> Iterator[Passage]:
    """What a paragraph says before, between and after the blocks inside it."""
    at = whole.start
    for passage in [*inner, Passage(whole.end, whole.end)]:
        for found in paragraphs_of(text, at, passage.start) if at < passage.start else []:
            if not any(a.overlaps(found) for a in apart):
                yield found
        at = max(at, passage.end)


def _parts(found: TeiText) -> Iterator[Part]:
    for block in found.blocks:
        if block.tag == "list" and "list:participants" in block.within:
            yield Part(PartKind.PRESENCE, block.passage)
        elif block.tag in {"closer", "signed"} and block.tag in LISTS:
            yield Part(PartKind.SIGNATURE, block.passage)
        elif block.tag == "head":
            first = block.passage.start == 0
            kind = PartKind.HEAD if first else PartKind.HEADING
            yield Part(kind, block.passage, label=block.passage.of(found.text))


def _entry(element: etree._Element, name: str, source: str) -> Record:
    """One entry of a list kept as XML (a visit): its fields in their order, the description as running text."""
    found = extract(element)
    fields = {local(child): " ".join("".join(str(t) for t in child.itertext()).split()) for child in element}
    number = fields.get("id") or element.get("id")
    first, last = fields.get("start-date"), fields.get("end-date")
    event = f"{first}/{last}" if first and last and first != last else first
    body = tuple(b.passage for b in leaves(found.blocks) if b.tag in {"description", "p"})
    title = ", ".join(filter(None, (fields.get("visitor"), fields.get("from")))) or None
    return Record(
        id=f"{name}#{number}" if number else name,
        source=source,
        format="tei",
        text=found.text,
        text_is_source=False,
        description=Description(title=title, event_date=event),
        body=body,
        notes=found.notes,
    )
