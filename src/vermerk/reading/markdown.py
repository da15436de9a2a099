"""Markdown with YAML front matter: the harvested volumes of document series.

The front matter is the harvester's and can be wrong: dates and titles are read from the document itself and
only filled from the front matter where the document shows none; a contradiction is remarked.
"""

from __future__ import annotations

import re

from vermerk.model import Record
from vermerk.reading.archive import Reference, split_reference
from vermerk.reading.composing import compose
from vermerk.reading.describing import describe
from vermerk.reading.document import read_document

FRONT = re.compile(r"\A\ufeff?---[ \t]*\r?\n(?P<lines>.*?)\r?\n---[ \t]*(?:\r?\n|\Z)", re.DOTALL)
FIELD = re.compile(r"^(?P<name>[a-z_]+):[ \t]*(?P<value>.*(?:\n[ \t]+(?!-).*)*)$", re.MULTILINE)
REFERENCE = re.compile(r"^\s+reference:\s*['\"]?\[?(?P<whole>[^\]'\"\n]+)", re.MULTILINE)
DAY = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?$")


def is_markdown(text: str) -> bool:
    """True where a text opens with front matter."""
    return FRONT.match(text) is not None


def read_markdown(text: str, name: str, source: str) -> list[Record]:
    """Read a Markdown file as one record; offsets count from the start of the file."""
    front = FRONT.match(text)
    fields = _fields(front["lines"]) if front else {}
    start = front.end() if front else 0
    document = read_document(text, start, known=[fields.get("title", "")])
    told = fields.get("doc_date", "")
    fallback = told if DAY.match(told) else None
    description = describe(
        text,
        document,
        title=document.title or fields.get("title"),
        fallback_date=fallback,
        reference=_reference(front["lines"]) if front else None,
    )
    remarks = [fields["volume"]] if "volume" in fields else [v for k, v in fields.items() if k == "vol_full_title"]
    remarks = [f"from: {remark}" for remark in remarks]
    written = description.document_date
    if fallback and written and not (written.startswith(fallback) or fallback.startswith(written[:10])):
        remarks.append(f"the front matter says {fallback}, the document {written}")
    return [
        compose(
            text,
            document,
            description,
            id=name,
            source=source,
            format="markdown",
            text_is_source=True,
            remarks=remarks,
        )
    ]


def _fields(lines: str) -> dict[str, str]:
    """The scalar fields of front matter; nested lists are left to whoever needs them."""
    found: dict[str, str] = {}
    for match in FIELD.finditer(lines):
        value = " ".join(match["value"].split())
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1].replace("''", "'") if value[0] == "'" else value[1:-1].replace('\\"', '"')
        found[match["name"]] = value
    return found


def _reference(lines: str) -> Reference | None:
    match = REFERENCE.search(lines)
    return split_reference(match["whole"]) if match else None
