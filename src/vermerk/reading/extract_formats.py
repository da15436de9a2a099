"""From a file to its records: what it is, is found from its content; its name's ending decides where that is open."""

from __future__ import annotations

import re
import sys
from pathlib import Path, PurePosixPath

import msgspec

from vermerk.model import Record, UnreadableSource
from vermerk.reading.docx import read_docx
from vermerk.reading.extract_bytes import FILE_LIMIT, TEXT_LIMIT, decode, refuse_foreign, refuse_large
from vermerk.reading.html import read_html
from vermerk.reading.markdown import is_markdown, read_markdown
from vermerk.reading.page import is_page, read_page
from vermerk.reading.pdf import read_pdf
from vermerk.reading.plain import read_plain
from vermerk.reading.tei import read_tei

HTML = re.compile(
    r"\A\s*(?:<\?xml[^>]*\?>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|(?:html|head|body|main|article|section|header|div|p|h[1-6]|"
    r"table|ul|ol|meta|title|span|center|font)\b)",
    re.IGNORECASE | re.DOTALL,
)
XML = re.compile(
    r"\A\s*(?:<\?xml\b|(?:<!--.*?-->\s*|<\?.*?\?>\s*)*(?:<!DOCTYPE\s|<(?P<root>[A-Za-z_][\w.:-]*)(?:\s[^<>]*)?/?>))",
    re.DOTALL,
)


def read(path: str | Path) -> list[Record]:
    """Read a file, or standard input for ``-``, into its records (most files hold one, a TEI volume many).

    Raises:
        UnreadableSource: the file is missing, too large, empty, binary, broken or of a format that holds no text.
    """
    source = str(path)
    if source == "-":
        return read_bytes(_standard_input(), "-", "-")
    return read_bytes(_bytes_of(Path(path), source), Path(path).name, source)


def read_bytes(raw: bytes, name: str, source: str) -> list[Record]:
    """Read the bytes of a file into its records.

    ``name`` becomes the identifier of the record (``name#id`` where the file holds several); ``source`` is the
    path that records and errors show.

    Raises:
        UnreadableSource: see :func:`read`.
    """
    refuse_large(len(raw), source)
    refuse_foreign(raw, source)
    if b"%PDF-" in raw[:1024]:
        return read_pdf(raw, name, source)
    if raw.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return read_docx(raw, name, source)
    refuse_large(len(raw), source, TEXT_LIMIT)
    ending = PurePosixPath(name).suffix.lower()
    text, remarks = decode(raw, source, declared=b"<" in raw[:1024])
    if HTML.match(text) and not _is_tei(text):
        return read_html(raw, name, source)
    if _is_xml(text, ending):
        return read_tei(raw, name, source)
    return [_remarked(record, remarks) for record in _read_text(text, name, source, ending)]


def _read_text(text: str, name: str, source: str, ending: str) -> list[Record]:
    if is_page(text):
        return read_page(text, name, source)
    if is_markdown(text) or ending in {".md", ".markdown"}:
        return read_markdown(text, name, source)
    return read_plain(text, name, source)


def _remarked(record: Record, remarks: tuple[str, ...]) -> Record:
    return msgspec.structs.replace(record, remarks=(*record.remarks, *remarks)) if remarks else record


def _is_tei(text: str) -> bool:
    return "http://www.tei-c.org/ns/1.0" in text[:4000]


def _is_xml(text: str, ending: str) -> bool:
    """True for markup; plain text that opens with a word in angle brackets has no such end tag."""
    match = XML.match(text)
    if match is None:
        return ending in {".xml", ".tei"} and "<" in text[:4000]
    root = match["root"]
    return root is None or ending in {".xml", ".tei"} or f"</{root}" in text or text.rstrip().endswith("/>")


def _bytes_of(path: Path, source: str) -> bytes:
    try:
        if path.is_dir():
            raise UnreadableSource(
                source, "this is a folder", "name its files, or hand it to a command that walks folders"
            )
        size = path.stat().st_size
        refuse_large(size, source)
        with path.open("rb") as file:
            return file.read(FILE_LIMIT + 1)
    except FileNotFoundError:
        raise UnreadableSource(source, "there is no such file", "check the path") from None
    except PermissionError:
        raise UnreadableSource(source, "no permission to read it", "change its permissions") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise UnreadableSource(source, f"it cannot be opened ({reason})", "check the path and the disk") from None


def _standard_input() -> bytes:
    stream = getattr(sys.stdin, "buffer", None)
    if stream is None:
        raise UnreadableSource("-", "standard input holds no bytes", "pipe a file into the command")
    return bytes(stream.read(FILE_LIMIT + 1))
