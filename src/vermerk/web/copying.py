"""The reading side of a site as plain files, which any web server shows and a browser opens from a disk.

Every address becomes a file; links between them become relative. What needs a program behind it (review, what stands
behind a question mark other than the leaf of a list) has no file, and its links are words only. Search is done in the
browser, over an index of the statements.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
import msgspec

from vermerk.model import BadRequest
from vermerk.web.access import Access
from vermerk.web.copying_index import write_index
from vermerk.web.holdings import Holdings
from vermerk.web.page import Asked, Page, Reader
from vermerk.web.pages import PAGES
from vermerk.web.relinking import TABLE, Links, file_of, leafed
from vermerk.web.rendering import STATIC, as_csv, at, changed, templates
from vermerk.web.words import WAYS

ALONE = ("corpus", "records", "parties", "pair", "chronology", "conflicts", "unknowns", "promises", "network", "map")
LISTS = ("records", "parties", "chronology", "conflicts", "unknowns", "promises", "party")
COPIED = frozenset(f"/{name}" for name in (*ALONE, "search"))
PAIRS = 3000  # pairs of parties that get a page, those with most statements
ASKED = ("chronology", "conflicts", "unknowns", "promises")  # inquiries that go by years where too much is told at once
AT_ONCE = 40_000  # statements that one inquiry compares for a copy, where nobody waits
MARK = ".vermerk-site"


Pairs = tuple[tuple[str, str, int], ...]


class Copied(msgspec.Struct, frozen=True):
    """How many pages were written, in how many files of HTML, where to begin, and how many pairs got no page."""

    pages: int
    files: int
    first: Path
    pairs_left_out: int


class Place(msgspec.Struct, frozen=True):
    """A page to be written: its name, its address, the parts of the address and what stands behind its question mark."""

    name: str
    address: str
    parts: Mapping[str, str] = {}
    query: Mapping[str, tuple[str, ...]] = {}


def copy_site(
    holdings: Holdings,
    out: Path,
    advance: Callable[[int, int], None] = lambda done, whole: None,
    *,
    statements: bool = True,
    at_once: int = AT_ONCE,
) -> Copied:
    """Write the reading side of a corpus as files.

    Args:
        holdings: the corpus.
        out: folder to write to; new, empty, or an older copy, which is replaced.
        advance: told how many pages are done, and how many there are.
        statements: whether each statement gets a page of its own beside its place in its record's.
        at_once: statements that one inquiry may compare; where there are more, there is a page for each year.

    Raises:
        BadRequest: the folder holds other files, or cannot be written.
    """
    _make_room(out)
    shutil.copytree(STATIC, out / "static", ignore=shutil.ignore_patterns(".gitignore"))
    pairs, years = _pairs(holdings), _years(holdings)
    waiting, holdings.most_compared = holdings.most_compared, max(holdings.most_compared, at_once)
    wanted = [
        one
        for one in (*_places(holdings, pairs[:PAIRS]), *_by_years(holdings, years))
        if statements or one.name != "statement"
    ]
    copy = _Copy(holdings, out, Links({place.address for place in wanted}), tuple(pairs[:PAIRS]), years)
    for done, place in enumerate(wanted, 1):
        copy.write(place)
        advance(done, len(wanted))
    holdings.most_compared = waiting
    copy.write_search(write_index(holdings, out / "search", statements=statements))
    (out / "index.html").write_text(
        '<!doctype html><meta charset="utf-8"><title>Corpus</title><meta http-equiv="refresh" content="0; url=corpus.html">'
        '<a href="corpus.html">The corpus</a>\n',
        encoding="utf-8",
    )
    return Copied(len(wanted) + 1, copy.files, out / "index.html", max(0, len(pairs) - PAIRS))


def _make_room(out: Path) -> None:
    if out.exists() and (not out.is_dir() or (any(out.iterdir()) and not (out / MARK).exists())):
        raise BadRequest(str(out), "holds other files", "name a new folder")
    try:
        if out.exists():
            shutil.rmtree(out)
        out.mkdir(parents=True)
        (out / MARK).write_text("A copy of a site; written anew each time.\n", encoding="utf-8")
    except OSError as error:
        raise BadRequest(str(out), f"cannot be written ({error.strerror})", "name a folder of your own") from None


def _pairs(held: Holdings) -> list[tuple[str, str, int]]:
    rows = held.ask(
        "SELECT x.name AS a, y.name AS b, count(*) AS n FROM named x JOIN named y ON y.row = x.row AND x.name < y.name "
        "GROUP BY 1, 2 ORDER BY n DESC, a, b"
    )
    return [(row["a"], row["b"], row["n"]) for row in rows]


def _years(held: Holdings) -> tuple[str, ...]:
    rows = held.ask("SELECT DISTINCT year FROM told WHERE year BETWEEN 0 AND 9999 ORDER BY year")
    return tuple(f"{row['year']:04d}" for row in rows)


def _by_years(held: Holdings, years: Sequence[str]) -> Iterator[Place]:
    """The inquiries that have too much to compare, once for each year."""
    pages = {page.name: page for page in PAGES}
    for name in ASKED:
        if pages[name].make(Asked(held, {}, {}, Reader())).question.wide:
            for year in years:
                yield Place(name, at(name, since=year, until=year), {}, {"since": (year,), "until": (year,)})


def _places(held: Holdings, pairs: list[tuple[str, str, int]]) -> Iterator[Place]:
    for name in ALONE:
        yield Place(name, f"/{name}")
    for row in held.ask("SELECT record FROM records ORDER BY row"):
        yield Place("record", at("records", row["record"]), {"record": row["record"]})
    for row in held.ask("SELECT DISTINCT name FROM named ORDER BY name"):
        yield Place("party", at("parties", row["name"]), {"party": row["name"]})
    for a, b, _ in pairs:
        yield Place("pair", at("pair", a=a, b=b), {}, {"a": (a,), "b": (b,)})
    for row in held.ask("SELECT DISTINCT id FROM told WHERE review <> 'rejected' ORDER BY id"):
        yield Place("statement", at("statements", row["id"]), {"statement": row["id"]})


class _Copy:
    """A copy as it is written."""

    def __init__(self, held: Holdings, out: Path, links: Links, pairs: Pairs, years: tuple[str, ...]) -> None:
        self._held, self._out, self._links, self._pairs, self._years = held, out, links, pairs, years
        self._environment: jinja2.Environment = templates()
        self._pages = {page.name: page for page in PAGES}
        self.files = 0

    def write(self, place: Place) -> None:
        """Write a page, every leaf of it where it is a list, and its table."""
        page = self._pages[place.name]
        number, last = 1, 1
        while number <= last:
            leaf = {"leaf": (str(number),)} if number > 1 else {}
            query = {**place.query, **leaf}
            view = page.make(Asked(self._held, place.parts, query, Reader()))
            if page.name in LISTS:
                last = view.leaf.last
            own = leafed(place.address, number)
            self._put(own, f"{page.name}.html", self._frame(page, place, query, view), last)
            number += 1
        if page.rows is not None:
            rows = page.rows(Asked(self._held, place.parts, place.query, Reader()))
            table = self._out / file_of(place.address)
            table.with_name(f"{table.name.removesuffix('.html')}.csv").write_text(
                as_csv(rows), encoding="utf-8", newline=""
            )

    def write_search(self, parts: int) -> None:
        """Write the page that searches the index in the browser."""
        place = Place("search", "/search")
        self._put(
            "/search", "copy-search.html", {**self._frame(self._pages["search"], place, {}, None), "parts": parts}, 1
        )

    def _put(self, own: str, template: str, frame: Mapping[str, Any], last: int) -> None:
        text = self._environment.get_template(template).render(frame)
        target = self._out / file_of(own)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(self._links.relinked(text, own, last), encoding="utf-8", errors="replace")
        self.files += 1

    def _frame(self, page: Page, place: Place, query: Mapping[str, Any], view: Any) -> dict[str, Any]:
        path = place.address.partition("?")[0]
        menu = tuple((one.menu, one.path) for one in PAGES if one.menu and one.path in COPIED)
        return {
            "view": view, "reader": Reader(), "access": Access("guests"), "title": self._held.settings.title, "menu": menu,
            "addresses": frozenset({"/pair"}), "path": path, "query": _Nothing(),
            "changed": lambda **to: path + changed({**place.query, **query}, **to), "form_token": None, "twin": None,
            "table": TABLE if page.rows is not None else None, "notice": None, "copy": True,
            "title_of": self._held.title_of, "hollow": not self._held.record_count, "root": "DIR", "ways": tuple(way for way in WAYS if way[1] in COPIED), "pairs": self._pairs,
            "years_asked": self._years,
        }  # fmt: skip


class _Nothing(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return ""
