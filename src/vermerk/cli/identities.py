"""`vermerk identities`: which names of a corpus may be one person's, and what people judged of them."""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Annotated, Any

import typer
from rich.console import Console
from rich.text import Text

from vermerk.authority.identity import FILE, Identities, Judgement, Verdict, append, read_judgements, take_in
from vermerk.authority.suggesting import Appearance, Suggestion, suggest
from vermerk.cli.corpus import HERE, Root
from vermerk.cli.output import Format, write_rows
from vermerk.corpus import Corpus, Folder
from vermerk.corpus.appearing import appearances
from vermerk.model import BadRequest

COLUMNS = ("one", "other", "score", "for", "against", "passages_one", "passages_other")
JUDGED = ("one", "other", "verdict", "score", "who", "when")
ANSWERS = ("same", "different", "unsure", "skip", "undo", "quit")
QUESTION = "One person? same, different, unsure, skip, undo, quit"
WORDS = {
    Verdict.SAME: "same",
    Verdict.DIFFERENT: "different",
    Verdict.UNSURE: "unsure",
    Verdict.WITHDRAWN: "taken back",
}


def identities(
    corpus: Root = HERE,
    reviewer: Annotated[str | None, typer.Option(metavar="NAME", help="Who judges; needed for judging.")] = None,
    list_only: Annotated[bool, typer.Option("--list", help="Print the suggestions without asking.")] = False,
    judgements: Annotated[bool, typer.Option("--judgements", help="Print the judgements made.")] = False,
    undo: Annotated[bool, typer.Option("--undo", help="Take back the reviewer's last judgement.")] = False,
    export: Annotated[
        Path | None, typer.Option("--export", metavar="FILE", help="Write one line a pair, for nomenklatura.")
    ] = None,
    taken: Annotated[
        Path | None,
        typer.Option("--import", metavar="FILE", help="Add the judgements of nomenklatura or another corpus."),
    ] = None,
    format: Annotated[Format, typer.Option(help="How to write lists.")] = Format.TABLE,
    least: Annotated[float, typer.Option(min=0.0, max=1.0, help="Suggestions less likely are left out.")] = 0.5,
) -> None:
    """Show names that may be one person's, with their passages, and keep what a reviewer judges of them."""
    if sum((list_only, judgements, undo, export is not None, taken is not None)) > 1:
        raise BadRequest("--list, --judgements, --undo, --export and --import", "are commands", "give one of them")
    if export is not None or taken is not None:
        typer.echo(_exchanged(Folder.at(corpus).root, export, taken, reviewer))
        return
    if judgements:
        rows = (_judged_row(judgement) for judgement in _made(Folder.at(corpus).root))
        write_rows(rows, format, JUDGED)
        return
    if undo:
        typer.echo(_take_back(Folder.at(corpus).root, _named(reviewer, "--undo")))
        return
    who = reviewer if list_only else _named(reviewer, "judging")
    opened = Corpus.open(corpus)
    suggestions = suggest(appearances(opened), opened.identities, least=least)
    if list_only:
        shown = write_rows((_row(s, brief=format is not Format.JSONL) for s in suggestions), format, COLUMNS)
        print(f"{shown:,} pairs of names to be judged", file=sys.stderr)
        return
    made = Session(opened.folder.root, who or "").run(suggestions)
    typer.echo(f"{made:,} judgements of {who} in {opened.folder.authority / FILE}")


def _exchanged(root: Path, export: Path | None, taken: Path | None, who: str | None) -> str:
    """Write what is held to a file, or take in what another holds, and say how much it was.

    Raises:
        BadRequest: the file cannot be written or read.
    """
    try:
        if taken is not None:
            if not taken.is_file():
                raise BadRequest(str(taken), "is no file", "name a file of judgements, one a line")
            return f"{take_in(root, taken, who):,} judgements added to {root / 'authority' / FILE}"
        lines = [judgement.line() for judgement in Identities.of(root).settled()]
        file = export or root
        file.write_text("".join(lines), encoding="utf-8")
    except OSError as error:
        raise BadRequest(str(export or taken), error.strerror or str(error), "choose another file") from None
    return f"{len(lines):,} pairs written to {file}"


def _named(reviewer: str | None, purpose: str) -> str:
    if not reviewer or not reviewer.strip():
        raise BadRequest(purpose, "needs to know who judges", "give your name: --reviewer NAME")
    return reviewer.strip()


def _made(root: Path) -> list[Judgement]:
    return read_judgements(root / "authority" / FILE)


def _take_back(root: Path, who: str) -> str:
    """Withdraw the last judgement of a person that still stands, and say which it was."""
    standing: dict[tuple[str, str], Judgement] = {}
    for judgement in _made(root):
        if judgement.who == who:
            standing.pop(judgement.pair, None)
            standing[judgement.pair] = judgement
    last = next((j for j in reversed(standing.values()) if j.verdict is not Verdict.WITHDRAWN), None)
    if last is None:
        raise BadRequest("--undo", f"no judgement of {who} stands", "see them with --judgements")
    append(root, Judgement.of(*last.pair, Verdict.WITHDRAWN, who))
    return f"taken back: {' and '.join(last.pair)} {WORDS[last.verdict]}"


class Session:
    """One reviewer's judgements in a sitting; each stands on the disk before the next is asked."""

    def __init__(self, root: Path, who: str, console: Console | None = None) -> None:
        self.root, self.who = root, who
        self.console = console or Console(highlight=False)
        self.made: list[Suggestion] = []

    def run(self, suggestions: Sequence[Suggestion]) -> int:
        """Ask about each suggestion until all are answered or the reviewer quits; how many judgements stand."""
        at = 0
        while at < len(suggestions):
            suggestion = suggestions[at]
            if self._settled(suggestion):
                at += 1
                continue
            self._show(suggestion, at + 1, len(suggestions))
            answer = self._ask()
            if answer == "quit":
                break
            if answer == "undo":
                at = suggestions.index(self._undo()) if self.made else at
                continue
            if answer != "skip":
                verdict = Verdict.read(answer)
                append(self.root, Judgement.of(suggestion.one, suggestion.other, verdict, self.who, suggestion.score))
                self.made.append(suggestion)
            at += 1
        return len(self.made)

    def _settled(self, suggestion: Suggestion) -> bool:
        """True where earlier answers decide a pair: it was judged, or both are already one with a third."""
        held = Identities.of(self.root)
        one, other = suggestion.one, suggestion.other
        return held.held(one, other) is not None or held.canonical(one) == held.canonical(other)

    def _undo(self) -> Suggestion:
        last = self.made.pop()
        append(self.root, Judgement.of(last.one, last.other, Verdict.WITHDRAWN, self.who))
        return last

    def _ask(self) -> str:
        while True:
            try:
                given = typer.prompt(QUESTION).strip().lower()
            except (typer.Abort, EOFError):
                return "quit"
            fitting = [answer for answer in ANSWERS if given and answer.startswith(given)]
            if len(fitting) == 1 or given in ANSWERS:
                return given if given in ANSWERS else fitting[0]
            self.console.print(f"{given!r}: write one of {', '.join(ANSWERS)}, or as much of it as tells them apart")

    def _show(self, suggestion: Suggestion, number: int, whole: int) -> None:
        shown = Text(f"\n{number} of {whole}   likely {suggestion.score:.2f}\n", style="bold")
        for key, passages in (
            (suggestion.one, suggestion.passages_one),
            (suggestion.other, suggestion.passages_other),
        ):
            shown.append(f"{_name(passages, key)}\n", style="bold cyan")
            for passage in passages:
                shown.append(f"   “{_short(passage)}”\n", style="not bold")
                shown.append(f"      {_where(passage)}\n", style="not bold dim")
        for reason in suggestion.reasons:
            shown.append(f" + {reason}\n", style="not bold green")
        for doubt in suggestion.doubts:
            shown.append(f" − {doubt}\n", style="not bold yellow")
        self.console.print(shown)


def _name(passages: Sequence[Appearance], key: str) -> str:
    """A name as the records write it, with title, office and state."""
    if not passages:
        return key
    person = passages[0].person
    told = " ".join(part for part in (person.title, person.full or person.surname) if part)
    return ", ".join(part for part in (told, person.office, person.state) if part)


def _short(passage: Appearance) -> str:
    words = " ".join(passage.quote.split())
    return words if len(words) <= 240 else words[:239] + "…"


def _where(passage: Appearance) -> str:
    return f"{passage.record}, {passage.on or 'without date'}, {passage.start}-{passage.end}"


def _row(suggestion: Suggestion, *, brief: bool) -> dict[str, Any]:
    """A suggestion as a row of the published fields; passages as places alone where the row is for the eye."""
    passages = _places if brief else _passages
    return {
        "one": suggestion.one,
        "other": suggestion.other,
        "score": suggestion.score,
        "for": list(suggestion.reasons),
        "against": list(suggestion.doubts),
        "passages_one": list(passages(suggestion.passages_one)),
        "passages_other": list(passages(suggestion.passages_other)),
    }


def _places(found: Sequence[Appearance]) -> Iterator[Any]:
    return (f"{a.record} {a.start}-{a.end}" for a in found)


def _passages(found: Sequence[Appearance]) -> Iterator[Any]:
    for a in found:
        yield {"record": a.record, "on": a.on, "start": a.start, "end": a.end, "quote": a.quote}


def _judged_row(judgement: Judgement) -> dict[str, Any]:
    one, other = judgement.pair
    verdict = WORDS[judgement.verdict]
    return {
        "one": one,
        "other": other,
        "verdict": verdict,
        "score": judgement.score,
        "who": judgement.who,
        "when": judgement.when,
    }
