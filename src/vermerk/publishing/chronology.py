"""A chronology as Markdown, HTML, a Word file with footnotes, or CSV."""

from __future__ import annotations

import csv
import html
import io
from collections.abc import Sequence

from vermerk.inquiry.chronology import Chronology, Line, note_of

COLUMNS = ("date", "day", "time", "kind", "parties", "words", "marks", "note", "statements", "dissent")


def title(found: Chronology) -> str:
    """The heading: whom the chronology is about."""
    parties = [name for name in (found.a, found.b) if name]
    return "Chronology" + (f": {' and '.join(parties)}" if parties else "")


def entry(line: Line) -> str:
    """A line's words with what a reader must know of them: planned, hearsay, denied, doubtful."""
    marks = f" [{', '.join(line.marks)}]" if line.marks else ""
    return f"“{line.words}”{marks}"


def notes(found: Chronology) -> list[str]:
    """The footnotes in order; a record is cited in full where it is first cited, and in short from then on."""
    known: set[str] = set()
    written = []
    for line in found.lines:
        written.append(note_of(line.sources, known))
        known |= {source.record for source in line.sources}
    return written


def to_markdown(found: Chronology) -> str:
    """Markdown with footnotes, as Pandoc and most note-taking programs read them."""
    lines = [f"# {title(found)}", ""]
    for number, line in enumerate(found.lines, 1):
        lines.append(f"- **{line.date}** ({line.kind}) {_escaped(entry(line))}[^{number}]")
    lines += ["", *(f"[^{number}]: {_escaped(note)}" for number, note in enumerate(notes(found), 1)), ""]
    lines.append(f"*{found.searched.words()}.*")
    return "\n".join(lines) + "\n"


def _escaped(words: str) -> str:
    for sign in "\\`*_#<>":
        words = words.replace(sign, "\\" + sign)
    return words


def to_html(found: Chronology) -> str:
    """A page of its own with linked footnotes; every word of a record is escaped."""
    told = html.escape(title(found))
    items, below = [], []
    for number, (line, note) in enumerate(zip(found.lines, notes(found), strict=True), 1):
        items.append(
            f'<dt><time>{html.escape(line.date)}</time></dt><dd class="{html.escape(line.kind)}">{html.escape(entry(line))}'
            f'<sup><a id="c{number}" href="#n{number}">{number}</a></sup></dd>'
        )
        below.append(f'<li id="n{number}">{html.escape(note)} <a href="#c{number}" aria-label="back">↩</a></li>')
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{told}</title></head><body>\n<h1>{told}</h1>\n'
        f"<dl>\n{chr(10).join(items)}\n</dl>\n<ol>\n{chr(10).join(below)}\n</ol>\n"
        f"<p>{html.escape(found.searched.words())}.</p>\n</body></html>\n"
    )


def to_csv(found: Chronology) -> str:
    """One row a line; lists are joined by semicolons."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for line in found.lines:
        writer.writerow([_cell(getattr(line, column)) for column in COLUMNS])
    return out.getvalue()


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, Sequence) and not isinstance(value, str):
        return "; ".join(str(v) for v in value)
    return str(value)


def to_docx(found: Chronology) -> bytes:
    """A Word file with real footnotes."""
    from docx import Document

    from vermerk.publishing.footnotes import Footnotes

    document = Document()
    document.add_heading(title(found), level=1)
    footnotes = Footnotes(document)
    for line, note in zip(found.lines, notes(found), strict=True):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{line.date}  ").bold = True
        paragraph.add_run(printable(entry(line)))
        footnotes.call(paragraph, printable(note))
    document.add_paragraph().add_run(f"{found.searched.words()}.").italic = True
    footnotes.write()
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def printable(words: str) -> str:
    """Words without the control characters that XML forbids."""
    return "".join(sign for sign in words if sign >= " " or sign in "\t\n")
