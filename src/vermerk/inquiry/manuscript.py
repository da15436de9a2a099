"""A manuscript to be checked: its text, and the quotations in it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from vermerk.model import BadRequest

# Between marks nothing stands but one paragraph: a mark that was left open spoils no more than that.
SPAN = r"(?:[^{marks}\n]|\n(?!\s*\n)){{2,1600}}"
QUOTED = re.compile(
    "|".join(
        (
            "“(" + SPAN.format(marks="“”") + ")”",
            "„(" + SPAN.format(marks="„“”") + ")[“”]",
            "[«»](" + SPAN.format(marks="«»") + ")[«»]",
            '(?<!\\w)"(' + SPAN.format(marks='"') + ')"(?!\\w)',
        )
    )
)
BLOCK = re.compile(r"(?:^>[^\n]*\n?)+", re.M)
WORD = re.compile(r"\w+")


def manuscript(path: Path) -> str:
    """The text of a manuscript, notes included.

    Raises:
        BadRequest: it is missing, of another form, empty, or no text.
    """
    if not path.is_file():
        raise BadRequest(str(path), "no such file", "name a .md, .txt or .docx file")
    if path.suffix.lower() == ".docx":
        text = _docx(path)
    elif path.suffix.lower() not in {".md", ".txt", ".markdown", ".text"}:
        raise BadRequest(str(path), "is of a form that cannot be checked", "save it as .docx, .md or .txt")
    else:
        text = _plain(path)
    if not text.strip():
        raise BadRequest(str(path), "holds no text", "check the file")
    return text


def _plain(path: Path) -> str:
    try:
        content = path.read_bytes()
    except OSError as error:
        raise BadRequest(str(path), f"cannot be opened ({error.strerror})", "check the file") from None
    if b"\0" in content[:4096]:
        raise BadRequest(str(path), "is no text", "save it as .docx, .md or .txt")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("cp1252", errors="replace")


def _docx(path: Path) -> str:
    """Paragraphs of a Word file one a line, its footnotes and endnotes behind them."""
    from zipfile import BadZipFile, ZipFile

    from lxml import etree

    word = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    lines: list[str] = []
    try:
        with ZipFile(path) as archive:
            held = set(archive.namelist())
            for part in ("word/document.xml", "word/footnotes.xml", "word/endnotes.xml"):
                if part in held:
                    for paragraph in etree.fromstring(archive.read(part), parser).iter(f"{word}p"):
                        lines.append(
                            "".join(
                                " " if node.tag in {f"{word}tab", f"{word}br"} else node.text or ""
                                for node in paragraph.iter(f"{word}t", f"{word}tab", f"{word}br")
                            )
                        )
    except (BadZipFile, etree.XMLSyntaxError, OSError):
        raise BadRequest(str(path), "is no Word file that can be read", "save it again as .docx") from None
    return "\n\n".join(lines)


def line_of(text: str, place: int) -> int:
    """The line of a place in a text, from 1."""
    return text.count("\n", 0, place) + 1


def quotations(text: str) -> Iterator[tuple[int, str]]:
    """Quotations of a text with their places: between quotation marks, and Markdown's block quotations."""
    taken: list[tuple[int, int]] = []
    for found in BLOCK.finditer(text):
        words = re.sub(r"^> ?", "", found.group(), flags=re.M).strip()
        taken.append(found.span())
        if words:
            yield found.start(), words.strip('“”"„«» \n')
    for found in QUOTED.finditer(text):
        if not any(first <= found.start() < last for first, last in taken):
            words = next(group for group in found.groups() if group is not None)
            if len(WORD.findall(words)) >= 2:
                yield found.start(), words
