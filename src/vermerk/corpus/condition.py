"""How a corpus stands: what it holds, what could not be read, what changed since it was built, what was decided."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import msgspec

from vermerk.corpus.attaching import Attachment
from vermerk.corpus.building import wanted_of
from vermerk.corpus.decisions import Torn, torn_lines
from vermerk.corpus.folder import Folder
from vermerk.corpus.snapshot import SOURCES

SHOWN = 20  # unread sources that a terminal shows; the log has them all


class Unread(msgspec.Struct, frozen=True):
    """A source that could not be read: where it stands, why, and what to do."""

    path: str
    reason: str
    advice: str


class Lost(msgspec.Struct, frozen=True):
    """A decision whose passage can no longer be found, with the words that stood around it."""

    who: str
    when: str
    verdict: str
    record: str
    before: str
    quote: str
    after: str
    comments: tuple[str, ...]


class Standing(msgspec.Struct, frozen=True):
    """How a corpus stands.

    Attributes:
        title, build: of the corpus, and the name of the build in use; null before the first.
        sources: in ``records/`` now. built: of which the build in use was made.
        records, statements: in the build. unread: sources of the build that could not be read.
        fresh, changed, gone: sources that came, changed or went since the build. otherwise: sources that are the
            same and would be read anew, with other tables or another version.
        decisions: that stand; by how they were found their place, in ``attached``. lost: those that were not.
        torn: lines of decisions that a crash cut off.
    """

    title: str
    build: str | None
    sources: int
    built: int
    records: int
    statements: int
    unread: tuple[Unread, ...]
    fresh: int
    changed: int
    gone: int
    otherwise: int
    decisions: int
    attached: dict[str, int]
    lost: tuple[Lost, ...]
    torn: tuple[Torn, ...]

    def lines(self) -> Iterator[str]:
        """All of it as lines, each count beside what it is a part of."""
        if self.build is None:
            yield f"{self.title}: nothing is built yet; 0 of {self.sources:,} sources read"
        else:
            yield f"{self.title}: {self.built - len(self.unread):,} of {self.built:,} sources read (build {self.build})"
            yield f"{self.records:,} records, {self.statements:,} statements"
        yield from self._changes()
        yield from self._unread()
        yield from self._decisions()

    def _changes(self) -> Iterator[str]:
        if self.build is not None and (self.fresh or self.changed or self.gone):
            yield (
                f"since the build, {self.fresh:,} of {self.sources:,} sources came, {self.changed:,} changed, and "
                f"{self.gone:,} of {self.built:,} went: run vermerk build"
            )
        if self.build is not None and self.otherwise:
            yield (
                f"{self.otherwise:,} of {self.sources:,} sources would be read with other tables or another version "
                "than they were: run vermerk build"
            )

    def _unread(self) -> Iterator[str]:
        for unread in self.unread[:SHOWN]:
            yield f"unread: {unread.path}: {unread.reason}; {unread.advice}"
        if len(self.unread) > SHOWN:
            yield f"unread: {SHOWN:,} of {len(self.unread):,} shown; all of them are in .vermerk/unread.log"

    def _decisions(self) -> Iterator[str]:
        how = ", ".join(f"{count:,} by {name}" for name, count in sorted(self.attached.items()))
        found = f" ({how})" if how else ""
        yield f"{self.decisions - len(self.lost):,} of {self.decisions:,} decisions stand at their place{found}"
        for lost in self.lost:
            words = " ".join(f"{lost.before}»{lost.quote}«{lost.after}".split())
            yield f"lost: {lost.who} {lost.verdict} in {lost.record} ({lost.when[:10]}): {words}"
        for torn in self.torn:
            yield f"torn: {torn.file}, line {torn.line}: no whole line, so never acknowledged; left out: {torn.words}"


class Changes(msgspec.Struct, frozen=True):
    """How the sources of a corpus stand against a build; see :class:`Standing`."""

    sources: int
    fresh: int
    changed: int
    gone: int
    otherwise: int


def changes_of(folder: Folder, build: Path | None) -> Changes:
    """How the sources of a corpus stand against a build; all are fresh where there is none."""
    now = {pending.path: (pending.key, pending.sum) for pending in wanted_of(folder)}
    before = _sources(build) if build is not None else {}
    both = now.keys() & before.keys()
    changed = {path for path in both if now[path][1] != before[path][1]}
    return Changes(
        len(now),
        len(now.keys() - before.keys()),
        len(changed),
        len(before.keys() - now.keys()),
        sum(now[path][0] != before[path][0] for path in both - changed),
    )


def standing_of(folder: Folder) -> Standing:
    """How the corpus of a folder stands; before the first build too.

    Raises:
        BadTable: a mistake in its settings or decisions.
    """
    build = folder.current()
    came = changes_of(folder, build)
    torn = tuple(torn_lines(folder.decisions))
    title = folder.settings().title
    if build is None:
        return Standing(title, None, came.sources, 0, 0, 0, (), came.fresh, 0, 0, 0, 0, {}, (), torn)
    from vermerk.corpus.corpus import Corpus

    corpus = Corpus(folder)
    held, attachments = corpus.coverage(), corpus.reviewed.attachments
    return Standing(
        title=title,
        build=build.name,
        sources=came.sources,
        built=held.sources,
        records=held.records,
        statements=held.statements,
        unread=tuple(Unread(**row) for row in corpus.unread_rows()),
        fresh=came.fresh,
        changed=came.changed,
        gone=came.gone,
        otherwise=came.otherwise,
        decisions=len(attachments),
        attached=dict(sorted(Counter(a.how for a in attachments if a.how != "lost").items())),
        lost=tuple(_lost(a) for a in attachments if a.how == "lost"),
        torn=torn,
    )


def _sources(build: Path) -> dict[str, tuple[str, str]]:
    try:
        return msgspec.json.decode((build / SOURCES).read_bytes(), type=dict[str, tuple[str, str]])
    except (OSError, msgspec.MsgspecError):
        return {}


def _lost(attachment: Attachment) -> Lost:
    review = attachment.review
    anchor = review.anchor
    return Lost(
        review.who,
        review.when,
        review.verdict,
        anchor.record,
        anchor.before,
        anchor.quote,
        anchor.after,
        review.comments,
    )
