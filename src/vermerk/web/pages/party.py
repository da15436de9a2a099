"""Parties: the list of them, and the page of one: spellings, lifespan, offices, what is said of it and by whom."""

from __future__ import annotations

import msgspec

from vermerk.authority import Authority
from vermerk.authority.describing import state_of
from vermerk.authority.entry import Entry
from vermerk.authority.lookup import fold
from vermerk.model import Participant
from vermerk.web.holdings import Holdings
from vermerk.web.lines import Line, lines_of
from vermerk.web.page import Asked, Leaf, NotThere, Page, Query
from vermerk.web.pages.corpus import NAMED, PATIENCE, Count, counts

SIZE = 40
LISTED = 100
SIDES = ("kind", "holder", "year", "role")


class PartiesView(msgspec.Struct, frozen=True):
    """A leaf of the list of parties, the most spoken of first."""

    parties: tuple[Count, ...]
    leaf: Leaf


class PartyEntry(msgspec.Struct, frozen=True):
    """What the authority tables say of a party; years as ISO, null where open. ``seats`` are its capitals."""

    label: str
    kind: str
    start: str | None
    end: str | None
    wikidata: str | None
    spellings: tuple[str, ...]
    seats: tuple[str, ...]


class Office(msgspec.Struct, frozen=True):
    """An office of a party or held by it: by the tables of offices, or as records name those who took part.

    ``first`` and ``last`` are dates of the tenure, or of the records; ``records`` those that name it, empty for a table.
    """

    holder: str
    office: str
    state: str | None
    first: str | None
    last: str | None
    records: tuple[str, ...]


class PartyView(msgspec.Struct, frozen=True, kw_only=True):
    """A party and what is said of it."""

    name: str
    entries: tuple[PartyEntry, ...]
    statements: tuple[Line, ...]
    leaf: Leaf
    kind: str | None
    kinds: tuple[Count, ...]
    others: tuple[Count, ...]
    holders: tuple[Count, ...]
    years: tuple[Count, ...]
    roles: tuple[Count, ...]
    offices: tuple[Office, ...]


def parties_view(asked: Asked) -> PartiesView:
    """The parties of the corpus."""
    held, words = asked.holdings, asked.one("name")
    found = held.keep(
        "parties",
        lambda: counts(
            held,
            NAMED,
            1_000_000,
        ),
        PATIENCE,
    )
    if words is not None:
        found = tuple(c for c in found if words.casefold() in c.name.casefold())
    leaf = Leaf(asked.whole("leaf", 1, 1, max(1, -(-len(found) // LISTED))), LISTED, len(found))
    return PartiesView(found[leaf.offset : leaf.offset + LISTED], leaf)


def party_view(asked: Asked) -> PartyView:
    """A party by the name under which the corpus holds it.

    Raises:
        NotThere: nothing is said of a party of that name, and no table knows it.
    """
    held, name, kind = asked.holdings, asked.parts["party"], asked.one("kind")
    entries = held.keep(("entries", name), lambda: _entries(held.authority, name))
    facets = held.keep(("party", name), lambda: _facets(held, name), PATIENCE)
    whole = sum(c.count for c in facets["kinds"])
    if not whole and not entries:
        raise NotThere(
            f"Nothing is said of a party {name!r} here, and no table of names knows it. See the list of parties."
        )
    total = whole if kind is None else next((c.count for c in facets["kinds"] if c.name == kind), 0)
    leaf = Leaf(asked.whole("leaf", 1, 1, max(1, -(-total // SIZE))), SIZE, total)
    shown = held.keep(("lines of", name, kind, leaf.number), lambda: _lines(held, name, kind, leaf))
    offices = held.keep(("offices", name), lambda: _offices(held, name), 600)
    return PartyView(
        name=name, entries=entries, statements=tuple(shown), leaf=leaf, kind=kind, offices=offices, **facets
    )


def _lines(held: Holdings, name: str, kind: str | None, leaf: Leaf) -> list[Line]:
    rows = held.ask(
        f"SELECT row FROM named WHERE name = ? {'AND kind = ?' if kind else ''} ORDER BY day NULLS LAST, row "
        f"LIMIT {SIZE} OFFSET {leaf.offset}",
        [name, *([kind] if kind else [])],
    )
    return lines_of(held, [row["row"] for row in rows])


def _facets(held: Holdings, name: str) -> dict[str, tuple[Count, ...]]:
    """What is said of a party by kind, holder, year and role, and with whom it is named."""
    counted = held.ask(
        "SELECT kind, holder, year, role, grouping(kind, holder, year, role) AS missing, count(*) AS count FROM ("
        "SELECT t.kind, t.holder, t.year, CASE WHEN list_contains(t.actor, ?) THEN 'acts' "
        "WHEN list_contains(t.toward, ?) THEN 'is acted towards' WHEN list_contains(t.via, ?) THEN 'stands between' "
        "ELSE 'through its people and bodies' END AS role "
        "FROM told t JOIN (SELECT row FROM named WHERE name = ?) own USING (row) WHERE t.review <> 'rejected') "
        "GROUP BY GROUPING SETS ((kind), (holder), (year), (role))",
        [name] * 4,
    )
    found: dict[str, list[Count]] = {side: [] for side in SIDES}
    for row in counted:
        side = SIDES[next(n for n in range(len(SIDES)) if not row["missing"] & (1 << (len(SIDES) - 1 - n)))]
        if row[side] not in (None, ""):
            found[side].append(Count(str(row[side]), row["count"]))
    most = {side: sorted(counts_, key=lambda c: (-c.count, c.name)) for side, counts_ in found.items()}
    others = (
        "SELECT n.name, count(*) AS count FROM named n JOIN (SELECT row FROM named WHERE name = ?) own USING (row) "
        "WHERE n.name <> ? GROUP BY 1"
    )
    return {
        "kinds": tuple(most["kind"][:20]),
        "holders": tuple(most["holder"][:12]),
        "years": tuple(sorted(found["year"], key=lambda c: int(c.name))),
        "others": counts(held, others, 20, (name, name)),
        "roles": tuple(most["role"]),
    }


def _entries(authority: Authority, name: str) -> tuple[PartyEntry, ...]:
    resolved = authority.resolve(name)
    wanted: list[Entry] = [resolved.entry] if resolved.entry is not None else list(resolved.candidates)
    return tuple(_entry(authority, entry) for entry in dict.fromkeys(wanted))


def _entry(authority: Authority, entry: Entry) -> PartyEntry:
    names = authority.spellings(entry)
    spelled = [n.words for n in names if n.form not in {"capital", "place"} and n.words != entry.label]
    seats = [
        n.words + (f" ({n.start or '…'}–{n.end or ''})" if n.start or n.end else "")
        for n in names
        if n.form == "capital"
    ]
    return PartyEntry(
        entry.label, entry.kind, entry.start, entry.end, entry.wikidata, tuple(dict.fromkeys(spelled)),
        tuple(dict.fromkeys(seats)),
    )  # fmt: skip


def _offices(held: Holdings, name: str) -> tuple[Office, ...]:
    """The offices of a state, or those of a person: from the table of offices, then from those who took part."""
    found = [
        Office(t.holder.label, t.office, t.state, t.holder.start, t.holder.end, ())
        for t in held.authority.tenures(name)
    ]
    named: dict[tuple[str, str, str | None], list[tuple[str, str]]] = {}
    wanted = fold(name)
    for record, day, person in held.keep("participants", lambda: _participants(held), 600):
        if person.role and person.name and (person.state == name or fold(person.name) == wanted):
            named.setdefault((person.name, person.role, person.state), []).append((day or "", record))
    for (holder, role, state), where in named.items():
        days = sorted(day for day, _ in where if day)
        found.append(
            Office(
                holder, role, state, days[0] if days else None, days[-1] if days else None, tuple(r for _, r in where)
            )
        )
    return tuple(found)


def _participants(held: Holdings) -> list[tuple[str, str | None, Participant]]:
    rows = held.ask(
        "SELECT record, day, participants FROM records WHERE participants <> '[]' ORDER BY day NULLS LAST, row"
    )
    read = msgspec.json.Decoder(tuple[Participant, ...]).decode
    return [
        (row["record"], row["day"], _of_state(person, held.authority, row["day"]))
        for row in rows
        for person in read(row["participants"])
    ]


def _of_state(person: Participant, authority: Authority, day: str | None) -> Participant:
    return msgspec.structs.replace(person, state=person.state or state_of(person.role, authority, day))


PAGES = (
    Page(
        "parties",
        "/parties",
        PartiesView,
        parties_view,
        "The parties, the most spoken of first.",
        (Query("name", "only names with these words"), Query("leaf", "number of the leaf", whole=True)),
        menu="Parties",
    ),
    Page(
        "party",
        "/parties/{party:path}",
        PartyView,
        party_view,
        "A party: spellings, lifespan, what is said of it and by whom.",
        (Query("kind", "only statements of this kind"), Query("leaf", "number of the leaf", whole=True)),
    ),
)
