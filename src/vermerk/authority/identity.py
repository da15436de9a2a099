"""Who is whom over the records of a corpus: what people judged, and what may be the same.

Judgements are lines of ``authority/identities.ijson`` in the form of nomenklatura's resolver (an array of the two
keys, the judgement, a score, the person who judged and when), one added after another and none ever changed; a later
line of the same person on the same pair takes his earlier one back. Two persons may differ: then the pair stays open.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path

import msgspec

from vermerk.model import BadTable

FILE = "identities.ijson"


class Verdict(StrEnum):
    """What is held of two keys, in nomenklatura's words for positive, negative, unsure and withdrawn judgements."""

    SAME = "positive"
    DIFFERENT = "negative"
    UNSURE = "unsure"
    WITHDRAWN = "no_judgement"

    @classmethod
    def read(cls, word: str) -> Verdict:
        """A verdict from nomenklatura's word or from ours (same, different, unsure, undo)."""
        ours = {"same": cls.SAME, "different": cls.DIFFERENT, "unsure": cls.UNSURE, "undo": cls.WITHDRAWN}
        return ours[word] if word in ours else cls(word)


class Judgement(msgspec.Struct, frozen=True):
    """One line: what a person held of two keys, and when (ISO 8601, UTC)."""

    target: str
    source: str
    verdict: Verdict
    score: float | None
    who: str | None
    when: str | None

    @classmethod
    def of(cls, one: str, other: str, verdict: Verdict, who: str, score: float | None = None) -> Judgement:
        """A judgement made now; the greater key is the target, as nomenklatura orders them.

        Raises:
            ValueError: both keys are the same.
        """
        if one == other:
            raise ValueError(f"{one!r} is one key, not two")
        return cls(
            max(one, other), min(one, other), verdict, score, who, datetime.now(UTC).isoformat(timespec="seconds")
        )

    @property
    def pair(self) -> tuple[str, str]:
        """Both keys, the lesser first, whatever order a file has them in."""
        return (min(self.source, self.target), max(self.source, self.target))

    def line(self) -> str:
        """The judgement as a line of nomenklatura's resolver."""
        row = [self.target, self.source, self.verdict.value, self.score, self.who, self.when]
        return json.dumps(row, ensure_ascii=False) + "\n"


def append(folder: Path, judgement: Judgement) -> None:
    """Add a judgement to a corpus's file and wait until it stands on the disk."""
    path = folder / "authority" / FILE
    path.parent.mkdir(parents=True, exist_ok=True)
    torn = path.exists() and path.stat().st_size > 0 and not path.read_bytes().endswith(b"\n")
    with path.open("a", encoding="utf-8") as file:
        file.write(("\n" if torn else "") + judgement.line())
        file.flush()
        os.fsync(file.fileno())


def read_judgements(path: Path) -> list[Judgement]:
    """The lines of a file of judgements, ours or nomenklatura's; a line cut off at the end is left out.

    Raises:
        BadTable: a line in the middle that cannot be read, by file and line.
    """
    if not path.exists():
        return []
    lines = path.read_text(encoding="utf-8").splitlines()
    found = []
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            target, source, verdict, score, who, when, *deleted = json.loads(line)
            judgement = Judgement(str(target), str(source), Verdict(verdict), score, who, when)
        except (ValueError, TypeError):
            if number == len(lines):
                break
            raise BadTable(
                str(path),
                number,
                "no judgement",
                'write ["key", "key", "positive", null, "name", "2026-01-31T12:00:00"]',
            ) from None
        if not (deleted and deleted[0]):
            found.append(judgement)
    return found


def take_in(folder: Path, file: Path, who: str | None = None) -> int:
    """Add the judgements of another file, ours or nomenklatura's, that a corpus lacks; how many they were.

    Args:
        folder: the corpus.
        file: one line a judgement.
        who: whose they are where a line does not say.

    Raises:
        BadTable: a line that cannot be read, or that says not whose judgement it is where ``who`` does not either.
    """
    known = {(j.pair, j.verdict, j.who, j.when) for j in read_judgements(folder / "authority" / FILE)}
    taken = []
    for number, judgement in enumerate(read_judgements(file), start=1):
        if not judgement.who and not who:
            raise BadTable(str(file), number, "nobody is named as its judge", "say whose it is: --reviewer NAME")
        owned = msgspec.structs.replace(judgement, who=judgement.who or who)
        told = (owned.pair, owned.verdict, owned.who, owned.when)  # nomenklatura leaves the score out
        if told not in known:
            known.add(told)
            taken.append(owned)
    for judgement in taken:
        append(folder, judgement)
    return len(taken)


class Identities:
    """Which keys are one, by what people judged."""

    def __init__(self, judgements: Iterable[Judgement] = ()) -> None:
        self._latest: dict[tuple[str, str], dict[str | None, Judgement]] = {}
        for judgement in judgements:
            self._latest.setdefault(judgement.pair, {})[judgement.who] = judgement
        self._group: dict[str, str] = {}
        for pair in sorted(self._latest):
            if self.held(*pair) is Verdict.SAME:
                self._join(*pair)

    @classmethod
    def of(cls, corpus: Path) -> Identities:
        """The judgements of a corpus folder.

        Raises:
            BadTable: a line that cannot be read.
        """
        return cls(read_judgements(corpus / "authority" / FILE))

    def held(self, one: str, other: str) -> Verdict | None:
        """What people hold of a pair: their common verdict, unsure where they differ, null where none judged."""
        judged = self._latest.get((min(one, other), max(one, other)), {})
        verdicts = {j.verdict for j in judged.values()} - {Verdict.WITHDRAWN}
        if not verdicts:
            return None
        return next(iter(verdicts)) if len(verdicts) == 1 else Verdict.UNSURE

    def judged(self) -> Mapping[tuple[str, str], tuple[Judgement, ...]]:
        """Every pair with the last judgement of each person."""
        return {pair: tuple(by.values()) for pair, by in self._latest.items()}

    def settled(self) -> list[Judgement]:
        """One line for each pair, as nomenklatura's resolver holds it: what people hold in common, unsure where they differ.

        The line bears the names of all who judged, and the latest of their times.
        """
        found = []
        for pair, by in sorted(self.judged().items()):
            held, standing = self.held(*pair), [j for j in by if j.verdict is not Verdict.WITHDRAWN]
            if held is not None:
                last = max(standing, key=lambda j: j.when or "")
                who = ", ".join(sorted({j.who for j in standing if j.who})) or None
                found.append(Judgement(last.target, last.source, held, last.score, who, last.when))
        return found

    def canonical(self, key: str) -> str:
        """The key that stands for all that are one with a key."""
        while key in self._group:
            key = self._group[key]
        return key

    def contradictions(self) -> list[tuple[str, str]]:
        """Pairs judged different that other judgements join."""
        return [
            pair
            for pair in self._latest
            if self.held(*pair) is Verdict.DIFFERENT and self.canonical(pair[0]) == self.canonical(pair[1])
        ]

    def _join(self, one: str, other: str) -> None:
        first, second = self.canonical(one), self.canonical(other)
        if first != second:
            self._group[max(first, second)] = min(first, second)
