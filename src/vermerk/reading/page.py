"""Archive page text: the archive's own labelled blocks around a document with its own head."""

from __future__ import annotations

import re

import msgspec

from vermerk.model import Description, Part, PartKind, Passage, Record
from vermerk.reading.archive import split_reference
from vermerk.reading.dates import find_date
from vermerk.reading.describing import CONVERSATION, clean_title, describe
from vermerk.reading.document import Document, read_document
from vermerk.reading.paragraphs import folded, paragraphs_of
from vermerk.reading.plain import compose

LABELS = (
    "Citation|Summary|Credits|Original Language|Language|Contents|Associated (?:People|Places|Topics|Organizations)|Original Archive|"
    "Original Classification|Donors|Rights|Record ID|Subjects Discussed|Persistent Link|Type|Geographic Subject|Coverage|"
    "Document Information|Source|Description|Translation|Transcript|Original Scan|English Translation|English Transcription"
)
LABEL = re.compile(
    rf"^[ \t]*(?:#{{1,6}}[ \t]*|\*\*)?(?P<label>{LABELS})(?::\*\*|\*\*:|:|\*\*)?[ \t]*(?P<same>\S.*)?$", re.MULTILINE
)
NEEDED = {"citation", "credits", "original language", "contents", "summary", "source", "original archive"}
LANGUAGE_LINE = re.compile(r"^\s*(?:Translation|Transcript(?:ion)?|English)\s*[-–—]\s*(?P<language>\w+)\s*$")
TRANSLATED = re.compile(
    r"\bTranslated\s+(?:(?:for|from)\s+[^.<\"]+?\s+)?by\s+(?P<who>[^.<\"\n(]+?(?:\b[A-Z]\.\s?[^.<\"\n(]+)?)(?=\s*(?:[.<\"\n(]|$|https?:))"
)
ADDRESS = re.compile(r"<?(?P<url>https?://[^\s>]+)>?")
HOST = re.compile(
    r"(?:Digital Archive|Program Digital Archive|Archive(?:s)? Online|Collection|example records)\s*,\s*(?P<reference>.+?)"
    r"(?=\.\s+(?:Translated|Obtained|Contributed|Written|Published|Transcribed|Access(?:ed)?|Included|Donated|Republished|Edited)\b|\.?\s*<?https?:|\.\s*$|$)",
    re.DOTALL,
)


def is_page(text: str) -> bool:
    """True where a text carries at least two labelled blocks of an archive page."""
    labels = {m["label"].lower() for m in LABEL.finditer(text[:20_000])}
    return len(labels & NEEDED) >= 2


def read_page(text: str, name: str, source: str) -> list[Record]:
    """Read an archive page as one record; the archive's words are its description, the rest the document."""
    blocks = _blocks(text)
    start = _contents(text, blocks)
    document = read_document(text, start)
    title, dated = _opening(text, min((p.start for p, _ in blocks.values()), default=start))
    description = _description(text, blocks, document, title, dated)
    leading = _talk_title(text, document)
    parts = [Part(PartKind.DESCRIPTION, Passage(0, start))] if start else []
    return [
        compose(
            text,
            document,
            description,
            id=name,
            source=source,
            format="page",
            text_is_source=True,
            parts=parts,
            leading=leading,
        )
    ]


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
    for paragraph in paragraphs_of(text, start)[:2]:
        if LANGUAGE_LINE.match(paragraph.of(text)):
            start = paragraph.end
    return start


def _opening(text: str, before: int) -> tuple[str | None, str | None]:
    """Title and date that the page puts above its blocks."""
    title = dated = None
    for paragraph in paragraphs_of(text, 0, before):
        words = folded(paragraph.of(text))
        found = find_date(words)
        if found is not None and len(words) < 30:
            dated = dated or found[0]
        elif len(words) > 8 and title is None:
            title = words
    return title, dated


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
    cited = HOST.search(citation)
    reference = split_reference(cited["reference"].rstrip(" .,")) if cited else None
    if reference is not None and "," not in reference.whole:
        reference = None if len(reference.whole) > 120 else reference
    translator = TRANSLATED.search(citation) or TRANSLATED.search(text)
    address = ADDRESS.search(citation)
    body = own.author_body
    return msgspec.structs.replace(
        own,
        title=clean_title(title) or own.title,
        author_body=body,
        original_language=language.rstrip(".") if language else None,
        archive_reference=reference.whole if reference else own.archive_reference,
        repository=reference.repository if reference else own.repository,
        fonds=reference.fonds if reference else own.fonds,
        shelfmark=reference.shelfmark if reference else own.shelfmark,
        url=address["url"].rstrip(".") if address else None,
        credits=folded(blocks["credits"][1]) or None if "credits" in blocks else None,
        translator=translator["who"].strip() if translator else None,
        summary=folded(blocks["summary"][1]) or None if "summary" in blocks else None,
    )


def _talk_title(text: str, document: Document) -> tuple[Passage, ...]:
    """The document's own title where it tells of a talk: the talk itself is a statement of the record."""
    told = [p for p in document.titles if CONVERSATION.search(p.of(text)) and not p.of(text).lstrip().startswith("#")]
    return tuple(told[:1])
