"""TEI P5: volumes of documents, single documents and articles; and lists of entries kept as other XML."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import msgspec
from lxml import etree

from vermerk.model import Description, Note, Part, PartKind, Passage, Record, UnreadableSource
from vermerk.reading.conversation import find_parts
from vermerk.reading.extract import Block, Extraction, in_order
from vermerk.reading.marks import find_marks
from vermerk.reading.participants import told_present
from vermerk.reading.tei_describing import describe_article, describe_document
from vermerk.reading.tei_heads import without_heads
from vermerk.reading.tei_text import PARTS, XML_ID, Walk, local, words_of

DOCTYPE = re.compile(rb"<!(?:DOCTYPE|ENTITY)\b")
DECLARES = (
    "the XML declares a document type or entities, which are not followed",
    "write the characters out and remove the DOCTYPE",
)
#: Kinds of blocks that are running text.
RUNNING = frozenset({"body"})
#: What opens a letter and, before a colon, looks like the name of a speaker.
SALUTATIONS = frozenset({"Sir", "Sirs", "Madam", "Gentlemen", "Excellency", "My Lord", "My Dear Sir", "Dear Sir"})
#: Words of the name and office of whoever gets the letter; a postscript with more than these says something.
ADDRESS = frozenset("of the to and for at in de la von van his her your esq hon near ad interim".split())
#: Fields of an entry that say about its keeping in a table, not about what it tells.
KEEPING = re.compile(r"^(?:id|created|modified|last-modified|updated|version)\b", re.IGNORECASE)
DAY = re.compile(r"\d{4}-\d\d-\d\d")


def parse_xml(raw: bytes, source: str) -> etree._Element:
    """Parse XML without document types, entities, external files or network.

    Raises:
        UnreadableSource: the XML is broken (with the line), is not in its encoding, or declares a document type.
    """
    plain = raw.replace(b"\0", b"") if raw.startswith((b"\xff\xfe", b"\xfe\xff")) else raw
    if DOCTYPE.search(re.sub(rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>", b"", plain, flags=re.DOTALL)):
        raise UnreadableSource(source, *DECLARES)
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
    )
    try:
        root = etree.fromstring(raw, parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as broken:
        raise UnreadableSource(source, *_told(broken)) from None
    if root.getroottree().docinfo.internalDTD is not None:  # one that was hidden from the search above
        raise UnreadableSource(source, *DECLARES)
    return root


def _told(broken: Exception) -> tuple[str, str]:
    line = getattr(broken, "lineno", None) or 1
    said = " ".join(str(getattr(broken, "msg", broken)).split()).split(", line ")[0]
    if "encod" in said.lower() or "not proper UTF-8" in said:
        return f"line {line} is not in the encoding that the XML declares", "save the file as UTF-8"
    return f"broken XML in line {line} ({said})", "correct that line in an XML editor"


def read_tei(raw: bytes, name: str, source: str) -> list[Record]:
    """Read XML into records: one a document of a volume, one an article, one an entry of a list.

    In a volume only the documents are read; its front matter, introductions and indexes are the editors'. The
    identifier carries ``#xml:id`` where one file holds several records.

    Raises:
        UnreadableSource: the XML is broken, nested too deeply, or holds no text.
    """
    root = parse_xml(raw, source)
    try:
        records = _distinct(_records(root, name, source))
    except RecursionError:
        raise UnreadableSource(source, "the XML is nested too deeply", "simplify its markup") from None
    records = [record for record in records if record.text]
    if not records:
        raise UnreadableSource(source, "the XML holds no text", "check that it is the right file")
    return records


def _distinct(records: Iterable[Record]) -> list[Record]:
    """Records with identifiers of their own, where the file gives one to several documents."""
    seen: Counter[str] = Counter()
    found: list[Record] = []
    for record in records:
        seen[record.id] += 1
        times = seen[record.id]
        found.append(record if times == 1 else msgspec.structs.replace(record, id=f"{record.id}-{times}"))
    return found


def _records(root: etree._Element, name: str, source: str) -> Iterator[Record]:
    documents = list(_documents(root))
    volume = _volume(root) if documents else None
    if documents:
        for at, element in enumerate(documents, start=1):
            yield _document(element, _identifier(element, name, at, len(documents)), source, volume)
        return
    texts = [e for e in root.iter() if local(e) == "text" and not any(local(a) == "text" for a in e.iterancestors())]
    if texts:
        for at, element in enumerate(texts, start=1):
            yield _article(element, _identifier(element, name, at, len(texts)), source)
        return
    entries = _entries(root)
    if entries:
        for at, element in enumerate(entries, start=1):
            yield _entry(element, _identifier(element, name, at, len(entries)), source)
        return
    yield _composed(root, name, source, Description(), None)


def _documents(root: etree._Element) -> Iterator[etree._Element]:
    """Divisions that are documents, outermost only."""
    for element in root.iter():
        if _is_document(element) and not any(_is_document(above) for above in element.iterancestors()):
            yield element


def _is_document(element: etree._Element) -> bool:
    return local(element).startswith("div") and element.get("type") == "document"


def _identifier(element: etree._Element, name: str, at: int, of: int) -> str:
    if of == 1:
        return name
    own = next((words_of(child) for child in element if local(child) == "id"), None)
    above = element.getparent()
    held = above.get(XML_ID) if above is not None and local(element) == "text" else None
    return f"{name}#{element.get(XML_ID) or held or element.get('id') or own or element.get('n') or at}"


def _document(element: etree._Element, id: str, source: str, volume: str | None) -> Record:
    record = _composed(element, id, source, Description(), volume)
    described, remarks = describe_document(element, record.notes, record.body, record.text)
    present = [part.passage.of(record.text) for part in record.parts if part.kind is PartKind.PRESENCE]
    if present and not described.participants:
        described = msgspec.structs.replace(described, participants=told_present(present))
    if element.get("subtype") == "editorial-note":
        remarks = (*remarks, "editorial note: the words are the editors', with quotations from documents")
    return msgspec.structs.replace(record, description=described, remarks=(*record.remarks, *remarks))


def _article(element: etree._Element, id: str, source: str) -> Record:
    above = element.getparent()
    return _composed(element, id, source, describe_article(element if above is None else above), None)


def _volume(root: etree._Element) -> str | None:
    """Title of the volume that holds a document, of several forms the complete one."""
    titles = [e for e in root.iter() if local(e) == "title" and local(e.getparent()) == "titleStmt"]
    whole = next((e for e in titles if e.get("type") == "complete"), titles[0] if titles else None)
    return words_of(whole) or None if whole is not None else None


def _composed(element: etree._Element, id: str, source: str, description: Description, volume: str | None) -> Record:
    """Draw the text of an element and tell its running text from what stands around it."""
    drawn = Extraction()
    walk = Walk(drawn, root=element)
    walk.inside(element, "body")
    text = drawn.finish()
    blocks = without_heads([_settled(block, text) for block in drawn.blocks], text)
    found = find_parts(text, [block.passage for block in blocks if block.kind in RUNNING])
    found = tuple(p for p in found if p.kind is not PartKind.SPEECH or (p.speaker or "") not in SALUTATIONS)
    headings = {p.passage.start for p in found if p.kind is PartKind.HEADING and not (p.label or "").endswith(":")}
    body = tuple(b.passage for b in blocks if b.kind in RUNNING and b.passage.start not in headings)
    marks = [mark for passage in body for mark in find_marks(text, passage.start, passage.end, set())]
    parts = [*_parts(blocks), *walk.headings(text), *found]
    return Record(
        id=id,
        source=source,
        format="tei",
        text=text,
        text_is_source=False,
        description=description,
        body=body,
        parts=tuple(sorted(parts, key=lambda part: (part.passage.start, -part.passage.end))),
        marks=in_order([*marks, *drawn.marks]),
        notes=_anchored(drawn.notes, len(text)),
        remarks=(f"from: {volume}",) if volume else (),
    )


def _anchored(notes: Sequence[Note], end: int) -> tuple[Note, ...]:
    return tuple(n if n.anchor is None or n.anchor <= end else msgspec.structs.replace(n, anchor=end) for n in notes)


def _settled(block: Block, text: str) -> Block:
    """A postscript is running text where it says something, and an address at the foot where it only names."""
    if block.kind != "postscript":
        return block
    spoken = [word for word in re.findall(r"\b[a-z]+\b", block.passage.of(text)) if word not in ADDRESS]
    return Block("body" if len(spoken) > 2 else "signature", block.passage)


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    """Neighbouring blocks of one kind as one part."""
    for kind, run in groupby(blocks, key=lambda block: block.kind):
        if kind in PARTS:
            passages = [block.passage for block in run]
            yield Part(PARTS[kind], Passage(passages[0].start, passages[-1].end))


def _entries(root: etree._Element) -> list[etree._Element]:
    """The entries of a list kept as XML: elements of one name whose children are fields without children."""
    children = list(root)
    alike = len({local(child) for child in children}) == 1
    flat = all(len(child) and not any(len(field) for field in child) for child in children)
    return children if children and alike and flat else []


def _entry(element: etree._Element, id: str, source: str) -> Record:
    """One entry of a list, its fields on one line in their order, parted by tabs; all of it is running text."""
    drawn = Extraction()
    dates: list[str] = []
    for field in element:
        words = words_of(field)
        if KEEPING.match(local(field)) or not words:
            continue
        drawn.cell()
        drawn.write(words, "body")
        dates += [words] if "date" in local(field) and DAY.fullmatch(words) else []
    text = drawn.finish()
    body = tuple(block.passage for block in drawn.blocks)
    event = "/".join(dict.fromkeys((min(dates), max(dates)))) if dates else None
    return Record(
        id=id,
        source=source,
        format="tei",
        text=text,
        text_is_source=False,
        description=Description(event_date=event),
        body=body,
        marks=in_order([m for p in body for m in find_marks(text, p.start, p.end, set())]),
    )
