"""How a record is cited: its CSL-JSON item, and the footnote that a CSL processor makes of it.

The style is a file of the Citation Style Language (``tables/note.csl``) in the order of the Chicago Manual of Style
for archival records (17th ed., 14.221-14.231); the processor is citeproc-py.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from vermerk.inquiry.style import SHIPPED, SPACE, style_of
from vermerk.model import BadPeriod, Record
from vermerk.model.period import Period

QUOTES = re.compile(r"[\"“”]")
MODES = {
    "says": "according to", "thinks": "in the opinion of", "infers": "as concluded by", "reads": "as read by",
    "hears": "as heard by", "observes": "as seen by", "knows": "as known to", "ignores": "not known to",
    "asks": "as asked by",
}  # fmt: skip
PARTS = re.compile(r"([,:;(]|\b(?:between|concerning|regarding|on)\b)", re.IGNORECASE)
SHORT = 8  # words of a title in a shortened citation
SMALL = frozenset("a an and at between by for from in of on or the to with".split())  # words that no title ends with


def item_of(row: Mapping[str, Any]) -> dict[str, Any]:
    """A record's description as a CSL-JSON item; ``row`` is a row of the corpus's table of records."""
    item: dict[str, Any] = {"id": row["record"], "type": "manuscript"}
    title = SPACE.sub(" ", row.get("title") or row["record"]).strip(" .")
    item["title"] = QUOTES.sub("'", title)
    if row.get("author"):
        item["author"] = [{"family": row["author"], "given": ""}]
    elif row.get("author_body"):
        item["author"] = [{"literal": SPACE.sub(" ", row["author_body"])}]
    parts = date_parts(row.get("written") or row.get("event_date"))
    if parts:
        item["issued"] = {"date-parts": parts}
    lies = [row.get("fonds"), row.get("shelfmark")] if row.get("shelfmark") else [row.get("archive_reference")]
    location = ", ".join(dict.fromkeys(SPACE.sub(" ", part).strip(" .") for part in lies if part))
    if location:
        item["archive_location"] = location
    if row.get("repository"):
        item["archive"] = SPACE.sub(" ", row["repository"]).strip(" .")
    if row.get("url"):
        item["URL"] = row["url"]
    return item


def row_of(record: Record) -> dict[str, Any]:
    """The description of a record as the row that :func:`item_of` reads."""
    told = record.description
    names = ("title", "author", "author_body", "event_date", "fonds", "shelfmark", "archive_reference", "repository")
    return {"record": record.id, "written": told.document_date, "url": told.url} | {n: getattr(told, n) for n in names}


def date_parts(edtf: str | None) -> list[list[int]] | None:
    """A date as CSL's parts, to the precision that it has; null where it has no first day."""
    if not edtf:
        return None
    plain = re.fullmatch(r"(\d{4})(?:-(0[1-9]|1[0-2])(?:-(\d\d))?)?", edtf)
    if plain:
        return [[int(part) for part in plain.groups() if part]]
    try:
        earliest = Period.parse(edtf).earliest
    except BadPeriod:
        return None
    return [[int(earliest[:4])]] if earliest and earliest[0].isdigit() else None


def note(row: Mapping[str, Any], style: Path = SHIPPED) -> str:
    """The footnote that cites a record in a style, as plain text with a full stop.

    Equal descriptions have equal footnotes, so each is asked of the processor once.
    """
    told = [row.get(name) for name in NAMES]
    return _rendered(
        row["record"] if not told[0] else None, tuple(v if isinstance(v, str) else None for v in told), style
    )


NAMES = (
    "title", "author", "author_body", "written", "event_date", "fonds", "shelfmark", "archive_reference", "repository",
    "url",
)  # fmt: skip


@lru_cache(maxsize=60_000)
def _rendered(untitled: str | None, told: tuple[str | None, ...], style: Path) -> str:
    """The footnote of a description; a record without a title is cited by its identifier."""
    item = item_of({"record": untitled or "", **dict(zip(NAMES, told, strict=True))})
    rendered = style_of(style).footnote(item)
    # American usage puts comma and full stop inside the quotation marks (Chicago Manual, 17th ed., 6.9).
    plain = SPACE.sub(" ", rendered).replace("”,", ",”").replace("..", ".").strip()
    return plain[:-2] + ".”" if plain.endswith("”.") else plain


def short_note(row: Mapping[str, Any], style: Path = SHIPPED) -> str:
    """How a record is cited again once it was cited in full: author, the title's beginning, date.

    (Chicago Manual of Style, 17th ed., 14.29-14.31: shortened citations.)
    """
    told = {name: row.get(name) for name in ("record", "author", "author_body", "written", "event_date")}
    return note({**told, "title": _short_title(row.get("title") or row["record"])}, style)


@lru_cache(maxsize=60_000)
def _short_title(title: str) -> str:
    words = _head_of(SPACE.sub(" ", title).strip(" .")).split()
    kept = words[:SHORT]
    while len(kept) < len(words) and len(kept) > 2 and kept[-1].lower() in SMALL:
        kept.pop()
    return " ".join(kept)


def _head_of(title: str) -> str:
    """A title up to where it begins to tell between whom and about what; of its parts as many as make three words."""
    head = ""
    for part in PARTS.split(title):
        if len(head.split()) >= 3 and PARTS.fullmatch(part):
            break
        head += part
    return head.strip(" ,:;(")


def told_by(chain: Sequence[Mapping[str, Any]]) -> str:
    """A chain behind its author, innermost first: "according to Putivez"; empty for the author's own words.

    Args:
        chain: links of a statement, outermost first, each with ``holder`` and ``mode``.
    """
    return ", ".join(f"{MODES.get(link['mode'], link['mode'])} {link['holder']}" for link in reversed(chain[1:]))


def footnote(chain: Sequence[Mapping[str, Any]], row: Mapping[str, Any]) -> str:
    """Where a statement of such a chain stands and on whose word: "According to Putivez, in: Herrmann, “Note …”"."""
    by, cited = told_by(chain), note(row)
    return f"{by[:1].upper()}{by[1:]}, in: {cited}" if by else cited
