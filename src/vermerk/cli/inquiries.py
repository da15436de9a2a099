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

from vermerk.cli.output import Format, write_rows
from vermerk.inquiry import OpenCorpus, Scope
from vermerk.inquiry.network import network as ties
from vermerk.inquiry.scope import searched
from vermerk.inquiry.witnesses import Witness
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
    sheet = OpenCorpus.open(corpus).sheet(a, b, Scope(on=on, known_by=known_by, as_of=as_of))
    if format is Format.JSON:
        print(json.dumps(msgspec.to_builtins(sheet), ensure_ascii=False, indent=2))
        return
    rows: list[dict[str, Any]] = [msgspec.to_builtins(cell) for cell in sheet.facets]
    if format is Format.TABLE:
        notes: dict[str, int] = {}
        for row in rows:
            row["notes"] = ", ".join(str(notes.setdefault(words, len(notes) + 1)) for words in row["footnotes"])
            row["who"] = f"{row['holder_party']} → {row['other_party']}"
            row["how"] = _how(row)
        write_rows(rows, format, ("facet", "who", "how", "time", "certainty", "last_heard", "silence", "notes"))
        for words, number in notes.items():
            print(f"{number}. {words}")
        if not rows:
            print(f"nothing is told of {sheet.a} and {sheet.b} within these bounds")
    else:
        write_rows(rows, format, tuple(rows[0]) if rows else ("facet",))
    print(sheet.searched.words(), file=sys.stderr)


def _how(row: dict[str, Any]) -> str:
    words = [
        row["level"] or row["what"] or "",
        row["style"] and f"as “{row['style']}”",
        row["via"] and f"via {row['via']}",
    ]
    words += ["denied" if row["polarity"] == "negated" else "", row["status"], "disputed" if row["disputed"] else ""]
    return ", ".join(" ".join(word.split()) for word in words if word)


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
    if format in {Page.TABLE, Page.JSON, Page.JSONL}:
        _write(found.lines, Format(format.value), ("date", "kind", "words", "marks", "note"))
    elif format is Page.DOCX:
        if output is None:
            raise BadRequest("--format docx", "cannot be shown on the terminal", "name a file with -o FILE")
        output.write_bytes(to_docx(found))
    else:
        text = {Page.MD: to_markdown, Page.HTML: to_html, Page.CSV: to_csv}[format](found)
        if output is None:
            sys.stdout.write(text)
        else:
            output.write_text(text, encoding="utf-8")
    print(f"{len(found.lines):,} events; {found.searched.words()}", file=sys.stderr)


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
    shown = (
        "weight",
        "sort",
        "explanation",
        "one_says",
        "one_holder",
        "one_record",
        "other_says",
        "other_holder",
        "other_record",
    )
    _write(found[:limit], format, shown)
    _count(min(limit, len(found)), len(found), "conflicts", opened, scope)


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
        for words, own in (("affirmed by", found.affirming), ("denied by", found.denying)):
            if own:
                _branch(tree, words, own)
        Console(highlight=False).print(tree)
    else:
        rows = opened.witnesses(statement).to_pyarrow().to_pylist()
        write_rows(rows, format, tuple(rows[0]) if rows else ())
    _searched(opened, Scope())


def _branch(tree: Tree, words: str, own: Sequence[Witness]) -> None:
    branch = tree.add(f"{words} {len(own)} independent {'witness' if len(own) == 1 else 'witnesses'}")
    for witness in own:
        leaf = branch.add(escape(witness.name))
        for telling in witness.tellings:
            leaf.add(escape(f"{telling.heard or 'undated'}  {telling.record}  “{telling.quote}” ({telling.certainty})"))
        for reason in witness.why:
            leaf.add(escape(f"not of its own: {reason}"))


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
    _write(found, format, ("heard", "sort", "who", "whom", "quote", "answered", "record"))
    _count(len(found), len(found), "gaps", opened, scope)


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
            {**msgspec.to_builtins(p), "steps": " → ".join(f"{s.stage} ({s.holder}, {s.heard})" for s in p.steps)}
            for p in found
        ]
        write_rows(rows, format, ("what", "by", "to", "stands", "due", "late", "last_heard", "steps"))
    else:
        _write(found, format, ("what", "by", "to", "stands", "due", "late", "last_heard", "steps"))
    _count(len(found), len(found), "promises", opened, scope)


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
    _write(found, format, ("of", "a", "b", "time", "sum", "reading", "status", "certainty", "derived", "statements"))
    _count(len(found), len(found), "derived figures", opened, scope)


def network(
    on: On = None,
    since: Since = None,
    until: Until = None,
    kind: Kinds = None,
    least: Annotated[int, typer.Option(min=1, help="Leave out ties with fewer statements.")] = 1,
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """List who stood in relation with whom, by kind, with how many statements and records."""
    opened, scope = OpenCorpus.open(corpus), Scope(on=on, since=since, until=until, kinds=_kinds(kind))
    found = ties(opened, scope, least)
    _write(found, format, ("a", "b", "kind", "statements", "records", "first", "last", "doubtful", "negated", "via"))
    _count(len(found), len(found), "ties", opened, scope)


def check(
    manuscript: Annotated[Path, typer.Argument(metavar="MANUSCRIPT", help="A .md, .txt or .docx file.")],
    corpus: Root = HERE,
    format: Form = Format.TABLE,
) -> None:
    """Look up every quotation and shelfmark of a manuscript in the corpus, word for word."""
    opened = OpenCorpus.open(corpus)
    found = opened.check(manuscript)
    _write(found, format, ("line", "sort", "verdict", "words", "stands", "differences", "record"))
    right = sum(finding.verdict == "word for word" for finding in found)
    print(f"{right:,} of {len(found):,} quotations and citations stand word for word", file=sys.stderr)
    _searched(opened, Scope())


def _kinds(kinds: Sequence[str] | None) -> tuple[str, ...]:
    for kind in kinds or ():
        if kind not in set(Kind):
            raise BadRequest(f"--kind {kind!r}", "is no kind of statement", f"take one of {', '.join(Kind)}")
    return tuple(kinds or ())


def _write(rows: Iterable[msgspec.Struct], form: Format, shown: Sequence[str]) -> None:
    plain: list[dict[str, Any]] = [msgspec.to_builtins(row) for row in rows]
    columns = shown if form is Format.TABLE or not plain else tuple(plain[0])
    write_rows(plain, form, columns)


def _count(shown: int, whole: int, what: str, opened: OpenCorpus, scope: Scope) -> None:
    print(f"{shown:,} of {whole:,} {what} shown", file=sys.stderr)
    _searched(opened, scope)


def _searched(opened: OpenCorpus, scope: Scope) -> None:
    print(searched(opened, scope).words(), file=sys.stderr)
