"""A statement as a quotation with its footnote, and a record as a BibTeX entry."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from vermerk.model import Statement

SPECIAL = re.compile(r"[\\{}$&#^_%~]")
ESCAPES = {"\\": r"\textbackslash{}", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}"}


def quotation(statement: Statement, footnote: str) -> str:
    """The words of the passage in quotation marks, with the footnote behind them."""
    return f"“{' '.join(statement.quote.split())}” ({footnote.rstrip('.')}.)"


def bibtex(item: Mapping[str, Any]) -> str:
    """A CSL-JSON item of an archival record as a BibTeX entry of type ``unpublished`` (Patashnik 1988, section 3.1)."""
    authors = item.get("author") or []
    parts = (item.get("issued") or {}).get("date-parts") or [[]]
    fields = {
        "author": " and ".join(_name(author) for author in authors),
        "title": "{" + _escaped(item.get("title") or "") + "}",
        "year": str(parts[0][0]) if parts[0] else "",
        "date": "-".join(f"{part:02d}" for part in parts[0]),
        "howpublished": _escaped(", ".join(str(item[k]) for k in ("archive", "archive_location") if item.get(k))),
        "note": "Archival record",
        "url": re.sub(r"[{}\s]", "", str(item.get("URL") or "")),
    }
    key = re.sub(r"[^A-Za-z0-9]+", "-", str(item.get("id") or "record")).strip("-") or "record"
    lines = [f"  {name} = {{{value}}}," for name, value in fields.items() if value]
    return "@unpublished{" + key + ",\n" + "\n".join(lines) + "\n}\n"


def _name(author: Mapping[str, str]) -> str:
    if author.get("literal"):
        return "{" + _escaped(author["literal"]) + "}"
    return ", ".join(_escaped(author[k]) for k in ("family", "given") if author.get(k))


def _escaped(words: str) -> str:
    return SPECIAL.sub(lambda m: ESCAPES.get(m[0], "\\" + m[0]), " ".join(words.split()))
