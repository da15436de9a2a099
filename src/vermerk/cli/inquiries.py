"""The questions to a corpus: `relation`, `chronology`, `conflicts`, `witnesses`, `unknowns`, `promises` and the rest."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any

import msgspec
import typer
from rich.console import Console
from rich.markup import escape
from rich.tree import Tree

from vermerk.cli.output import Format, tell, write_rows
from vermerk.cli.sheets import plain_sheet, show_sheet
from vermerk.inquiry import OpenCorpus, Scope
from vermerk.inquiry.conflicts import Conflict
from vermerk.inquiry.figures import Derived
from vermerk.inquiry.network import Tie
from vermerk.inquiry.network import network as ties
from vermerk.inquiry.promises import Promise
from vermerk.inquiry.relation import FIELDS
from vermerk.inquiry.scope import searched
from vermerk.inquiry.shelfmarks import Finding
from vermerk.inquiry.unknowns import Unknown
from vermerk.inquiry.witnesses import Telling, Witness
from vermerk.model import BadRequest, Kind
from vermerk.publishing.chronology import to_csv, to_docx, to_html, to_markdown

HERE = Path(".")
Root = Annotated[Path, typer.Option("--corpus", metavar="DIR", help="The corpus; the folder one stands in by default.")]
Form = Annotated[Format, typer.Option("--format", help="How to write it.")]
On = Annotated[str | None, typer.Option(metavar="DATE", help="The day asked about, e.g. 1968-12 or 1969.")]
KnownBy = Annotated[str | None, typer.Option(metavar="WHO", help="Only what this person, body or state could know.")]
AsOf = Annotated[str | None, typer.Option(metavar="DATE", help="Only what had been told by then.")]
Since = Annotated[str | None, typer.Option("--from", metavar="DATE", help="Nothing before.")]
Until = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Nothing after.")]
Kinds = Annotated[list[str] | None, typer.Option("--kind", metavar="KIND", help="Only this kind; may be given again.")]
First = Annotated[str | None, typer.Argument(metavar="[A]", help="A party, by any name of it.")]
Second = Annotated[str | None, typer.Argument(metavar="[B]", help="Another party.")]


def relation(
    a: Annotated[str, typer.Argument(metavar="A", help="A party, by any name of it.")],
    b: Annotated[str, typer.Argument(metavar="B", help="The other party.")],
    on: On = None,
    known_by: KnownBy = None,
    as_of: AsOf = None,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Show how two parties stood on a day: missions, agreements, visits, trade, positions, each with its source."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, known_by=known_by, as_of=as_of)
    sheet = opened.sheet(a, b, scope)
    if format is Format.TABLE:
        show_sheet(sheet, opened.who_knew(scope) if known_by else ())
    elif format is Format.JSON:
        print(json.dumps(plain_sheet(sheet), ensure_ascii=False, indent=2))
    else:
        write_rows(plain_sheet(sheet)["facets"], format, FIELDS)
    tell(sheet.searched.words(), format)


class Page(StrEnum):
    """How a chronology is written."""

    MD = "md"
    DOCX = "docx"
    HTML = "html"
    CSV = "csv"
    TABLE = "table"
    JSON = "json"
    JSONL = "jsonl"


def chronology(
    a: First = None,
    b: Second = None,
    since: Since = None,
    until: Until = None,
    kind: Kinds = None,
    known_by: KnownBy = None,
    as_of: AsOf = None,
    corpus: Root = HERE,
    format: Annotated[Page, typer.Option("--format", help="How to write it.")] = Page.MD,
    output: Annotated[Path | None, typer.Option("-o", "--output", metavar="FILE", help="Where to write it.")] = None,
) -> None:
    """Write what happened, one line an event, with footnotes as historians set them."""
    scope = Scope(since=since, until=until, kinds=_kinds(kind), known_by=known_by, as_of=as_of)
    found = OpenCorpus.open(corpus).chronicle(a, b, scope)
    told = f"{len(found.lines):,} events; {found.searched.words()}"
    if format in {Page.TABLE, Page.JSON, Page.JSONL}:
        _write(found.lines, Format(format.value), ("date", "kind", "words", "marks", "note"))
        tell(told, Format(format.value))
        return
    if format is Page.DOCX:
        if output is None:
            raise BadRequest("--format docx", "cannot be shown on the terminal", "name a file with -o FILE")
        save(output, to_docx(found))
    else:
        text = {Page.MD: to_markdown, Page.HTML: to_html, Page.CSV: to_csv}[format](found)
        if output is None:
            sys.stdout.write(text)
        else:
            save(output, text.encode())
    print(told, file=sys.stderr)


def save(path: Path, content: bytes) -> None:
    """Write a file.

    Raises:
        BadRequest: it cannot be written there.
    """
    try:
        path.write_bytes(content)
    except OSError as error:
        raise BadRequest(
            str(path), f"cannot be written ({error.strerror})", "name a file in a folder of yours"
        ) from None


def conflicts(
    a: First = None,
    b: Second = None,
    on: On = None,
    known_by: KnownBy = None,
    as_of: AsOf = None,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
    limit: Annotated[int, typer.Option(min=1, help="How many at most, the weightiest first.")] = 50,
) -> None:
    """List statements that cannot both hold, with the reason; none is settled."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, known_by=known_by, as_of=as_of)
    found = opened.disagreements(a, b, scope)
    if format is Format.TABLE:
        write_rows([_conflict(c) for c in found[:limit]], format, ("weight", "sort", "who", "why", "one", "other"))
    else:
        _write(found[:limit], format, Conflict.__struct_fields__)
    _count(min(limit, len(found)), len(found), "conflicts", opened, scope, format)


def _conflict(found: Conflict) -> dict[str, Any]:
    """A conflict for the eye: both sayings in full, with holder, record and identifier."""
    return {
        "weight": found.weight,
        "sort": found.sort,
        "who": f"{found.holder_party} → {found.other_party}",
        "why": found.explanation,
        "one": f"“{found.one_says}” ({found.one_holder or 'nobody named'}, {found.one_record}) {found.one}",
        "other": f"“{found.other_says}” ({found.other_holder or 'nobody named'}, {found.other_record}) {found.other}",
    }


def witnesses(
    statement: Annotated[str, typer.Argument(metavar="ID", help="Identifier of a statement.")],
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Show who else tells it, and who of them is independent."""
    opened = OpenCorpus.open(corpus)
    found = opened.sources_of(statement)
    if format is Format.JSON:
        print(json.dumps(msgspec.to_builtins(found), ensure_ascii=False, indent=2))
    elif format is Format.TABLE:
        tree = Tree(escape(f"“{found.quote}”"))
        for words, own in (("told by", found.affirming), ("spoken against by", found.denying)):
            if own:
                _branch(tree, words, own)
        Console(highlight=False).print(tree)
    else:
        rows = opened.witnesses(statement).to_pyarrow().to_pylist()
        write_rows(rows, format, ("side", "witness", *Telling.__struct_fields__))
    tell(searched(opened, Scope()).words(), format)


def _branch(tree: Tree, words: str, own: Sequence[Witness]) -> None:
    branch = tree.add(f"{words} {len(own)} independent {'witness' if len(own) == 1 else 'witnesses'}")
    for witness in own:
        leaf = branch.add(escape(witness.name))
        for telling in witness.tellings:
            told = leaf.add(escape(f"“{telling.quote}” ({telling.certainty}) {telling.id}"))
            told.add(escape(f"{telling.way}; {telling.record}, {telling.heard or 'undated'}"))
        for reason in witness.why:
            leaf.add(escape(f"no witness of its own: {reason}"))


def unknowns(
    who: Annotated[str | None, typer.Argument(metavar="[WHO]", help="Who did not know, or whom it is about.")] = None,
    on: On = None,
    known_by: KnownBy = None,
    as_of: AsOf = None,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """List what was not known, what was asked and not answered, and what authors say they leave out."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, known_by=known_by, as_of=as_of)
    found = opened.gaps(who, scope)
    if format is Format.TABLE:
        rows = [
            {**msgspec.to_builtins(u), "answered": ANSWERED[u.answered] if u.sort == "asked" else ""} for u in found
        ]
        write_rows(rows, format, ("heard", "sort", "who", "whom", "quote", "about", "answered", "record"))
    else:
        _write(found, format, Unknown.__struct_fields__)
    _count(len(found), len(found), "gaps", opened, scope, format)


ANSWERED = {True: "yes", False: "no", None: "not shown"}


def promises(
    a: First = None,
    b: Second = None,
    on: On = None,
    known_by: KnownBy = None,
    as_of: AsOf = None,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Follow projects, agreements and deliveries from first talk to their end."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, known_by=known_by, as_of=as_of)
    found = opened.undertakings(a, b, scope)
    if format is Format.TABLE:
        rows = [
            {
                **msgspec.to_builtins(p),
                "late": {True: "yes", False: "no", None: ""}[p.late],
                "steps": "\n".join(f"{s.stage}: “{s.quote}” ({s.holder}, {s.heard}) {s.statement}" for s in p.steps),
            }
            for p in found
        ]
        write_rows(rows, format, ("what", "by", "to", "stands", "due", "late", "last_heard", "steps"))
    else:
        _write(found, format, Promise.__struct_fields__)
    _count(len(found), len(found), "promises", opened, scope, format)


def figures(
    a: First = None,
    b: Second = None,
    on: On = None,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Compute what follows from stated figures, each reading with its sum; none of it is stated in a record."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on)
    found = opened.derivations(a, b, scope)
    shown = ("of", "a", "b", "time", "sum", "reading", "status", "certainty", "derived", "statements")
    _write(found, format, shown if format is Format.TABLE else Derived.__struct_fields__)
    _count(len(found), len(found), "derived figures", opened, scope, format)


def network(
    on: On = None,
    since: Since = None,
    until: Until = None,
    kind: Kinds = None,
    least: Annotated[int, typer.Option(min=1, help="Leave out ties with fewer statements.")] = 1,
    limit: Annotated[int, typer.Option(min=1, help="How many a table shows, the strongest first.")] = 100,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """List who stood in relation with whom, by kind, with how many statements and records."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, since=since, until=until, kinds=_kinds(kind))
    found = ties(opened, scope, least)
    listed = found  # in the forms for programs all, pair by pair; a table shows the strongest
    if format is Format.TABLE and len(found) > limit:
        listed = sorted(found, key=lambda tie: -tie.statements)[:limit]
    _write(listed, format, Tie.__struct_fields__)
    _count(len(listed), len(found), "ties", opened, scope, format)


def check(
    manuscript: Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="A .md, .txt or .docx file.")],
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Look up every quotation and shelfmark of a manuscript in the corpus, word for word."""
    opened = OpenCorpus.open(corpus)
    found = opened.findings(manuscript)
    shown = ("line", "sort", "verdict", "words", "stands", "differences", "record")
    _write(found, format, shown if format is Format.TABLE else Finding.__struct_fields__)
    right = sum(finding.verdict == "word for word" for finding in found)
    tell(f"{right:,} of {len(found):,} quotations and citations stand word for word", format)
    tell(searched(opened, Scope()).words(), format)


def _kinds(kinds: Sequence[str] | None) -> tuple[str, ...]:
    for kind in kinds or ():
        if kind not in set(Kind):
            raise BadRequest(f"--kind {kind!r}", "is no kind of statement", f"take one of {', '.join(Kind)}")
    return tuple(kinds or ())


def _write(rows: Iterable[msgspec.Struct], form: Format, shown: Sequence[str]) -> None:
    write_rows([msgspec.to_builtins(row) for row in rows], form, shown)


def _count(shown: int, whole: int, what: str, opened: OpenCorpus, scope: Scope, form: Format) -> None:
    tell(f"{shown:,} of {whole:,} {what} shown", form)
    tell(searched(opened, scope).words(), form)
