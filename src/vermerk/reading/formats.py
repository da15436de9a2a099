"""Telling a source's format from its content, and its encoding from its bytes."""

from __future__ import annotations

import re

import msgspec

from vermerk.model import Record, UnreadableSource
from vermerk.reading.docx import read_docx
from vermerk.reading.html import read_html
from vermerk.reading.markdown import is_markdown, read_markdown
from vermerk.reading.page import is_page, read_page
from vermerk.reading.pdf import read_pdf
from vermerk.reading.plain import read_plain
from vermerk.reading.tei import read_tei

HTML = re.compile(rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<html)\b", re.IGNORECASE | re.DOTALL)
XML = re.compile(rb"^\s*(?:<\?xml\b|<!DOCTYPE\b|<[A-Za-z][\w:.-]*[\s/>])")
MARKUP_START = re.compile(rb"^\s*<(?:div|p|body|head|article|section|h[1-6]|table)\b", re.IGNORECASE)


def read_bytes(raw: bytes, name: str, source: str) -> list[Record]:
    """Read the bytes of one source into its records.

    Raises:
        UnreadableSource: empty, binary, broken or encrypted, with what to do about it.
    """
    if not raw.strip():
        raise UnreadableSource(source, "it is empty", "check that it was copied whole")
    if raw.startswith(b"%PDF"):
        return read_pdf(raw, name, source)
    if raw.startswith(b"PK\x03\x04"):
        return read_docx(raw, name, source)
    plain = raw.removeprefix(b"\xef\xbb\xbf")
    if HTML.match(plain[:4096]) or (MARKUP_START.match(plain) and not name.lower().endswith(".xml")):
        return read_html(raw, name, source)
    if XML.match(plain):
        return read_tei(plain, name, source)
    text, remark = decode(raw, source)
    if not text.strip():
        raise UnreadableSource(source, "it holds no text", "check that it was copied whole")
    if is_page(text):
        records = read_page(text, name, source)
    elif is_markdown(text):
        records = read_markdown(text, name, source)
    else:
        records = read_plain(text, name, source)
    if remark is None:
        return records
    return [msgspec.structs.replace(record, remarks=(*record.remarks, remark)) for record in records]


def decode(raw: bytes, source: str) -> tuple[str, str | None]:
    """The text of bytes, and a remark where the encoding had to be guessed.

    Raises:
        UnreadableSource: the bytes are no text.
    """
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw.decode("utf-16"), "the text is UTF-16"
        except UnicodeDecodeError:
            raise UnreadableSource(source, "the text is broken UTF-16", "save it as UTF-8") from None
    if raw.startswith(b"\xef\xbb\xbf"):
        raw = raw[3:]
    if b"\x00" in raw or _looks_binary(raw):
        raise UnreadableSource(source, "it is binary, not text", "give a text, TEI, HTML, PDF or DOCX file")
    try:
        return raw.decode("utf-8"), None
    except UnicodeDecodeError as broken:
        guess = raw.decode("cp1252", errors="replace")
        if guess.count("\ufffd") > len(guess) / 100:
            raise UnreadableSource(source, "its encoding is not known", "save it as UTF-8") from None
        return guess, f"not UTF-8 (byte {broken.start}); read as Windows-1252, so accents may be wrong"


def _looks_binary(raw: bytes) -> bool:
    """True where control characters make up more than a hundredth of the beginning."""
    beginning = raw[:4096]
    controls = sum(byte < 9 or 13 < byte < 32 for byte in beginning)
    return controls > max(2, len(beginning) / 100)
