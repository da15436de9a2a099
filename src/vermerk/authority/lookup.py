"""Looking names up: what a name means at a date, and all names in a text in one scan.

Nothing is resolved by likeness: a name is in the tables or it is not. What several entries may mean at a date
stays ambiguous, with its candidates; what lived only at another date is told as outside its lifespan.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from vermerk.authority.entry import Entry, Form, Mention, Name, Resolution
from vermerk.authority.longer_names import longer
from vermerk.authority.own_tables import OFFICES, READERS, overlap, own_tables
from vermerk.authority.successions import predecessors, successors
from vermerk.authority.tables import Tenure, read_offices, rows

WORD = re.compile(r"[^\W\d_][\w]*", re.UNICODE)
TITLE_BEFORE = re.compile(
    r"\b(?:Mr|Mrs|Miss|Ms|Dr|Sir|Lord|Lady|Comrade|General|Gen|Colonel|Col|Captain|Capt|Admiral|Professor|Prof)\.? $"
)
# Before a name: "non-communist countries" are not the communist ones, and "anti-Comintern" is not the Comintern.
REVERSED = re.compile(r"\b(?:non|anti|un|ex|pre|post)[-‑–]$", re.IGNORECASE)
DOTTED = re.compile(r"(?:[a-z]\.){2,}[a-z]?")  # "u.s.s.r."
PARENTHESIS = re.compile(r"\s*\([^)]*\)")
# Words of form that a name may carry or lack. "Democratic" and "People's" are none: they tell states apart.
OF_STATE = re.compile(
    r"^(?:the )?(?:republic|kingdom|empire|independent|provisional government)(?: of(?: the)?)? ", re.IGNORECASE
)
RANK: Mapping[Form, int] = {"name": 0, "abbreviation": 0, "adjective": 2, "people": 2, "capital": 1, "place": 3}


class Authority:
    """The tables, ready for look-up."""

    def __init__(self, names: Iterable[Name], tenures: Iterable[Tenure] = ()) -> None:
        self._folded: dict[str, list[Name]] = {}
        spellings: dict[str, list[Name]] = {}
        for name in names:
            for words in dict.fromkeys((name.words, name.words.replace("'", "’"))):
                spellings.setdefault(words, []).append(name)
            self._folded.setdefault(_key(name.words, name.form), []).append(name)
        self._folded = {key: _preferred(meant) for key, meant in self._folded.items()}
        self._spelled = {words: _ranked(_preferred(several)) for words, several in spellings.items()}
        self._shapes = _shapes(self._spelled)
        self._by_state: dict[str, list[Tenure]] = {}
        self._by_holder: dict[str, list[Tenure]] = {}
        self._by_office: dict[str, list[Tenure]] = {}
        for tenure in tenures:
            self._by_state.setdefault(tenure.state, []).append(tenure)
            self._by_office.setdefault(tenure.office, []).append(tenure)
            for key in dict.fromkeys(fold(words) for words in (tenure.holder.label, *tenure.names)):
                self._by_holder.setdefault(key, []).append(tenure)

    @classmethod
    @lru_cache(maxsize=1)
    def shipped(cls) -> Authority:
        """The tables of the package, loaded once."""
        return cls.with_tables(None)

    @classmethod
    def with_tables(cls, folder: Path | None) -> Authority:
        """The package's tables with those of a corpus put before them, so that the corpus's own rows come first.

        Raises:
            BadTable: a line with a mistake, by file and line.
        """
        package = Path(str(files("vermerk.authority") / "tables"))
        names = [name for table, reader in READERS.items() for name in reader(package / table)]
        tenures = list(read_offices(package / OFFICES))
        if folder is not None:
            own, held = own_tables(folder, list(dict.fromkeys(n.entry for n in names)))
            names, tenures = own + names, held + tenures
        return cls(names, tenures)

    def names(self) -> Mapping[str, tuple[Entry, ...]]:
        """All folded spellings with the entries they may mean."""
        return {key: tuple(dict.fromkeys(n.entry for n in meant)) for key, meant in self._folded.items()}

    def spellings(self, entry: Entry) -> tuple[Name, ...]:
        """All spellings of an entry as the tables write them, by form and then by letter."""
        found = {n for meant in self._folded.values() for n in meant if n.entry == entry}
        return tuple(sorted(found, key=lambda n: (RANK[n.form], n.form, n.words.casefold(), n.start or "")))

    def tenures(self, name: str) -> tuple[Tenure, ...]:
        """The offices of a state of that name, or those that a person of that name held, by their beginning."""
        found = [*self._by_state.get(name, ()), *self._by_holder.get(fold(name), ())]
        return tuple(sorted(found, key=lambda t: (t.holder.start or "", t.office)))

    def resolve(self, name: str, on: str | None = None, *, as_place: bool = False) -> Resolution:
        """Say what a name means at a date (ISO or EDTF, null for any)."""
        meant = self._meant(name, as_place=as_place)
        if not meant:
            return Resolution(name, on, "unresolved")
        living = [n for n in meant if n.entry.holds(on) and _used(n, on)]
        candidates = tuple(dict.fromkeys(n.entry for n in sorted(living, key=lambda n: RANK[n.form])))
        if not candidates:
            return Resolution(name, on, "outside lifespan", candidates=tuple(dict.fromkeys(n.entry for n in meant)))
        labels = {entry.label for entry in candidates}
        if len(labels) == 1:
            return Resolution(name, on, "resolved", candidates[0], candidates)
        return Resolution(name, on, "ambiguous", None, candidates)

    def state_then(self, label: str, on: str | None) -> str:
        """The state that stood where one stands that did not live on a day: what came before or after it.

        Munich lies in West Germany; in 1938 it lay in Germany. Where the tables know of none, the state itself.
        """
        if not on or self._lived(label, on):
            return label
        near = [*(s.predecessor for s in predecessors(label)), *(s.successor for s in successors(label))]
        return next((other for other in near if self._lived(other, on)), label)

    def _lived(self, label: str, on: str) -> bool:
        return any(
            name.entry.label == label and name.entry.holds(on) for name in self._folded.get(_key(label, "name"), ())
        )

    def _meant(self, name: str, *, as_place: bool) -> list[Name]:
        for key in _keys(name):
            meant = self._folded.get(key)
            if meant:
                if as_place:
                    placed = [n for n in meant if n.form in {"place", "capital"}]
                    return placed or meant
                return [n for n in meant if n.form != "place"] or meant
        return self._organ(name)

    def _organ(self, name: str) -> list[Name]:
        """A state meant through its organ: every word beside the state's name is a word of offices and organs."""
        found = [m for m in self.find(name) if m.form != "place"]
        if not found:
            return []
        rest = name
        for mention in reversed(found):
            rest = rest[: mention.start] + " " + rest[mention.end :]
        if WORD.search(_organs().sub(" ", re.sub("['’]s\\b", " ", rest))):
            return []
        first = found[0]
        return [Name(first.surface, first.form, entry) for entry in first.entries]

    def find(self, text: str, start: int = 0, end: int | None = None) -> list[Mention]:
        """All names in a text, longest first at each word, from left to right without overlap."""
        found: list[Mention] = []
        behind = start
        for word in WORD.finditer(text, start, end if end is not None else len(text)):
            if word.start() < behind:
                continue
            for lead, length in self._shapes.get(word.group(), ()):
                begin = word.start() - lead
                stop = begin + length
                surface = text[begin:stop] if begin >= behind else ""
                meant = self._spelled.get(surface)
                if meant is None or not _ends(text, stop, surface) or REVERSED.search(text, max(0, begin - 6), begin):
                    continue
                form, entries = meant
                if form in {"name", "adjective"} and TITLE_BEFORE.search(text, max(0, begin - 12), begin):
                    break
                whole = longer(text, Mention(begin, stop, surface, form, entries), behind)
                if whole is not None:
                    found.append(whole)
                behind = whole.end if whole is not None else stop
                break
        return found

    def offices_of(self, person: str) -> tuple[Tenure, ...]:
        """The offices that a person of that name held, by surname or full name in any spelling of the table."""
        return tuple(self._by_holder.get(fold(person), ()))

    def state_of_person(self, surname: str, on: str) -> str | None:
        """The state a person of that surname held an office of on a day; null where none or several did."""
        states = {t.state for t in self.offices_of(surname) if t.holder.holds(on)}
        return next(iter(states)) if len(states) == 1 else None

    def office_holder(self, office: str, state: str | None, on: str) -> Entry | None:
        """Who held an office of a state on a day; null where the table does not say or several did."""
        wanted = re.sub(r"^(the|his excellency|acting) ", "", office.lower())
        holders = {
            t.holder.label: t.holder
            for t in self._by_office.get(wanted, ())
            if (state is None or t.state == state) and t.holder.holds(on)
        }
        return next(iter(holders.values())) if len(holders) == 1 else None


def _preferred(meant: list[Name]) -> list[Name]:
    """A corpus's own meanings of a spelling, in place of those of the package that were in use at the same time."""
    own = [name for name in meant if name.own]
    return own + [name for name in meant if not name.own and not any(overlap(name, other) for other in own)]


def _ranked(meant: Sequence[Name]) -> tuple[Form, tuple[Entry, ...]]:
    """The form of a spelling and what it may mean, names and abbreviations first."""
    ranked = sorted(meant, key=lambda n: RANK[n.form])
    return ranked[0].form, tuple(dict.fromkeys(n.entry for n in ranked))


def _shapes(spellings: Iterable[str]) -> dict[str, tuple[tuple[int, int], ...]]:
    """For each first word of a spelling where it stands in it and how long the spellings are, the longest first."""
    found: dict[str, set[tuple[int, int]]] = {}
    for words in spellings:
        first = WORD.search(words)
        if first is not None:
            found.setdefault(first.group(), set()).add((first.start(), len(words)))
    return {word: tuple(sorted(shapes, key=lambda shape: -shape[1])) for word, shapes in found.items()}


@lru_cache(maxsize=1)
def _organs() -> re.Pattern[str]:
    """The words of organs and offices of the table, the longest first."""
    table = Path(str(files("vermerk.authority") / "tables" / "organs.tsv"))
    words = sorted((row.cells[0] for row in rows(table, 1)), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, words))})(?!\w)", re.IGNORECASE)


def _ends(text: str, stop: int, words: str) -> bool:
    """True where the name is not the beginning of a longer word."""
    if stop >= len(text):
        return True
    after = text[stop]
    return not (after.isalnum() or (after == "-" and words[-1].isalpha() and text[stop + 1 : stop + 2].islower()))


def _used(name: Name, on: str | None) -> bool:
    """True where a spelling with years of its own was in use."""
    if not on or (name.start is None and name.end is None):
        return True
    year = on.lstrip("./[{")[:4]
    return (name.start or "") <= year <= (name.end or "9999")


def _key(words: str, form: Form) -> str:
    letters = re.sub(r"[. ]", "", words)
    if form == "abbreviation" or (letters.isupper() and len(letters) <= 5):
        return "=" + letters
    return fold(words)


def _keys(name: str) -> list[str]:
    """Keys under which a name may stand: as an abbreviation, as written, without the words around it."""
    plain = re.sub(r"['’]s?$", "", name.strip())
    keys = ["=" + re.sub(r"[. ]", "", plain), fold(plain)]
    if DOTTED.fullmatch(plain):
        keys.append("=" + plain.replace(".", "").upper())
    bare = re.sub(r"^(?:the )?(?:royal )?(?:government|govt|gov't)(?: of)? (?:the )?", "", plain, flags=re.IGNORECASE)
    bare = re.sub(r"(?:,? ?\b(?:government|govt\.?|gov't|side|authorities))$", "", bare, flags=re.IGNORECASE).strip()
    shorter = (PARENTHESIS.sub("", plain), bare, OF_STATE.sub("", PARENTHESIS.sub("", bare or plain)))
    for words in shorter:
        if words and words != plain:
            keys += ["=" + re.sub(r"[. ]", "", words), fold(words)]
    return keys


def fold(words: str) -> str:
    """A name for comparison: no case, accents, punctuation or leading article."""
    plain = unicodedata.normalize("NFKD", words.replace("’", "'")).encode("ascii", "ignore").decode().lower()
    plain = " ".join(re.findall(r"\w+", plain.replace(".", "")))
    return re.sub(r"^(the|a|an) ", "", plain)
