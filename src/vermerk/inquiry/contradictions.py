"""When two statements of one direction of a pair cannot both hold, and why.

Before they are held against each other their scope is compared: the same thing, one time, figures in one unit.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from vermerk.inquiry.blocks import Alike, by, nearest
from vermerk.inquiry.comparing import (
    apart,
    covered,
    differ,
    disjoint,
    figures,
    names,
    overlap,
    relative,
    shared,
    stems,
)
from vermerk.inquiry.finding import Finding, Row, ahead, times
from vermerk.inquiry.mission_conflicts import levels, routes
from vermerk.model import Kind

NEAR = 92  # days within which what was told without a date may be of one time
ALIKE = 0.34  # shared words from which two statements are held to be about one thing
ONCE = frozenset(
    {
        "opened",
        "closed",
        "established",
        "severed",
        "recognised",
        "signed",
        "initialled",
        "ratified",
        "raised",
        "resumed",
    }
)
SAME_MEASURE = 0.6  # likeness of two measured things from which they are one
SAME_OBJECT = 0.5  # how much two objects must share where both are told
WORDS = 3  # telling words that two statements must have in common
NEGATORS = re.compile(
    r"\b(?:not|no|none|nor|never|neither|nothing|nobody|without|cannot|un\w{4,}|refus\w+|den(?:y|ied|ies)|reject\w*)\b|n['’]t\b",
    re.IGNORECASE,
)
UNTIL = re.compile(r"\b(?:not|never|n['’]t)\b.{0,120}?\buntil\b", re.IGNORECASE | re.DOTALL)
HEADS = re.compile(
    r"\b(?:credentials|appointed|appointment|named|nominated|became|ambassador|minister|envoy|chargé)\b", re.IGNORECASE
)
WORKS = frozenset({"assistance", "agreement", "representation"})  # what is done, or lies ahead
VIEWS = frozenset({"position", "assessment", "knowledge"} | {str(kind) for kind in Kind if kind.mutual})  # of several
YEARS = 3  # how far apart two dates of one event may lie before they are two events


def findings(rows: Sequence[Row]) -> Iterator[Finding]:
    """What cannot both hold among statements in which one party acts towards another."""
    alike = Alike(rows)
    missions = [[row for row in rows if row["kind"] == "representation"]]
    for compare, pairs in (
        (_polarity, alike.pairs(lambda kind: True, lambda r: r["polarity"], lambda r: (r["event"], ahead(r)), NEAR)),
        (_status, alike.pairs(WORKS.__contains__, _stage, lambda r: (r["event"], r["polarity"]))),
        (_party, alike.pairs(lambda kind: kind not in VIEWS, _actors, lambda r: (r["event"], r["polarity"]), NEAR)),
        (_figure, nearest(_by_figure(rows))),
        (_date, nearest(by(rows, lambda r: (r["kind"], r["event"], r["level"]) if r["event"] in ONCE else None))),
        (levels, nearest(missions)),
        (routes, nearest(missions)),
    ):
        for one, other in pairs:
            finding = None if _one_passage(one, other) else compare(one, other)
            if finding is not None:
                yield finding


def _one_passage(one: Row, other: Row) -> bool:
    """True where one quote lies within or across the other: a clause and its sentence are no two sayings."""
    return bool(one["record"] == other["record"] and one["start"] < other["end"] and other["start"] < one["end"])


def _stage(row: Row) -> str | None:
    """Whether a thing was told as done or as lying ahead; null where that makes no conflict."""
    return {"done": "done", "planned": "ahead", "ongoing": "ahead"}.get(row["status"])


def _actors(row: Row) -> object | None:
    """The states that act; statements of the same never give one act to different ones. Null where nobody acts."""
    return (tuple(sorted(row["actor_states"])) or row["row"]) if row["actor"] else None


def _by_figure(rows: Sequence[Row]) -> Iterator[list[Row]]:
    blocks: dict[tuple[str, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        if len(row["quantities"] or "") > 2:
            for unit in {figure.unit for figure in figures(row["quantities"])}:
                blocks[row["kind"], unit].append(row)
    yield from blocks.values()


def _polarity(one: Row, other: Row) -> Finding | None:
    if one["polarity"] == other["polarity"] or one["event"] != other["event"] or ahead(one) != ahead(other):
        return None
    if not overlap(one, other, NEAR) or (one["level"] and other["level"] and one["level"] != other["level"]):
        return None
    likeness = shared(one["quote"], other["quote"])
    if one["what"] and other["what"] and covered(one["what"], other["what"]) < SAME_OBJECT and likeness < SAME_OBJECT:
        return None
    if likeness < ALIKE and not (one["event"] and one["level"] and one["level"] == other["level"]):
        return None
    if not one["level"] and (_in_common(one, other) < WORDS or _negators(one) == _negators(other)):
        return None  # too little is said in common, or both deny in so many words and one was read amiss
    yes, no = (one, other) if one["polarity"] == "affirmed" else (other, one)
    if apart(yes, no) or (UNTIL.search(no["quote"]) and not _before(yes, no)):
        return None
    why = f"one affirms what the other denies, {times(yes, no)}"
    return Finding("polarity", yes, no, why, max(likeness, ALIKE))


def _in_common(one: Row, other: Row) -> int:
    return len(stems(one["quote"]) & stems(other["quote"]))


def _negators(row: Row) -> tuple[str, ...]:
    """The words by which a quote itself denies."""
    return tuple(sorted(word.lower() for word in NEGATORS.findall(row["quote"])))


def _before(one: Row, other: Row) -> bool:
    """True where one is dated before the other: what "did not open until 1824" denies is an opening before 1824."""
    begins = other["earliest"] or other["latest"]
    return bool(one["latest"] and begins and one["latest"] < begins)


def _status(one: Row, other: Row) -> Finding | None:
    """Done by an earlier word, and still ahead or under way by a later or equal one."""
    early, late = (one, other) if _told_first(one, other) else (other, one)
    if (
        early["status"] != "done"
        or late["status"] not in {"planned", "ongoing"}
        or early["polarity"] != late["polarity"]
    ):
        return None
    if early["kind"] not in WORKS or early["event"] != late["event"]:
        return None
    if late["time"] and early["time"] and disjoint(early["time"], late["time"]):
        return None
    likeness = min(shared(one["quote"], other["quote"]) * 1.2, covered(one["what"] or "", other["what"] or ""))
    if likeness < 0.5 or not early["heard"] or _in_common(one, other) < WORDS:
        return None
    why = f"told as done on {early['heard']}, and as {late['status']} on {late['heard']}"
    return Finding("status", early, late, why, likeness)


def _told_first(one: Row, other: Row) -> bool:
    first, second = one["heard"] or "", other["heard"] or ""
    return bool(first < second or (first == second and one["row"] < other["row"]))


def _party(one: Row, other: Row) -> Finding | None:
    """The same act given to different actors."""
    first, second = set(one["actor"]), set(other["actor"])
    if (
        not first
        or not second
        or first & second
        or one["polarity"] != other["polarity"]
        or one["event"] != other["event"]
    ):
        return None
    if set(one["actor_states"]) & set(other["actor_states"]) or one["kind"] in VIEWS:
        return None
    if not overlap(one, other, NEAR):
        return None
    likeness = shared(one["quote"], other["quote"])
    if likeness < 0.6:
        return None
    return Finding("party", one, other, f"the same act is given to {_names(one)} and to {_names(other)}", likeness)


def _figure(one: Row, other: Row) -> Finding | None:
    if one["polarity"] != other["polarity"] or not (one["time"] or one["record"] == other["record"]):
        return None
    if (one["time"] or other["time"]) and one["time"] != other["time"]:
        return None
    for first in figures(one["quantities"]):
        for second in figures(other["quantities"]):
            if first.unit != second.unit or relative(first) or relative(second) or not differ(first, second):
                continue
            likeness = _same_measure(one, other, first.of, second.of)
            if likeness >= SAME_MEASURE:
                why = f"{first.words} against {second.words} of the same thing, {one['time'] or 'at the same time'}"
                return Finding("figure", one, other, why, likeness)
    return None


def _same_measure(one: Row, other: Row, of: frozenset[str], its: frozenset[str]) -> float:
    """How sure it is that two figures measure one thing: by what they are of, and by their words.

    Two plants in two towns are two things: where each passage has a name that the other lacks, nothing is compared.
    """
    if not one["time"] and names(one["quote"]) - names(other["quote"]) | names(other["quote"]) - names(one["quote"]):
        return 0.0
    words = shared(one["what"] or one["quote"], other["what"] or other["quote"])
    if of and its:
        return (len(of & its) / len(of | its) + words) / 2 if of & its else 0.0
    return words


def _date(one: Row, other: Row) -> Finding | None:
    """One event that happens once, with two dates that exclude each other."""
    if one["polarity"] == "negated" or other["polarity"] == "negated" or ahead(one) or ahead(other):
        return None
    if not disjoint(one["time"], other["time"]) or (one["level"] is None and one["kind"] == "representation"):
        return None
    years = _years_apart(one, other)
    if years is None or years > YEARS or bool(HEADS.search(one["quote"])) != bool(HEADS.search(other["quote"])):
        return None
    likeness = shared(one["quote"], other["quote"])
    if one["kind"] == "agreement" and likeness < 0.5:
        return None
    event = " ".join(str(word) for word in (one["level"], one["event"]) if word)
    why = f"{event}: {one['time']} in one, {other['time']} in the other"
    return Finding("date", one, other, why, max(likeness, ALIKE))


def _years_apart(one: Row, other: Row) -> int | None:
    first, second = one["earliest"] or one["latest"], other["earliest"] or other["latest"]
    return abs(int(first[:4]) - int(second[:4])) if first and second and first[0] != "-" and second[0] != "-" else None


def _names(row: Row) -> str:
    return ", ".join(row["actor"]) or "nobody"
