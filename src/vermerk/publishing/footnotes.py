"""Real footnotes in a Word file: the part that python-docx does not write (ECMA-376, part 1, 17.11)."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/footnotes"
SEPARATORS = (
    '<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
)


class Footnotes:
    """The footnotes of one document, written into it when all are called."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._notes: list[str] = []

    def call(self, paragraph: Any, words: str) -> None:
        """Put a call behind a paragraph's words and keep the note for :meth:`write`."""
        from docx.oxml import OxmlElement
        from docx.oxml.ns import qn

        self._notes.append(words)
        run = paragraph.add_run()
        run.font.superscript = True
        reference = OxmlElement("w:footnoteReference")
        reference.set(qn("w:id"), str(len(self._notes)))
        run._r.append(reference)

    def write(self) -> None:
        """Add the part with the notes to the document."""
        from docx.opc.packuri import PackURI
        from docx.opc.part import Part

        body = "".join(
            f'<w:footnote w:id="{number}"><w:p><w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteRef/></w:r>'
            f'<w:r><w:t xml:space="preserve"> {escape(words)}</w:t></w:r></w:p></w:footnote>'
            for number, words in enumerate(self._notes, 1)
        )
        xml = (
            f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<w:footnotes xmlns:w="{NAMESPACE}">{SEPARATORS}'
            f"{body}</w:footnotes>"
        )
        package = self._document.part.package
        part = Part(PackURI("/word/footnotes.xml"), TYPE, xml.encode(), package)
        self._document.part.relate_to(part, RELATION)
