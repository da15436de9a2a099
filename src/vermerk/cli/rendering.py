"""A record on the terminal as a scholar would want to see it: a catalogue card, then its statements by part."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from vermerk.model import (
    Certainty,
    Mark,
    MarkKind,
    Mode,
    Part,
    PartKind,
    Passage,
    Polarity,
    Record,
    Statement,
)

CARD = (
    ("Title", "title"), ("Written", "document_date"), ("Event", "event_date"), ("Place", "place"),
    ("Issued by", "author_body"), ("Classification", "classification"), ("Language", "original_language"),
    ("Reference", "archive_reference"), ("Repository", "repository"), ("Fonds", "fonds"), ("Shelfmark", "shelfmark"),
    ("URL", "url"), ("Translator", "translator"), ("Credits", "credits"),
)  # fmt: skip
MODE_WORDS = {Mode.IGNORES: "does not know", Mode.HEARS: "has heard", Mode.READS: "has read", Mode.OBSERVES: "saw"}
DOUBT = {Certainty.PROBABLE: "probably", Certainty.POSSIBLE: "possibly", Certainty.UNKNOWN: "not known"}
EDITOR = "italic cyan"
SECTIONS = frozenset({PartKind.HEADING, PartKind.QUESTION, PartKind.ANSWER, PartKind.SPEECH})


def render(record: Record, statements: Sequence[Statement]) -> RenderableType:
    """Lay out one record: description, participants, remarks, and statements grouped by its parts."""
    return Group(
        Panel(_card(record), title=Text(record.id), title_align="left", border_style="blue"),
        *_participants(record),
        *_remarks(record),
        *_grouped(record, statements),
        Text(f"{len(statements)} statements in {len(record.text):,} characters\n", style="dim"),
    )


def _card(record: Record) -> Table:
    table = Table.grid(padding=(0, 2))
    table.add_column(style="bold", no_wrap=True)
    table.add_column(overflow="fold")
    for label, name in CARD:
        value = getattr(record.description, name)
        if value:
            table.add_row(label, Text(str(value)))
    for label, values in (
        ("Distribution", record.description.distribution),
        ("Signed", record.description.signatories),
    ):
        if values:
            table.add_row(label, Text("; ".join(values)))
    return table


def _participants(record: Record) -> Iterator[RenderableType]:
    people = record.description.participants
    if not people:
        return
    table = Table.grid(padding=(0, 2))
    for person in people:
        table.add_row("  •", Text(person.name or "—", style="bold"), Text(person.role or ""), Text(person.state or ""))
    yield Text("Taking part", style="bold underline")
    yield table
    yield Text("")


def _remarks(record: Record) -> Iterator[RenderableType]:
    parts = [f"{part.label or part.kind}: {part.remark}" for part in record.parts if part.remark]
    for remark in (*record.remarks, *parts):
        yield Text(f"! {remark}", style="yellow")


def _grouped(record: Record, statements: Sequence[Statement]) -> Iterator[RenderableType]:
    shown: Part | None = None
    opened = False
    for statement in statements:
        part = _part_of(record.parts, statement.start)
        if part is not shown or not opened:
            yield Rule(Text(_part_title(record, part)), align="left", style="blue")
            shown, opened = part, True
        yield from _statement(record, statement)


def _part_of(parts: Sequence[Part], offset: int) -> Part | None:
    """The innermost part with a heading of its own that holds an offset."""
    holding = [part for part in parts if part.kind in SECTIONS and part.passage.holds(offset)]
    return min(holding, key=lambda part: len(part.passage)) if holding else None


def _part_title(record: Record, part: Part | None) -> str:
    if part is None:
        return "Running text"
    label = part.label or " ".join(part.passage.of(record.text).split())[:60]
    number = f" {part.number}" if part.number is not None else ""
    speaker = f" ({part.speaker})" if part.speaker else ""
    return f"{part.kind.capitalize()}{number}: {label}{speaker}"


def _statement(record: Record, statement: Statement) -> Iterator[RenderableType]:
    head = Text()
    head.append(f"{statement.kind.upper()}  ", style="bold magenta")
    head.append(", ".join(statement.actor) or "—", style="bold")
    if statement.toward:
        head.append(" → " + ", ".join(statement.toward), style="bold")
    if statement.via:
        head.append(" via " + ", ".join(statement.via))
    facts = [statement.status.value, statement.time or ""]
    if statement.polarity is Polarity.NEGATED:
        facts.insert(0, "NOT")
    if statement.certainty is not Certainty.CERTAIN:
        facts.append(DOUBT[statement.certainty] + "?")
    if statement.editorial:
        facts.append("[editor]")
    head.append("   " + " · ".join(fact for fact in facts if fact), style="green")
    if statement.score is not None:  # of statements with this score, so many proved right in every field
        head.append(f"   score {statement.score:.2f}", style="dim")
    yield head
    yield _quote(record, statement)
    yield from _ladder(statement)
    for quantity in statement.quantities:
        yield Text(f"    = {quantity.value} {quantity.unit or ''} {quantity.of or ''}".rstrip(), style="dim")
    yield Text("")


def _quote(record: Record, statement: Statement) -> Text:
    """The evidence with the editor's brackets set off."""
    quote = Text("  “")
    brackets = [m.passage for m in _brackets(record.marks, statement.passage)]
    for at in range(statement.start, statement.end):
        sign = record.text[at]
        style = EDITOR if any(b.holds(at) for b in brackets) else ""
        quote.append(" " if sign.isspace() else sign, style=style)
    return quote.append(f"”  ({statement.start}-{statement.end})", style="dim")


def _brackets(marks: Sequence[Mark], passage: Passage) -> list[Mark]:
    return [m for m in marks if m.kind is MarkKind.BRACKET and m.passage.overlaps(passage)]


def _ladder(statement: Statement) -> Iterator[Text]:
    """The chain of attribution, one rung a line, each deeper than the one before."""
    for depth, link in enumerate(statement.chain):
        arm = "  " if depth == 0 else "  " + "   " * (depth - 1) + "└─ "
        rung = Text(arm, style="dim")
        rung.append(link.holder, style="bold cyan")
        rung.append(f" {MODE_WORDS.get(link.mode, link.mode.value)}")
        yield rung
