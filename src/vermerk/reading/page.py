"""Archive page text: the archive's own labelled blocks around a document with its own head.

Two layouts are read. In the one the blocks stand above the document and "Contents" opens it; in the other the
document stands between the archive's title and a list of fields that "Document Information" heads.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

import msgspec

from vermerk.model import Description, Mark, Note, Part, PartKind, Passage, Record
from vermerk.reading.archive import Reference, split_reference
from vermerk.reading.authors import CONVERSATION, DIARY
from vermerk.reading.composing import compose
from vermerk.reading.dates import find_date
from vermerk.reading.describing import clean_title, describe
from vermerk.reading.document import Document, read_document
from vermerk.reading.paragraphs import folded, lines_of, paragraphs_of

LABELS = (
    "Citation|Summary|Credits|Original Language|Language|Contents|Associated (?:People|Places|Topics|Organizations)|Original Archive|"
    "Original Classification|Donors|Rights|Record ID|Subjects Discussed|Persistent Link|Type|Geographic Subject|Coverage|"
    r"Document Information|Source|Description|Translation|Transcript|Original Scan|English Translation|English Transcription|Author\(s\)|"
    "Related Documents|Original Uploaded Date|Creator"
)
LABEL = re.compile(
    rf"^[ \t]*(?:#{{1,6}}[ \t]*|\*\*)?(?P<label>{LABELS})(?::\*\*|\*\*:|:|\*\*)?[ \t]*(?P<same>\S.*)?$", re.MULTILINE
)
NEEDED = {"citation", "credits", "original language", "contents", "summary", "source", "original archive"}
TRAILING = {
    "document information",
    "author(s)",
    "rights",
    "associated places",
    "subjects discussed",
    "associated topics",
}
LANGUAGE_LINE = re.compile(
    r"^\W*(?:(?:Translation|Transcript(?:ion)?|English)\s*[-–—]\s*\w+|(?:English|Original) (?:Translation|Transcript(?:ion)?|HTML)|"
    r"(?:Scan of )?Original (?:Document|Scan))(?:\s*\(PDF\))?\W*$",
    re.IGNORECASE,
)
TRANSLATED = re.compile(
    r"\b(?:Translat(?:ed|ion)|translat(?:ed|ion))\s+(?:(?:for|from)\s+[^.<\"]+?\s+)?by\s+(?:NKIDP by\s+)?"
    r"(?P<who>[^.<\"\n(]+?(?:\b[A-Z]\.\s?[^.<\"\n(]+)?)(?=\s*(?:[.<\"\n(;]|$|https?:))"
)
ADDRESS = re.compile(r"<?(?P<url>https?://[^\s>]+)>?")
ENDS = (
    r"(?:Translat|Obtain|Contribut|Written|Publish|Transcrib|Access|Includ|Donat|Republish|Edit|Provid|Procur|Copy|Document obtained|"
    r"Gift|Courtesy|See|Available)"
)
HOST = re.compile(
    r"(?:Digital Archive|Program Digital Archive|Archive(?:s)? Online|Collection|example records)\s*,\s*(?P<reference>.+?)"
    rf"(?=\.\s+{ENDS}|;\s*(?i:{ENDS})|\.?\s*<?https?:|\.\s*$|$)",
    re.DOTALL,
)
CITED_END = re.compile(rf"\.\s+(?={ENDS})|;\s*(?=(?i:{ENDS}))|\.?\s*<?https?:")
SUPPORT = re.compile(r"^This document was made possible with support from .+$", re.MULTILINE)


def is_page(text: str) -> bool:
    """True where a text carries an archive's labelled blocks, above the document or after it."""
    labels = {m["label"].lower() for m in LABEL.finditer(text[:20_000])}
    if len(labels & NEEDED) >= 2 and labels & {"citation", "contents", "original language", "credits"}:
        return True
    return _trailing_at(text) is not None


def read_page(text: str, name: str, source: str) -> list[Record]:
    """Read an archive page as one record; the archive's words are its description, the rest the document."""
    return [page_record(text, id=name, source=source, format="page", text_is_source=True)]


def page_record(
    text: str,
    *,
    id: str,
    source: str,
    format: str,
    text_is_source: bool,
    marks: Sequence[Mark] = (),
    notes: Sequence[Note] = (),
    remarks: Sequence[str] = (),
) -> Record:
    """Make a record of an archive page's text, whatever the file it came from."""
    trailing = _trailing_at(text)
    if trailing is None:
        blocks = _blocks(text)
        start, end = _contents(text, blocks), len(text)
        title, dated, _ = _opening(text, min((p.start for p, _ in blocks.values()), default=start))
    else:
        title, dated, start = _opening(text, trailing)
        end, blocks = _trailing(text, start, trailing)
    document = read_document(text, start, end, known=[title or ""])
    description = _description(text, blocks, document, title, dated)
    parts = [Part(PartKind.DESCRIPTION, Passage(0, start))] if start else []
    parts += [Part(PartKind.DESCRIPTION, Passage(end, len(text)))] if text[end:].strip() else []
    return compose(
        text,
        document,
        description,
        id=id,
        source=source,
        format=format,
        text_is_source=text_is_source,
        marks=marks,
        notes=notes,
        parts=parts,
        remarks=[*remarks, *_contradictions(dated, description)],
        leading=_talk_title(text, document),
    )


def _blocks(text: str) -> dict[str, tuple[Passage, str]]:
    """Each labelled block: where it stands, and its words."""
    found = list(LABEL.finditer(text))
    blocks: dict[str, tuple[Passage, str]] = {}
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        label = match["label"].lower()
        if label in blocks:
            continue
        words = text[match.start("same") if match["same"] else match.end() : end]
        blocks[label] = (Passage(match.start(), end), words)
        if label == "contents":
            break
    return blocks


def _contents(text: str, blocks: dict[str, tuple[Passage, str]]) -> int:
    """Where the document itself begins."""
    if "contents" in blocks:
        passage = blocks["contents"][0]
        start = text.index("\n", passage.start) + 1 if "\n" in text[passage.start :] else passage.end
    else:
        last = max(blocks.values(), key=lambda block: block[0].start)[0]
        first = paragraphs_of(text, last.start, last.end)
        start = first[1].end if len(first) > 1 else last.end
    for paragraph in paragraphs_of(text, start)[:3]:
        if LANGUAGE_LINE.match(paragraph.of(text)):
            start = paragraph.end
    return start


def _trailing_at(text: str) -> int | None:
    """Where the list of fields after a document begins, if the page has its fields there."""
    found = [m for m in LABEL.finditer(text) if m["label"].lower() in TRAILING | {"source"}]
    named = {m["label"].lower() for m in found}
    if "document information" not in named or not named & {"source", "rights"}:
        return None
    heading = max(m.start() for m in found if m["label"].lower() == "document information")
    if heading < len(text) // 4:
        return None
    return min(m.start() for m in found if heading - 600 < m.start() <= heading)


def _trailing(text: str, start: int, fields: int) -> tuple[int, dict[str, tuple[Passage, str]]]:
    """The end of the document and the fields after it; the paragraph before the fields is the archive's summary."""
    blocks: dict[str, tuple[Passage, str]] = {}
    found = list(LABEL.finditer(text, fields))
    for at, match in enumerate(found):
        end = found[at + 1].start() if at + 1 < len(found) else len(text)
        blocks.setdefault(match["label"].lower(), (Passage(match.start(), end), text[match.end() : end]))
    if "source" in blocks:
        blocks["citation"] = (blocks["source"][0], f"Digital Archive, {folded(blocks['source'][1])}")
    support = SUPPORT.search(text, start, fields)
    if support:
        blocks["credits"] = (Passage(support.start(), support.end()), support.group())
    paragraphs = paragraphs_of(text, start, fields)
    if len(paragraphs) < 2:
        return fields, blocks
    blocks["summary"] = (paragraphs[-1], paragraphs[-1].of(text))
    return paragraphs[-1].start, blocks


def _opening(text: str, before: int) -> tuple[str | None, str | None, int]:
    """Title and date that the page puts above, and where they end."""
    title = dated = None
    end = 0
    for paragraph in (line for one in paragraphs_of(text, 0, before)[:12] for line in _date_apart(text, one)):
        words = folded(paragraph.of(text))
        found = find_date(words)
        if found is not None and len(words) < 30:
            dated = dated or found[0]
        elif len(words) > 8 and not re.match(
            r"(?:Skip to|Digital Archive|International History|digitalarchive)", words
        ):
            title = words
        if title is not None or found is not None:
            end = paragraph.end
        if title is not None:
            support = SUPPORT.search(text, end, before)
            return title, dated, support.end() if support and support.start() - end < 4 else end
    return title, dated, end


def _date_apart(text: str, paragraph: Passage) -> list[Passage]:
    """A paragraph, its first line apart where that is a date above a title."""
    first, *rest = lines_of(text, paragraph)
    if rest and len(first) < 30 and find_date(folded(first.of(text))) is not None:
        return [first, Passage(rest[0].start, paragraph.end)]
    return [paragraph]


def _description(
    text: str, blocks: dict[str, tuple[Passage, str]], document: Document, title: str | None, dated: str | None
) -> Description:
    """The document's own description, completed by the archive's blocks."""
    citation = folded(blocks["citation"][1]) if "citation" in blocks else ""
    language = folded(blocks["original language"][1]) if "original language" in blocks else None
    quoted = re.match(r"[\"“'‘](?P<title>.+?),?[\"”'’],?\s", citation)
    own = describe(
        text, document, title=title or (quoted["title"] if quoted else None) or document.title, fallback_date=dated
    )
    if dated and DIARY.search(title or ""):  # the page dates the entry, the head of a journal its sending
        own = msgspec.structs.replace(own, document_date=dated)
    reference = _cited(citation)
    translator = TRANSLATED.search(citation) or TRANSLATED.search(text)
    address = ADDRESS.search(citation)
    return msgspec.structs.replace(
        own,
        title=clean_title(title) or own.title,
        original_language=language.rstrip(".") if language else None,
        archive_reference=reference.whole if reference else own.archive_reference,
        repository=reference.repository if reference else own.repository,
        fonds=reference.fonds if reference else own.fonds,
        shelfmark=reference.shelfmark if reference else own.shelfmark,
        url=address["url"].rstrip(".") if address else None,
        credits=folded(blocks["credits"][1]) or None if "credits" in blocks else None,
        translator=translator["who"].strip(" ,") if translator else None,
        summary=folded(blocks["summary"][1]) or None if "summary" in blocks else None,
    )


def _cited(citation: str) -> Reference | None:
    """The archive reference of a citation, after the name of the digital archive."""
    cited = HOST.search(citation)
    words = cited["reference"] if cited else _after_host(citation)
    if not words:
        return None
    reference = split_reference(words.rstrip(" .,"))
    return None if "," not in reference.whole and len(reference.whole) > 120 else reference


def _after_host(citation: str) -> str | None:
    """What a citation gives after title, date and the name of the collection that shows the document.

    The collection's name is the first piece after the date, unless that is already the archive's: a piece with figures,
    of a single word, or the only one there is.
    """
    for quote in re.finditer(r"[\"“”'’]{1,2}\s*,?\s+", citation):
        rest = citation[quote.end() :]
        dated = find_date(rest[:40])
        if dated is None or dated[1].start > 12:
            continue
        kept = CITED_END.split(rest[dated[1].end :].lstrip(" ,.]"))[0]
        first, _, after = kept.partition(",")
        hosted = bool(after.strip()) and len(first.split()) > 1 and not re.search(r"\d", first)
        return (after if hosted else kept).strip(" ,.") or None
    return None


def _contradictions(dated: str | None, description: Description) -> list[str]:
    """Say so where the archive dates the document otherwise than its own head."""
    written = description.document_date
    if not dated or not written or written.startswith(dated) or dated.startswith(written):
        return []
    return [f"the archive dates it {dated}, the document {written}"]


def _talk_title(text: str, document: Document) -> tuple[Passage, ...]:
    """The document's own title where it tells of a talk: the talk itself is a statement of the record."""
    told = [p for p in document.titles if CONVERSATION.search(p.of(text)) and not p.of(text).lstrip().startswith("#")]
    return tuple(told[:1])
