"""Paragraphs of a TEI document that are head or end though its markup calls them text: "SUBJECT: …", "A–842"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from vermerk.reading.conversation import PRESENCE
from vermerk.reading.extract import Block
from vermerk.reading.head import classification
from vermerk.reading.labelled import PEOPLE, labelled
from vermerk.reading.paragraphs import folded
from vermerk.reading.titles import attends

#: How many paragraphs from the start may belong to the head.
LIMIT = 10
NUMBER = re.compile(r"^(?:No\.? ?)?(?:[A-Z]{1,8}[ –-]?)?\d[\w/–.-]*\.?$")
HANDLING = re.compile(
    r"^(?:\d{1,5}\. )?(?:Eyes only|Personal|For|Deliver|Pass|Department (?:please )?pass|Limit distribution|No distribution)\b[^.:]{0,90}[.:]?$",
    re.IGNORECASE,
)
ON_BEHALF = re.compile(r"^(?:For|By direction of) (?:the )?[A-Z][\w’' ]{2,40}:$")


def without_heads(blocks: Sequence[Block], text: str) -> list[Block]:
    """The blocks, those at the start that only head a paper and those at the end that only sign it under their kind."""
    running = [at for at, block in enumerate(blocks) if block.kind == "body"]
    settled = list(blocks)
    listing = False
    for at in running[: LIMIT + 20]:
        words = folded(blocks[at].passage.of(text))
        if re.fullmatch(r"\[[^\[\]]*\]", words):  # what the editors left out
            continue
        kind = "presence" if listing and _attends(words) else _kind(words) if at in running[:LIMIT] else None
        if kind is None:
            break
        listing = kind == "presence"
        settled[at] = Block(kind, blocks[at].passage)
    if running and ON_BEHALF.match(folded(blocks[running[-1]].passage.of(text))):
        settled[running[-1]] = Block("signature", blocks[running[-1]].passage)
    return settled


def _attends(words: str) -> bool:
    """True for a row of a list of those present: a person with or behind his office."""
    behind = re.fullmatch(r"[A-Z][\w/. ]{0,24}—(?:Mr|Mrs|Miss|Dr|Gen|Adm|Amb)?\.? ?[A-Z].{2,60}", words) is not None
    return len(words) < 140 and not re.search(r"[a-z]{3}\.$", words) and (behind or attends(words))


def _kind(words: str) -> str | None:
    """What a paragraph at the start is, if it is no running text."""
    if PRESENCE.match(words) and ":" in words[:40] and len(words) < 900:
        return "presence"
    told = labelled(words)
    if told is not None and len(words) < 300:
        return "presence" if told.meaning in PEOPLE else "head"
    if NUMBER.match(words) or classification(words) is not None or HANDLING.match(words):
        return "head"
    return None
