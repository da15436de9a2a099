"""From bytes to characters: what a file is, how it is encoded, and what is refused before it is read."""

from __future__ import annotations

import codecs
import re

from vermerk.model import UnreadableSource

MEGABYTE = 1024 * 1024
#: Largest file that is opened at all, and largest file of text or markup, in bytes.
FILE_LIMIT = 200 * MEGABYTE
TEXT_LIMIT = 64 * MEGABYTE
#: Formats told by their first bytes that hold no text to be read, with what to do about them.
SIGNATURES = (
    (b"\xd0\xcf\x11\xe0", "an old Word or Excel file", "save it as .docx"),
    (b"{\\rtf", "a Rich Text file", "save it as .docx or plain text"),
    (b"\x1f\x8b", "a gzip archive", "unpack it first"),
    (b"Rar!", "a RAR archive", "unpack it first"),
    (b"7z\xbc\xaf", "a 7-Zip archive", "unpack it first"),
    (b"\x89PNG", "an image", "run text recognition (OCR) on it first"),
    (b"\xff\xd8\xff", "an image", "run text recognition (OCR) on it first"),
    (b"GIF8", "an image", "run text recognition (OCR) on it first"),
    (b"II*\x00", "an image", "run text recognition (OCR) on it first"),
    (b"MM\x00*", "an image", "run text recognition (OCR) on it first"),
)
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)
CONTROL = frozenset(range(32)) - frozenset(b"\t\n\r\f\x1a\x1b") | {127}
CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?(?P<name>[\w.:-]{2,40})", re.IGNORECASE)
AS_UTF8 = "save the file as UTF-8 text"


def refuse_large(size: int, source: str, limit: int = FILE_LIMIT) -> None:
    """Refuse a file beyond the limit.

    Raises:
        UnreadableSource: the file is larger than ``limit`` bytes.
    """
    if size > limit:
        what = "text and markup are read" if limit == TEXT_LIMIT else "files are read"
        reason = f"{size / MEGABYTE:,.0f} MB are too much ({what} up to {limit // MEGABYTE} MB)"
        raise UnreadableSource(source, reason, "split it into its documents")


def refuse_foreign(raw: bytes, source: str) -> None:
    """Refuse what is empty, an image, an archive or another format without readable text.

    Raises:
        UnreadableSource: with what the file is and what to do.
    """
    if not raw.strip(b" \t\r\n\f\0\xef\xbb\xbf\xff\xfe"):
        raise UnreadableSource(source, "the file is empty", "check that it was saved or downloaded completely")
    for signature, what, advice in SIGNATURES:
        if raw.startswith(signature):
            raise UnreadableSource(source, f"this is {what}, not text", advice)


def decode(raw: bytes, source: str, *, declared: bool = False) -> tuple[str, tuple[str, ...]]:
    """Return the characters of a text file and what the reader should be told about its encoding.

    A byte order mark is no part of the text: offsets count from the character after it. Line ends stay as they
    are. ``declared`` looks for a charset that HTML declares. What is not UTF-8 and declares nothing is read as
    Windows-1252, where that has all its characters, else as ISO 8859-1.

    Raises:
        UnreadableSource: the bytes are no text, or not in the encoding that they promise.
    """
    for mark, codec, name in MARKS:
        if raw.startswith(mark):
            return _marked(raw[len(mark) :], codec, name, source)
    _refuse_binary(raw, source)
    try:
        return raw.decode("utf-8"), ()
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
    return _guessed(raw, line, declared=declared)


def _marked(raw: bytes, codec: str, name: str, source: str) -> tuple[str, tuple[str, ...]]:
    try:
        text = raw.decode(codec)
    except UnicodeDecodeError as error:
        reason = f"the byte order mark promises {name}, but byte {error.start + 1:,} does not fit"
        raise UnreadableSource(source, reason, AS_UTF8) from None
    if "\0" in text:
        raise UnreadableSource(source, "binary content (NUL characters)", "hand in a text file")
    return text, (f"{name} with a byte order mark, which is no part of the text: offsets count after it",)


def _refuse_binary(raw: bytes, source: str) -> None:
    head = raw[: 4 * MEGABYTE]
    if b"\0" in head:
        sample = head[:2000]
        half = len(sample) // 2
        if half > 3 and max(sample[::2].count(0), sample[1::2].count(0)) > 0.4 * half:
            raise UnreadableSource(source, "this looks like UTF-16 without a byte order mark", AS_UTF8)
        raise UnreadableSource(source, "binary content (NUL bytes), not text", "hand in a text file")
    sample = head[:65536]
    if sum(byte in CONTROL for byte in sample) > max(2, len(sample) // 50):
        raise UnreadableSource(source, "binary content (control characters), not text", "hand in a text file")


def _guessed(raw: bytes, line: int, *, declared: bool) -> tuple[str, tuple[str, ...]]:
    match = CHARSET.search(raw[:4096]) if declared else None
    if match is not None:
        name = match["name"].decode("ascii", "replace")
        try:
            return raw.decode(name), (f"read as {name}, as the page declares",)
        except (LookupError, UnicodeDecodeError):
            pass
    remark = f"not UTF-8 (from line {line}): read as {{}}, a guess; check accented letters"
    try:
        return raw.decode("cp1252"), (remark.format("Windows-1252"),)
    except UnicodeDecodeError:
        return raw.decode("latin-1"), (remark.format("ISO 8859-1"),)
